//! Dates as Vietnamese documents write them, and spans of time.
//!
//! Reading takes every form that is met (`ngày 05 tháng 3 năm 2020`, `5/3/2020`, `01-10-1997`, `25/11 /2020`);
//! writing follows decree 30/2020/NĐ-CP: a leading zero for days 1 to 9 and for the months 1 and 2 only.

pub mod day;
mod span;

use crate::text::lookalike;
use crate::text::word::{self, Key, after_space};

pub use jiff::civil::Date;
pub use span::{Force, Life};

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateParse {
    /// Byte offset of its first character: of `ngày` where that word stands before it.
    pub start: usize,
    /// One past the last digit of the year.
    pub end: usize,
    /// Day, month and year as written.
    pub written: (i16, i16, i16),
    /// The day of the calendar; none where there is no such day, as in `30/02/2021`.
    pub date: Option<Date>,
}

const NGAY: Key = Key::of("ngay");
const THANG: Key = Key::of("thang");
const NAM: Key = Key::of("nam");

/// Reads the date that begins at `start`, with or without `ngày`. Nothing is read where the day, the month
/// or the year is left blank, or where the digits go on (`12/5/20201`, `1/2/2020/QĐ-UBND`).
pub fn read_at(text: &str, start: usize) -> Option<DateParse> {
    let day_start = match word::at(text, start) {
        Some(word) if word.key == NGAY => after_space(text, word.end),
        Some(_) => return None,
        None => start,
    };
    let (day, at) = number_at(text, day_start, 1..=2)?;
    let (by_word, at) = separator_at(text, at, THANG)?;
    let (month, at) = number_at(text, at, 1..=2)?;
    let (_, at) = match separator_at(text, at, NAM) {
        // `ngày 5 tháng 3, 2020`
        None if by_word => (true, after_space(text, text[at..].strip_prefix(',').map(|_| at + 1)?)),
        other => other?,
    };
    let (year, end) = number_at(text, at, 4..=4)?;
    let goes_on = text[end..].starts_with('/') && text[end + 1..].starts_with(char::is_alphanumeric);
    let date = Date::new(year, month as i8, day as i8).ok();
    (year >= 1000 && !goes_on).then_some(DateParse { start, end, written: (day, month, year), date })
}

/// Every date of a text, in order, impossible ones included.
pub fn find(text: &str) -> Vec<DateParse> {
    let mut found: Vec<DateParse> = Vec::new();
    let mut digits_end = 0;
    for (at, letter) in text.char_indices() {
        if !letter.is_ascii_digit() || at < digits_end {
            continue;
        }
        digits_end = after_digits(text, at);
        if found.last().is_some_and(|last| at < last.end) || !may_begin(text, at) {
            continue;
        }
        let before = before_space(text, at);
        let start = word::before(text, before).filter(|word| word.key == NGAY).map_or(at, |word| word.start);
        found.extend(read_at(text, start));
    }
    found
}

/// Reads a text that is one date and nothing else: `2022-03-16`, `16/3/2022`, `ngày 16 tháng 3 năm 2022`.
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let parsed = || read_at(text, 0).filter(|parsed| parsed.end == text.len())?.date;
    parse_iso(text).or_else(parsed)
}

/// Reads `2022-03-16`, the form of YAML fields, and no other.
pub fn parse_iso(text: &str) -> Option<Date> {
    let shape: [bool; 10] = text.bytes().map(|byte| byte.is_ascii_digit()).collect::<Vec<_>>().try_into().ok()?;
    let digits = [true, true, true, true, false, true, true, false, true, true];
    let hyphens = text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    if shape != digits || !hyphens {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?).ok()
}

/// `07/4/2020`: the padding of decree 30/2020/NĐ-CP.
pub fn short(date: Date) -> String {
    let (day, month, year) = parts(date);
    format!("{day}/{month}/{year}")
}

/// `ngày 05 tháng 3 năm 2020`: the form of a document's heading.
pub fn long(date: Date) -> String {
    let (day, month, year) = parts(date);
    format!("ngày {day} tháng {month} năm {year}")
}

fn parts(date: Date) -> (String, String, i16) {
    let month = if date.month() <= 2 { format!("{:02}", date.month()) } else { date.month().to_string() };
    (format!("{:02}", date.day()), month, date.year())
}

/// Digits that begin at `start`, at least and at most so many, with no digit after them.
fn number_at(text: &str, start: usize, length: std::ops::RangeInclusive<usize>) -> Option<(i16, usize)> {
    let end = after_digits(text, start);
    let number = length.contains(&(end - start)).then(|| text[start..end].parse().ok())??;
    Some((number, end))
}

fn after_digits(text: &str, start: usize) -> usize {
    start + text[start..].bytes().take_while(u8::is_ascii_digit).count()
}

/// A slash, hyphen or dot, or the word: whether it was the word, and where the next part begins.
fn separator_at(text: &str, at: usize, name: Key) -> Option<(bool, usize)> {
    let at = after_space(text, at);
    if let Some(word) = word::at(text, at) {
        return (word.key == name).then(|| (true, after_space(text, word.end)));
    }
    let mark = text[at..].chars().next()?;
    let separates = lookalike::slash(mark) || lookalike::hyphen(mark) || mark == '.';
    separates.then(|| (false, after_space(text, at + mark.len_utf8())))
}

/// Where the white space before `end` begins.
fn before_space(text: &str, end: usize) -> usize {
    text[..end].trim_end_matches(lookalike::space).len()
}

/// Whether digits at `at` may be a day: they do not go on from a letter, a digit or another number's mark.
fn may_begin(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match (before.next(), before.next()) {
        (Some('/' | '-' | '.' | ','), Some(digit)) => !digit.is_ascii_digit(),
        (Some('/'), None) => false,
        // `ngày06/5/2005`
        (Some(letter), _) if letter.is_alphabetic() => word::before(text, at).is_some_and(|word| word.key == NGAY),
        _ => true,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_reads(text: &str, expected: Option<&str>) {
        let read = find(text).first().and_then(|parse| parse.date).map(|date| date.to_string());
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn every_written_form_is_read() {
        for (text, expected) in [
            ("ngày 05 tháng 3 năm 2020", "2020-03-05"),
            ("Ngày 5 tháng 03 năm 2020", "2020-03-05"),
            ("NGÀY 16 THÁNG 3 NĂM 2022", "2022-03-16"),
            ("nga\u{300}y 16 tha\u{301}ng 3 na\u{306}m 2022", "2022-03-16"),
            ("ngày 5 tháng 3, 2020", "2020-03-05"),
            ("ngày 08 tháng 8/2025", "2025-08-08"),
            ("05/3/2020", "2020-03-05"),
            ("5/3/2020", "2020-03-05"),
            ("05/03/2020", "2020-03-05"),
            ("01-10-1997", "1997-10-01"),
            ("05.3.2020", "2020-03-05"),
            ("25/11 /2020", "2020-11-25"),
            ("25 / 11 / 2020", "2020-11-25"),
            ("ngày06/5/2005", "2005-05-06"),
            ("ngày\u{a0}06/5/2005", "2005-05-06"),
            ("ngày 29/02/2020", "2020-02-29"),
            ("họp (16/3/2022)", "2022-03-16"),
        ] {
            check_reads(text, Some(expected));
        }
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "ngày tháng năm 2022",
            "ngày … tháng … năm 2022",
            "ngày     /6/2022",
            "tháng 6/2022",
            "quý II/2022",
            "24/7",
            "1/12/20201",
            "15/12/2020/QĐ-UBND",
            "2021-2025",
            "29/02/2021",
            "31/4/2020",
            "0/1/2020",
            "1.234.5678",
            "024.3514 1791",
        ] {
            check_reads(text, None);
        }
    }

    #[test]
    fn a_day_that_never_was_is_found_and_has_no_date() {
        let parse = find("ký ngày 30/02/2021").pop().unwrap();
        assert_eq!((parse.written, parse.date), ((30, 2, 2021), None));
        assert_eq!(&"ký ngày 30/02/2021"[parse.start..parse.end], "ngày 30/02/2021");
    }

    #[test]
    fn dates_are_written_by_the_decree() {
        for (iso, short_form, long_form) in [
            ("2020-04-07", "07/4/2020", "ngày 07 tháng 4 năm 2020"),
            ("2020-02-29", "29/02/2020", "ngày 29 tháng 02 năm 2020"),
            ("2021-12-30", "30/12/2021", "ngày 30 tháng 12 năm 2021"),
        ] {
            let date = parse_iso(iso).unwrap();
            assert_eq!((short(date).as_str(), long(date).as_str()), (short_form, long_form));
            assert_eq!(parse(&short(date)), Some(date));
            assert_eq!(parse(&long(date)), Some(date));
        }
        for wrong in ["2022-3-16", "2022-02-30", "2022/03/16", "16-03-2022", "2022-03-16T00:00", "٢٠٢٢-٠٣-١٦"] {
            assert_eq!(parse_iso(wrong), None, "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_harm(text in "(ngày|tháng|năm|[0-9]{1,4}|[/. -]|\\PC){0,20}") {
            let mut last = 0;
            for parse in find(&text) {
                proptest::prop_assert!(last <= parse.start && parse.start < parse.end);
                proptest::prop_assert!(text.is_char_boundary(parse.start) && text.is_char_boundary(parse.end));
                last = parse.end;
            }
        }
    }
}
