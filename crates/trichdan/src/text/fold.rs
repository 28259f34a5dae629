//! Folding for comparison and search: case, tone marks, tone placement, đ.
//!
//! [`fold`] is what search compares (`Quản lý` and `quan li` are equal); [`compare_key`] is what names are
//! compared by (marks kept, so `bạn` is not `bán`). Both read NFC, NFD and half-composed text alike, take
//! every kind of space as one space, and drop soft hyphens and zero-width marks.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::{lookalike, tone};

/// A folded text whose every byte knows where it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the byte offset in the original of the letter it came from; then the original's length.
    pub origins: Vec<u32>,
}

impl Folded {
    /// The bytes of the original that a range of the folded text came from, with marks that belong to its last letter.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        self.origins[range.start] as usize..self.origins[range.end] as usize
    }
}

/// Folds for search: lower case, marks off, `đ` to `d`, and `y` to `i` where both are right (`kỹ`, `kĩ`).
///
/// Tone placement needs no rule of its own: with marks off, `hòa` and `hoà` are both `hoa`. The cases in
/// `tests/data/fold.txt` hold this function and its twin in the search script to the same answers.
pub fn fold(text: &str) -> String {
    let mut folder = Folder::new(text, NoOrigins);
    folder.run(text, Marks::Off);
    folder.out
}

/// [`fold`], with the way back to the original's bytes.
pub fn fold_with_map(text: &str) -> Folded {
    mapped(text, Marks::Off)
}

/// Lower case, marks off, `đ` to `d`, and nothing else: what addresses are made of.
pub fn without_marks(text: &str) -> String {
    let mut folder = Folder::new(text, NoOrigins);
    folder.run(text, Marks::OffKeepingY);
    folder.out
}

/// The form in which names are compared: lower case, NFC, tones of open `oa`, `oe`, `uy` on the first vowel, marks kept.
pub fn compare_key(text: &str) -> String {
    let mut folder = Folder::new(text, NoOrigins);
    folder.run(text, Marks::Kept);
    folder.out
}

/// [`compare_key`], with the way back to the original's bytes.
pub fn compare_key_with_map(text: &str) -> Folded {
    mapped(text, Marks::Kept)
}

fn mapped(text: &str, marks: Marks) -> Folded {
    let mut folder = Folder::new(text, Vec::with_capacity(text.len() + 1));
    folder.run(text, marks);
    folder.origins.push(text.len() as u32);
    Folded { text: folder.out, origins: folder.origins }
}

/// What becomes of the marks on letters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marks {
    Off,
    OffKeepingY,
    Kept,
}

/// Where output bytes came from, or nothing at all when nobody asks.
trait Origins {
    fn wrote(&mut self, bytes: usize, origin: usize);
    fn cut(&mut self, length: usize);
    fn at(&self, byte: usize) -> usize;
}

struct NoOrigins;

impl Origins for NoOrigins {
    fn wrote(&mut self, _bytes: usize, _origin: usize) {}
    fn cut(&mut self, _length: usize) {}
    fn at(&self, _byte: usize) -> usize {
        0
    }
}

impl Origins for Vec<u32> {
    fn wrote(&mut self, bytes: usize, origin: usize) {
        self.extend(std::iter::repeat_n(origin as u32, bytes));
    }
    fn cut(&mut self, length: usize) {
        self.truncate(length);
    }
    fn at(&self, byte: usize) -> usize {
        self[byte] as usize
    }
}

struct Folder<O> {
    out: String,
    origins: O,
    /// Where the word that is being written begins in `out`.
    word_start: usize,
}

impl<O: Origins> Folder<O> {
    fn new(text: &str, origins: O) -> Self {
        Self { out: String::with_capacity(text.len()), origins, word_start: 0 }
    }

    fn run(&mut self, text: &str, marks: Marks) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if byte.is_ascii() && !begins_mark(bytes, at + 1) {
                if !byte.is_ascii_alphanumeric() {
                    self.end_word(marks);
                }
                self.out.push(byte.to_ascii_lowercase() as char);
                self.origins.wrote(1, at);
                if !byte.is_ascii_alphanumeric() {
                    self.word_start = self.out.len();
                }
                at += 1;
            } else {
                at = self.letter(text, at, marks);
            }
        }
        self.end_word(marks);
    }

    /// Folds the letter at `start` together with the combining marks after it; returns where the next begins.
    fn letter(&mut self, text: &str, start: usize, marks: Marks) -> usize {
        let rest = &text[start..];
        let letter = rest.chars().next().unwrap_or(' ');
        let mut end = start + letter.len_utf8();
        while begins_mark(text.as_bytes(), end) {
            end += 2;
        }
        let composed = if end == start + letter.len_utf8() {
            letter
        } else if let Some(composed) = single(text[start..end].nfc()) {
            composed
        } else {
            // A mark that goes with no letter is a typing error: kept when marks are kept.
            for odd in text[start..end].nfc() {
                self.push(odd, start, marks);
            }
            return end;
        };
        self.push(composed, start, marks);
        end
    }

    fn push(&mut self, letter: char, origin: usize, marks: Marks) {
        let folded = match (lookalike::space(letter), marks) {
            (true, _) => Some(' '),
            (false, Marks::Kept) => lowered(letter),
            (false, _) => base(letter),
        };
        match folded {
            Some(DROPPED) => {}
            Some(folded) => self.write(folded, origin, marks),
            None => {
                for each in letter.to_lowercase() {
                    match marks {
                        Marks::Kept => each.nfc().for_each(|part| self.write(part, origin, marks)),
                        _ => decompose_canonical(each, |part| {
                            if !is_combining_mark(part) {
                                self.write(part, origin, marks);
                            }
                        }),
                    }
                }
            }
        }
    }

    fn write(&mut self, letter: char, origin: usize, marks: Marks) {
        let in_word = letter.is_alphanumeric();
        if !in_word {
            self.end_word(marks);
        }
        self.out.push(letter);
        self.origins.wrote(letter.len_utf8(), origin);
        if !in_word {
            self.word_start = self.out.len();
        }
    }

    /// Brings the word just written to its one spelling.
    fn end_word(&mut self, marks: Marks) {
        match marks {
            Marks::Off => {
                if let [b'h' | b'k' | b'l' | b'm' | b's' | b't', b'y'] = self.out.as_bytes()[self.word_start..] {
                    self.out.pop();
                    self.out.push('i');
                }
            }
            Marks::OffKeepingY => {}
            Marks::Kept => self.move_tone(),
        }
    }

    fn move_tone(&mut self) {
        let word = &self.out[self.word_start..];
        if tone::placement(word) != Some(tone::Placement::Second) {
            return;
        }
        let mut letters = word.char_indices().rev();
        if let (Some((last_at, last)), Some((first_at, first))) = (letters.next(), letters.next()) {
            let (first_at, last_at) = (self.word_start + first_at, self.word_start + last_at);
            let (first_origin, last_origin) = (self.origins.at(first_at), self.origins.at(last_at));
            let (plain, moved) = tone::split(last);
            self.out.truncate(first_at);
            self.origins.cut(first_at);
            for (letter, origin) in [(tone::join(first, moved), first_origin), (plain, last_origin)] {
                self.out.push(letter);
                self.origins.wrote(letter.len_utf8(), origin);
            }
        }
    }
}

/// Whether a combining mark (U+0300 to U+036F, two bytes each) begins at `at`.
fn begins_mark(bytes: &[u8], at: usize) -> bool {
    matches!(bytes.get(at..at + 2), Some([0xCC, _] | [0xCD, 0x80..=0xAF]))
}

fn single(mut letters: impl Iterator<Item = char>) -> Option<char> {
    let first = letters.next()?;
    letters.next().is_none().then_some(first)
}

/// Stands in the tables for a character that folding drops.
const DROPPED: char = '\0';
/// Stands in the tables for a character that becomes more than one.
const SEVERAL: char = '\u{1}';

/// The Latin letters that Vietnamese is written with lie below U+0250 and in U+1E00..U+1F00.
const LOW: usize = 0x250;
const HIGH: std::ops::Range<u32> = 0x1E00..0x1F00;

struct Table {
    low: [char; LOW],
    high: [char; 256],
}

impl Table {
    fn new(answer: fn(char) -> Option<char>) -> Self {
        let of = |code: u32| char::from_u32(code).and_then(answer).unwrap_or(SEVERAL);
        Self {
            low: std::array::from_fn(|index| of(index as u32)),
            high: std::array::from_fn(|index| of(HIGH.start + index as u32)),
        }
    }

    fn get(&self, letter: char) -> Option<char> {
        let code = letter as u32;
        let found = match code {
            _ if (code as usize) < LOW => self.low[code as usize],
            _ if HIGH.contains(&code) => self.high[(code - HIGH.start) as usize],
            _ => return invisible_dropped(letter),
        };
        (found != SEVERAL).then_some(found)
    }
}

fn invisible_dropped(letter: char) -> Option<char> {
    (lookalike::invisible(letter) || is_combining_mark(letter)).then_some(DROPPED)
}

static BASE: LazyLock<Table> = LazyLock::new(|| Table::new(slow_base));
static LOWERED: LazyLock<Table> = LazyLock::new(|| Table::new(slow_lowered));

/// The lower-case letter without its marks, if it is a single one; NUL for what shows nothing.
pub(crate) fn base(letter: char) -> Option<char> {
    BASE.get(letter)
}

/// The lower-case letter with its marks, if it is a single one. Marks that composed with nothing are kept.
fn lowered(letter: char) -> Option<char> {
    if is_combining_mark(letter) {
        return Some(letter);
    }
    LOWERED.get(letter)
}

fn slow_base(letter: char) -> Option<char> {
    let lower = slow_lowered(letter)?;
    if lower == 'đ' {
        return Some('d');
    }
    let mut parts = Vec::new();
    decompose_canonical(lower, |part| parts.push(part));
    single(parts.into_iter().filter(|&part| !is_combining_mark(part)))
}

fn slow_lowered(letter: char) -> Option<char> {
    if lookalike::invisible(letter) {
        return Some(DROPPED);
    }
    single(lookalike::eth(letter).unwrap_or(letter).to_lowercase())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn folds_as_the_shared_table_says() {
        for line in include_str!("../../tests/data/fold.txt").lines() {
            let Some((input, folded)) = line.split_once('\t') else {
                assert!(line.is_empty() || line.starts_with('#'), "not a case: {line}");
                continue;
            };
            assert_eq!(fold(input), folded, "{input}");
            assert_eq!(fold(&input.nfd().collect::<String>()), folded, "{input} in NFD");
            assert_eq!(fold(folded), folded, "folding {input} twice");
        }
    }

    #[test]
    fn names_compare_whatever_their_case_form_and_tone_placement() {
        let table = [
            ("Thanh Hoá", "thanh hóa"),
            ("UỶ BAN NHÂN DÂN", "ủy ban nhân dân"),
            ("Ủy\u{A0}ban", "ủy ban"),
            ("khoẻ khoắn", "khỏe khoắn"),
            ("Quý, quỹ", "quý, quỹ"),
            ("Ðề án", "đề án"),
            ("Vie\u{302}\u{323}t", "việt"),
            ("Việ\u{AD}t", "việt"),
            ("hoàn thuỷ", "hoàn thủy"),
        ];
        for (name, key) in table {
            assert_eq!(compare_key(name), key, "{name}");
            assert_eq!(compare_key(&name.nfd().collect::<String>()), key, "{name} in NFD");
        }
        assert_ne!(compare_key("bạn"), compare_key("bán"));
    }

    #[track_caller]
    fn check_way_back(text: &str, folded: &Folded) {
        assert_eq!(folded.origins.len(), folded.text.len() + 1);
        assert!(folded.origins.is_sorted(), "{text}");
        assert!(folded.origins.iter().all(|&at| text.is_char_boundary(at as usize)));
    }

    #[test]
    fn every_byte_knows_where_it_came_from() {
        let text = "Sở\u{200B} Tài nguye\u{302}n; uỷ ban, thuỷ lợi";
        let folded = fold_with_map(text);
        check_way_back(text, &folded);
        let at = folded.text.find("nguyen").unwrap();
        assert_eq!(&text[folded.original(at..at + 6)], "nguye\u{302}n");
        let key = compare_key_with_map(text);
        check_way_back(text, &key);
        let at = key.text.find("thủy").unwrap();
        assert_eq!(&text[key.original(at..at + "thủy".len())], "thuỷ");
    }

    proptest::proptest! {
        #[test]
        fn any_text_folds_the_same_with_and_without_a_map(text in "\\PC*") {
            let folded = fold_with_map(&text);
            check_way_back(&text, &folded);
            proptest::prop_assert_eq!(folded.text, fold(&text));
            let key = compare_key_with_map(&text);
            check_way_back(&text, &key);
            proptest::prop_assert_eq!(key.text, compare_key(&text));
        }
    }
}
