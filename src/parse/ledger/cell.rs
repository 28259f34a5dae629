//! A cell of a register by the kind of its column. What is not of the kind, or can be read in two ways, stays as it is written.

use rust_decimal::Decimal;

use crate::content::{CellValue, Column, ColumnKind};
use crate::grid::figure::{self, Custom, Figure};
use crate::grid::unit::{self, Conversion};
use trichdan::calendar::{Date, day};
use trichdan::text::fold::{compare_key, without_marks};
use trichdan::text::lookalike::space;
use trichdan::text::number;

/// What the table around a cell says of its numbers.
#[derive(Debug, Clone, Default)]
pub struct Surroundings<'t> {
    /// What stands before decimals in this column.
    pub custom: Custom,
    /// The unit that the column's name gives.
    pub unit: Option<&'t str>,
    /// The unit that the table gives above, for the columns that are in it.
    pub note: Option<&'t str>,
}

/// Why a cell stays as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not of its column's kind.
    Kind,
    /// It can be read in two ways.
    TwoWays,
    /// The column does not take this word.
    Term,
}

/// Reads a cell.
pub fn read(column: &Column, written: &str, around: &Surroundings<'_>) -> Result<CellValue, Fault> {
    if written.is_empty() {
        return Ok(CellValue::Blank);
    }
    match column.kind {
        ColumnKind::Count | ColumnKind::Amount | ColumnKind::Money => number_of(column, written, around),
        ColumnKind::Day => day_of(written).map(CellValue::Day).ok_or(Fault::Kind),
        ColumnKind::Term => match takes(column, written) {
            true => Ok(CellValue::Words),
            false => Err(Fault::Term),
        },
        ColumnKind::Address => match written.starts_with("https://") || written.starts_with("http://") {
            true => Ok(CellValue::Words),
            false => Err(Fault::Kind),
        },
        ColumnKind::Text
        | ColumnKind::Place
        | ColumnKind::Body
        | ColumnKind::Person
        | ColumnKind::Document
        | ColumnKind::Model
        | ColumnKind::Task
        | ColumnKind::File => Ok(CellValue::Words),
    }
}

fn takes(column: &Column, written: &str) -> bool {
    let is_folded = || {
        let written = compare_key(written);
        column.words.iter().any(|word| compare_key(word) == written)
    };
    column.words.is_empty() || column.words.iter().any(|word| **word == *written) || is_folded()
}

fn number_of(column: &Column, written: &str, around: &Surroundings<'_>) -> Result<CellValue, Fault> {
    if compare_key(written) == "không" {
        return Ok(CellValue::Number(Decimal::ZERO));
    }
    // Tables draw a dash where there is nothing to say: it may be none, it may be unknown.
    if written.chars().all(|letter| matches!(letter, '-' | '–' | '—' | '.' | '…' | '/' | 'x' | 'X')) {
        return Ok(CellValue::Words);
    }
    let number = match column.kind {
        ColumnKind::Money => money(column, written, around)?,
        _ => measure(column, written, around)?,
    };
    Ok(CellValue::Number(number))
}

fn one(figure: Figure) -> Result<Decimal, Fault> {
    match figure {
        Figure::One(number) => Ok(number),
        Figure::Two => Err(Fault::TwoWays),
        Figure::None => Err(Fault::Kind),
    }
}

/// A count or quantity, its unit behind it or not.
fn measure(column: &Column, written: &str, around: &Surroundings<'_>) -> Result<Decimal, Fault> {
    let in_figure = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '-' | '−') || space(letter);
    let end = written.find(|letter| !in_figure(letter)).unwrap_or(written.len());
    let (figure, unit) = (written[..end].trim(), written[end..].trim());
    let is_own = |known: &str| compare_key(known) == compare_key(unit);
    let wanted = column.unit.as_deref();
    if !unit.is_empty() && wanted.is_some_and(is_own) {
        return one(figure_of(column, figure, around));
    }
    let note = around.note.filter(|note| wanted.is_some_and(|wanted| unit::is_alike(note, wanted)));
    let given = around.unit.or(note);
    if !unit.is_empty() && !given.is_some_and(is_own) {
        return Err(Fault::Kind);
    }
    match given.map_or(Conversion::NoUnit, |given| unit::conversion(given, wanted)) {
        Conversion::NoUnit => one(figure_of(column, figure, around)),
        Conversion::By(factor) if factor == Decimal::ONE => one(figure_of(column, figure, around)),
        // A count in thousands need not be whole.
        Conversion::By(factor) => one(figure::read(figure, around.custom))?
            .checked_mul(factor)
            .map(|number| number.normalize())
            .ok_or(Fault::Kind),
        Conversion::Unclear => Err(Fault::Kind),
    }
}

fn figure_of(column: &Column, written: &str, around: &Surroundings<'_>) -> Figure {
    match column.kind {
        ColumnKind::Count => figure::read_whole(written),
        _ => figure::read(written, around.custom),
    }
}

/// An amount of money in đồng. A bare number is one of the unit that the table or the column gives.
fn money(column: &Column, written: &str, around: &Surroundings<'_>) -> Result<Decimal, Fault> {
    if written.contains(char::is_alphabetic) || written.contains('₫') {
        let (sign, amount) = match written.strip_prefix(['-', '−']) {
            Some(amount) => (Decimal::NEGATIVE_ONE, amount),
            None => (Decimal::ONE, written),
        };
        return number::read_money(amount).map(|amount| amount * sign).ok_or(Fault::Kind);
    }
    let given = [around.unit, around.note, column.unit.as_deref()];
    match given.into_iter().flatten().find_map(scale) {
        // There are no parts of a đồng.
        Some(scale) if scale == Decimal::ONE => one(figure::read_whole(written)),
        Some(scale) => one(figure::read(written, around.custom))?.checked_mul(scale).ok_or(Fault::Kind),
        None => {
            let amount = one(figure::read_whole(written)).or_else(|_| one(figure::read(written, around.custom)))?;
            // Nothing costs less than a thousand đồng: those are thousands or millions of them.
            let is_plain = amount.is_zero() || amount.abs() >= Decimal::ONE_THOUSAND && amount.is_integer();
            if is_plain { Ok(amount) } else { Err(Fault::TwoWays) }
        }
    }
}

/// What a unit of money multiplies by: `triệu đồng`, `tr.đ`, `1.000 đồng`.
pub fn scale(unit: &str) -> Option<Decimal> {
    let bare: String = without_marks(unit).chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
    let word = bare.trim_end_matches("dong").trim_end_matches("vnd").trim_end_matches('d');
    match word {
        "ty" | "ti" => Some(Decimal::from(1_000_000_000)),
        "trieu" | "tr" => Some(Decimal::from(1_000_000)),
        "nghin" | "ngan" | "1000" | "ng" => Some(Decimal::ONE_THOUSAND),
        "" if !bare.is_empty() => Some(Decimal::ONE),
        _ => None,
    }
}

/// A day in any of the forms that tables have: `07/4/2020`, `7.4.2020`, `7-4-2020`, `ngày 7/4/2020`, `2020-04-07`.
fn day_of(written: &str) -> Option<Date> {
    let bare = written.trim_start_matches("ngày").trim_start_matches("Ngày").trim();
    let slashes = || bare.replace(['.', '-'], "/");
    day::day(bare).or_else(|_| day::day(&slashes())).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::content::ColumnId;

    fn column(kind: ColumnKind, unit: Option<&str>) -> Column {
        let id = ColumnId("cot".into());
        let words = vec!["Đạt".into(), "Không đạt".into()];
        Column { id, title: "Cột".into(), kind, unit: unit.map(Into::into), words, aliases: Vec::new() }
    }

    #[track_caller]
    fn check(kind: ColumnKind, unit: Option<&str>, table: &[(&str, Result<&str, Fault>)]) {
        for (written, expected) in table {
            let read = read(&column(kind, unit), written, &Surroundings::default());
            let shown = read.map(|value| match value {
                CellValue::Number(number) => number.normalize().to_string(),
                CellValue::Day(day) => day.to_string(),
                CellValue::Words => "words".to_owned(),
                CellValue::Blank => "blank".to_owned(),
                CellValue::Doubtful => "doubtful".to_owned(),
            });
            assert_eq!(shown, expected.map(str::to_owned), "{written}");
        }
    }

    #[test]
    fn money_is_read_in_its_unit() {
        check(
            ColumnKind::Money,
            None,
            &[
                ("350 triệu đồng", Ok("350000000")),
                ("1.500.000", Ok("1500000")),
                ("1 500 000", Ok("1500000")),
                ("Không", Ok("0")),
                ("0", Ok("0")),
                ("-", Ok("words")),
                ("", Ok("blank")),
                ("350", Err(Fault::TwoWays)),
                ("1,5", Err(Fault::TwoWays)),
                ("khoảng 5", Err(Fault::Kind)),
            ],
        );
        check(
            ColumnKind::Money,
            Some("triệu đồng"),
            &[
                ("350", Ok("350000000")),
                ("1,5", Ok("1500000")),
                ("1.234", Err(Fault::TwoWays)),
                ("2 tỷ", Ok("2000000000")),
            ],
        );
        for (unit, expected) in
            [("tr.đ", 1_000_000), ("đồng", 1), ("VNĐ", 1), ("1.000 đồng", 1000), ("Tỷ đồng", 1_000_000_000)]
        {
            assert_eq!(scale(unit), Some(Decimal::from(expected)), "{unit}");
        }
        assert_eq!(scale("ha"), None);
    }

    #[test]
    fn counts_quantities_days_and_words() {
        check(
            ColumnKind::Count,
            None,
            &[("1.234", Ok("1234")), ("12", Ok("12")), ("1,5", Err(Fault::Kind)), ("3 người", Err(Fault::Kind))],
        );
        check(
            ColumnKind::Amount,
            Some("ha"),
            &[("6ha", Ok("6")), ("6,5 ha", Ok("6.5")), ("6 m²", Err(Fault::Kind)), ("1.234", Err(Fault::TwoWays))],
        );
        check(
            ColumnKind::Day,
            None,
            &[
                ("07/4/2020", Ok("2020-04-07")),
                ("7.4.2020", Ok("2020-04-07")),
                ("ngày 07-04-2020", Ok("2020-04-07")),
                ("2020-04-07", Ok("2020-04-07")),
                ("4/2020", Err(Fault::Kind)),
                ("4/13/2020", Err(Fault::Kind)),
            ],
        );
        check(ColumnKind::Term, None, &[("đạt", Ok("words")), ("Tốt", Err(Fault::Term))]);
        check(ColumnKind::Address, None, &[("https://a.vn/", Ok("words")), ("a.vn", Err(Fault::Kind))]);
    }
}
