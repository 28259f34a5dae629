//! The words of a text as search keeps them: what it is found by, and the text itself in short code, part by part.
//!
//! A syllable is not a word, so pairs of syllables are kept beside single ones (`chunk`). Each is a number made of
//! hashes (`key`), with and without marks. The text takes a third of its length (`codebook`).

pub(crate) mod chunk;
pub(crate) mod codebook;
mod distinct;
pub(crate) mod hash;
pub(crate) mod key;
mod lexicon;
mod readers;

use std::sync::Arc;

use crate::attic::Kept;
use chunk::Token;
use distinct::distinct;
use key::Impact;
use lexicon::Lexicon;
pub use readers::{Lent, Readers};

/// The bytes of text after which the next block begins a new part, so that no result loads a whole book.
const PART_BYTES: usize = 16 * 1024;

/// A text made ready for search. It depends on the blocks alone, so it may be kept as long as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Prose {
    /// At least one, in the order of the text.
    pub parts: Vec<Part>,
}

/// A stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Weighted keys, ascending.
    pub keys: Box<[u32]>,
    /// The blocks in the code of `codebook`, ready to stand in a JSON string.
    pub code: Kept,
}

impl Prose {
    /// Whether the text may hold all these [words](words_of). Now and then this is said in vain, as words are told apart by
    /// their hashes, and never is a text overlooked.
    pub fn may_hold(&self, words: &[u32]) -> bool {
        let holds = |word: &u32| self.parts.iter().any(|part| part.holds(*word));
        words.iter().all(holds)
    }
}

impl Part {
    fn holds(&self, word: u32) -> bool {
        let first = self.keys.partition_point(|weighted| key::folded(*weighted) < word);
        self.keys.get(first).is_some_and(|weighted| key::folded(*weighted) == word)
    }
}

/// The words of a name, in the form that [`Prose::may_hold`] asks for.
pub fn words_of(name: &str) -> Vec<u32> {
    chunk::parts_of(name).map(|token| key::folded(key::weighted(key::single(token), Impact::Once))).collect()
}

/// Reads texts; keep one per thread, for it remembers the words it has seen.
#[derive(Debug, Default)]
pub struct Reader {
    lexicon: Lexicon,
    keys: Vec<u32>,
    spare: Vec<u32>,
    code: Vec<u8>,
}

impl Reader {
    /// Makes a text ready for search: its blocks, each with the anchor to go to.
    pub fn prose<'b>(&mut self, blocks: impl IntoIterator<Item = (&'b str, &'b str)>) -> Arc<Prose> {
        let mut parts = Vec::with_capacity(1);
        let (mut bytes, mut before) = (0, String::new());
        self.code.clear();
        for (anchor, text) in blocks {
            if !self.code.is_empty() && bytes + text.len() > PART_BYTES {
                parts.push(self.part());
                bytes = 0;
                before.clear();
            }
            bytes += text.len();
            self.code.push(b'|');
            push_anchor(anchor, &mut before, &mut self.code);
            self.lexicon.read(text, &mut self.code);
        }
        if parts.is_empty() || !self.code.is_empty() {
            parts.push(self.part());
        }
        Arc::new(Prose { parts })
    }

    /// What has been read since the last part.
    fn part(&mut self) -> Part {
        let code = std::str::from_utf8(&self.code).expect("code is ASCII and whole chunks of a text");
        let code = code.into();
        self.code.clear();
        Part { keys: self.distinct_keys(), code }
    }

    /// The weighted keys, ascending, of titles, of the forms of a document's number, and of whatever else is known.
    pub fn title<'t>(
        &mut self,
        titles: impl Iterator<Item = &'t str>,
        designations: &[Arc<str>],
        known: impl Iterator<Item = (Token, Impact)>,
    ) -> Box<[u32]> {
        let mut keys: Vec<u32> = known.map(|(token, impact)| key::weighted(key::single(token), impact)).collect();
        for title in titles {
            keys.extend(self.keys_of(title, Impact::Title));
        }
        for designation in designations {
            keys.extend(self.keys_of(designation, Impact::Designation));
        }
        // Sorted: reaches output. A key that is in both weighs as what is heavier.
        keys.sort_unstable_by(|one, other| other.cmp(one));
        keys.dedup_by_key(|key| *key >> 2);
        keys.reverse();
        keys.into()
    }

    fn keys_of(&mut self, text: &str, impact: Impact) -> Vec<u32> {
        self.code.clear();
        self.lexicon.read(text, &mut self.code);
        self.distinct_keys().iter().map(|&weighted| key::weighted(weighted >> 2, impact)).collect()
    }

    fn distinct_keys(&mut self) -> Box<[u32]> {
        self.keys.clear();
        self.lexicon.hand_over(&mut self.keys);
        distinct(&mut self.keys, &mut self.spare)
    }
}

/// Writes an anchor and a space: of one that follows the anchor `before` only the space, and `-` where there is none.
fn push_anchor(anchor: &str, before: &mut String, code: &mut Vec<u8>) {
    match anchor {
        "" => code.push(b'-'),
        _ if follows(anchor, before) => {}
        _ => codebook::push_escaped(anchor, code),
    }
    if !anchor.is_empty() {
        before.clear();
        before.push_str(anchor);
    }
    code.push(b' ');
}

/// Whether an anchor is the one that is counted next: `doan-1` first, `doan-2` after it, `muc-1.1` after `muc-1`.
fn follows(anchor: &str, before: &str) -> bool {
    let counted = |anchor: &str| {
        let end = anchor.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let is_counted = anchor[..end].ends_with('.') || &anchor[..end] == "doan-";
        is_counted.then(|| Some((end, anchor[end..].parse::<u32>().ok()?))).flatten()
    };
    let Some((end, number)) = counted(anchor) else { return false };
    match counted(before) {
        Some((before_end, last)) => anchor[..end] == before[..before_end] && number == last + 1,
        None if before.is_empty() => anchor == "doan-1",
        None => number == 1 && anchor[..end].strip_suffix('.') == Some(before),
    }
}
