//! `các năm 2020, 2021, 2022 lần lượt đạt 5, 6 ha`: as many numbers as there are things that they are said of.

use super::quantity::{Kind, Passage};
use super::{Finding, Slip};

/// Every `lần lượt` with more or fewer numbers than things. Things are years, or names that a count before them numbers.
pub fn check(passage: &Passage, found: &mut Vec<Finding>) {
    for at in 0..passage.tokens.len() {
        if !passage.has_words(at, &["lần", "lượt"]) {
            continue;
        }
        let Some(things) = years_before(passage, at).or_else(|| names_before(passage, at)) else { continue };
        let numbers = numbers_after(passage, at + 2);
        if numbers > 1 && numbers != things {
            let range = passage.tokens[at].range.start..passage.tokens[at + 1].range.end;
            found.push(Finding { range, slip: Slip::Respective { things, numbers } });
        }
    }
}

/// Years right before: `2020, 2021 và 2022 lần lượt`.
fn years_before(passage: &Passage, at: usize) -> Option<usize> {
    let mut years = 0;
    for back in (0..at).rev() {
        match &passage.tokens[back].kind {
            Kind::Label => years += 1,
            Kind::Mark(',' | ';') => {}
            Kind::Word(word) if word == "và" || word == "năm" => {}
            _ => break,
        }
    }
    (years > 1).then_some(years)
}

/// Names after a count of them: `3 xã Thọ Ngọc, Thọ Sơn và Hợp Thành lần lượt`. Only where both agree is it known how many
/// there are.
fn names_before(passage: &Passage, at: usize) -> Option<usize> {
    let start = passage.sentence(at).start;
    let count = (start..at).rev().find(|at| passage.tokens[*at].kind.is_number())?;
    let amount = passage.count(count).filter(|amount| amount.is_whole() && !amount.is_vague)?;
    passage.thing(count)?;
    let joints = (count..at).filter(|at| passage.mark(*at) == Some(',') || passage.word(*at) == Some("và")).count();
    usize::try_from(amount.value).ok().filter(|things| *things == joints + 1 && *things > 1)
}

/// How many numbers are listed from a place on.
fn numbers_after(passage: &Passage, start: usize) -> usize {
    let end = passage.sentence(start).end;
    let (mut numbers, mut words) = (0, 0);
    let mut wants_number = false;
    for at in start..end {
        match &passage.tokens[at].kind {
            Kind::Count(_) | Kind::Percent(_) => (numbers, words, wants_number) = (numbers + 1, 0, false),
            Kind::Mark(',' | ';' | ':') => wants_number = numbers > 0,
            Kind::Word(word) if word == "và" => wants_number = true,
            // A unit, or a lead to the first number; behind a comma words speak of something else.
            Kind::Word(_) if words < 3 && !wants_number => words += 1,
            _ => break,
        }
    }
    numbers
}
