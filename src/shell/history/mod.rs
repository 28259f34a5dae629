//! What was changed through the desk, kept beside the content so that it can be taken back, also tomorrow.
//!
//! Each change is a file in `.content.congbo/history`, the hidden folder beside `content`, which nothing loads or publishes. Its
//! name tells how far it came:
//!
//! ```text
//! 000012.doing.zip ─ the files are written ─> 000012.done.zip ─> 000012.undoing.zip ─> 000012.undone.zip ─> 000012.doing.zip
//! ```
//!
//! The record is on the disk before the first file is written. Whoever is killed between leaves `doing` or `undoing`: the next
//! who opens the history finishes it where all files are written, and else takes it back, so that it can be done again.
//! A file is written only while it holds the bytes that the change began from: what others did is never lost.

mod record;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

pub use record::{FileChange, Record};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::disk::{self, Disk, RealDisk};
use crate::shell::write::work_folder;
use crate::source::SourcePath;

/// The folder of the records, in the hidden folder beside the content.
const FOLDER: &str = "history";

/// The file whose lock lets one desk write at a time.
const LOCK: &str = "lock";

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many changes.
    pub changes: usize,
    /// How many bytes all records may have.
    pub bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { changes: 1000, bytes: 100 << 20 }
    }
}

/// The changes of a content folder.
#[derive(Debug)]
pub struct History {
    content: PathBuf,
    folder: PathBuf,
    limits: Limits,
}

/// A change as lists show it: the bytes of its files are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its number, which grows.
    pub number: u64,
    /// Whether it was taken back.
    pub is_undone: bool,
    /// When it was made.
    pub time: Timestamp,
    /// What was done.
    pub words: String,
    /// The files that it changed.
    pub paths: Vec<SourcePath>,
}

/// Why nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Somebody else changed these files: a person chooses.
    Changed(Vec<Conflict>),
    /// There is nothing to take back, or to do again.
    Nothing,
    /// The disk refused, or a record is damaged.
    Failed(Failure),
}

/// A file that is not as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its path inside the content folder.
    pub path: SourcePath,
    /// What is on the disk now; none where it is gone.
    pub theirs: Option<Vec<u8>>,
    /// What would have been written; none where it would have been removed.
    pub ours: Option<Vec<u8>>,
}

/// How far a change came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Doing,
    Done,
    Undoing,
    Undone,
}

impl State {
    const ALL: [(Self, &str); 4] =
        [(Self::Doing, "doing"), (Self::Done, "done"), (Self::Undoing, "undoing"), (Self::Undone, "undone")];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(state, _)| *state == self).map_or("", |(_, word)| word)
    }
}

/// A record's name: number and state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    number: u64,
    state: State,
}

impl Name {
    fn parse(name: &str) -> Option<Self> {
        let (number, state) = name.strip_suffix(".zip")?.split_once('.')?;
        let (state, _) = State::ALL.into_iter().find(|(_, word)| *word == state)?;
        Some(Self { number: number.parse().ok()?, state })
    }

    fn file(self) -> String {
        format!("{:06}.{}.zip", self.number, self.state.word())
    }

    fn now(self, state: State) -> Self {
        Self { state, ..self }
    }
}

impl History {
    /// Opens the history of a content folder, and brings to an end what somebody who was killed had begun.
    pub fn open(content: &Path, limits: Limits) -> Result<Self, Failure> {
        let content = fs::canonicalize(content).map_err(|cause| messages::file::no_folder(content, &cause))?;
        let folder = work_folder(&content).join(FOLDER);
        let history = Self { content, folder, limits };
        if history.folder.is_dir() {
            let lock = history.lock()?;
            history.recover()?;
            drop(lock);
        }
        Ok(history)
    }

    /// Every change that is kept, the newest first. A damaged record is left out.
    pub fn list(&self) -> Vec<Past> {
        self.names().into_iter().rev().filter_map(|name| self.past(name)).collect()
    }

    /// The change that [`Self::undo`] would take back; none where its record is damaged.
    pub fn last(&self) -> Option<Past> {
        self.past(self.names().into_iter().rfind(|name| name.state == State::Done)?)
    }

    fn past(&self, name: Name) -> Option<Past> {
        let record = record::read(File::open(self.path(name)).ok()?, false)?;
        let is_undone = matches!(name.state, State::Undone | State::Doing);
        Some(record.past(name.number, is_undone))
    }

    /// Makes a change: notes it, then writes its files. What was taken back before can no longer be done again.
    pub fn change(&self, words: &str, time: Timestamp, files: Vec<FileChange>) -> Result<(), Refused> {
        let files: Vec<FileChange> = files.into_iter().filter(|file| file.before != file.after).collect();
        if files.is_empty() {
            return Ok(());
        }
        let _lock = self.lock().map_err(Refused::Failed)?;
        self.recover().map_err(Refused::Failed)?;
        self.check(&files)?;
        let names = self.names();
        for undone in names.iter().filter(|name| name.state == State::Undone) {
            fs::remove_file(self.path(*undone)).map_err(|cause| self.failed(*undone, &cause))?;
        }
        let name = Name { number: names.last().map_or(1, |last| last.number + 1), state: State::Doing };
        let record = Record { time, words: words.to_owned(), files };
        let written = record::write(&record).and_then(|bytes| disk::put(&self.path(name), &bytes));
        written.map_err(|cause| self.failed(name, &cause))?;
        self.carry_out(name, &record.files, State::Done, State::Undone)?;
        self.prune();
        Ok(())
    }

    /// Takes the last change back.
    pub fn undo(&self) -> Result<Past, Refused> {
        self.step(State::Done, State::Undoing, State::Undone)
    }

    /// Does again what was taken back last.
    pub fn redo(&self) -> Result<Past, Refused> {
        self.step(State::Undone, State::Doing, State::Done)
    }

    fn step(&self, from: State, by: State, to: State) -> Result<Past, Refused> {
        let _lock = self.lock().map_err(Refused::Failed)?;
        self.recover().map_err(Refused::Failed)?;
        let mut names = self.names().into_iter().filter(|name| name.state == from);
        let found = if from == State::Done { names.next_back() } else { names.next() };
        let name = found.ok_or(Refused::Nothing)?;
        let record = self.record(name).map_err(Refused::Failed)?;
        let files = if by == State::Undoing { reversed(&record.files) } else { record.files.clone() };
        self.check(&files)?;
        let moving = self.rename(name, by).map_err(|cause| self.failed(name, &cause))?;
        self.carry_out(moving, &files, to, from)?;
        Ok(record.past(name.number, to == State::Undone))
    }

    /// Writes the files of a step that is noted, or, where the disk refuses, puts back those that were written.
    fn carry_out(&self, name: Name, files: &[FileChange], done: State, taken_back: State) -> Result<(), Refused> {
        let written = files.iter().try_for_each(|file| self.put(file));
        let state = if written.is_ok() { done } else { taken_back };
        if written.is_err() {
            // What cannot be put back either is for the next who opens the history.
            self.put_back(files).map_err(|cause| self.failed(name, &cause))?;
        }
        self.rename(name, state).map_err(|cause| self.failed(name, &cause))?;
        written.map_err(|cause| self.failed(name, &cause))
    }

    /// Ends what was begun: forward where every file is written, else back.
    fn recover(&self) -> Result<(), Failure> {
        for name in self.names() {
            let (done, taken_back) = match name.state {
                State::Doing => (State::Done, State::Undone),
                State::Undoing => (State::Undone, State::Done),
                State::Done | State::Undone => continue,
            };
            let Ok(record) = self.record(name) else { continue };
            let files = if name.state == State::Undoing { reversed(&record.files) } else { record.files };
            let is_whole = files.iter().all(|file| self.bytes(&file.path).is_ok_and(|bytes| bytes == file.after));
            let cannot = |cause: io::Error| messages::history::not_saved(&self.path(name), &cause);
            if !is_whole {
                self.put_back(&files).map_err(cannot)?;
            }
            self.rename(name, if is_whole { done } else { taken_back }).map_err(cannot)?;
        }
        Ok(())
    }

    /// Gives files that hold what a change wrote the bytes that they had before.
    fn put_back(&self, files: &[FileChange]) -> io::Result<()> {
        files.iter().try_for_each(|file| match self.bytes(&file.path)? == file.after {
            true => self.put(&file.reversed()),
            false => Ok(()),
        })
    }

    /// Refuses where a file is not as it was read.
    fn check(&self, files: &[FileChange]) -> Result<(), Refused> {
        let mut conflicts = Vec::new();
        for file in files {
            let cannot = |cause: io::Error| messages::history::not_saved(&self.disk_path(&file.path), &cause);
            let theirs = self.bytes(&file.path).map_err(|cause| Refused::Failed(cannot(cause)))?;
            if theirs != file.before {
                conflicts.push(Conflict { path: file.path.clone(), theirs, ours: file.after.clone() });
            }
        }
        if conflicts.is_empty() { Ok(()) } else { Err(Refused::Changed(conflicts)) }
    }

    fn put(&self, file: &FileChange) -> io::Result<()> {
        let path = self.disk_path(&file.path);
        match &file.after {
            Some(bytes) => disk::put(&path, bytes),
            None => match fs::remove_file(&path) {
                Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(cause),
                _ => self.disk()?.flush_names(self.without_empty(&path)),
            },
        }
    }

    /// Removes the folders around a file that is gone as far as they are empty, and gives the first that stays.
    fn without_empty<'p>(&'p self, path: &'p Path) -> &'p Path {
        let inside = path.ancestors().skip(1).take_while(|folder| *folder != self.content);
        // A folder that holds more refuses to be removed.
        let mut staying = inside.filter(|folder| fs::remove_dir(folder).is_err() && folder.is_dir());
        staying.next().unwrap_or(&self.content)
    }

    fn bytes(&self, path: &SourcePath) -> io::Result<Option<Vec<u8>>> {
        match fs::read(self.disk_path(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(cause),
        }
    }

    fn record(&self, name: Name) -> Result<Record, Failure> {
        let path = self.path(name);
        let file = File::open(&path).map_err(|cause| messages::history::not_saved(&path, &cause))?;
        record::read(file, true).ok_or_else(|| messages::history::damaged(&path))
    }

    fn rename(&self, name: Name, state: State) -> io::Result<Name> {
        let disk = self.disk()?;
        let renamed = name.now(state);
        disk.rename(&self.path(name), &self.path(renamed))?;
        disk.flush_names(&self.folder)?;
        Ok(renamed)
    }

    /// Drops the oldest records beyond the limits, never the newest. What cannot be dropped stays.
    fn prune(&self) {
        let names = self.names();
        let (mut count, mut bytes) = (0, 0);
        for (index, name) in names.into_iter().rev().enumerate() {
            count += 1;
            bytes += fs::metadata(self.path(name)).map_or(0, |metadata| metadata.len());
            if index > 0 && (count > self.limits.changes || bytes > self.limits.bytes) {
                let _ = fs::remove_file(self.path(name));
            }
        }
    }

    /// The records, by number.
    fn names(&self) -> Vec<Name> {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut names: Vec<Name> = entries.filter_map(|entry| Name::parse(entry.file_name().to_str()?)).collect();
        // Sorted: reaches output.
        names.sort_by_key(|name| name.number);
        names
    }

    fn path(&self, name: Name) -> PathBuf {
        self.folder.join(name.file())
    }

    fn disk_path(&self, path: &SourcePath) -> PathBuf {
        self.content.join(path.as_str())
    }

    fn disk(&self) -> io::Result<RealDisk> {
        RealDisk::holding(&self.folder)
    }

    fn failed(&self, name: Name, cause: &io::Error) -> Refused {
        Refused::Failed(messages::history::not_saved(&self.path(name), cause))
    }

    /// Waits until no other desk writes; it takes no longer than writing a few files.
    fn lock(&self) -> Result<File, Failure> {
        let path = self.folder.join(LOCK);
        let cannot = |cause: io::Error| messages::history::not_saved(&path, &cause);
        fs::create_dir_all(&self.folder).map_err(cannot)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(cannot)?;
        match file.lock() {
            // Some network shares know no locks; refusing to write there would help nobody.
            Err(cause) if cause.kind() != io::ErrorKind::Unsupported => Err(cannot(cause)),
            _ => Ok(file),
        }
    }
}

fn reversed(files: &[FileChange]) -> Vec<FileChange> {
    files.iter().map(FileChange::reversed).collect()
}
