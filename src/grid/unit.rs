//! Units of measure as tables give them beside their numbers: what one unit is in another.

use rust_decimal::Decimal;

use trichdan::text::fold::compare_key;

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Area,
    Mass,
    Volume,
    Length,
}

/// Units that tables have, with what one is of the smallest; none of those that differ from one part of the country to another.
const UNITS: [(&str, Dimension, Option<u32>); 27] = [
    ("m2", Dimension::Area, Some(1)),
    ("m²", Dimension::Area, Some(1)),
    ("ha", Dimension::Area, Some(10_000)),
    ("héc ta", Dimension::Area, Some(10_000)),
    ("hecta", Dimension::Area, Some(10_000)),
    ("km2", Dimension::Area, Some(1_000_000)),
    ("km²", Dimension::Area, Some(1_000_000)),
    ("sào", Dimension::Area, None),
    ("mẫu", Dimension::Area, None),
    ("công", Dimension::Area, None),
    ("g", Dimension::Mass, Some(1)),
    ("gam", Dimension::Mass, Some(1)),
    ("kg", Dimension::Mass, Some(1_000)),
    ("yến", Dimension::Mass, Some(10_000)),
    ("tạ", Dimension::Mass, Some(100_000)),
    ("tấn", Dimension::Mass, Some(1_000_000)),
    ("ml", Dimension::Volume, Some(1)),
    ("l", Dimension::Volume, Some(1_000)),
    ("lít", Dimension::Volume, Some(1_000)),
    ("m3", Dimension::Volume, Some(1_000_000)),
    ("m³", Dimension::Volume, Some(1_000_000)),
    ("mm", Dimension::Length, Some(1)),
    ("cm", Dimension::Length, Some(10)),
    ("dm", Dimension::Length, Some(100)),
    ("m", Dimension::Length, Some(1_000)),
    ("km", Dimension::Length, Some(1_000_000)),
    ("mét", Dimension::Length, Some(1_000)),
];

/// What stands before a unit and multiplies it: `nghìn con`, `1.000 m²`.
const SCALES: [(&str, u32); 8] = [
    ("trăm", 100),
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("1.000", 1_000),
    ("1000", 1_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];

/// How a number of one unit is read where another is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conversion {
    /// It is multiplied by this.
    By(Decimal),
    /// The two are not of one kind, or nobody knows how much one is of the other.
    Unclear,
    /// What was taken for a unit is none: `(theo kế hoạch)`.
    NoUnit,
}

/// What a number of the unit that a table gives is in the unit that a register wants, if it wants one.
pub fn conversion(given: &str, wanted: Option<&str>) -> Conversion {
    let (scale, given) = split(given);
    let (own_scale, wanted) = wanted.map_or((Decimal::ONE, None), |wanted| {
        let (scale, unit) = split(wanted);
        (scale, Some(unit))
    });
    let scale = scale / own_scale;
    let Some(wanted) = wanted.filter(|wanted| *wanted != given && !given.is_empty()) else {
        return Conversion::By(scale);
    };
    match (find(&given), find(&wanted)) {
        (Some((one, Some(from))), Some((other, Some(to)))) if one == other => {
            Conversion::By(scale * Decimal::from(from) / Decimal::from(to))
        }
        (Some(_), _) => Conversion::Unclear,
        (None, _) if scale != Decimal::ONE => Conversion::Unclear,
        (None, _) => Conversion::NoUnit,
    }
}

/// Whether a word is a unit of measure.
pub fn is_unit(word: &str) -> bool {
    find(&compare_key(word)).is_some()
}

/// Whether two units measure the same.
pub fn is_alike(one: &str, other: &str) -> bool {
    let ((_, one), (_, other)) = (split(one), split(other));
    one == other || matches!((find(&one), find(&other)), (Some((one, _)), Some((other, _))) if one == other)
}

/// A unit without the words that multiply it, and what these are.
fn split(unit: &str) -> (Decimal, String) {
    let unit = compare_key(unit.trim().trim_end_matches('.'));
    for (word, scale) in SCALES {
        if let Some(rest) = unit.strip_prefix(word).filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            return (Decimal::from(scale), rest.trim().to_owned());
        }
    }
    (Decimal::ONE, unit)
}

fn find(unit: &str) -> Option<(Dimension, Option<u32>)> {
    UNITS.iter().find(|(name, ..)| *name == unit).map(|(_, dimension, smallest)| (*dimension, *smallest))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_from_one_unit_to_another_only_where_it_is_certain() {
        let by = |factor: &str| Conversion::By(factor.parse().unwrap());
        for (given, wanted, expected) in [
            ("ha", Some("ha"), by("1")),
            ("Ha", Some("ha"), by("1")),
            ("m2", Some("ha"), by("0.0001")),
            ("m²", Some("ha"), by("0.0001")),
            ("nghìn tấn", Some("tạ"), by("10000")),
            ("nghìn con", Some("con"), by("1000")),
            ("nghìn con", None, by("1000")),
            ("con", None, by("1")),
            ("triệu", None, by("1000000")),
            ("sào", Some("ha"), Conversion::Unclear),
            ("tấn", Some("ha"), Conversion::Unclear),
            ("nghìn hộ", Some("con"), Conversion::Unclear),
            ("theo kế hoạch", Some("ha"), Conversion::NoUnit),
        ] {
            assert_eq!(conversion(given, wanted), expected, "{given} {wanted:?}");
        }
    }
}
