//! A closed archive to its heirs: what goes and what stays, to the byte, and whether the folder builds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use congbo::inside::release::manifest::{Hash, Manifest};

use crate::fixture::{copy_folder, files, write_file};

/// A district that ended, with two heirs, one unit of which nobody knows what became, and periods of three bodies.
const DISTRICT: &str = "\
//- site.yaml
title: Kho huyện
base_url: https://huyen.example.gov.vn/khcn/
publisher: {name: UBND huyện Triệu Sơn}
license: CC-BY-4.0
place: huyen
issuer: ubnd-huyen
//- issuers.yaml
# Các cơ quan.
- {id: ubnd-huyen, name: UBND huyện Triệu Sơn, level: huyen, place: huyen, to: 2025-06-30, ended_by: 203/2025/QH15}
# Nơi kế thừa.
- {id: ubnd-moi, name: Ủy ban nhân dân xã Thọ Ngọc, level: xa, place: xa-moi, from: 2025-07-01}
- {id: ubnd-khac, name: Ủy ban nhân dân xã Thọ Bình, level: xa, place: xa-khac-moi, from: 2025-07-01}
- {id: quoc-hoi, name: Quốc hội, level: trung-uong}
- {id: bo, name: Bộ Nào Đó, level: trung-uong}
//- places.yaml
- {id: huyen, name: Triệu Sơn, kind: huyen, to: 2025-06-30, successors: [xa-moi, xa-khac-moi]}
- {id: xa-cu, name: Thọ Ngọc, kind: xa, within: huyen, to: 2025-06-30, successors: [xa-moi]}
- {id: xa-khac, name: Thọ Sơn, kind: xa, within: huyen, to: 2025-06-30, successors: [xa-khac-moi]}
- {id: xa-lac, name: Nơi Lạc, kind: xa, within: huyen, to: 2025-06-30}
- {id: xa-moi, name: Thọ Ngọc, kind: xa, from: 2025-07-01}
- {id: xa-khac-moi, name: Thọ Bình, kind: xa, from: 2025-07-01}
//- registers.yaml
- id: vuon
  title: Vườn mẫu
  columns:
    - {id: ten, title: Tên vườn}
    - {id: xa, title: Xã, type: noi}
- {id: thua, title: Sổ thừa, columns: [{id: ten}]}
//- legal/a.yaml
- {designation: 203/2025/QH15, kind: nghi-quyet, date: 2025-06-16, issuer: quoc-hoi}
//- pages/gioi-thieu.md
---
title: Giới thiệu
---

Trang của UBND huyện Triệu Sơn.
//- root/favicon.ico
x
//- 2024-h1/period.yaml
title: 6 tháng đầu năm 2024
from: 2024-01-01
to: 2024-06-30
indicators:
  - id: dien-tich   # ha
    name: Diện tích
    value: 14
    models:
      - sen
      - gai
    unit: ha
  - {id: sen, name: Sen, value: 6, models: [sen]}
//- 2024-h1/legal.yaml
- {designation: 1/QĐ-UBND, date: 2023-01-05, issuer: ubnd-huyen, files: [mot.txt]}
- {designation: 2/QĐ-UBND, date: 2023-02-05, issuer: ubnd-huyen, files: [hai.txt]}
- {designation: 3/QĐ-UBND, date: 2023-03-05, issuer: ubnd-huyen}
- {designation: 3/QĐ-UBND, date: 2022-03-05, issuer: ubnd-huyen}
- {designation: 4/QĐ-UBND, date: 2024-03-05, issuer: ubnd-huyen, replaces: [1/QĐ-UBND]}
//- 2024-h1/files/mot.txt
một
//- 2024-h1/files/hai.txt
hai
//- 2024-h1/files/phu-luc.txt
phụ lục
//- 2024-h1/models.yaml
# Các mô hình của kỳ.

# Ở Thọ Sơn.
- id: gai
  name: trồng gai
  places: [xa-khac]
  hectares: 8

# Ở Thọ Ngọc.
- id: sen
  name: trồng sen   # tên dân gian
  places: [xa-cu]
  hectares: 6
  # còn nữa

- id: ca
  name: nuôi cá
  places: [xa-lac]

- id: lua-mot
  name: trồng lúa thơm
  places: [xa-cu]

- id: lua-hai
  name: trồng lúa thơm
  places: [xa-khac]

- {id: chung, name: tưới tiết kiệm}

- id: cuoi
  name: nuôi ong
  places: [xa-khac]
//- 2024-h1/tasks.yaml
- {id: nv-mot, name: Đề tài sen tại xã Thọ Ngọc, level: co-so, state: moi-phe-duyet}
- {id: nv-hai, name: Đề tài gai tại xã Thọ Sơn, level: co-so, state: moi-phe-duyet}
- {id: nv-ba, name: Đề tài của cả huyện, level: co-so, state: moi-phe-duyet}
//- 2024-h1/so/vuon.yaml
- {ten: Vườn sen, xa: Thọ Ngọc}
- {ten: Vườn gai, xa: Thọ Sơn}
//- 2024-h1/bao-cao.md
---
issuer: ubnd-huyen
date: 2024-06-20
summary: Sơ kết
---

Theo Quyết định số 1/QĐ-UBND ngày 05/01/2023 của UBND huyện Triệu Sơn và Quyết định số 3/QĐ-UBND của UBND huyện Triệu Sơn.

Mô hình trồng sen, trồng gai, trồng lúa thơm ở xã Thọ Ngọc và xã Thọ Sơn.
//- 2026-h1/period.yaml
title: 6 tháng đầu năm 2026
from: 2026-01-01
to: 2026-06-30
issuer: ubnd-khac
//- 2026-h2/period.yaml
title: 6 tháng cuối năm 2026
from: 2026-07-01
to: 2026-12-31
issuer: ubnd-moi
";

struct Place(tempfile::TempDir);

impl Place {
    fn of(site: &str) -> Self {
        let place = tempfile::tempdir().expect("a folder can be made");
        files(site).iter().for_each(|(path, text)| write_file(&place.path().join("content").join(path), text));
        Self(place)
    }

    fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs a command here; gives what it said.
    #[track_caller]
    fn run(&self, arguments: &[&str], status: i32) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        let output = command.args(["--lang", "en"]).args(arguments).current_dir(self.0.path()).output();
        let output = output.expect("congbo runs");
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}\n{said}");
        said
    }
}

/// Every file of a folder with its bytes.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("it can be listed"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    let file = |entry: walkdir::DirEntry| {
        let inside = entry.path().strip_prefix(folder).expect("it lies inside").to_string_lossy().replace('\\', "/");
        (inside, fs::read(entry.path()).expect("it can be read"))
    };
    files.map(file).collect()
}

#[test]
fn what_is_of_others_stays_and_all_that_is_named_goes() {
    let place = Place::of(DISTRICT);
    let before = bytes(place.0.path());
    let said = place.run(&["handover", "--to", "xa-moi", "--output", "moi"], 0);
    assert!(said.contains("  models: 5 taken, 2 left"), "{said}");
    let given = bytes(&place.at("moi"));
    let names: Vec<&str> = given.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "2024-h1/bao-cao.md",
            "2024-h1/files/mot.txt",
            "2024-h1/files/phu-luc.txt",
            "2024-h1/legal.yaml",
            "2024-h1/models.yaml",
            "2024-h1/period.yaml",
            "2024-h1/so/vuon.yaml",
            "2024-h1/tasks.yaml",
            "2026-h2/period.yaml",
            "issuers.yaml",
            "legal/a.yaml",
            "pages/ban-giao.md",
            "places.yaml",
            "registers.yaml",
            "root/ban-giao-sha256.txt",
            "root/ban-giao.txt",
            "site.yaml",
        ],
    );
    // A remark goes with the entry below it; the one above the first is said of the file. Both models of one name go.
    assert_eq!(
        place.read("moi/2024-h1/models.yaml"),
        "# Các mô hình của kỳ.\n\n# Ở Thọ Sơn.\n\
# Ở Thọ Ngọc.\n- id: sen\n  name: trồng sen   # tên dân gian\n  places: [xa-cu]\n  hectares: 6\n  # còn nữa\n\n\
- id: ca\n  name: nuôi cá\n  places: [xa-lac]\n\n- id: lua-mot\n  name: trồng lúa thơm\n  places: [xa-cu]\n\n\
- id: lua-hai\n  name: trồng lúa thơm\n  places: [xa-khac]\n\n- {id: chung, name: tưới tiết kiệm}\n"
    );
    let source = |path: &str| place.read(&format!("content/{path}"));
    let without = |text: String, words: &str| {
        let kept = text.split_inclusive('\n').filter(|line| !line.contains(words));
        kept.collect::<String>()
    };
    // Both of a number that a text leaves in doubt; what one that is taken is replaced by.
    assert_eq!(place.read("moi/2024-h1/legal.yaml"), without(source("2024-h1/legal.yaml"), "2/QĐ-UBND"));
    assert_eq!(place.read("moi/2024-h1/tasks.yaml"), without(source("2024-h1/tasks.yaml"), "nv-hai"));
    assert_eq!(place.read("moi/2024-h1/so/vuon.yaml"), without(source("2024-h1/so/vuon.yaml"), "Vườn gai"));
    assert_eq!(place.read("moi/registers.yaml"), without(source("registers.yaml"), "thua"));
    let issuers = without(without(source("issuers.yaml"), "id: bo,"), "id: ubnd-khac,");
    assert_eq!(place.read("moi/issuers.yaml"), issuers);
    // A figure no more names the models which it is made up of, and keeps its value.
    let period = source("2024-h1/period.yaml").replace("    models:\n      - sen\n      - gai\n", "");
    assert_eq!(place.read("moi/2024-h1/period.yaml"), period);
    for path in ["places.yaml", "legal/a.yaml", "2024-h1/bao-cao.md", "2024-h1/files/mot.txt", "2026-h2/period.yaml"] {
        assert_eq!(place.read(&format!("moi/{path}")), source(path), "{path}");
    }
    // Nothing else was touched, and the same is given again.
    let after = bytes(place.0.path());
    assert!(after.iter().filter(|(path, _)| !path.starts_with("moi/")).eq(before.iter()));
    place.run(&["handover", "--to", "ubnd-moi", "--output", "lai"], 0);
    assert!(bytes(&place.at("lai")) == given);
    // The record has every file with its hash.
    let hashes = Manifest::parse(&place.read("moi/root/ban-giao-sha256.txt")).expect("a list of hashes");
    let listed = given.iter().filter(|(path, _)| *path != "root/ban-giao-sha256.txt");
    assert!(listed.map(|(path, bytes)| (path.clone(), Hash::of(bytes))).eq(hashes.0));
    let record = place.read("moi/root/ban-giao.txt");
    for line in [
        "  - gai: trồng gai [chỉ ở hoặc chỉ nói về đơn vị khác]",
        "  + ca: nuôi cá [ở đơn vị chưa rõ nay thuộc đâu]",
        "  + chung: tưới tiết kiệm [của chung cả địa bàn]",
        "  + lua-hai: trồng lúa thơm [trùng tên với mục được lấy]",
        "  - 2026-h1 [của đơn vị khác]",
        "  - pages/gioi-thieu.md: Giới thiệu [nói về cả kho và cơ quan công bố kho]",
        "  2024-h1/period.yaml: dien-tich",
    ] {
        assert!(record.lines().any(|one| one == line), "{line}\n{record}");
    }
    let page = place.read("moi/pages/ban-giao.md");
    assert!(page.contains("[kho đầy đủ](<https://huyen.example.gov.vn/khcn/>)"), "{page}");
}

#[test]
fn the_folder_builds_and_names_the_right_bodies_at_the_old_addresses() {
    let place = Place::of(DISTRICT);
    place.run(&["build", "--output", "cu"], 0);
    place.run(&["handover", "--to", "xa-moi", "--output", "moi"], 0);
    place.run(&["build", "--content", "moi", "--output", "trang"], 0);
    let report = place.read("trang/bao-cao/2024-h1/bao-cao/index.html");
    for meta in [
        "DCTERMS.creator\" content=\"UBND huyện Triệu Sơn\"",
        "DCTERMS.publisher\" content=\"Ủy ban nhân dân xã Thọ Ngọc\"",
        "DCTERMS.spatial\" content=\"huyện Triệu Sơn\"",
    ] {
        assert!(report.contains(meta), "{meta}");
    }
    // What was in doubt stays so, and what is left is no link.
    for address in ["mo-hinh/lua-mot/", "mo-hinh/lua-hai/", "mo-hinh/gai/"] {
        assert!(!report.contains(&format!("href=\"/{address}")), "{address}");
        assert!(!report.contains(&format!("{address}\"")), "{address}");
    }
    assert!(report.contains("mo-hinh/sen/"));
    for address in [
        "ky/2024-h1",
        "bao-cao/2024-h1/bao-cao",
        "mo-hinh/sen",
        "so/vuon/vuon-sen",
        "xa/xa-cu",
        "co-quan/ubnd-huyen",
        "van-ban/ubnd-huyen/qd-ubnd/2023/1",
        "van-ban/quoc-hoi/qh15/2025/203-2025",
    ] {
        for site in ["cu", "trang"] {
            assert!(place.at(&format!("{site}/{address}/index.html")).is_file(), "{site}/{address}");
        }
    }
    assert!(place.read("trang/index.html").contains("https://huyen.example.gov.vn/khcn/"));
}

#[test]
fn only_an_heir_of_a_closed_archive_is_given_something_into_an_empty_folder() {
    let place = Place::of(DISTRICT);
    let said = place.run(&["handover", "--to", "xa-cu"], 2);
    assert!(said.contains("CB732") && said.contains("xa-khac-moi (xã Thọ Bình), xa-moi (xã Thọ Ngọc)"), "{said}");
    place.run(&["handover", "--to", "quoc-hoi"], 2);
    assert!(place.run(&["handover", "--to", "xa-moi", "--output", "content/moi"], 2).contains("CB0"));
    write_file(&place.at("day/a.txt"), "a");
    assert!(place.run(&["handover", "--to", "xa-moi", "--output", "day"], 2).contains("CB734"));
    assert_eq!(place.read("day/a.txt"), "a");
    fs::create_dir(place.at("trong")).expect("a folder can be made");
    place.run(&["handover", "--to", "xa-moi", "--output", "trong"], 0);

    let open = Place::of(&DISTRICT.replace("place: huyen, to: 2025-06-30, ended_by: 203/2025/QH15}", "place: huyen}"));
    assert!(open.run(&["handover", "--to", "xa-moi"], 2).contains("CB731"));
    let draft = Place::of(&DISTRICT.replace("summary: Sơ kết", "draft: true\nsummary: Sơ kết"));
    assert!(draft.run(&["handover", "--to", "xa-moi"], 2).contains("2024-h1/bao-cao.md"));
    let broken = Place::of(&DISTRICT.replace("hectares: 8", "hectares: tám"));
    broken.run(&["handover", "--to", "xa-moi"], 1);
    assert!(!broken.at("ban-giao-xa-moi").exists());
}

/// A list in brackets cannot be cut: it goes whole, with all that it names. Line ends are the author's.
#[test]
fn a_file_that_cannot_be_cut_goes_whole_and_line_ends_stay() {
    let tasks = "//- 2024-h1/tasks.yaml\n";
    let (before, after) = DISTRICT.split_once(tasks).expect("it has tasks");
    let (_, after) = after.split_once("//- ").expect("more follows");
    let list = "[{id: nv-mot, name: Ở xã Thọ Ngọc, level: co-so, state: dung}, {id: nv-hai, name: Ở xã Thọ Sơn, level: co-so, state: dung}]";
    let place = Place::of(&format!("{before}{tasks}{list}\n//- {after}"));
    let legal = place.read("content/2024-h1/legal.yaml").replace('\n', "\r\n");
    write_file(&place.at("content/2024-h1/legal.yaml"), &legal);
    place.run(&["handover", "--to", "xa-moi", "--output", "moi"], 0);
    assert_eq!(place.read("moi/2024-h1/tasks.yaml").trim_end(), list);
    let kept = legal.split_inclusive('\n').filter(|line| !line.contains("2/QĐ-UBND"));
    assert_eq!(place.read("moi/2024-h1/legal.yaml"), kept.collect::<String>());
}

#[test]
fn the_real_archive_is_handed_over_to_each_heir() {
    let place = Place(tempfile::tempdir().expect("a folder can be made"));
    copy_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &place.at("content"));
    let said = place.run(&["handover", "--to", "x"], 2);
    let heirs: Vec<&str> = said.split(" (").filter_map(|part| part.rsplit(' ').next()).collect();
    let heirs: Vec<&str> = heirs.into_iter().filter(|id| id.starts_with("xa-")).collect();
    assert_eq!(heirs.len(), 8, "{said}");
    for heir in heirs {
        place.run(&["handover", "--to", heir], 0);
        let folder = format!("ban-giao-{heir}");
        assert_eq!(place.read(&format!("{folder}/2022-h1/bao-cao.md")), place.read("content/2022-h1/bao-cao.md"));
        let models = place.at(&format!("{folder}/2022-h1/models.yaml"));
        let text = fs::read_to_string(models).unwrap_or_default();
        let expected = match heir {
            "xa-tho-binh-2025" => 2,
            "xa-tho-ngoc-2025" => 1,
            _ => 0,
        };
        assert_eq!(text.matches("- id: ").count(), expected, "{heir}");
    }
    place.run(&["build", "--content", "ban-giao-xa-tho-phu-2025"], 0);
}

#[test]
fn a_package_names_the_body_whose_period_it_is() {
    let place = Place::of(DISTRICT);
    place.run(&["build"], 0);
    for (period, body) in [
        ("2024-h1", "UBND huyện Triệu Sơn"),
        ("2026-h1", "Ủy ban nhân dân xã Thọ Bình"),
        ("2026-h2", "Ủy ban nhân dân xã Thọ Ngọc"),
    ] {
        place.run(&["package", period], 0);
        let info = place.read(&format!("goi-{period}/bag-info.txt"));
        assert!(info.contains(&format!("Source-Organization: {body}\n")), "{period}: {info}");
    }
}
