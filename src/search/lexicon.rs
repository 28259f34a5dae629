//! Reading a text chunk by chunk: each distinct chunk is taken apart once and remembered.

use std::collections::HashMap;

use super::chunk::{self, Chunk, Token};
use super::codebook;
use super::counter::Counter;
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
    /// The entries that stand in it, then one place to write to.
    met: Vec<u32>,
    /// How many of `met` are filled.
    met_count: usize,
    /// The pairs in it, as often as they stand there.
    pairs: Vec<u32>,
    /// Longer chunks.
    long: HashMap<Box<str>, u32>,
    /// Whatever is more than a word.
    meanings: Vec<Meaning>,
}

/// A remembered chunk. Most hold one word, which is kept here, so that one look at one place tells all.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    /// Its bytes, the first one lowest.
    bytes: u128,
    token: Token,
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
    /// Something else: `token.folded` is an index into `meanings`.
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
            met: vec![0],
            met_count: 0,
            pairs: Vec::new(),
            long: HashMap::new(),
            meanings: Vec::new(),
        }
    }
}

impl Lexicon {
    /// Takes in a block of text and writes its code behind `code`.
    pub fn read(&mut self, text: &str, code: &mut Vec<u8>) {
        let bytes = text.as_bytes();
        let mut before = None;
        let mut at = 0;
        while at < bytes.len() {
            let window = window(bytes, at);
            let length = length_of_chunk(window);
            if length == 0 {
                at += 1;
            } else if length < 16 {
                let chunk = window & ((1 << (8 * length)) - 1);
                let index = self.index_of(chunk, &text[at..at + length]);
                before = self.take(index, before, code);
                at += length + 1;
            } else {
                let length = bytes[at..].iter().position(|&byte| byte <= b' ').unwrap_or(bytes.len() - at);
                let index = self.long(&text[at..at + length]);
                before = self.take(index, before, code);
                at += length + 1;
            }
        }
    }

    /// Hands over what the blocks since the last time hold.
    pub fn count_into(&mut self, counter: &mut Counter) {
        counter.reset(self.met_count + self.pairs.len());
        for &index in &self.met[..self.met_count] {
            let count = std::mem::take(&mut self.counts[index as usize]);
            let entry = self.entries[index as usize];
            if entry.kind == Kind::Other {
                let tokens = &self.meanings[entry.token.folded as usize].chunk.tokens;
                tokens.iter().for_each(|&token| counter.add(key::single(token), count));
            } else {
                counter.add(key::single(entry.token), count);
            }
        }
        self.pairs.iter().for_each(|&pair| counter.add(pair, 1));
        self.met_count = 0;
        self.pairs.clear();
    }

    /// Counts an entry once more and pairs it with the word before; returns the word it is to the one after.
    #[inline]
    fn take(&mut self, index: u32, before: Option<Token>, code: &mut Vec<u8>) -> Option<Token> {
        // Without a branch: whether a chunk is new in its text cannot be foretold.
        let count = &mut self.counts[index as usize];
        self.met[self.met_count] = index;
        self.met_count += usize::from(*count == 0);
        *count += 1;
        let entry = self.entries[index as usize];
        if entry.kind == Kind::Other {
            return self.take_meaning(entry.token.folded, before, code);
        }
        code.extend_from_slice(&entry.code);
        code.truncate(code.len() - CODE_BYTES + entry.code_bytes as usize);
        if let Some(before) = before {
            self.pairs.push(key::pair(before, entry.token));
        }
        (entry.kind == Kind::Word).then_some(entry.token)
    }

    fn take_meaning(&mut self, index: u32, before: Option<Token>, code: &mut Vec<u8>) -> Option<Token> {
        let Meaning { chunk, code: written } = &self.meanings[index as usize];
        code.extend_from_slice(written);
        let word = chunk.word?;
        if let Some(before) = before.filter(|_| !chunk.opens) {
            self.pairs.push(key::pair(before, word));
        }
        (!chunk.closes).then_some(word)
    }

    #[inline]
    fn index_of(&mut self, bytes: u128, text: &str) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = spread(bytes) & mask;
        loop {
            let index = self.slots[at];
            if self.entries[index as usize].bytes == bytes {
                return index;
            }
            if index == 0 {
                return self.learn(bytes, text);
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn learn(&mut self, bytes: u128, text: &str) -> u32 {
        let entry = self.entry(bytes, text);
        let index = self.add(entry);
        if self.entries.len() * 3 > self.slots.len() {
            self.slots = vec![0; self.slots.len() * 2];
            for index in 1..=index {
                if self.entries[index as usize].bytes != 0 {
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
        self.met.push(0);
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

    fn entry(&mut self, bytes: u128, text: &str) -> Entry {
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
        let entry = self.entry(0, text);
        let index = self.add(entry);
        self.long.insert(text.into(), index);
        index
    }
}

/// Sixteen bytes from `at` on, the first one lowest; spaces after the end.
#[inline]
fn window(bytes: &[u8], at: usize) -> u128 {
    match bytes.get(at..at + 16).and_then(|slice| slice.try_into().ok()) {
        Some(whole) => u128::from_le_bytes(whole),
        None => {
            let mut padded = [b' '; 16];
            padded[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            u128::from_le_bytes(padded)
        }
    }
}

/// How many bytes come before the first space, tab or line break; 16 when there is none.
///
/// Works on all bytes at once: subtracting 0x21 from each borrows exactly from those that are smaller
/// (a borrow spoils only bytes after the first such one).
#[inline]
fn length_of_chunk(window: u128) -> usize {
    const EACH: u128 = u128::MAX / 255;
    let small = window.wrapping_sub(EACH * 0x21) & !window & (EACH * 0x80);
    small.trailing_zeros() as usize / 8
}

#[inline]
fn spread(bytes: u128) -> usize {
    let mixed =
        (bytes as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ ((bytes >> 64) as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    (mixed >> 32) as usize
}
