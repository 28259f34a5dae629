//! `48 nhiệm vụ, trong đó 35 chuyển tiếp, 12 mới`: parts beside their whole.
//!
//! Parts must add up where the sentence says that they are all there are (`gồm`), where they leave nothing over (đạt and không
//! đạt), or where they miss the whole by so little that it can hardly be meant. No part may be more than its whole.

use std::ops::Range;

use rust_decimal::Decimal;

use super::quantity::{Amount, Passage};
use super::words::{KINDS, OPPOSITES, OVERLAPPING, REST};
use super::{Finding, Slip};

/// How many words may stand between a whole and the word that takes it apart.
const FAR: usize = 14;

/// A place where a whole is taken apart.
struct Division {
    whole: usize,
    /// Where its parts are told.
    parts: Range<usize>,
    /// Whether the words say that these are all parts.
    is_all: bool,
}

/// A part, and where it is told: from the place after the sign before it to the one after it.
struct Part {
    amount: Amount,
    segment: Range<usize>,
    count: usize,
}

/// Every whole that is not what its parts add up to.
pub fn check(passage: &Passage, found: &mut Vec<Finding>) {
    for division in divisions(passage) {
        let Some(whole) = passage.count(division.whole).filter(|whole| !whole.is_vague) else { continue };
        let parts = parts(passage, &division, whole);
        if parts.iter().any(|part| part.amount.is_vague) {
            continue;
        }
        if let Some(part) = parts.iter().find(|part| part.amount.value > whole.value) {
            let slip = Slip::PartBeyondWhole { part: part.amount.value, whole: whole.value };
            found.push(Finding { range: passage.tokens[part.count].range.clone(), slip });
            continue;
        }
        let sum: Decimal = parts.iter().map(|part| part.amount.value).sum();
        let slack: Decimal = parts.iter().map(|part| rounding(part.amount)).sum::<Decimal>() + rounding(whole);
        let is_right = (sum - whole.value).abs() <= slack;
        if parts.len() > 1 && !is_right && must_add_up(passage, &division, &parts, sum, whole.value) {
            let slip = Slip::Sum { sum, whole: whole.value };
            found.push(Finding { range: passage.tokens[division.whole].range.clone(), slip });
        }
    }
}

/// Half of the last place of what is rounded; whole numbers are exact.
fn rounding(amount: Amount) -> Decimal {
    if amount.is_whole() { Decimal::ZERO } else { amount.step / Decimal::TWO }
}

fn divisions(passage: &Passage) -> Vec<Division> {
    let mut all = Vec::new();
    for at in 0..passage.tokens.len() {
        let (after, is_all) = if passage.has_words(at, &["trong", "đó"]) {
            (at + 2, false)
        } else if passage.has_words(at, &["bao", "gồm"]) {
            (at + 2, true)
        } else if passage.word(at) == Some("gồm")
            && at.checked_sub(1).and_then(|before| passage.word(before)) != Some("bao")
        {
            (at + 1, true)
        } else if passage.mark(at) == Some('(') && (at + 1..at + 5).any(|at| passage.count(at).is_some()) {
            (at + 1, passage.count(at + 1).is_some())
        } else {
            continue;
        };
        let start = passage.sentence(at).start.max(at.saturating_sub(FAR));
        let is_number = |at: &usize| passage.tokens[*at].kind.is_number();
        let whole = (start..at).rev().find(is_number).filter(|at| passage.count(*at).is_some());
        let Some(whole) = whole.filter(|whole| is_divided(passage, *whole, at)) else { continue };
        all.push(Division { whole, parts: after..end_of_parts(passage, after), is_all });
    }
    all
}

/// Whether what stands between a whole and the word that takes it apart still speaks of the whole.
fn is_divided(passage: &Passage, whole: usize, at: usize) -> bool {
    let mut commas = 0;
    for between in whole + 1..at {
        match passage.mark(between) {
            Some(',' | '(') => commas += 1,
            Some(':' | ')' | '"' | '“' | '”' | '/' | '&') | None => {}
            Some(_) => return false,
        }
    }
    // In brackets, the parts stand right behind the thing.
    let is_bracket = passage.mark(at) == Some('(');
    commas <= 1 && !(is_bracket && (commas > 0 || at - whole > 7))
}

/// Where the parts end: with the sentence, or the bracket that they stand in.
fn end_of_parts(passage: &Passage, start: usize) -> usize {
    let end = passage.sentence(start).end;
    let mut depth = 0;
    for at in start..end {
        match passage.mark(at) {
            Some('(') => depth += 1,
            Some(')') if depth == 0 => return at,
            Some(')') => depth -= 1,
            _ => {}
        }
    }
    end
}

/// The parts, up to the first that is none: another thing, a share, or words without a number.
fn parts(passage: &Passage, division: &Division, whole: Amount) -> Vec<Part> {
    let thing = passage.thing(division.whole);
    let mut parts = Vec::new();
    for segment in segments(passage, division.parts.clone()) {
        let numbers: Vec<usize> = segment.clone().filter(|at| passage.tokens[*at].kind.is_number()).collect();
        let Some(amount) = numbers.first().and_then(|at| passage.count(*at)) else { break };
        let count = numbers[0];
        let own = passage.thing(count);
        let is_part = own == thing || own.is_none() && (passage.has_trait(count) || passage.is_bare(count));
        // `2 lớp cho 50 người`: what else is counted is another thing.
        let others_differ = numbers[1..].iter().all(|at| match passage.count(*at) {
            Some(_) => passage.thing(*at).is_some_and(|other| own.as_ref().or(thing.as_ref()) != Some(&other)),
            None => true,
        });
        if !is_part || !others_differ {
            break;
        }
        // `45.600 triệu đồng, trong đó ngân sách 30.000`: the unit is said once.
        let unit_is_said_once = amount.scale == Decimal::ONE && whole.scale != Decimal::ONE && own.is_none();
        let amount = if unit_is_said_once { amount.scaled(whole.scale) } else { amount };
        parts.push(Part { amount, segment, count });
    }
    parts
}

/// What commas, semicolons and `và` part, brackets left out.
fn segments(passage: &Passage, range: Range<usize>) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let (mut start, mut depth) = (range.start, 0);
    for at in range.clone() {
        match passage.mark(at) {
            Some('(') => {
                if depth == 0 {
                    segments.push(start..at);
                }
                depth += 1;
            }
            Some(')') => {
                depth -= 1;
                start = at + 1;
            }
            Some(',' | ';') if depth == 0 => {
                segments.push(start..at);
                start = at + 1;
            }
            None if depth == 0
                && passage.word(at) == Some("và")
                && passage.tokens.get(at + 1).is_some_and(|next| next.kind.is_number()) =>
            {
                segments.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    if depth == 0 {
        segments.push(start..range.end);
    }
    segments.retain(|segment| !segment.is_empty());
    segments
}

/// Whether parts that do not add up to their whole are wrong.
fn must_add_up(passage: &Passage, division: &Division, parts: &[Part], sum: Decimal, whole: Decimal) -> bool {
    let first_words: Vec<Vec<&str>> = parts.iter().map(|part| words_of(passage, part)).collect();
    let has = |word: &str| first_words.iter().any(|words| words.contains(&word));
    let is_opposite = OPPOSITES.iter().any(|(one, other)| {
        let of_one = first_words.iter().position(|words| words.contains(one) && !words.contains(&"không"));
        of_one
            .is_some_and(|at| first_words.iter().enumerate().any(|(index, words)| index != at && words.contains(other)))
    });
    let leaves_nothing =
        is_opposite || first_words.last().is_some_and(|words| REST.iter().any(|rest| words.contains(rest)));
    let overlaps = OVERLAPPING.iter().any(|word| has(word)) && !is_opposite;
    if overlaps {
        return false;
    }
    // `trong đó có` tells some of the parts.
    let is_some = passage.word(division.parts.start) == Some("có");
    let is_open = division.parts.clone().any(|at| passage.mark(at) == Some('…') || passage.word(at) == Some("vv"));
    let is_near = (sum - whole).abs() * Decimal::from(20) <= whole;
    (division.is_all && !is_some && !is_open) || leaves_nothing || (is_near && are_alike(passage, parts))
}

/// Whether parts are told in the same way, one kind beside the other: `cấp tỉnh`, `cấp cơ sở`; `năm 2021`, `năm 2022`.
fn are_alike(passage: &Passage, parts: &[Part]) -> bool {
    let own = |part: &Part| {
        let thing = passage.thing(part.count).map_or(0, |thing| thing.split(' ').count());
        let after = part.count + 1 + thing;
        let before = passage.word(part.segment.start).map(str::to_owned);
        passage.word(after).filter(|_| after < part.segment.end).map(str::to_owned).or(before)
    };
    let first = parts.first().and_then(own);
    first.as_deref().is_some_and(|first| KINDS.contains(&first)) && parts.iter().all(|part| own(part) == first)
}

/// What tells a part from the others: the words before its number, and the first ones after the thing that it counts.
fn words_of<'p>(passage: &'p Passage, part: &Part) -> Vec<&'p str> {
    const FIRST: usize = 3;
    let thing = passage.thing(part.count).map_or(0, |thing| thing.split(' ').count());
    let after = part.count + 1 + thing;
    let near = part.segment.start..(after + FIRST).min(part.segment.end);
    near.filter(|at| *at < part.count || *at >= after).filter_map(|at| passage.word(at)).collect()
}
