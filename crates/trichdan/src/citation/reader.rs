//! Moving about in a paragraph: over spaces, emphasis and tags, and never into the next list item.

use std::sync::Arc;

use crate::text::lookalike;
use crate::text::word::{self, Word};

/// Where the white space at `at` ends, within the paragraph. A line end is looked through, as in hard-wrapped
/// text; a blank line, a list item, a heading, a quote or a table row is not: then `at` itself comes back.
pub fn gap(text: &str, at: usize) -> usize {
    let end = word::after_space(text, at);
    match count_lines(&text[at..end]) {
        0 => end,
        1 if !begins_block(&text[end..]) => end,
        _ => at,
    }
}

/// Where the white space before `at` begins, within the paragraph.
pub fn gap_back(text: &str, at: usize) -> usize {
    let blank = |letter: char| lookalike::space(letter) || lookalike::invisible(letter);
    let start = text[..at].trim_end_matches(blank).len();
    if count_lines(&text[start..at]) > 1 { at } else { start }
}

/// Over white space and what only dresses the words: `**`, `_`, `</b>`, the address of a Markdown link.
pub fn soft_gap(text: &str, at: usize) -> usize {
    let mut at = gap(text, at);
    while let Some(length) = dress(&text[at..]) {
        at = gap(text, at + length);
    }
    at
}

/// [`soft_gap`] to the left; links end before their words, so only emphasis and tags are looked through.
pub fn soft_gap_back(text: &str, at: usize) -> usize {
    let mut at = gap_back(text, at);
    loop {
        let bare = text[..at].trim_end_matches(['*', '_', '`']);
        let bare = match bare.strip_suffix('>').and_then(|rest| rest.rfind('<').map(|start| (rest, start))) {
            Some((rest, start)) if is_inline_tag(&rest[start..]) => &bare[..start],
            _ => bare,
        };
        if bare.len() == at {
            return at;
        }
        at = gap_back(text, bare.len());
    }
}

/// The word before `at`, white space looked through.
pub fn word_back(text: &str, at: usize) -> Option<Word> {
    word::before(text, gap_back(text, at))
}

/// The word after `at`, white space looked through.
pub fn next_word(text: &str, at: usize) -> Option<Word> {
    word::at(text, gap(text, at))
}

/// A part of the text as a value: NFC, and every run of white space one space.
pub fn plain(text: &str) -> Arc<str> {
    use unicode_normalization::UnicodeNormalization;
    if is_plain(text) {
        return text.into();
    }
    let mut plain = String::with_capacity(text.len());
    for part in text.split(lookalike::space).filter(|part| !part.is_empty()) {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.extend(part.nfc().filter(|letter| !lookalike::invisible(*letter)));
    }
    plain.into()
}

/// Whether the text holds nothing that [`plain`] would change: no marks by themselves, and no space but single ones.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |byte: &u8| matches!(byte, b'\t'..=b'\r' | 0xC2 | 0xCC | 0xCD | 0xE2 | 0xE3 | 0xEF);
    !bytes.iter().any(odd) && !bytes.windows(2).any(|pair| pair == b"  ")
}

fn count_lines(space: &str) -> usize {
    space.bytes().filter(|byte| *byte == b'\n').count()
}

/// Whether a line begins a list item, a heading, a quote or a table row: `- `, `1. `, `a) `, `#`, `>`, `|`.
fn begins_block(line: &str) -> bool {
    let mut letters = line.chars();
    match letters.next() {
        None | Some('#' | '>' | '|') => true,
        Some('-' | '+' | '*' | '•' | '–') => letters.next().is_none_or(lookalike::space),
        Some(first) if first.is_ascii_digit() => {
            let rest = line.trim_start_matches(|digit: char| digit.is_ascii_digit());
            rest.starts_with(['.', ')']) && rest[1..].starts_with(lookalike::space)
        }
        Some(first) if first.is_alphabetic() => {
            letters.next() == Some(')') && letters.next().is_some_and(lookalike::space)
        }
        Some(_) => false,
    }
}

/// The length of emphasis, an inline tag or the tail of a link at the front of the text.
fn dress(text: &str) -> Option<usize> {
    match text.as_bytes().first()? {
        b'*' | b'_' | b'`' => Some(1),
        b'<' => text.find('>').filter(|end| is_inline_tag(&text[..*end])).map(|end| end + 1),
        b']' => match text.strip_prefix("](") {
            Some(rest) => rest.find([')', '\n']).filter(|end| rest[*end..].starts_with(')')).map(|end| end + 3),
            None => None,
        },
        _ => None,
    }
}

/// Whether `<strong` or `</a` (without its closing bracket) names an element that stands inside a sentence.
fn is_inline_tag(tag: &str) -> bool {
    const INLINE: &[&str] =
        &["b", "i", "u", "em", "strong", "span", "a", "sup", "small", "font", "mark", "nobr", "code"];
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
    tag.len() <= 200 && INLINE.iter().any(|inline| name[..end].eq_ignore_ascii_case(inline))
}
