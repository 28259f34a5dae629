//! Numbers in words that do not follow from each other: parts and wholes, shares, growth.
//!
//! A false alarm costs more than a miss: nothing is said of numbers that are not exact, of things that are not plainly the
//! same, or where any other number of the passage makes the sentence right.

mod growth;
mod parts;
mod quantity;
mod respective;
mod share;
mod words;

use std::ops::Range;

use rust_decimal::Decimal;

use super::desk::Desk;
use super::passage::{Kind, Passage};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use trichdan::text::number::write;

/// What is wrong with a number, and where in its passage it stands.
#[derive(Debug, PartialEq)]
struct Finding {
    range: Range<usize>,
    slip: Slip,
}

/// How numbers disagree.
#[derive(Debug, PartialEq)]
enum Slip {
    /// A percentage that is not the share of the part in the whole.
    Share { part: Decimal, whole: Decimal, written: Decimal },
    /// A growth that does not lead from one number to the other.
    Growth { now: Decimal, then: Decimal, written: Decimal },
    /// Parts that add up to another number than their whole.
    Sum { sum: Decimal, whole: Decimal },
    /// More or fewer numbers than the things that they are said of, one each.
    Respective { things: usize, numbers: usize },
    /// A part that is more than its whole.
    PartBeyondWhole { part: Decimal, whole: Decimal },
}

/// How many passages before one may tell the whole of its shares.
const PASSAGES_BEFORE: usize = 3;

/// Reckons after the sentences of every report.
pub fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| check_report(desk.passages(report), said));
}

fn check_report(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    let mut before: Vec<Vec<Decimal>> = Vec::new();
    for passage in passages {
        if matches!(passage.kind, Kind::Cell) {
            continue;
        }
        let read = quantity::Passage::read(passage.text);
        let known: Vec<Decimal> = before.iter().rev().take(PASSAGES_BEFORE).flatten().copied().collect();
        for Finding { range, slip } in findings(&read, &known) {
            let place = passage.locate(range);
            said.push(match slip {
                Slip::Share { part, whole, written } => {
                    let right = (part / whole * Decimal::ONE_HUNDRED).round_dp(2);
                    messages::share_differs(&write(part), &write(whole), &write(written), &write(right), place)
                }
                Slip::Growth { now, then, written } => {
                    let right = ((now - then) / then * Decimal::ONE_HUNDRED).round_dp(1);
                    messages::growth_differs(&write(now), &write(then), &write(written), &write(right), place)
                }
                Slip::Respective { things, numbers } => messages::respective(things, numbers, place),
                Slip::Sum { sum, whole } => messages::parts_differ(&write(whole), &write(sum), place),
                Slip::PartBeyondWhole { part, whole } => {
                    messages::part_beyond_whole(&write(part), &write(whole), place)
                }
            });
        }
        before.push(read.amounts().collect());
    }
}

fn findings(passage: &quantity::Passage, before: &[Decimal]) -> Vec<Finding> {
    let mut found = Vec::new();
    share::check(passage, before, &mut found);
    growth::check(passage, &mut found);
    parts::check(passage, &mut found);
    respective::check(passage, &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table's sentences; those that begin with `!` are wrong, each in one way.
    const TABLE: &str = include_str!("../../../tests/suite/data/reckoning.txt");

    #[test]
    fn every_sentence_of_the_table_is_judged_rightly() {
        let mut misjudged = Vec::new();
        for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (is_wrong, text) = line.strip_prefix("! ").map_or((false, line), |text| (true, text));
            let found = findings(&quantity::Passage::read(text), &[]);
            if found.is_empty() == is_wrong {
                misjudged.push(format!("{line}\n    {found:?}"));
            }
        }
        assert!(misjudged.is_empty(), "{} misjudged:\n{}", misjudged.len(), misjudged.join("\n"));
    }
}
