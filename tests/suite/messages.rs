//! Every message about a content folder, as it is printed: a file under `data/messages/` or `data/sites/` holds a
//! broken folder, then the whole text that people see, in both languages.
//!
//! The ones in `messages/` are read file by file; those in `sites/` go through every stage, on top of [`BASE`].

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use congbo::inside::diagnostic::Language;
use congbo::inside::diagnostic::messages::{codes, edit, entry, ledger};
use congbo::inside::diagnostic::{Code, Diagnostic};
use congbo::inside::parse;
use congbo::inside::parse::names::Names;
use congbo::inside::print::{self, Look};
use congbo::inside::site::Site;
use congbo::inside::source::Sources;

use crate::fixture;

const DIVIDER: &str = "//= ";

/// What every site has; a golden's own files take the place of these.
const BASE: &str = "//- site.yaml
title: Kho mẫu
base_url: https://example.gov.vn/
publisher:
  name: UBND huyện Mẫu
//- issuers.yaml
- id: ubnd-tinh
  name: UBND tỉnh Mẫu
  aliases: [UBND tỉnh]
  level: tinh
- id: ubnd-huyen
  name: UBND huyện Mẫu
  aliases: [UBND huyện]
  level: huyen
//- places.yaml
- id: xa-a
  name: An
  kind: xa
//- 2022-h1/period.yaml
title: 6 tháng đầu năm 2022
from: 2022-01-01
to: 2022-06-30
";

/// Goldens in a folder under `data/`, with their texts.
fn goldens(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data").join(folder);
    let entries = folder.read_dir().expect("the folder of goldens is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), std::fs::read_to_string(path).expect("a readable golden"))).collect()
}

/// The part of a golden file that is input.
fn input(golden: &str) -> &str {
    golden.find(DIVIDER).map_or(golden, |end| &golden[..end])
}

/// What is said of each file by itself.
fn by_file(golden: &str) -> (Sources, Vec<Diagnostic>) {
    let sources = fixture::sources(input(golden));
    let names = Names::default();
    let diagnostics =
        sources.texts.iter().flat_map(|(path, text)| parse::parse(path, text, &names).diagnostics).collect();
    (sources, diagnostics)
}

/// What is said of a whole site.
fn by_site(golden: &str) -> (Sources, Vec<Diagnostic>) {
    let mut sources = fixture::sources(BASE);
    let own = fixture::sources(input(golden));
    sources.texts.extend(own.texts);
    sources.attachments.extend(own.attachments);
    let diagnostics = Site::default().update(&sources, None, |_| {}).diagnostics;
    (sources, diagnostics)
}

type Diagnose = fn(&str) -> (Sources, Vec<Diagnostic>);

fn check(folder: &str, diagnose: Diagnose) {
    for (path, golden) in goldens(folder) {
        let (sources, diagnostics) = diagnose(&golden);
        let mut actual = input(&golden).to_owned();
        for language in [Language::Vietnamese, Language::English] {
            let look = Look { language, color: false, folder: "content/" };
            let shown = print::human(&diagnostics, &sources, &look);
            actual.push_str(&format!("{DIVIDER}{}\n{}\n", language.word(), shown.trim_end()));
        }
        fixture::check_golden(&path, &actual);
    }
}

/// Every code must occur in some golden, except those of `elsewhere`.
fn check_all_shown(folder: &str, diagnose: Diagnose, codes: &[&'static Code], elsewhere: &[&Code]) {
    let mut seen: BTreeSet<&Code> = elsewhere.iter().copied().collect();
    for (_, golden) in goldens(folder) {
        seen.extend(diagnose(&golden).1.iter().map(|diagnostic| diagnostic.code));
    }
    let unseen: Vec<&str> = codes.iter().filter(|code| !seen.contains(*code)).map(|code| code.id).collect();
    assert!(unseen.is_empty(), "no golden shows {unseen:?}");
}

#[test]
fn messages_about_a_file_are_printed_as_agreed() {
    check("messages", by_file);
}

#[test]
fn messages_about_a_site_are_printed_as_agreed() {
    check("sites", by_site);
}

#[test]
fn every_message_has_a_golden() {
    let of_stage = |stage: &str| codes().into_iter().filter(|code| code.id.starts_with(stage)).collect::<Vec<_>>();
    check_all_shown("messages", by_file, &of_stage("CB1"), &[&entry::MORE, &edit::BY_HAND]);
    check_all_shown("sites", by_site, &of_stage("CB3"), &[]);
    // What only the files of spreadsheets and their import tell.
    let of_tables = [&ledger::BAD_WORKBOOK, &ledger::MORE_SHEETS, &ledger::ROWS_DIFFER, &ledger::SEVERAL_TABLES];
    check_all_shown("sites", by_site, &of_stage("CB8"), &of_tables);
}

#[test]
fn a_site_without_mistakes_has_no_messages() {
    assert_eq!(by_site("").1, []);
}

#[test]
fn a_file_tells_a_kind_a_hundred_times_and_counts_the_rest() {
    let items = "    -\n".repeat(103);
    let (sources, diagnostics) =
        by_file(&format!("//- places.yaml\n- id: xa-a\n  name: A\n  kind: xa\n  aliases:\n{items}"));
    assert_eq!(diagnostics.len(), 101);
    let look = Look { language: Language::English, color: false, folder: "" };
    let shown = print::human(&diagnostics, &sources, &look);
    assert!(shown.trim_end().ends_with("= help: mend those above and run again"), "{shown}");
    assert!(shown.contains("error[CB149]: 3 more messages CB114 in this file"), "{shown}");
}
