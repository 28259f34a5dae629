//! The output folder, kept equal to the newest good site.
//!
//! What is to be there is the newest good site; what is there, [`Output`] knows, which notes only what it wrote. Between
//! the two stand the pages that are due. A page becomes due when the site changes, or when its file is seen to be another
//! than the one that was written; it ceases to be due when it was written, and in no other way. So a failure needs no care
//! of its own: what failed is due at the next try.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::Rhythm;
use crate::address::Url;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::render::{Rendered, render};
use crate::shell::build;
use crate::shell::disk::Disks;
use crate::shell::load::ContentFolder;
use crate::shell::workplace::Workplace;
use crate::shell::write::{FileContent, Output, Written};
use crate::site::{Change, Snapshot};
use crate::view::View;

/// How long one look at the written files may keep the author's next edit waiting.
const LOOK: Duration = Duration::from_millis(20);

/// The output folder, and what it lacks.
pub(super) struct Upkeep {
    disks: Disks,
    workplace: Workplace,
    rhythm: Rhythm,
    /// The newest good site; none until the content has been without errors once.
    site: Option<Snapshot>,
    /// None while the folder is not ours to write: locked by another, not to be had, or not the one that we left.
    held: Option<Held>,
    /// Why the newest site cannot be rendered; only a newer one can be.
    theme_fault: Option<Diagnostic>,
    /// What the last look found. It is believed when the next one finds the same, because a folder that is just being
    /// deleted or unpacked must not be written into.
    suspected: Option<Damage>,
    /// When to act although the content does not change.
    next: Option<Instant>,
}

/// The output folder, locked for us.
struct Held {
    output: Output,
    due: Due,
}

/// What must be written or removed before the folder holds the newest good site.
enum Due {
    /// Whatever differs: it may hold any site.
    Everything,
    /// These files, and no other.
    Files(BTreeSet<String>),
}

/// What others did to the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Damage {
    /// It is gone, or another one.
    Folder,
    /// Some of its files are.
    Files(Vec<String>),
}

/// What was done, and what could not be.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub written: Written,
    pub failures: Vec<Failure>,
    /// What is to be said of a damaged manifest that was made good.
    pub mended: Option<Failure>,
}

/// What is due, ready for the disk.
#[derive(Default)]
struct Made {
    files: Vec<(String, Result<FileContent, Failure>)>,
    removed: Vec<String>,
}

impl Upkeep {
    /// Takes the output folder, if it can be had.
    pub fn open(disks: Disks, workplace: &Workplace, rhythm: Rhythm) -> Result<Self, Failure> {
        let held = Some(Held::open(&disks, workplace)?);
        let workplace = workplace.clone();
        Ok(Self { disks, workplace, rhythm, site: None, held, theme_fault: None, suspected: None, next: None })
    }

    /// From now on the folder is to hold this site.
    pub fn aim_at(&mut self, change: Change) {
        if let Some(Held { due: Due::Files(due), .. }) = &mut self.held {
            due.extend(change.written.iter().chain(&change.removed).map(Url::file));
        }
        self.site = Some(change.site);
        self.theme_fault = None;
        self.rhythm.retry.reset();
    }

    /// Writes the first site: whole, or not at all.
    pub fn begin(&mut self, folder: &ContentFolder) -> Result<Kept, Failure> {
        let written = self.write_whole(folder)?;
        self.schedule(Duration::ZERO);
        Ok(Kept { written, mended: self.take_mended(), ..Kept::default() })
    }

    /// Looks what became of the folder, and writes what is due; `folder` is where attachments are copied from.
    pub fn keep(&mut self, folder: &ContentFolder) -> Kept {
        let (mut kept, started) = (Kept::default(), Instant::now());
        if !self.seems_gone() {
            if self.held.is_none() && self.site.is_some() {
                match Held::open(&self.disks, &self.workplace) {
                    Ok(held) => self.held = Some(held),
                    Err(failure) => kept.failures.push(failure),
                }
            }
            match self.write_whole(folder) {
                Ok(written) => kept.written = written,
                Err(failure) if self.is_everything_due() => kept.failures.push(failure),
                // The next step puts there what it can, and tells why it cannot put the rest.
                Err(_) => {}
            }
            self.write_due(folder, &mut kept);
            kept.mended = self.take_mended();
        }
        self.schedule(started.elapsed());
        kept
    }

    /// When to call [`Self::keep`] although the content does not change.
    pub fn next(&self) -> Option<Instant> {
        self.next
    }

    /// Why the newest site cannot be rendered, if it cannot.
    pub fn theme_fault(&self) -> Option<&Diagnostic> {
        self.theme_fault.as_ref()
    }

    /// How many files wait to be written or removed.
    pub fn waiting(&self) -> usize {
        match (&self.held, &self.site) {
            (_, None) => 0,
            (Some(Held { output, due: Due::Files(due) }), _) => due.len() + usize::from(!output.is_written_down()),
            (_, Some(site)) => site.plan.pages.len(),
        }
    }

    /// Looks whether the folder stands, and when it is time to, whether its files do. If it seems gone, it must be let be.
    fn seems_gone(&mut self) -> bool {
        let is_time = self.next.is_none_or(|next| next <= Instant::now());
        let Some(Held { output, due: Due::Files(due) }) = &mut self.held else { return false };
        let found = if !output.stands() {
            Some(Damage::Folder)
        } else if is_time {
            Some(output.altered(due, LOOK)).filter(|files| !files.is_empty()).map(Damage::Files)
        } else {
            return false;
        };
        if found.is_none() || found != self.suspected {
            self.suspected = found;
            return self.suspected == Some(Damage::Folder);
        }
        match (self.suspected.take(), &self.site) {
            (Some(Damage::Files(files)), _) => due.extend(files),
            (Some(Damage::Folder), Some(site)) if output.recognise() => due.extend(left_over(site, output)),
            _ => self.held = None,
        }
        false
    }

    fn is_everything_due(&self) -> bool {
        matches!(self.held, Some(Held { due: Due::Everything, .. }))
    }

    fn take_mended(&mut self) -> Option<Failure> {
        self.held.as_mut().and_then(|held| held.output.take_mended())
    }

    /// Exchanges the whole site, where everything is due. If that fails, nothing has changed, and each page is due; but a
    /// folder whose manifest is damaged changes as a whole or not at all.
    fn write_whole(&mut self, folder: &ContentFolder) -> Result<Written, Failure> {
        let (Some(site), None) = (&self.site, &self.theme_fault) else { return Ok(Written::default()) };
        let Some(Held { output, due: due @ Due::Everything }) = &mut self.held else { return Ok(Written::default()) };
        match build::write(output, folder, site, None) {
            Ok(Ok(written)) => {
                *due = Due::Files(BTreeSet::new());
                Ok(written)
            }
            Ok(Err(fault)) => {
                self.theme_fault = Some(fault);
                Ok(Written::default())
            }
            Err(failure) if output.is_damaged() => Err(failure),
            Err(failure) => {
                let files = site.plan.pages.iter().map(|(url, _)| url.file());
                *due = Due::Files(files.chain(left_over(site, output)).collect());
                Err(failure)
            }
        }
    }

    /// Writes page by page.
    fn write_due(&mut self, folder: &ContentFolder, kept: &mut Kept) {
        let (Some(site), None) = (&self.site, &self.theme_fault) else { return };
        let Some(Held { output, due: Due::Files(due) }) = &mut self.held else { return };
        if due.is_empty() && output.is_written_down() {
            return;
        }
        match make(due, site, folder) {
            Ok(Made { files, removed }) => {
                let replaced = output.replace(files, &removed);
                due.retain(|path| replaced.failed.contains_key(path));
                kept.written = replaced.written;
                kept.failures.extend(replaced.failed.into_values());
            }
            Err(fault) => self.theme_fault = Some(*fault),
        }
    }

    /// Settles when to act next, after a try that took so long.
    fn schedule(&mut self, took: Duration) {
        let is_behind = self.theme_fault.is_none() && self.waiting() > 0;
        let pause = if is_behind || self.suspected.is_some() {
            // A full disk may stay full for an hour, and a thousand pages be due: most of the time is for others.
            self.rhythm.retry.pause().max(took * 4)
        } else {
            self.rhythm.retry.reset();
            self.rhythm.between_looks
        };
        let now = Instant::now();
        // Edits in quick succession do not put a look off for ever.
        let planned = self.next.filter(|planned| *planned > now);
        self.next = planned.into_iter().chain([now + pause]).min();
    }
}

impl Held {
    fn open(disks: &Disks, workplace: &Workplace) -> Result<Self, Failure> {
        let output = Output::open_on(disks, &workplace.output, &workplace.sources())?;
        Ok(Self { output, due: Due::Everything })
    }
}

/// Files of ours in the output that a site does not have.
fn left_over(site: &Snapshot, output: &Output) -> Vec<String> {
    output.manifest().0.keys().filter(|path| site.plan.at_file(path).is_none()).cloned().collect()
}

/// Renders what is due; or tells what is wrong with the first page that cannot be rendered.
fn make(due: &BTreeSet<String>, site: &Snapshot, folder: &ContentFolder) -> Result<Made, Box<Diagnostic>> {
    let planned: Vec<(&String, Option<(Url, &View)>)> =
        due.iter().map(|path| (path, site.plan.at_file(path))).collect();
    let rendered: Vec<Option<Result<Rendered, Box<Diagnostic>>>> =
        planned.par_iter().map(|(_, planned)| Some(render(&site.theme, planned.as_ref()?.1))).collect();
    let mut made = Made::default();
    for ((path, planned), rendered) in planned.into_iter().zip(rendered) {
        let (Some((url, view)), Some(rendered)) = (planned, rendered) else {
            made.removed.push(path.clone());
            continue;
        };
        let content = match rendered? {
            Rendered::Text(text) => Ok(FileContent::Bytes(text.into_bytes())),
            Rendered::Bytes(bytes) => Ok(FileContent::Bytes(bytes)),
            Rendered::Attachment(source) => build::copy(folder, &url, view)
                .unwrap_or_else(|| Err(messages::command::attachment_gone(&source)))
                .map(FileContent::Copy),
            Rendered::Narrowed(narrowed) => build::narrowing(folder, &url, &narrowed).map(FileContent::Narrowed),
        };
        made.files.push((path.clone(), content));
    }
    Ok(made)
}
