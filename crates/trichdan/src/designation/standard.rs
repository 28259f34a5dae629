//! Technical standards as they stand in a text: `TCVN ISO 9001:2015`, `QCVN 05A:2020/BCT`, `TCVN 2622-1995`.

use std::ops::Range;

use crate::text::lookalike;
use crate::text::word;

/// A standard found in a text, as byte ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandardWritten {
    /// The families it belongs to: `TCVN ISO`, `QCVN`.
    pub family: Range<usize>,
    /// Its number: `9001`, `05A`, `9386-1`.
    pub number: Range<usize>,
    /// The year of issue.
    pub year: Option<i16>,
    /// The body after the slash: `BCT`.
    pub body: Option<Range<usize>>,
    /// One past its last character.
    pub end: usize,
}

/// National families: with one of them, a standard needs no year.
const NATIONAL: &[&str] = &["TCVN", "QCVN", "TCXDVN", "QCXDVN", "TCXD", "QCĐP", "QCTĐHN"];

/// International families, alone or inside a national one.
const INTERNATIONAL: &[&str] = &["ISO/IEC", "ISO/TS", "ISO/TR", "ISO", "IEC/TR", "IEC", "IEEE", "EN", "CODEX", "ASTM"];

/// Reads the standard that begins at `start`.
pub fn read_at(text: &str, start: usize) -> Option<StandardWritten> {
    let national = NATIONAL.iter().find(|family| begins(text, start, family));
    let mut family_end = start + national.map_or(0, |family| family.len());
    let mut at = family_end;
    while let Some(inner) = INTERNATIONAL.iter().find(|family| begins(text, space(text, at), family)) {
        family_end = space(text, at) + inner.len();
        at = family_end;
    }
    let at = after_so(text, skip_colon(text, at, national.is_some()));
    let number = number_at(text, at)?;
    let (number, year, end) = year_after(text, number);
    // TCVN3 is an encoding of letters; a standard of so few digits is cited with its year.
    let is_encoding = national == Some(&"TCVN") && year.is_none() && number.len() < 3;
    if family_end == start || (national.is_none() && year.is_none()) || is_encoding || goes_on(text, end) {
        return None;
    }
    let body = year.and_then(|_| body_at(text, end));
    let end = body.as_ref().map_or(end, |body| body.end);
    Some(StandardWritten { family: start..family_end, number, year, body, end })
}

fn begins(text: &str, at: usize, family: &str) -> bool {
    text[at..].starts_with(family) && !text[at + family.len()..].starts_with(char::is_alphabetic)
}

fn space(text: &str, at: usize) -> usize {
    word::after_space(text, at)
}

/// `TCVN: 9001`, a slip that is common enough.
fn skip_colon(text: &str, at: usize, national: bool) -> usize {
    let colon = national && text[at..].starts_with(':');
    space(text, at + usize::from(colon))
}

/// `QCVN số 01:2021`.
fn after_so(text: &str, at: usize) -> usize {
    const SO: word::Key = word::Key::of("so");
    word::at(text, at).filter(|word| word.key == SO).map_or(at, |word| space(text, word.end))
}

/// `9001`, `05A`, `9386-1`, `01-MT`, `10-1`, `22000`; begins with a digit.
fn number_at(text: &str, start: usize) -> Option<Range<usize>> {
    let mut end = start;
    for letter in text[start..].chars() {
        let joins = letter.is_ascii_digit() || letter.is_ascii_uppercase() || letter == 'Đ';
        let inside = matches!(letter, '-' | '.')
            && text[end + 1..].starts_with(|next: char| next.is_ascii_digit() || next.is_ascii_uppercase());
        if !(joins || (end > start && inside)) {
            break;
        }
        end += letter.len_utf8();
    }
    text[start..end].starts_with(|first: char| first.is_ascii_digit()).then_some(start..end)
}

/// The year after a colon (`9001:2015`, `4054 : 2005`), or after a hyphen as it used to be (`2622-1995`).
fn year_after(text: &str, number: Range<usize>) -> (Range<usize>, Option<i16>, usize) {
    let at = space(text, number.end);
    if text[at..].starts_with(':')
        && let Some((year, end)) = year_at(text, space(text, at + 1))
    {
        return (number, Some(year), end);
    }
    if let Some((head, tail)) = text[number.clone()].rsplit_once('-')
        && tail.len() == 4
        && let Some((year, end)) = year_at(text, number.end - 4)
    {
        return (number.start..number.start + head.len(), Some(year), end);
    }
    let end = number.end;
    (number, None, end)
}

fn year_at(text: &str, at: usize) -> Option<(i16, usize)> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let year = text[at..at + digits].parse().ok().filter(|year| (1950..2100).contains(year))?;
    (digits == 4).then_some((year, at + digits))
}

fn body_at(text: &str, at: usize) -> Option<Range<usize>> {
    let slash = text[at..].chars().next().filter(|mark| lookalike::slash(*mark) && *mark != '\\')?;
    let start = at + slash.len_utf8();
    let allowed = |letter: char| letter.is_uppercase() || matches!(letter, '-' | '&');
    let length = text[start..].find(|letter: char| !allowed(letter)).unwrap_or(text.len() - start);
    let body = text[start..start + length].trim_end_matches('-');
    (body.chars().count() >= 2).then(|| start..start + body.len())
}

fn goes_on(text: &str, end: usize) -> bool {
    text[end..].starts_with(|next: char| next.is_alphanumeric())
}
