//! `120 văn bằng, tăng 25% so với năm 2024 (90)`: growth beside both numbers that it is of.

use rust_decimal::Decimal;

use super::quantity::{Amount, Kind, Passage};
use super::words::TIMES;
use super::{Finding, Slip};

/// How many words may stand between a count and what is said of its growth, and from there to the number before.
const FAR: usize = 16;

/// Every growth that does not follow from the two numbers beside it.
pub fn check(passage: &Passage, found: &mut Vec<Finding>) {
    for (at, token) in passage.tokens.iter().enumerate() {
        let Kind::Percent(percent) = token.kind else { continue };
        let Some(sign) = direction(passage, at).filter(|_| !percent.is_vague) else { continue };
        let (Some(now), Some(then)) = (count_before(passage, at), count_compared(passage, at)) else { continue };
        let written = Amount { value: percent.value * sign, ..percent };
        if then.value.is_zero() || is_growth(written, now.value, then.value) || fits_others(passage, written) {
            continue;
        }
        let slip = Slip::Growth { now: now.value, then: then.value, written: percent.value };
        found.push(Finding { range: token.range.clone(), slip });
    }
}

/// Plus one after `tăng`, minus one after `giảm`; the word stands right before, but for words of measure.
fn direction(passage: &Passage, percent: usize) -> Option<Decimal> {
    let words = (percent.saturating_sub(3)..percent).rev().filter_map(|at| passage.word(at));
    words.take_while(|word| ["thêm", "được", "là", "tăng", "giảm", "lên", "đi"].contains(word)).find_map(|word| {
        match word {
            "tăng" => Some(Decimal::ONE),
            "giảm" => Some(-Decimal::ONE),
            _ => None,
        }
    })
}

fn is_growth(written: Amount, now: Decimal, then: Decimal) -> bool {
    written.is_share(now - then, then)
}

/// The nearest count before, in the same sentence.
fn count_before(passage: &Passage, percent: usize) -> Option<Amount> {
    let start = passage.sentence(percent).start.max(percent.saturating_sub(FAR));
    let numbers = (start..percent)
        .rev()
        .find(|at| !matches!(passage.tokens[*at].kind, Kind::Word(_) | Kind::Mark(_) | Kind::Label))?;
    passage.count(numbers).filter(|count| !count.is_vague)
}

/// The count that `so với` leads to: in brackets, or as the next number.
fn count_compared(passage: &Passage, percent: usize) -> Option<Amount> {
    let sentence = passage.sentence(percent);
    let end = sentence.end.min(percent + FAR);
    let against = (percent + 1..end).find(|at| passage.has_words(*at, &["so", "với"]))?;
    // Nothing but a bracket may stand between: `(tăng 25%) so với …`
    (percent + 1..against).all(|at| passage.mark(at) == Some(')')).then_some(())?;
    // `so với 90 văn bằng`, `so với cùng kỳ năm trước (90)`, `so với năm 2021 là 90`: nothing else stands between.
    let mut has_lead = true;
    for at in against + 2..end {
        match &passage.tokens[at].kind {
            Kind::Count(count) => return Some(*count).filter(|count| has_lead && !count.is_vague),
            Kind::Mark('(' | ':') => has_lead = true,
            Kind::Word(word) if word == "là" || word == "đạt" => has_lead = true,
            Kind::Word(word) if ["mức", "con", "số"].contains(&word.as_str()) => {}
            Kind::Word(word) if TIMES.contains(&word.as_str()) => has_lead = false,
            Kind::Label => has_lead = false,
            _ => return None,
        }
    }
    None
}

/// Whether the growth is right of any two other numbers of the passage: then it may be said of those.
fn fits_others(passage: &Passage, written: Amount) -> bool {
    let amounts: Vec<Decimal> = passage.amounts().take(16).collect();
    amounts.iter().any(|now| amounts.iter().any(|then| !then.is_zero() && is_growth(written, *now, *then)))
}
