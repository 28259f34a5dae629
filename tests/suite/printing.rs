//! The same messages for people, for programs, for code scanners and for workflows.

use std::path::Path;

use congbo::inside::diagnostic::Language;
use congbo::inside::diagnostic::{Bilingual, Code, Diagnostic, Location, Place, Severity};
use congbo::inside::print::{self, Look};
use congbo::inside::source::{SourcePath, Sources};

use crate::fixture;

/// Wide letters, tabs, two files, a file as a whole, characters that each format must escape.
const SITE: &str = "//- 2022-h1/báo cáo.md
Kế hoạch\tsố 1221/QĐ-UBND ngày 07/4/2020, 100%
漢字 Thọ Ngọc
Đối với nhiệm vụ triển khai ứng dụng các tiến bộ khoa học công nghệ vào sản xuất và đời sống cần lựa chọn các nhiệm vụ cấp thiết
//- 2022-h1/legal.yaml
# sổ
- designation: 1221/QĐ-UBND
  date: 2020-04-08
";

static SAMPLE: Code = Code {
    id: "CB999",
    title_vi: "ngày không khớp: thử",
    title_en: "date disagrees, a sample",
    explanation_vi: "Chỉ dùng trong phép thử.",
    explanation_en: "Used in tests only.",
};

fn both(vi: &str, en: &str) -> Bilingual {
    Bilingual { vi: vi.to_owned(), en: en.to_owned() }
}

fn at(path: &str, sources: &Sources, words: &str) -> Location {
    let path = SourcePath::new(path).expect("a good path");
    let start = sources.texts[&path].find(words).expect("the words are there") as u32;
    Location { path, place: Place::Bytes(start, start + words.len() as u32) }
}

fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let report = |words| at("2022-h1/báo cáo.md", sources, words);
    let register = |words| at("2022-h1/legal.yaml", sources, words);
    let whole = Location { path: SourcePath::new("site.yaml").expect("a good path"), place: Place::File };
    vec![
        Diagnostic::new(
            Severity::Warning,
            &SAMPLE,
            report("ngày 07/4/2020"),
            both("ngày khác sổ 100%", "another date"),
        )
        .hint(both("đối chiếu bản gốc,\nrồi sửa một trong hai", "compare with the original"))
        .related(register("2020-04-08"), both("sổ văn bản ghi ở đây", "the register says")),
        Diagnostic::new(Severity::Hint, &SAMPLE, report("Thọ Ngọc"), both("sau chữ rộng", "after wide letters"))
            .related(report("1221"), both("cùng tệp", "same file")),
        Diagnostic::new(Severity::Hint, &SAMPLE, report("cấp thiết"), both("xa nhau", "far apart"))
            .related(report("Kế hoạch"), both("đầu dòng khác", "the start of another line")),
        Diagnostic::new(Severity::Error, &SAMPLE, whole, both("không có tệp này", "there is no such file"))
            .related(register("designation"), both("được dùng ở đây", "used here")),
    ]
}

#[track_caller]
fn check(name: &str, print: fn(&[Diagnostic], &Sources, &Look) -> String, look: &Look) {
    let sources = fixture::sources(SITE);
    let mut diagnostics = diagnostics(&sources);
    let printed = print(&diagnostics, &sources, look);
    diagnostics.reverse();
    assert_eq!(print(&diagnostics, &sources, look), printed, "the order of messages is theirs, not the caller's");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/printing").join(name);
    // A release must not make the golden texts old.
    let version = concat!("\"version\": \"", env!("CARGO_PKG_VERSION"), "\"");
    fixture::check_golden(&path, &printed.replace(version, "\"version\": \"(this)\""));
}

#[test]
fn messages_are_printed_in_every_form() {
    let vietnamese = Look { language: Language::Vietnamese, color: false, folder: "content/" };
    let english = Look { language: Language::English, ..vietnamese };
    check("human.txt", print::human, &vietnamese);
    check("human-en.txt", print::human, &english);
    check("color.txt", print::human, &Look { color: true, ..vietnamese });
    check("messages.jsonl", print::json, &vietnamese);
    check("messages.sarif", print::sarif, &english);
    check("github.txt", print::github, &vietnamese);
}

#[test]
fn counts_are_told_in_one_sentence() {
    let diagnostics = diagnostics(&fixture::sources(SITE));
    assert_eq!(print::summary(&diagnostics, Language::Vietnamese), "1 lỗi, 1 cảnh báo, 2 gợi ý");
    assert_eq!(
        print::summary(&[diagnostics.clone(), diagnostics].concat(), Language::English),
        "2 errors, 2 warnings, 4 hints"
    );
    assert_eq!(print::summary(&[], Language::English), "");
}

/// The picture of a place with another beside it, in a line of this many words.
fn picture_in_a_line(words: usize) -> String {
    let sources = fixture::sources(&format!("//- a.md\n{}chữ {}\n", "một ".repeat(words), "hai ".repeat(words)));
    let look = Look { language: Language::English, color: false, folder: "" };
    let said = Diagnostic::new(Severity::Hint, &SAMPLE, at("a.md", &sources, "chữ"), both("đây", "here"))
        .related(at("a.md", &sources, "hai"), both("kia", "there"));
    print::human(&[said], &sources, &look)
}

#[test]
fn a_place_in_a_very_long_line_is_shown_as_in_a_long_one() {
    let (long, longer) = (picture_in_a_line(500), picture_in_a_line(50_000));
    assert!(long.contains("a.md:1:2001\n") && longer.contains("a.md:1:200001\n"), "{longer}");
    let lines = |picture: &str| picture.lines().skip_while(|line| !line.starts_with('1')).map(str::to_owned).collect();
    let (long, longer): (Vec<String>, Vec<String>) = (lines(&long), lines(&longer));
    assert_eq!(long, longer);
}

#[test]
fn spans_of_many_lines_are_shown_beside_each_other() {
    let sources = fixture::sources("//- a.md\nmột hai ba bốn\nnăm\n");
    let location =
        |start, end| Location { path: SourcePath::new("a.md").expect("a good path"), place: Place::Bytes(start, end) };
    let look = Look { language: Language::English, color: false, folder: "" };
    // Both end to the left of where they start.
    let said = Diagnostic::new(Severity::Hint, &SAMPLE, location(11, 20), both("đây", "here"))
        .related(location(13, 20), both("kia", "there"));
    assert!(print::human(&[said], &sources, &look).contains("there"));
}

#[test]
fn what_is_said_often_is_counted() {
    let sources = fixture::sources(&format!("//- a.md\n{}", "một\n".repeat(120)));
    let path = SourcePath::new("a.md").expect("a good path");
    let said: Vec<Diagnostic> = (0..120)
        .map(|line| Location { path: path.clone(), place: Place::Bytes(line * 6, line * 6 + 5) })
        .map(|at| Diagnostic::new(Severity::Hint, &SAMPLE, at, both("đây", "here")))
        .collect();
    let look = Look { language: Language::English, color: false, folder: "" };
    for print in [print::human, print::json, print::sarif, print::github] {
        let printed = print(&said, &sources, &look);
        assert_eq!(printed.matches("here").count(), 100, "{printed}");
        assert!(printed.contains("20 more messages CB999 in this file: date disagrees, a sample"), "{printed}");
    }
    assert_eq!(print::summary(&said, Language::English), "120 hints");
}
