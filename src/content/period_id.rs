//! `2022-h1`: which stretch of a year a folder is about.

use std::cmp::Ordering;
use std::fmt;

use trichdan::calendar::Date;

/// A reporting period's id, which is also its folder's name. Ordered by end date, then the longer one last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PeriodId {
    year: i16,
    part: PeriodPart,
}

/// The part of a year that a period covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodPart {
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// The first nine months.
    NineMonths,
    /// The whole year.
    Year,
}

trichdan::choice! {
    /// How long a period is.
    pub enum PeriodKind {
        /// A quarter.
        Quarter = "quý";
        /// Half a year.
        Half = "6 tháng";
        /// The first nine months.
        NineMonths = "9 tháng";
        /// A whole year.
        Year = "năm";
    }
}

impl PeriodId {
    /// Reads `2022-h1`, `2022-h2`, `2022-q1` … `2022-q4`, `2022-9m` or `2022`; years from 1945 on.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, part) = match text.split_once('-') {
            None => (text, PeriodPart::Year),
            Some((year, "h1")) => (year, PeriodPart::Half(1)),
            Some((year, "h2")) => (year, PeriodPart::Half(2)),
            Some((year, "9m")) => (year, PeriodPart::NineMonths),
            Some((year, quarter)) => {
                let number = quarter.strip_prefix('q')?.parse().ok().filter(|number| (1..=4).contains(number))?;
                (year, PeriodPart::Quarter(number))
            }
        };
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = digits.then(|| year.parse().ok()).flatten().filter(|year| *year >= 1945)?;
        Some(Self { year, part })
    }

    /// The calendar year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The part of the year.
    pub fn part(self) -> PeriodPart {
        self.part
    }

    /// The month it begins in and the month it ends in.
    fn months(self) -> (i8, i8) {
        match self.part {
            PeriodPart::Quarter(number) => (3 * number as i8 - 2, 3 * number as i8),
            PeriodPart::Half(1) => (1, 6),
            PeriodPart::Half(_) => (7, 12),
            PeriodPart::NineMonths => (1, 9),
            PeriodPart::Year => (1, 12),
        }
    }

    /// Its first calendar day.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, self.months().0, 1)
    }

    /// Its last calendar day.
    pub fn last_day(self) -> Date {
        Date::constant(self.year, self.months().1, 1).last_of_month()
    }

    /// The period of the same kind just before: halves against halves, years against years.
    pub fn comparable_before(self) -> Self {
        let (year, part) = match self.part {
            PeriodPart::Quarter(1) => (self.year - 1, PeriodPart::Quarter(4)),
            PeriodPart::Quarter(number) => (self.year, PeriodPart::Quarter(number - 1)),
            PeriodPart::Half(1) => (self.year - 1, PeriodPart::Half(2)),
            PeriodPart::Half(_) => (self.year, PeriodPart::Half(1)),
            part => (self.year - 1, part),
        };
        Self { year, part }
    }

    /// The kind of period: only periods of one kind are compared.
    pub fn kind(self) -> PeriodKind {
        match self.part {
            PeriodPart::Quarter(_) => PeriodKind::Quarter,
            PeriodPart::Half(_) => PeriodKind::Half,
            PeriodPart::NineMonths => PeriodKind::NineMonths,
            PeriodPart::Year => PeriodKind::Year,
        }
    }
}

impl fmt::Display for PeriodId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.year)?;
        match self.part {
            PeriodPart::Quarter(number) => write!(formatter, "-q{number}"),
            PeriodPart::Half(number) => write!(formatter, "-h{number}"),
            PeriodPart::NineMonths => write!(formatter, "-9m"),
            PeriodPart::Year => Ok(()),
        }
    }
}

impl Ord for PeriodId {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| (period.last_day(), std::cmp::Reverse(period.first_day()));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for PeriodId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_end_date_and_longer_periods_come_last() {
        let mut ids: Vec<_> =
            ["2022", "2022-h2", "2022-q4", "2022-9m", "2022-h1", "2022-q2", "2022-q1", "2021", "2022-q3"]
                .map(|id| PeriodId::parse(id).unwrap_or_else(|| panic!("{id}")))
                .into();
        ids.sort();
        let order: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(
            order,
            ["2021", "2022-q1", "2022-q2", "2022-h1", "2022-q3", "2022-9m", "2022-q4", "2022-h2", "2022"]
        );
    }

    #[test]
    fn halves_compare_with_halves() {
        for (id, before) in [("2022-h1", "2021-h2"), ("2022-h2", "2022-h1"), ("2022-q1", "2021-q4"), ("2022", "2021")] {
            assert_eq!(PeriodId::parse(id).map(|id| id.comparable_before().to_string()).as_deref(), Some(before));
        }
        for wrong in ["2022-h3", "2022-q0", "22-h1", "2022-", "legal", "2022-q11", "+022"] {
            assert_eq!(PeriodId::parse(wrong), None, "{wrong}");
        }
    }
}
