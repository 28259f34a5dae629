//! A list of phrases that a text is searched for: whole words, any case, tone marks kept.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::reader;
use crate::text::fold;
use crate::text::lookalike;
use crate::text::word::{self, Key, Word};

/// Phrases and what each of them means.
pub struct Lexicon<T> {
    entries: Vec<Entry<T>>,
    /// For look-up only: entries by their first word, longest first.
    by_first: HashMap<Key, Vec<usize>, BuildHasherDefault<KeyHasher>>,
}

struct Entry<T> {
    words: Vec<(Key, &'static str)>,
    meaning: T,
}

/// What may stand between the words of a phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Between {
    /// White space.
    Spaces,
    /// White space, and a comma, hyphen or ampersand as authors please: `Lao động - Thương binh và Xã hội`.
    Marks,
}

impl<T: Copy> Lexicon<T> {
    /// A lexicon of phrases in small letters, words separated by single spaces.
    pub fn new(phrases: impl IntoIterator<Item = (&'static str, T)>) -> Self {
        let words = |phrase: &'static str| phrase.split(' ').map(|word| (key_of(word), word)).collect();
        let mut entries: Vec<Entry<T>> =
            phrases.into_iter().map(|(phrase, meaning)| Entry { words: words(phrase), meaning }).collect();
        // Sorted so that the longest phrase is tried first.
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.words.len()));
        let mut by_first: HashMap<Key, Vec<usize>, _> = HashMap::default();
        for (index, entry) in entries.iter().enumerate() {
            by_first.entry(entry.words[0].0).or_default().push(index);
        }
        Self { entries, by_first }
    }

    /// The longest phrase that begins with the word at `at`: its meaning and where it ends.
    pub fn longest_at(&self, text: &str, at: usize, between: Between) -> Option<(T, usize)> {
        self.longest_from(text, word::at(text, at)?, between)
    }

    /// [`Self::longest_at`] for a word that has been read already.
    pub fn longest_from(&self, text: &str, first: Word, between: Between) -> Option<(T, usize)> {
        self.by_first.get(&first.key)?.iter().find_map(|index| {
            let entry = &self.entries[*index];
            entry.end_in(text, first, between).map(|end| (entry.meaning, end))
        })
    }
}

impl<T> Entry<T> {
    fn end_in(&self, text: &str, first: Word, between: Between) -> Option<usize> {
        let mut last = first;
        for (index, (key, spelling)) in self.words.iter().enumerate() {
            if index > 0 {
                last = word::at(text, over(text, last.end, between))?;
            }
            if last.key != *key || !is_spelt(&text[last.start..last.end], spelling) {
                return None;
            }
        }
        Some(last.end)
    }
}

fn over(text: &str, at: usize, between: Between) -> usize {
    let next = reader::gap(text, at);
    let joins = |mark: char| matches!(mark, ',' | '&') || lookalike::hyphen(mark);
    match text[next..].chars().next().filter(|mark| between == Between::Marks && joins(*mark)) {
        Some(mark) => reader::gap(text, next + mark.len_utf8()),
        None => next,
    }
}

/// Whether a word is this one, in any case and with either tone placement.
pub fn is_spelt(word: &str, spelling: &str) -> bool {
    if word == spelling {
        return true;
    }
    let first = |text: &str| text.bytes().next().filter(u8::is_ascii).map(|byte| byte.to_ascii_lowercase());
    if let (Some(one), Some(other)) = (first(word), first(spelling))
        && one != other
    {
        return false;
    }
    // Small and capital letters of Vietnamese take the same bytes.
    let is_cased = word.len() == spelling.len() && word.chars().map(word::lower).eq(spelling.chars());
    is_cased || (may_be_written_otherwise(word, spelling) && fold::compare_key(word) == spelling)
}

/// Only a word with combining marks, or one that ends in two vowels that share a tone, has two spellings.
fn may_be_written_otherwise(word: &str, spelling: &str) -> bool {
    let ends_open = spelling.ends_with(['a', 'e', 'y']) && word.len().abs_diff(spelling.len()) <= 1;
    ends_open || word.bytes().any(|byte| matches!(byte, 0xCC | 0xCD))
}

/// Spreads keys, which are packed letters, over the table; nobody chooses them to do harm.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(u64::from(*byte)));
    }

    fn write_u64(&mut self, packed: u64) {
        self.0 = (self.0 ^ packed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 32;
    }
}

fn key_of(word: &str) -> Key {
    word::at(word, 0).map_or(Key::NONE, |word| word.key)
}
