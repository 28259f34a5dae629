//! How far a publication is, on a terminal.

use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// Bytes sent and left; silent when nobody watches.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    sent: AtomicU64,
}

impl Progress {
    /// Shows a bar over so many bytes on standard error if it is a terminal.
    pub fn over(bytes: u64) -> Self {
        let bar = ProgressBar::new(bytes);
        let style = ProgressStyle::with_template("{bytes}/{total_bytes} {wide_bar} {binary_bytes_per_sec} {eta}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar, sent: AtomicU64::new(0) }
    }

    /// Shows nothing.
    pub fn silent() -> Self {
        Self { bar: ProgressBar::hidden(), sent: AtomicU64::new(0) }
    }

    /// So many bytes more were sent.
    pub fn sent(&self, bytes: u64) {
        self.sent.fetch_add(bytes, Ordering::Relaxed);
        self.bar.inc(bytes);
    }

    /// So many bytes need not be sent.
    pub fn skip(&self, bytes: u64) {
        self.bar.inc(bytes);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
