//! What import writes is always taken: whatever letters stand in an office's file, no entry of its period is refused.
//! `PROPTEST_CASES=100000 cargo test --test suite import::taken` tries as many files.

use std::collections::BTreeMap;

use congbo::inside::content::PeriodId;
use congbo::inside::diagnostic::{Diagnostic, Severity};
use congbo::inside::import::draft::{self, Request};
use congbo::inside::import::source;
use congbo::inside::parse;
use congbo::inside::parse::names::Names;
use congbo::inside::source::SourcePath;
use proptest::prelude::*;

use super::seed::known;
use crate::word::{Word, bold, p, table};

/// Letters that programs leave in texts and no one sees, or that YAML gives a meaning to.
const LETTERS: &[&str] = &[
    "\u{200B}",
    "\u{200D}",
    "\u{200E}",
    "\u{202E}",
    "\u{2060}",
    "\u{FEFF}",
    "\u{7F}",
    "\u{AD}",
    "\u{A0}",
    "\u{85}",
    "\u{2028}",
    "\u{E000}",
    "\u{F0B7}",
    "\u{FFFE}",
    "\u{FFFF}",
    "\u{1}",
    "\u{1B}",
    "\u{C}",
    "\t",
    "\\",
    "\"",
    "'",
    "#",
    " #",
    ": ",
    ":",
    "- ",
    "---",
    "|",
    ">",
    "&",
    "*",
    "!",
    "%",
    "@",
    "`",
    "{",
    "[",
    "]",
    "}",
    ", ",
    "? ",
    "~",
    "null",
    "\\u200B",
    "\u{10FFFF}",
    "e\u{301}",
];

/// Lines from which import makes entries; `@` is where odd letters stand.
const LINES: &[&str] = &[
    "@ỦY BAN NHÂN DÂN@",
    "HUYỆN TRIỆU @SƠN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 12/BC@-UBND",
    "Triệu Sơn@, ngày 14 tháng 6 năm 2022",
    "BÁO CÁO",
    "Sơ kết @công tác 6 tháng đầu năm 2022 @",
    "Kính gửi: Sở @KH&CN;",
    "I. Tình hình@",
    "- Quyết định số 1221/QĐ-UBND ngày 07/4/2020 của Chủ tịch UBND tỉnh về @việc phê duyệt @kế hoạch;",
    "Mô hình trồng cây @sen tại xã Thọ Ngọc (6ha@), kinh phí 500 triệu@ đồng.",
    "Tổng số nhiệm vụ mới phê duyệt: 02@ nhiệm vụ",
    "II. Phương hướng, nhiệm vụ",
    "- Tiếp tục @hỗ trợ doanh nghiệp@;",
    "@",
    "Nơi nhận:",
    "- @Lưu: VT@.",
    "KT. CHỦ @TỊCH",
    "Lê @Quang Trung@",
];

/// A line with letters of its own at each `@`.
fn line() -> impl Strategy<Value = String> {
    let letters = proptest::collection::vec(proptest::sample::select(LETTERS), 0..4);
    (proptest::sample::select(LINES), letters).prop_map(|(line, letters)| line.replace('@', &letters.concat()))
}

/// A report: the lines in their order, each with other letters; then some in any order.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let letters = || proptest::collection::vec(proptest::sample::select(LETTERS), 0..3);
    let in_order: Vec<_> =
        LINES.iter().map(|line| letters().prop_map(|letters| line.replace('@', &letters.concat()))).collect();
    (in_order, proptest::collection::vec(line(), 0..6)).prop_map(|(first, then)| [first, then].concat())
}

fn as_word(lines: &[String]) -> Vec<u8> {
    let escaped = |line: &String| line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let paragraphs: Vec<String> = lines.iter().map(escaped).collect();
    let (head, text) = paragraphs.split_at(paragraphs.len().min(3));
    let head = head.iter().map(|line| bold(line)).collect::<String>();
    let cells = paragraphs.iter().rev().take(2).map(|line| p(line)).collect::<Vec<_>>();
    let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
    let text = text.iter().map(|line| p(line)).collect::<String>();
    Word::new(&format!("{head}{text}{}", table(&[&cells]))).bytes()
}

fn as_markdown(lines: &[String]) -> Vec<u8> {
    let table = format!("| {} |\n| --- |\n| {} |", lines[0], lines[lines.len() - 1]);
    format!("{}\n\n## {}\n\n{table}\n", lines.join("\n\n"), lines[1]).into_bytes()
}

/// Imports a file, and gives all that reading its entries says; nothing of a file that is refused.
fn said_of(name: &str, bytes: &[u8]) -> (Vec<Diagnostic>, Vec<Diagnostic>, String) {
    let path = SourcePath::new(name).unwrap();
    let (manuscript, mut of_import) = source::read(&path, bytes);
    let Some(manuscript) = manuscript else { return (of_import, Vec::new(), String::new()) };
    let known = known();
    let request = Request {
        source: path,
        report_name: "bao-cao".to_owned(),
        period: PeriodId::parse("2022-h1"),
        known: &known,
        existing: &BTreeMap::new(),
        replaces: false,
    };
    let (draft, said) = draft::draft(&manuscript, &request);
    of_import.extend(said);
    let texts = draft.unwrap().texts;
    let of_build =
        texts.iter().flat_map(|(path, text)| parse::parse(path, text, &Names::default()).diagnostics).collect();
    (of_import, of_build, texts.into_iter().map(|(path, text)| format!("//- {path}\n{text}")).collect())
}

fn refused(name: &str, bytes: &[u8]) -> Option<String> {
    let (_, of_build, texts) = said_of(name, bytes);
    let is_refusal = |one: &Diagnostic| one.severity == Severity::Error && one.code.id.starts_with("CB1");
    let error = of_build.into_iter().find(is_refusal)?;
    Some(format!("{name}: {error:?}\n{texts}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_letter_of_an_office_file_makes_an_entry_that_is_refused(lines in lines()) {
        prop_assert_eq!(refused("bao-cao.docx", &as_word(&lines)), None);
        prop_assert_eq!(refused("bao-cao.md", &as_markdown(&lines)), None);
        prop_assert_eq!(refused("bao-cao.txt", lines.join("\n").as_bytes()), None);
    }
}

#[test]
fn letters_that_nobody_sees_are_left_out_and_told() {
    let text = "BÁO CÁO\nSơ\u{200B} kết\u{202E} công\u{A0}tác\u{7F} 6 tháng\n\nI. Tình hình\u{FEFF}\n\nTốt.\n";
    let (of_import, of_build, texts) = said_of("bao-cao.txt", text.as_bytes());
    let told: Vec<&str> =
        of_import.iter().filter(|one| one.code.id == "CB621").map(|one| one.message.en.as_str()).collect();
    assert_eq!(told, ["letters that nobody sees dropped: 4 (U+007F, U+200B, U+202E, U+FEFF)"]);
    assert_eq!(of_build, []);
    assert!(texts.contains("Sơ kết công tác 6 tháng"), "{texts}");
}

#[test]
fn a_stamp_in_the_text_is_told_before_anything_is_written() {
    for stamp in ["TỐI MẬT", "MẬT", "Độ mật: Tuyệt mật"] {
        let text = format!("BÁO CÁO\nSơ kết công tác\n\nI. Tình hình\n\nTốt cả.\n\n{stamp}\n\nVẫn tốt cả.\n");
        let (of_import, ..) = said_of("bao-cao.txt", text.as_bytes());
        let codes: Vec<&str> =
            of_import.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code.id).collect();
        assert_eq!(codes, ["CB583"], "{stamp}");
    }
}
