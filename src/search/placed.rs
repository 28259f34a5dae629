//! A part of a page and the number that stands for it in the postings.

use std::sync::Arc;

use super::Entry;

/// A part of a page at its slot.
#[derive(Debug, Clone)]
pub struct Placed {
    pub slot: u32,
    /// The page.
    pub(super) entry: Arc<Entry>,
    /// Which part of its text.
    pub part: u32,
}

impl PartialEq for Placed {
    /// Looks at the entry's address in memory alone: equal entries of two builds are one.
    fn eq(&self, other: &Self) -> bool {
        self.slot == other.slot && self.part == other.part && Arc::ptr_eq(&self.entry, &other.entry)
    }
}

impl Eq for Placed {}
