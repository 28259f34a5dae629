//! Pages to the output folder: whole or not at all, and only what differs.
//!
//! A build stages a new tree beside the old one, in `.public.congbo/new`: changed pages are written, all else is
//! hard-linked from the old tree, files that are not ours are carried over. The tree is flushed to the device, and then
//! the two change places in one step. Killed at any moment, or left without power, the output is the old site or the new
//! one, and the next run clears up what was left.
//!
//! What is ours is what the output's manifest lists. Nothing else is ever overwritten or deleted. A manifest that is
//! damaged does not tell it any more: then the site is made anew, and the whole old tree is kept in the work folder.
//!
//! `watch` replaces single files and flushes them when it ends. A power cut may cost the pages that it wrote in the last
//! seconds: the next `watch` or `build` finds them missing or short and writes them again.

mod exchange;
mod known;
mod place;
mod readers;
mod seen;
mod single;
mod stage;
mod whole;

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::media;
use crate::release::manifest::{self, Damage, Hash, Manifest};
use crate::shell::disk::{self, Disk, Disks};
use known::Known;
pub(in crate::shell) use place::settle;
pub(crate) use place::work_folder;
pub use seen::Seen;
pub use single::FileContent;
pub use whole::Pages;

/// The file whose lock keeps other writers out, in the work folder.
const LOCK: &str = "lock";

/// The note of what the site was made from, in the work folder.
const INPUTS: &str = "inputs";

/// The output folder, locked for one writer, and what we know to lie in it.
#[derive(Debug)]
pub struct Output {
    root: PathBuf,
    /// `.public.congbo` beside `public`: lock, staging, and what was seen of the disk.
    work: PathBuf,
    disk: Arc<dyn Disk>,
    known: Known,
    keeps_previous: bool,
    /// What is to be said of a damaged manifest that was made good.
    mended: Option<Failure>,
    lock: Lock,
}

/// The lock that keeps other writers out.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    /// Closing is not enough: a process started meanwhile may hold a copy of the handle for an instant.
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Where trees are exchanged, and on which disk.
#[derive(Clone, Copy)]
struct Place<'a> {
    disk: &'a dyn Disk,
    root: &'a Path,
    work: &'a Path,
}

impl Place<'_> {
    /// A tree in the work folder.
    fn inside(&self, name: &str) -> PathBuf {
        self.work.join(name)
    }
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

/// A picture of the content folder that goes narrower into the site. Its path in the site tells what it is made of, so one
/// that stands there is never made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNarrowing {
    /// Path inside the site.
    pub to: String,
    /// Where the picture lies on the disk.
    pub from: PathBuf,
    /// The hash of the picture as it is published, as it was when it was read.
    pub source: Hash,
    /// Points from left to right.
    pub width: u32,
}

impl FileNarrowing {
    /// Makes it, of a picture that is still what was read.
    fn make(&self) -> Result<Vec<u8>, Failure> {
        let changed = || messages::file::changed_meanwhile(&self.from);
        let bytes = fs::read(&self.from).map_err(|_| changed())?;
        let published = media::published(&bytes).unwrap_or(bytes);
        if Hash::of(&published) != self.source {
            return Err(changed());
        }
        Ok(media::narrowed(&published, self.width))
    }
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

impl Written {
    /// Whether the site is another than before.
    pub fn differs(&self) -> bool {
        self.added + self.changed + self.removed > 0
    }
}

impl Output {
    /// Locks the output folder and mends what a run left that was stopped.
    ///
    /// `sources` are folders that must lie neither inside the output nor around it.
    pub fn open(output: &Path, sources: &[&Path]) -> Result<Self, Failure> {
        Self::open_on(&disk::real_disks(), output, sources)
    }

    /// The same, on one of these disks.
    pub fn open_on(disks: &Disks, output: &Path, sources: &[&Path]) -> Result<Self, Failure> {
        let root = place::settle(output, sources)?;
        let work = place::work_folder(&root);
        let cannot = |cause| messages::file::cannot_write(&work, &cause);
        for folder in root.parent().into_iter().chain([work.as_path()]) {
            fs::create_dir_all(folder).map_err(|cause| messages::file::cannot_write(folder, &cause))?;
        }
        let lock = lock(&work.join(LOCK))?;
        let disk = disks(&work).map_err(cannot)?;
        exchange::recover(Place { disk: &*disk, root: &root, work: &work }).map_err(cannot)?;
        let known = Known::read(&root, &work);
        if known.damage != Some(Damage::Missing) {
            place::check_ours(&root)?;
        }
        Ok(Self { root, work, disk, known, keeps_previous: false, mended: None, lock })
    }

    fn place(&self) -> Place<'_> {
        Place { disk: &*self.disk, root: &self.root, work: &self.work }
    }

    /// Whether the manifest that was found does not say what is ours, and nothing has been written since.
    pub fn is_damaged(&self) -> bool {
        self.known.damage.is_some()
    }

    /// What is to be said of a damaged manifest that was made good since this was asked last.
    pub fn take_mended(&mut self) -> Option<Failure> {
        self.mended.take()
    }

    /// Notes that a damaged manifest was made good: the tree that had it is `kept`.
    fn note_mended(&mut self, damage: Damage, kept: &Path, unexplained: &[PathBuf]) {
        let path = self.root.join(manifest::FILE_NAME);
        self.mended = Some(messages::file::mended_manifest(&path, damage, kept, unexplained));
    }

    /// Whether the output folder and its lock are still those that this run left: others may delete both.
    pub fn stands(&mut self) -> bool {
        exists(&self.work.join(LOCK)) && self.known.is_left_as_it_was(&self.root)
    }

    /// Takes a folder that does not [stand](Self::stands) for the one that this run left, if it still holds anything that
    /// was written: then only the work folder, the manifest and some files are not as they were. The lock is taken anew
    /// where it is gone, and the manifest is to be written again.
    pub fn recognise(&mut self) -> bool {
        self.known.recognise(&self.root) && (exists(&self.work.join(LOCK)) || self.lock_again().is_ok())
    }

    fn lock_again(&mut self) -> Result<(), Failure> {
        fs::create_dir_all(&self.work).map_err(|cause| messages::file::cannot_write(&self.work, &cause))?;
        self.lock = lock(&self.work.join(LOCK))?;
        Ok(())
    }

    /// Some files, none of them `awaited`, that are not as this run left them, found within about `at_most`: the next look
    /// goes on where this one ends.
    pub fn altered(&mut self, awaited: &BTreeSet<String>, at_most: Duration) -> Vec<String> {
        self.known.altered(&self.root, awaited, at_most)
    }

    /// Whether the manifest in the folder lists what this run left there.
    pub fn is_written_down(&self) -> bool {
        self.known.is_written
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
        let _ = self.disk.put(&self.work.join(INPUTS), self.note(inputs).as_bytes());
    }

    /// The note names the manifest too: a site that something else wrote since is not the one it speaks of.
    fn note(&self, inputs: Hash) -> String {
        format!("congbo-inputs-1 {inputs} {}\n", Hash::of(self.known.manifest.print().as_bytes()))
    }

    /// Where the site lies, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// From now on the site that is replaced is kept for [`Self::roll_back`].
    pub fn keep_previous(&mut self) {
        self.keeps_previous = true;
    }

    /// Exchanges the site with the one before it; doing so twice brings it back. `name` is the target's.
    pub fn roll_back(&mut self, name: &str) -> Result<(), Failure> {
        if !exchange::has_previous(self.place()) {
            return Err(messages::publish::no_rollback(name));
        }
        let cannot = |cause| messages::file::cannot_write(&self.root, &cause);
        let kept = exchange::exchange_with_previous(self.place(), &self.known).map_err(cannot)?;
        if let (Some(damage), Some(kept)) = (self.known.damage, kept) {
            self.note_mended(damage, &kept, &[]);
        }
        self.known = Known::read(&self.root, &self.work);
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.known.flush_and_write(&*self.disk, &self.root, &self.work);
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

fn lock(path: &Path) -> Result<Lock, Failure> {
    let cannot = |cause: std::io::Error| messages::file::cannot_write(path, &cause);
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(cannot)?;
    match file.try_lock() {
        Ok(()) => Ok(Lock(file)),
        Err(TryLockError::WouldBlock) => Err(messages::file::locked(path)),
        // Some network shares know no locks; refusing to build there would help nobody.
        Err(TryLockError::Error(cause)) if cause.kind() == std::io::ErrorKind::Unsupported => Ok(Lock(file)),
        Err(TryLockError::Error(cause)) => Err(cannot(cause)),
    }
}
