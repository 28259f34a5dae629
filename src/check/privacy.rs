//! What a public page must not carry: numbers that name a person. (A secret document is an error of building.)

use std::ops::Range;

use super::desk::Desk;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::messages::check::Personal;
use crate::parse::Entries;
use trichdan::text::fold::fold;

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
        }
    });
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

    #[test]
    fn other_numbers_are_left_alone() {
        check("điện thoại cơ quan 0237.3867.123; 1.234.567.890 đồng", &[]);
        check("1221/QĐ-UBND ngày 07/4/2020, giai đoạn 2021-2025, mã 123456789012", &[]);
        check("kinh phí 912.345.678 đồng", &[]);
    }
}
