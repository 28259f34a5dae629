//! The texts of an archive's files, and where their entries begin.

use std::collections::BTreeMap;

use crate::link::Archive;
use crate::parse::yaml::split::{self, Entries};
use crate::source::{SourcePath, Sources};

/// The file that declares registers.
pub const LEDGERS: &str = "registers.yaml";

/// The files of an archive: as they were read, and those in YAML to the byte.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'t> {
    pub sources: &'t Sources,
    pub written: &'t BTreeMap<SourcePath, String>,
}

impl Texts<'_> {
    /// Where the entries of a file begin, as it was read; none of a file that cannot be cut.
    pub fn starts(&self, path: &SourcePath) -> Option<Vec<u32>> {
        let text = self.sources.texts.get(path).filter(|_| path.file_name().ends_with(".yaml"))?;
        match split::entries(text) {
            Entries::Listed(ranges) => Some(ranges.iter().map(|range| range.start as u32).collect()),
            Entries::Whole | Entries::Nothing | Entries::Stray(_) => None,
        }
    }

    /// Where the declarations of registers begin.
    pub fn starts_of_ledgers(&self, archive: &Archive<'_>) -> Option<Vec<u32>> {
        let starts = self.starts(&SourcePath::new(LEDGERS)?)?;
        (starts.len() == archive.ledgers.len()).then_some(starts)
    }

    /// Whether the declarations of registers cannot be told apart.
    pub fn ledgers_are_whole(&self, archive: &Archive<'_>) -> bool {
        !archive.ledgers.is_empty() && self.starts_of_ledgers(archive).is_none()
    }
}
