//! Reading a text chunk by chunk: each distinct chunk is taken apart once and remembered.
//!
//! This is where nearly all time of an index goes, so the loop over a text's chunks looks at one place of memory
//! for each and branches only where the outcome can mostly be foretold.

use std::collections::HashMap;

use super::chunk::{self, Chunk, Token};
use super::codebook;
use super::key;

/// What is remembered of the chunks seen so far. It changes how fast texts are read, never what is read from them.
#[derive(Debug)]
pub struct Lexicon {
    /// Where in `entries` a chunk of at most 15 bytes is, by open addressing on its bytes; zero where empty.
    slots: Vec<u32>,
    /// Chunks in the order in which they were first met, which puts the common ones side by side. The first is no chunk.
    entries: Vec<Entry>,
    /// How often each entry stands in the text being read.
    counts: Vec<u32>,
    /// The entries that stand in it.
    met: Tail,
    /// The pairs in it, as often as they stand there.
    pairs: Tail,
    /// Longer chunks.
    long: HashMap<Box<str>, u32>,
    /// Whatever is more than a word.
    meanings: Vec<Meaning>,
}

/// A list to which something is written that then may or may not count, which takes no branch.
#[derive(Debug, Default)]
struct Tail {
    items: Vec<u32>,
    count: usize,
}

impl Tail {
    /// Makes room for so many more.
    fn reserve(&mut self, more: usize) {
        let length = self.items.len().max(self.count + more);
        self.items.resize(length, 0);
    }

    #[inline]
    fn push_if(&mut self, condition: bool, item: u32) {
        self.items[self.count] = item;
        self.count += usize::from(condition);
    }

    fn take(&mut self) -> &[u32] {
        &self.items[..std::mem::take(&mut self.count)]
    }
}

/// The word before the one being read; whether a phrase may go on from it.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    word: Token,
    goes_on: bool,
}

/// A remembered chunk. Most hold one word, which is kept here, so that one look at one place tells all.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Its bytes, the first one lowest.
    bytes: (u64, u64),
    /// Its word, if that is all it is; else `folded` is an index into `meanings`.
    token: Token,
    /// Its code, and behind it what will be overwritten.
    code: [u8; CODE_BYTES],
    code_bytes: u8,
    kind: Kind,
}

const CODE_BYTES: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// One word and no sign around it.
    Word,
    /// One word, then a sign that ends the phrase.
    LastWord,
    /// Something else.
    #[default]
    Other,
}

#[derive(Debug)]
struct Meaning {
    chunk: Chunk,
    code: Box<[u8]>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self {
            slots: vec![0; 4096],
            entries: vec![Entry::default()],
            counts: vec![0],
            met: Tail::default(),
            pairs: Tail::default(),
            long: HashMap::new(),
            meanings: Vec::new(),
        }
    }
}

impl Lexicon {
    /// Takes in a block of text and writes its code behind `code`.
    pub fn read(&mut self, text: &str, code: &mut Vec<u8>) {
        let bytes = text.as_bytes();
        let most_chunks = bytes.len() / 2 + 1;
        self.met.reserve(most_chunks);
        self.pairs.reserve(most_chunks);
        let mut before = Before::default();
        let mut at = 0;
        while at < bytes.len() {
            let low = window(bytes, at);
            let length = length_of_chunk(low);
            if length == 0 {
                at += 1;
                continue;
            }
            let (index, length) = match length {
                1..8 => (self.index_of((first_bytes(low, length), 0), text, at), length),
                _ => self.long_index(text, at, low),
            };
            before = self.take(index, before, code);
            at += length + 1;
        }
    }

    /// The entry and the length of a chunk of eight bytes or more.
    fn long_index(&mut self, text: &str, at: usize, low: u64) -> (u32, usize) {
        let high = window(text.as_bytes(), at + 8);
        let length = 8 + length_of_chunk(high);
        if length < 16 {
            return (self.index_of((low, first_bytes(high, length - 8)), text, at), length);
        }
        let rest = &text.as_bytes()[at..];
        let length = rest.iter().position(|&byte| byte <= b' ').unwrap_or(rest.len());
        (self.long(&text[at..at + length]), length)
    }

    /// Hands over the keys of what was read since the last time: each with how often it counts, in any order.
    pub fn hand_over(&mut self, keys: &mut Vec<u32>) {
        for &index in self.met.take() {
            let count = std::mem::take(&mut self.counts[index as usize]);
            let entry = &self.entries[index as usize];
            if entry.kind == Kind::Other {
                let tokens = &self.meanings[entry.token.folded as usize].chunk.tokens;
                keys.extend(tokens.iter().map(|&token| key::counted(key::single(token), count)));
            } else {
                keys.push(key::counted(key::single(entry.token), count));
            }
        }
        keys.extend(self.pairs.take().iter().map(|&pair| key::counted(pair, 1)));
    }

    /// Counts an entry once more and pairs it with the word before; returns the word it is to the one after.
    #[inline]
    fn take(&mut self, index: u32, before: Before, code: &mut Vec<u8>) -> Before {
        let count = &mut self.counts[index as usize];
        self.met.push_if(*count == 0, index);
        *count += 1;
        let entry = self.entries[index as usize];
        if entry.kind == Kind::Other {
            return self.take_meaning(entry.token.folded, before, code);
        }
        code.extend_from_slice(&entry.code);
        code.truncate(code.len() - CODE_BYTES + usize::from(entry.code_bytes));
        self.pairs.push_if(before.goes_on, key::pair(before.word, entry.token));
        Before { word: entry.token, goes_on: entry.kind == Kind::Word }
    }

    fn take_meaning(&mut self, index: u32, before: Before, code: &mut Vec<u8>) -> Before {
        let Meaning { chunk, code: written } = &self.meanings[index as usize];
        code.extend_from_slice(written);
        let Some(word) = chunk.word else { return Before::default() };
        self.pairs.push_if(before.goes_on && !chunk.opens, key::pair(before.word, word));
        Before { word, goes_on: !chunk.closes }
    }

    #[inline(always)]
    fn index_of(&mut self, bytes: (u64, u64), text: &str, at: usize) -> u32 {
        let mask = self.slots.len() - 1;
        let mut slot = spread(bytes) & mask;
        loop {
            let index = self.slots[slot];
            if self.entries[index as usize].bytes == bytes {
                return index;
            }
            if index == 0 {
                return self.learn(bytes, text, at);
            }
            slot = (slot + 1) & mask;
        }
    }

    #[cold]
    #[inline(never)]
    fn learn(&mut self, bytes: (u64, u64), text: &str, at: usize) -> u32 {
        let chunk = text[at..].split(|letter: char| letter <= ' ').next().unwrap_or_default();
        let entry = self.entry(bytes, chunk);
        let index = self.add(entry);
        if self.entries.len() * 3 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for index in 1..=index {
                if self.entries[index as usize].bytes != (0, 0) {
                    self.place(index);
                }
            }
        } else {
            self.place(index);
        }
        index
    }

    fn add(&mut self, entry: Entry) -> u32 {
        self.entries.push(entry);
        self.counts.push(0);
        self.entries.len() as u32 - 1
    }

    fn place(&mut self, index: u32) {
        let mask = self.slots.len() - 1;
        let mut at = spread(self.entries[index as usize].bytes) & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = index;
    }

    fn entry(&mut self, bytes: (u64, u64), text: &str) -> Entry {
        let meaning = Meaning { chunk: chunk::read(text), code: codebook::encode(text).into() };
        let mut code = [0; CODE_BYTES];
        if let (Some(word), [_], false) = (meaning.chunk.word, &meaning.chunk.tokens[..], meaning.chunk.opens)
            && let Some(start) = code.get_mut(..meaning.code.len())
        {
            start.copy_from_slice(&meaning.code);
            let kind = if meaning.chunk.closes { Kind::LastWord } else { Kind::Word };
            return Entry { bytes, token: word, code, code_bytes: meaning.code.len() as u8, kind };
        }
        self.meanings.push(meaning);
        let meaning = self.meanings.len() as u32 - 1;
        Entry { bytes, token: Token { folded: meaning, exact: 0 }, ..Entry::default() }
    }

    /// The entry of a long chunk; no bytes lead to it.
    fn long(&mut self, text: &str) -> u32 {
        if let Some(&index) = self.long.get(text) {
            return index;
        }
        let entry = self.entry((0, 0), text);
        let index = self.add(entry);
        self.long.insert(text.into(), index);
        index
    }
}

/// Eight bytes from `at` on, the first one lowest; spaces after the end.
#[inline]
fn window(bytes: &[u8], at: usize) -> u64 {
    match bytes.get(at..at + 8).and_then(|slice| slice.try_into().ok()) {
        Some(whole) => u64::from_le_bytes(whole),
        None => {
            let mut padded = [b' '; 8];
            let rest = bytes.get(at..).unwrap_or_default();
            padded[..rest.len()].copy_from_slice(rest);
            u64::from_le_bytes(padded)
        }
    }
}

/// How many bytes come before the first space, tab or line break; 8 when there is none.
///
/// Works on all bytes at once: subtracting 0x21 from each borrows exactly from those that are smaller
/// (a borrow spoils only bytes after the first such one).
#[inline]
fn length_of_chunk(window: u64) -> usize {
    const EACH: u64 = u64::MAX / 255;
    let small = window.wrapping_sub(EACH * 0x21) & !window & (EACH * 0x80);
    small.trailing_zeros() as usize / 8
}

/// The first bytes of a window, fewer than all.
#[inline]
fn first_bytes(window: u64, count: usize) -> u64 {
    window & ((1 << (8 * count)) - 1)
}

#[inline]
fn spread(bytes: (u64, u64)) -> usize {
    let mixed = bytes.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ bytes.1.wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mixed >> 32) as usize
}
