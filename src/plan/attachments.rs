//! The files beside the texts, which entries and links may offer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::diagnostic::known::Known;
use crate::link::Archive;
use crate::parse::Entries;
use crate::parse::body::Body;
use crate::plan::reference::{meant, readings};
use crate::source::{Attachment, SourcePath};

/// Files that entries may offer.
#[derive(Debug)]
pub struct Attachments<'p> {
    all: &'p BTreeMap<SourcePath, Attachment>,
    /// Files of drafts alone.
    withheld: BTreeSet<SourcePath>,
    /// Files and folders that are there and could not be taken.
    refused: &'p BTreeSet<SourcePath>,
    /// Their names by folder, once an entry offers one that is not there.
    names: OnceLock<BTreeMap<&'p str, Known>>,
}

impl<'p> Attachments<'p> {
    /// Takes the files of the content folder that are no texts and not of drafts alone.
    pub fn of(
        all: &'p BTreeMap<SourcePath, Attachment>,
        refused: &'p BTreeSet<SourcePath>,
        archive: &Archive<'_>,
    ) -> Self {
        Self { all, withheld: withheld(archive, all), refused, names: OnceLock::new() }
    }

    /// All files.
    pub fn iter(&self) -> impl Iterator<Item = (&'p SourcePath, &'p Attachment)> {
        self.all.iter().filter(|(path, _)| !self.withheld.contains(path))
    }

    /// The file that a name in the entry at `from` means: `scan.pdf`, `files/scan.pdf`, `../2021-h2/files/scan.pdf`,
    /// `/2021-h2/files/scan.pdf`. A path is from the entry's own folder, from the folder `files/` in it, or from the content
    /// folder.
    pub fn find(&self, from: &SourcePath, name: &str) -> Option<(&'p SourcePath, &'p Attachment)> {
        named(self.all, from, name).filter(|(path, _)| !self.withheld.contains(*path))
    }

    /// The file of drafts alone that a name in the entry at `from` means.
    pub fn withheld(&self, from: &SourcePath, name: &str) -> Option<&'p SourcePath> {
        named(self.all, from, name).map(|(path, _)| path).filter(|path| self.withheld.contains(*path))
    }

    /// Whether a name leads to what is there and could not be taken: its own message says enough.
    pub fn is_refused(&self, from: &SourcePath, name: &str) -> bool {
        let is_around = |path: &SourcePath, refused: &SourcePath| {
            path.as_str().strip_prefix(refused.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        meant(from, name).any(|path| self.refused.iter().any(|refused| is_around(&path, refused)))
    }

    /// The names of the files in a folder.
    pub fn names_in(&self, folder: &str) -> Option<&Known> {
        let by_folder = || {
            // Sorted by their whole paths, the files of a folder are not always side by side.
            let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            self.iter().for_each(|(path, _)| names.entry(path.folder()).or_default().push(path.file_name()));
            names.into_iter().map(|(folder, names)| (folder, names.into_iter().collect())).collect()
        };
        self.names.get_or_init(by_folder).get(folder)
    }
}

/// The file that a name means.
fn named<'p>(
    all: &'p BTreeMap<SourcePath, Attachment>,
    from: &SourcePath,
    name: &str,
) -> Option<(&'p SourcePath, &'p Attachment)> {
    meant(from, name).find_map(|path| all.get_key_value(&path))
}

/// The files that only drafts offer or link to, and those in the folders of periods that are drafts. A file that nobody
/// names is published: the office put it there.
fn withheld(archive: &Archive<'_>, all: &BTreeMap<SourcePath, Attachment>) -> BTreeSet<SourcePath> {
    let drafts = archive.drafts;
    if drafts.is_empty() {
        return BTreeSet::new();
    }
    let offered = |from: &SourcePath, name: &str| named(all, from, name).map(|(path, _)| path.clone());
    let linked = |from: &SourcePath, body: &Body| -> Vec<SourcePath> {
        let readings = body.links.iter().flat_map(|link| readings(&link.address));
        readings.filter_map(|reading| offered(from, &reading.path)).collect()
    };
    let mut withheld: BTreeSet<SourcePath> = drafts.offered().filter_map(|(from, name)| offered(from, name)).collect();
    for (from, entries, _) in drafts.texts() {
        if let Entries::Report(front, _) = entries {
            withheld.extend(front.value.files.iter().filter_map(|file| offered(from, &file.value)));
        }
        withheld.extend(entries.body().into_iter().flat_map(|body| linked(from, body)));
    }
    for report in archive.reports.iter().map(|report| &report.entry) {
        let files = report.info().files.iter().filter_map(|file| offered(&report.path, &file.value));
        files.chain(linked(&report.path, &report.body)).for_each(|path| _ = withheld.remove(&path));
    }
    for (page, body) in &archive.pages {
        linked(page.path, body).iter().for_each(|path| _ = withheld.remove(path));
    }
    for (_, document) in archive.register.iter() {
        let entry = &document.entry;
        let files = entry.value.files.iter().filter_map(|file| offered(entry.path, &file.value));
        files.for_each(|path| _ = withheld.remove(&path));
    }
    withheld.extend(all.keys().filter(|path| drafts.around(path).is_some()).cloned());
    withheld
}
