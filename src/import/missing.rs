//! Register entries for what a site's reports cite and its register lacks: `congbo cite --add`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::{self, Known, Passage};
use crate::content::PeriodId;
use crate::parse::kind::period_of;
use crate::parse::names::Names;
use crate::parse::{Entries, body, parse};
use crate::source::SourcePath;
use trichdan::designation::Designation;

/// A register file that grows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grown {
    /// Its whole text: what its author wrote, then the new entries.
    pub text: String,
    /// The designations of the new entries.
    pub added: Vec<String>,
}

/// The register files that would grow, by path. A document goes to the first period that cites it.
pub fn entries(texts: &BTreeMap<SourcePath, Arc<str>>) -> BTreeMap<SourcePath, Grown> {
    let mut known = Known::default();
    let mut reports: Vec<(PeriodId, &SourcePath)> = Vec::new();
    for (path, text) in texts {
        match period_of(path).filter(|_| path.file_name().ends_with(".md")) {
            Some(period) => reports.push((period, path)),
            None => known.add(&parse(path, text, &Names::default()).entries),
        }
    }
    reports.sort();
    let mut grown: BTreeMap<SourcePath, Grown> = BTreeMap::new();
    for (period, path) in reports {
        let register = SourcePath::new(&format!("{period}/legal.yaml")).expect("a period's id makes a good path");
        let documents = uncited(path, &texts[path], period, &known);
        if documents.is_empty() {
            continue;
        }
        let before = grown.remove(&register);
        let text = before.as_ref().map(|grown| grown.text.as_str()).or(texts.get(&register).map(|text| &**text));
        let text = draft::add_to_register(text, &documents);
        known.add(&parse(&register, &Arc::from(text.as_str()), &Names::default()).entries);
        let mut added = before.map(|grown| grown.added).unwrap_or_default();
        added.extend(documents.into_iter().map(|document| document.written));
        grown.insert(register, Grown { text, added });
    }
    grown
}

/// What one report cites and nobody has entered.
fn uncited(path: &SourcePath, text: &Arc<str>, period: PeriodId, known: &Known) -> Vec<draft::Cited> {
    let Entries::Report(info, _) = parse(path, text, &Names::default()).entries else {
        return Vec::new();
    };
    let blocks = body::blocks(path, text);
    let is_item = |start: u32| {
        let line_start = text[..start as usize].rfind('\n').map_or(0, |at| at + 1);
        text[line_start..].trim_start().starts_with(['-', '+', '*'])
    };
    let passages: Vec<Passage> = blocks
        .iter()
        .enumerate()
        .map(|(index, block)| Passage { block: index, text: &block.text, is_item: is_item(block.span.0) })
        .collect();
    let own = info.value.designation.as_ref().and_then(|designation| Designation::parse(&designation.value));
    let day = info.value.date.or(Some(period.last_day()));
    draft::unregistered(&passages, own.as_ref(), known, day)
}
