//! The numbering of sections, and the heading marks that should follow it.

use std::collections::{BTreeMap, HashMap};

use super::desk::{Desk, Report};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use crate::parse::body::Heading;
use trichdan::division::Division;
use trichdan::text::roman;

/// Reads the outline of every report.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        check_sequence(report, said);
        check_marks(report, said);
    });
}

/// How a section is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Style {
    Roman,
    /// `1.`, `1.1.`, `1.1.1.`, by how many parts.
    Arabic(usize),
    Letter,
}

/// A section's own number, the last of its parts, and its style.
fn ordinal(number: &str) -> Option<(Style, u32)> {
    let plain = number.trim_end_matches(['.', ')', ':', '/']);
    if let Some(value) = roman::read(plain) {
        // `C.` and `D.` are letters unless hundreds of sections came before.
        let is_letter = plain.len() == 1 && value > 10;
        return if is_letter { letter(plain) } else { Some((Style::Roman, value)) };
    }
    if plain.starts_with(|letter: char| letter.is_ascii_digit()) {
        let parts: Option<Vec<u32>> = plain.split('.').map(|part| part.parse().ok()).collect();
        return parts.and_then(|parts| Some((Style::Arabic(parts.len()), *parts.last()?)));
    }
    letter(plain)
}

/// Points of laws go a b c d đ e g; authors of reports may leave đ out, so it shares its place with e.
fn letter(text: &str) -> Option<(Style, u32)> {
    const ALPHABET: &str = "abcdđeghiklmnopqrstuvxy";
    let mut letters = text.chars().flat_map(char::to_lowercase);
    let (Some(letter), None) = (letters.next(), letters.next()) else { return None };
    let place = ALPHABET.chars().position(|each| each == letter)?;
    Some((Style::Letter, place as u32 + 1))
}

/// A number with its last part replaced, in the style of the original: `2.3.` with 2 is `2.2.`
fn with_ordinal(number: &str, style: Style, value: u32) -> String {
    let plain = number.trim_end_matches(['.', ')', ':', '/']);
    let tail = &number[plain.len()..];
    match style {
        Style::Roman => format!("{}{tail}", roman::write(value).unwrap_or_default()),
        Style::Arabic(_) => match plain.rsplit_once('.') {
            Some((head, _)) => format!("{head}.{value}{tail}"),
            None => format!("{value}{tail}"),
        },
        Style::Letter => {
            let letter = "abcdđeghiklmnopqrstuvxy".chars().nth(value.saturating_sub(1) as usize).unwrap_or('?');
            format!("{letter}{tail}")
        }
    }
}

/// The sections seen so far on one level, below the present parent.
#[derive(Default)]
struct Siblings<'a> {
    /// The first of each number.
    first: HashMap<&'a str, &'a Heading>,
    /// The last of each style, with its own number.
    last: BTreeMap<Style, (&'a Heading, u32)>,
}

/// Each section against the one before it on its level.
fn check_sequence(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let mut open: Vec<Siblings<'_>> = Vec::new();
    let mut article = None;
    for heading in &report.body().headings {
        match heading.division() {
            Some(Division::Article) => article = Some(heading.level),
            _ if article.is_some_and(|article| heading.level <= article) => article = None,
            _ => {}
        }
        // Clauses of an article are as often items of lists, which are no sections.
        if article.is_some() && heading.is_prose {
            continue;
        }
        let level = usize::from(heading.level.max(1));
        open.truncate(level);
        open.resize_with(level, Siblings::default);
        let Some((style, value)) = ordinal(heading.number()) else { continue };
        let siblings = &mut open[level - 1];
        let location = report.at(heading.span);
        if let Some(twin) = siblings.first.get(heading.number()) {
            said.push(messages::section_repeated(heading.number(), location, report.at(twin.span)));
        } else {
            match siblings.last.get(&style) {
                // Sections that go back were reported as repeated, or belong to another list.
                Some(&(other, last)) if value > last + 1 && !is_d_to_e(style, last, value) => {
                    let expected = with_ordinal(heading.number(), style, last + 1);
                    said.push(messages::section_skipped(heading.number(), &expected, other.number(), location));
                }
                None if value > 1 && siblings.first.is_empty() => {
                    let expected = with_ordinal(heading.number(), style, 1);
                    said.push(messages::section_starts_late(heading.number(), &expected, location));
                }
                _ => {}
            }
        }
        siblings.first.entry(heading.number()).or_insert(heading);
        siblings.last.insert(style, (heading, value));
    }
}

/// d) then e): many reports leave đ) out.
fn is_d_to_e(style: Style, last: u32, value: u32) -> bool {
    style == Style::Letter && (last, value) == (4, 6)
}

/// Sections numbered in one style at one depth, marked with different numbers of `#`: one message for each style.
fn check_marks(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<(Style, u8), (&Heading, u8, bool)> = BTreeMap::new();
    for heading in &report.body().headings {
        let source = report.text.get(heading.span.0 as usize..heading.span.1 as usize).unwrap_or("");
        let marks = source.bytes().take_while(|&byte| byte == b'#').count() as u8;
        let Some((style, _)) = ordinal(heading.number()).filter(|(style, _)| *style != Style::Letter) else { continue };
        let (first, first_marks, is_told) = seen.entry((style, heading.level)).or_insert((heading, marks, false));
        if *first_marks == marks || *is_told {
            continue;
        }
        *is_told = true;
        let (here, there) = (report.at(heading.span), report.at(first.span));
        said.push(match (*first_marks, marks) {
            (0, _) => messages::heading_or_paragraph(heading.number(), first.number(), here, there),
            (_, 0) => messages::heading_or_paragraph(first.number(), heading.number(), there, here),
            _ => messages::heading_marks((first.number(), *first_marks), (heading.number(), marks), here, there),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_style() {
        let table = [
            ("I.", Some((Style::Roman, 1))),
            ("1.", Some((Style::Arabic(1), 1))),
            ("2.10.", Some((Style::Arabic(2), 10))),
            ("3.1", Some((Style::Arabic(2), 1))),
            ("a)", Some((Style::Letter, 1))),
            ("đ)", Some((Style::Letter, 5))),
            ("C.", Some((Style::Letter, 3))),
            ("", None),
        ];
        for (number, expected) in table {
            assert_eq!(ordinal(number), expected, "{number}");
        }
        assert_eq!(with_ordinal("2.3.", Style::Arabic(2), 2), "2.2.");
        assert_eq!(with_ordinal("V.", Style::Roman, 4), "IV.");
        assert_eq!(with_ordinal("d)", Style::Letter, 3), "c)");
    }
}
