//! New words for pages that the index has: while every page keeps its slots, few shards differ.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::layout::{Cell, shard_bits};
use super::placed::Placed;
use super::posting::Division;
use super::{Entry, Index, Record, Shard, differing_keys, entry};
use crate::prose::Reader;

/// How an index differs from what it was.
#[derive(Debug)]
pub enum Revision {
    /// These shards differ, and none came or went; by path, as in [`Index::shards`].
    Shards(Vec<(String, Arc<Shard>)>),
    /// More than that: the index was made anew.
    Whole,
}

/// An entry as it was and as it is.
type Pair = (Arc<Entry>, Arc<Entry>);

impl Index {
    /// Takes records in the place of those at the same addresses.
    pub fn revise(&mut self, records: Vec<Record>) -> Revision {
        let mut reader = Reader::default();
        let new: Vec<Arc<Entry>> = records.into_iter().map(|record| entry(record, self, &mut reader)).collect();
        let old = |new: &Arc<Entry>| Some((self.entries.get(&new.record.url)?.clone(), new.clone()));
        let pairs: Option<Vec<Pair>> = new.iter().map(old).collect();
        let Some(pairs) = pairs.filter(|pairs| self.keeps_slots(pairs)) else {
            let mut entries = self.entries.clone();
            entries.extend(new.into_iter().map(|entry| (entry.record.url.clone(), entry)));
            *self = Self::of(entries, self.vocabulary.clone(), self);
            return Revision::Whole;
        };
        let (pages, postings) = self.replace(&pairs);
        let pages = pages.into_iter().map(|at| self.pages_around(at));
        let shards: Vec<Shard> = pages.chain(self.written_postings(&postings)).collect();
        Revision::Shards(shards.into_iter().filter_map(|shard| self.renewed(shard)).collect())
    }

    /// True where the new entries would have the slots of the old ones, and all shards their size.
    fn keeps_slots(&self, pairs: &[Pair]) -> bool {
        let shown_bytes = |placed: &Placed| {
            let new = pairs.iter().find(|(old, _)| Arc::ptr_eq(old, &placed.entry)).map(|(_, new)| new);
            new.unwrap_or(&placed.entry).shown_bytes(placed.part)
        };
        let stays = |(old, new): &Pair| {
            let (old, new) = (&old.record, &new.record);
            let alike =
                old.period == new.period && old.kind == new.kind && old.prose.parts.len() == new.prose.parts.len();
            let Some(cell) = self.cell_of(new).filter(|_| alike) else { return false };
            let shown = self.layout.placed[self.layout.places(cell)].iter().map(shown_bytes);
            shard_bits(cell.capacity, shown.sum()) == cell.shard_bits
        };
        pairs.iter().all(stays) && Division::of(self.postings_with(pairs)) == self.division
    }

    fn postings_with(&self, pairs: &[Pair]) -> usize {
        pairs.iter().fold(self.postings, |sum, (old, new)| sum + new.postings() - old.postings())
    }

    fn cell_of(&self, record: &Record) -> Option<&Cell> {
        self.layout.cells.iter().find(|cell| cell.period == record.period && cell.kind == record.kind)
    }

    /// Puts entries in the slots of the old ones; gives the places of their parts, and the numbers of the shards of
    /// postings that may differ.
    fn replace(&mut self, pairs: &[Pair]) -> (Vec<usize>, Vec<u32>) {
        self.postings = self.postings_with(pairs);
        let (mut pages, mut postings) = (Vec::new(), BTreeSet::new());
        for (old, new) in pairs {
            self.entries.insert(new.record.url.clone(), new.clone());
            let places = self.cell_of(&new.record).map_or(0..0, |cell| self.layout.places(cell));
            for at in places.filter(|at| Arc::ptr_eq(&self.layout.placed[*at].entry, old)).collect::<Vec<_>>() {
                let part = Placed { entry: new.clone(), ..self.layout.placed[at].clone() };
                let before = std::mem::replace(&mut self.layout.placed[at], part);
                let after = &self.layout.placed[at];
                differing_keys(Some(&before), Some(after), |key| _ = postings.insert(self.division.shard_of(key)));
                pages.push(at);
            }
        }
        (pages, postings.into_iter().collect())
    }

    /// The shard of pages that holds the part at a place.
    fn pages_around(&self, at: usize) -> Shard {
        let slot = self.layout.placed[at].slot;
        let cell = &self.layout.cells[self.layout.cells.partition_point(|cell| cell.base <= slot) - 1];
        let placed = &self.layout.placed[self.layout.places(cell)];
        let number = cell.shard_of(&self.layout.placed[at]);
        let before = |number: u32| placed.partition_point(|placed| cell.shard_of(placed) < number);
        cell.shard(&placed[before(number)..before(number + 1)])
    }

    /// Takes a shard in the place of the one of its name; none where the two are equal.
    fn renewed(&mut self, shard: Shard) -> Option<(String, Arc<Shard>)> {
        let path = format!("{}.js", shard.name);
        let old = self.shards.get_mut(&path)?;
        if **old == shard {
            return None;
        }
        *old = Arc::new(shard);
        Some((path, old.clone()))
    }
}
