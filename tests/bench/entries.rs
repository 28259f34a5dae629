//! How long entries take to read, well written and broken: `cargo bench --bench entries`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use congbo::inside::diagnostic::Language;
use congbo::inside::parse;
use congbo::inside::parse::names::Names;
use congbo::inside::print::{self, Look};
use congbo::inside::source::{SourcePath, Sources};

const LEGAL: &str = include_str!("../../content/2022-h1/legal.yaml");
const MODELS: &str = include_str!("../../content/2022-h1/models.yaml");

fn main() {
    read("documents", "2022-h1/legal.yaml", &LEGAL.repeat(200), 15 * 200);
    // Hectares are numbers to YAML, so each entry is read twice to keep its texts.
    read("models", "2022-h1/models.yaml", &MODELS.repeat(1000), 3 * 1000);
    // Every entry with an unknown key: a hundred are told, each located by one more reading of its own entry.
    read("broken", "2022-h1/models.yaml", &MODELS.replace("name:", "nmae:").repeat(1000), 3 * 1000);
}

/// Prints the best of several runs, because the machine may have other work.
fn read(what: &str, path: &str, text: &str, entries: u32) {
    let path = SourcePath::new(path).expect("the path is well formed");
    let text: Arc<str> = text.into();
    let mut sources = Sources::default();
    sources.texts.insert(path.clone(), text.clone());
    let look = Look { language: Language::Vietnamese, color: false, folder: "" };
    let mut reading = Duration::MAX;
    let mut printing = Duration::MAX;
    for _ in 0..10 {
        let start = Instant::now();
        let parsed = black_box(parse::parse(&path, &text, &Names::default()));
        reading = reading.min(start.elapsed());
        let start = Instant::now();
        black_box(print::human(&parsed.diagnostics, &sources, &look));
        printing = printing.min(start.elapsed());
    }
    println!("{what:>10}: {:>8.1?} an entry, {printing:>8.1?} to print the messages", reading / entries);
}
