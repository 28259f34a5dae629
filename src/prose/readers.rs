//! Lends readers of words to whoever parses: a reader is the faster the more it has read.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Reader;

/// Readers that are not at work; there come to be as many as work at once.
#[derive(Debug, Default)]
pub struct Readers(Mutex<Vec<Reader>>);

impl Readers {
    /// Takes one, which comes back by itself.
    pub fn lend(&self) -> Lent<'_> {
        let idle = self.idle().pop();
        Lent { reader: idle.unwrap_or_default(), home: self }
    }

    /// The list is whole at any moment, so whoever failed while holding it did it no harm.
    fn idle(&self) -> MutexGuard<'_, Vec<Reader>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A reader at work.
#[derive(Debug)]
pub struct Lent<'r> {
    reader: Reader,
    home: &'r Readers,
}

impl Deref for Lent<'_> {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut Reader {
        &mut self.reader
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        // A reader that failed within a text still has some of its words.
        if !std::thread::panicking() {
            self.home.idle().push(std::mem::take(&mut self.reader));
        }
    }
}
