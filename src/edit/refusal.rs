//! Why a text is not edited by us, and where.

use std::ops::Range;

/// What stands in the way of an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// An anchor, an alias, a tag, or another sign of YAML that congbo has no use for.
    Anchor,
    /// Brackets that do not close on their line.
    Flow,
    /// Tabs, or odd ends of lines.
    Tab,
    /// Several documents in one file.
    Documents,
    /// It cannot be read as it is.
    Damaged,
    /// What is to be changed is not there.
    Absent,
    /// The text after the edit would not say what it should.
    Unproven,
}

/// Why an edit is left to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What stands in the way.
    pub reason: Reason,
    /// Its bytes.
    pub at: Range<usize>,
}
