//! What the careful reader says: a file under `data/check/` holds a content folder, then every message of its rules.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use congbo::check::{self, silence};
use congbo::content::Language;
use congbo::diagnostic::messages;
use congbo::diagnostic::print::line_column;
use congbo::diagnostic::{Code, Diagnostic, Location, Place};
use congbo::link;
use congbo::parse::yaml;
use congbo::site::Site;
use congbo::source::Sources;

use crate::fixture;

const DIVIDER: &str = "//= ";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/check")
}

fn goldens() -> Vec<PathBuf> {
    let entries = folder().read_dir().expect("the folder of goldens is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn input(golden: &str) -> &str {
    golden.find(DIVIDER).map_or(golden, |end| &golden[..end])
}

/// The careful reader's own messages, silenced ones taken away.
fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let today = "2022-07-15".parse().expect("a day");
    let mut site = Site::default();
    site.update(sources, Some(today), |_| {});
    let (archive, _) = link::link(site.files(), Some(today));
    let found = check::check(&archive, sources, site.files());
    let mut left = silence::apply(&sources.texts, &messages::codes(), found);
    left.sort();
    left
}

fn bytes(sources: &Sources, location: &Location) -> Range<usize> {
    match location.place {
        Place::File => 0..0,
        Place::Bytes(start, end) => start as usize..end as usize,
        Place::Node(mark) => sources.texts.get(&location.path).map_or(0..0, |text| yaml::locate(text, mark)),
    }
}

/// `2022-h1/bao-cao.md:12:5 cảnh báo CB571 “…” có lẽ là “…”`, then the hint and the other places, indented.
fn line(sources: &Sources, diagnostic: &Diagnostic, language: Language) -> String {
    let place = |location: &Location| {
        let text = sources.texts.get(&location.path).map_or("", |text| text);
        let (line, column) = line_column(text, bytes(sources, location).start);
        format!("{}:{line}:{column}", location.path)
    };
    let severity = diagnostic.severity.word(language);
    let mut shown = format!(
        "{} {severity} {} {}\n",
        place(&diagnostic.location),
        diagnostic.code.id,
        diagnostic.message.of(language)
    );
    if let Some(hint) = &diagnostic.hint {
        shown.push_str(&format!("    = {}\n", hint.of(language)));
    }
    for related in &diagnostic.related {
        shown.push_str(&format!("    {}: {}\n", place(&related.location), related.label.of(language)));
    }
    shown
}

/// Rules that need the disk or the network, which have tests of their own.
const ELSEWHERE: [&Code; 4] = [
    &messages::check::NOT_NFC,
    &messages::check::DEAD_LINK,
    &messages::check::LINK_MOVED,
    &messages::check::LINK_UNCERTAIN,
];

#[test]
fn every_code_of_the_careful_reader_has_an_example() {
    let mut seen: BTreeSet<&Code> = ELSEWHERE.into();
    for path in goldens() {
        let golden = std::fs::read_to_string(&path).expect("a readable golden");
        seen.extend(diagnostics(&fixture::sources(input(&golden))).iter().map(|diagnostic| diagnostic.code));
    }
    let unseen: Vec<&str> =
        messages::check::CODES.iter().filter(|code| !seen.contains(*code)).map(|code| code.id).collect();
    assert!(unseen.is_empty(), "no example makes {unseen:?}");
}

#[test]
fn every_code_is_unique_and_explained_in_both_languages() {
    let codes = messages::codes();
    for pair in codes.windows(2) {
        assert!(pair[0].id < pair[1].id, "{} is used twice", pair[0].id);
    }
    for code in codes {
        let number =
            code.id.strip_prefix("CB").is_some_and(|digits| digits.len() == 3 && digits.parse::<u16>().is_ok());
        assert!(number, "{}", code.id);
        for text in [code.title_vi, code.title_en, code.explanation_vi, code.explanation_en] {
            assert!(!text.is_empty() && !text.contains("  "), "{}: {text:?}", code.id);
        }
        assert!(code.explanation_vi.ends_with('.') && code.explanation_en.ends_with('.'), "{}", code.id);
        assert!(!code.explanation_vi.is_ascii() && code.title_en.is_ascii(), "{}", code.id);
    }
}

#[test]
fn every_rule_says_what_its_example_expects() {
    for path in goldens() {
        let golden = std::fs::read_to_string(&path).expect("a readable golden");
        let sources = fixture::sources(input(&golden));
        let found = diagnostics(&sources);
        let mut actual = input(&golden).to_owned();
        for language in [Language::Vietnamese, Language::English] {
            let lines: String = found.iter().map(|diagnostic| line(&sources, diagnostic, language)).collect();
            actual.push_str(&format!("{DIVIDER}{}\n{}\n", language.word(), lines.trim_end()));
        }
        fixture::check_golden(&path, &actual);
    }
}

/// The project's own content, which is the Triệu Sơn report of early 2022.
#[test]
fn the_seed_gets_the_remarks_that_a_careful_reader_would_make() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (sources, _) = congbo::shell::load::load(&root.join("content"), None).expect("the content can be read");
    let found = diagnostics(&sources);
    let actual: String = found.iter().map(|it| line(&sources, it, Language::Vietnamese)).collect();
    fixture::check_golden(&root.join("tests/suite/data/check-content.txt"), &actual);
}

/// The same report as it came from the converter: cut sentences, heading marks by size of type.
#[test]
fn the_seed_as_converted_gets_more() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seed = std::fs::read_to_string(root.join("tests/suite/data/seed.txt")).expect("the seed is there");
    let body = &seed[seed.find("#### **I.").expect("its first section")..seed.find("### **Nơi nhận").expect("its end")];
    let report = format!("---\nsummary: Sơ kết\nsignatures:\n  - name: Lê Quang Trung\n---\n\n{body}");
    let sources = fixture::sources(&format!("//- 2022-h1/bao-cao.md\n{report}"));
    let found = diagnostics(&sources);
    let actual: String = found.iter().map(|it| line(&sources, it, Language::Vietnamese)).collect();
    fixture::check_golden(&root.join("tests/suite/data/check-seed.txt"), &actual);
}
