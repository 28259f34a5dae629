//! Letters that look Vietnamese and are not: eth for đ, Cyrillic and Greek, zero-width marks.
//!
//! Folding tables for single characters, and [`find`] for whole texts. Comparison folds them; a text keeps
//! what its author wrote until somebody mends it.

use std::ops::Range;

/// `đ` or `Đ` for a letter that only looks like it: eth (U+00D0, U+00F0) or African D (U+0189, U+0256).
pub fn eth(letter: char) -> Option<char> {
    match letter {
        'Ð' | 'Ɖ' => Some('Đ'),
        'ð' | 'ɖ' => Some('đ'),
        _ => None,
    }
}

/// The Latin letter that a Cyrillic or Greek one cannot be told from.
pub fn latin(letter: char) -> Option<char> {
    let at = HOMOGLYPHS.binary_search_by_key(&letter, |&(foreign, _)| foreign).ok()?;
    Some(HOMOGLYPHS[at].1)
}

/// Sorted by the foreign letter.
const HOMOGLYPHS: &[(char, char)] = &[
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('Ѕ', 'S'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
];

/// Whether it is a space of any width, a tab or a line end.
pub fn space(letter: char) -> bool {
    matches!(letter, ' ' | '\t'..='\r' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// Whether it shows nothing: zero-width marks, direction marks, the soft hyphen.
pub fn invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whether it is a hyphen, a dash or a minus.
pub fn hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

/// Whether it is a slash, or a backslash typed for one.
pub fn slash(letter: char) -> bool {
    matches!(letter, '/' | '\\' | '\u{2044}' | '\u{2215}' | '\u{FF0F}')
}

/// The character that stands for it inside a designation; `None` if it is dropped there: spaces, invisible marks, `&`.
pub fn symbol_char(letter: char) -> Option<char> {
    match letter {
        'A'..='Z' | 'a'..='z' | '0'..='9' => Some(letter),
        _ if space(letter) || invisible(letter) || matches!(letter, '&' | '＆') => None,
        _ if hyphen(letter) || letter == '_' => Some('-'),
        _ if slash(letter) => Some('/'),
        _ => Some(eth(letter).or_else(|| latin(letter)).unwrap_or(letter)),
    }
}

/// A symbol or designation in the form in which it is compared: `TT-BKH &CN` is `TT-BKHCN`. Case and Đ carry meaning and stay.
pub fn normalise_symbol(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    // Without combining marks (U+0300 to U+036F) nothing composes.
    if !text.bytes().any(|byte| matches!(byte, 0xCC | 0xCD)) {
        return text.chars().filter_map(symbol_char).collect();
    }
    text.nfc().filter_map(symbol_char).collect()
}

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Eth or African D where đ is meant.
    Eth,
    /// A Cyrillic or Greek letter in a word with Latin letters.
    Foreign,
    /// A zero-width or direction mark, or a soft hyphen.
    Invisible,
}

/// A character that is not what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lookalike {
    /// Its byte offset.
    pub at: usize,
    /// The character found.
    pub found: char,
    /// What belongs there; `None` where nothing does.
    pub instead: Option<char>,
    /// What is wrong with it.
    pub kind: Kind,
}

impl Lookalike {
    /// Its bytes in the text.
    pub fn range(&self) -> Range<usize> {
        self.at..self.at + self.found.len_utf8()
    }
}

/// Every character of a text that is not what it looks like, in order.
///
/// A word wholly in Cyrillic or Greek is that language's own and is left alone, and so is a lone letter (`α`).
/// A small eth is reported only where a Vietnamese syllable may have its đ, at the front: `Guðmundur` keeps its own.
pub fn find(text: &str) -> Vec<Lookalike> {
    let mut found = Vec::new();
    if text.is_ascii() {
        return found;
    }
    for (start, word) in words(text) {
        let has_latin = word.chars().any(|letter| letter.is_alphabetic() && is_latin(letter));
        let mut before = '-';
        for (at, letter) in word.char_indices() {
            let front = letter.is_uppercase() || !before.is_alphabetic();
            before = letter;
            let (kind, instead) = if invisible(letter) {
                (Kind::Invisible, None)
            } else if let Some(instead) = eth(letter).filter(|_| front) {
                (Kind::Eth, Some(instead))
            } else if let Some(instead) = latin(letter).filter(|_| has_latin) {
                (Kind::Foreign, Some(instead))
            } else {
                continue;
            };
            found.push(Lookalike { at: start + at, found: letter, instead, kind });
        }
    }
    found
}

/// Runs of letters, marks, digits and invisible characters; hyphens join, so that `QĐ-UВND` is one word.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let in_word = |letter: char| {
        letter.is_alphanumeric()
            || letter == '-'
            || invisible(letter)
            || unicode_normalization::char::is_combining_mark(letter)
    };
    text.split(move |letter| !in_word(letter))
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn is_latin(letter: char) -> bool {
    matches!(letter as u32, 0x41..=0x24F | 0x1E00..=0x1EFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn homoglyphs_are_sorted() {
        assert!(HOMOGLYPHS.is_sorted_by_key(|&(foreign, _)| foreign));
    }

    #[test]
    fn designations_compare_whatever_was_typed() {
        let table = [
            ("TT-BKH&CN", "TT-BKHCN"),
            ("QÐ-UBND", "QĐ-UBND"),
            ("QĐ-UВND", "QĐ-UBND"),
            ("1603 /TTr–SKHCN", "1603/TTr-SKHCN"),
            ("27‑KH⁄TU", "27-KH/TU"),
            ("12\\2021\u{200B}/NQ-HÐND", "12/2021/NQ-HĐND"),
        ];
        for (written, compared) in table {
            assert_eq!(normalise_symbol(written), compared, "{written}");
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &[(&str, Kind, Option<char>)]) {
        let found: Vec<_> = find(text).iter().map(|each| (&text[each.range()], each.kind, each.instead)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_what_only_looks_right() {
        check("Ðề án, ðề án", &[("Ð", Kind::Eth, Some('Đ')), ("ð", Kind::Eth, Some('đ'))]);
        check("HÐND", &[("Ð", Kind::Eth, Some('Đ'))]);
        check("số 15/QĐ-UВND", &[("В", Kind::Foreign, Some('B'))]);
        check("khоa học", &[("о", Kind::Foreign, Some('o'))]);
        check("công\u{200B}nghệ", &[("\u{200B}", Kind::Invisible, None)]);
    }

    #[test]
    fn leaves_other_languages_alone() {
        check("Наука и технология, α, Σ", &[]);
        check("Guðmundur Böðvarsson", &[]);
        check("Đề án", &[]);
    }
}
