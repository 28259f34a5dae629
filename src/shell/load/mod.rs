//! Content and theme folders to [`Sources`], whole at first, then file by file as they change.
//!
//! Nothing outside the two folders is ever read: links are not followed, and what cannot be read as what it
//! claims to be is refused with a message while everything else is loaded.

mod names;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::source::{Attachment, SourcePath, Sources};
pub use names::is_leftover;
use names::{Found, Use};

/// What is too large to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest YAML, Markdown or theme file, in bytes.
    pub text_bytes: u64,
    /// Longest file under `files/`, in bytes.
    pub attachment_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text_bytes: 8 << 20, attachment_bytes: 200 << 20 }
    }
}

/// Reads both folders once.
pub fn load(content: &Path, theme: Option<&Path>) -> Result<(Sources, Vec<Diagnostic>), Failure> {
    let mut folder = ContentFolder::open(content, theme, Limits::default())?;
    let sources = folder.load()?;
    Ok((sources, folder.diagnostics()))
}

/// The folders a build reads, and what is remembered of them between two readings.
#[derive(Debug)]
pub struct ContentFolder {
    content: PathBuf,
    theme: Option<PathBuf>,
    limits: Limits,
    files: HashMap<PathBuf, Found>,
    disk_paths: BTreeMap<SourcePath, PathBuf>,
    examined: HashMap<PathBuf, (Stamp, Attachment)>,
    /// Held while a large file is in memory, so that there is never more than one.
    large: Mutex<()>,
    messages: BTreeMap<SourcePath, Vec<Diagnostic>>,
}

/// From this length in bytes on, files are examined one after the other.
const LARGE: u64 = 16 << 20;

/// Tells whether an attachment is still the one that was examined.
type Stamp = (u64, Option<SystemTime>);

/// What one file became.
enum Content {
    Text(Arc<str>),
    Attachment(Attachment, Stamp),
    Theme(Arc<[u8]>),
    Refused(Box<Diagnostic>),
}

impl ContentFolder {
    /// Takes the folders without reading them yet.
    pub fn open(content: &Path, theme: Option<&Path>, limits: Limits) -> Result<Self, Failure> {
        for folder in std::iter::once(content).chain(theme) {
            fs::read_dir(folder).map_err(|cause| messages::file::no_folder(folder, &cause))?;
        }
        Ok(Self {
            content: content.to_path_buf(),
            theme: theme.map(Path::to_path_buf),
            limits,
            files: HashMap::new(),
            disk_paths: BTreeMap::new(),
            examined: HashMap::new(),
            large: Mutex::default(),
            messages: BTreeMap::new(),
        })
    }

    /// Reads everything.
    pub fn load(&mut self) -> Result<Sources, Failure> {
        let mut listing = names::list(&self.content, Use::of_content);
        if let Some(theme) = &self.theme {
            listing.append(names::list_theme(theme));
        }
        let read: Vec<Content> = listing.files.par_iter().map(|(disk, found)| self.read(disk, found)).collect();
        self.disk_paths.clear();
        self.messages = listing.messages;
        let mut sources = Sources { refused: listing.refused, ..Sources::default() };
        for ((disk, found), content) in listing.files.iter().zip(read) {
            self.keep(&mut sources, disk, found, content);
        }
        self.files = listing.files.into_iter().collect();
        let files = &self.files;
        self.examined.retain(|disk, _| files.contains_key(disk));
        Ok(sources)
    }

    /// Reads again what may have changed; `changed` are hints, and contents decide.
    ///
    /// Known files are read one by one; anything else (a new file, a folder, a rename) reads everything, so that
    /// every rule about names holds as in a first reading.
    pub fn refresh(&mut self, sources: &mut Sources, changed: &[PathBuf]) -> Result<(), Failure> {
        let ordinary = |disk: &Path| fs::symlink_metadata(disk).is_ok_and(|metadata| metadata.is_file());
        if !changed.iter().all(|disk| self.files.contains_key(disk) && ordinary(disk)) {
            *sources = self.load()?;
            return Ok(());
        }
        for disk in changed {
            let Some(found) = self.files.get(disk).cloned() else { continue };
            self.forget(sources, &found);
            let content = self.read(disk, &found);
            self.keep(sources, disk, &found, content);
        }
        Ok(())
    }

    /// Reads some texts again, for showing them; what can no longer be read is left out.
    pub fn read_again<'p>(&self, sources: &mut Sources, paths: impl Iterator<Item = &'p SourcePath>) {
        for path in paths.collect::<BTreeSet<_>>() {
            let found = self.disk_paths.get(path).and_then(|disk| Some((disk, self.files.get(disk)?)));
            if let Some((disk, found)) = found
                && let Content::Text(text) = self.read(disk, found)
            {
                sources.texts.insert(path.clone(), text);
            }
        }
    }

    /// Whether a hint about this path is worth a reading: it is there, or it or something below it was there before.
    pub fn concerns(&self, disk: &Path) -> bool {
        fs::symlink_metadata(disk).is_ok() || self.files.keys().any(|known| known.starts_with(disk))
    }

    /// Everything wrong with the files as they were last read, by path.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.messages.values().flatten().cloned().collect()
    }

    /// Where a file of the content folder lies on the disk; its name there may be NFD.
    pub fn disk_path(&self, path: &SourcePath) -> Option<&Path> {
        self.disk_paths.get(path).map(PathBuf::as_path)
    }

    fn forget(&mut self, sources: &mut Sources, found: &Found) {
        self.messages.remove(&found.path);
        sources.texts.remove(&found.path);
        sources.refused.remove(&found.path);
        sources.attachments.remove(&found.path);
        sources.theme.remove(found.inside_theme());
    }

    fn keep(&mut self, sources: &mut Sources, disk: &Path, found: &Found, content: Content) {
        let path = found.path.clone();
        match content {
            Content::Text(text) => {
                sources.texts.insert(path.clone(), text);
            }
            Content::Attachment(attachment, stamp) => {
                self.examined.insert(disk.to_path_buf(), (stamp, attachment.clone()));
                sources.attachments.insert(path.clone(), attachment);
            }
            Content::Theme(bytes) => {
                sources.theme.insert(found.inside_theme().to_owned(), bytes);
                return;
            }
            Content::Refused(diagnostic) => {
                self.messages.entry(path.clone()).or_default().push(*diagnostic);
                sources.refused.insert(path.clone());
            }
        }
        self.disk_paths.insert(path, disk.to_path_buf());
    }

    fn read(&self, disk: &Path, found: &Found) -> Content {
        let read = match found.used_as {
            Use::Text => self.read_text(disk, found),
            Use::Attachment => self.read_attachment(disk, found),
            Use::Theme => read_limited(disk, found, self.limits.text_bytes)
                .map(|read| read.map(|bytes| Content::Theme(bytes.into()))),
        };
        match read {
            Ok(Ok(content)) => content,
            Ok(Err(diagnostic)) => Content::Refused(diagnostic),
            Err(cause) => Content::Refused(Box::new(messages::file::unreadable(&found.path, &cause))),
        }
    }

    fn read_text(&self, disk: &Path, found: &Found) -> io::Result<Result<Content, Box<Diagnostic>>> {
        let read = read_limited(disk, found, self.limits.text_bytes)?;
        Ok(read.and_then(|bytes| text::from_bytes(&found.path, bytes)).map(Content::Text))
    }

    fn read_attachment(&self, disk: &Path, found: &Found) -> io::Result<Result<Content, Box<Diagnostic>>> {
        let metadata = fs::symlink_metadata(disk)?;
        let (bytes, limit) = (metadata.len(), self.limits.attachment_bytes);
        if bytes > limit {
            return Ok(Err(too_large(found, bytes, limit)));
        }
        let stamp = (bytes, metadata.modified().ok());
        if let Some((known, attachment)) = self.examined.get(disk)
            && *known == stamp
        {
            return Ok(Ok(Content::Attachment(attachment.clone(), stamp)));
        }
        let turn = (bytes >= LARGE).then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let read = read_limited(disk, found, limit)?;
        let content = read.map(|bytes| Content::Attachment(Attachment::of(found.path.file_name(), &bytes), stamp));
        drop(turn);
        Ok(content)
    }
}

/// Reads a file unless it is longer than `limit`, also when it grows while it is read.
fn read_limited(disk: &Path, found: &Found, limit: u64) -> io::Result<Result<Vec<u8>, Box<Diagnostic>>> {
    let file = fs::File::open(disk)?;
    let bytes = file.metadata()?.len();
    if bytes > limit {
        return Ok(Err(too_large(found, bytes, limit)));
    }
    let mut content = Vec::with_capacity(bytes as usize + 1);
    file.take(limit + 1).read_to_end(&mut content)?;
    let bytes = content.len() as u64;
    Ok(if bytes > limit { Err(too_large(found, bytes, limit)) } else { Ok(content) })
}

fn too_large(found: &Found, bytes: u64, limit: u64) -> Box<Diagnostic> {
    Box::new(messages::file::too_large(&found.path, bytes, limit))
}
