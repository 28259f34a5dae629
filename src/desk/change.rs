//! Files written as one change that can be taken back, unless somebody else changed one of them since it was looked at.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::Desk;
use super::reply::Reply;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::edit::as_read;
use crate::shell::history::{Conflict, FileChange, History, Limits, Past, Refused};
use crate::source::{Attachment, SourcePath, Sources};

/// What stood in a file when it was looked at.
pub(super) enum Seen {
    /// There was none.
    Nothing,
    Text(Arc<str>),
    Attachment(Attachment),
}

impl Seen {
    /// As it was read.
    pub fn of(path: &SourcePath, sources: &Sources) -> Self {
        match (sources.texts.get(path), sources.attachments.get(path)) {
            (Some(text), _) => Self::Text(text.clone()),
            (None, Some(attachment)) => Self::Attachment(attachment.clone()),
            (None, None) => Self::Nothing,
        }
    }

    /// As it lay on the disk; none where there was no file.
    pub fn on_disk(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(as_read(text).into()))
    }

    fn is(&self, now: Option<&[u8]>) -> bool {
        match (self, now) {
            (Self::Nothing, None) => true,
            (Self::Text(text), Some(now)) => as_read(&String::from_utf8_lossy(now)) == **text,
            (Self::Attachment(attachment), Some(now)) => attachment.is_of(now),
            _ => false,
        }
    }
}

impl Desk {
    /// Writes files as one change, and says what came of it.
    pub(super) fn write(&mut self, title: String, files: BTreeMap<SourcePath, (Seen, Vec<u8>)>) -> bool {
        let written = self.change(&title, files);
        match &written {
            Ok(()) => self.tell(title),
            Err(refused) => self.tell_refused(refused),
        }
        written.is_ok()
    }

    fn change(&self, title: &str, files: BTreeMap<SourcePath, (Seen, Vec<u8>)>) -> Result<(), Refused> {
        let files = files.into_iter().map(|(path, (seen, bytes))| self.file_change(path, &seen, bytes));
        let files = files.collect::<Result<Vec<_>, _>>()?;
        self.history().map_err(Refused::Failed)?.change(title, Timestamp::now(), files)
    }

    /// The change of one file, from its very bytes as they are now.
    fn file_change(&self, path: SourcePath, seen: &Seen, bytes: Vec<u8>) -> Result<FileChange, Refused> {
        let content = &self.workplace.content;
        let disk = self.disk_path(&path);
        let before = read(&disk).map_err(Refused::Failed)?;
        if !seen.is(before.as_deref()) {
            return Err(Refused::Changed(vec![Conflict { path, theirs: before, ours: Some(bytes) }]));
        }
        Ok(FileChange { path: name_on_disk(&disk, content).unwrap_or(path), before, after: Some(bytes) })
    }

    /// Where a file of the content lies, or would.
    fn disk_path(&self, path: &SourcePath) -> PathBuf {
        let known = self.room.as_ref().and_then(|room| room.live().folder().disk_path(path));
        known.map_or_else(|| self.workplace.content.join(path.as_str()), Path::to_path_buf)
    }

    /// A text with its line ends and its byte order mark; none where there is no file.
    pub(super) fn on_disk(&self, path: &SourcePath) -> Result<Option<String>, Failure> {
        let disk = self.disk_path(path);
        let text = read(&disk)?.map(String::from_utf8).transpose();
        text.map_err(|cause| messages::command::cannot_read(&disk, &io::Error::new(io::ErrorKind::InvalidData, cause)))
    }

    /// Puts back what stood there before the last change that is kept.
    ///
    /// `number` is that of the change which the page showed: a button that is pressed twice takes back no second one.
    pub(super) fn take_back(&mut self, number: &str) -> Reply {
        let is_shown = |past: &Past| number.is_empty() || past.number.to_string() == number;
        if self.last_change().is_some_and(|past| is_shown(&past)) {
            match self.history().map_err(Refused::Failed).and_then(|history| history.undo()) {
                Ok(past) => self.tell(self.pages.say("taken_back", &[("what", past.words)])),
                Err(refused) => self.tell_refused(&refused),
            }
        }
        Reply::Elsewhere("/".to_owned())
    }

    /// The change that can be taken back, of today or of long ago.
    pub(super) fn last_change(&self) -> Option<Past> {
        self.history().ok()?.last()
    }

    fn history(&self) -> Result<History, Failure> {
        History::open(&self.workplace.content, Limits::default())
    }

    fn tell_refused(&mut self, refused: &Refused) {
        match refused {
            Refused::Nothing => {}
            Refused::Failed(failure) => self.tell_failure(failure),
            Refused::Changed(conflicts) => {
                let files: Vec<&str> = conflicts.iter().map(|conflict| conflict.path.as_str()).collect();
                let text = self.pages.say("changed_beside", &[("file", files.join(", "))]);
                self.refuse(text, self.pages.say("changed_beside_hint", &[]));
            }
        }
    }
}

/// The path of a file inside the content folder, letter by letter as the disk has it.
fn name_on_disk(disk: &Path, content: &Path) -> Option<SourcePath> {
    let inside = disk.strip_prefix(content).ok()?;
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    SourcePath::new(&parts?.join("/"))
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(messages::command::cannot_read(path, &cause)),
    }
}
