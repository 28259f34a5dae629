//! Hints that something changed, gathered until the folders are quiet.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How long nothing must have happened before work begins: an editor's save is several events within a few milliseconds.
pub const QUIET: Duration = Duration::from_millis(20);

/// How long work waits at most, even where something keeps happening, such as a copy of a thousand files.
pub const LONGEST: Duration = Duration::from_millis(200);

/// What may have changed. Hints only: contents decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    /// Files and folders, as their paths begin in the options.
    pub paths: BTreeSet<PathBuf>,
    /// True when events were lost or a whole folder came or went.
    pub everything: bool,
}

impl Batch {
    /// A hint at everything.
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Whether it hints at nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds the hints of another batch.
    pub fn add(&mut self, other: Self) {
        self.everything |= other.everything;
        self.paths.extend(other.paths);
    }
}

/// Gathers hints and says when they are complete.
#[derive(Debug, Default)]
pub struct Gathering {
    batch: Batch,
    /// When the first and the last hint came.
    came: Option<(Instant, Instant)>,
}

impl Gathering {
    /// Adds hints that came `now`.
    pub fn add(&mut self, hints: Batch, now: Instant) {
        self.batch.add(hints);
        let first = self.came.map_or(now, |(first, _)| first);
        self.came = Some((first, now));
    }

    /// When the hints are complete if no more come; none while there are none.
    pub fn due(&self) -> Option<Instant> {
        self.came.map(|(first, last)| (last + QUIET).min(first + LONGEST))
    }

    /// The hints, to begin anew.
    pub fn take(&mut self) -> Batch {
        self.came = None;
        std::mem::take(&mut self.batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hints at these milliseconds; when they are complete.
    #[track_caller]
    fn check(hints_ms: &[u64], expected_ms: u64) {
        let start = Instant::now();
        let mut gathering = Gathering::default();
        for &at in hints_ms {
            gathering.add(
                Batch { paths: BTreeSet::from([format!("{at}").into()]), everything: false },
                start + Duration::from_millis(at),
            );
        }
        assert_eq!(gathering.due(), Some(start + Duration::from_millis(expected_ms)));
        assert_eq!(gathering.take().paths.len(), hints_ms.len());
        assert_eq!(gathering.due(), None);
    }

    #[test]
    fn work_begins_after_quiet_and_never_waits_long() {
        check(&[0], 20);
        check(&[0, 5, 20], 40);
        check(&[0, 20, 40, 60, 80, 100, 120, 140, 160, 180, 199], 200);
    }

    #[test]
    fn lost_events_stay_lost() {
        let mut gathering = Gathering::default();
        gathering.add(Batch::everything(), Instant::now());
        gathering.add(Batch::default(), Instant::now());
        assert!(gathering.take().everything);
        assert_eq!(gathering.take(), Batch::default());
    }
}
