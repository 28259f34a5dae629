//! The tree that is being made beside the output: new files written, old ones linked, foreign ones carried over.
//!
//! Everything in it is a copy of something or can be made again, so it can be thrown away at any time.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::FileCopy;
use super::known::Stamp;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::media;
use crate::release::manifest::{self, Manifest};

/// The staged tree; its folder appears with its first file.
#[derive(Debug)]
pub(super) struct Stage {
    root: PathBuf,
    folder: PathBuf,
    /// Folders that exist in the stage, by path inside it; the stage itself is `""`.
    made: HashSet<PathBuf>,
    bytes: u64,
}

impl Stage {
    /// A stage for the site at `root`, in the work folder.
    pub fn new(root: &Path, work: &Path) -> Self {
        Self { root: root.to_path_buf(), folder: work.join("new"), made: HashSet::new(), bytes: 0 }
    }

    /// Where it is made.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether anything was staged.
    pub fn has_files(&self) -> bool {
        !self.made.is_empty()
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Writes a file.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<Stamp, Failure> {
        let target = self.make_room(Path::new(path))?;
        self.bytes += bytes.len() as u64;
        write_new(&target, bytes).map_err(|cause| self.cannot_write(path, &cause))
    }

    /// Copies a file of the content folder, proving on the way that it is still what was read.
    pub fn copy(&mut self, copy: &FileCopy) -> Result<Stamp, Failure> {
        let target = self.make_room(Path::new(&copy.to))?;
        self.bytes += copy.bytes;
        copy_new(copy, &target)
    }

    /// Links files of the present site, which stay as they are.
    pub fn link_all(&mut self, paths: &[String]) -> Result<(), Failure> {
        for path in paths {
            let target = self.make_room(Path::new(path))?;
            link(&self.root.join(path), &target).map_err(|cause| self.cannot_write(path, &cause))?;
        }
        Ok(())
    }

    /// Takes over whatever lies in the present site and is not ours, and the look of its folders.
    pub fn carry_over(&mut self, ours: &Manifest) -> Result<(), Failure> {
        if !self.root.is_dir() {
            return self.make_folder(Path::new(""));
        }
        self.make_folder(Path::new(""))?;
        self.keep_permissions(Path::new(""))?;
        let our_folders = folders_of(ours);
        for entry in WalkDir::new(&self.root).min_depth(1) {
            let entry = entry.map_err(|cause| messages::file::cannot_write(&self.root, &cause.into()))?;
            let path = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            if entry.file_type().is_dir() {
                if !our_folders.contains(path) {
                    self.make_folder(path)?;
                    self.keep_permissions(path)?;
                }
            } else if !is_ours(path, ours) {
                self.carry_one(path)?;
            }
        }
        Ok(())
    }

    /// Puts the manifest in, which says that the tree is complete: never half of it, so by a rename.
    pub fn complete(&mut self, manifest: &Manifest) -> Result<(), Failure> {
        let (text, temporary) = (manifest.print(), self.folder.with_extension("manifest"));
        self.bytes += text.len() as u64;
        fs::write(&temporary, text)
            .and_then(|()| fs::rename(&temporary, self.folder.join(manifest::FILE_NAME)))
            .map_err(|cause| self.cannot_write(manifest::FILE_NAME, &cause))
    }

    fn carry_one(&mut self, path: &Path) -> Result<(), Failure> {
        let target = self.make_room(path)?;
        let source = self.root.join(path);
        match link(&source, &target) {
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
        match fs::create_dir(self.folder.join(path)) {
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
pub(super) fn write_new(target: &Path, bytes: &[u8]) -> io::Result<Stamp> {
    let mut file = File::create_new(target)?;
    file.write_all(bytes)?;
    Ok(Stamp::of(&file.metadata()?))
}

/// Copies a file of the content folder over `target`, refusing one that changed since it was read.
pub(super) fn copy_new(copy: &FileCopy, target: &Path) -> Result<Stamp, Failure> {
    let fail = |cause: io::Error| messages::file::cannot_write(target, &cause);
    let gone = || messages::file::changed_meanwhile(&copy.from);
    let mut source: Box<dyn Read> = if copy.is_cleaned {
        let bytes = fs::read(&copy.from).map_err(|_| gone())?;
        Box::new(Cursor::new(media::published(&bytes).ok_or_else(gone)?))
    } else {
        Box::new(File::open(&copy.from).map_err(|_| gone())?)
    };
    let mut file = File::create(target).map_err(fail)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 128 << 10];
    loop {
        let count = source.read(&mut buffer).map_err(fail)?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
        file.write_all(&buffer[..count]).map_err(fail)?;
    }
    if hasher.finalize()[..] != copy.hash.0 {
        return Err(gone());
    }
    Ok(Stamp::of(&file.metadata().map_err(fail)?))
}

/// Gives a file a second name; where the disk cannot, copies it with its time.
pub(super) fn link(source: &Path, target: &Path) -> io::Result<()> {
    let Err(cause) = fs::hard_link(source, target) else { return Ok(()) };
    let metadata = fs::symlink_metadata(source)?;
    if !metadata.is_file() || cause.kind() == io::ErrorKind::AlreadyExists {
        return Err(cause);
    }
    fs::copy(source, target)?;
    File::options().write(true).open(target)?.set_modified(metadata.modified()?)
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
