//! What spelling asks of a word by itself, found out once for each word of a file.

use std::collections::HashMap;
use std::rc::Rc;

use trichdan::text::fold::{compare_key, fold};
use trichdan::text::syllable::{self, Fault};
use trichdan::text::{lookalike, tone};

/// The words of a file that were met so far.
#[derive(Debug, Default)]
pub struct Vocabulary<'a>(HashMap<&'a str, Rc<Known>>);

/// A word.
#[derive(Debug)]
pub struct Known {
    /// What compounds are compared by: one tone placement, and `i` where `y` is as right.
    pub key: String,
    /// Its letters without marks.
    pub letters: String,
    /// Whether Vietnamese can have it as a syllable.
    pub is_possible: bool,
    /// What is wrong with it as a syllable, if it should be one. A letter of another alphabet is reported as such.
    pub fault: Option<Fault>,
    /// Whether it may be two words run together: it has a Vietnamese mark and two vowel groups.
    pub may_be_joined: bool,
}

impl<'a> Vocabulary<'a> {
    /// What is known of a word.
    pub fn of(&mut self, word: &'a str) -> Rc<Known> {
        self.0.entry(word).or_insert_with(|| Rc::new(Known::of(word))).clone()
    }
}

impl Known {
    fn of(word: &str) -> Self {
        // A word that only Vietnamese would write has a mark and no digit and no capital inside. With one vowel group it is
        // a syllable; without a mark it may be a loan word (`gen`, `internet`), with two vowel groups it is one (`vắcxin`).
        let is_marked = !word.is_ascii() && is_all_letters(word);
        let vowel_groups = if is_marked { vowel_groups(word) } else { 0 };
        let is_native = vowel_groups == 1 && lookalike::find(word).is_empty();
        let key = syllable_key(word);
        let fault = syllable::fault(word);
        Self {
            letters: fold(&key),
            key,
            is_possible: fault.is_none(),
            fault: fault.filter(|_| is_native),
            may_be_joined: vowel_groups == 2,
        }
    }
}

fn is_all_letters(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().skip(1).all(char::is_lowercase)
}

fn vowel_groups(word: &str) -> usize {
    let is_vowel = |letter: char| "aăâeêioôơuưy".contains(tone::split(letter).0);
    let vowels: Vec<bool> = word.chars().flat_map(char::to_lowercase).map(is_vowel).collect();
    vowels.chunk_by(|one, two| one == two).filter(|run| run[0]).count()
}

/// A syllable as compounds are compared by.
pub fn syllable_key(word: &str) -> String {
    let key = compare_key(word);
    let mut letters = key.chars();
    if let (Some(onset @ ('h' | 'k' | 'l' | 'm' | 's' | 't')), Some(vowel), None) =
        (letters.next(), letters.next(), letters.next())
        && let ('y', tone) = tone::split(vowel)
    {
        return format!("{onset}{}", tone::join('i', tone));
    }
    key
}
