//! Open data as its users meet it: tables, what describes them, and that the two agree.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use congbo::inside::attic::Kept;
use congbo::inside::cards::Cards;
use congbo::inside::data::OpenData;
use congbo::inside::link::drafts::{Audience, Selection};
use congbo::inside::link::link;
use congbo::inside::parse::names::Names;
use congbo::inside::parse::parse;
use congbo::inside::shell::load::{ContentFolder, Limits};
use congbo::inside::source::Sources;
use congbo::inside::view::{Relation, Status};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::fixture;

const SITE: &str = "\
//- site.yaml
title: Kho dữ liệu mẫu
base_url: https://example.gov.vn/khcn
publisher:
  name: UBND huyện Mẫu
license: CC-BY-4.0
place: huyen-mau
//- places.yaml
- id: huyen-mau
  name: Mẫu
  kind: huyen
- id: xa-mot
  name: Một
  kind: xa
  within: huyen-mau
  to: 2025-06-30
//- issuers.yaml
- id: ubnd-tinh-mau
  name: UBND tỉnh Mẫu
  aliases: [UBND tỉnh]
  level: tinh
//- legal/cu.yaml
- designation: 27-KH/TU
  title: =HYPERLINK(\"x\")
//- 2022-h1/period.yaml
title: 6 tháng đầu năm 2022
from: 2022-01-01
to: 2022-06-30
task_counts:
  approved: Không
indicators:
- id: dien-tich
  name: Diện tích
  value: 1.234,5
  unit: ha
promises:
- id: ho-tro
  title: Hỗ trợ doanh nghiệp
//- 2022-h1/legal.yaml
- designation: 1221/QĐ-UBND
  date: 2020-04-07
  issuer: ubnd-tinh-mau
  title: Phê duyệt \"kế hoạch\", triển khai
  implements: [27-KH/TU]
//- 2022-h1/models.yaml
- id: cay-sen
  name: Trồng cây sen
  places: [xa-mot]
  hectares: 6
  households: Không
//- 2022-h1/bao-cao.md
---
summary: Sơ kết 6 tháng đầu năm 2022
designation: /BC-UBND
---
Theo Điều 3 Quyết định số 1221/QĐ-UBND ngày 07/4/2020 của UBND tỉnh; Kế hoạch số 99/KH-UBND.
";

fn publish(sources: &Sources, before: &OpenData) -> OpenData {
    let names = Names::default();
    let files: BTreeMap<_, _> =
        sources.texts.iter().map(|(path, text)| (path.clone(), Arc::new(parse(path, text, &names)))).collect();
    let selection = Selection::of(&files, Audience::Public);
    let archive = link(&selection, None);
    OpenData::of(&archive, &Cards::of(&archive, &Cards::default()), before)
}

fn sample() -> OpenData {
    publish(&fixture::sources(SITE), &OpenData::default())
}

fn real() -> OpenData {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut folder = ContentFolder::open(&content, None, Limits::default()).expect("the project has content");
    publish(&folder.load().expect("the content can be read"), &OpenData::default())
}

fn text<'d>(data: &'d OpenData, path: &str) -> &'d str {
    match &data.files[path] {
        Kept::Here(text) => text,
        Kept::There(place) => panic!("{path} lies at {place:?}"),
    }
}

fn json(data: &OpenData, path: &str) -> Value {
    serde_json::from_str(text(data, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A table's CSV without its byte order mark and header.
#[track_caller]
fn check(table: &str, lines: &[&str]) {
    let data = sample();
    let text = text(&data, &format!("{table}.csv")).strip_prefix('\u{FEFF}').expect("a byte order mark for Excel");
    assert_eq!(text.split_terminator("\r\n").skip(1).collect::<Vec<_>>(), lines);
}

#[test]
fn tables_hold_what_the_archive_holds() {
    check(
        "ky",
        &[
            "2022-h1,6 tháng đầu năm 2022,6 tháng,2022-01-01,2022-06-30,0,,,,,huyen-mau,https://example.gov.vn/khcn/ky/2022-h1/",
        ],
    );
    check("chi-so", &["2022-h1,dien-tich,Diện tích,1234.5,ha,"]);
    check("quan-he-van-ban", &["ubnd-tinh-mau/qd-ubnd/2020/1221,implements,khong-ro/kh-tu/khong-ro/27"]);
    check("viec-de-ra", &["2022-h1,ho-tro,Hỗ trợ doanh nghiệp,,,"]);
    check("dia-ban", &["huyen-mau,Mẫu,huyen,,,,,,,,", "xa-mot,Một,xa,,,huyen-mau,,2025-06-30,,,"]);
    check("co-quan", &["ubnd-tinh-mau,UBND tỉnh Mẫu,UBND tỉnh,,tinh,,,,,,,"]);
    check(
        "mo-hinh",
        &["cay-sen,2022-h1,Trồng cây sen,,,,xa-mot,6,,0,,,,,,,,,https://example.gov.vn/khcn/mo-hinh/cay-sen/"],
    );
    check(
        "bao-cao",
        &["2022-h1/bao-cao,2022-h1,BÁO CÁO,Sơ kết 6 tháng đầu năm 2022,Sơ kết 6 tháng đầu năm 2022,/BC-UBND,,,,,2,,,,\
           https://example.gov.vn/khcn/bao-cao/2022-h1/bao-cao/"],
    );
}

/// A reader of the data finds each word of a closed set explained, or an example of it; none is left out.
#[test]
fn a_column_that_names_its_words_names_them_all() {
    let mut explained = 0;
    for set in &sample().sets {
        for column in set.about.columns.iter().filter(|column| !column.meaning.contains("ví dụ")) {
            let (named, unnamed): (Vec<&str>, Vec<&str>) =
                column.words.iter().partition(|word| column.meaning.contains(**word));
            if named.is_empty() {
                continue;
            }
            // A relation is told once, from the side that acts; of standards the column says that they have no status.
            let never_held: Vec<&str> = match (&*set.about.name, &*column.name) {
                ("quan-he-van-ban", "relation") => Relation::ALL
                    .iter()
                    .filter(|relation| !relation.is_active())
                    .map(|relation| relation.word())
                    .collect(),
                ("van-ban", "status") => vec![Status::Standard.word()],
                _ => Vec::new(),
            };
            assert_eq!(unnamed, never_held, "{}: {}", set.about.name, column.name);
            explained += 1;
        }
    }
    assert!(explained > 8, "columns of closed sets are found");
}

#[test]
fn a_title_is_never_a_formula() {
    let data = sample();
    assert!(text(&data, "van-ban.csv").contains(",\"'=HYPERLINK(\"\"x\"\")\","));
    assert_eq!(json(&data, "van-ban.json")[0]["title"], "=HYPERLINK(\"x\")");
}

#[test]
fn citations_say_who_cites_whom_and_in_which_sentence() {
    let rows = json(&sample(), "trich-dan/2022-h1.json");
    let fields = |row: usize| ["surface", "pinpoint", "resolution", "document"].map(|field| rows[row][field].clone());
    assert_eq!(
        fields(0),
        ["Quyết định số 1221/QĐ-UBND", "Điều 3", "found", "ubnd-tinh-mau/qd-ubnd/2020/1221"].map(Value::from)
    );
    assert_eq!(fields(1), ["Kế hoạch số 99/KH-UBND".into(), Value::Null, "missing".into(), Value::Null]);
    assert_eq!(rows[0]["url"], "https://example.gov.vn/khcn/bao-cao/2022-h1/bao-cao/#doan-1");
    assert!(rows[0]["sentence"].as_str().is_some_and(|sentence| sentence.contains("1221/QĐ-UBND")));
}

#[test]
fn the_package_names_every_file_with_its_length_and_hash() {
    for data in [sample(), real()] {
        let package = json(&data, "datapackage.json");
        let resources = package["resources"].as_array().expect("a list");
        let mut named = BTreeSet::from(["datapackage.json".to_owned(), "dcat.jsonld".to_owned()]);
        for resource in resources {
            let path = resource["path"].as_str().expect("a path");
            let file = &data.files[path];
            let hash: String =
                Sha256::digest(file.text().as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(resource["bytes"], file.length(), "{path}");
            assert_eq!(resource["hash"], format!("sha256:{hash}"), "{path}");
            named.insert(path.to_owned());
        }
        assert_eq!(named, data.files.keys().cloned().collect());
    }
}

#[test]
fn every_reference_leads_to_a_row_and_no_key_is_there_twice() {
    for data in [sample(), real()] {
        let ids: BTreeMap<&str, BTreeSet<String>> = data
            .sets
            .iter()
            .map(|set| {
                let rows = set.parts.iter().flat_map(|part| rows(&data, &part.path));
                (&*set.about.name, rows.map(|row| row["id"].to_string()).collect())
            })
            .collect();
        for set in &data.sets {
            let mut seen = BTreeSet::new();
            for row in set.parts.iter().flat_map(|part| rows(&data, &part.path)) {
                for column in set.about.columns.iter() {
                    let value = &row[&*column.name];
                    assert!(!(column.is_required && value.is_null()), "{} {row}", set.about.name);
                    if let Some(target) = column.refers_to.filter(|_| !value.is_null()) {
                        assert!(ids[target].contains(&value.to_string()), "{} {row}", set.about.name);
                    }
                }
                let keys = set.about.columns.iter().filter(|column| column.is_key);
                let key: Vec<String> = keys.map(|column| row[&*column.name].to_string()).collect();
                assert!(seen.insert(key), "{} {row}", set.about.name);
            }
        }
    }
}

fn rows(data: &OpenData, path: &str) -> Vec<Value> {
    match json(data, &format!("{path}.json")) {
        Value::Array(rows) => rows,
        other => panic!("{path} holds {other}"),
    }
}

#[test]
fn an_edit_changes_the_files_of_its_rows_alone() {
    let before = sample();
    let edited = SITE.replace("Theo Điều 3", "Căn cứ Điều 3");
    let after = publish(&fixture::sources(&edited), &before);
    let changed: Vec<_> = after
        .files
        .iter()
        .filter(|(path, bytes)| before.files.get(*path) != Some(bytes))
        .map(|(path, _)| &**path)
        .collect();
    assert_eq!(changed, ["datapackage.json", "dcat.jsonld", "trich-dan/2022-h1.csv", "trich-dan/2022-h1.json"]);
    assert_eq!(after.files, publish(&fixture::sources(&edited), &OpenData::default()).files);
}
