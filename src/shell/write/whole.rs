//! A whole site at once: staged beside the old one while its pages are made, then put in its place.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use rayon::prelude::*;

use super::exchange::{self, Replaced};
use super::known::{Known, Stamp};
use super::stage::Stage;
use super::{FileCopy, FileNarrowing, Output, Written, check_path, exists, readers};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{Difference, Hash, Manifest};
use crate::release::order;

/// How many rendered pages may wait for the disk.
const WAITING_PAGES: usize = 64;

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

    /// Hands over a narrower picture, which is made here, on the caller's thread, unless it stands already.
    pub fn put_narrowed(&self, narrowing: FileNarrowing) -> Result<(), Failure> {
        match self.known.ours_on_disk(self.root, &narrowing.to) {
            Some((hash, stamp)) => {
                let _ = self.writer.send(Page { path: narrowing.to, hash, state: PageState::Same(stamp) });
            }
            None => self.put(narrowing.to.clone(), narrowing.make()?),
        }
        Ok(())
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
    /// Makes the output folder hold exactly the pages that `render` puts, `copies`, and what is not ours.
    ///
    /// When `render` fails, its error comes back and the old site stays.
    pub fn write_whole<E>(
        &mut self,
        copies: &[FileCopy],
        render: impl FnOnce(&Pages<'_>) -> Result<(), E>,
    ) -> Result<Result<Written, E>, Failure> {
        let stage = Stage::new(Arc::clone(&self.disk), &self.root, &self.work);
        let outcome = self.stage_and_exchange(stage, copies, render);
        if !matches!(outcome, Ok(Ok(_))) {
            // Disposable at any time; the next run would remove it too.
            let _ = exchange::drop_stage(self.place());
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
        let damage = self.known.damage;
        let in_the_way = difference.added.par_iter().find_first(|path| exists(&self.root.join(path)));
        if let (Some(path), None) = (in_the_way, damage) {
            return Err(messages::file::in_the_way(&self.root.join(path)));
        }
        next.stage.link_all(&next.same)?;
        next.stage.complete(&next.manifest)?;
        let carried = next.stage.carry_over(&self.known)?;
        written.bytes = next.stage.bytes();
        if self.keeps_previous {
            readers::let_in(next.stage.folder(), &next.manifest, self.root.is_dir())
                .map_err(|cause| messages::file::cannot_write(&self.root, &cause))?;
        }
        let replaced = match damage {
            Some(_) => Replaced::Damaged,
            None if self.keeps_previous => Replaced::Previous,
            None => Replaced::Dropped,
        };
        let kept = exchange::exchange(self.place(), next.stage.written(), replaced)
            .map_err(|cause| messages::file::cannot_write(&self.root, &cause))?;
        self.known.accept(next.manifest, next.stamps);
        self.known.write(&*self.disk, &self.work);
        if let (Some(damage), Some(kept)) = (damage, kept) {
            self.note_mended(damage, &kept, &carried);
        }
        Ok(written)
    }
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
        let hash = copy.hash;
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
