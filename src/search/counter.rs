//! The distinct keys of a text in ascending order, counted, in time linear in their number.

use super::key::{self, Impact};

/// A hash table whose slots follow the order of the keys: hashes are spread evenly, so a key's first bits say
/// where it stands, and reading the table from end to end yields the keys sorted.
#[derive(Debug, Default)]
pub struct Counter {
    /// `key << 32 | count`; zero where empty. Runs of full slots are ascending.
    slots: Vec<u64>,
    /// How far a key is shifted right to find its slot.
    shift: u32,
    /// How many keys are in.
    filled: usize,
}

impl Counter {
    /// Empties the table and makes room for a number of keys, of which some may be equal.
    pub fn reset(&mut self, keys: usize) {
        let bits = (keys.max(16) * 2).next_power_of_two().ilog2().min(key::BITS);
        self.shift = key::BITS - bits;
        self.filled = 0;
        self.slots.clear();
        self.slots.resize((1 << bits) + 1, 0);
    }

    /// Makes a fuller table than expected twice as large.
    #[cold]
    fn grow(&mut self) {
        let slots = std::mem::take(&mut self.slots);
        self.reset(slots.len());
        let mut free = 0;
        for slot in slots.into_iter().filter(|&slot| slot != 0) {
            let at = free.max((slot >> 32) as usize >> self.shift);
            self.slots.resize(self.slots.len().max(at + 2), 0);
            self.slots[at] = slot;
            free = at + 1;
            self.filled += 1;
        }
    }

    /// Counts a key so many times more.
    #[inline]
    pub fn add(&mut self, key: u32, times: u32) {
        let new = u64::from(key) << 32 | u64::from(times);
        let mut at = (key >> self.shift) as usize;
        loop {
            let slot = self.slots[at];
            let found = (slot >> 32) as u32;
            if slot == 0 {
                self.slots[at] = new;
                return self.count_new(at);
            }
            if found == key {
                self.slots[at] = slot + u64::from(times);
                return;
            }
            if found > key {
                return self.insert(at, new);
            }
            at += 1;
        }
    }

    /// Puts a new key before a larger one and moves the rest of the run along.
    fn insert(&mut self, mut at: usize, mut carried: u64) {
        while carried != 0 {
            std::mem::swap(&mut self.slots[at], &mut carried);
            at += 1;
        }
        self.count_new(at - 1);
    }

    /// Keeps a free slot at the end and a quarter of the table free, after `at` was filled.
    fn count_new(&mut self, at: usize) {
        self.filled += 1;
        if at + 1 == self.slots.len() {
            self.slots.push(0);
        }
        if self.filled > self.slots.len() / 4 * 3 {
            self.grow();
        }
    }

    /// The keys in ascending order, each with how much it weighs in its text.
    pub fn keys(&self) -> Box<[u32]> {
        let mut keys = vec![0; self.filled + 1];
        let mut count = 0;
        for &slot in &self.slots {
            // Without a branch: which slots are empty cannot be foretold.
            let impact = if slot as u32 >= 3 { Impact::Often } else { Impact::Once };
            keys[count] = key::weighted((slot >> 32) as u32, impact);
            count += usize::from(slot != 0);
        }
        keys.truncate(count);
        keys.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn keys_come_out_sorted_and_once(keys in proptest::collection::vec(0u32..1 << key::BITS, 0..200), twice in 0usize..3) {
            let mut counter = Counter::default();
            counter.reset(keys.len() * (twice + 1));
            for _ in 0..=twice {
                keys.iter().for_each(|&key| counter.add(key, 1));
            }
            let expected: std::collections::BTreeSet<u32> = keys.iter().copied().collect();
            let found = counter.keys();
            proptest::prop_assert!(found.is_sorted());
            proptest::prop_assert_eq!(found.iter().map(|&key| key >> 2).collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
        }
    }
}
