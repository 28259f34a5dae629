//! Words of a text and the keys they are compared by: what the scanners for dates and citations read.
//!
//! A key holds up to eight letters, lower case and without marks, so comparing words is comparing integers,
//! and NFC, NFD, `THÔNG TƯ`, `Uỷ` and `Ủy` need no case of their own.

use super::{fold, lookalike};

/// A word's letters, folded and packed. Words of more than eight letters have no key: [`Key::NONE`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

impl Key {
    /// The key of a word too long or too foreign to have one; equal to no word's key.
    pub const NONE: Self = Self(0);

    /// The key of a word written in small letters without marks: `nghi`.
    pub const fn of(word: &str) -> Self {
        let bytes = word.as_bytes();
        assert!(!bytes.is_empty() && bytes.len() <= 8);
        let mut packed = 0;
        let mut index = 0;
        while index < bytes.len() {
            assert!(bytes[index].is_ascii_lowercase());
            packed = packed << 8 | bytes[index] as u64;
            index += 1;
        }
        Self(packed)
    }
}

/// A run of letters in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Byte offset of its first letter.
    pub start: usize,
    /// One past its last letter and that letter's marks.
    pub end: usize,
    /// What it is compared by.
    pub key: Key,
    /// How many letters it has; at most 255.
    pub letters: u8,
    /// How many of them are capitals.
    pub capitals: u8,
    /// Whether the first is a capital.
    pub is_capital: bool,
}

/// The word that begins exactly at `start`; none if there is no letter.
pub fn at(text: &str, start: usize) -> Option<Word> {
    let mut packed = Packed::default();
    let mut end = start;
    for letter in text.get(start..)?.chars() {
        if !packed.take(letter) {
            break;
        }
        end += letter.len_utf8();
    }
    packed.word(start, end)
}

/// The word that ends exactly at `end`; none if there is no letter.
pub fn before(text: &str, end: usize) -> Option<Word> {
    let mut start = end;
    for letter in text.get(..end)?.chars().rev() {
        if !(is_mark(letter) || folded(letter).is_some()) {
            break;
        }
        start -= letter.len_utf8();
    }
    at(text, start).filter(|word| word.end == end)
}

/// Whether it is one of the combining marks that Vietnamese letters are built with.
pub fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

/// A letter folded to one of 26; 0 for a letter of another script, none for what is no letter.
fn folded(letter: char) -> Option<u64> {
    match letter {
        'a'..='z' => Some(letter as u64),
        'A'..='Z' => Some(letter.to_ascii_lowercase() as u64),
        _ if letter.is_ascii() => None,
        // The folding table answers for Latin letters, faster than the whole of Unicode is asked.
        _ => match fold::base(letter) {
            Some(base @ 'a'..='z') => Some(base as u64),
            _ => letter.is_alphabetic().then_some(0),
        },
    }
}

/// A key as it grows letter by letter.
#[derive(Default)]
struct Packed {
    key: u64,
    letters: u8,
    capitals: u8,
    is_capital: bool,
}

impl Packed {
    /// Takes the next character; false if it ends the word.
    fn take(&mut self, letter: char) -> bool {
        if is_mark(letter) {
            return self.letters > 0;
        }
        let Some(folded) = folded(letter) else { return false };
        let is_capital = letter.is_uppercase();
        self.key = if self.letters >= 8 || folded == 0 { 0 } else { self.key << 8 | folded };
        if folded == 0 {
            // A letter that is not Latin: no key, whatever follows.
            self.letters = self.letters.max(8);
        }
        self.is_capital |= self.letters == 0 && is_capital;
        self.letters = self.letters.saturating_add(1);
        self.capitals = self.capitals.saturating_add(u8::from(is_capital));
        true
    }

    fn word(self, start: usize, end: usize) -> Option<Word> {
        let Self { key, letters, capitals, is_capital } = self;
        (letters > 0).then_some(Word { start, end, key: Key(key), letters, capitals, is_capital })
    }
}

/// Whether it is a letter of any script.
pub fn is_letter(letter: char) -> bool {
    folded(letter).is_some()
}

/// The small letter; characters whose small form is more than one letter stay as they are.
pub fn lower(letter: char) -> char {
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    let mut small = letter.to_lowercase();
    small.next().filter(|_| small.next().is_none()).unwrap_or(letter)
}

/// Where the white space at `start` ends, line ends and invisible marks included.
pub fn after_space(text: &str, start: usize) -> usize {
    let blank = |letter: char| lookalike::space(letter) || lookalike::invisible(letter);
    text[start..].find(|letter| !blank(letter)).map_or(text.len(), |length| start + length)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_key() {
        for spelling in ["uỷ", "Ủy", "UỶ", "u\u{309}y", "uy\u{309}", "uy"] {
            assert_eq!(at(spelling, 0).unwrap().key, Key::of("uy"), "{spelling}");
        }
        for spelling in ["Định", "Ðịnh", "ĐỊNH", "định"] {
            assert_eq!(at(spelling, 0).unwrap().key, Key::of("dinh"), "{spelling}");
        }
        assert_eq!(at("nghiêng", 0).unwrap().key, Key::of("nghieng"));
        assert_eq!(at("abcdefghi", 0).unwrap().key, Key::NONE);
        assert_eq!(at("ВМ", 0).unwrap().key, Key::NONE, "Cyrillic");
    }

    #[test]
    fn a_word_ends_where_its_letters_end() {
        let word = at("Nghị định số", 0).unwrap();
        assert_eq!((word.end, word.letters, word.capitals, word.is_capital), ("Nghị".len(), 4, 1, true));
        assert_eq!(before("số 30", 5), None, "before() looks for letters only");
        assert_eq!(before("căn cứ", "căn cứ".len()).unwrap().start, "căn ".len());
        assert_eq!(at("12", 0), None);
    }

    proptest::proptest! {
        #[test]
        fn reading_from_either_end_agrees(text in "\\PC{0,12}") {
            if let Some(word) = at(&text, 0) {
                proptest::prop_assert!(text.is_char_boundary(word.end));
                proptest::prop_assert_eq!(before(&text, word.end), Some(word));
            }
        }
    }
}
