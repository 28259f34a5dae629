//! Register entries for what a site's reports cite and its register lacks: `congbo cite --add`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::{self, Known, Passage};
use crate::content::PeriodId;
use crate::parse::kind::period_of;
use crate::parse::names::Names;
use crate::parse::yaml::split;
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
        let (text, mut added) = match grown.remove(&register) {
            Some(Grown { text, added }) => (Some(text), added),
            None => (texts.get(&register).map(|text| (**text).to_owned()), Vec::new()),
        };
        let text = draft::add_to_register(text, &documents);
        // What stood there before is known already.
        let new = draft::add_to_register(None, &documents);
        known.add(&parse(&register, &new, &Names::default()).entries);
        added.extend(documents.into_iter().map(|document| document.written));
        grown.insert(register, Grown { text, added });
    }
    grown
}

/// How far in an item's mark may stand.
const MOST_MARGIN: usize = 200;

/// What one report cites and nobody has entered.
fn uncited(path: &SourcePath, text: &Arc<str>, period: PeriodId, known: &Known) -> Vec<draft::Cited> {
    let Entries::Report(info, _) = parse(path, text, &Names::default()).entries else {
        return Vec::new();
    };
    let blocks = body::blocks(path, text);
    let lines: Vec<usize> = split::lines(text).map(|(start, _)| start).collect();
    let is_item = |start: u32| {
        let line = lines.partition_point(|line| *line <= start as usize).saturating_sub(1);
        // Many cells stand in one line, which may begin with many spaces.
        let from_line = &text[lines.get(line).copied().unwrap_or(0)..];
        from_line.bytes().take(MOST_MARGIN).find(|byte| *byte != b' ').is_some_and(|byte| b"-+*".contains(&byte))
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
