//! What stands before a number: `Quyết định số`, `QĐ`, `Số:`, or something that makes it no citation at all.

use super::reader::{gap_back, soft_gap_back, word_back};
use crate::designation::kind::{self, Kind};
use crate::text::word::{self, Key, Word};

/// The words before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// Where the citation's surface begins: at the type word, or at the number.
    pub start: usize,
    /// The type word, if one stands there.
    pub type_word: Option<TypeWord>,
    /// Whether `số` stands between.
    pub has_so: bool,
    /// Whether the number is that of a form or an annex: `Mẫu số 01/TB-ĐKT`.
    pub is_form: bool,
}

/// A type word before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeWord {
    /// The type; none for `Văn bản`.
    pub kind: Option<Kind>,
    /// `QĐ` for `Quyết định`.
    pub is_abbreviated: bool,
    /// Whether it begins with a capital; `thông báo` in small letters may be a verb.
    pub is_capital: bool,
    /// Whether it belongs to the surface; emphasis between it and the number parts them.
    pub is_joined: bool,
}

const SO: Key = Key::of("so");
const HIEU: Key = Key::of("hieu");

/// Reads what stands before the number that begins at `number`.
pub fn before(text: &str, number: usize) -> Lead {
    let direct = gap_back(text, number);
    let soft = soft_gap_back(text, number);
    let (at, has_so) = over_so(text, soft);
    let is_joined = soft == direct && is_plain_between(text, at, number);
    let found = type_word_before(text, at, is_joined);
    let start = found.filter(|_| is_joined).map_or(number, |(start, _)| start);
    Lead { start, type_word: found.map(|(_, found)| found), has_so, is_form: names_form(text, at) }
}

/// Over `số`, `số:`, `Số hiệu:`; where what stands before it ends, and whether it was there.
fn over_so(text: &str, end: usize) -> (usize, bool) {
    let bare = text[..end].trim_end_matches([':', '.']);
    let bare = if end - bare.len() <= 1 { gap_back(text, bare.len()) } else { end };
    let mut last = word::before(text, bare);
    if let Some(hieu) = last.filter(|word| word.key == HIEU) {
        last = word_back(text, hieu.start);
    }
    match last.filter(|word| word.key == SO) {
        Some(so) => (soft_gap_back(text, so.start), true),
        None => (end, false),
    }
}

/// Only letters, spaces and the colon of `số:` between the type word and the number; no emphasis or tag.
fn is_plain_between(text: &str, start: usize, end: usize) -> bool {
    text[start..end].chars().all(|letter| !matches!(letter, '*' | '_' | '`' | '<' | '>' | '(' | '['))
}

fn type_word_before(text: &str, end: usize, is_joined: bool) -> Option<(usize, TypeWord)> {
    let last = word::before(text, end)?;
    if let Some(kind) = abbreviation(text, last) {
        let is_capital = last.capitals > 0;
        return Some((last.start, TypeWord { kind: Some(kind), is_abbreviated: true, is_capital, is_joined }));
    }
    let mut words = [last; 4];
    let mut count = 1;
    while count < words.len()
        && let Some(word) = word_back(text, words[words.len() - count].start)
    {
        count += 1;
        words[4 - count] = word;
    }
    let words = &words[4 - count..];
    let keys: [Key; 4] = std::array::from_fn(|index| words.get(index).map_or(Key::NONE, |word| word.key));
    let phrase = kind::of_phrase(&keys[..count])?;
    let first = words[count - phrase.words.len()];
    let is_capital = first.is_capital;
    Some((first.start, TypeWord { kind: phrase.kind, is_abbreviated: false, is_capital, is_joined }))
}

/// `QĐ`, `TTLT`; also `nđ` and `QD`, but no Vietnamese word: those have vowels.
fn abbreviation(text: &str, word: Word) -> Option<Kind> {
    let letters = &text[word.start..word.end];
    let has_vowel = letters.contains(|letter: char| "aeiouyAEIOUY".contains(letter));
    match kind::of_abbreviation(letters) {
        Some(kind) => (word.letters > 1).then_some(kind),
        None if has_vowel || word.letters < 2 => None,
        None => kind::of_careless_abbreviation(letters),
    }
}

/// `Mẫu số 01/…`, `Biểu 02/…`, `Phụ lục 1/…`, `Hợp đồng số …` name no legal document.
fn names_form(text: &str, end: usize) -> bool {
    const FORMS: [Key; 5] = [Key::of("mau"), Key::of("bieu"), Key::of("luc"), Key::of("don"), Key::of("an")];
    let Some(last) = word::before(text, end).filter(|word| FORMS.contains(&word.key)) else { return false };
    let before = || word_back(text, last.start).map(|word| word.key);
    match () {
        () if last.key == Key::of("luc") => before() == Some(Key::of("phu")),
        // `Hóa đơn số`, `Vận đơn số`.
        () if last.key == Key::of("don") => before() == Some(Key::of("hoa")) || before() == Some(Key::of("van")),
        // `Bản án số`, `Vụ án số`: a judgment. `Đề án số` and `Dự án số` have a type word.
        () if last.key == Key::of("an") => before() == Some(Key::of("ban")) || before() == Some(Key::of("vu")),
        () => true,
    }
}
