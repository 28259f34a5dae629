//! Where sentences of Vietnamese official prose begin and end.
//!
//! `.`, `;`, `!`, `?`, `…` and a hard line break end one. A full stop does not where it belongs to an
//! abbreviation (`TP.`, `KT.`, `ThS.`), to a name's initial (`V. I.`) or to the number that the sentence begins with
//! (`1.1.`, `II.`), and nothing does inside parentheses.

use std::ops::Range;

/// A block of at most this many characters is quoted whole: an item of a list, a cell, a line.
const SHORT_CHARS: usize = 240;

/// A sentence of at most this many bytes is quoted whole, of a longer one a part: it may be a table that lost its lines.
const WHOLE_BYTES: usize = 1600;

/// How much of a longer sentence is quoted.
const PART_BYTES: usize = 800;

/// How much of a longer sentence stands before and after what is shown of it.
const AROUND_BYTES: usize = 160;

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
    let mut gap = Gap::default();
    for (at, mark) in text.char_indices() {
        match mark {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '.' | ';' | '!' | '?' | '…' | '\n' if depth == 0 || at > last_closing => {
                let from = starts.last().copied().unwrap_or(0);
                gap = gap.or_after(text, at + mark.len_utf8());
                // The marks of `...` and `./.` end one sentence together.
                let next = if at < from { None } else { next_start(text, from, at, mark, &gap) };
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

/// The part of a sentence that is quoted for what stands in it at `hit`: all of it, unless that is more than anybody
/// reads on another page. The part that was quoted last is taken again where it will do, so that many share one.
pub fn quoted(text: &str, sentence: Range<usize>, hit: &Range<usize>, last: Option<Range<usize>>) -> Range<usize> {
    if sentence.len() <= WHOLE_BYTES {
        return sentence;
    }
    let shows = |part: &Range<usize>| {
        let is_followed = part.end >= sentence.end.min(hit.end + AROUND_BYTES);
        sentence.start <= part.start && part.start <= hit.start && hit.end <= part.end && is_followed
    };
    last.filter(shows).unwrap_or_else(|| {
        let start = word_start(text, hit.start.saturating_sub(AROUND_BYTES).max(sentence.start));
        let end = word_start(text, (start + PART_BYTES).max(hit.end + AROUND_BYTES));
        let end = start + text[start..end].trim_end().len();
        start.max(sentence.start)..end.clamp(hit.end, sentence.end)
    })
}

/// The start of the word that holds a byte; near the byte where no space is.
fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    let near = text.floor_char_boundary(at.saturating_sub(AROUND_BYTES / 2));
    text[near..at].rfind(' ').map_or(at, |space| near + space + 1)
}

/// What follows a mark: more marks that close, then spaces. Kept from mark to mark, so that a line of dots is not gone
/// through for each of them.
#[derive(Default)]
struct Gap {
    from: usize,
    /// Where the marks end.
    closed: usize,
    /// Where the spaces end.
    next: usize,
}

impl Gap {
    /// This one, as long as `from` is in it, or what follows there.
    fn or_after(self, text: &str, from: usize) -> Self {
        if (self.from..=self.closed).contains(&from) && from > 0 {
            return self;
        }
        if (self.closed..self.next).contains(&from) {
            return Self { from, closed: from, next: self.next };
        }
        let rest = text[from..].trim_start_matches(['”', '"', '’', '»', ')', '.']);
        let next = rest.trim_start();
        Self { from, closed: text.len() - rest.len(), next: text.len() - next.len() }
    }
}

/// Where the next sentence begins if the `mark` at `at`, which `gap` follows, ends the one that began at `from`.
fn next_start(text: &str, from: usize, at: usize, mark: char, gap: &Gap) -> Option<usize> {
    let next = &text[gap.next..];
    let spaced = gap.closed < gap.next || mark == '\n';
    if next.is_empty() || !spaced {
        return None;
    }
    let ends = match mark {
        ';' | '\n' => true,
        '.' => begins_sentence(next) && !belongs_to_word(&text[from..at]),
        _ => begins_sentence(next),
    };
    ends.then_some(gap.next)
}

fn begins_sentence(next: &str) -> bool {
    let first = next.trim_start_matches(['“', '"', '‘', '«', '(', '-', '+', '*', ' ']).chars().next();
    first.is_some_and(|letter| letter.is_uppercase() || letter.is_ascii_digit())
}

/// Whether a full stop after `before` is part of its last word.
fn belongs_to_word(before: &str) -> bool {
    /// Longer than any word with a stop of its own.
    const LONGEST_BYTES: usize = 64;
    let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST_BYTES))..];
    if near.len() < before.len() && !near.contains([' ', '\u{a0}', '(', '\n', ',']) {
        return false;
    }
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
    fn a_long_sentence_is_quoted_in_parts() {
        let text = "một hai ba bốn ".repeat(200);
        let sentence = 0..text.trim_end().len();
        let mut last = None;
        let mut parts = std::collections::BTreeSet::new();
        for (at, word) in text.match_indices("hai") {
            let hit = at..at + word.len();
            let part = quoted(&text, sentence.clone(), &hit, last);
            assert!(part.start <= hit.start && hit.end <= part.end && part.len() <= PART_BYTES, "{part:?}");
            let words = &text[part.clone()];
            assert_eq!(words, words.trim());
            assert!(words.split(' ').all(|word| ["một", "hai", "ba", "bốn"].contains(&word)), "{words}");
            assert!(part.start == 0 || hit.start - part.start >= AROUND_BYTES, "{part:?} {hit:?}");
            assert!(part.end == sentence.end || part.end - hit.end >= AROUND_BYTES - 8, "{part:?} {hit:?}");
            parts.insert((part.start, part.end));
            last = Some(part);
        }
        assert!(parts.len() < 12, "{parts:?}");
        assert_eq!(quoted(&text, 0..WHOLE_BYTES, &(0..5), None), 0..WHOLE_BYTES);
        let word = "a".repeat(4000);
        assert_eq!(quoted(&word, 0..4000, &(2000..2001), None), 1840..2640);
        assert_eq!(quoted(&word, 0..4000, &(1000..3900), None), 840..4000);
    }

    #[test]
    fn a_short_block_is_one_sentence() {
        assert_eq!(starts("Một. Hai; Ba."), [0]);
        assert_eq!(around(" Một. Hai. ", &[0], 3), 1..12);
    }
}
