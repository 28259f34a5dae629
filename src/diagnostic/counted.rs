//! Messages of one kind about one file: the first are told, the rest is counted.

use std::collections::BTreeMap;

use super::messages::entry;
use super::{Diagnostic, Location, Place, Severity};
use crate::source::SourcePath;

/// How often one kind is told of one file: whoever mends a hundred runs again, and each costs a line and its place.
pub const TOLD: usize = 100;

/// What is told of one kind in one file.
type Kind<'d> = (&'d SourcePath, Severity, &'static str);

/// Of each kind in each file the first messages, then one that says how many more there are.
pub fn counted(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut times: BTreeMap<Kind<'_>, (usize, &Diagnostic)> = BTreeMap::new();
    let mut told = Vec::with_capacity(diagnostics.len().min(TOLD));
    for diagnostic in diagnostics {
        let kind = (&diagnostic.location.path, diagnostic.severity, diagnostic.code.id);
        let (count, _) = times.entry(kind).and_modify(|(count, _)| *count += 1).or_insert((1, diagnostic));
        if *count <= TOLD {
            told.push(diagnostic.clone());
        }
    }
    let rest = times.into_values().filter(|(count, _)| *count > TOLD).map(|(count, first)| {
        let location = Location { path: first.location.path.clone(), place: Place::File };
        entry::more_of_kind(location, first.severity, first.code, count - TOLD)
    });
    told.extend(rest);
    told
}
