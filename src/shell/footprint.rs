//! How a file looked when it was read: whatever changes when its bytes do, as far as a system tells.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// How long a file must have rested before its footprint speaks for its bytes. Two saves closer together than the steps
/// of the disk's clock look alike, and the coarsest steps, those of FAT, are two seconds.
const REST: Duration = Duration::from_secs(3);

/// Equal footprints mean equal bytes, if the file had [rested](Self::had_rested) when the first was taken.
///
/// Length and time of modification are not enough: unpackers, copying programs and some editors set that time back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footprint {
    bytes: u64,
    modified: Option<SystemTime>,
    /// When the system last noted any change: a time that no program sets. Windows tells it only of an opened file; there
    /// it is the time of modification once more.
    noted: Option<SystemTime>,
}

impl Footprint {
    /// Takes it from the disk.
    pub fn of(metadata: &Metadata) -> Self {
        Self { bytes: metadata.len(), modified: metadata.modified().ok(), noted: noted_by_system(metadata) }
    }

    /// Whether the last change lay so long before `now` that another one cannot hide behind it.
    pub fn had_rested(&self, now: SystemTime) -> bool {
        self.noted.and_then(|noted| now.duration_since(noted).ok()).is_some_and(|age| age > REST)
    }
}

#[cfg(unix)]
fn noted_by_system(metadata: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanoseconds) = (metadata.ctime().try_into().ok()?, metadata.ctime_nsec().try_into().ok()?);
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn noted_by_system(metadata: &Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}
