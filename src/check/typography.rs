//! Quotes, spaces and units in running text.

use std::ops::Range;

use super::desk::Desk;
use super::passage::{Kind, Passage};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use trichdan::text::number;

/// Reads the typography of every report.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        let passages = desk.passages(report);
        check_quotes(passages, said);
        check_units(passages, said);
        for passage in passages.iter().filter(|passage| passage.kind != Kind::Cell) {
            check_spacing(passage, said);
        }
    });
}

fn check_quotes(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    let places = |marks: &[char]| -> Vec<Location> {
        let found = |passage: &Passage<'_>| -> Vec<Location> {
            passage.text.match_indices(marks).map(|(at, mark)| passage.locate(at..at + mark.len())).collect()
        };
        passages.iter().flat_map(found).collect()
    };
    let (curly, straight) = (places(&['“', '”']), places(&['"']));
    let (Some(first_curly), Some(first_straight)) = (curly.first(), straight.first()) else { return };
    let (here, there) =
        if curly.len() < straight.len() { (first_curly, first_straight) } else { (first_straight, first_curly) };
    said.push(messages::mixed_quotes(curly.len(), straight.len(), here.clone(), there.clone()));
}

/// Units that are words; `%` and `°C` may stand close.
const UNITS: [&str; 16] =
    ["ha", "kg", "km", "m", "m²", "m2", "m³", "m3", "tấn", "tạ", "lít", "con", "hộ", "triệu", "tỷ", "đồng"];

fn check_units(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    let mut joined = passages.iter().flat_map(|passage| {
        number::measures(passage.text).filter(|measure| UNITS.contains(&measure.unit)).filter_map(|measure| {
            let written = &passage.text[measure.start..measure.end];
            let number = written.strip_suffix(measure.unit)?;
            let is_joined = number.ends_with(|letter: char| letter.is_ascii_digit());
            is_joined
                .then(|| (written, format!("{number} {}", measure.unit), passage.locate(measure.start..measure.end)))
        })
    });
    if let Some((written, expected, first)) = joined.next() {
        let others = joined.map(|(_, _, place)| place).collect();
        said.push(messages::unit_joined(written, &expected, first, others));
    }
}

fn check_spacing(passage: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    for (range, expected) in wrong_spaces(passage.text) {
        said.push(messages::spacing(&passage.text[range.clone()], &expected, passage.locate(range)));
    }
}

/// Places where a space is too many or too few, with what belongs there.
fn wrong_spaces(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for (at, mark) in text.char_indices() {
        let end = at + mark.len_utf8();
        let (before, after) = (&text[..at], &text[end..]);
        match mark {
            // `KH &CN`, `KH& CN`; `nghiên cứu & phát triển` has its spaces on both sides.
            '&' if before.ends_with(' ') != after.starts_with(' ') => {
                let whole = word_before(before.trim_end()).start..end + word_after(after).end;
                let expected = text[whole.clone()].replace(' ', "");
                if expected.chars().all(|letter| letter.is_uppercase() || letter == '&') {
                    found.push((whole, expected));
                }
            }
            ',' | ';' | '!' | '?' if before.ends_with(' ') && !before.trim_end().is_empty() => {
                let whole = word_before(before.trim_end()).start..end;
                let expected = format!("{}{mark}", text[whole.start..at].trim_end());
                found.push((whole, expected));
            }
            ',' | ';' if after.starts_with(char::is_alphabetic) => {
                let whole = word_before(before).start..end + word_after(after).end;
                let expected = format!("{} {}", &text[whole.start..end], &text[end..whole.end]);
                found.push((whole, expected));
            }
            // `thông...cũng`
            '.' if before.ends_with("..") && after.starts_with(char::is_lowercase) => {
                let whole = word_before(before.trim_end_matches('.')).start..end + word_after(after).end;
                let expected = format!("{} {}", &text[whole.start..end], &text[end..whole.end]);
                found.push((whole, expected));
            }
            '(' if after.starts_with(' ') => {
                let inner = end + 1 + word_after(&after[1..]).end;
                found.push((at..inner, format!("({}", &text[end + 1..inner])));
            }
            ')' if before.ends_with(' ') => {
                let whole = word_before(before.trim_end()).start..end;
                found.push((whole.clone(), format!("{})", text[whole.start..at].trim_end())));
            }
            _ => {}
        }
    }
    found
}

/// How much of a word is shown: more than any has that is not an address or a code.
const WORD_BYTES: usize = 60;

fn word_before(text: &str) -> Range<usize> {
    let near = text.floor_char_boundary(text.len().saturating_sub(WORD_BYTES));
    let space = text[near..].rfind(char::is_whitespace).map(|at| near + at);
    space.map_or(near, |at| at + text[at..].chars().next().map_or(0, char::len_utf8))..text.len()
}

fn word_after(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let near = &text[start..text.floor_char_boundary(start + WORD_BYTES)];
    let length = near.find(|letter: char| letter.is_whitespace() || ",;.)".contains(letter)).unwrap_or(near.len());
    0..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<_> = wrong_spaces(text).into_iter().map(|(range, expected)| (&text[range], expected)).collect();
        let found: Vec<_> = found.iter().map(|(found, expected)| (*found, expected.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn spaces_too_many_or_too_few() {
        check("Hội đồng KH &CN huyện", &[("KH &CN", "KH&CN")]);
        check("Hội đồng KH& CN huyện", &[("KH& CN", "KH&CN")]);
        check("khoa học , công nghệ", &[("học ,", "học,")]);
        check("khoa học,công nghệ", &[("học,công", "học, công")]);
        check("truyền thông...cũng có", &[("thông...cũng", "thông... cũng")]);
        check("( xã Thọ Sơn )", &[("( xã", "(xã"), ("Sơn )", "Sơn)")]);
    }

    #[test]
    fn right_spaces_are_left_alone() {
        check("Bộ KH&CN; nghiên cứu & phát triển, 1,5 ha (6ha)... năng suất, chất lượng./.", &[]);
        check("TCVN ISO 9001:2015, 01/2021/TT-BKHCN; a) điểm a;", &[]);
    }
}
