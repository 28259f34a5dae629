//! Every message about a single file, as it is printed: a file under `data/messages/` holds a broken content folder,
//! then the whole text that people see, in both languages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use congbo::content::Language;
use congbo::diagnostic::messages::{entry, field, yaml};
use congbo::diagnostic::print::{self, Look};
use congbo::diagnostic::{Code, Diagnostic};
use congbo::parse;
use congbo::parse::names::Names;
use congbo::source::Sources;

use crate::fixture;

const DIVIDER: &str = "//= ";

fn goldens() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data/messages");
    let entries = folder.read_dir().expect("the folder of goldens is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable folder").path()).collect();
    paths.sort();
    paths
}

fn diagnostics(sources: &Sources) -> Vec<Diagnostic> {
    let names = Names::default();
    sources.texts.iter().flat_map(|(path, text)| parse::parse(path, text, &names).diagnostics).collect()
}

/// The part of a golden file that is input.
fn input(golden: &str) -> &str {
    golden.find(DIVIDER).map_or(golden, |end| &golden[..end])
}

#[test]
fn messages_are_printed_as_agreed() {
    for path in goldens() {
        let golden = std::fs::read_to_string(&path).expect("a readable golden");
        let sources = fixture::sources(input(&golden));
        let diagnostics = diagnostics(&sources);
        let mut actual = input(&golden).to_owned();
        for language in [Language::Vietnamese, Language::English] {
            let look = Look { language, color: false, folder: "content/" };
            let shown = print::human(&diagnostics, &sources, &look);
            actual.push_str(&format!("{DIVIDER}{}\n{}\n", language.word(), shown.trim_end()));
        }
        fixture::check_golden(&path, &actual);
    }
}

#[test]
fn every_message_about_a_file_has_a_golden() {
    let mut seen: BTreeSet<&Code> = BTreeSet::new();
    for path in goldens() {
        let golden = std::fs::read_to_string(&path).expect("a readable golden");
        let sources = fixture::sources(input(&golden));
        seen.extend(diagnostics(&sources).iter().map(|diagnostic| diagnostic.code));
    }
    let codes = [yaml::CODES, field::CODES, entry::CODES].concat();
    let unseen = codes.iter().filter(|code| !seen.contains(*code) && **code != &entry::MORE);
    let unseen: Vec<&str> = unseen.map(|code| code.id).collect();
    assert!(unseen.is_empty(), "no golden shows {unseen:?}");
}

#[test]
fn a_file_tells_a_hundred_problems_and_counts_the_rest() {
    let items = "    -\n".repeat(103);
    let sources = fixture::sources(&format!("//- places.yaml\n- id: xa-a\n  name: A\n  kind: xa\n  aliases:\n{items}"));
    let diagnostics = diagnostics(&sources);
    assert_eq!(diagnostics.len(), 101);
    let look = Look { language: Language::English, color: false, folder: "" };
    let shown = print::human(&diagnostics, &sources, &look);
    assert!(shown.trim_end().ends_with("= help: mend those above and run again"), "{shown}");
    assert!(shown.contains("error[CB149]: 3 more problems in this file"), "{shown}");
}
