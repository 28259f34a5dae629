//! A list of phrases that a text is searched for: whole words, any case, tone marks kept.

use std::collections::HashMap;

use super::reader;
use crate::text::fold;
use crate::text::lookalike;
use crate::text::word::{self, Key, Word};

/// Phrases and what each of them means.
pub struct Lexicon<T> {
    entries: Vec<Entry<T>>,
    /// For look-up only: entries by their first word, longest first.
    by_first: HashMap<Key, Vec<usize>>,
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
        let mut by_first: HashMap<Key, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            by_first.entry(entry.words[0].0).or_default().push(index);
        }
        Self { entries, by_first }
    }

    /// The longest phrase that begins with the word at `at`: its meaning and where it ends.
    pub fn longest_at(&self, text: &str, at: usize, between: Between) -> Option<(T, usize)> {
        let first = word::at(text, at)?;
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
    word == spelling
        || word.chars().flat_map(char::to_lowercase).eq(spelling.chars())
        || fold::compare_key(word) == spelling
}

fn key_of(word: &str) -> Key {
    word::at(word, 0).map_or(Key::NONE, |word| word.key)
}
