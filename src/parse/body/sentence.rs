//! Where sentences of Vietnamese official prose begin and end.
//!
//! `.`, `;`, `!`, `?`, `…` and a hard line break end one. A full stop does not where it belongs to an
//! abbreviation (`TP.`, `KT.`, `ThS.`), to a name's initial (`V. I.`) or to the number that the sentence begins with
//! (`1.1.`, `II.`), and nothing does inside parentheses.

use std::ops::Range;

/// A block of at most this many characters is quoted whole: an item of a list, a cell, a line.
const SHORT_CHARS: usize = 240;

/// Abbreviations whose full stop ends no sentence, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "tp", "tx", "tt", "kt", "tm", "tl", "tuq", "q", "pgs", "gs", "ts", "ths", "bs", "cn", "ks", "ds", "st", "mr",
    "mrs", "ms", "dr", "no", "vd", "nxb", "đ/c", "đc",
];

/// Where each sentence of `text` begins, in order; the first is 0.
pub fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    if text.chars().nth(SHORT_CHARS).is_none() {
        return starts;
    }
    let last_closing = text.rfind(')').unwrap_or(0);
    let mut depth = 0_usize;
    for (at, mark) in text.char_indices() {
        match mark {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '.' | ';' | '!' | '?' | '…' | '\n' if depth == 0 || at > last_closing => {
                let from = starts.last().copied().unwrap_or(0);
                // The marks of `...` and `./.` end one sentence together.
                let next = if at < from { None } else { next_start(text, from, at, mark) };
                starts.extend(next);
            }
            _ => {}
        }
    }
    starts
}

/// The sentence that holds the byte at `at`, without the spaces around it.
pub fn around(text: &str, starts: &[usize], at: usize) -> Range<usize> {
    let after = starts.partition_point(|&start| start <= at);
    let end = starts.get(after).copied().unwrap_or(text.len());
    let start = starts[after.saturating_sub(1)];
    let sentence = &text[start..end];
    let start = start + (sentence.len() - sentence.trim_start().len());
    start..start + sentence.trim().len()
}

/// Where the next sentence begins if the `mark` at `at` ends the one that began at `from`.
fn next_start(text: &str, from: usize, at: usize, mark: char) -> Option<usize> {
    let rest = text[at + mark.len_utf8()..].trim_start_matches(['”', '"', '’', '»', ')', '.']);
    let next = rest.trim_start();
    let spaced = rest.len() > next.len() || mark == '\n';
    if next.is_empty() || !spaced {
        return None;
    }
    let ends = match mark {
        ';' | '\n' => true,
        '.' => begins_sentence(next) && !belongs_to_word(&text[from..at]),
        _ => begins_sentence(next),
    };
    ends.then_some(text.len() - next.len())
}

fn begins_sentence(next: &str) -> bool {
    let first = next.trim_start_matches(['“', '"', '‘', '«', '(', '-', '+', '*', ' ']).chars().next();
    first.is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit())
}

/// Whether a full stop after `before` is part of its last word.
fn belongs_to_word(before: &str) -> bool {
    let word = before.rsplit([' ', '\u{a0}', '(', '\n', ',']).next().unwrap_or_default();
    let opens_sentence = before[..before.len() - word.len()].trim().is_empty();
    let word = word.trim_start_matches(['“', '"']);
    let is_number =
        |word: &str| word.chars().all(|c| c.is_ascii_digit() || c == '.') || word.chars().all(|c| "IVX".contains(c));
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || (opens_sentence && is_number(word)) || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Splits `text`, padded so that it is not short enough to stay whole; `|` marks the expected ends.
    #[track_caller]
    fn check(marked: &str) {
        let padding = "x".repeat(SHORT_CHARS);
        let text = format!("{} {padding}", marked.replace('|', " "));
        let starts = starts(&text);
        let sentences: Vec<&str> = starts.iter().map(|&at| &text[around(&text, &starts, at)]).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let last = sentences.len() - 1;
        for (index, expected) in expected.iter().enumerate() {
            let found = sentences.get(index).copied().unwrap_or_default();
            assert_eq!(found.trim_end_matches(&padding).trim(), *expected, "{sentences:?}");
        }
        assert!(expected.len() > last, "{sentences:?}");
    }

    #[test]
    fn sentences_end_as_readers_take_them() {
        check("Họp ngày 16/3/2022.|Kết quả tốt; |vai trò còn hạn chế;|việc duy trì");
        check("2.1. Các hoạt động KH&CN năm 2022.|Phòng Kinh tế");
        check("II. Phương hướng");
        check("TP. Thanh Hóa và TX. Bỉm Sơn.|Sau đó");
        check("KT. CHỦ TỊCH");
        check("Ông Lê V. Trung là ThS. Nguyễn An.|Rồi");
        check("đạt 1.234 ha (tăng 2.5 lần; cao nhất. Rất tốt) so với năm 2021.|Năm nay");
        check("các loại cây...|Mô hình");
        check("gọi là “sen”.|Mô hình");
        check("chất lượng./.|Nơi nhận");
        check("rau, quả v.v. và hoa");
    }

    #[test]
    fn a_short_block_is_one_sentence() {
        assert_eq!(starts("Một. Hai; Ba."), [0]);
        assert_eq!(around(" Một. Hai. ", &[0], 3), 1..12);
    }
}
