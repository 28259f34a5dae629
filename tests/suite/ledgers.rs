//! Registers that a site declares: tables as real reports have them go in and come out cell for cell, and a register that is
//! declared by YAML alone has everything that a register has.
#![allow(clippy::unwrap_used)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use congbo::inside::content::CellValue;
use congbo::inside::grid::workbook::{Refusal, read};
use congbo::inside::link::Archive;
use congbo::inside::render::{Rendered, render};
use congbo::inside::site::Site;

use crate::fixture::{self, check_golden, zip};

/// Every row of every register, cell for cell.
pub fn cells(archive: &Archive<'_>) -> String {
    let mut shown = String::new();
    for linked in &archive.ledgers {
        for row in &linked.rows {
            for (period, entry) in &row.series.entries {
                let _ = writeln!(shown, "{}/{} in {period}", linked.ledger.id, row.slug);
                for (column, cell) in linked.ledger.columns.iter().zip(&entry.value.cells) {
                    let value = match &cell.value {
                        CellValue::Blank => continue,
                        CellValue::Words => String::new(),
                        CellValue::Number(number) => format!(" = {}", number.normalize()),
                        CellValue::Day(day) => format!(" = {day}"),
                        CellValue::Doubtful => " = ?".to_owned(),
                    };
                    let _ = writeln!(shown, "  {}: {}{value}", column.id, cell.written);
                }
                for (name, words) in &entry.value.others {
                    let _ = writeln!(shown, "  [{name}]: {words}");
                }
            }
        }
    }
    shown
}

#[test]
fn tables_as_reports_have_them_come_out_cell_for_cell() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/ledgers");
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 12, "twelve shapes at least");
    for path in paths {
        let golden = std::fs::read_to_string(&path).unwrap();
        let (input, _) = golden.split_once("//=").expect("a line `//=` ends the content");
        let mut site = Site::default();
        let update = site.update(&fixture::sources(input), None, |_| {});
        let mut shown = format!("{input}//=\n{}", cells(site.archive().unwrap()));
        for diagnostic in update.diagnostics {
            let _ = writeln!(shown, "{} {}", diagnostic.code.id, diagnostic.message.en);
        }
        check_golden(&path, &shown);
    }
}

/// A site with a register of its own, declared by YAML alone, and things that its rows name.
const SITE: &str = "//- site.yaml
title: Kho mẫu
base_url: https://example.gov.vn/
publisher:
  name: UBND huyện Mẫu
//- places.yaml
- id: xa-tho-ngoc
  name: Thọ Ngọc
  kind: xa
- id: xa-tho-son
  name: Thọ Sơn
  kind: xa
//- legal/van-ban.yaml
- designation: 15/QĐ-UBND
  date: 2022-03-16
  title: Công nhận vườn ươm
//- 2021-h2/period.yaml
title: 6 tháng cuối năm 2021
from: 2021-07-01
to: 2021-12-31
//- 2022-h1/period.yaml
title: 6 tháng đầu năm 2022
from: 2022-01-01
to: 2022-06-30
//- 2022-h1/models.yaml
- id: cay-gai
  name: Mô hình trồng cây gai xanh
//- 2022-h1/bao-cao.md
---
summary: Sơ kết
---

Đã thăm vườn ươm cây gai xanh.
//- registers.yaml
- id: vuon
  title: Vườn ươm
  row: vườn
  description: Vườn ươm giống cây trồng.
  columns:
    - {id: ten, title: Tên vườn}
    - {id: noi, title: Nơi, type: noi}
    - {id: dien-tich, title: Diện tích, type: luong, unit: ha}
    - {id: van-ban, title: Quyết định, type: van-ban}
    - {id: mo-hinh, title: Mô hình, type: mo-hinh}
    - {id: nguoi, title: Chủ vườn, type: nguoi}
    - {id: muc, title: Mức, type: tu}
//- 2021-h2/so/vuon.yaml
- {ten: Vườn ươm cây gai xanh, noi: xã Thọ Ngọc, dien-tich: 5, nguoi: Nguyễn Văn A, muc: Đạt}
- {ten: Vườn sen, noi: xã Thọ Sơn, dien-tich: '1,5', muc: Đạt}
//- 2022-h1/so/vuon.csv
Tên vườn;Nơi;Diện tích;Quyết định;Mô hình;Chủ vườn;Mức;Giống
Vườn ươm cây gai xanh;Thọ Ngọc;6,5;Quyết định số 15/QĐ-UBND ngày 16/3/2022;cay-gai;Nguyễn Văn A;Tốt;gai AP1
";

#[test]
fn a_register_declared_by_yaml_alone_has_everything() {
    let mut site = Site::default();
    let update = site.update(&fixture::sources(SITE), None, |_| {});
    let said: Vec<&str> = update.diagnostics.iter().map(|said| said.code.id).collect();
    assert_eq!(said, ["CB803"], "{:?}", update.diagnostics);
    let good = site.good().expect("no errors");
    let page = |url: &str| match render(&good.theme, good.plan.get(url).unwrap_or_else(|| panic!("no page {url}"))) {
        Ok(Rendered::Text(text)) => text,
        other => panic!("{other:?}"),
    };
    let row = "href=\"/so/vuon/vuon-uom-cay-gai-xanh/\"";
    for (url, parts) in [
        ("so/", &["href=\"/so/vuon/\"", "Vườn ươm giống cây trồng."][..]),
        (
            "so/vuon/",
            &[
                row,
                "href=\"/so/vuon/vuon-sen/\"",
                "href=\"/so/vuon/noi/xa-tho-ngoc/\"",
                "href=\"/so/vuon/muc/tot/\"",
                "href=\"/so/vuon/ky/2022-h1/\"",
            ],
        ),
        ("so/vuon/noi/xa-tho-ngoc/", &[row]),
        ("so/vuon/muc/dat/", &["href=\"/so/vuon/vuon-sen/\""]),
        ("so/vuon/ky/2021-h2/", &[row, "href=\"/so/vuon/vuon-sen/\"", "6,5"]),
        (
            "so/vuon/vuon-uom-cay-gai-xanh/",
            &[
                "href=\"/xa/xa-tho-ngoc/\"",
                "href=\"/mo-hinh/cay-gai/\"",
                "/van-ban/khong-ro/qd-ubnd/2022/15/\"",
                "gai AP1",
                "thay đổi",
                "Đã thăm",
                "<svg",
            ],
        ),
        ("so/vuon/vuon-sen/", &["kỳ này không báo cáo"]),
        ("xa/xa-tho-ngoc/", &[row]),
        ("van-ban/khong-ro/qd-ubnd/2022/15/", &[row]),
        ("mo-hinh/cay-gai/", &[row]),
        ("bao-cao/2022-h1/bao-cao/", &[row]),
        ("ky/2022-h1/", &["href=\"/so/vuon/ky/2022-h1/\""]),
        ("du-lieu/", &["so/vuon/2022-h1.csv"]),
    ] {
        let page = page(url);
        for part in parts {
            assert!(page.contains(part), "{url} lacks {part}:\n{page}");
        }
    }
    let file = |url: &str| match render(&good.theme, good.plan.get(url).unwrap()) {
        Ok(Rendered::Text(text)) => text,
        Ok(Rendered::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        file("du-lieu/so/vuon/2021-h2.csv"),
        "\u{FEFF}id,period,ten,noi,dien-tich,van-ban,mo-hinh,muc,url\r\n\
         vuon-uom-cay-gai-xanh,2021-h2,Vườn ươm cây gai xanh,xã Thọ Ngọc,5,,,Đạt,https://example.gov.vn/so/vuon/vuon-uom-cay-gai-xanh/\r\n\
         vuon-sen,2021-h2,Vườn sen,xã Thọ Sơn,1.5,,,Đạt,https://example.gov.vn/so/vuon/vuon-sen/\r\n"
    );
    assert!(!file("du-lieu/so/vuon/2021-h2.json").contains("Nguyễn Văn A"), "people are not in open data");
    assert!(file("du-lieu/datapackage.json").contains("\"name\": \"so-vuon-2022-h1\""));
    let kinds = page("tim-kiem/");
    assert!(kinds.contains("<option value=\"so\">"), "{kinds}");
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_is_qualified_in_open_data_and_nowhere_else() {
    let words = ["=1+1", "+84 237", "-5", "@a"];
    let rows: String = words.iter().map(|name| format!("- {{ten: '{name}'}}\n")).collect();
    let declared = "//- registers.yaml\n- id: vuon\n  title: Vườn\n  columns:\n    - {id: ten, title: Tên vườn}\n";
    let start = SITE.split_once("//- registers.yaml").unwrap().0;
    let mut site = Site::default();
    site.update(&fixture::sources(&format!("{start}{declared}//- 2022-h1/so/vuon.yaml\n{rows}")), None, |_| {});
    let good = site.good().expect("no errors");
    let file = |url: &str| match render(&good.theme, good.plan.get(url).unwrap()) {
        Ok(Rendered::Text(text)) => text,
        Ok(Rendered::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
        other => panic!("{other:?}"),
    };
    let (csv, json, page) =
        (file("du-lieu/so/vuon/2022-h1.csv"), file("du-lieu/so/vuon/2022-h1.json"), file("so/vuon/"));
    for name in words {
        assert!(csv.contains(&format!(",'{name},")), "{csv}");
        assert!(json.contains(&format!("\"ten\":\"{name}\"")), "{json}");
        assert!(page.contains(&format!(">{name}<")), "{page}");
    }
}

/// A workbook of sheets, each with its name and the XML inside it.
pub fn workbook(sheets: &[(&str, String)]) -> Vec<u8> {
    const MAIN: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    let (mut names, mut relations, mut parts) = (String::new(), String::new(), Vec::new());
    for (number, (name, inside)) in (1..).zip(sheets) {
        let _ = write!(names, "<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"/>");
        let _ = write!(
            relations,
            "<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
        );
        let sheet = format!("<worksheet {MAIN}>{inside}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{number}.xml"), sheet));
    }
    let main = format!(
        "<Relationships {PACKAGE}><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
    for (name, part) in [
        ("[Content_Types].xml", types.to_owned()),
        ("_rels/.rels", main),
        ("xl/workbook.xml", format!("<workbook {MAIN} xmlns:r=\"{OFFICE}\"><sheets>{names}</sheets></workbook>")),
        ("xl/_rels/workbook.xml.rels", format!("<Relationships {PACKAGE}>{relations}</Relationships>")),
    ] {
        parts.push((name.to_owned(), part));
    }
    zip(&parts.iter().map(|(name, part)| (name.as_str(), part.as_str())).collect::<Vec<_>>())
}

/// A workbook with one sheet of these rows, and these merged cells.
fn sheet(rows: &str, merged: &str) -> Vec<u8> {
    workbook(&[("Sheet1", format!("<sheetData>{rows}</sheetData>{merged}"))])
}

fn text_cell(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

#[test]
fn a_workbook_is_read_with_its_merged_cells_and_numbers_that_can_be_read_in_one_way() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"3\">{}<c r=\"B3\"><v>1.234</v></c><c r=\"C3\"><v>1500</v></c></row><row r=\"4\"><c r=\"B4\"><v>0.30000000000000004</v></c></row>",
        text_cell("A1", "Tên"),
        text_cell("B1", "Số"),
        text_cell("A3", "Gạo nếp")
    );
    let merged = "<mergeCells count=\"2\"><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"A3:A4\"/></mergeCells>";
    let read = read(&sheet(&rows, merged)).unwrap();
    let texts: Vec<&str> = read.iter().map(|sheet| sheet.text.as_str()).collect();
    assert_eq!(texts, ["Tên\tSố\tSố\n\nGạo nếp\t1,2340\t1500\nGạo nếp\t0,3\n"]);
}

#[test]
fn a_workbook_that_reaches_to_the_end_of_the_world_is_refused() {
    let far = format!("<row r=\"1048576\">{}</row>", text_cell("XFD1048576", "a"));
    assert_eq!(read(&sheet(&far, "")), Err(Refusal::TooLarge));
    assert!(matches!(read(b"PK\x03\x04"), Err(Refusal::Unreadable(_))));
}
