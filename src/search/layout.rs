//! Which slot each page has: the number that stands for it in the postings.
//!
//! A slot follows from the page's address, its period and its kind alone, never from its words. Pages of
//! one period and kind share a *cell*, a run of slots with free ones between, so a new page moves at most its
//! neighbours. Cells stand oldest period first: a filter is a set of slot ranges, and newer is larger.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::Entry;
use super::findable::FindableKind;
use super::placed::Placed;
use super::shard::{Content, Shard};
use crate::content::PeriodId;
use crate::prose::hash;

/// The bytes a shard of pages should have: a result costs one such shard.
const PAGES_BYTES: usize = 5 * 1024;

/// A run of slots for the pages of one period and kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The period, if its pages belong to one.
    pub period: Option<PeriodId>,
    /// The kind of its pages.
    pub kind: FindableKind,
    /// Its first slot.
    pub base: u32,
    /// How many slots it has.
    pub capacity: u32,
    /// How many slots share a shard of pages, as a power of two.
    pub shard_bits: u32,
}

impl Cell {
    /// What the files of its pages are called: `bao-cao.2022-h1`, `xa`.
    pub fn name(&self) -> String {
        let kind = self.kind.word();
        self.period.map_or_else(|| kind.to_owned(), |period| format!("{kind}.{period}"))
    }

    /// The number of the shard that a part of this cell belongs to.
    pub fn shard_of(&self, placed: &Placed) -> u32 {
        (placed.slot - self.base) >> self.shard_bits
    }

    /// The shard of some parts of this cell.
    pub fn shard(&self, pages: &[Placed]) -> Shard {
        let name = format!("trang/{}.{}", self.name(), self.shard_of(&pages[0]));
        Shard { name, content: Content::Pages(pages.to_vec(), self.base) }
    }
}

/// All cells in order, and all parts in the order of their slots.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// By period, then by the word of the kind.
    pub cells: Vec<Cell>,
    /// By slot.
    pub placed: Vec<Placed>,
}

impl Layout {
    /// Where the parts of a cell stand in `placed`.
    pub fn places(&self, cell: &Cell) -> Range<usize> {
        let before = |slot: u32| self.placed.partition_point(|placed| placed.slot < slot);
        before(cell.base)..before(cell.base + cell.capacity)
    }
}

/// A part of an entry: the slot it would have, its number, and the entry.
type Member<'a> = (u32, u32, &'a Arc<Entry>);

/// The parts of one kind.
type OfKind<'a> = (FindableKind, Vec<Member<'a>>);

/// Gives every part of every entry its slot.
pub fn lay_out<'a>(entries: impl Iterator<Item = &'a Arc<Entry>>) -> Layout {
    let mut members: BTreeMap<(Option<PeriodId>, &str), OfKind<'_>> = BTreeMap::new();
    for entry in entries {
        let record = &entry.record;
        let key = (record.period, record.kind.word());
        let (_, cell) = members.entry(key).or_insert_with(|| (record.kind, Vec::new()));
        cell.extend((0..record.prose.parts.len() as u32).map(|part| (hash::home(&record.url, part), part, entry)));
    }
    let mut layout = Layout::default();
    let mut base = 0;
    for ((period, _), (kind, mut members)) in members {
        // Sorted: reaches output.
        members.sort_unstable_by(|one, other| {
            (one.0, &one.2.record.url, one.1).cmp(&(other.0, &other.2.record.url, other.1))
        });
        let size = capacity(members.len() as u32);
        let mut free = base;
        for &(home, part, entry) in &members {
            let slot = free.max(base + ((u64::from(home) * u64::from(size)) >> 32) as u32);
            layout.placed.push(Placed { slot, entry: entry.clone(), part });
            free = slot + 1;
        }
        // The last ones may have been pushed beyond the end; a margin before the next cell hides it.
        let (margin, used) = (size + size / 8 + 8, free - base);
        let capacity = if used <= margin { margin } else { used.next_power_of_two() };
        let bytes = members.iter().map(|(_, part, entry)| entry.shown_bytes(*part)).sum();
        let shard_bits = shard_bits(capacity, bytes);
        layout.cells.push(Cell { period, kind, base, capacity, shard_bits });
        base += capacity;
    }
    layout
}

/// How many slots of a cell share a shard, as a power of two, when its parts are shown in so many bytes.
pub fn shard_bits(capacity: u32, bytes: usize) -> u32 {
    (PAGES_BYTES * capacity as usize / bytes.max(1)).max(1).ilog2()
}

/// A quarter more than needed, in steps of a fifth to a quarter, so that it seldom changes.
fn capacity(members: u32) -> u32 {
    let wanted = members + members / 4 + 1;
    let step = (wanted.next_power_of_two() / 8).max(1);
    wanted.next_multiple_of(step)
}
