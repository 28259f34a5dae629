//! What is said of failures that are tried again and again: each once, and none that the next try mends.

use crate::diagnostic::failure::Failure;

/// Of a full disk each page could complain; people read a few.
const MOST: usize = 5;

/// The failures of the last try, and which of them were told.
#[derive(Debug, Default)]
pub(super) struct Complaints {
    standing: Vec<Failure>,
    told: Vec<Failure>,
}

impl Complaints {
    /// Takes what failed in this try; gives what there is to tell.
    ///
    /// A file may be locked for a moment, a folder be half deleted: only what fails twice in a row is worth a word.
    pub fn take(&mut self, failures: impl Iterator<Item = Failure>) -> Vec<Failure> {
        let failures: Vec<Failure> = failures.take(MOST).collect();
        self.told.retain(|told| failures.contains(told));
        let is_new = |failure: &&Failure| self.standing.contains(failure) && !self.told.contains(failure);
        let fresh: Vec<Failure> = failures.iter().filter(is_new).cloned().collect();
        self.told.extend(fresh.iter().cloned());
        self.standing = failures;
        fresh
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::messages::file::still_changing;

    #[test]
    fn what_stays_is_told_once() {
        let mut complaints = Complaints::default();
        #[track_caller]
        fn check(complaints: &mut Complaints, failing: &str, expected: &str) {
            let named = |names: &str| names.split_whitespace().map(|name| still_changing(Path::new(name))).collect();
            let failing: Vec<Failure> = named(failing);
            let expected: Vec<Failure> = named(expected);
            assert_eq!(complaints.take(failing.into_iter()), expected);
        }
        check(&mut complaints, "a", "");
        check(&mut complaints, "a b", "a");
        check(&mut complaints, "a b", "b");
        check(&mut complaints, "b", "");
        check(&mut complaints, "a b", "");
        check(&mut complaints, "a b", "a");
        check(&mut complaints, "", "");
    }
}
