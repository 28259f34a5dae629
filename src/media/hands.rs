//! Who worked on a file, as programs note beside its words: those who made and saved it, who remarked on it, who changed
//! what was written.

use std::sync::Arc;

/// The people that a file names beside its words, each once, in the order in which it names them; programs and offices
/// are among them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hands {
    /// Who made it and who saved it last.
    pub owners: Vec<Arc<str>>,
    /// Remarks at its side.
    pub comments: Marks,
    /// Changes that were noted and neither taken nor refused: words that were struck out are still there.
    pub changes: Marks,
}

/// Marks that readers left in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// How many.
    pub count: u32,
    /// By whom.
    pub by: Vec<Arc<str>>,
}

impl Hands {
    /// Notes who made or saved the file.
    pub(super) fn own(&mut self, name: &str) {
        note(&mut self.owners, name);
    }
}

impl Marks {
    /// Counts a mark.
    pub(super) fn add(&mut self, by: &str) {
        self.count += 1;
        self.name(by);
    }

    /// Notes somebody of whom only the name stands there.
    pub(super) fn name(&mut self, by: &str) {
        note(&mut self.by, by);
    }
}

/// Adds a name where it is new; no file is worth more than a few.
fn note(names: &mut Vec<Arc<str>>, name: &str) {
    const MOST: usize = 20;
    const LONGEST: usize = 200;
    let name = name.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
    if !name.is_empty() && name.len() <= LONGEST && names.len() < MOST && !names.iter().any(|known| **known == *name) {
        names.push(name.into());
    }
}
