//! Which words share the rarest pieces with another one, wherever in it they stand.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::tree::Letters;

/// Letters of a piece: about a syllable of an address.
const LENGTH: usize = 4;

/// Words that are looked up for one answer, each as often as it has a piece.
const LOOKED_UP: usize = 8_192;

/// Words that are compared in the end.
const COMPARED: usize = 32;

type Piece = [char; LENGTH];

/// For each piece the words that hold it, by their places in a list of words.
#[derive(Debug)]
pub struct Pieces(HashMap<Piece, Vec<u32>>);

impl Pieces {
    /// Cuts the words up.
    pub fn of(words: &[Letters]) -> Self {
        let mut holders: HashMap<Piece, Vec<u32>> = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            cut(word).into_iter().for_each(|piece| holders.entry(piece).or_default().push(index as u32));
        }
        Self(holders)
    }

    /// The words that share most pieces with this one, where the rarest pieces count first.
    pub fn alike(&self, word: &[char]) -> Vec<usize> {
        let mut lists: Vec<&Vec<u32>> = cut(word).iter().filter_map(|piece| self.0.get(piece)).collect();
        lists.sort_by_key(|list| list.len());
        let mut holders: Vec<u32> = lists.into_iter().flatten().copied().take(LOOKED_UP).collect();
        holders.sort_unstable();
        let mut alike: Vec<&[u32]> = holders.chunk_by(|one, other| one == other).collect();
        // Sorted: reaches output. Stable, so that of two words the first in the order of letters comes first.
        alike.sort_by_key(|shared| Reverse(shared.len()));
        alike.into_iter().take(COMPARED).map(|shared| shared[0] as usize).collect()
    }
}

/// Each piece once, in order: what is taken of them must not depend on a hash.
fn cut(word: &[char]) -> BTreeSet<Piece> {
    word.windows(LENGTH).filter_map(|piece| piece.try_into().ok()).collect()
}
