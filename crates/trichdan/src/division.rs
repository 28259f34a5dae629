//! Divisions of a legal text, by the words that open them: `Phần thứ nhất`, `Chương II`, `Mục 1`, `Tiểu mục 2`, `Điều 5.`
//!
//! Their order is that of the Law on Promulgation of Legal Documents and of decree 30/2020/NĐ-CP, Appendix I: phần, chương,
//! mục, tiểu mục, điều; below them khoản (`1.`) and điểm (`a)`), which have no word of their own.

use crate::text::roman;
use crate::text::word::{self, Key, after_space};

/// A kind of division, from the largest down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Division {
    /// Phần.
    Part,
    /// Chương.
    Chapter,
    /// Mục.
    Section,
    /// Tiểu mục.
    Subsection,
    /// Điều.
    Article,
}

/// What opens a division, at the beginning of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening<'a> {
    /// The kind.
    pub division: Division,
    /// Word, number and mark, as written: `Điều 5.`
    pub written: &'a str,
    /// The number alone: `5`, `II`, `12a`, `nhất`.
    pub number: &'a str,
    /// The title behind it, or nothing.
    pub title: &'a str,
}

const NAMES: [(&[Key], Division); 5] = [
    (&[Key::of("phan")], Division::Part),
    (&[Key::of("chuong")], Division::Chapter),
    (&[Key::of("tieu"), Key::of("muc")], Division::Subsection),
    (&[Key::of("muc")], Division::Section),
    (&[Key::of("dieu")], Division::Article),
];

const THU: Key = Key::of("thu");

/// Ordinals of a part, after `thứ`.
const ORDINALS: [Key; 10] = [
    Key::of("nhat"),
    Key::of("hai"),
    Key::of("ba"),
    Key::of("tu"),
    Key::of("nam"),
    Key::of("sau"),
    Key::of("bay"),
    Key::of("tam"),
    Key::of("chin"),
    Key::of("muoi"),
];

impl Division {
    /// Its word without marks, as it stands in anchors: `dieu`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Part => "phan",
            Self::Chapter => "chuong",
            Self::Section => "muc",
            Self::Subsection => "tieu-muc",
            Self::Article => "dieu",
        }
    }
}

/// Reads what opens a division at the beginning of `text`, which is one line.
///
/// `Điều 5 Luật Thanh tra quy định …` and `Chương II của Nghị định …` cite, and open nothing: without a mark behind the number
/// there must be no more words, or a title in capitals.
pub fn read(text: &str) -> Option<Opening<'_>> {
    let text = text.trim();
    let (division, name_end) = NAMES.iter().find_map(|(names, division)| Some((*division, name_at(text, names)?)))?;
    let number_start = after_space(text, name_end);
    let number_end = match division {
        Division::Part => ordinal_at(text, number_start).or_else(|| number_at(text, number_start)),
        _ => number_at(text, number_start),
    }?;
    let rest = &text[number_end..];
    let mark = rest.chars().next().filter(|mark| matches!(mark, '.' | ':')).map_or(0, char::len_utf8);
    let title = rest[mark..].trim_start();
    let is_apart = title.is_empty() || title.len() < rest.len() - mark || (mark > 0 && begins_with_capital(title));
    let opens = mark > 0 || title.is_empty() || is_in_capitals(title);
    let written = &text[..number_end + mark];
    let number = &text[number_start..number_end];
    (number_start > name_end && is_apart && opens).then_some(Opening { division, written, number, title })
}

fn name_at(text: &str, names: &[Key]) -> Option<usize> {
    let mut at = 0;
    for name in names {
        at = word::at(text, after_space(text, at)).filter(|word| word.key == *name)?.end;
    }
    Some(at)
}

/// `thứ nhất`: where it ends.
fn ordinal_at(text: &str, start: usize) -> Option<usize> {
    let thu = word::at(text, start).filter(|word| word.key == THU)?;
    word::at(text, after_space(text, thu.end)).filter(|word| ORDINALS.contains(&word.key)).map(|word| word.end)
}

/// `5`, `12a`, `II`, `A`: where it ends. Numbers of articles have at most four digits.
fn number_at(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let token = &rest[..rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len())];
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    let suffix = &token[digits..];
    let is_counted = (1..=4).contains(&digits) && suffix.chars().count() <= 1 && suffix.chars().all(char::is_lowercase);
    let is_lettered =
        roman::read(token).is_some() || (token.len() == 1 && token.bytes().all(|it| it.is_ascii_uppercase()));
    (is_counted || is_lettered).then_some(start + token.len())
}

fn begins_with_capital(title: &str) -> bool {
    title.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a text stands in capitals, as the title of a chapter does: a lower-case letter shows that a sentence goes on. One
/// letter alone is a number or an initial.
pub fn is_in_capitals(title: &str) -> bool {
    let letters = || title.chars().filter(|letter| letter.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Division, &str, &str, &str)>) {
        let opening = read(text).map(|it| (it.division, it.written, it.number, it.title));
        assert_eq!(opening, expected, "{text}");
    }

    #[test]
    fn every_form_opens_its_division() {
        check("Điều 5. Phạm vi điều chỉnh", Some((Division::Article, "Điều 5.", "5", "Phạm vi điều chỉnh")));
        check("ĐIỀU 12a: Phí", Some((Division::Article, "ĐIỀU 12a:", "12a", "Phí")));
        check("Điều 1.Ban hành kèm theo", Some((Division::Article, "Điều 1.", "1", "Ban hành kèm theo")));
        check("Chương II", Some((Division::Chapter, "Chương II", "II", "")));
        check("CHƯƠNG I QUY ĐỊNH CHUNG", Some((Division::Chapter, "CHƯƠNG I", "I", "QUY ĐỊNH CHUNG")));
        check("Mục 2. TRÌNH TỰ", Some((Division::Section, "Mục 2.", "2", "TRÌNH TỰ")));
        check("Tiểu mục 1. Hồ sơ", Some((Division::Subsection, "Tiểu mục 1.", "1", "Hồ sơ")));
        check("Phần thứ nhất", Some((Division::Part, "Phần thứ nhất", "thứ nhất", "")));
        check("PHẦN THỨ HAI: GIẢI PHÁP", Some((Division::Part, "PHẦN THỨ HAI:", "THỨ HAI", "GIẢI PHÁP")));
        check("Phần II. Phương hướng", Some((Division::Part, "Phần II.", "II", "Phương hướng")));
    }

    #[test]
    fn what_cites_a_division_opens_none() {
        for text in [
            "Điều 5 Luật Thanh tra quy định",
            "Điều 3, Điều 4 Chương II Thông tư",
            "Chương II của Nghị định",
            "Chương trình 05 của tỉnh",
            "Phần lớn các xã",
            "Phần mềm 1. Mua",
            "Mục tiêu 1. Tăng",
            "Mục 1 và mục 2",
            "Điều kiện 1. Có",
            "Điều 5.2",
            "Điều",
            "",
        ] {
            check(text, None);
        }
    }
}
