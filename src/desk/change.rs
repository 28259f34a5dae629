//! A change of the content folder that can be taken back: what stood there before, and what stands there since.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::{Desk, Told};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::disk;
use crate::source::{SourcePath, Sources};

/// Files that were written together.
#[derive(Debug)]
pub(super) struct Change {
    /// What was done, for the button that takes it back.
    pub title: String,
    files: BTreeMap<PathBuf, (Option<Vec<u8>>, Vec<u8>)>,
}

/// Why files were not written.
#[derive(Debug)]
pub(super) enum Refused {
    /// Somebody else changed this one.
    Changed(PathBuf),
    Failed(Failure),
}

/// Writes files, unless one of them is not as it was when it was looked at. What was written is taken back where one of them
/// cannot be.
fn write(title: String, files: BTreeMap<PathBuf, (Seen, Vec<u8>)>) -> Result<Change, Refused> {
    let mut change = Change { title, files: BTreeMap::new() };
    for (path, (seen, bytes)) in files {
        let now = read(&path).map_err(Refused::Failed)?;
        if !seen.is(now.as_deref()) {
            return Err(Refused::Changed(path));
        }
        change.files.insert(path, (now, bytes));
    }
    for (written, (path, (_, bytes))) in change.files.iter().enumerate() {
        if let Err(cause) = disk::put(path, bytes) {
            let failure = messages::file::cannot_write(path, &cause);
            for (path, (before, _)) in change.files.iter().take(written) {
                // What cannot be put back either stays: it is whole, and new.
                let _ = restore(path, before.as_deref());
            }
            return Err(Refused::Failed(failure));
        }
    }
    Ok(change)
}

/// What stood in a file when it was looked at; none where there was none.
pub(super) struct Seen(pub Option<Arc<str>>);

impl Seen {
    fn is(&self, now: Option<&[u8]>) -> bool {
        match (&self.0, now) {
            (None, None) => true,
            (Some(text), Some(now)) => as_read(&String::from_utf8_lossy(now)) == **text,
            _ => false,
        }
    }
}

/// A text as it is read: without a byte order mark, composed, with one kind of line end.
fn as_read(text: &str) -> String {
    text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
}

impl Change {
    /// Puts everything back, unless somebody changed one of the files since.
    pub fn take_back(&self) -> Result<(), Refused> {
        for (path, (_, after)) in &self.files {
            if read(path).map_err(Refused::Failed)?.as_ref() != Some(after) {
                return Err(Refused::Changed(path.clone()));
            }
        }
        for (path, (before, _)) in &self.files {
            let restored = restore(path, before.as_deref());
            restored.map_err(|cause| Refused::Failed(messages::file::cannot_write(path, &cause)))?;
        }
        Ok(())
    }
}

fn restore(path: &Path, before: Option<&[u8]>) -> io::Result<()> {
    let Some(bytes) = before else {
        fs::remove_file(path)?;
        // A folder that was made for the file goes with it; one that holds more stays.
        let _ = path.parent().map(fs::remove_dir);
        return Ok(());
    };
    disk::put(path, bytes)
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(messages::command::cannot_read(path, &cause)),
    }
}

impl Desk {
    /// Writes files as one change that can be taken back, and says what came of it.
    pub(super) fn write(&mut self, title: String, files: BTreeMap<PathBuf, (Seen, Vec<u8>)>) -> bool {
        match write(title, files) {
            Ok(change) => {
                self.tell(change.title.clone());
                self.undo = Some(change);
                true
            }
            Err(refused) => {
                self.tell_refused(&refused);
                false
            }
        }
    }

    pub(super) fn tell_refused(&mut self, refused: &Refused) {
        match refused {
            Refused::Failed(failure) => self.tell_failure(failure),
            Refused::Changed(path) => {
                let text = self.pages.say("changed_beside", &[("file", path.display().to_string())]);
                let hint = self.pages.say("changed_beside_hint", &[]);
                self.told = Some(Told { is_good: false, text, hint });
            }
        }
    }
}

impl Seen {
    /// As it lies on the disk at this moment.
    pub fn of_disk(disk: &Path) -> Self {
        Self(fs::read(disk).ok().map(|bytes| as_read(&String::from_utf8_lossy(&bytes)).into()))
    }

    /// As it was read.
    pub fn of(path: &SourcePath, sources: &Sources) -> Self {
        Self(sources.texts.get(path).cloned())
    }
}
