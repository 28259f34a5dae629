//! The files beside the texts, which entries and links may offer.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::diagnostic::known::Known;
use crate::source::{Attachment, SourcePath};

/// Files that entries may offer.
#[derive(Debug)]
pub struct Attachments<'p> {
    pub all: &'p BTreeMap<SourcePath, Attachment>,
    /// Files and folders that are there and could not be taken.
    refused: &'p BTreeSet<SourcePath>,
    /// Their names by folder, once an entry offers one that is not there.
    names: OnceLock<BTreeMap<&'p str, Known>>,
}

impl<'p> Attachments<'p> {
    /// Takes all files of the content folder that are no texts.
    pub fn of(all: &'p BTreeMap<SourcePath, Attachment>, refused: &'p BTreeSet<SourcePath>) -> Self {
        Self { all, refused, names: OnceLock::new() }
    }

    /// Whether something of this path is there and could not be taken, which was said when it was read.
    pub fn is_refused(&self, path: &SourcePath) -> bool {
        let is_around = |refused: &SourcePath| {
            path.as_str().strip_prefix(refused.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        self.refused.iter().any(is_around)
    }

    /// The names of the files in a folder.
    pub fn names_in(&self, folder: &str) -> Option<&Known> {
        let by_folder = || {
            // Sorted by their whole paths, the files of a folder are not always side by side.
            let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            self.all.keys().for_each(|path| names.entry(path.folder()).or_default().push(path.file_name()));
            names.into_iter().map(|(folder, names)| (folder, names.into_iter().collect())).collect()
        };
        self.names.get_or_init(by_folder).get(folder)
    }
}
