//! Which slots hold each key, written out range by range of keys.
//!
//! A shard is one string: for each folded form a space, its remaining hash bits in a fixed width, then its
//! sections. A section is one character (form with marks and weight), then the slots, each as the gap to the
//! one before; sections are parted by commas. A form that is in more than [`MOST`] pages keeps that many: the
//! heaviest of every cell, the same number for each, so that no filter comes out empty; `!`, the true number and `!` stand before its sections.

use std::ops::Range;

use super::layout::{Cell, Layout};
use super::number;
use super::placed::Placed;
use crate::attic::{Attic, Kept};
use crate::prose::key;

/// The most pages a folded form lists.
pub const MOST: usize = 4096;

/// About the most postings of a shard: hashes are spread evenly, so that none has many more.
const SHARD_POSTINGS: usize = 8192;

/// How many neighbouring shards are sorted together: their postings fit into a processor's own memory.
const BATCH: u32 = 16;

/// A key and a slot in one number: they sort by folded form, form with marks, weight, slot.
type Posting = u64;

/// How the keys are divided among shards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Division {
    /// There are two to the power of this many shards.
    pub bits: u32,
}

impl Division {
    /// Shards of 6 to 10 KB each.
    pub fn of(postings: usize) -> Self {
        Self { bits: (postings / SHARD_POSTINGS).max(1).next_power_of_two().ilog2() }
    }

    /// How many characters the rest of a hash takes.
    pub fn width(self) -> u32 {
        (key::FOLDED_BITS - self.bits).div_ceil(6)
    }

    /// The number of shards.
    pub fn shards(self) -> u32 {
        1 << self.bits
    }

    /// The shard that a weighted key belongs to.
    pub fn shard_of(self, weighted: u32) -> u32 {
        (u64::from(weighted) >> (32 - self.bits)) as u32
    }

    /// The weighted keys of a range of shards; the end is beyond the largest key for the last shard.
    fn keys(self, shards: &Range<u32>) -> Range<u64> {
        let first = |shard: u32| u64::from(shard) << (32 - self.bits);
        first(shards.start)..first(shards.end)
    }
}

/// The keys of the parts, each list with its slot, in the order of slots.
pub fn lists(layout: &Layout) -> Vec<(u32, &[u32])> {
    let lists = layout.placed.iter().flat_map(|Placed { slot, entry, part }| {
        [(*slot, &*entry.title_keys), (*slot, &*entry.record.prose.parts[*part as usize].keys)]
    });
    lists.filter(|list| !list.1.is_empty()).collect()
}

/// Writes shards; one that writes many ranges takes memory for the largest.
#[derive(Debug)]
pub struct Writer<'l> {
    lists: &'l [(u32, &'l [u32])],
    cells: &'l [Cell],
    division: Division,
    attic: &'l Attic,
    batches: Vec<Vec<Posting>>,
    spare: Vec<Posting>,
    text: Vec<u8>,
}

impl<'l> Writer<'l> {
    /// Writes postings of [`lists`].
    pub fn new(lists: &'l [(u32, &'l [u32])], cells: &'l [Cell], division: Division, attic: &'l Attic) -> Self {
        Self { lists, cells, division, attic, batches: Vec::new(), spare: Vec::new(), text: Vec::new() }
    }

    /// Writes a range of shards, each as its string.
    pub fn write(&mut self, shards: Range<u32>) -> Vec<Kept> {
        let mut written = Vec::with_capacity(shards.len());
        self.gather(&shards);
        for (first, postings) in shards.clone().step_by(BATCH as usize).zip(&mut self.batches) {
            let batch = first..shards.end.min(first + BATCH);
            sort(postings, &mut self.spare, self.division.keys(&batch));
            let mut rest = &postings[..];
            for shard in batch {
                let end = rest.partition_point(|posting| self.division.shard_of(weighted(*posting)) <= shard);
                let (own, others) = rest.split_at(end);
                for form in own.chunk_by(|one, other| folded(*one) == folded(*other)) {
                    write_form(form, self.cells, self.division, &mut self.text);
                }
                let text = std::str::from_utf8(&self.text).expect("numbers are written in ASCII");
                written.push(self.attic.keep(text));
                self.text.clear();
                rest = others;
            }
        }
        written
    }

    /// Collects all postings of a range of shards, batch by batch, each in the order of slots.
    ///
    /// Each list is read once and from front to end, for lists lie all over the memory.
    fn gather(&mut self, shards: &Range<u32>) {
        let keys = self.division.keys(shards);
        self.batches.iter_mut().for_each(Vec::clear);
        self.batches.resize_with(shards.len().div_ceil(BATCH as usize), Vec::new);
        let share = SHARD_POSTINGS * shards.len().min(BATCH as usize);
        self.batches.iter_mut().for_each(|batch| batch.reserve(share));
        for (slot, list) in self.lists {
            let rest = &list[first_at_least(list, keys.start)..];
            for &weighted in rest.iter().take_while(|&&weighted| u64::from(weighted) < keys.end) {
                let batch = (self.division.shard_of(weighted) - shards.start) / BATCH;
                self.batches[batch as usize].push(u64::from(weighted) << 32 | u64::from(*slot));
            }
        }
    }
}

fn weighted(posting: Posting) -> u32 {
    (posting >> 32) as u32
}

fn folded(posting: Posting) -> u32 {
    key::folded(weighted(posting))
}

/// The index of the first key that is not smaller than `bound`. Hashes are spread evenly, so the place is
/// first guessed from the value; the rest is a short walk.
fn first_at_least(list: &[u32], bound: u64) -> usize {
    let mut at = ((bound as u128 * list.len() as u128) >> 32) as usize;
    while at > 0 && u64::from(list[at - 1]) >= bound {
        at -= 1;
    }
    while at < list.len() && u64::from(list[at]) < bound {
        at += 1;
    }
    at
}

/// Sorts postings of a range of keys, which come in the order of slots, by key: a radix sort, as a comparison
/// of any two would cost more than all else here. `spare` is memory to work in.
fn sort(postings: &mut Vec<Posting>, spare: &mut Vec<Posting>, keys: Range<u64>) {
    const DIGIT: u32 = 13;
    let differing_bits = 64 - (keys.start ^ (keys.end - 1)).leading_zeros();
    spare.resize(postings.len(), 0);
    for shift in (32..32 + differing_bits).step_by(DIGIT as usize) {
        let digit = |posting: Posting| (posting >> shift) as usize & ((1 << DIGIT) - 1);
        let mut places = [0_usize; 1 << DIGIT];
        postings.iter().for_each(|&posting| places[digit(posting)] += 1);
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        for &posting in &*postings {
            let place = &mut places[digit(posting)];
            spare[*place] = posting;
            *place += 1;
        }
        std::mem::swap(postings, spare);
    }
}

fn write_form(form: &[Posting], cells: &[Cell], division: Division, out: &mut Vec<u8>) {
    out.push(b' ');
    number::push_fixed(folded(form[0]), division.width(), out);
    if form.len() <= MOST {
        return write_sections(form, out);
    }
    out.push(b'!');
    number::push(form.len() as u32, out);
    out.push(b'!');
    write_sections(&heaviest(form, cells), out);
}

fn write_sections(form: &[Posting], out: &mut Vec<u8>) {
    let section = |posting: Posting| (posting >> 32) as u32 & 63;
    for (index, postings) in form.chunk_by(|one, other| section(*one) == section(*other)).enumerate() {
        if index > 0 {
            out.push(b',');
        }
        out.push(number::LAST[section(postings[0]) as usize]);
        let mut next = 0;
        for posting in postings {
            let slot = *posting as u32;
            number::push(slot - next, out);
            next = slot + 1;
        }
    }
}

/// Of every cell the heaviest postings, as many of each as fit into [`MOST`] altogether; their order stays.
fn heaviest(form: &[Posting], cells: &[Cell]) -> Vec<Posting> {
    const WEIGHTS: usize = 4;
    let weight = |posting: Posting| (posting >> 32) as usize & (WEIGHTS - 1);
    let mut counts = vec![[0; WEIGHTS]; cells.len()];
    in_cells(form, cells, |posting, cell| counts[cell][weight(posting)] += 1);
    let limit = fair_share(&counts.iter().map(|counts| counts.iter().sum()).collect::<Vec<usize>>(), MOST);
    for counts in &mut counts {
        let mut left = limit;
        for count in counts.iter_mut().rev() {
            *count = left.min(*count);
            left -= *count;
        }
    }
    let mut kept = Vec::with_capacity(MOST);
    in_cells(form, cells, |posting, cell| {
        let left = &mut counts[cell][weight(posting)];
        if *left > 0 {
            *left -= 1;
            kept.push(posting);
        }
    });
    kept
}

/// Calls `each` with every posting and its cell. Slots ascend within a section, so the next cell is seldom far.
fn in_cells(form: &[Posting], cells: &[Cell], mut each: impl FnMut(Posting, usize)) {
    let mut cell = 0;
    for &posting in form {
        let slot = posting as u32;
        if slot < cells[cell].base {
            cell = 0;
        }
        while cells.get(cell + 1).is_some_and(|next| next.base <= slot) {
            cell += 1;
        }
        each(posting, cell);
    }
}

/// The largest limit under which the sizes, each cut to it, do not add up to more than `total`.
fn fair_share(sizes: &[usize], total: usize) -> usize {
    let mut sizes: Vec<usize> = sizes.iter().copied().filter(|&size| size > 0).collect();
    sizes.sort_unstable();
    let mut left = total;
    for (index, &size) in sizes.iter().enumerate() {
        let share = left / (sizes.len() - index);
        if size > share {
            return share.max(1);
        }
        left -= size;
    }
    usize::MAX
}
