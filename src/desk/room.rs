//! The content as it was last read, and what a careful reader says of it.

use crate::diagnostic::failure::Failure;
use crate::link::drafts::Audience;
use crate::shell::check::{self, Reading};
use crate::shell::live::Live;
use crate::shell::workplace::Workplace;
use crate::source::Sources;

/// The content in memory, for as long as nobody changes it on the disk.
pub(super) struct Room {
    workplace: Workplace,
    live: Live,
    reading: Reading,
    /// Counts the readings.
    pub turn: u64,
}

impl Room {
    pub fn open(workplace: &Workplace) -> Result<Self, Failure> {
        let (live, _) = Live::open(workplace, Audience::Authors)?;
        let reading = check::read(workplace, None)?;
        Ok(Self { workplace: workplace.clone(), live, reading, turn: 0 })
    }

    /// Reads what somebody changed since.
    pub fn look_again(&mut self) -> Result<(), Failure> {
        let changed = self.live.look();
        if !changed.is_empty() || self.live.is_behind() {
            self.live.refresh(&changed)?;
            self.reading = check::read(&self.workplace, None)?;
            self.turn += 1;
        }
        Ok(())
    }

    pub fn live(&self) -> &Live {
        &self.live
    }

    pub fn sources(&self) -> &Sources {
        self.live.sources()
    }

    pub fn reading(&self) -> &Reading {
        &self.reading
    }
}
