//! Content and theme folders to [`Sources`], whole at first, then file by file as they change.
//!
//! Nothing outside the two folders is ever read: links are not followed, and what cannot be read as what it
//! claims to be is refused with a message while everything else is loaded.

mod names;
mod text;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::{self, Read};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, Location, Place, messages};
use crate::grid::workbook::{self, SheetText};
use crate::shell::footprint::Footprint;
use crate::source::{Attachment, SourcePath, Sources};
pub use names::is_leftover;
use names::{Found, Use};

/// What is too large to be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Longest YAML, Markdown, table or theme file, in bytes.
    pub text_bytes: u64,
    /// Longest file under `files/`, in bytes.
    pub attachment_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { text_bytes: 8 << 20, attachment_bytes: 200 << 20 }
    }
}

/// The text of a table as a spreadsheet saves it, by the name of its file.
pub fn table_text(path: &SourcePath, bytes: Vec<u8>) -> Result<Arc<str>, Box<Diagnostic>> {
    text::of_table(path, bytes)
}

/// The sheets of a workbook in which something stands.
pub fn sheets(path: &SourcePath, bytes: &[u8]) -> Result<Vec<SheetText>, Box<Diagnostic>> {
    let location = Location { path: path.clone(), place: Place::File };
    workbook::read(bytes).map_err(|refusal| Box::new(text::refused(location, refusal)))
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
    examined: HashMap<PathBuf, (Footprint, Attachment)>,
    /// How everything looked just before it was read, where [`Self::noting`] asks for it.
    seen: BTreeMap<PathBuf, Option<Footprint>>,
    is_noting: bool,
    /// Held while a large file is in memory, so that there is never more than one.
    large: Mutex<()>,
    messages: BTreeMap<SourcePath, Vec<Diagnostic>>,
}

/// From this length in bytes on, files are examined one after the other.
const LARGE: u64 = 16 << 20;

/// What one file became.
enum Content {
    Text(Arc<str>),
    /// With its footprint, if that speaks for its bytes.
    Attachment(Attachment, Option<Footprint>),
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
            seen: BTreeMap::new(),
            is_noting: false,
        })
    }

    /// From now on it is noted how files looked when they were read, for [`Self::changed`] and [`Self::concerns`].
    pub fn noting(self) -> Self {
        Self { is_noting: true, ..self }
    }

    /// Reads everything.
    pub fn load(&mut self) -> Result<Sources, Failure> {
        let mut listing = names::list(&self.content, Use::of_content);
        if let Some(theme) = &self.theme {
            listing.append(names::list_theme(theme));
        }
        let read: Vec<_> = listing.files.par_iter().map(|(disk, found)| self.look_and_read(disk, found)).collect();
        self.disk_paths.clear();
        self.messages = listing.messages;
        self.seen = match self.is_noting {
            true => listing.others.into_iter().map(|disk| (disk.clone(), look(&disk))).collect(),
            false => BTreeMap::new(),
        };
        let mut sources = Sources { refused: listing.refused, ..Sources::default() };
        for ((disk, found), (footprint, content)) in listing.files.iter().zip(read) {
            self.note(disk, footprint);
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
            let (footprint, content) = self.look_and_read(disk, &found);
            self.note(disk, footprint);
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
        let below = self.seen.range::<Path, _>((Bound::Included(disk), Bound::Unbounded)).next();
        fs::symlink_metadata(disk).is_ok() || below.is_some_and(|(known, _)| known.starts_with(disk))
    }

    /// What is on the disk now and was not read as it is, and what was read and is gone.
    pub fn changed(&self) -> BTreeSet<PathBuf> {
        let folders = std::iter::once(&self.content).chain(&self.theme);
        let now: BTreeMap<PathBuf, Option<Footprint>> = folders.flat_map(|folder| names::look(folder)).collect();
        let came = now.iter().filter(|(disk, footprint)| self.seen.get(*disk) != Some(footprint));
        let went = self.seen.iter().filter(|(disk, _)| !now.contains_key(*disk));
        came.chain(went).map(|(disk, _)| disk.clone()).collect()
    }

    /// Everything wrong with the files as they were last read, by path.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        self.messages.values().flatten().cloned().collect()
    }

    /// What is there and could not be read; the folder itself where part of it could not be listed.
    pub fn unreadable(&self) -> BTreeSet<PathBuf> {
        let of_file = |said: &&Diagnostic| said.code.id == messages::file::UNREADABLE.id;
        let said = self.messages.values().flatten().filter(of_file);
        said.map(|said| self.disk_path(&said.location.path).unwrap_or(&self.content).to_path_buf()).collect()
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
            Content::Attachment(attachment, footprint) => {
                let known = footprint.map(|footprint| (footprint, attachment.clone()));
                self.examined.extend(known.map(|known| (disk.to_path_buf(), known)));
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

    /// The look comes first, so that a change while the file is read is one that [`Self::changed`] finds.
    fn look_and_read(&self, disk: &Path, found: &Found) -> (Option<Footprint>, Content) {
        let footprint = if self.is_noting { look(disk) } else { None };
        (footprint, self.read(disk, found))
    }

    fn note(&mut self, disk: &Path, footprint: Option<Footprint>) {
        if self.is_noting {
            self.seen.insert(disk.to_path_buf(), footprint);
        }
    }

    fn read(&self, disk: &Path, found: &Found) -> Content {
        let read = match found.used_as {
            Use::Text => self.read_text(disk, found),
            Use::Table => self.read_table(disk, found),
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

    fn read_table(&self, disk: &Path, found: &Found) -> io::Result<Result<Content, Box<Diagnostic>>> {
        let read = read_limited(disk, found, self.limits.text_bytes)?;
        Ok(read.and_then(|bytes| text::of_table(&found.path, bytes)).map(Content::Text))
    }

    fn read_attachment(&self, disk: &Path, found: &Found) -> io::Result<Result<Content, Box<Diagnostic>>> {
        let metadata = fs::symlink_metadata(disk)?;
        let (bytes, limit) = (metadata.len(), self.limits.attachment_bytes);
        if bytes > limit {
            return Ok(Err(too_large(found, bytes, limit)));
        }
        let footprint = Footprint::of(&metadata);
        if let Some((known, attachment)) = self.examined.get(disk)
            && *known == footprint
        {
            return Ok(Ok(Content::Attachment(attachment.clone(), Some(footprint))));
        }
        let turn = (bytes >= LARGE).then(|| self.large.lock().unwrap_or_else(PoisonError::into_inner));
        let read = read_limited(disk, found, limit)?;
        let rested = footprint.had_rested(SystemTime::now()).then_some(footprint);
        let content = read.map(|bytes| Content::Attachment(Attachment::of(found.path.file_name(), &bytes), rested));
        drop(turn);
        Ok(content)
    }
}

fn look(disk: &Path) -> Option<Footprint> {
    fs::symlink_metadata(disk).ok().map(|metadata| Footprint::of(&metadata))
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
