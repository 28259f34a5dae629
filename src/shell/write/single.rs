//! Single files in the site that stands: each changes at once or stays, and the manifest says what was written, not what
//! was meant to be.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::known::Stamp;
use super::stage::NotCopied;
use super::{FileCopy, FileNarrowing, Output, Written, check_path, exists, stage};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Hash, Manifest};
use crate::release::order::Turn;
use crate::shell::disk::Disk;

/// What a file of the site holds.
#[derive(Debug)]
pub enum FileContent {
    /// These bytes.
    Bytes(Vec<u8>),
    /// What a file of the content folder holds.
    Copy(FileCopy),
    /// A narrower picture.
    Narrowed(FileNarrowing),
}

/// What is put, once it is known to differ.
#[derive(Debug)]
enum Ready {
    Bytes(Vec<u8>),
    Copy(FileCopy),
}

/// What came of changing single files.
#[derive(Debug, Default)]
pub struct Replaced {
    /// What was done.
    pub written: Written,
    /// What was not, by path: these files are as they were. The manifest may be one of them.
    pub failed: BTreeMap<String, Failure>,
}

/// A file to put into its place.
struct Put {
    path: String,
    hash: Hash,
    content: Ready,
    is_new: bool,
}

impl Output {
    /// Replaces single files, each atomically, what a page needs before the page and listings last; `removed` go at the
    /// end. A file that fails, or whose content could not be had in the first place, keeps no other one back.
    ///
    /// The manifest names new files before they appear, so that a killed run never leaves a file that looks foreign. In
    /// the end it lists what was written, and nothing else.
    pub fn replace(&mut self, files: Vec<(String, Result<FileContent, Failure>)>, removed: &[String]) -> Replaced {
        let mut replaced = Replaced::default();
        let puts = self.differing(files, &mut replaced);
        let (puts, announced) = self.announce(puts, &mut replaced);
        for Put { path, hash, content, is_new } in puts {
            match self.put(&path, &content) {
                Ok(stamp) => {
                    self.known.wrote(&path, hash, stamp);
                    let count = if is_new { &mut replaced.written.added } else { &mut replaced.written.changed };
                    *count += 1;
                    replaced.written.bytes += stamp.bytes;
                }
                Err(failure) => self.has_failed(path, failure, &mut replaced),
            }
        }
        for path in removed {
            if !self.known.manifest.0.contains_key(path) {
                continue;
            }
            match self.remove(path) {
                Ok(()) => replaced.written.removed += 1,
                Err(failure) => self.has_failed(path.clone(), failure, &mut replaced),
            }
        }
        self.write_down(announced.as_ref(), &mut replaced);
        replaced
    }

    /// The files that the disk does not have already, in the order in which they are to appear.
    fn differing(&mut self, files: Vec<(String, Result<FileContent, Failure>)>, replaced: &mut Replaced) -> Vec<Put> {
        let mut puts = Vec::new();
        for (path, content) in files {
            match content.and_then(|content| self.differs(&path, content)) {
                Ok(Some(put)) => puts.push(put),
                Ok(None) => replaced.written.unchanged += 1,
                Err(failure) => self.has_failed(path, failure, replaced),
            }
        }
        puts.sort_by_cached_key(|put| (Turn::of(&put.path), put.path.clone()));
        puts
    }

    fn differs(&mut self, path: &str, content: FileContent) -> Result<Option<Put>, Failure> {
        check_path(path)?;
        let (hash, content) = match content {
            FileContent::Bytes(bytes) => (Hash::of(&bytes), Ready::Bytes(bytes)),
            FileContent::Copy(copy) => (copy.hash, Ready::Copy(copy)),
            FileContent::Narrowed(narrowing) => match self.known.ours_on_disk(&self.root, path) {
                Some((hash, stamp)) => {
                    self.known.wrote(path, hash, stamp);
                    return Ok(None);
                }
                None => {
                    let bytes = narrowing.make()?;
                    (Hash::of(&bytes), Ready::Bytes(bytes))
                }
            },
        };
        if let Some(stamp) = self.known.on_disk(&self.root, path, hash) {
            self.known.wrote(path, hash, stamp);
            return Ok(None);
        }
        let is_new = !self.known.manifest.0.contains_key(path);
        if is_new && exists(&self.root.join(path)) {
            return Err(messages::file::in_the_way(&self.root.join(path)));
        }
        Ok(Some(Put { path: path.to_owned(), hash, content, is_new }))
    }

    /// Lets the manifest name what will be new, and gives it. If it cannot be written, nothing new may appear.
    fn announce(&mut self, puts: Vec<Put>, replaced: &mut Replaced) -> (Vec<Put>, Option<Manifest>) {
        if !puts.iter().any(|put| put.is_new) {
            return (puts, None);
        }
        let mut coming = self.known.manifest.clone();
        coming.0.extend(puts.iter().map(|put| (put.path.clone(), put.hash)));
        match self.write_manifest(&coming) {
            Ok(stamp) => {
                self.known.wrote_manifest(stamp, false);
                replaced.written.bytes += stamp.bytes;
                (puts, Some(coming))
            }
            Err(failure) => {
                let (new, known): (Vec<Put>, Vec<Put>) = puts.into_iter().partition(|put| put.is_new);
                replaced.failed.extend(new.into_iter().map(|put| (put.path, failure.clone())));
                (known, None)
            }
        }
    }

    /// Lets the manifest say what is known now, if it does not yet.
    fn write_down(&mut self, announced: Option<&Manifest>, replaced: &mut Replaced) {
        self.known.is_written |= announced == Some(&self.known.manifest);
        if self.known.is_written {
            return;
        }
        match self.write_manifest(&self.known.manifest) {
            Ok(stamp) => {
                self.known.wrote_manifest(stamp, true);
                replaced.written.bytes += stamp.bytes;
            }
            Err(failure) => _ = replaced.failed.insert(manifest::FILE_NAME.to_owned(), failure),
        }
    }

    fn has_failed(&mut self, path: String, failure: Failure, replaced: &mut Replaced) {
        // What others took away is not listed as if it were there.
        if !self.root.join(&path).is_file() {
            self.known.lost(&path);
        }
        replaced.failed.insert(path, failure);
    }

    fn put(&self, path: &str, content: &Ready) -> Result<Stamp, Failure> {
        let (target, temporary) = (self.root.join(path), self.work.join("page"));
        let _ = fs::remove_file(&temporary);
        let placed = write(&*self.disk, &temporary, content).and_then(|stamp| {
            fs::create_dir_all(target.parent().unwrap_or(&self.root))?;
            fs::rename(&temporary, &target)?;
            Ok(stamp)
        });
        placed.map_err(|cause| {
            // A full disk needs the room.
            let _ = fs::remove_file(&temporary);
            match cause {
                NotCopied::Changed(source) => messages::file::still_changing(&source),
                NotCopied::Refused(cause) => self.refused(&target, &cause),
            }
        })
    }

    /// Removes a file of ours and the folders that it leaves empty.
    fn remove(&mut self, path: &str) -> Result<(), Failure> {
        let target = self.root.join(path);
        match fs::remove_file(&target) {
            // Ours went before; a folder at its place is somebody's.
            Err(_) if !exists(&target) || target.is_dir() => {}
            removed => removed.map_err(|cause| self.refused(&target, &cause))?,
        }
        let folders = target.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder that still holds something refuses, and so ends the climb.
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
        self.known.lost(path);
        Ok(())
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<Stamp, Failure> {
        self.put(manifest::FILE_NAME, &Ready::Bytes(manifest.print().into_bytes()))
    }

    /// Why the disk refused: often a folder stands where the file must go, or a file where one of its folders must be.
    fn refused(&self, target: &Path, cause: &io::Error) -> Failure {
        let above = target.ancestors().skip(1).take_while(|folder| *folder != self.root);
        let obstacle = above.filter(|place| exists(place) && !place.is_dir()).last();
        match obstacle.or(target.is_dir().then_some(target)) {
            Some(obstacle) => messages::file::in_the_way(obstacle),
            None => messages::file::not_yet_written(target, cause),
        }
    }
}

fn write(disk: &dyn Disk, target: &Path, content: &Ready) -> Result<Stamp, NotCopied> {
    match content {
        Ready::Bytes(bytes) => Ok(stage::write_new(disk, target, bytes)?),
        Ready::Copy(copy) => stage::copy_new(disk, copy, target),
    }
}
