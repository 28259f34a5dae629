//! Reading a number and symbol as they stand in a text: `01 /2018/TT-VPCP`, `23 – NQ/TW`, `48/2006/QĐ - BTC`.
//!
//! This file knows what a designation may look like and nothing of the words around it; whether such a
//! thing is a citation is for `citation` to judge.

use std::ops::Range;

use super::kind::{self, Kind};
use crate::text::lookalike;
use crate::text::word;

/// Which of the two orders a designation is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The state's: number, slash, symbol.
    State,
    /// The Party's: number, hyphen, type, slash, body.
    Party,
}

/// A number and symbol found in a text, as byte ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The number: `01`, `66.25`, `12a`.
    pub number: Range<usize>,
    /// The year between number and symbol.
    pub year: Option<i16>,
    /// The symbol: `QĐ - BTC`, `NQ/TW`, `QH15`.
    pub symbol: Range<usize>,
    /// The symbol's first group: `QĐ`.
    pub first_group: Range<usize>,
    /// The symbol's second group, if it has one: `BTC`.
    pub second_group: Option<Range<usize>>,
    /// The order it is written in.
    pub order: Order,
    /// Whether the mark between its parts is missing or another one than the rule's: `30/2020-NĐ-CP`.
    pub is_odd: bool,
    /// Whether a second slash stands where a hyphen belongs: `29/NQ/TW`, `50/2015/TTLT/BTC-BNV`.
    pub is_slashed: bool,
}

/// The most digits that a number has.
const LONGEST_NUMBER: usize = 6;

/// Reads the designation whose number begins at `start`.
pub fn read_at(text: &str, start: usize) -> Option<Written> {
    let number = number_at(text, start)?;
    let at = gap(text, number.end);
    match text[at..].chars().next()? {
        mark if is_slash(mark) => after_slash(text, number, gap(text, at + mark.len_utf8())),
        mark if lookalike::hyphen(mark) => party(text, number, gap(text, at + mark.len_utf8()), false),
        _ if at > number.end => party(text, number, at, true),
        _ => None,
    }
}

/// Reads a designation whose slash was left out: `72-NQ-TW` in the Party's order, `64-CP` in the old state's.
pub fn read_hyphened_at(text: &str, start: usize) -> Option<Written> {
    let number = number_at(text, start)?;
    let hyphen = text[number.end..].chars().next().filter(|mark| lookalike::hyphen(*mark))?;
    let symbol = symbol_at(text, number.end + hyphen.len_utf8())?;
    let is_type = kind::of_abbreviation(&text[symbol.first.clone()]).is_some();
    let order = match (is_type, &symbol.second) {
        (true, Some(_)) => Order::Party,
        (false, None) => Order::State,
        _ => return None,
    };
    Some(Written { order, is_odd: true, ..symbol.into_written(number, None, true) })
}

/// Digits, perhaps with a dotted second part (`66.25`), perhaps with a letter after them (`12a`).
fn number_at(text: &str, start: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let digits = |at: usize| at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = digits(start);
    if end == start || end - start > LONGEST_NUMBER {
        return None;
    }
    if bytes.get(end) == Some(&b'.') && (1..=3).contains(&(digits(end + 1) - end - 1)) {
        end = digits(end + 1);
    }
    let letter = bytes.get(end).is_some_and(u8::is_ascii_alphabetic);
    if letter && !text[end + 1..].starts_with(|next: char| next.is_alphanumeric() || word::is_mark(next)) {
        end += 1;
    }
    Some(start..end)
}

/// What follows the first slash: a symbol, or the year and then the symbol.
fn after_slash(text: &str, number: Range<usize>, at: usize) -> Option<Written> {
    let Some((year, year_end)) = year_at(text, at) else {
        return symbol_at(text, at).map(|symbol| symbol.into_written(number, None, false));
    };
    let next = gap(text, year_end);
    let mark = text[next..].chars().next()?;
    if is_slash(mark) {
        let symbol = symbol_at(text, gap(text, next + mark.len_utf8()))?;
        return Some(symbol.into_written(number, Some(year), false));
    }
    // `30/2020-NĐ-CP`, `30/2020 NĐ-CP`: only where a type stands next.
    let symbol_start = if lookalike::hyphen(mark) || mark == '.' { gap(text, next + mark.len_utf8()) } else { next };
    let symbol = symbol_at(text, symbol_start)?;
    let has_type = kind::of_abbreviation(&text[symbol.first.clone()]).is_some() && symbol.second.is_some();
    (symbol_start > year_end && has_type).then(|| symbol.into_written(number, Some(year), true))
}

/// Four digits, or the two of the last century's numbers: `12/98/QĐ-UB`.
fn year_at(text: &str, at: usize) -> Option<(i16, usize)> {
    let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let year = text[at..at + length].parse().ok()?;
    match length {
        4 if (1900..2100).contains(&year) => Some((year, at + length)),
        2 if year >= 45 => Some((1900 + year, at + length)),
        _ => None,
    }
}

/// The Party's order: `KH/TU` after the number. A type stands before the slash; in the state's oldest numbers
/// it stands after it: `121-NV/NĐ`.
fn party(text: &str, number: Range<usize>, at: usize, is_odd: bool) -> Option<Written> {
    let first = group_at(text, at).filter(|group| is_symbol_like(&text[group.clone()]))?;
    let slash_at = gap(text, first.end);
    let slash = text[slash_at..].chars().next().filter(|mark| is_slash(*mark))?;
    let body = symbol_at(text, gap(text, slash_at + slash.len_utf8()))?;
    let is_type = |group: &Range<usize>| kind::of_careless_abbreviation(&text[group.clone()]).is_some();
    if !is_type(&first) && !is_type(&body.first) {
        return None;
    }
    let (symbol, second_group) = (first.start..body.range.end, Some(body.first));
    Some(Written {
        number,
        year: None,
        symbol,
        first_group: first,
        second_group,
        order: Order::Party,
        is_odd,
        is_slashed: false,
    })
}

/// A symbol and its first groups.
struct Symbol {
    range: Range<usize>,
    first: Range<usize>,
    second: Option<Range<usize>>,
    /// Written with a slash inside, as in `29/NQ/TW`.
    slashed: bool,
}

impl Symbol {
    fn into_written(self, number: Range<usize>, year: Option<i16>, is_odd: bool) -> Written {
        let order = if self.slashed { Order::Party } else { Order::State };
        let Self { range, first, second, .. } = self;
        let (is_odd, is_slashed) = (is_odd || self.slashed, self.slashed);
        Written { number, year, symbol: range, first_group: first, second_group: second, order, is_odd, is_slashed }
    }
}

/// Groups of letters joined by hyphens. Spaces round a hyphen are looked through only while the symbol is
/// plainly unfinished (`QĐ - BTC`), since `12/QĐ-UBND - Văn phòng` goes on with other words.
fn symbol_at(text: &str, start: usize) -> Option<Symbol> {
    let first = group_at(text, start).filter(|group| is_symbol_like(&text[group.clone()]))?;
    let first_kind = kind::of_careless_abbreviation(&text[first.clone()]);
    let is_joint = matches!(first_kind, Some(Kind::ThongTuLienTich | Kind::NghiQuyetLienTich));
    let mut symbol = Symbol { range: first.clone(), first, second: None, slashed: false };
    loop {
        let end = symbol.range.end;
        let unfinished = is_joint || (symbol.second.is_none() && first_kind.is_some());
        let Some(next) = next_group(text, end, unfinished, symbol.second.is_none()) else { break };
        symbol.slashed |= next.after_slash;
        symbol.range.end = next.range.end;
        symbol.second.get_or_insert(next.range);
    }
    Some(symbol)
}

struct NextGroup {
    range: Range<usize>,
    after_slash: bool,
}

fn next_group(text: &str, end: usize, unfinished: bool, is_second: bool) -> Option<NextGroup> {
    let at = if unfinished { gap(text, end) } else { end };
    let mark = text[at..].chars().next()?;
    let after_slash = is_slash(mark) && unfinished && is_second && at == end;
    // `QĐ_BKHCN`, typed with the shift key held.
    let underscored = mark == '_' && unfinished && at == end;
    if !(lookalike::hyphen(mark) || after_slash || underscored) {
        return None;
    }
    let start = at + mark.len_utf8();
    let range = group_at(text, if unfinished { gap(text, start) } else { start })?;
    let spaced = range.start > start || at > end;
    let group = &text[range.clone()];
    let fits = if spaced || underscored { is_shouted(group) } else { is_symbol_like(group) };
    fits.then_some(NextGroup { range, after_slash })
}

/// A group: it begins with a letter and holds letters, digits and `&`; a dot only before more capitals (`UBND.VX`).
fn group_at(text: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    while let Some(letter) = text[end..].chars().next() {
        if end > start && is_glued_word(&text[end..]) {
            break;
        }
        if word::is_letter(letter) || (end > start && (letter.is_ascii_digit() || word::is_mark(letter))) {
            end += letter.len_utf8();
        } else if end > start
            && let Some(length) = ampersand(&text[end..])
        {
            end += length;
        } else if end > start && letter == '.' && capitals_follow(&text[end + 1..]) {
            end += 1;
        } else {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// A word that a space should part from the symbol: `50/2014/QH13ngày 18/6/2014`, `37/2015/NĐ-CPcủa Chính phủ`.
pub fn is_glued_word(text: &str) -> bool {
    let words = ["ngày", "của", "về"].iter();
    words.filter_map(|word| text.strip_prefix(word)).any(|after| !after.starts_with(char::is_alphanumeric))
}

/// How many bytes an ampersand takes, escaped (`BKH&amp;CN`) or with a stray space (`BKH &CN`), a capital after it.
fn ampersand(text: &str) -> Option<usize> {
    let length = [" &amp;", "&amp;", " &", "&"].into_iter().find(|mark| text.starts_with(mark))?.len();
    text[length..].starts_with(char::is_uppercase).then_some(length)
}

fn capitals_follow(text: &str) -> bool {
    let end = text.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(text.len());
    let group = &text[..end];
    (1..=4).contains(&group.chars().count()) && group.chars().all(char::is_uppercase)
}

/// Capitals with few small letters among them (`TTr`, `GDTrH`, `QH15`), or a type's letters in any case (`nđ`).
fn is_symbol_like(group: &str) -> bool {
    let (capitals, smalls) = letters_of(group);
    let starts_capital = group.starts_with(char::is_uppercase);
    (starts_capital && capitals > 0 && smalls <= capitals.max(2)) || is_lower_case_part(group)
}

/// Only capitals, at least two, or one of the few names with a small letter.
fn is_shouted(group: &str) -> bool {
    let (capitals, smalls) = letters_of(group);
    capitals >= 2 && (smalls == 0 || matches!(group, "TTg" | "VPTTg"))
}

/// Typed all in small letters: `nđ-cp`, `qđ-ubnd`. Only the commonest, since small letters are words elsewhere.
fn is_lower_case_part(group: &str) -> bool {
    matches!(
        group,
        "qđ" | "nđ" | "nq" | "tt" | "cp" | "ubnd" | "hđnd" | "ttg" | "btc" | "byt" | "bct" | "bkhcn" | "bgdđt"
    )
}

fn letters_of(group: &str) -> (usize, usize) {
    let capitals = group.chars().filter(|letter| letter.is_uppercase()).count();
    (capitals, group.chars().filter(|letter| letter.is_lowercase()).count())
}

fn is_slash(mark: char) -> bool {
    mark != '\\' && lookalike::slash(mark)
}

/// White space inside a designation: spaces, and one line end at most.
fn gap(text: &str, start: usize) -> usize {
    let end = word::after_space(text, start);
    let lines = text[start..end].bytes().filter(|byte| *byte == b'\n').count();
    if lines > 1 { start } else { end }
}
