//! The project's own content says what its source says, word for word.

use std::path::Path;
use std::sync::Arc;

use congbo::content::ReportInfo;
use congbo::parse::names::Names;
use congbo::parse::{self, Entries, front};
use congbo::source::SourcePath;

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

/// The report of `content/` in the order of a printed sheet: head, body, foot.
fn report() -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/2022-h1/bao-cao.md");
    let text: Arc<str> = std::fs::read_to_string(path).expect("the report is there").into();
    let path = SourcePath::new("2022-h1/bao-cao.md").expect("a good path");
    let Entries::Report(entry, _) = parse::parse(&path, &text, &Names::default()).entries else {
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
