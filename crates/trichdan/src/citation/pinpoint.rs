//! Pinpoints: `Điều 3, Điều 4 Chương II`, `điểm a, b khoản 1 Điều 5`, before a document or after it.

use std::ops::Range;

use super::reader::{gap, gap_back, soft_gap_back, word_back};
use crate::designation::kind;
use crate::text::lookalike;
use crate::text::word::{self, Key, Word};

const CUA: Key = Key::of("cua");
const SO: Key = Key::of("so");

/// Parts of a document, by their folded names.
const UNITS: &[(&[Key], Unit)] = &[
    (&[Key::of("dieu")], Unit::Article),
    (&[Key::of("khoan")], Unit::Clause),
    (&[Key::of("diem")], Unit::Point),
    (&[Key::of("tieu"), Key::of("muc")], Unit::Part),
    (&[Key::of("muc")], Unit::Part),
    (&[Key::of("chuong")], Unit::Part),
    (&[Key::of("phan")], Unit::Part),
    (&[Key::of("tiet")], Unit::Point),
    (&[Key::of("doan")], Unit::Part),
    (&[Key::of("phu"), Key::of("luc")], Unit::Annex),
    (&[Key::of("phu"), Key::of("bieu")], Unit::Annex),
    (&[Key::of("bieu"), Key::of("mau")], Unit::Annex),
    (&[Key::of("mau")], Unit::Annex),
    (&[Key::of("bieu")], Unit::Annex),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Điều.
    Article,
    /// Khoản.
    Clause,
    /// Điểm, tiết: lettered, or numbered as in a party document.
    Point,
    /// Phần, chương, mục: Roman, numbered or lettered.
    Part,
    /// Phụ lục, mẫu: any short code.
    Annex,
}

/// How far before a document its pinpoint may begin, in words and marks.
const LONGEST_BEFORE: usize = 40;

/// The pinpoint that ends right before a document's type word at `start`, and begins at `floor` or later.
pub fn before(text: &str, start: usize, floor: usize) -> Option<Range<usize>> {
    let end = end_before(text, start);
    let mut starts = Vec::new();
    let mut at = end;
    for _ in 0..LONGEST_BEFORE {
        let Some(token) = token_back(text, at).filter(|token| *token >= floor) else { break };
        if !may_belong(&text[token..at]) {
            break;
        }
        at = token;
        if unit_at(text, at).is_some() {
            starts.push(at);
        }
    }
    // Sorted so that the longest run of parts that goes right up to the document wins.
    let found = starts.into_iter().rev().find(|start| end_at(text, *start) == Some(end))?;
    Some(with_lead(text, found, floor)..end)
}

/// The pinpoint that begins at `at`, as far as it belongs to the document before it and not to one after it.
pub fn after(text: &str, at: usize) -> Option<Range<usize>> {
    let end = end_at(text, at)?;
    let next = gap(text, end);
    let next = word::at(text, next).filter(|word| word.key == CUA).map_or(next, |word| gap(text, word.end));
    (!names_document(text, next) && !refers_to_itself(text, next)).then_some(at..end)
}

/// Words between a pinpoint and its document, in the order in which they are looked through leftwards.
const LEADS: [&[Key]; 5] = [
    &[Key::of("cac")],
    &[CUA],
    &[Key::of("thuoc")],
    &[Key::of("ban"), Key::of("hanh"), Key::of("kem"), Key::of("theo")],
    &[Key::of("kem"), Key::of("theo")],
];

/// What stands between a pinpoint and its document is looked through: `của`, a comma, `ban hành kèm theo`.
fn end_before(text: &str, start: usize) -> usize {
    let mut at = soft_gap_back(text, start);
    let skip = |at: usize, names: &[Key]| {
        let mut reached = at;
        for name in names.iter().rev() {
            reached = word_back(text, reached).filter(|word| word.key == *name)?.start;
        }
        Some(gap_back(text, reached))
    };
    let last = word::before(text, at).map(|word| word.key);
    if last.is_some_and(|last| LEADS.iter().any(|lead| lead.ends_with(&[last]))) {
        for lead in LEADS {
            at = skip(at, lead).unwrap_or(at);
        }
    }
    gap_back(text, text[..at].strip_suffix(',').map_or(at, str::len))
}

/// `các khoản 1, 2`, `từ Điều 5 đến Điều 9`: the word before belongs to it.
fn with_lead(text: &str, start: usize, floor: usize) -> usize {
    let leads = |word: &Word| (word.key == Key::of("cac") || word.key == Key::of("tu")) && word.start >= floor;
    word_back(text, start).filter(leads).map_or(start, |word| word.start)
}

/// Where the token before `at` begins: a word, a run of digits and letters, or one of the marks of a list.
fn token_back(text: &str, at: usize) -> Option<usize> {
    let end = gap_back(text, at);
    let last = text[..end].chars().next_back()?;
    if matches!(last, ',' | '&') || lookalike::hyphen(last) {
        return Some(end - last.len_utf8());
    }
    let joins = |letter: char| letter.is_alphanumeric() || word::is_mark(letter) || matches!(letter, '.' | '/' | '-');
    let token = text[..end].trim_end_matches(joins);
    (token.len() < end).then(|| end - text[token.len()..end].trim_start_matches(['.', '/', '-']).len())
}

/// Words that a pinpoint may hold, besides its numbers and letters.
const WORDS: [Key; 27] = {
    let mut words = [SO; 27];
    let names = [
        "so", "cua", "va", "den", "toi", "hoac", "tu", "cac", "tai", "dieu", "khoan", "diem", "tieu", "muc", "chuong",
        "phan", "tiet", "doan", "phu", "luc", "bieu", "mau", "thu", "nhat", "hai", "ba", "bon",
    ];
    let mut index = 0;
    while index < words.len() {
        words[index] = Key::of(names[index]);
        index += 1;
    }
    words
};

/// Whether a token can stand in a pinpoint at all: a mark, a number, a code in capitals, a letter, one of its words.
fn may_belong(token: &str) -> bool {
    match word::at(token, 0) {
        Some(word) if word.end == token.trim_end().len() => {
            word.letters == 1 || word.capitals > 0 || WORDS.contains(&word.key)
        }
        _ => true,
    }
}

fn unit_at(text: &str, at: usize) -> Option<(Unit, usize)> {
    let first = word::at(text, at)?;
    let second = |word: &Word| word::at(text, gap(text, word.end));
    UNITS.iter().find_map(|(names, unit)| match names {
        [only] => (first.key == *only).then_some((*unit, first.end)),
        [one, two] if first.key == *one => second(&first).filter(|next| next.key == *two).map(|next| (*unit, next.end)),
        _ => None,
    })
}

/// Where the pinpoint that begins with a part's name at `start` ends.
fn end_at(text: &str, start: usize) -> Option<usize> {
    let mut end = item_end(text, start)?;
    while let Some(next) = next_item_start(text, end)
        && let Some(next_end) = item_end(text, next)
    {
        end = next_end;
    }
    Some(end)
}

/// `khoản 1, 2 và 3`; `Phụ lục số 06`; `điểm a đến điểm c` is two items.
fn item_end(text: &str, start: usize) -> Option<usize> {
    let (unit, unit_end) = unit_at(text, start)?;
    let mut at = gap(text, unit_end);
    if unit == Unit::Annex {
        at = word::at(text, at).filter(|word| word.key == SO).map_or(at, |word| gap(text, word.end));
    }
    let mut end = value_end(text, at, unit)?;
    while let Some(next) = listed_value_end(text, end, unit) {
        end = next;
    }
    Some(end)
}

/// `, 2`, `và 3`, `đến 9`, `-9` after a value.
fn listed_value_end(text: &str, end: usize, unit: Unit) -> Option<usize> {
    let at = over_joint(text, end)?;
    unit_at(text, at).is_none().then(|| value_end(text, at, unit))?
}

/// Where what a list's joint joins begins; none if no joint stands at `end`.
fn over_joint(text: &str, end: usize) -> Option<usize> {
    const JOINTS: [Key; 4] = [Key::of("va"), Key::of("den"), Key::of("hoac"), Key::of("toi")];
    let at = gap(text, end);
    let mark = text[at..].chars().next()?;
    let after_mark =
        if matches!(mark, ',' | '&') || lookalike::hyphen(mark) { gap(text, at + mark.len_utf8()) } else { at };
    let joint = word::at(text, after_mark).filter(|word| JOINTS.contains(&word.key));
    let next = joint.map_or(after_mark, |word| gap(text, word.end));
    (next > at).then_some(next)
}

fn next_item_start(text: &str, end: usize) -> Option<usize> {
    let at = over_joint(text, end).unwrap_or_else(|| gap(text, end));
    let skipped = [CUA, Key::of("tai"), Key::of("tu"), Key::of("cac")];
    let at = word::at(text, at).filter(|word| skipped.contains(&word.key)).map_or(at, |word| gap(text, word.end));
    unit_at(text, at).map(|_| at)
}

/// A number, letter or Roman numeral that may follow this part's name, and does not go on as something else.
fn value_end(text: &str, at: usize, unit: Unit) -> Option<usize> {
    let allowed = |letter: char| letter.is_alphanumeric() || (unit == Unit::Annex && matches!(letter, '-' | '/'));
    let mut end = at + text[at..].find(|letter| !allowed(letter)).unwrap_or(text.len() - at);
    // `8.3`, `I.2`, `a.1`: a dot with more right behind it.
    while text[end..].starts_with('.') && text[end + 1..].starts_with(|next: char| next.is_ascii_digit()) {
        let tail = &text[end + 1..];
        end += 1 + tail.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(tail.len());
    }
    let goes_on = text[end..].starts_with(|next: char| lookalike::slash(next) || next == '%');
    (is_value(&text[at..end], unit) && !goes_on).then_some(end)
}

fn is_value(value: &str, unit: Unit) -> bool {
    let letters = value.chars().count();
    let is_roman = !value.is_empty() && value.bytes().all(|byte| b"IVXLC".contains(&byte));
    let is_letter = letters == 1 && value.starts_with(char::is_alphabetic);
    let head = value.trim_end_matches(|letter: char| letter.is_lowercase());
    let is_number = value.starts_with(|first: char| first.is_ascii_digit())
        && head.len() + 2 >= value.len()
        && value.chars().count() <= 8
        && head.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let is_lettered_number = is_letter_then_digits(value);
    match unit {
        Unit::Article | Unit::Clause => is_number,
        Unit::Point => is_number || is_letter || is_lettered_number,
        Unit::Part => is_number || is_roman || is_letter || is_lettered_number,
        Unit::Annex => {
            letters <= 10 && (is_roman || is_letter || value.contains(|letter: char| letter.is_ascii_digit()))
        }
    }
}

/// `a1`, `I.2`, `B.1`.
fn is_letter_then_digits(value: &str) -> bool {
    let rest = value.trim_start_matches(|letter: char| letter.is_alphabetic());
    let lead = value.len() - rest.len();
    (1..=5).contains(&lead) && !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Whether a document's type word stands at `at`: then what came before it is that document's.
fn names_document(text: &str, at: usize) -> bool {
    let mut words = Vec::new();
    let mut next = at;
    while words.len() < 4
        && let Some(word) = word::at(text, next)
    {
        words.push(word.key);
        next = gap(text, word.end);
    }
    let abbreviation = word::at(text, at).and_then(|word| kind::of_abbreviation(&text[word.start..word.end]));
    abbreviation.is_some() || kind::phrase_at_front(&words).is_some()
}

/// `Điều này`, `khoản 3 Điều này`, `Điều 5 nêu trên`.
fn refers_to_itself(text: &str, at: usize) -> bool {
    word::at(text, at).is_some_and(|word| word.key == Key::of("nay") || word.key == Key::of("neu"))
}

/// The anchor of a pinpoint's first place, from the article down: `dieu-3-khoan-2-diem-a`, `chuong-2`, `phu-luc-1`.
/// `d` and `đ` differ: `diem-d`, `diem-dd`.
pub fn anchor(pinpoint: &str) -> Option<String> {
    let mut parts: [Option<String>; 4] = Default::default();
    let mut at = 0;
    while at < pinpoint.len() {
        if let Some((unit, end)) = unit_at(pinpoint, at)
            && let Some(value_end) = value_end(pinpoint, gap(pinpoint, end), unit)
        {
            let rank = match unit {
                Unit::Article => 1,
                Unit::Clause => 2,
                Unit::Point => 3,
                Unit::Part | Unit::Annex => 0,
            };
            let value =
                pinpoint[gap(pinpoint, end)..value_end].to_lowercase().replace('đ', "dd").replace(['.', '/'], "-");
            let name = crate::text::slug::slug(&pinpoint[at..end]);
            parts[rank].get_or_insert(format!("{name}-{value}"));
            at = value_end;
        } else {
            at = word::at(pinpoint, at)
                .map_or_else(|| at + pinpoint[at..].chars().next().map_or(1, char::len_utf8), |word| word.end);
        }
    }
    let [wider, article, clause, point] = parts;
    let chain = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join("-"));
    match article {
        Some(article) => chain([Some(article), clause, point].into_iter().flatten().collect()),
        None => chain([wider, clause, point].into_iter().flatten().collect()),
    }
}
