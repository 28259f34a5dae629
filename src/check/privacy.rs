//! What a public page must not carry: numbers that name a person. (A secret document is an error of building.)

use std::ops::Range;

use super::desk::Desk;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::messages::check::{Matter, Personal};
use crate::parse::Entries;
use trichdan::text::fold::{fold, fold_with_map};

/// Reads every file but `site.yaml`, whose contacts are the office's own.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_file(said, |file, said| {
        if matches!(file.entries, Entries::Site(_)) {
            return;
        }
        for passage in &file.passages {
            for (kind, range) in personal_numbers(passage.text) {
                let digits: String = passage.text[range.clone()].chars().filter(char::is_ascii_digit).collect();
                said.push(messages::personal_number(kind, &digits, passage.locate(range)));
            }
            for (matter, range) in private_matters(passage.text) {
                said.push(messages::private_matter(matter, &passage.text[range.clone()], passage.locate(range)));
            }
        }
    });
}

/// Words beside a name that tell of somebody's private life, folded.
const MATTERS: [(Matter, &[&str]); 3] = [
    (Matter::Birth, &["sinh ngay", "sinh nam", "ngay sinh", "nam sinh", "ngay thang nam sinh"]),
    (
        Matter::Home,
        &[
            "thuong tru",
            "tru tai",
            "tru quan",
            "cu tru tai",
            "ho khau",
            "noi o",
            "cho o",
            "so nha",
            "nha o tai",
            "ngu tai",
        ],
    ),
    (
        Matter::Health,
        &[
            "ung thu",
            "hiv",
            "tam than",
            "khuyet tat",
            "mang thai",
            "benh nan y",
            "mac benh",
            "bi benh",
            "nhiem benh",
            "thuong tat",
            "dieu tri benh",
        ],
    ),
];

/// Family names of nine in ten Vietnamese.
const FAMILIES: [&str; 40] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương",
    "Lý", "Đinh", "Trịnh", "Mai", "Đào", "Lương", "Cao", "Hà", "Tạ", "Lưu", "Chu", "Thái", "Tống", "Quách", "Kiều",
    "Lại", "Lâm", "Phùng", "Vương", "Trương", "Đoàn", "Tô", "Hứa", "Doãn", "Triệu",
];

/// Words that lead to a private person's name.
const TITLES: [&str; 10] = ["ông", "bà", "anh", "chị", "cháu", "em", "chủ hộ", "hộ ông", "hộ bà", "công dân"];

/// Words before a name that make it a street's or a school's.
const NAMESAKES: [&str; 6] = ["đường", "phố", "trường", "chợ", "cầu", "giải"];

/// What sentences tell of named persons' private lives, and where the words stand.
fn private_matters(text: &str) -> Vec<(Matter, Range<usize>)> {
    let folded = fold_with_map(text);
    let words = MATTERS.iter().flat_map(|(matter, words)| words.iter().map(move |word| (*matter, *word)));
    let mut found: Vec<(Matter, Range<usize>)> = words
        .flat_map(|(matter, word)| folded.text.match_indices(word).map(move |(at, _)| (matter, at..at + word.len())))
        .filter(|(_, range)| is_whole_word(&folded.text, range))
        .map(|(matter, range)| (matter, folded.original(range)))
        .filter(|(_, range)| names_person(sentence_around(text, range.start)))
        .collect();
    // Sorted: reaches output. `ngày sinh` is not told again as a part of `ngày tháng năm sinh`.
    found.sort_by_key(|(matter, range)| (range.start, std::cmp::Reverse(range.end), *matter));
    found.dedup_by(|later, first| later.1.start < first.1.end);
    found
}

fn is_whole_word(text: &str, range: &Range<usize>) -> bool {
    !text[..range.start].ends_with(char::is_alphanumeric) && !text[range.end..].starts_with(char::is_alphanumeric)
}

fn sentence_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(['.', ';', '\n']).map_or(0, |end| end + 1);
    let end = text[at..].find(['.', ';', '\n']).map_or(text.len(), |end| at + end);
    &text[start..end]
}

/// Whether a sentence has a person's name: a family name and at least one more, or a title and a name.
fn names_person(sentence: &str) -> bool {
    let words: Vec<&str> =
        sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase);
    let before = |at: usize, list: &[&str]| {
        let one = at.checked_sub(1).map(|at| words[at].to_lowercase());
        one.is_some_and(|one| list.contains(&one.as_str()))
    };
    (0..words.len()).any(|at| {
        let next_is_name = words.get(at + 1).is_some_and(|next| is_name(next));
        let is_family = FAMILIES.contains(&words[at]) && next_is_name && !before(at, &NAMESAKES);
        is_family || (is_name(words[at]) && before(at, &TITLES))
    })
}

/// How far back a word like `CCCD` or `tài khoản` speaks for a number, in characters.
const REACH: usize = 40;

/// Personal numbers of a text and where they stand.
fn personal_numbers(text: &str) -> Vec<(Personal, Range<usize>)> {
    digit_runs(text)
        .into_iter()
        .filter_map(|range| {
            let digits: String = text[range.clone()].chars().filter(char::is_ascii_digit).collect();
            let lead = lead(text, range.start);
            kind_of(&digits, text[..range.start].ends_with('+'), &lead).map(|kind| (kind, range))
        })
        .collect()
}

fn kind_of(digits: &str, has_plus: bool, lead: &str) -> Option<Personal> {
    let named = |words: &[&str]| words.iter().any(|word| lead.contains(word));
    let is_mobile = |rest: &str| rest.len() == 9 && rest.starts_with(['3', '5', '7', '8', '9']);
    if named(&["tai khoan", "stk"]) && (6..=19).contains(&digits.len()) {
        return Some(Personal::Account);
    }
    if named(&["can cuoc", "cccd", "cmnd", "cmtnd", "chung minh", "dinh danh"]) && matches!(digits.len(), 9 | 12) {
        return Some(Personal::Identity);
    }
    if digits.strip_prefix('0').is_some_and(is_mobile) || (has_plus && digits.strip_prefix("84").is_some_and(is_mobile))
    {
        return Some(Personal::Phone);
    }
    // Twelve digits of a citizen's number: province 001 to 096, then sex and century, then year of birth.
    let province: u32 = digits.get(..3).and_then(|code| code.parse().ok()).unwrap_or(0);
    (digits.len() == 12 && (1..=96).contains(&province)).then_some(Personal::Identity)
}

fn lead(text: &str, start: usize) -> String {
    let from = text[..start].char_indices().rev().nth(REACH - 1).map_or(0, |(at, _)| at);
    fold(&text[from..start])
}

/// Digits with single spaces, dots or hyphens between groups, as numbers are dictated: `0912 345 678`.
fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        while at < bytes.len() {
            let joins = matches!(bytes[at], b' ' | b'.' | b'-') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !bytes[at].is_ascii_digit() && !joins {
                break;
            }
            at += 1;
        }
        // Inside a code, an address or a designation it is something else: `/01234567890`, `QR0912345678`.
        let is_joined =
            text[..start].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '_' | '='));
        let goes_on = text[at..].starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '/' | '_'));
        if !is_joined && !goes_on {
            runs.push(start..at);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(Personal, &str)]) {
        let found: Vec<_> = personal_numbers(text).into_iter().map(|(kind, range)| (kind, &text[range])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_of_persons_are_found() {
        check("liên hệ 0912 345 678.", &[(Personal::Phone, "0912 345 678")]);
        check("ĐT: +84912345678", &[(Personal::Phone, "84912345678")]);
        check("số CCCD 038085001234", &[(Personal::Identity, "038085001234")]);
        check("CMND số: 171234567", &[(Personal::Identity, "171234567")]);
        check("038085001234", &[(Personal::Identity, "038085001234")]);
        check("Số tài khoản: 3501 2050 12345", &[(Personal::Account, "3501 2050 12345")]);
    }

    #[track_caller]
    fn check_matters(text: &str, expected: &[(Matter, &str)]) {
        let found: Vec<_> = private_matters(text).into_iter().map(|(matter, range)| (matter, &text[range])).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn private_lives_of_named_persons_are_found() {
        check_matters(
            "Ông Nguyễn Văn A, sinh năm 1975, trú tại thôn 3.",
            &[(Matter::Birth, "sinh năm"), (Matter::Home, "trú tại")],
        );
        check_matters("Hộ bà Lan (bị bệnh nan y) được hỗ trợ.", &[(Matter::Health, "bị bệnh")]);
        check_matters("Trần Thị B; ngày tháng năm sinh: 02/3/1980", &[]);
        check_matters("Trần Thị B, ngày tháng năm sinh: 02/3/1980", &[(Matter::Birth, "ngày tháng năm sinh")]);
        check_matters("Hỗ trợ người khuyết tật; phòng chống HIV; bảo vệ môi trường sinh năm 2022.", &[]);
        check_matters("Giáo dục hộ khẩu trên đường Lê Lợi; nơi ở của chuyên gia.", &[]);
    }

    #[test]
    fn other_numbers_are_left_alone() {
        check("điện thoại cơ quan 0237.3867.123; 1.234.567.890 đồng", &[]);
        check("1221/QĐ-UBND ngày 07/4/2020, giai đoạn 2021-2025, mã 123456789012", &[]);
        check("kinh phí 912.345.678 đồng", &[]);
    }
}
