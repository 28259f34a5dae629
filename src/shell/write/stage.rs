//! The tree that is being made beside the output: new files written, old ones linked, foreign ones carried over.
//!
//! Everything in it is a copy of something or can be made again, so it can be thrown away at any time.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::FileCopy;
use super::known::{Known, Stamp};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::media;
use crate::release::manifest::{self, Manifest};
use crate::shell::disk::Disk;

/// The staged tree; its folder appears with its first file.
#[derive(Debug)]
pub(super) struct Stage {
    disk: Arc<dyn Disk>,
    root: PathBuf,
    folder: PathBuf,
    /// Files that were written, not linked.
    written: Vec<PathBuf>,
    /// Folders that exist in the stage, by path inside it; the stage itself is `""`.
    made: HashSet<PathBuf>,
    bytes: u64,
}

impl Stage {
    /// A stage for the site, in the work folder.
    pub fn new(disk: Arc<dyn Disk>, root: &Path, work: &Path) -> Self {
        let (root, folder) = (root.to_path_buf(), work.join("new"));
        Self { disk, root, folder, written: Vec::new(), made: HashSet::new(), bytes: 0 }
    }

    /// Where the new tree stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The files that were written.
    pub fn written(&self) -> &[PathBuf] {
        &self.written
    }

    /// Whether anything was staged.
    pub fn has_files(&self) -> bool {
        !self.made.is_empty()
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<Stamp, Failure> {
        let target = self.make_room(Path::new(path))?;
        self.bytes += bytes.len() as u64;
        let stamp = write_new(&*self.disk, &target, bytes).map_err(|cause| self.cannot_write(path, &cause))?;
        self.written.push(target);
        Ok(stamp)
    }

    /// Copies a file of the content folder, proving on the way that it is still what was read.
    pub fn copy(&mut self, copy: &FileCopy) -> Result<Stamp, Failure> {
        let target = self.make_room(Path::new(&copy.to))?;
        self.bytes += copy.bytes;
        let stamp = copy_new(&*self.disk, copy, &target).map_err(|cause| match cause {
            NotCopied::Changed(source) => messages::file::changed_meanwhile(&source),
            NotCopied::Refused(cause) => self.cannot_write(&copy.to, &cause),
        })?;
        self.written.push(target);
        Ok(stamp)
    }

    /// Links files of the present site, which stay as they are.
    pub fn link_all(&mut self, paths: &[String]) -> Result<(), Failure> {
        for path in paths {
            let target = self.make_room(Path::new(path))?;
            let linked = self.disk.link(&self.root.join(path), &target);
            linked.map_err(|cause| self.cannot_write(path, &cause))?;
        }
        Ok(())
    }

    /// Takes over whatever lies in the present site and is not ours, and the look of its folders.
    ///
    /// Of a damaged site, what stands in the way of a page is passed over: the whole tree is kept. Gives what was taken.
    pub fn carry_over(&mut self, known: &Known) -> Result<Vec<PathBuf>, Failure> {
        self.make_folder(Path::new(""))?;
        if !self.root.is_dir() {
            return Ok(Vec::new());
        }
        self.keep_permissions(Path::new(""))?;
        let (ours, our_folders) = (&known.manifest, folders_of(&known.manifest));
        let mut carried = Vec::new();
        for entry in WalkDir::new(&self.root).min_depth(1) {
            let entry = entry.map_err(|cause| messages::file::cannot_write(&self.root, &cause.into()))?;
            let path = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            let taken = match entry.file_type().is_dir() {
                true if our_folders.contains(path) => continue,
                true => self.carry_folder(path),
                false if is_ours(path, ours) => continue,
                false => self.carry_file(path).map(|()| carried.push(path.to_path_buf())),
            };
            match taken {
                Err(failure) if known.damage.is_some() && *failure.code == messages::file::IN_THE_WAY => {}
                taken => taken?,
            }
        }
        Ok(carried)
    }

    /// Puts the manifest in.
    pub fn complete(&mut self, manifest: &Manifest) -> Result<(), Failure> {
        self.write(manifest::FILE_NAME, manifest.print().as_bytes()).map(|_| ())
    }

    fn carry_folder(&mut self, path: &Path) -> Result<(), Failure> {
        self.make_folder(path)?;
        self.keep_permissions(path)
    }

    fn carry_file(&mut self, path: &Path) -> Result<(), Failure> {
        let target = self.make_room(path)?;
        let source = self.root.join(path);
        match self.disk.link(&source, &target) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Err(messages::file::in_the_way(&source)),
            Err(cause) => Err(messages::file::cannot_write(&source, &cause)),
            Ok(()) => Ok(()),
        }
    }

    fn keep_permissions(&self, path: &Path) -> Result<(), Failure> {
        let permissions = fs::metadata(self.root.join(path)).map(|metadata| metadata.permissions());
        permissions
            .and_then(|permissions| fs::set_permissions(self.folder.join(path), permissions))
            .map_err(|cause| messages::file::cannot_write(&self.root.join(path), &cause))
    }

    /// Makes the folder around a file, and gives the file's place on the disk.
    fn make_room(&mut self, path: &Path) -> Result<PathBuf, Failure> {
        self.make_folder(path.parent().unwrap_or(Path::new("")))?;
        Ok(self.folder.join(path))
    }

    /// Makes a folder once, its parents first.
    fn make_folder(&mut self, path: &Path) -> Result<(), Failure> {
        if self.made.contains(path) {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.make_folder(parent)?;
        }
        match self.disk.make_folder(&self.folder.join(path)) {
            // A file of ours and a foreign folder, or the other way round, want one name.
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {
                return Err(messages::file::in_the_way(&self.root.join(path)));
            }
            Err(cause) => return Err(messages::file::cannot_write(&self.root.join(path), &cause)),
            Ok(()) => {}
        }
        self.made.insert(path.to_path_buf());
        Ok(())
    }

    fn cannot_write(&self, path: &str, cause: &io::Error) -> Failure {
        let path = self.root.join(path);
        match cause.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => messages::file::in_the_way(&path),
            _ => messages::file::cannot_write(&path, cause),
        }
    }
}

/// Writes a file that does not exist yet.
pub(super) fn write_new(disk: &dyn Disk, target: &Path, bytes: &[u8]) -> io::Result<Stamp> {
    disk.write_new(target, &mut |file| file.write_all(bytes)).map(|metadata| Stamp::of(&metadata))
}

/// Why a file of the content folder was not copied.
#[derive(Debug)]
pub(super) enum NotCopied {
    /// This one is another than when it was read.
    Changed(PathBuf),
    /// The disk refused to take it.
    Refused(io::Error),
}

impl From<io::Error> for NotCopied {
    fn from(cause: io::Error) -> Self {
        Self::Refused(cause)
    }
}

/// Copies a file of the content folder to one that does not exist yet, refusing one that changed since it was read.
pub(super) fn copy_new(disk: &dyn Disk, copy: &FileCopy, target: &Path) -> Result<Stamp, NotCopied> {
    let changed = || NotCopied::Changed(copy.from.clone());
    let mut source: Box<dyn Read> = if copy.is_cleaned {
        let bytes = fs::read(&copy.from).map_err(|_| changed())?;
        Box::new(Cursor::new(media::published(&bytes).ok_or_else(changed)?))
    } else {
        Box::new(File::open(&copy.from).map_err(|_| changed())?)
    };
    let (mut hasher, mut is_unreadable) = (Sha256::new(), false);
    let mut buffer = vec![0; 128 << 10];
    let written = disk.write_new(target, &mut |file| {
        loop {
            let count = source.read(&mut buffer).inspect_err(|_| is_unreadable = true)?;
            if count == 0 {
                return Ok(());
            }
            hasher.update(&buffer[..count]);
            file.write_all(&buffer[..count])?;
        }
    });
    if is_unreadable {
        return Err(changed());
    }
    let metadata = written?;
    if hasher.finalize()[..] != copy.hash.0 {
        return Err(NotCopied::Changed(copy.from.clone()));
    }
    Ok(Stamp::of(&metadata))
}

/// Whether the manifest lists a path, or it is the manifest.
pub(super) fn is_ours(path: &Path, ours: &Manifest) -> bool {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.is_some_and(|parts| {
        let path = parts.join("/");
        path == manifest::FILE_NAME || ours.0.contains_key(&path)
    })
}

fn folders_of(ours: &Manifest) -> HashSet<&Path> {
    ours.0.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect()
}
