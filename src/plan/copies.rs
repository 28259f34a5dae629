//! Scans, annexes and pictures: where each is published, and what there is to say about it.

use crate::address::{self, Url};
use crate::diagnostic::messages::media;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::media::{Danger, Facts, Kind, State, Traces};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::source::{Attachment, SourcePath};
use crate::view::{Narrowed, View};

impl Planner<'_, '_> {
    /// Plans a copy of every file, and narrower ones of large pictures.
    pub fn plan_attachments(&self, pages: &mut Pages) {
        for (path, attachment) in self.attachments.iter() {
            let source = Some(Location { path: path.clone(), place: Place::File });
            let Attachment { bytes, sha256, is_cleaned, .. } = attachment;
            let is_of_root = path.as_str().starts_with(address::ROOT);
            if is_of_root && address::of_root(path).is_none() {
                pages.said.push(media::no_address(path));
                continue;
            }
            let url = address::attachment(path);
            if !(is_of_root && is_meant(path, &attachment.facts)) {
                pages.said.extend(judge(path, &url, &attachment.facts));
            }
            for width in attachment.facts.narrower_widths(*bytes) {
                let narrowed = Narrowed { source: path.clone(), sha256: sha256.clone(), width };
                pages.add_file(address::narrower(&url, width, sha256), source.clone(), View::Narrowed(narrowed));
            }
            let (sha256, bytes, is_cleaned) = (sha256.clone(), *bytes, *is_cleaned);
            pages.add_file(url, source, View::Attachment { source: path.clone(), sha256, bytes, is_cleaned });
        }
        pages.said.extend(left_out(self.attachments.iter()));
    }
}

/// Whether a file of the root is one that whoever keeps the site put there to be obeyed or asked for: a server's settings, and
/// pages in which nothing runs, by which other services know the site as theirs.
fn is_meant(path: &SourcePath, facts: &Facts) -> bool {
    match (Danger::by_name(path.file_name()), &facts.danger) {
        (Some(Danger::ServerSettings), _) => true,
        (Some(Danger::Page), None) => facts.kind == Kind::Text,
        (_, danger) => *danger == Some(Danger::QuietPage),
    }
}

/// What there is to say about a file that is published at `url`; the worst alone, for it explains the rest.
fn judge(path: &SourcePath, url: &Url, facts: &Facts) -> Option<Diagnostic> {
    // A name that is harmless in the content folder may become another one by its address.
    let published = url.as_str().rsplit('/').next().unwrap_or_default();
    if let Some(danger) = Danger::by_name(published).as_ref().or(facts.danger.as_ref()) {
        return Some(media::active(path, danger));
    }
    if facts.traces == Traces::Stuck {
        return Some(media::place_stuck(path, facts.kind));
    }
    match facts.state {
        State::Empty => return Some(media::empty(path)),
        State::Unreadable => return Some(media::unreadable(path)),
        State::Cut => return Some(media::cut(path, facts.kind_when_whole(path.file_name()))),
        State::Whole => {}
    }
    if let Some(misnamed) = facts.misnamed(path.file_name()) {
        return Some(media::misnamed(path, misnamed, facts.kind));
    }
    matches!(facts.kind, Kind::Heic | Kind::Tiff | Kind::LockedOffice).then(|| media::few_can_open(path, facts.kind))
}

/// One word for all pictures of which something is not published, at the first that says where it was taken, or else at
/// the first.
fn left_out<'a>(all: impl Iterator<Item = (&'a SourcePath, &'a Attachment)>) -> Option<Diagnostic> {
    let cleaned: Vec<(&SourcePath, bool)> = all
        .filter_map(|(path, attachment)| match attachment.facts.traces {
            Traces::LeftOut { has_place } => Some((path, has_place)),
            Traces::None | Traces::Stuck => None,
        })
        .collect();
    let placed: Vec<&SourcePath> = cleaned.iter().filter(|(_, has_place)| *has_place).map(|(path, _)| *path).collect();
    let first = placed.first().copied().or(cleaned.first().map(|(path, _)| *path))?;
    Some(media::left_out(first, cleaned.len(), placed.len()))
}
