//! Rebuild on change.

mod folders;

use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::address::Url;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::failure::Failure;
use crate::render::{Rendered, render};
use crate::shell::batch::Batch;
use crate::shell::build;
use crate::shell::live::{Live, Round};
use crate::shell::load::ContentFolder;
use crate::shell::workplace::Workplace;
use crate::shell::write::{Output, Written};
use crate::site::{Change, Snapshot};
use crate::source::Sources;
pub use folders::{Listener, POLL_INTERVAL, Stopper};

/// An output folder that follows the content and the theme.
pub struct Watch {
    listener: Listener,
    live: Live,
    output: Output,
    /// True once the output holds a whole site of ours, so that single files can be replaced.
    is_whole: bool,
    /// What was said last, so that it need not be said again.
    said: Vec<Diagnostic>,
}

/// What became of a batch of changes.
#[derive(Debug)]
pub struct Report {
    /// What may have changed.
    pub batch: Batch,
    /// Every message about the content as it is now.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that were not there before.
    pub fresh: Vec<Diagnostic>,
    /// What was written; none when errors kept the last good site.
    pub written: Option<Written>,
    /// From the end of the quiet time to the last byte written.
    pub took: Duration,
}

impl Watch {
    /// Builds the site and begins to listen. `poll` is as for [`Listener::open`].
    pub fn open(workplace: &Workplace, poll: Option<Duration>) -> Result<(Self, Report), Failure> {
        let started = Instant::now();
        let output = Output::open(&workplace.output, &workplace.sources())?;
        // Before the first reading, so that nothing changes unnoticed between the two.
        let listener = Listener::open(workplace, poll)?;
        let (live, round) = Live::open(workplace)?;
        let mut watch = Self { listener, live, output, is_whole: false, said: Vec::new() };
        let report = watch.write(Batch { everything: true, ..Batch::default() }, round, started)?;
        Ok((watch, report))
    }

    /// Waits for a change and writes what it changes; `None` once the stopper was used.
    ///
    /// A failure (the disk is full, the content folder is gone) leaves the last good site; the next wait tries again.
    pub fn wait(&mut self) -> Option<Result<Report, Failure>> {
        let batch = loop {
            let batch = self.live.of_concern(self.listener.wait()?);
            if batch != Batch::default() {
                break batch;
            }
        };
        let started = Instant::now();
        let round = self.live.refresh(&batch);
        Some(round.and_then(|round| self.write(batch, round, started)))
    }

    /// What ends the wait.
    pub fn stopper(&self) -> Stopper {
        self.listener.stopper()
    }

    /// True where folders are looked through again and again because the system sends no events.
    pub fn polls(&self) -> bool {
        self.listener.polls
    }

    /// What was read last, for showing messages.
    pub fn sources(&self) -> &Sources {
        self.live.sources()
    }

    /// Where the site lies.
    pub fn root(&self) -> &Path {
        self.output.root()
    }

    fn write(&mut self, batch: Batch, round: Round, started: Instant) -> Result<Report, Failure> {
        let mut diagnostics = round.diagnostics;
        let mut written = None;
        if let Some(change) = round.change {
            match self.write_change(&change) {
                Ok(Ok(done)) => written = Some(done),
                Ok(Err(from_theme)) => {
                    self.live.hold(change);
                    diagnostics.push(from_theme);
                }
                Err(failure) => {
                    self.live.hold(change);
                    return Err(failure);
                }
            }
        }
        let is_fresh = |diagnostic: &&Diagnostic| self.said.binary_search(diagnostic).is_err();
        let fresh = diagnostics.iter().filter(is_fresh).cloned().collect();
        self.said.clone_from(&diagnostics);
        // Sorted: only for the search.
        self.said.sort_unstable();
        Ok(Report { batch, diagnostics, fresh, written, took: started.elapsed() })
    }

    fn write_change(&mut self, change: &Change) -> Result<Result<Written, Diagnostic>, Failure> {
        if !self.is_whole {
            let written = build::write(&mut self.output, self.live.folder(), &change.site, None)?;
            self.is_whole = written.is_ok();
            return Ok(written);
        }
        let pages = match render_all(&change.site, &change.written) {
            Ok(pages) => pages,
            Err(from_theme) => return Ok(Err(*from_theme)),
        };
        let copies = changed_copies(self.live.folder(), change)?;
        let removed: Vec<String> = change.removed.iter().map(Url::file).collect();
        self.output.replace(pages, &copies, &removed).map(Ok)
    }
}

/// The bytes of the changed pages by their files; or what is wrong with the first that cannot be rendered.
fn render_all(site: &Snapshot, changed: &[Url]) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
    let rendered = changed.par_iter().filter_map(|url| {
        let rendered = render(&site.theme, site.plan.get(url.as_str())?);
        let bytes = rendered.map(|rendered| match rendered {
            Rendered::Text(text) => Some(text.into_bytes()),
            Rendered::Bytes(bytes) => Some(bytes),
            Rendered::Attachment(_) => None,
        });
        Some(bytes.map(|bytes| bytes.map(|bytes| (url.file(), bytes))))
    });
    let rendered: Vec<Result<Option<_>, Box<Diagnostic>>> = rendered.collect();
    // In the order of the addresses: the same change gives the same message.
    rendered.into_iter().filter_map(Result::transpose).collect()
}

fn changed_copies(folder: &ContentFolder, change: &Change) -> Result<Vec<crate::shell::write::FileCopy>, Failure> {
    let views = change.written.iter().filter_map(|url| Some((url, change.site.plan.get(url.as_str())?)));
    views.filter_map(|(url, view)| build::copy(folder, url, view)).collect()
}
