//! The distinct keys of a text in ascending order, each with its weight.

use super::key::{self, Impact};

/// Fewer keys than this are sorted by comparing them.
const FEW: usize = 256;

/// Sorts counted keys and makes one weighted key of each; `spare` is memory to work in.
pub fn distinct(keys: &mut Vec<u32>, spare: &mut Vec<u32>) -> Box<[u32]> {
    if keys.len() < FEW {
        keys.sort_unstable();
    } else {
        sort(keys, spare);
    }
    merge(keys).into()
}

/// Deals the keys out by their first bits, which hashes spread evenly, and mends what is left by insertion.
///
/// Comparing any two of a thousand hashes comes out either way, and a branch that cannot be foretold costs more
/// than all that is done for a key here.
fn sort(keys: &mut Vec<u32>, spare: &mut Vec<u32>) {
    const SHIFT: u32 = 32 - 11;
    let mut places = [0_u32; 1 << (32 - SHIFT)];
    keys.iter().for_each(|&key| places[(key >> SHIFT) as usize] += 1);
    let mut before = 0;
    for place in &mut places {
        before += std::mem::replace(place, before);
    }
    spare.clear();
    spare.resize(keys.len(), 0);
    for &key in &*keys {
        let place = &mut places[(key >> SHIFT) as usize];
        spare[*place as usize] = key;
        *place += 1;
    }
    std::mem::swap(keys, spare);
    for end in 1..keys.len() {
        let key = keys[end];
        let mut at = end;
        while at > 0 && keys[at - 1] > key {
            keys[at] = keys[at - 1];
            at -= 1;
        }
        keys[at] = key;
    }
}

/// Adds up the counts of equal keys, which stand side by side, and says what each weighs.
fn merge(keys: &[u32]) -> Vec<u32> {
    let mut merged = vec![0; keys.len() + 1];
    let (mut last, mut next, mut times) = (u32::MAX, 0, 0);
    for &counted in keys {
        let (key, count) = (counted >> 2, counted & 3);
        let is_new = key != last;
        times = if is_new { count } else { times + count };
        next += usize::from(is_new);
        let impact = if times >= key::OFTEN { Impact::Often } else { Impact::Once };
        merged[next] = key::weighted(key, impact);
        last = key;
    }
    merged.truncate(next + 1);
    merged.remove(0);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    proptest::proptest! {
        #[test]
        fn keys_come_out_sorted_once_and_weighed(keys in proptest::collection::vec((0u32..1 << 30, 1u32..5), 0..900)) {
            // A third of the keys are equal to others.
            let keys: Vec<_> = keys.iter().map(|&(key, count)| (if key % 3 == 0 { key % 64 } else { key }, count)).collect();
            let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
            keys.iter().for_each(|&(key, count)| *counts.entry(key).or_default() += count.min(3));
            let mut counted: Vec<u32> = keys.iter().map(|&(key, count)| key::counted(key, count)).collect();
            let weight = |count: u32| if count >= 3 { Impact::Often } else { Impact::Once };
            let expected: Vec<u32> = counts.iter().map(|(&key, &count)| key::weighted(key, weight(count))).collect();
            proptest::prop_assert_eq!(&*distinct(&mut counted, &mut Vec::new()), expected);
        }
    }
}
