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
mod stage;

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rayon::prelude::*;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Difference, Hash, Manifest};
use crate::release::order::{self, Turn};
use crate::source::Attachment;
use known::{Known, Stamp};
pub(crate) use place::work_folder;
use stage::Stage;

/// The note of what the site was made from, in the work folder.
const INPUTS: &str = "inputs";

/// How many rendered pages may wait for the disk.
const WAITING_PAGES: usize = 64;

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

/// A file of the content folder that goes into the site as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileCopy {
    /// Path inside the site.
    pub to: String,
    /// Where it lies on the disk.
    pub from: PathBuf,
    /// What it was when it was read.
    pub attachment: Attachment,
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

/// Takes pages from any number of threads while one other writes them.
#[derive(Debug)]
pub struct Pages<'a> {
    root: &'a Path,
    known: &'a Known,
    writer: SyncSender<Page>,
}

/// A page on its way to the disk.
#[derive(Debug)]
struct Page {
    path: String,
    hash: Hash,
    state: PageState,
}

#[derive(Debug)]
enum PageState {
    /// The disk has these very bytes already.
    Same(Stamp),
    Differs(Vec<u8>),
}

impl Pages<'_> {
    /// Hands over a page. Hashing and comparing happen here, on the caller's thread.
    ///
    /// After the disk has failed, pages are dropped: [`Output::write_whole`] tells why.
    pub fn put(&self, path: String, bytes: Vec<u8>) {
        let hash = Hash::of(&bytes);
        let state = match self.known.on_disk(self.root, &path, hash) {
            Some(stamp) => PageState::Same(stamp),
            None => PageState::Differs(bytes),
        };
        let _ = self.writer.send(Page { path, hash, state });
    }
}

/// The site that is being made: what it will hold, and which of it is staged already.
struct Next {
    manifest: Manifest,
    stamps: BTreeMap<String, Stamp>,
    same: Vec<String>,
    stage: Stage,
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

    /// Makes the output folder hold exactly the pages that `render` puts, `copies`, and what is not ours.
    ///
    /// When `render` fails, its error comes back and the old site stays.
    pub fn write_whole<E>(
        &mut self,
        copies: &[FileCopy],
        render: impl FnOnce(&Pages<'_>) -> Result<(), E>,
    ) -> Result<Result<Written, E>, Failure> {
        let stage = Stage::new(&self.root, &self.work);
        let folder = stage.folder().to_path_buf();
        let outcome = self.stage_and_exchange(stage, copies, render);
        if !matches!(outcome, Ok(Ok(_))) {
            // Disposable at any time; the next run would remove it too.
            let _ = fs::remove_dir_all(folder);
        }
        outcome
    }

    fn stage_and_exchange<E>(
        &mut self,
        stage: Stage,
        copies: &[FileCopy],
        render: impl FnOnce(&Pages<'_>) -> Result<(), E>,
    ) -> Result<Result<Written, E>, Failure> {
        let (sender, receiver) = sync_channel(WAITING_PAGES);
        let (rendered, next) = thread::scope(|scope| {
            let pages = Pages { root: &self.root, known: &self.known, writer: sender };
            let writer = scope.spawn(move || take_pages(stage, receiver));
            let rendered = render(&pages);
            drop(pages);
            let next = writer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (rendered, next)
        });
        let mut next = next?;
        if let Err(error) = rendered {
            return Ok(Err(error));
        }
        for copy in copies {
            next.take_copy(&self.root, &self.known, copy)?;
        }
        self.finish(next).map(Ok)
    }

    /// Completes the staged tree and exchanges it with the old one, if anything differs at all.
    fn finish(&mut self, mut next: Next) -> Result<Written, Failure> {
        let difference = Difference::between(&self.known.manifest, &next.manifest);
        let mut written = Written {
            added: difference.added.len(),
            changed: next.manifest.0.len() - difference.added.len() - next.same.len(),
            removed: difference.removed.len(),
            unchanged: next.same.len(),
            bytes: 0,
        };
        if !next.stage.has_files() && difference.is_empty() && self.known.is_written {
            self.known.accept(next.manifest, next.stamps);
            return Ok(written);
        }
        if let Some(path) = difference.added.par_iter().find_first(|path| exists(&self.root.join(path))) {
            return Err(messages::file::in_the_way(&self.root.join(path)));
        }
        next.stage.link_all(&next.same)?;
        next.stage.carry_over(&self.known.manifest)?;
        next.stage.complete(&next.manifest)?;
        written.bytes = next.stage.bytes();
        let exchanged = if self.keeps_previous {
            exchange::exchange_and_keep(next.stage.folder(), &self.root, &self.work)
        } else {
            exchange::exchange(next.stage.folder(), &self.root, &self.work)
        };
        exchanged.map_err(|cause| messages::file::cannot_write(&self.root, &cause))?;
        self.known.accept(next.manifest, next.stamps);
        Ok(written)
    }

    /// Replaces single files, each atomically, what a page needs before the page and listings last; `removed` go
    /// at the end.
    ///
    /// The manifest names new files before they appear, so that a killed run never leaves a file that looks foreign.
    pub fn replace(
        &mut self,
        pages: Vec<(String, Vec<u8>)>,
        copies: &[FileCopy],
        removed: &[String],
    ) -> Result<Written, Failure> {
        let mut written = Written::default();
        let mut changes = self.changes(pages, copies, &mut written)?;
        changes.sort_by_cached_key(|change| (Turn::of(&change.path), change.path.clone()));
        if written.added > 0 {
            let named = changes.iter().map(|change| (change.path.clone(), change.hash));
            self.known.manifest.0.extend(named.collect::<Vec<_>>());
            self.write_manifest(&mut written)?;
        }
        for change in changes {
            written.bytes += self.replace_one(change)?;
        }
        for path in removed {
            if self.known.manifest.0.contains_key(path) {
                self.remove_one(path)?;
                written.removed += 1;
            }
        }
        if written.changed + written.removed > 0 {
            self.write_manifest(&mut written)?;
        }
        Ok(written)
    }

    fn changes(
        &self,
        pages: Vec<(String, Vec<u8>)>,
        copies: &[FileCopy],
        written: &mut Written,
    ) -> Result<Vec<Change>, Failure> {
        let pages = pages.into_iter().map(|(path, bytes)| (path, Hash::of(&bytes), From::Bytes(bytes)));
        let copies = copies.iter().map(|copy| (copy.to.clone(), stage::hash_of(copy), From::File(copy.clone())));
        let mut changes = Vec::new();
        for (path, hash, from) in pages.chain(copies) {
            check_path(&path)?;
            if self.known.on_disk(&self.root, &path, hash).is_some() {
                written.unchanged += 1;
            } else if self.known.manifest.0.contains_key(&path) {
                written.changed += 1;
                changes.push(Change { path, hash, from });
            } else if exists(&self.root.join(&path)) {
                return Err(messages::file::in_the_way(&self.root.join(path)));
            } else {
                written.added += 1;
                changes.push(Change { path, hash, from });
            }
        }
        Ok(changes)
    }

    fn replace_one(&mut self, change: Change) -> Result<u64, Failure> {
        let target = self.root.join(&change.path);
        let temporary = self.work.join("page");
        let fail = |cause: std::io::Error| messages::file::cannot_write(&target, &cause);
        let stamp = match &change.from {
            From::Bytes(bytes) => {
                let _ = fs::remove_file(&temporary);
                stage::write_new(&temporary, bytes).map_err(fail)?
            }
            From::File(copy) => stage::copy_new(copy, &temporary)?,
        };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        fs::rename(&temporary, &target).map_err(fail)?;
        let bytes = stamp.bytes;
        self.known.manifest.0.insert(change.path.clone(), change.hash);
        self.known.stamps.insert(change.path, stamp);
        Ok(bytes)
    }

    /// Removes a file of ours and the folders that it leaves empty.
    fn remove_one(&mut self, path: &str) -> Result<(), Failure> {
        let target = self.root.join(path);
        match fs::remove_file(&target) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(messages::file::cannot_write(&target, &cause));
            }
            _ => {}
        }
        let folders = target.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder that still holds something refuses, and so ends the climb.
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
        self.known.manifest.0.remove(path);
        self.known.stamps.remove(path);
        Ok(())
    }

    fn write_manifest(&mut self, written: &mut Written) -> Result<(), Failure> {
        let (target, temporary) = (self.root.join(manifest::FILE_NAME), self.work.join("page"));
        let text = self.known.manifest.print();
        fs::create_dir_all(&self.root)
            .and_then(|()| fs::write(&temporary, &text))
            .and_then(|()| fs::rename(&temporary, &target))
            .map_err(|cause| messages::file::cannot_write(&target, &cause))?;
        written.bytes += text.len() as u64;
        self.known.is_written = true;
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

/// A file to replace.
struct Change {
    path: String,
    hash: Hash,
    from: From,
}

enum From {
    Bytes(Vec<u8>),
    File(FileCopy),
}

impl Next {
    /// Records a file of the next site, whose path must be good and new.
    fn record(&mut self, path: &str, hash: Hash, stamp: Stamp) -> Result<(), Failure> {
        check_path(path)?;
        if self.manifest.0.insert(path.to_owned(), hash).is_some() {
            return Err(messages::file::written_twice(path));
        }
        self.stamps.insert(path.to_owned(), stamp);
        Ok(())
    }

    fn take_page(&mut self, page: Page) -> Result<(), Failure> {
        match page.state {
            PageState::Same(stamp) => {
                self.record(&page.path, page.hash, stamp)?;
                self.same.push(page.path);
            }
            PageState::Differs(bytes) => {
                check_path(&page.path)?;
                let stamp = self.stage.write(&page.path, &bytes)?;
                self.record(&page.path, page.hash, stamp)?;
            }
        }
        Ok(())
    }

    fn take_copy(&mut self, root: &Path, known: &Known, copy: &FileCopy) -> Result<(), Failure> {
        let hash = stage::hash_of(copy);
        check_path(&copy.to)?;
        match known.on_disk(root, &copy.to, hash) {
            Some(stamp) => {
                self.record(&copy.to, hash, stamp)?;
                self.same.push(copy.to.clone());
            }
            None => {
                let stamp = self.stage.copy(copy)?;
                self.record(&copy.to, hash, stamp)?;
            }
        }
        Ok(())
    }
}

/// Writes pages as they come, until all senders are gone or the disk fails.
fn take_pages(stage: Stage, pages: Receiver<Page>) -> Result<Next, Failure> {
    let mut next = Next { manifest: Manifest::default(), stamps: BTreeMap::new(), same: Vec::new(), stage };
    for page in pages {
        next.take_page(page)?;
    }
    order::sort(&mut next.same);
    Ok(next)
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
