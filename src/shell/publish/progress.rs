//! How far a publication is: on a terminal, and for whoever watches its course.

use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::course::Course;
use super::session::{Fault, FaultKind};
use crate::diagnostic::messages::fault;

/// Bytes sent and left; silent when nobody watches.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    sent: AtomicU64,
    course: Course,
}

impl Progress {
    /// Shows a bar over so many bytes on standard error, if it is a terminal and nobody wants it quiet.
    pub fn over(bytes: u64, quiet: bool, course: &Course) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(bytes) };
        let style = ProgressStyle::with_template("{bytes}/{total_bytes} {wide_bar} {binary_bytes_per_sec} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        course.expect(bytes);
        Self { bar, sent: AtomicU64::new(0), course: course.clone() }
    }

    /// A fault where somebody said to stop: nothing more is sent, and the next run goes on from here.
    pub fn go_on(&self) -> Result<(), Fault> {
        match self.course.is_stopped() {
            true => Err(Fault::said(FaultKind::Stopped, fault::stopped())),
            false => Ok(()),
        }
    }

    /// So many bytes more were sent.
    pub fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.skip(bytes);
    }

    /// So many bytes need not be sent.
    pub fn skip(&self, bytes: u64) {
        self.bar.inc(bytes);
        self.course.bring(bytes);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
