//! Words of one length as a tree, walked letter by letter: what begins alike is compared once, and a branch is left as soon
//! as nothing in it can be nearer than what was found.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::slice;

/// How far a word may be from the one that is proposed for it: two fifths of the longer one.
const FARTHEST: Distance = Distance { edits: 2, of: 5 };

/// Pairs of letters compared before a walk is given up: those of fifty addresses, compared whole. Links of a site of
/// 8,000 pages whose folder was renamed take 2,000 of them each, and 26,000 at most.
const PAIRS: usize = 1 << 17;

/// Words guessed at first, on either side of where the asked one would stand.
const NEIGHBOURS: usize = 2;

/// Stands for more edits than any proposal may need.
const TOO_MANY: usize = usize::MAX / 4;

/// A word's letters, in the order in which they are read.
pub type Letters = Box<[char]>;

/// All words with their letters in one of the two orders, sorted.
#[derive(Debug, Default)]
pub struct Reading {
    pub words: Vec<Letters>,
    by_length: BTreeMap<usize, Vec<Letters>>,
}

impl Reading {
    /// Adds a word; the words are out of order until [`sort`](Self::sort).
    pub fn add(&mut self, word: Letters) {
        self.by_length.entry(word.len()).or_default().push(word.clone());
        self.words.push(word);
    }

    /// Puts the words in order.
    pub fn sort(&mut self) {
        self.words.sort();
        self.by_length.values_mut().for_each(|words| words.sort());
    }

    /// Looks at the words that share with the asked one the most of what is read first.
    pub fn guess(&self, search: &mut Search<'_>) {
        let at = self.words.partition_point(|other| **other < *search.word);
        for word in &self.words[at.saturating_sub(NEIGHBOURS)..self.words.len().min(at + NEIGHBOURS)] {
            search.among(slice::from_ref(word));
        }
    }

    /// Looks at all words that may be nearer than what was found.
    pub fn search(&self, search: &mut Search<'_>) {
        let mut lengths: Vec<(&usize, &Vec<Letters>)> = self.by_length.iter().collect();
        let at_least = |length: usize| search.distance(length.abs_diff(search.word.len()), length);
        // Sorted: where the nearest may be comes first.
        lengths.sort_by(|(one, _), (other, _)| at_least(**one).compare(&at_least(**other)));
        lengths.into_iter().for_each(|(_, words)| search.among(words));
    }
}

/// So many letters to change, of so many.
#[derive(Debug, Clone, Copy)]
struct Distance {
    edits: usize,
    of: usize,
}

impl Distance {
    fn compare(&self, other: &Self) -> Ordering {
        (self.edits * other.of).cmp(&(other.edits * self.of))
    }
}

/// The nearest word so far.
pub struct Best {
    /// Its letters from the first.
    pub word: Option<Letters>,
    /// How far it is, or how far one may be.
    distance: Distance,
    /// None left: a walk was given up.
    pairs_left: usize,
}

impl Best {
    /// None yet.
    pub fn new() -> Self {
        Self { word: None, distance: FARTHEST, pairs_left: PAIRS }
    }

    /// Whether a walk was given up, after which there is strength for another one.
    pub fn gave_up(&mut self) -> bool {
        let gave_up = self.pairs_left == 0;
        self.pairs_left = PAIRS;
        gave_up
    }

    /// Whether the asked word, as far as this one tells, is rather misspelt at its end than at its beginning.
    pub fn is_other_at_its_end(&self, asked: &[char]) -> bool {
        let alike = |(one, other): &(&char, &char)| one == other;
        self.word.as_ref().is_some_and(|word| {
            let at_beginning = word.iter().zip(asked).take_while(alike).count();
            at_beginning > word.iter().rev().zip(asked.iter().rev()).take_while(alike).count()
        })
    }
}

/// A walk through known words, read as the asked one is.
pub struct Search<'s> {
    word: &'s [char],
    is_from_last: bool,
    best: &'s mut Best,
    /// One for each letter from the tree's root to here.
    rows: Vec<Row>,
}

/// What it takes to make beginnings of the asked word from one beginning of known words.
struct Row {
    /// Edits to the first 0, 1, 2, … letters of the asked word.
    edits: Vec<usize>,
    /// For each letter of it, counted from 1, where the known words had it last, counted from 1; 0 for nowhere.
    met: Vec<usize>,
}

impl<'s> Search<'s> {
    pub fn new(word: &'s [char], is_from_last: bool, best: &'s mut Best) -> Self {
        Self { word, is_from_last, best, rows: Vec::new() }
    }

    fn distance(&self, edits: usize, length: usize) -> Distance {
        // Two empty words are as near as can be.
        Distance { edits, of: length.max(self.word.len()).max(1) }
    }

    /// Looks at words of one length, sorted.
    pub fn among(&mut self, words: &[Letters]) {
        let Some(first) = words.first() else { return };
        if self.may_be_best(first.len().abs_diff(self.word.len()), &[], first.len()) {
            let width = self.word.len() + 1;
            self.rows = vec![Row { edits: (0..width).collect(), met: vec![0; width] }];
            self.below(words);
        }
    }

    /// Looks at words that begin with the same letters, one for each row but the first.
    fn below(&mut self, words: &[Letters]) {
        let (depth, length) = (self.rows.len() - 1, words[0].len());
        if depth == length {
            self.weigh(self.rows[depth].edits[self.word.len()], &words[0]);
            return;
        }
        let mut branches = Vec::new();
        let mut rest = words;
        while let Some(first) = rest.first() {
            let letter = first[depth];
            let (branch, others) = rest.split_at(rest.partition_point(|word| word[depth] == letter));
            rest = others;
            let columns = self.columns(depth + 1, length);
            self.best.pairs_left = self.best.pairs_left.saturating_sub(columns.clone().count());
            if self.best.pairs_left == 0 {
                break;
            }
            let row = self.next_row(letter, columns);
            branches.push((row.least(length - depth - 1), branch, row));
        }
        // Sorted: where the nearest may be comes first. Stable, so that of two the first in the order of letters does.
        branches.sort_by_key(|(least, ..)| *least);
        for (least, branch, row) in branches {
            if self.may_be_best(least, &branch[0][..=depth], length) {
                self.rows.push(row);
                self.below(branch);
                self.rows.pop();
            }
        }
    }

    /// The beginnings of the asked word that a beginning of `depth` letters may still become: those that are longer or
    /// shorter by no more letters than may be edited.
    fn columns(&self, depth: usize, length: usize) -> RangeInclusive<usize> {
        let Distance { edits, of } = self.best.distance;
        let most = edits * self.distance(0, length).of / of;
        depth.saturating_sub(most).max(1)..=(depth + most).min(self.word.len())
    }

    /// Whether a word of this length that begins so, and is at least so many edits away, may be the nearest.
    fn may_be_best(&self, edits: usize, beginning: &[char], length: usize) -> bool {
        match (self.distance(edits, length).compare(&self.best.distance), &self.best.word) {
            (Ordering::Less, _) | (Ordering::Equal, None) => true,
            (Ordering::Equal, Some(best)) => self.is_from_last || *beginning < **best,
            (Ordering::Greater, _) => false,
        }
    }

    /// Takes a word for the nearest if it is.
    fn weigh(&mut self, edits: usize, word: &Letters) {
        let mut word = word.clone();
        if self.is_from_last {
            word.reverse();
        }
        let distance = self.distance(edits, word.len());
        let order = distance.compare(&self.best.distance);
        if order.is_lt() || order.is_eq() && self.best.word.as_ref().is_none_or(|best| word < *best) {
            (self.best.word, self.best.distance) = (Some(word), distance);
        }
    }

    /// The row below the last one when the known words go on with this letter: of all ways to a beginning of the asked word
    /// the one with the fewest edits. Two letters changed places when the known words had the last letter of the beginning
    /// somewhere above, and the beginning has theirs somewhere before.
    fn next_row(&self, letter: char, columns: RangeInclusive<usize>) -> Row {
        let (depth, above) = (self.rows.len(), &self.rows[self.rows.len() - 1]);
        let mut row = Row { edits: vec![TOO_MANY; above.edits.len()], met: above.met.clone() };
        row.edits[0] = depth;
        let mut same_before = 0;
        for column in columns {
            let (index, other) = (column - 1, self.word[column - 1]);
            let changed = above.edits[index] + usize::from(other != letter);
            let mut fewest = changed.min(above.edits[column] + 1).min(row.edits[index] + 1);
            let met = above.met[column];
            if met > 0 && same_before > 0 {
                let between = (depth - met - 1) + (column - same_before - 1);
                fewest = fewest.min(self.rows[met - 1].edits[same_before - 1] + between + 1);
            }
            if other == letter {
                (same_before, row.met[column]) = (column, depth);
            }
            row.edits[column] = fewest;
        }
        row
    }
}

impl Row {
    /// The fewest edits with which a word can end, of which `left` letters are to come: one for each letter more or fewer.
    fn least(&self, left: usize) -> usize {
        let width = self.edits.len();
        let to_the_end = self.edits.iter().enumerate().map(|(column, edits)| edits + left.abs_diff(width - 1 - column));
        to_the_end.min().unwrap_or_default()
    }
}
