//! Symbols of designations, as decree 30/2020/NĐ-CP, Appendix I, writes them.

use std::collections::BTreeMap;

use super::desk::{Desk, Report};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use crate::parse::body::CitationSite;
use trichdan::designation::Designation;
use trichdan::text::lookalike::{normalise_symbol, space};

/// Reads every symbol of every report.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, check_report);
}

/// `TT-BKH&CN`, `QĐTTg`, `1603 /TTr-SKHCN`: one message for each wrong form.
fn check_report(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let mut wrong: BTreeMap<(&str, String), Vec<Location>> = BTreeMap::new();
    for site in &report.body().citations {
        let Some(written) = designation_as_written(site) else { continue };
        if let Some(official) = official(written) {
            wrong.entry((written, official)).or_default().push(report.at(site.span));
        }
    }
    for ((written, official), mut places) in wrong {
        let first = places.remove(0);
        said.push(messages::symbol_not_official(written, &official, first, places));
    }
}

/// The part of a citation from its number on; none for laws and standards, which have no symbol.
fn designation_as_written(site: &CitationSite) -> Option<&str> {
    has_symbol(site).then_some(())?;
    let start = site.surface.find(|letter: char| letter.is_ascii_digit())?;
    Some(&site.surface[start..])
}

/// Whether it cites a document by number and symbol.
pub(super) fn has_symbol(site: &CitationSite) -> bool {
    matches!(site.citation.designation, Designation::State { .. } | Designation::Party { .. })
}

/// Spellings of bodies met in symbols, and the official ones.
const BODIES: [(&str, &str); 8] = [
    ("BKHVCN", "BKHCN"),
    ("BKH-CN", "BKHCN"),
    ("BKHDT", "BKHĐT"),
    ("BLDTBXH", "BLĐTBXH"),
    ("BLĐ-TBXH", "BLĐTBXH"),
    ("BGDDT", "BGDĐT"),
    ("SKH-CN", "SKHCN"),
    ("HDND", "HĐND"),
];

/// Types run together with a body, or typed without their Đ.
const TYPES: [(&str, &str); 6] =
    [("QĐTTg", "QĐ-TTg"), ("NĐCP", "NĐ-CP"), ("NQTW", "NQ/TW"), ("QD-", "QĐ-"), ("ND-CP", "NĐ-CP"), ("TTg-CP", "TTg")];

/// The designation as the decree writes it, where the author's differs in more than the look of a letter or hyphen.
///
/// Look-alike letters have a message of their own, and the decree does not ask for this or that hyphen.
fn official(written: &str) -> Option<String> {
    let plain = normalise_symbol(written);
    let mut official = plain.clone();
    for (wrong, right) in BODIES.iter().chain(&TYPES) {
        if let Some(at) = official.find(wrong) {
            official.replace_range(at..at + wrong.len(), right);
        }
    }
    let has_more = written.contains(['&', '_']) || written.contains(space);
    (has_more || official != plain).then_some(official)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_are_judged_by_what_stands_between_the_letters() {
        let table = [
            ("01/2021/TT-BKH&CN", Some("01/2021/TT-BKHCN")),
            ("1603 /TTr-SKHCN", Some("1603/TTr-SKHCN")),
            ("906/QĐTTg", Some("906/QĐ-TTg")),
            ("12/QD-UBND", Some("12/QĐ-UBND")),
            ("11/QĐ_UBND", Some("11/QĐ-UBND")),
            ("12/QÐ-UBND", None),
            ("1221/QĐ-UBND", None),
            ("1221/QĐ–UBND", None),
            ("27-KH/TU", None),
            ("01/2021/TTLT-BKHCN-BNV", None),
        ];
        for (written, expected) in table {
            assert_eq!(official(written).as_deref(), expected, "{written}");
        }
    }
}
