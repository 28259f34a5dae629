//! Numbers as tables have them. What one country writes for a thousand and a bit is another's one and a bit, so a number may
//! be read in two ways; then the others of its column decide, or nobody does.

use rust_decimal::Decimal;

use super::unit;
use trichdan::text::lookalike::space;
use trichdan::text::number;

/// Which sign stands before decimals, as far as a column shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Custom {
    /// `1.234,5`, as Vietnamese offices write.
    Comma,
    /// `1,234.5`, as a spreadsheet set to English saves.
    Point,
    /// The column does not tell, or tells both.
    #[default]
    Unknown,
}

/// What a text says as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// It can be read in one way.
    One(Decimal),
    /// It can be read in two ways: `1.234`.
    Two,
    /// It is no number.
    None,
}

/// Reads a number by a custom; where this is unknown, only what is the same by both.
pub fn read(text: &str, custom: Custom) -> Figure {
    let (vietnamese, english) = both(text);
    match (vietnamese, english, custom) {
        (Some(one), Some(other), _) if one == other => Figure::One(one),
        (Some(number), _, Custom::Comma) | (_, Some(number), Custom::Point) => Figure::One(number),
        (Some(_), Some(_), Custom::Unknown) => Figure::Two,
        (Some(number), None, _) | (None, Some(number), _) => Figure::One(number),
        (None, None, _) => Figure::None,
    }
}

/// Reads what can only be whole, such as a count of people: `1.234` is more than a thousand by any custom.
pub fn read_whole(text: &str) -> Figure {
    let (vietnamese, english) = both(text);
    let whole = [vietnamese, english].into_iter().flatten().find(|number| number.is_integer());
    whole.map_or(Figure::None, Figure::One)
}

/// What the numbers of a column show of its custom.
pub fn custom<'c>(column: impl Iterator<Item = &'c str>) -> Custom {
    let mut shown = Custom::Unknown;
    for text in column {
        let here = match both(text) {
            (Some(_), None) => Custom::Comma,
            (None, Some(_)) => Custom::Point,
            _ => continue,
        };
        if shown != Custom::Unknown && shown != here {
            return Custom::Unknown;
        }
        shown = here;
    }
    shown
}

/// Whether a text is a number, of a unit or of money: what is added up as often as it stands somewhere.
pub fn is_amount(text: &str) -> bool {
    let has_unit = || number::measure(text).is_some_and(|measure| unit::is_unit(measure.unit));
    read(text, Custom::Unknown) != Figure::None || number::read_money(text).is_some() || has_unit()
}

/// A number by both customs.
fn both(text: &str) -> (Option<Decimal>, Option<Decimal>) {
    let Some(text) = without_gaps(text.trim()) else { return (None, None) };
    let swapped: String = text
        .chars()
        .map(|letter| match letter {
            '.' => ',',
            ',' => '.',
            other => other,
        })
        .collect();
    (number::read(&text), number::read(&swapped))
}

/// A number without the gaps between its groups of three: `1 234 567`. None where a gap stands elsewhere.
fn without_gaps(text: &str) -> Option<String> {
    let mut groups = text.split(space);
    let mut joined = groups.next()?.to_owned();
    let first = joined.trim_start_matches(['-', '−']).len();
    for group in groups {
        let digits = group.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(group.len());
        if digits != 3 || !(1..=3).contains(&first) || joined.contains(['.', ',']) {
            return None;
        }
        joined.push_str(group);
    }
    Some(joined)
}

/// A number as a spreadsheet holds it, written so that it can be read in one way only.
pub fn write(number: Decimal) -> String {
    let plain = number.normalize().to_string().replace('.', ",");
    match plain.split_once(',') {
        // `1,234` would be a thousand to others.
        Some((_, decimals)) if decimals.len() == 3 => format!("{plain}0"),
        _ => plain,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_can_be_read_in_two_ways_are_not_guessed() {
        let one = |text: &str| Figure::One(text.parse().unwrap());
        for (text, unknown, comma, point) in [
            ("12", one("12"), one("12"), one("12")),
            ("1.234", Figure::Two, one("1234"), one("1.234")),
            ("1,234", Figure::Two, one("1.234"), one("1234")),
            ("1.234,5", one("1234.5"), one("1234.5"), one("1234.5")),
            ("1,234.5", one("1234.5"), one("1234.5"), one("1234.5")),
            ("1 234", one("1234"), one("1234"), one("1234")),
            ("1\u{a0}234,5", one("1234.5"), one("1234.5"), one("1234.5")),
            ("12 34", Figure::None, Figure::None, Figure::None),
            ("1.234.567", one("1234567"), one("1234567"), one("1234567")),
            ("0,5", one("0.5"), one("0.5"), one("0.5")),
            ("-1,5", one("-1.5"), one("-1.5"), one("-1.5")),
            ("6 ha", Figure::None, Figure::None, Figure::None),
            ("", Figure::None, Figure::None, Figure::None),
        ] {
            let read = [Custom::Unknown, Custom::Comma, Custom::Point].map(|custom| read(text, custom));
            assert_eq!(read, [unknown, comma, point], "{text}");
        }
        assert_eq!(read_whole("1.234"), one("1234"));
        assert_eq!(read_whole("1,234"), one("1234"));
        assert_eq!(read_whole("1,5"), Figure::None);
    }

    #[test]
    fn a_column_shows_its_custom() {
        assert_eq!(custom(["1.234", "12,5", "x"].into_iter()), Custom::Comma);
        assert_eq!(custom(["1.234", "12.5"].into_iter()), Custom::Point);
        assert_eq!(custom(["12.5", "12,5"].into_iter()), Custom::Unknown);
        assert_eq!(custom(["1.234", "1,234"].into_iter()), Custom::Unknown);
    }

    #[test]
    fn amounts_are_told_from_words_that_begin_with_a_figure() {
        for (text, expected) in [
            ("1.500", true),
            ("12 345", true),
            ("6,5 ha", true),
            ("2 tỷ 300 triệu đồng", true),
            ("3 sao", false),
            ("16/3/2022", false),
            ("15/QĐ-UBND", false),
            ("Thọ Ngọc", false),
            ("", false),
        ] {
            assert_eq!(is_amount(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_spreadsheet_holds_is_read_in_one_way() {
        for (number, written) in [("1.234", "1,2340"), ("1234.5", "1234,5"), ("1500", "1500"), ("0.25", "0,25")] {
            let number: Decimal = number.parse().unwrap();
            assert_eq!(write(number), written);
            assert_eq!(read(written, Custom::Unknown), Figure::One(number));
        }
    }
}
