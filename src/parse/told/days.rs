//! The days that a sentence tells: `năm 2023`, `tháng 5/2023`, `6 tháng đầu năm 2025`, `giai đoạn 2021 - 2025`.

use std::ops::Range;

use super::words::Class;
use super::{Reader, Span};
use trichdan::calendar::Date;

/// More days in one sentence make it no more doubtful.
const MOST: usize = 6;

impl Reader<'_> {
    /// The days of which a sentence speaks, earliest first. Days that it compares with are left out, and those of documents.
    pub fn days(&self, sentence: Range<usize>) -> Vec<Span> {
        let mut days: Vec<Span> = sentence.filter(|&at| self.is_year(at)).filter_map(|at| self.span(at)).collect();
        // Sorted: only to keep the earliest, each once.
        days.sort_unstable();
        days.dedup();
        days.truncate(MOST);
        days
    }

    pub fn is_year(&self, at: usize) -> bool {
        self.year(at).is_some()
    }

    fn year(&self, at: usize) -> Option<i16> {
        if !self.words.is_class(at, Class::Number) {
            return None;
        }
        self.number(at).filter(|year| (1945..=2100).contains(year) && self.words.word(at).len() == 4)
    }

    fn number(&self, at: usize) -> Option<i16> {
        self.words.word(at).parse().ok()
    }

    /// What the year at `at` stands for, with what is written before it.
    fn span(&self, at: usize) -> Option<Span> {
        let words = &self.words;
        let year = self.year(at)?;
        let goes_on = words.is_class(at + 1, Class::Dash) && self.is_year(at + 2);
        if goes_on || words.is_class(at + 1, Class::Slash) {
            return None;
        }
        let back = |steps: usize| at.checked_sub(steps);
        let number = |steps: usize| back(steps).and_then(|at| self.number(at));
        let is = |steps: usize, word: &str| back(steps).is_some_and(|at| words.is(at, word));
        let is_slash = |steps: usize| {
            back(steps).is_some_and(|at| words.is_class(at, Class::Slash) || words.is_class(at, Class::Dash))
        };
        let (steps, span) = if is_slash(1) && back(2).is_some_and(|at| self.is_year(at)) {
            (2, (day(number(2)?, 1, 1)?, day(year, 12, 31)?))
        } else if is_slash(1) && is_slash(3) {
            let one = day(year, number(2)?, number(4)?)?;
            (4, (one, one))
        } else if is_slash(1) && is(3, "tháng") {
            (3, month(year, number(2)?)?)
        } else if is(1, "năm") && is(3, "tháng") && is(5, "ngày") {
            let one = day(year, number(2)?, number(4)?)?;
            (5, (one, one))
        } else if is(1, "năm") && is(3, "tháng") {
            (3, month(year, number(2)?)?)
        } else if is(1, "năm") && is(2, "đầu") {
            (2, (day(year, 1, 1)?, day(year, 6, 30)?))
        } else if is(1, "năm") && is(2, "cuối") {
            (2, (day(year, 7, 1)?, day(year, 12, 31)?))
        } else if is(1, "năm") && is(3, "quý") {
            (3, self.quarter(year, at - 2)?)
        } else if is(1, "năm")
            || back(1).is_some_and(|at| {
                words.is_any(at, &["vụ", "xuân", "hè", "thu", "đông", "mùa", "chiêm", "đoạn", "kỳ", "từ"])
            })
        {
            (1, (day(year, 1, 1)?, day(year, 12, 31)?))
        } else {
            return None;
        };
        (!self.is_beside(at - steps)).then_some(span)
    }

    fn quarter(&self, year: i16, at: usize) -> Option<Span> {
        let number = match self.words.word(at) {
            "I" | "1" => 1,
            "II" | "2" => 2,
            "III" | "3" => 3,
            "IV" | "4" => 4,
            _ => return None,
        };
        let (_, last) = month(year, number * 3)?;
        Some((day(year, number * 3 - 2, 1)?, last))
    }

    /// Whether a day is one that is compared with, or that of a document or a law.
    fn is_beside(&self, start: usize) -> bool {
        let words = &self.words;
        let near = start.saturating_sub(6)..start;
        let is_compared = near.clone().any(|at| words.longest(at, &["so với", "cùng kỳ", "so sánh với"]).is_some());
        let before = start.saturating_sub(1 + usize::from(start > 0 && words.is(start - 1, "ngày")));
        let is_of_document = words.is_class(before, Class::Capitals)
            && before > 0
            && matches!(words.class(before - 1), Class::Dash | Class::Slash);
        let is_of_law = (start.saturating_sub(14)..start)
            .any(|at| words.longest(at, &["luật", "hiến pháp", "pháp lệnh"]).is_some());
        is_compared || is_of_document || is_of_law
    }
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn month(year: i16, month: i16) -> Option<Span> {
    let first = day(year, month, 1)?;
    Some((first, first.last_of_month()))
}
