//! The content as it was last read, and what a careful reader says of it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::content::form::Named;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::failure::Failure;
use crate::edit;
use crate::link::drafts::Audience;
use crate::parse::ledger::Ledgers;
use crate::shell::check;
use crate::shell::live::Live;
use crate::shell::workplace::Workplace;
use crate::source::Sources;

/// The content in memory, for as long as nobody changes it on the disk.
pub(super) struct Room {
    workplace: Workplace,
    live: Live,
    findings: Vec<Diagnostic>,
    /// What entries may name, once somebody asks.
    known: OnceCell<Nameable>,
    /// Counts the readings.
    pub turn: u64,
}

/// What entries may name, by kind.
pub(super) type Nameable = BTreeMap<Named, Vec<edit::Known>>;

impl Room {
    pub fn open(workplace: &Workplace) -> Result<Self, Failure> {
        let (live, _) = Live::open(workplace, Audience::Authors)?;
        let findings = check::of_folder(live.folder(), live.sources(), workplace.today);
        Ok(Self { workplace: workplace.clone(), live, findings, known: OnceCell::new(), turn: 0 })
    }

    /// Reads what somebody changed since.
    pub fn look_again(&mut self) -> Result<(), Failure> {
        let changed = self.live.look();
        if !changed.is_empty() || self.live.is_behind() {
            self.live.refresh(&changed)?;
            self.findings = check::of_folder(self.live.folder(), self.live.sources(), self.workplace.today);
            self.known.take();
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

    /// Everything that is said of the content, sorted by place.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// What would be said, and is not said now, if the content were `sources`.
    pub fn new_findings(&self, sources: &Sources) -> Vec<Diagnostic> {
        let key = |said: &Diagnostic| (said.location.path.clone(), said.code.id, said.message.vi.clone());
        let mut known: BTreeMap<_, usize> = BTreeMap::new();
        self.findings.iter().for_each(|said| *known.entry(key(said)).or_default() += 1);
        let mut found = check::of_sources(sources, self.workplace.today, Vec::new());
        found.retain(|said| match known.get_mut(&key(said)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        });
        found
    }

    /// The registers that are declared.
    pub fn ledgers(&self) -> Ledgers {
        Ledgers::of(self.live.site().files())
    }

    /// What entries may name.
    pub fn known(&self) -> &Nameable {
        self.known.get_or_init(|| edit::known(self.live.site().files().values().map(|parsed| &parsed.entries)))
    }
}
