//! Entries that stand in the files but could not be read: whoever names one of them is not in the wrong.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::parse::{Entries, Parsed};
use crate::source::SourcePath;
use trichdan::designation::Designation;

/// The names of all unread entries. Their own messages stop the build, so nothing more is said of them.
#[derive(Debug, Default)]
pub struct Unread<'a> {
    names: HashSet<&'a str>,
    designations: HashSet<Designation>,
    /// Names of files of which nothing could be read.
    files: HashSet<&'a str>,
}

impl<'a> Unread<'a> {
    /// Takes the names from all files.
    pub fn new(files: &'a BTreeMap<SourcePath, Arc<Parsed>>) -> Self {
        let names: HashSet<&str> = files.values().flat_map(|parsed| &parsed.unread).map(|name| &**name).collect();
        let designations = files.values().flat_map(|parsed| &parsed.unread);
        let designations = designations.filter_map(|name| Designation::parse(name)).collect();
        let nothing = files.iter().filter(|(_, parsed)| matches!(parsed.entries, Entries::Nothing));
        Self { names, designations, files: nothing.map(|(path, _)| path.file_name()).collect() }
    }

    /// True for the id of an unread entry, and for any where the file that should hold it is unread as a whole.
    pub fn has(&self, id: &str, file: &str) -> bool {
        self.names.contains(id) || self.files.contains(file)
    }

    /// True for the designation of an unread document.
    pub fn has_document(&self, designation: &Designation) -> bool {
        self.designations.contains(designation) || self.files.contains("legal.yaml")
    }
}
