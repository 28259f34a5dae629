//! Ids that nobody has yet.

use std::collections::{HashMap, HashSet};

/// The ids that have been given, and how far each has been counted.
#[derive(Debug, Default)]
pub struct FreeIds {
    taken: HashSet<String>,
    last: HashMap<String, usize>,
}

impl FreeIds {
    /// The id itself, or with `-2`, `-3`, … where it is taken.
    pub fn take(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        while !self.taken.insert(id.clone()) {
            let last = self.last.entry(wanted.to_owned()).or_insert(1);
            *last += 1;
            id = format!("{wanted}-{last}");
        }
        id
    }
}
