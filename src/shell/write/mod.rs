//! Pages to the output folder: whole or not at all, and only what differs.
//!
//! A build stages a new tree beside the old one, in `.public.congbo/new`: changed pages are written, all else is
//! hard-linked from the old tree, files that are not ours are carried over, the manifest comes last. Then the two
//! trees change places in one step. Killed at any moment, the output is the old site or the new one, and the
//! next run clears up what was left.
//!
//! What is ours is what the output's manifest lists. Nothing else is ever overwritten or deleted.
//!
//! No file is flushed to the device: a kill loses nothing that the kernel has accepted, and a power cut loses at
//! most pages that the next build finds missing or short and writes again. (Publishing to a folder does flush.)

mod exchange;
mod known;
mod place;
mod readers;
mod seen;
mod single;
mod stage;
mod whole;

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Hash, Manifest};
use known::Known;
pub(crate) use place::work_folder;
pub use seen::Seen;
pub use whole::Pages;

/// The note of what the site was made from, in the work folder.
const INPUTS: &str = "inputs";

/// The output folder, locked for one writer, and what we know to lie in it.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// `.public.congbo` beside `public`: lock, staging, and what was seen of the disk.
    work: PathBuf,
    known: Known,
    keeps_previous: bool,
    lock: File,
}

/// A file of the content folder that goes into the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCopy {
    /// Path inside the site.
    pub to: String,
    /// Where it lies on the disk.
    pub from: PathBuf,
    /// Its length in bytes inside the site, as it was when it was read.
    pub bytes: u64,
    /// The hash of what stands in the site, as it was when it was read.
    pub hash: Hash,
    /// Whether something of it is left out on the way: see [`crate::media::published`].
    pub is_cleaned: bool,
}

/// What a run did to the output folder.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were not there before.
    pub added: usize,
    /// Files whose bytes are others now.
    pub changed: usize,
    /// Files of ours that are gone.
    pub removed: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Bytes written, the manifest included.
    pub bytes: u64,
}

impl Output {
    /// Locks the output folder and mends what a killed run left.
    ///
    /// `sources` are folders that must lie neither inside the output nor around it.
    pub fn open(output: &Path, sources: &[&Path]) -> Result<Self, Failure> {
        let root = place::settle(output, sources)?;
        let work = place::work_folder(&root);
        for folder in root.parent().into_iter().chain([work.as_path()]) {
            fs::create_dir_all(folder).map_err(|cause| messages::file::cannot_write(folder, &cause))?;
        }
        let lock = lock(&work.join("lock"))?;
        exchange::recover(&root, &work).map_err(|cause| messages::file::cannot_write(&work, &cause))?;
        place::check_ours(&root)?;
        let known = Known::read(&root, &work)?;
        Ok(Self { root, work, known, keeps_previous: false, lock })
    }

    /// What the last run wrote.
    pub fn manifest(&self) -> &Manifest {
        &self.known.manifest
    }

    /// Whether the site was made from inputs of this fingerprint and lies as it was written.
    pub fn is_made_from(&self, inputs: Hash) -> bool {
        let noted = fs::read_to_string(self.work.join(INPUTS)).unwrap_or_default();
        noted == self.note(inputs) && self.known.is_intact(&self.root)
    }

    /// What a run that has nothing to do did.
    pub fn untouched(&self) -> Written {
        Written { unchanged: self.known.manifest.0.len(), ..Written::default() }
    }

    /// Notes what the site was made from; failing to costs the next build its short cut and nothing else.
    pub fn note_inputs(&self, inputs: Hash) {
        let temporary = self.work.join("inputs.new");
        let _ = fs::write(&temporary, self.note(inputs)).and_then(|()| fs::rename(&temporary, self.work.join(INPUTS)));
    }

    /// The note names the manifest too: a site that something else wrote since is not the one it speaks of.
    fn note(&self, inputs: Hash) -> String {
        format!("congbo-inputs-1 {inputs} {}\n", Hash::of(self.known.manifest.print().as_bytes()))
    }

    /// Where the site lies, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// From now on the site that is replaced is kept for [`Self::roll_back`], and a new one is on the device before
    /// readers see it: this is the public record, and no build makes it again.
    pub fn keep_previous(&mut self) {
        self.keeps_previous = true;
    }

    /// Exchanges the site with the one before it; doing so twice brings it back. `name` is the target's.
    pub fn roll_back(&mut self, name: &str) -> Result<(), Failure> {
        if !exchange::has_previous(&self.work) {
            return Err(messages::publish::no_rollback(name));
        }
        let cannot = |cause| messages::file::cannot_write(&self.root, &cause);
        exchange::exchange_with_previous(&self.root, &self.work).map_err(cannot)?;
        self.known = Known::read(&self.root, &self.work)?;
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.known.write(&self.work);
        // Closing is not enough: a process started meanwhile may hold a copy of the handle for an instant.
        let _ = self.lock.unlock();
    }
}

/// Refuses an output that lies inside one of these folders, or around it.
pub fn check_apart(output: &Path, sources: &[&Path]) -> Result<(), Failure> {
    place::settle(output, sources).map(drop)
}

fn check_path(path: &str) -> Result<(), Failure> {
    if manifest::is_good_path(path) && path != manifest::FILE_NAME {
        return Ok(());
    }
    Err(messages::file::bad_output_path(path))
}

fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn lock(path: &Path) -> Result<File, Failure> {
    let cannot = |cause: std::io::Error| messages::file::cannot_write(path, &cause);
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(messages::file::locked(path)),
        // Some network shares know no locks; refusing to build there would help nobody.
        Err(TryLockError::Error(cause)) if cause.kind() == std::io::ErrorKind::Unsupported => Ok(file),
        Err(TryLockError::Error(cause)) => Err(cannot(cause)),
    }
}
