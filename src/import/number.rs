//! The numbers and signs that begin a paragraph of a report: `Điều 1.`, `I.`, `1.`, `1.1.`, `a)`, `-`, `+`.

use trichdan::division::{self, Division};
use trichdan::text::roman;

/// How a paragraph begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As written: `1.1.`.
    pub written: String,
    /// What it is.
    pub kind: Kind,
}

/// Kinds of numbers and signs, from the highest section down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `PHẦN THỨ NHẤT`, `Chương II`, `Điều 5.`
    Division(Division),
    /// `A.`
    Capital(char),
    /// `I.`
    Roman(u32),
    /// `1.`, `1.1`, `1.1.1.`: how many numbers, and the last of them.
    Arabic {
        /// 1 for `1.`, 2 for `1.1.`
        depth: usize,
        /// The last number.
        last: u32,
    },
    /// `a)`, `đ)`
    Letter(char),
    /// `-`
    Dash,
    /// `+`
    Plus,
    /// `*`, `•`
    Star,
}

/// Takes the number off the beginning of a paragraph: `1.1. Kiện toàn` is `1.1.` and `Kiện toàn`.
///
/// A number alone is none (`2022`), nor is one that goes on (`6.500 ha`), nor the letter of a name (`A. Tuấn`
/// is taken for a section only by whoever sees its neighbours).
pub fn split(text: &str) -> Option<(Number, &str)> {
    if let Some(opening) = division::read(text.lines().next().unwrap_or_default()) {
        let number = Number { written: opening.written.to_owned(), kind: Kind::Division(opening.division) };
        return Some((number, text.trim_start()[opening.written.len()..].trim_start()));
    }
    let text = text.trim_start();
    let (head, rest) = match text.split_once(|letter: char| letter.is_whitespace()) {
        Some((head, rest)) => (head, rest.trim_start()),
        None => return None,
    };
    if rest.is_empty() {
        return None;
    }
    let kind = kind(head)?;
    Some((Number { written: head.to_owned(), kind }, rest))
}

/// The kind of a paragraph's number: Word's automatic one, else the one typed at the beginning of its text.
pub fn of(automatic: &str, text: &str) -> Option<Kind> {
    kind(automatic).or_else(|| split(text).map(|(number, _)| number.kind))
}

/// The kind of a number that stands alone, such as Word's automatic one.
pub fn kind(written: &str) -> Option<Kind> {
    match written {
        "-" | "–" | "—" | "−" | "\u{2010}" | "\u{2011}" => return Some(Kind::Dash),
        "+" => return Some(Kind::Plus),
        "*" | "•" | "●" | "▪" | "◦" => return Some(Kind::Star),
        _ => {}
    }
    if let Some(opening) = division::read(written).filter(|opening| opening.title.is_empty()) {
        return Some(Kind::Division(opening.division));
    }
    let body = written.trim_end_matches(['.', ')', '/', ':']);
    let end = &written[body.len()..];
    if let Some(numeral) = roman::read(body).filter(|_| matches!(end, "." | "/" | ")")) {
        return Some(Kind::Roman(numeral));
    }
    let mut letters = body.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        if letter.is_alphabetic() && letter.is_lowercase() && matches!(end, ")" | "." | "/") {
            return Some(Kind::Letter(letter));
        }
        if letter.is_alphabetic() && letter.is_uppercase() && matches!(end, "." | "/") {
            return Some(Kind::Capital(letter));
        }
    }
    let numbers: Option<Vec<u32>> = body.split('.').map(small_number).collect();
    let numbers = numbers?;
    let is_ended = matches!(end, "." | ")" | "/" | "./" | ".)");
    let last = *numbers.last()?;
    (is_ended || (numbers.len() > 1 && end.is_empty())).then_some(Kind::Arabic { depth: numbers.len(), last })
}

/// A section's number: at most two digits, so that `6.500` and `2022.` are none.
fn small_number(digits: &str) -> Option<u32> {
    let is_number = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, Kind, &str)>) {
        let found = split(text);
        let found = found.as_ref().map(|(number, rest)| (number.written.as_str(), number.kind.clone(), *rest));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_of_sections() {
        check("I. Tình hình", Some(("I.", Kind::Roman(1), "Tình hình")));
        check("1. Về tổ chức", Some(("1.", Kind::Arabic { depth: 1, last: 1 }, "Về tổ chức")));
        check("2.3. Tổ chức", Some(("2.3.", Kind::Arabic { depth: 2, last: 3 }, "Tổ chức")));
        check("2.3 Tổ chức", Some(("2.3", Kind::Arabic { depth: 2, last: 3 }, "Tổ chức")));
        check("đ) Nội dung", Some(("đ)", Kind::Letter('đ'), "Nội dung")));
        check("- Quyết định", Some(("-", Kind::Dash, "Quyết định")));
        check("+ Tổng số", Some(("+", Kind::Plus, "Tổng số")));
        check("A. KẾT QUẢ", Some(("A.", Kind::Capital('A'), "KẾT QUẢ")));
        check("PHẦN THỨ NHẤT: KẾT QUẢ", Some(("PHẦN THỨ NHẤT:", Kind::Division(Division::Part), "KẾT QUẢ")));
        check("Điều 5. Phạm vi", Some(("Điều 5.", Kind::Division(Division::Article), "Phạm vi")));
        check("Chương II", Some(("Chương II", Kind::Division(Division::Chapter), "")));
        check("Phần II. Phương hướng", Some(("Phần II.", Kind::Division(Division::Part), "Phương hướng")));
    }

    #[test]
    fn what_is_no_number() {
        for text in ["2022 là năm", "6.500 ha lúa", "Phần lớn các xã", "1", "I.", "14/6 đến nay", "QĐ 1089/QĐ-UBND", ""]
        {
            check(text, None);
        }
    }
}
