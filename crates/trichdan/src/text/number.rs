//! Vietnamese numbers: 1.234,5 as written and as read.

use rust_decimal::Decimal;

use super::lookalike::space;

/// Reads a number as Vietnamese writes it: dots between groups of three digits, a comma before decimals.
///
/// `1.5` and `1,234.5` are another country's numbers and are not read: guessing would be off by a thousand.
pub fn read(text: &str) -> Option<Decimal> {
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = match digits.split_once(',') {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (digits, None),
    };
    if !is_grouped(whole) || decimals.is_some_and(|decimals| !is_digits(decimals)) {
        return None;
    }
    let mut plain = whole.replace('.', "");
    if let Some(decimals) = decimals {
        plain.push('.');
        plain.push_str(decimals);
    }
    let amount: Decimal = plain.parse().ok()?;
    Some(if negative { -amount } else { amount })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or("");
    let mut grouped = false;
    let rest_good = groups.all(|group| {
        grouped = true;
        group.len() == 3 && is_digits(group)
    });
    is_digits(first) && rest_good && (!grouped || (first.len() <= 3 && !first.starts_with('0')))
}

/// Writes a number as Vietnamese does: `1234.50` is `1.234,5`.
pub fn write(amount: Decimal) -> String {
    let plain = amount.normalize().abs().to_string();
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut written = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    if amount.is_sign_negative() && !amount.is_zero() {
        written.push('-');
    }
    for (index, digit) in whole.char_indices() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    if !decimals.is_empty() {
        written.push(',');
        written.push_str(decimals);
    }
    written
}

/// A number with the unit that stands right after it: `6ha`, `6 ha`, `1.200 m²`, `30%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure<'text> {
    /// The amount.
    pub amount: Decimal,
    /// The word after the number, as written; empty where there is none.
    pub unit: &'text str,
    /// Byte offset of the number.
    pub start: usize,
    /// One past the last byte of the unit, or of the number where there is no unit.
    pub end: usize,
}

/// Reads a text that is one measure and nothing else.
pub fn measure(text: &str) -> Option<Measure<'_>> {
    let found = measures(text).next()?;
    (found.start == 0 && found.end == text.len()).then_some(found)
}

/// Every number of a text that stands on its own, with its unit; parts of dates, designations and codes do not.
pub fn measures(text: &str) -> impl Iterator<Item = Measure<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(offset) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
            let start = at + offset;
            let length = number_length(&text[start..]);
            at = start + length;
            if let Some(found) = measure_at(text, start, at) {
                return Some(found);
            }
        }
        None
    })
}

/// The digits from here on, with dots and commas that stand between digits.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    while end < bytes.len() {
        let joins = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    end
}

fn measure_at(text: &str, start: usize, number_end: usize) -> Option<Measure<'_>> {
    let joins = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '-' | '–' | ':' | '.' | '_');
    if text[..start].ends_with(joins) {
        return None;
    }
    let amount = read(&text[start..number_end])?;
    let after = &text[number_end..];
    if after.starts_with(['/', '-', '–', ':', '_']) {
        return None;
    }
    let gap = after.chars().next().filter(|&letter| space(letter) && letter != '\n').map_or(0, char::len_utf8);
    let unit_end = after[gap..]
        .find(|letter: char| !(letter.is_alphabetic() || matches!(letter, '%' | '²' | '³')))
        .unwrap_or(after.len() - gap);
    let unit = &after[gap..gap + unit_end];
    let end = if unit.is_empty() { number_end } else { number_end + gap + unit.len() };
    Some(Measure { amount, unit, start, end })
}

/// What a money word multiplies by.
const MONEY_WORDS: [(&str, u64); 7] = [
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("triệu", 1_000_000),
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("trăm", 100),
    ("", 1),
];

/// Reads an amount of money in đồng: `2,5 tỷ đồng`, `350 triệu`, `1.200.000 đồng`, `500.000đ`, and sums such as
/// `2 tỷ 300 triệu đồng`.
pub fn read_money(text: &str) -> Option<Decimal> {
    let lower = text.trim().to_lowercase();
    let mut rest =
        ["đồng", "vnđ", "vnd", "đ", "₫"].iter().find_map(|unit| lower.strip_suffix(unit)).unwrap_or(&lower).trim();
    let mut total = Decimal::ZERO;
    let mut smallest = u64::MAX;
    while !rest.is_empty() {
        let length = number_length(rest);
        let amount = read(&rest[..length])?;
        let word_and_rest = rest[length..].trim_start();
        let (word, after) = word_and_rest
            .split_at(word_and_rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(word_and_rest.len()));
        let &(_, factor) = MONEY_WORDS.iter().find(|(known, _)| *known == word)?;
        // `300 triệu 2 tỷ` is no amount.
        if factor >= smallest {
            return None;
        }
        smallest = factor;
        total = total.checked_add(amount.checked_mul(Decimal::from(factor))?)?;
        rest = after.trim_start();
    }
    (smallest != u64::MAX).then_some(total)
}

/// Writes an amount of đồng the way reports do: in tỷ or triệu where at most three decimals are needed, else in full.
pub fn write_money(amount: Decimal) -> String {
    for (word, factor) in [("tỷ", 1_000_000_000_u64), ("triệu", 1_000_000)] {
        let factor = Decimal::from(factor);
        let scaled = (amount / factor).normalize();
        if amount.abs() >= factor && scaled.scale() <= 3 {
            return format!("{} {word} đồng", write(scaled));
        }
    }
    format!("{} đồng", write(amount))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn reads_only_vietnamese_numbers() {
        let table = [
            ("6", Some("6")),
            ("1.234,5", Some("1234.5")),
            ("1234,5", Some("1234.5")),
            ("0,25", Some("0.25")),
            ("-12.000", Some("-12000")),
            ("1.234.567", Some("1234567")),
            ("1.5", None),
            ("1,234.5", None),
            ("0.123", None),
            ("1.2345", None),
            ("12a", None),
            (",5", None),
            ("5,", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(read(text), expected.map(decimal), "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for (amount, written) in
            [("1234567.50", "1.234.567,5"), ("0.05", "0,05"), ("-1000", "-1.000"), ("999", "999"), ("-0", "0")]
        {
            assert_eq!(write(decimal(amount)), written);
            assert_eq!(read(written), Some(decimal(amount).normalize()));
        }
    }

    #[test]
    fn finds_measures_and_no_designations() {
        let text = "xã Thọ Sơn (6ha), 1.200,5 m², 30% của 45 hộ; QĐ 1221/QĐ-UBND ngày 07/4/2020, TCVN 9001:2015, 2021-2025, mục 2.1. có 3.";
        let found: Vec<_> = measures(text).map(|each| (write(each.amount), each.unit)).collect();
        let expected = [("6", "ha"), ("1.200,5", "m²"), ("30", "%"), ("45", "hộ"), ("3", "")];
        assert_eq!(found, expected.map(|(amount, unit)| (amount.to_owned(), unit)));
        assert_eq!(measure("6 ha").map(|each| each.unit), Some("ha"));
        assert_eq!(measure("6 ha lúa"), None);
    }

    #[test]
    fn money_reads_and_writes() {
        let table = [
            ("2,5 tỷ đồng", Some("2500000000"), "2,5 tỷ đồng"),
            ("350 triệu", Some("350000000"), "350 triệu đồng"),
            ("500.000đ", Some("500000"), "500.000 đồng"),
            ("2 tỷ 300 triệu đồng", Some("2300000000"), "2,3 tỷ đồng"),
            ("1.234.567.891 VNĐ", Some("1234567891"), "1.234.567.891 đồng"),
            ("300 triệu 2 tỷ", None, ""),
            ("6ha", None, ""),
            ("đồng", None, ""),
        ];
        for (text, amount, written) in table {
            let read = read_money(text);
            assert_eq!(read, amount.map(decimal), "{text}");
            if let Some(amount) = read {
                assert_eq!(write_money(amount), written);
            }
        }
    }
}
