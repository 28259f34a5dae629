//! The project's own content says what its source says, word for word.

use std::path::Path;
use std::sync::Arc;

use congbo::inside::content::ReportInfo;
use congbo::inside::parse::names::Names;
use congbo::inside::parse::{self, Entries, front};
use congbo::inside::source::SourcePath;
use trichdan::calendar::short;

const SEED: &str = include_str!("data/seed.txt");

/// The only places where the report in `content/` differs from its source: a sentence that a page break had cut in two.
const JOINED: [(&str, &str); 2] = [
    ("hỗ trợ doanh nghiệp, tổ chức, cá", "nhân xây dựng và phát triển thương hiệu"),
    ("chưa khai thác, phát huy được nguồn", "lực xã hội hóa ở địa phương."),
];

/// The blocks of a Markdown text without heading marks, emphasis and indentation; list dashes stay.
fn blocks(markdown: &str) -> Vec<String> {
    let plain = |block: &str| {
        let words = block.split_whitespace().map(|word| word.replace("**", ""));
        let words: Vec<String> = words.filter(|word| !word.is_empty() && !word.chars().all(|c| c == '#')).collect();
        words.join(" ")
    };
    markdown.split("\n\n").map(plain).filter(|block| !block.is_empty()).collect()
}

/// A file of `content/`.
fn file(path: &str) -> (SourcePath, Arc<str>) {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(path));
    (SourcePath::new(path).expect("a good path"), text.expect("the file is there").into())
}

fn entries(path: &str) -> Entries {
    let (path, text) = file(path);
    parse::parse(&path, &text, &Names::default()).entries
}

/// The report of `content/` in the order of a printed sheet: head, body, foot.
fn report() -> Vec<String> {
    let (_, text) = file("2022-h1/bao-cao.md");
    let Entries::Report(entry, _) = entries("2022-h1/bao-cao.md") else {
        panic!("the report cannot be read");
    };
    let front::Front::Found { body_start, .. } = front::split(&text) else {
        panic!("the report has no front matter");
    };
    let info = &entry.value;
    let mut blocks_on_sheet = head(info);
    blocks_on_sheet.extend(blocks(&text[body_start..]));
    blocks_on_sheet.extend(foot(info));
    blocks_on_sheet
}

fn head(info: &ReportInfo) -> Vec<String> {
    let place = info.place.as_deref().unwrap_or("");
    vec![
        format!("Số: {}", info.designation.as_ref().map_or("", |designation| &*designation.value)),
        format!("{place}, {}", info.date_written.as_deref().unwrap_or("")),
        info.kind.as_deref().unwrap_or("").to_owned(),
        info.summary.to_string(),
    ]
}

fn foot(info: &ReportInfo) -> Vec<String> {
    let recipients = info.recipients.iter().map(|recipient| format!("- {recipient}"));
    let signatures = info
        .signatures
        .iter()
        .flat_map(|signature| [signature.authority.join(" "), signature.name.as_deref().unwrap_or("").to_owned()]);
    ["Nơi nhận:".to_owned()].into_iter().chain(recipients).chain(signatures).collect()
}

/// The source's blocks with the two cut sentences joined.
fn source() -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    // The recipients stand on lines of one block, a line each.
    let text = SEED.replace("b/c);\n", "b/c);\n\n");
    for block in blocks(&text) {
        let cut = JOINED.iter().any(|(before, after)| {
            block.starts_with(after) && joined.last().is_some_and(|last| last.ends_with(before))
        });
        match joined.last_mut().filter(|_| cut) {
            Some(last) => *last = format!("{last} {block}"),
            None => joined.push(block),
        }
    }
    joined
}

#[test]
fn the_report_says_what_its_source_says_word_for_word() {
    let (source, report) = (source(), report());
    for (number, (theirs, ours)) in source.iter().zip(&report).enumerate() {
        assert_eq!(theirs, ours, "block {number}");
    }
    assert_eq!(source.len(), report.len());
    let lines_of_recipients = 3;
    assert_eq!(report.len(), blocks(SEED).len() - 1 + lines_of_recipients - JOINED.len(), "two joins, no more");
}

/// Checks that the source has these words, in this order, wherever its lines break.
#[track_caller]
fn check_said(words: &str) {
    let source = blocks(SEED).join(" ");
    assert!(source.contains(words), "the source does not say: {words}");
}

#[test]
fn the_register_says_only_what_the_report_says() {
    let Entries::Legal(documents) = entries("2022-h1/legal.yaml") else { panic!("the register cannot be read") };
    for entry in &documents {
        let document = &entry.value;
        match &*document.designation.value {
            // The report puts an ampersand into the symbol, where none belongs; the entry's note says so.
            "01/2021/TT-BKHCN" => check_said("01/2021/TT-BKH&CN"),
            designation => check_said(designation),
        }
        for words in [&document.title, &document.name, &document.issued_by].into_iter().flatten() {
            check_said(words);
        }
        if let Some(date) = &document.date {
            check_said(&format!("{} ngày {}", symbol(&document.designation.value), short(date.value)));
        }
    }
    let cited = documents.iter().filter(|entry| entry.value.date.is_some()).count();
    assert_eq!((cited, documents.len()), (13, 15), "13 documents and two standards");
}

/// The end of a designation, which stands right before its date.
fn symbol(designation: &str) -> &str {
    match designation.rsplit_once('/') {
        Some((_, "TT-BKHCN")) => "TT-BKH&CN",
        Some((_, symbol)) => symbol,
        None => designation,
    }
}

#[test]
fn models_and_promises_are_in_the_reports_own_words() {
    let Entries::Models(models) = entries("2022-h1/models.yaml") else { panic!("the models cannot be read") };
    assert_eq!(models.len(), 3);
    for entry in &models {
        let model = &entry.value;
        check_said(&model.name);
        for words in [&model.technology, &model.product, &model.offtake, &model.funding_source].into_iter().flatten() {
            check_said(words);
        }
        let hectares = model.hectares.as_ref().expect("the report gives each area").value;
        check_said(&format!("({hectares}ha)"));
    }
    let Entries::Period(period) = entries("2022-h1/period.yaml") else { panic!("the period cannot be read") };
    assert_eq!(period.value.promises.len(), 8);
    period.value.promises.iter().for_each(|promise| check_said(&promise.title));
    period.value.events.iter().for_each(|event| check_said(&event.title));
}
