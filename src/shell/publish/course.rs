//! How far a publication is, for whoever watches it beside a terminal, and the word to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared by the publication and those who watch it.
#[derive(Debug, Clone, Default)]
pub struct Course(Arc<State>);

#[derive(Debug, Default)]
struct State {
    bytes: AtomicU64,
    done: AtomicU64,
    is_stopped: AtomicBool,
}

impl Course {
    /// Bytes to bring, once that is known, and those that are there.
    pub fn bytes(&self) -> (u64, u64) {
        (self.0.bytes.load(Ordering::Relaxed), self.0.done.load(Ordering::Relaxed))
    }

    /// Lets no further file be sent. What readers see is exchanged as a whole or not at all all the same.
    pub fn stop(&self) {
        self.0.is_stopped.store(true, Ordering::Relaxed);
    }

    pub fn is_stopped(&self) -> bool {
        self.0.is_stopped.load(Ordering::Relaxed)
    }

    pub(super) fn expect(&self, bytes: u64) {
        self.0.bytes.store(bytes, Ordering::Relaxed);
    }

    pub(super) fn bring(&self, bytes: u64) {
        self.0.done.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// Two are the same when they are of one publication.
impl PartialEq for Course {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Course {}
