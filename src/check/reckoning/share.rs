//! `739 phương tiện, 32 không đạt (chiếm 9,33%)`, `15/20 chỉ tiêu (85%)`: a percentage beside what it is of.
//!
//! Of `350 phương tiện … 210 mẫu, 9 không đạt (4,29%)` the percentage is right, of 210: every number of the passage and of
//! those before it is tried as the whole before a word is said.

use rust_decimal::Decimal;

use super::quantity::{Amount, Kind, Passage};
use super::words::{LOOKED_THROUGH, OF_WHICH};
use super::{Finding, Slip};

/// Words that lead from a count to its share.
const LEADS: &[&str] = &["chiếm", "đạt", "bằng", "tỷ", "tỉ", "lệ", "tương", "ứng", "đương", "là", "khoảng"];

/// How many words may stand between a count and its share.
const FAR: usize = 12;

/// Every percentage that does not follow from the numbers beside it. `before` are numbers of the passages before.
pub fn check(passage: &Passage, before: &[Decimal], found: &mut Vec<Finding>) {
    for (at, token) in passage.tokens.iter().enumerate() {
        let Kind::Percent(percent) = token.kind else { continue };
        if percent.is_vague || !ends_here(passage, at) {
            continue;
        }
        let Some(slip) = slip_of(passage, at, percent, before) else { continue };
        found.push(Finding { range: token.range.clone(), slip });
    }
}

/// Whether the percentage is said of what stands before it, and of nothing that follows: `9% dân số`, `12% so với`.
fn ends_here(passage: &Passage, percent: usize) -> bool {
    match passage.tokens.get(percent + 1).map(|token| &token.kind) {
        None | Some(Kind::Mark(_)) => passage.mark(percent + 1) != Some('(') || passage.count(percent + 2).is_none(),
        Some(Kind::Word(word)) => word == "và" || word == "còn",
        Some(_) => false,
    }
}

fn slip_of(passage: &Passage, percent: usize, written: Amount, before: &[Decimal]) -> Option<Slip> {
    let part_at = part_before(passage, percent)?;
    if let Kind::Ratio(part, whole) = passage.tokens[part_at].kind {
        let wrong = !part.is_vague && !written.is_share(part.value, whole.value);
        return wrong.then_some(Slip::Share { part: part.value, whole: whole.value, written: written.value });
    }
    let part = passage.count(part_at).filter(|part| !part.is_vague)?;
    let whole_at = whole_before(passage, part_at)?;
    let whole = passage
        .count(whole_at)
        .filter(|whole| !whole.is_vague && whole.value >= part.value && !whole.value.is_zero())?;
    let fits = |whole: Decimal| written.is_share(part.value, whole);
    let right = passage.amounts().chain(before.iter().copied()).any(fits) || sums(passage, part_at).any(fits);
    let share = part.value / whole.value * Decimal::ONE_HUNDRED;
    (!right && may_be_slip(written.value, share)).then_some(Slip::Share {
        part: part.value,
        whole: whole.value,
        written: written.value,
    })
}

/// The count or ratio that a percentage is a share of. Behind a comma or bracket only words that lead to a share may stand
/// before it; without one, the last word must be such.
fn part_before(passage: &Passage, percent: usize) -> Option<usize> {
    let is_lead = |at: usize| passage.word(at).is_some_and(|word| LEADS.contains(&word));
    let mut leads_only = true;
    let mut is_parted = false;
    for at in (0..percent).rev().take(FAR) {
        match &passage.tokens[at].kind {
            Kind::Count(_) | Kind::Ratio(..) => return (is_parted || is_lead(percent - 1)).then_some(at),
            Kind::Word(_) => leads_only &= is_parted || is_lead(at),
            Kind::Mark('(' | ',') if leads_only && !is_parted => is_parted = true,
            Kind::Mark('=' | '"' | '“' | '”' | '&') => {}
            _ => return None,
        }
        if !leads_only && !is_parted && at + 5 < percent {
            return None;
        }
    }
    None
}

/// The whole that a part is plainly of: the nearest count before it in its sentence that is of the same thing, or whose
/// thing the part only tells apart by a trait.
fn whole_before(passage: &Passage, part: usize) -> Option<usize> {
    let sentence = passage.sentence(part);
    let thing = passage.thing(part);
    let is_trait = thing.is_none() && (passage.has_trait(part) || passage.is_bare(part));
    let mut counts = (sentence.start..part).rev().filter(|at| passage.tokens[*at].kind.is_number());
    let whole = counts.find(|at| {
        passage.count(*at).is_none() || is_trait && passage.thing(*at).is_some() || thing == passage.thing(*at)
    })?;
    let is_side_by_side = (whole..part).any(|at| passage.mark(at) == Some(';'));
    passage.count(whole)?;
    (!is_side_by_side && (is_trait || is_of(passage, whole, part))).then_some(whole)
}

/// Whether two counts of the same thing are plainly a whole and a part of it, and not two of several: it is said that the
/// first was looked through, or that the second is among it.
fn is_of(passage: &Passage, whole: usize, part: usize) -> bool {
    let before = (whole.saturating_sub(3)..whole).filter_map(|at| passage.word(at));
    let between = (part.saturating_sub(3).max(whole + 1)..part).filter_map(|at| passage.word(at));
    before.into_iter().any(|word| LOOKED_THROUGH.contains(&word))
        || between.into_iter().any(|word| OF_WHICH.contains(&word))
}

/// Whether a percentage may be a slip for another: a digit was mistaken, or the comma. Of another whole it would be far off.
fn may_be_slip(written: Decimal, right: Decimal) -> bool {
    let three = Decimal::from(3);
    let is_near = |one: Decimal, other: Decimal| one <= other * three && other <= one * three;
    let is_tenfold = |one: Decimal, other: Decimal| (one - other * Decimal::TEN).abs() * Decimal::from(50) <= one;
    is_near(written, right) || is_tenfold(written, right) || is_tenfold(right, written)
}

/// What counts beside each other add up to: a whole may be told by its parts.
fn sums(passage: &Passage, part: usize) -> impl Iterator<Item = Decimal> {
    let sentence = passage.sentence(part);
    let counts: Vec<Decimal> = sentence.filter_map(|at| passage.count(at)).map(|count| count.value).take(12).collect();
    let runs = (0..counts.len()).flat_map(move |start| {
        let counts = counts.clone();
        (start + 2..=counts.len()).map(move |end| counts[start..end].iter().sum())
    });
    runs.collect::<Vec<Decimal>>().into_iter()
}
