//! A day by itself, as data files hold it: `2022-06-30` or `30/6/2022`.

use super::Date;

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayProblem {
    /// Not of either form.
    Form,
    /// The month has fewer days, or there is no such month.
    NoSuchDay {
        /// The month, 1 to 12.
        month: i8,
        /// How many days it has that year.
        days: i8,
    },
    /// There is no such month.
    NoSuchMonth,
}

/// Reads a day in either form.
pub fn day(text: &str) -> Result<Date, DayProblem> {
    let (year, month, day) = parts(text).ok_or(DayProblem::Form)?;
    let first = Date::new(year, month, 1).map_err(|_| DayProblem::NoSuchMonth)?;
    let days = first.days_in_month();
    Date::new(year, month, day).map_err(|_| DayProblem::NoSuchDay { month, days })
}

/// Year, month and day as written.
fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>| -> Option<i16> {
        let digits = lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse().ok()).flatten()
    };
    let (separator, year_first) = if text.contains('/') { ('/', false) } else { ('-', true) };
    let mut parts = text.split(separator);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = if year_first { (first, last) } else { (last, first) };
    let shortest = if year_first { 2 } else { 1 };
    let year = number(year, 4..=4)?;
    let month = number(month, shortest..=2)?;
    let day = number(day, shortest..=2)?;
    Some((year, i8::try_from(month).ok()?, i8::try_from(day).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read() {
        let expected = Date::constant(2022, 6, 30);
        assert_eq!(day("2022-06-30"), Ok(expected));
        assert_eq!(day("30/6/2022"), Ok(expected));
        assert_eq!(day("30/06/2022"), Ok(expected));
        assert_eq!(day("29/02/2024"), Ok(Date::constant(2024, 2, 29)));
    }

    #[test]
    fn what_is_no_day_says_why() {
        assert_eq!(day("31/6/2022"), Err(DayProblem::NoSuchDay { month: 6, days: 30 }));
        assert_eq!(day("2023-02-29"), Err(DayProblem::NoSuchDay { month: 2, days: 28 }));
        assert_eq!(day("2022-13-01"), Err(DayProblem::NoSuchMonth));
        assert_eq!(day("0/6/2022"), Err(DayProblem::NoSuchDay { month: 6, days: 30 }));
        for text in ["2022", "6/2022", "30.6.2022", "2022-6-3", "30/6/22", "", "hôm qua", "+1/6/2022"] {
            assert_eq!(day(text), Err(DayProblem::Form), "{text}");
        }
    }
}
