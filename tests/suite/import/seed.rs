//! The converted report of early 2022 imports as the committed period, but for what a person has to add.

use std::collections::BTreeMap;
use std::sync::Arc;

use congbo::inside::content::{LegalDocument, Model};
use congbo::inside::diagnostic::{Diagnostic, Place, Severity};
use congbo::inside::import::draft::{self, Draft, Known, Request};
use congbo::inside::import::plain;
use congbo::inside::parse::names::Names;
use congbo::inside::parse::{self, Entries, Entry};
use congbo::inside::source::SourcePath;
use trichdan::designation::kind::Kind;

const SEED: &str = include_str!("../data/seed.txt");
const ISSUERS: &str = include_str!("../../../content/issuers.yaml");
const PLACES: &str = include_str!("../../../content/places.yaml");

/// The site as it is before the period is imported.
pub fn known() -> Known {
    let mut known = Known::default();
    for (path, text) in [("issuers.yaml", ISSUERS), ("places.yaml", PLACES)] {
        let path = SourcePath::new(path).unwrap();
        known.add(&parse::parse(&path, &Arc::from(text), &Names::default()).entries);
    }
    known
}

fn import() -> (Draft, Vec<Diagnostic>) {
    let known = known();
    let request = Request {
        source: SourcePath::new("seed.txt").unwrap(),
        report_name: "bao-cao".to_owned(),
        period: None,
        known: &known,
        existing: &BTreeMap::new(),
        replaces: false,
    };
    let (draft, diagnostics) = draft::draft(&plain::read(SEED), &request);
    (draft.unwrap(), diagnostics)
}

/// One file of the draft, and the committed one.
fn both(draft: &Draft, name: &str, committed: &str) -> (Entries, Entries) {
    let path = SourcePath::new(&format!("2022-h1/{name}")).unwrap();
    let read = |text: &str| {
        let parsed = parse::parse(&path, &Arc::from(text), &Names::default());
        let errors: Vec<_> =
            parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        parsed.entries
    };
    (read(&draft.texts[&path]), read(committed))
}

fn body_of(report: &str) -> &str {
    report.split_once("\n---\n").unwrap().1
}

#[test]
fn the_text_is_the_committed_text() {
    let (draft, _) = import();
    let committed = include_str!("../../../content/2022-h1/bao-cao.md");
    assert_eq!(body_of(&draft.texts[&draft.report]), body_of(committed));
    let (Entries::Report(drafted, _), Entries::Report(committed, _)) = both(&draft, "bao-cao.md", committed) else {
        panic!("not a report");
    };
    // A person gave it a short title and an address.
    let mut drafted = drafted.value.clone();
    drafted.title = committed.value.title.clone();
    drafted.slug = committed.value.slug.clone();
    assert_eq!(drafted, committed.value);
}

#[test]
fn the_register_is_the_committed_register() {
    let (draft, _) = import();
    let (Entries::Legal(drafted), Entries::Legal(committed)) =
        both(&draft, "legal.yaml", include_str!("../../../content/2022-h1/legal.yaml"))
    else {
        panic!("not a register");
    };
    let sorted = |entries: Vec<Entry<LegalDocument>>| {
        let mut documents: Vec<LegalDocument> = entries.into_iter().map(|entry| entry.value).collect();
        for document in &mut documents {
            // What a standard is about, a person has read out of the sentences around it.
            if document.kind == Some(Kind::TieuChuan) {
                (document.name, document.title, document.note) = (None, None, None);
            }
        }
        documents.sort_by(|one, other| one.designation.value.cmp(&other.designation.value));
        documents
    };
    assert_eq!(sorted(drafted), sorted(committed));
}

#[test]
fn the_models_are_the_committed_models() {
    let (draft, _) = import();
    let (Entries::Models(drafted), Entries::Models(committed)) =
        both(&draft, "models.yaml", include_str!("../../../content/2022-h1/models.yaml"))
    else {
        panic!("not models");
    };
    let values = |entries: Vec<Entry<Model>>| entries.into_iter().map(|entry| entry.value).collect::<Vec<_>>();
    assert_eq!(values(drafted), values(committed));
}

#[test]
fn the_period_is_the_committed_period() {
    let (draft, _) = import();
    let (Entries::Period(drafted), Entries::Period(committed)) =
        both(&draft, "period.yaml", include_str!("../../../content/2022-h1/period.yaml"))
    else {
        panic!("not a period");
    };
    let (mut drafted, committed) = (drafted.value, committed.value);
    assert_eq!(drafted.promises.len(), committed.promises.len());
    for (drafted, committed) in drafted.promises.iter_mut().zip(&committed.promises) {
        // The ids are a person's choice, and the section names the address that a person chose.
        drafted.id = committed.id.clone();
        drafted.section = committed.section.clone();
    }
    assert_eq!(drafted, committed);
}

#[test]
fn every_doubt_is_named_and_no_word_is_lost() {
    let (draft, diagnostics) = import();
    assert!(draft.proof.holds(), "{:?}", draft.proof);
    let shown: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let text = draft.texts.get(&diagnostic.location.path).map_or("", String::as_str);
            let words = match diagnostic.location.place {
                Place::Bytes(start, end) => &text[start as usize..end as usize],
                _ => "",
            };
            let words: String = words.chars().take(40).collect();
            format!("{} {} {words}", diagnostic.code.id, diagnostic.location.path.file_name())
        })
        .collect();
    assert_eq!(
        shown,
        [
            "CB614 bao-cao.md nghiệp, tổ chức, cá nhân xây dựng và",
            "CB614 bao-cao.md phát huy được nguồn lực xã hội hóa",
            "CB613 bao-cao.md issuer:",
            "CB610 bao-cao.md designation:",
            "CB610 bao-cao.md date_written:",
            "CB616 bao-cao.md + Ứng dụng công nghệ cao đang triển khai",
            "CB616 legal.yaml - designation: 1089/QĐ-UBND",
            "CB613 legal.yaml - designation: 01/2021/TT-BKHCN",
        ]
    );
}
