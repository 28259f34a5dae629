//! When to try again what the world refused: soon at first, then less and less often.

use std::time::Duration;

/// The pauses between tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    first: Duration,
    longest: Duration,
    next: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self::new(Duration::from_millis(250), Duration::from_secs(4))
    }
}

impl Pace {
    /// Pauses from `first` on, each twice as long as the one before, none longer than `longest`.
    pub fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, next: first }
    }

    /// How long to wait before the next try.
    pub fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = (pause * 2).min(self.longest);
        pause
    }

    /// Begins again with the first pause, because something is different now.
    pub fn reset(&mut self) {
        self.next = self.first;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_until_something_is_different() {
        let milliseconds = Duration::from_millis;
        let mut pace = Pace::new(milliseconds(250), milliseconds(1200));
        let pauses: Vec<Duration> = (0..5).map(|_| pace.pause()).collect();
        assert_eq!(pauses, [250, 500, 1000, 1200, 1200].map(milliseconds));
        pace.reset();
        assert_eq!(pace.pause(), milliseconds(250));
    }
}
