//! `congbo import FILE --register ID`: tables as offices hand them over come out cell for cell, and the site then builds.
//!
//! Each file of `data/rows` has a content folder, then what is handed over: a line `//> NAME ARGUMENTS`, and below it a table as its
//! program saves it. Of workbooks and Word files a line of `| a | b |` is a row, `<` goes on with the cell to the left, `^` with the one
//! above, `#1.5` is a number of the workbook and `@44742` a day; `== NAME` begins a sheet, and all else is a paragraph.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use congbo::inside::shell::load::load;
use congbo::inside::site::Site;
use unicode_normalization::UnicodeNormalization;

use crate::fixture::{check_golden, files, write_file};
use crate::ledgers::{cells, workbook};
use crate::word::{Word, p};

/// A cell of a table that is handed over, and over how many columns and lines it goes.
struct Cell {
    words: String,
    columns: usize,
    lines: usize,
    /// Whether it goes on with the cell above.
    continues: bool,
}

/// The cells of consecutive lines, by their columns.
fn table(lines: &[&str]) -> Vec<Vec<(usize, Cell)>> {
    let mut rows: Vec<Vec<(usize, Cell)>> = Vec::new();
    for line in lines {
        let mut row: Vec<(usize, Cell)> = Vec::new();
        for (column, words) in line.trim().trim_matches('|').split('|').map(str::trim).enumerate() {
            match (words, row.last_mut()) {
                ("<", Some((_, left))) => left.columns += 1,
                _ => {
                    let words = words.replace('&', "&amp;");
                    row.push((column, Cell { continues: words == "^", words, columns: 1, lines: 1 }));
                }
            }
        }
        for (column, cell) in row.iter().filter(|(_, cell)| cell.continues) {
            let above = rows
                .iter_mut()
                .rev()
                .find_map(|row| row.iter_mut().find(|(other, above)| other == column && !above.continues));
            let (_, above) = above.unwrap_or_else(|| panic!("nothing above: {line} {}", cell.words));
            above.lines += 1;
        }
        rows.push(row);
    }
    rows
}

/// A line's cells in the rows of a sheet, and the places that are merged.
fn sheet(lines: &[&str]) -> String {
    let place = |line: usize, column: usize| format!("{}{}", char::from(b'A' + column as u8), line + 1);
    let (mut data, mut merged) = (String::new(), String::new());
    for (index, row) in table(lines).into_iter().enumerate() {
        let _ = write!(data, "<row r=\"{}\">", index + 1);
        for (column, cell) in row.into_iter().filter(|(_, cell)| !cell.continues && !cell.words.is_empty()) {
            let at = place(index, column);
            let _ = match (cell.words.strip_prefix('#'), cell.words.strip_prefix('@')) {
                (Some(number), _) => write!(data, "<c r=\"{at}\"><v>{number}</v></c>"),
                (_, Some(day)) => write!(data, "<c r=\"{at}\" t=\"d\"><v>{day}</v></c>"),
                _ => write!(data, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", cell.words),
            };
            if cell.columns + cell.lines > 2 {
                let last = place(index + cell.lines - 1, column + cell.columns - 1);
                let _ = write!(merged, "<mergeCell ref=\"{at}:{last}\"/>");
            }
        }
        data.push_str("</row>");
    }
    let merged = if merged.is_empty() { merged } else { format!("<mergeCells>{merged}</mergeCells>") };
    format!("<sheetData>{data}</sheetData>{merged}")
}

fn excel(text: &str) -> Vec<u8> {
    let named = text.split("== ").skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")));
    let sheets: Vec<(&str, &str)> = if text.contains("== ") { named.collect() } else { vec![("Sheet1", text)] };
    let lines = |text: &str| {
        sheet(&text.lines().map(|line| if line.trim().is_empty() { "|" } else { line }).collect::<Vec<_>>())
    };
    workbook(&sheets.into_iter().map(|(name, text)| (name, lines(text))).collect::<Vec<_>>())
}

fn word(text: &str) -> Vec<u8> {
    let lines: Vec<&str> = text.lines().collect();
    let mut body = String::new();
    for part in lines.chunk_by(|one, other| one.starts_with('|') && other.starts_with('|')) {
        if !part[0].starts_with('|') {
            body.push_str(&p(&part[0].replace('&', "&amp;")));
            continue;
        }
        body.push_str("<w:tbl><w:tblPr/><w:tblGrid/>");
        for row in table(part) {
            body.push_str("<w:tr>");
            for (_, cell) in row {
                let merged = match (cell.continues, cell.lines) {
                    (true, _) => "<w:vMerge/>",
                    (_, 1) => "",
                    _ => "<w:vMerge w:val=\"restart\"/>",
                };
                let words = if cell.continues { p("") } else { p(&cell.words) };
                let _ = write!(
                    body,
                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merged}</w:tcPr>{words}</w:tc>",
                    cell.columns
                );
            }
            body.push_str("</w:tr>");
        }
        body.push_str("</w:tbl>");
    }
    Word::new(&body).bytes()
}

/// Vietnamese as Windows wrote it before Unicode: letters, then their tones.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut letters = String::new();
    for letter in text.chars() {
        let (mut base, mut tone) = (letter, None);
        if letter as u32 >= 0x100 || !letter.is_ascii() {
            let parts: Vec<char> = letter.nfd().collect();
            let (tones, others): (Vec<char>, Vec<char>) = parts
                .into_iter()
                .partition(|part| matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
            base = others.into_iter().nfc().next().unwrap_or(letter);
            tone = tones.first().copied();
        }
        letters.push(base);
        letters.extend(tone);
    }
    let (bytes, _, has_unknown) = encoding_rs::WINDOWS_1258.encode(&letters);
    assert!(!has_unknown, "{text}");
    bytes.into_owned()
}

/// A file as its program saves it.
fn handed_over(name: &str, encoding: Option<&str>, text: &str) -> Vec<u8> {
    match (name.rsplit('.').next(), encoding) {
        (Some("xlsx" | "XLSX"), _) => excel(text),
        (Some("docx"), _) => word(text),
        (_, Some("utf-16")) => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        (_, Some("windows-1258")) => windows_1258(text),
        _ => text.as_bytes().to_vec(),
    }
}

/// Runs the program; gives what it printed, what it told, and its status.
fn congbo(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    let output = command.current_dir(folder).args(arguments).args(["--lang", "en"]).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// Every file below a folder, with its bytes.
fn below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().strip_prefix(folder).unwrap().to_owned(), std::fs::read(entry.path()).unwrap()))
        .collect()
}

fn shown(input: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let content = folder.join("content");
    let (site, handed) = input.split_once("//> ").expect("a line of what is handed over");
    for (path, text) in files(SITE).into_iter().chain(files(site)) {
        write_file(&content.join(path), text);
    }
    let mut command: Vec<&str> = vec!["import"];
    for part in handed.split("//> ") {
        let (line, text) = part.split_once('\n').unwrap();
        let (encodings, words): (Vec<&str>, Vec<&str>) =
            line.split_whitespace().partition(|word| ["utf-16", "windows-1258"].contains(word));
        write_file(&folder.join(words[0]), handed_over(words[0], encodings.first().copied(), text));
        command.extend(words);
    }
    let before = below(&content);
    let dry: Vec<&str> = command.iter().copied().chain(["--dry-run"]).collect();
    let (mapping, said, status) = congbo(folder, &dry);
    assert_eq!(below(&content), before, "nothing is written before it was shown");
    let (again, told, written) = congbo(folder, &command);
    assert_eq!((&again, written), (&mapping, status), "{said}\n{told}");
    let mut shown = mapping;
    for line in told.lines().filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(shown, "{}", line.trim_end());
    }
    let after = below(&content);
    if status != 0 {
        assert_eq!(after, before, "what is refused is not written");
        return shown;
    }
    for (path, bytes) in after.iter().filter(|file| !before.contains(file)) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let _ = writeln!(shown, "//- {}\n{}", path.display(), text.trim_start_matches('\u{FEFF}').trim_end());
    }
    let (_, said, status) = congbo(folder, &["build"]);
    assert_eq!(status, 0, "{said}");
    let (sources, _) = load(&content, None).unwrap();
    let mut site = Site::default();
    site.update(&sources, None, |_| {});
    shown.push_str("//- read again\n");
    shown.push_str(&cells(site.archive().unwrap()));
    shown
}

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
";

#[test]
fn tables_that_are_handed_over_come_out_cell_for_cell() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/rows");
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 12, "twelve shapes at least");
    for path in paths {
        let golden = std::fs::read_to_string(&path).unwrap();
        let (input, _) = golden.split_once("//=").expect("a line `//=` ends what is handed over");
        check_golden(&path, &format!("{input}//=\n{}", shown(input)));
    }
}

/// A report whose second table is one of a register that comes with congbo.
const REPORT: &str = "UBND HUYỆN MẪU
BÁO CÁO
Kết quả công tác khoa học và công nghệ 6 tháng đầu năm 2022
I. Kết quả
Danh sách hội đồng
| TT | Họ và tên | Chức vụ |
| 1 | Nguyễn Văn A | Chủ tịch |
Biểu 1. Sản phẩm OCOP
| TT | Tên sản phẩm | Chủ thể | Địa bàn | Ghi chú |
| 1 | Mật ong | Hộ ông A | Thọ Sơn | mới |
";

#[test]
fn tables_of_a_report_are_offered_and_stay_in_its_text() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (path, text) in files(SITE) {
        write_file(&folder.join("content").join(path), text);
    }
    write_file(&folder.join("bao-cao.docx"), word(REPORT));
    let (summary, said, status) = congbo(folder, &["import", "bao-cao.docx"]);
    assert_eq!(status, 0, "{said}");
    for part in [
        "table 2 (“Biểu 1. Sản phẩm OCOP”) → register ocop (Sản phẩm OCOP), 1 rows",
        "Địa bàn → Nơi sản xuất; Ghi chú → (not in the register; kept as text)",
        "congbo import bao-cao.docx --register ocop --period 2022-h1",
    ] {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&summary).contains(part), "{part}:\n{summary}");
    }
    assert!(!summary.contains("hội đồng → "), "{summary}");
    let report = std::fs::read_to_string(folder.join("content/2022-h1/bao-cao.md")).unwrap();
    assert!(report.contains("| Mật ong | Hộ ông A | Thọ Sơn | mới |"), "{report}");
    assert!(!folder.join("content/2022-h1/so").exists(), "rows are taken when somebody asks");
    let asked = ["import", "bao-cao.docx", "--register", "ocop", "--period", "2022-h1", "--table"];
    let take = |table: &'static str| congbo(folder, &asked.into_iter().chain([table]).collect::<Vec<_>>());
    assert_eq!(take("1").2, 1, "the council is no product");
    let (_, said, status) = take("2");
    assert_eq!(status, 0, "{said}");
    assert_eq!(std::fs::read_to_string(folder.join("content/2022-h1/bao-cao.md")).unwrap(), report);
    assert!(folder.join("content/2022-h1/so/ocop.csv").exists());
}
