//! Rebuild on change.

mod complaints;
mod folders;
mod upkeep;

use std::time::{Duration, Instant};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::link::drafts::Audience;
use crate::shell::batch::Batch;
use crate::shell::disk::{self, Disks};
use crate::shell::live::{Live, Round};
use crate::shell::pace::Pace;
use crate::shell::workplace::Workplace;
use crate::shell::write::Written;
use crate::source::Sources;
use complaints::Complaints;
pub use folders::{Listener, Stopper};
use upkeep::{Kept, Upkeep};

/// An output folder that follows the content and the theme.
pub struct Watch {
    listener: Listener,
    live: Live,
    upkeep: Upkeep,
    /// When to read again what could not be read, and the pauses between such readings.
    read_again: Option<Instant>,
    pace: Pace,
    /// Why the last reading failed, if it did.
    unread: Option<Failure>,
    /// Every message about the content as it was last read.
    diagnostics: Vec<Diagnostic>,
    /// What was said last, so that it need not be said again.
    said: Vec<Diagnostic>,
    complaints: Complaints,
}

/// How often a watch does what nobody calls it for.
#[derive(Debug, Clone, Copy)]
pub struct Rhythm {
    /// As for `Listener::open`.
    pub poll: Option<Duration>,
    /// The pauses before what failed is tried again.
    pub retry: Pace,
    /// How often to look whether the output is still what was written.
    pub between_looks: Duration,
}

impl Rhythm {
    /// The one for people, with this for [`Listener::open`].
    pub fn with_poll(poll: Option<Duration>) -> Self {
        Self { poll, retry: Pace::default(), between_looks: Duration::from_secs(2) }
    }
}

/// What became of a batch of changes, or of what was tried again.
#[derive(Debug)]
pub struct Report {
    /// What may have changed; nothing where the watch acted by itself.
    pub batch: Batch,
    /// Every message about the content as it is now.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that were not there before.
    pub fresh: Vec<Diagnostic>,
    /// What the world refused twice in a row, told once.
    pub failures: Vec<Failure>,
    /// What was found damaged in the output and made good.
    pub mended: Option<Failure>,
    /// What was written; none when errors kept the last good site.
    pub written: Option<Written>,
    /// How many files could not be written or removed yet, and will be tried again.
    pub waiting: usize,
    /// From the end of the quiet time to the last byte written.
    pub took: Duration,
}

impl Watch {
    /// Builds the site and begins to listen.
    pub fn open(workplace: &Workplace, rhythm: Rhythm) -> Result<(Self, Report), Failure> {
        Self::open_on(disk::real_disks(), workplace, rhythm)
    }

    /// The same, with the output on one of these disks.
    pub fn open_on(disks: Disks, workplace: &Workplace, rhythm: Rhythm) -> Result<(Self, Report), Failure> {
        let started = Instant::now();
        let upkeep = Upkeep::open(disks, workplace, rhythm)?;
        // Before the first reading, so that nothing changes unnoticed between the two.
        let listener = Listener::open(workplace, rhythm.poll)?;
        let (live, round) = Live::open(workplace, Audience::Public)?;
        let mut watch = Self {
            listener,
            live,
            upkeep,
            read_again: None,
            pace: rhythm.retry,
            unread: None,
            diagnostics: Vec::new(),
            said: Vec::new(),
            complaints: Complaints::default(),
        };
        watch.take(round);
        let kept = watch.upkeep.begin(watch.live.folder())?;
        let report = watch.report(Batch::everything(), kept, started);
        Ok((watch, report))
    }

    /// Waits for a change and writes what it changes; `None` once the stopper was used.
    ///
    /// What the world refuses (the disk is full, a page is open in another program, the content folder is gone) is tried
    /// again until it is done, and so is what others did to the output.
    pub fn wait(&mut self) -> Option<Report> {
        loop {
            let until = self.read_again.into_iter().chain(self.upkeep.next()).min();
            let batch = self.listener.wait(&self.live, until)?;
            let started = Instant::now();
            let is_called = !batch.is_empty();
            if !is_called && until.is_none_or(|until| started < until) {
                continue;
            }
            if is_called || self.read_again.is_some_and(|at| at <= started) {
                self.read(&batch);
            }
            let kept = self.upkeep.keep(self.live.folder());
            let report = self.report(batch, kept, started);
            if is_called || report.says_something() {
                return Some(report);
            }
        }
    }

    /// What ends the wait.
    pub fn stopper(&self) -> Stopper {
        self.listener.stopper()
    }

    /// True where folders are looked through again and again because the system sends no events.
    pub fn polls(&self) -> bool {
        self.listener.polls()
    }

    /// What was read last, for showing messages.
    pub fn sources(&self) -> &Sources {
        self.live.sources()
    }

    fn read(&mut self, batch: &Batch) {
        if !batch.is_empty() {
            self.pace.reset();
        }
        match self.live.refresh(batch) {
            Ok(round) => self.take(round),
            Err(failure) => self.unread = Some(failure),
        }
        self.read_again = self.live.is_behind().then(|| Instant::now() + self.pace.pause());
    }

    fn take(&mut self, round: Round) {
        self.unread = None;
        self.diagnostics = round.diagnostics;
        if let Some(change) = round.change {
            self.upkeep.aim_at(change);
        }
    }

    fn report(&mut self, batch: Batch, kept: Kept, started: Instant) -> Report {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(self.upkeep.theme_fault().cloned());
        let is_fresh = |diagnostic: &&Diagnostic| self.said.binary_search(diagnostic).is_err();
        let fresh = diagnostics.iter().filter(is_fresh).cloned().collect();
        self.said.clone_from(&diagnostics);
        // Sorted: only for the search.
        self.said.sort_unstable();
        let failures = self.complaints.take(self.unread.iter().cloned().chain(kept.failures));
        let is_kept_back = has_errors(&diagnostics) && !kept.written.differs();
        let written = (!is_kept_back).then_some(kept.written);
        let (mended, waiting, took) = (kept.mended, self.upkeep.waiting(), started.elapsed());
        Report { batch, diagnostics, fresh, failures, mended, written, waiting, took }
    }
}

impl Report {
    /// Whether anybody who did not call for it would want to hear of it.
    fn says_something(&self) -> bool {
        let is_written = self.written.is_some_and(|written| written.differs());
        is_written || !self.fresh.is_empty() || !self.failures.is_empty() || self.mended.is_some()
    }
}
