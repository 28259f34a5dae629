//! PDFs in which nobody finds a word: scans, and such whose typefaces do not say which letter is which.

use super::desk::Desk;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::media::{Paper, Text};
use crate::source::SourcePath;

/// One word for all of a kind, at the first.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let papers = desk.attachments.iter().filter_map(|(path, attachment)| {
        let Paper { text, .. } = attachment.facts.paper.as_ref()?;
        Some((path, text))
    });
    let (mut scanned, mut strange) = (Vec::new(), Vec::new());
    for (path, text) in papers {
        match text {
            Text::Pages(_) => {}
            Text::Scanned => scanned.push(path),
            Text::Strange => strange.push(path),
        }
    }
    let at = |path: &SourcePath| Location { path: path.clone(), place: Place::File };
    said.extend(scanned.first().map(|first| messages::scanned(at(first), scanned.len())));
    said.extend(strange.first().map(|first| messages::strange_letters(at(first), strange.len())));
}
