//! Changes that forms make of files: the reader finds what was meant, and every other byte is as it was.

use congbo::inside::content::form::{Form, Kind};
use congbo::inside::edit::{Change, Path, Problems, Value, apply, body, count, typed, value};
use congbo::inside::source::SourcePath;
use proptest::prelude::*;

fn source(path: &str) -> SourcePath {
    SourcePath::new(path).expect("a path inside the content folder")
}

fn at(path: &str) -> Path {
    path.parse().expect("any text is a path")
}

fn set(path: &str, value: Value) -> Change {
    Change::Set { at: at(path), value }
}

fn text(text: &str) -> Value {
    Value::text(text)
}

#[track_caller]
fn check(path: &str, before: &str, change: Change, after: &str) {
    let edited = apply(&source(path), before, &change).map_err(|refused| refused.message.en);
    assert_eq!(edited.as_deref(), Ok(after), "{change:?}");
}

#[track_caller]
fn check_refused(path: &str, before: &str, change: Change, why: &str) {
    let edited = apply(&source(path), before, &change).map_err(|refused| refused.message.en);
    assert_eq!(edited, Err(why.to_owned()));
}

const PLACES: &str = "\
# Các đơn vị hành chính.
- id: tinh-thanh-hoa   # tỉnh
  name: Thanh Hóa
  kind: tinh

# Hết ngày 30/6/2025.
- id: xa-tho-son
  name: 'Thọ Sơn'
  kind: xa
  # Theo nghị quyết 1686.
  to: 2025-06-30
  successors:
    - xa-tho-binh-2025

- id: xa-tho-ngoc
  name: Thọ Ngọc
  kind: xa
";

#[test]
fn a_field_is_set_and_all_else_stays() {
    let replaced = |from: &str, to: &str| PLACES.replacen(from, to, 1);
    check(
        "places.yaml",
        PLACES,
        set("0.id", text("tinh-thanh-hoa-2")),
        &replaced("tinh-thanh-hoa", "tinh-thanh-hoa-2"),
    );
    check("places.yaml", PLACES, set("1.to", text("30/6/2025")), &replaced("2025-06-30", "30/6/2025"));
    check("places.yaml", PLACES, set("0.name", text("Thanh Hoá: mới")), &replaced("Thanh Hóa", "\"Thanh Hoá: mới\""));
    check("places.yaml", PLACES, set("1.successors.0", text("xa-khac")), &replaced("xa-tho-binh-2025", "xa-khac"));
    check("places.yaml", PLACES, set("0.name", text("Thanh Hóa")), PLACES);
}

#[test]
fn a_new_field_stands_where_its_form_has_it() {
    check(
        "places.yaml",
        PLACES,
        set("1.within", text("tinh-thanh-hoa")),
        &PLACES.replacen("  kind: xa\n  #", "  kind: xa\n  within: tinh-thanh-hoa\n  #", 1),
    );
    check(
        "places.yaml",
        PLACES,
        set("2.aliases", Value::texts(["Ngọc", "xã #1"])),
        &PLACES.replacen("Ngọc\n  kind: xa\n", "Ngọc\n  kind: xa\n  aliases:\n    - Ngọc\n    - \"xã #1\"\n", 1),
    );
    check("places.yaml", "- name: A\n  kind: xa\n", set("0.id", text("a")), "- id: a\n  name: A\n  kind: xa\n");
    check(
        "site.yaml",
        "# đầu\ntitle: A\n",
        set("publisher.name", text("B")),
        "# đầu\ntitle: A\npublisher:\n  name: B\n",
    );
    check("site.yaml", "# đầu\n", set("title", text("A")), "# đầu\ntitle: A\n");
    check("site.yaml", "title: A\nplace:   # chưa rõ\n", set("place", text("x")), "title: A\nplace: x   # chưa rõ\n");
}

#[test]
fn what_goes_takes_nothing_with_it() {
    let without = |part: &str| PLACES.replacen(part, "", 1);
    check("places.yaml", PLACES, set("1.to", text("")), &without("  to: 2025-06-30\n"));
    check(
        "places.yaml",
        PLACES,
        Change::Remove { at: at("1.successors.0") },
        &without("  successors:\n    - xa-tho-binh-2025\n"),
    );
    check(
        "places.yaml",
        PLACES,
        Change::Remove { at: at("1") },
        "# Các đơn vị hành chính.\n- id: tinh-thanh-hoa   # tỉnh\n  name: Thanh Hóa\n  kind: tinh\n\n\
         - id: xa-tho-ngoc\n  name: Thọ Ngọc\n  kind: xa\n",
    );
    check("places.yaml", "- id: a\n  name: A\n", Change::Remove { at: at("0.id") }, "- name: A\n");
    check("places.yaml", "- id: a\n  # tên\n  name: A\n", Change::Remove { at: at("0.id") }, "-\n  # tên\n  name: A\n");
    check("places.yaml", "# đầu\n- id: a\n", Change::Remove { at: at("0") }, "# đầu\n");
    check("places.yaml", "- id: a\n", Change::Remove { at: at("0.id") }, "-\n");
    check("places.yaml", "-\n", set("0", Value::map([("id", text("a")), ("name", text("A"))])), "- id: a\n  name: A\n");
}

#[test]
fn entries_come_and_change_places() {
    let entry = Value::map([("id", text("xa-moi")), ("name", text("Mới")), ("aliases", Value::texts(["a"]))]);
    let written = "- id: xa-moi\n  name: Mới\n  aliases:\n    - a\n";
    let insert = |index| Change::Insert { list: Path::root(), index, value: entry.clone() };
    check("places.yaml", PLACES, insert(3), &format!("{PLACES}\n{written}"));
    check("places.yaml", PLACES, set("3", entry.clone()), &format!("{PLACES}\n{written}"));
    let (head, rest) = PLACES.split_at(PLACES.find("# Hết").expect("it is there"));
    check("places.yaml", PLACES, insert(1), &format!("{head}{written}\n{rest}"));
    check("places.yaml", "# đầu\n", insert(0), &format!("# đầu\n{written}"));
    check("places.yaml", "", insert(0), written);
    let (one, two) = ("- id: a\n", "# hai\n- id: b\n  name: B\n");
    let moved = Change::Move { list: Path::root(), from: 1, to: 0 };
    check(
        "places.yaml",
        &format!("# đầu\n\n{one}\n{two}\n# cuối\n"),
        moved,
        &format!("# đầu\n\n{two}\n{one}\n# cuối\n"),
    );
}

#[test]
fn a_whole_entry_writes_only_what_differs() {
    let entry = Value::map([
        ("id", text("xa-tho-son")),
        ("name", text("Thọ Sơn mới")),
        ("kind", text("xa")),
        ("to", text("")),
        ("successors", Value::texts(["xa-a", "xa-tho-binh-2025"])),
    ]);
    let expected = PLACES.replacen("'Thọ Sơn'", "Thọ Sơn mới", 1).replacen("  to: 2025-06-30\n", "", 1).replacen(
        "    - xa-tho-binh",
        "    - xa-a\n    - xa-tho-binh",
        1,
    );
    check("places.yaml", PLACES, set("1", entry), &expected);
}

#[test]
fn brackets_on_one_line_are_kept() {
    let before = "title: A\nnavigation: [{title: Một, url: /a/}, {title: \"Hai\", url: /b/}]   # thanh\nrobots: []\n";
    let with = |from: &str, to: &str| before.replacen(from, to, 1);
    check("site.yaml", before, set("navigation.0.title", text("Một, hai")), &with("Một", "\"Một, hai\""));
    check("site.yaml", before, set("robots.0", text("a")), &with("[]", "[a]"));
    check("site.yaml", before, Change::Remove { at: at("navigation.0") }, &with("{title: Một, url: /a/}, ", ""));
    let third = Value::map([("title", text("Ba")), ("url", text("/c/"))]);
    let inserted = Change::Insert { list: at("navigation"), index: 2, value: third };
    check("site.yaml", before, inserted, &with("/b/}", "/b/}, {title: Ba, url: /c/}"));
    let moved = Change::Move { list: at("navigation"), from: 0, to: 1 };
    let swapped = with(
        "{title: Một, url: /a/}, {title: \"Hai\", url: /b/}",
        "{title: \"Hai\", url: /b/}, {title: Một, url: /a/}",
    );
    check("site.yaml", before, moved, &swapped);
}

#[test]
fn texts_of_several_lines_are_blocks() {
    let long = "một hai ba bốn năm sáu bảy tám chín mười ".repeat(5);
    let folded = "notes: >-\n  một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn \
        năm sáu bảy tám chín\n  mười một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm sáu bảy tám chín mười\n";
    check("2022-h1/period.yaml", "title: A\n", set("notes", text(&long)), &format!("title: A\n{folded}"));
    let block = "title: A\nnotes: |  # lời\n    một\n\n    hai\n\n# cuối\n";
    check(
        "2022-h1/period.yaml",
        block,
        set("notes", text("ba\nbốn")),
        "title: A\nnotes: |  # lời\n    ba\n    bốn\n\n# cuối\n",
    );
    check("2022-h1/period.yaml", block, set("notes", text("ba")), "title: A\nnotes: ba  # lời\n\n# cuối\n");
    let quoted = "notes: \"một\n  hai\"  # lời\ntitle: A\n";
    check("2022-h1/period.yaml", quoted, set("notes", text("ba")), "notes: ba  # lời\ntitle: A\n");
}

#[test]
fn line_ends_marks_and_the_missing_last_end_stay() {
    let before = "\u{FEFF}# đầu\r\n- id: a\r\n  name: A\r\n- id: b\r\n  name: B";
    let after = "\u{FEFF}# đầu\r\n- id: a\r\n  name: A\r\n- id: b\r\n  name: B\r\n  aliases:\r\n    - c";
    check("places.yaml", before, set("1.aliases.0", text("c")), after);
    check("places.yaml", after, Change::Remove { at: at("1.aliases") }, before);
    check("places.yaml", after, Change::Remove { at: at("1") }, "\u{FEFF}# đầu\r\n- id: a\r\n  name: A");
    check("places.yaml", "- id: a\n  name: Tho\u{323}\n", set("0.id", text("b")), "- id: b\n  name: Tho\u{323}\n");
    check("places.yaml", "- id: a\n", set("0.name", text("Tho\u{323}")), "- id: a\n  name: Thọ\n");
}

#[test]
fn front_matter_and_body_are_edited_apart() {
    let before =
        "---\nsummary: Sơ kết\nsignatures:\n- authority: [CHỦ TỊCH]\n  name: A\n---\n\n## I. Một\n\nĐoạn ---\n";
    check("2022-h1/a.md", before, set("signatures.0.name", text("B")), &before.replacen("name: A", "name: B", 1));
    let signature = Value::map([("authority", Value::texts(["KT. CHỦ TỊCH"])), ("name", text("C"))]);
    check(
        "2022-h1/a.md",
        before,
        set("signatures.1", signature),
        &before.replacen("name: A\n", "name: A\n- authority:\n  - KT. CHỦ TỊCH\n  name: C\n", 1),
    );
    assert_eq!(body(before).as_deref(), Some("\n## I. Một\n\nĐoạn ---\n"));
    let crlf = before.replace('\n', "\r\n").replace("Một", "Mo\u{302}\u{323}t");
    let changed = Change::Body("\r\n## I. Một\r\n\r\nĐoạn hai".to_owned());
    check("2022-h1/a.md", &crlf, changed, &crlf.replacen("Đoạn ---", "Đoạn hai", 1));
}

#[test]
fn what_is_unsafe_is_left_to_a_person() {
    let name = || set("0.name", text("B"));
    let sign = "a form cannot change an entry with this sign of YAML";
    let damaged = "a form cannot change an entry that is in error here, or written in an unusual way";
    check_refused("places.yaml", "- id: &a a\n  name: A\n", name(), sign);
    check_refused("places.yaml", "- id: a\n  ? name\n", name(), damaged);
    let over_lines = "a form cannot change what stands in brackets over several lines";
    check_refused("places.yaml", "- id: a\n  aliases: [a,\n    b]\n  name: A\n", name(), over_lines);
    check_refused("places.yaml", "[{id: a}]\n", name(), over_lines);
    check_refused(
        "places.yaml",
        "- id:\ta\n  name: A\n",
        name(),
        "a form cannot change an entry with tabs or odd line ends",
    );
    check_refused("places.yaml", "- id: a\n", set("1.name", text("B")), "what the form would change is not there");
    check_refused("2022-h1/a.md", "không có phần đầu\n", set("title", text("B")), damaged);
    let broken = "- id: \"a\n- id: b\n  name: B\n";
    check("places.yaml", broken, set("1.name", text("C")), "- id: \"a\n- id: b\n  name: C\n");
}

#[test]
fn messages_stand_at_their_field() {
    let path = source("places.yaml");
    let problems =
        Problems::read(&path, "- id: a\n  name: A\n  kind: xa\n- id: Xã B\n  kind: làng\n  nmae: B\n  to: 31/6/2025\n");
    let codes = |path: &str| problems.at(&at(path)).iter().map(|problem| problem.code.id).collect::<Vec<_>>();
    assert_eq!(codes("0"), [""; 0]);
    for field in ["1.id", "1.kind", "1.nmae", "1.to"] {
        assert_eq!(codes(field).len(), 1, "{field}");
    }
    assert_eq!(problems.within(&at("1")).count(), 4);
}

/// Every key of the schema is asked for by its form, with a label of its own.
#[test]
fn forms_ask_for_what_the_schema_has() {
    for (name, schema) in congbo::inside::content::schema::all() {
        let form = Form::by_name(name).unwrap_or_else(|| panic!("a form of {name}"));
        let schema = if schema["type"] == "object" { &schema } else { &schema["items"] };
        check_form(name, &form, schema);
    }
}

#[track_caller]
fn check_form(name: &str, form: &Form, schema: &serde_json::Value) {
    let keys: Vec<&str> = form.fields.iter().map(|field| &*field.key).collect();
    let known: Vec<&str> = schema["properties"].as_object().expect("fields").keys().map(String::as_str).collect();
    assert_eq!(keys, known, "{name}");
    let mut labels: Vec<&str> = form.fields.iter().map(|field| field.label.as_str()).collect();
    assert!(labels.iter().all(|label| !label.is_empty() && label.chars().count() <= 60), "{name}: {labels:?}");
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), keys.len(), "{name}: two fields of one label: {labels:?}");
    for field in &form.fields {
        if let Kind::Entry(inner) = &field.kind {
            let value = &schema["properties"][&*field.key];
            let value = if value["items"].is_object() { &value["items"] } else { value };
            check_form(&field.key, inner, value);
        }
    }
}

#[test]
fn what_a_page_posts_becomes_the_entry() {
    let form = Form::by_name("report").expect("a kind of file");
    let inputs = [
        ("summary", " Sơ kết "),
        ("date", "ngày 5 tháng 3 năm 2022"),
        ("signatures.3.name", "B"),
        ("signatures.0.authority.0", "KT. CHỦ TỊCH"),
        ("signatures.0.authority.1", ""),
        ("signatures.0.name", "A"),
        ("signatures.7.name", ""),
        ("draft", "on"),
        ("khac", "bỏ qua"),
    ];
    let first = Value::map([("authority", Value::texts(["KT. CHỦ TỊCH"])), ("name", text("A"))]);
    let expected = Value::map([
        ("date", text("05/3/2022")),
        ("summary", text("Sơ kết")),
        ("signatures", Value::List(vec![first, Value::map([("name", text("B"))])])),
        ("draft", text("true")),
    ]);
    assert_eq!(typed(&form, &inputs), expected);
}

/// A field of a random entry: how it is written, and what it says.
#[derive(Debug, Clone)]
struct Field {
    key: &'static str,
    lines: Vec<String>,
    value: Value,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zđ]{1,8}( [a-zA-Z0-9độ]{1,6}){0,3}",
        "[a-z]{1,5}: [a-z#]{1,5}",
        "[0-9]{1,6}",
        "(không|true|no|~|- a|#1|a #b|\\*x|&y|'q'|\"q\"|@z|0123|1\\.500|x:|\\[a|\\{b\\}|, c|% d|\\? e|a\\\\b|\\| f)",
        "[a-zộ]{1,5}( [a-zộđ:#-]{1,9}){25}",
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![4 => words(), 1 => "[a-zộ#:-]{1,9}(\n {0,3}[a-zộ#: -]{0,9}){1,3}[a-z]"]
}

/// A scalar in one of the ways that people write it.
fn scalar() -> impl Strategy<Value = (String, Value)> {
    let plain = "[a-zđ]{1,8}( [a-zA-Z0-9độ]{1,6}){0,3}".prop_map(|words| (words.clone(), Value::Text(words)));
    let single = "[a-zđ:# ,]{1,12}".prop_map(|words| (format!("'{words}'"), Value::text(words.trim())));
    let double = "[a-zđ:# ,]{1,12}".prop_map(|words| (format!("\"{words}\""), Value::text(words.trim())));
    prop_oneof![3 => plain, 1 => single, 1 => double]
}

fn remark() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 1 => " {1,3}# [a-zđ:]{1,9}"]
}

fn field(key: &'static str) -> impl Strategy<Value = Field> {
    let one_line = (scalar(), remark()).prop_map(move |((words, value), remark)| Field {
        key,
        lines: vec![format!("{key}: {words}{remark}")],
        value,
    });
    let block =
        (prop_oneof![Just("|"), Just("|-"), Just(">-")], prop::collection::vec("[a-zđ#:-]{1,9}", 1..3), 1..5_usize)
            .prop_map(move |(sign, words, indent)| {
                let below = words.iter().map(|line| format!("{}{line}", " ".repeat(indent)));
                let joined = words.join(if sign == ">-" { " " } else { "\n" });
                Field {
                    key,
                    lines: [format!("{key}: {sign}")].into_iter().chain(below).collect(),
                    value: Value::Text(joined),
                }
            });
    prop_oneof![4 => one_line, 1 => block]
}

fn list(key: &'static str) -> impl Strategy<Value = Field> {
    let below = (prop::collection::vec((scalar(), remark()), 1..4), 0..4_usize, 1..3_usize).prop_map(
        move |(items, indent, gap)| {
            let line = |((words, _), remark): &((String, Value), String)| {
                format!("{}-{}{words}{remark}", " ".repeat(indent), " ".repeat(gap))
            };
            let lines = [format!("{key}:")].into_iter().chain(items.iter().map(line)).collect();
            Field { key, lines, value: Value::List(items.into_iter().map(|((_, value), _)| value).collect()) }
        },
    );
    let brackets = prop::collection::vec("[a-zđ]{1,6}", 1..4).prop_map(move |words| Field {
        key,
        lines: vec![format!("{key}: [{}]", words.join(", "))],
        value: Value::List(words.into_iter().map(Value::Text).collect()),
    });
    prop_oneof![3 => below, 1 => brackets]
}

/// An entry's lines, and for each the field that it belongs to.
#[derive(Debug, Clone)]
struct Entry {
    lines: Vec<(Option<&'static str>, String)>,
    value: Value,
}

fn entry() -> impl Strategy<Value = Entry> {
    let fields = (field("id"), field("name"), list("aliases"), field("within"), list("successors"));
    let between =
        prop::collection::vec(prop_oneof![6 => Just(None), 1 => Just(Some("")), 1 => Just(Some("# lời: nói"))], 5);
    let has = prop::collection::vec(prop::bool::weighted(0.8), 4);
    (fields, between, has, 1..4_usize).prop_map(|((id, name, aliases, within, successors), between, has, gap)| {
        let others = [name, aliases, within, successors].into_iter().zip(has).filter(|(_, has)| *has);
        let fields: Vec<Field> = [id].into_iter().chain(others.map(|(field, _)| field)).collect();
        let margin = " ".repeat(1 + gap);
        let mut lines = Vec::new();
        for (index, field) in fields.iter().enumerate() {
            for (at, line) in field.lines.iter().enumerate() {
                let start = if index + at == 0 { format!("-{}", " ".repeat(gap)) } else { margin.clone() };
                lines.push((Some(field.key), format!("{start}{line}")));
            }
            let beside =
                between[index].map(|line| if line.is_empty() { String::new() } else { format!("{margin}{line}") });
            lines.extend(beside.map(|line| (None, line)));
        }
        let value = Value::Map(fields.into_iter().map(|field| (field.key.to_owned(), field.value)).collect());
        Entry { lines, value }
    })
}

#[derive(Debug, Clone)]
struct File {
    text: String,
    /// The entry and field that each line belongs to.
    tags: Vec<Option<(usize, &'static str)>>,
    entries: Vec<Value>,
}

fn file() -> impl Strategy<Value = File> {
    let parts =
        prop::collection::vec((entry(), prop_oneof![Just(""), Just("\n"), Just("\n# rời\n\n"), Just("# sát\n")]), 1..4);
    (parts, prop::bool::ANY, prop::bool::ANY, prop::bool::ANY).prop_map(|(parts, has_head, is_crlf, ends)| {
        let (mut lines, mut entries) = (Vec::new(), Vec::new());
        lines.extend(has_head.then(|| (None, "# đầu".to_owned())));
        for (index, (entry, after)) in parts.into_iter().enumerate() {
            lines.extend(entry.lines.into_iter().map(|(key, line)| (key.map(|key| (index, key)), line)));
            lines.extend(after.lines().map(|line| (None, line.to_owned())));
            entries.push(entry.value);
        }
        let end = if is_crlf { "\r\n" } else { "\n" };
        let mut text: String = lines.iter().flat_map(|(_, line)| [line.as_str(), end]).collect();
        if !ends && lines.last().is_some_and(|(_, line)| !line.is_empty()) {
            text.truncate(text.len() - end.len());
        }
        File { text, tags: lines.into_iter().map(|(tag, _)| tag).collect(), entries }
    })
}

const KEYS: [&str; 5] = ["id", "name", "aliases", "within", "successors"];

/// The lines of the old text that are not in the new one, but for equal lines at both ends.
fn changed_lines(old: &str, new: &str) -> std::ops::Range<usize> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let before = old.iter().zip(&new).take_while(|(one, other)| one == other).count();
    let most = old.len().min(new.len()) - before;
    let after = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    before..old.len() - after
}

fn read(text: &str) -> Vec<Value> {
    let path = source("places.yaml");
    let count = count(&path, text).expect("a file of entries");
    (0..count).map(|index| value(&path, text, &Path::root().item(index)).expect("an entry").meaning()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_field_of_any_file_is_set(file in file(), which in 0..64_usize, key in 0..5_usize, words in any_text()) {
        let (entry, key) = (which % file.entries.len(), KEYS[key]);
        let is_list = matches!(key, "aliases" | "successors");
        let new = if is_list { Value::List(vec![Value::Text(words.clone())]) } else { Value::Text(words.clone()) };
        let place = Path::root().item(entry).key(key);
        let change = Change::Set { at: place.clone(), value: new.clone() };
        let path = source("places.yaml");
        let edited = apply(&path, &file.text, &change).map_err(|refused| TestCaseError::fail(refused.message.en.clone()))?;
        let mut expected = file.entries.clone();
        let Value::Map(fields) = &mut expected[entry] else { unreachable!() };
        let old = fields.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone());
        fields.retain(|(known, _)| known != key);
        fields.push((key.to_owned(), new));
        let expected: Vec<Value> = expected.iter().map(Value::meaning).collect();
        prop_assert_eq!(read(&edited), expected, "{}", edited);
        if old.is_some() {
            for line in changed_lines(&file.text, &edited) {
                let tag = file.tags.get(line).copied().flatten();
                let is_last = line + 1 >= file.tags.len();
                prop_assert!(tag == Some((entry, key)) || is_last, "line {line}: {tag:?}\n{}\n{edited}", file.text);
            }
        }
        prop_assert_eq!(edited.contains('\r'), file.text.contains('\r'));
        prop_assert_eq!(edited.ends_with('\n'), file.text.ends_with('\n'));
        // There and back: from then on, all is written as we write.
        if let Some(old) = old {
            let back = Change::Set { at: place.clone(), value: old };
            let apply = |text: &str, change: &Change| apply(&path, text, change).map_err(|refused| TestCaseError::fail(refused.message.en.clone()));
            let once = apply(&edited, &back)?;
            let again = apply(&apply(&once, &change)?, &back)?;
            prop_assert_eq!(once, again);
        }
    }

    #[test]
    fn any_entry_goes_comes_and_moves(file in file(), which in 0..64_usize, to in 0..64_usize, new in entry()) {
        let path = source("places.yaml");
        let (from, to) = (which % file.entries.len(), to % file.entries.len());
        let apply = |text: &str, change: &Change| apply(&path, text, change).map_err(|refused| TestCaseError::fail(format!("{}\n{text}", refused.message.en)));
        let meanings = |entries: &[Value]| entries.iter().map(Value::meaning).collect::<Vec<_>>();
        let remarks = |text: &str| text.lines().filter(|line| line.starts_with("# rời") || *line == "# đầu").count();

        let mut expected = file.entries.clone();
        expected.remove(from);
        let edited = apply(&file.text, &Change::Remove { at: Path::root().item(from) })?;
        prop_assert_eq!(read(&edited), meanings(&expected), "{}", edited);
        prop_assert_eq!(remarks(&edited), remarks(&file.text));

        let mut expected = file.entries.clone();
        expected.insert(to, new.value.clone());
        let edited = apply(&file.text, &Change::Insert { list: Path::root(), index: to, value: new.value.clone() })?;
        prop_assert_eq!(read(&edited), meanings(&expected), "{}", edited);
        prop_assert!(changed_lines(&file.text, &edited).is_empty(), "{}", edited);

        let mut expected = file.entries.clone();
        let one = expected.remove(from);
        expected.insert(to, one);
        let edited = apply(&file.text, &Change::Move { list: Path::root(), from, to })?;
        prop_assert_eq!(read(&edited), meanings(&expected), "{}", edited);
        let sorted = |text: &str| { let mut lines: Vec<String> = text.lines().map(str::to_owned).collect(); lines.sort(); lines };
        prop_assert_eq!(sorted(&edited), sorted(&file.text));
    }

    #[test]
    fn items_go_come_and_move(file in file(), which in 0..64_usize, words in any_text()) {
        let path = source("places.yaml");
        let entry = which % file.entries.len();
        let list = Path::root().item(entry).key("aliases");
        let Some(Value::List(items)) = file.entries[entry].get(&Path::root().key("aliases").0).cloned() else { return Ok(()) };
        let index = which % items.len();
        let with = |items: Vec<Value>| -> Vec<Value> {
            let mut expected = file.entries.clone();
            let Value::Map(fields) = &mut expected[entry] else { unreachable!() };
            fields.iter_mut().filter(|(key, _)| key == "aliases").for_each(|(_, value)| *value = Value::List(items.clone()));
            expected.iter().map(Value::meaning).collect()
        };
        let apply = |change: Change| apply(&path, &file.text, &change).map_err(|refused| TestCaseError::fail(format!("{}\n{}", refused.message.en, file.text)));
        let new = Value::Text(words);

        let mut expected = items.clone();
        expected.remove(index);
        let edited = apply(Change::Remove { at: list.item(index) })?;
        prop_assert_eq!(read(&edited), with(expected), "{}", edited);

        let mut expected = items.clone();
        expected.insert(index, new.clone());
        let edited = apply(Change::Insert { list: list.clone(), index, value: new.clone() })?;
        prop_assert_eq!(read(&edited), with(expected.clone()), "{}", edited);
        let filled = apply(Change::Set { at: list.clone(), value: Value::List(expected.clone()) })?;
        prop_assert_eq!(read(&filled), with(expected), "{}", filled);

        let mut expected = items.clone();
        expected.reverse();
        let edited = apply(Change::Set { at: list.clone(), value: Value::List(expected.clone()) })?;
        prop_assert_eq!(read(&edited), with(expected), "{}", edited);

        let mut expected = items;
        let one = expected.remove(index);
        expected.insert(0, one);
        let edited = apply(Change::Move { list, from: index, to: 0 })?;
        prop_assert_eq!(read(&edited), with(expected), "{}", edited);
    }

    /// Whatever a file holds, nothing panics, and what is given is what was meant.
    #[test]
    fn damaged_files_are_refused_or_edited_rightly(text in "(- |  |id|name|aliases|: |:|\n|\r\n|\t|#|\\[|\\]|\\{|\\}|,|\"|'|\\||>-|&a|\\*a|---|a|đ|0|\\?|!){0,40}", words in any_text()) {
        for (path, place) in [("places.yaml", "0.name"), ("site.yaml", "title"), ("2022-h1/a.md", "summary")] {
            let path = source(path);
            for change in [set(place, Value::Text(words.clone())), Change::Remove { at: at(place) }, Change::Body(words.clone())] {
                if let Ok(edited) = apply(&path, &text, &change)
                    && matches!(change, Change::Set { .. })
                {
                    let read = value(&path, &edited, &at(place)).map(|value| value.meaning());
                    prop_assert_eq!(read, Some(Value::Text(words.clone()).meaning()), "{}", edited);
                }
            }
        }
    }
}
