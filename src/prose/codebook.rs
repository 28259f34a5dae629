//! How texts are written in the index: two characters for nearly every word, from a fixed list of common ones.
//!
//! A report takes a third of its size, and no edit changes the list. The script reads the same list from
//! the shard `chu.js`. The code, per chunk: a capital sign `^` if its first letter is large, then a word's
//! code, then perhaps one sign of punctuation; or `~`, the chunk as it is, and a space. Words 0 to 35 are
//! one character (`a`–`z`, `0`–`9`); the others are a capital and any of [`SECOND`]. `|`, an anchor and a space begin a block.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The words, commonest first; only ever add at the end.
pub const WORDS: &str = include_str!("words.txt");

/// How many words have a code of one character.
const SHORT: usize = 36;

/// All printable ASCII that needs no escape inside a JSON string.
const SECOND: &[u8; 93] =
    b" !#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";

static CODES: LazyLock<HashMap<&str, Vec<u8>>> =
    LazyLock::new(|| WORDS.split_whitespace().enumerate().map(|(index, word)| (word, code_of(index))).collect());

fn code_of(index: usize) -> Vec<u8> {
    match index.checked_sub(SHORT) {
        None if index < 26 => vec![b'a' + index as u8],
        None => vec![b'0' + (index - 26) as u8],
        Some(rest) => vec![b'A' + (rest / SECOND.len()) as u8, SECOND[rest % SECOND.len()]],
    }
}

/// The code of a chunk, ready to stand in a JSON string.
pub fn encode(chunk: &str) -> Vec<u8> {
    common(chunk).unwrap_or_else(|| literal(chunk))
}

fn common(chunk: &str) -> Option<Vec<u8>> {
    if let Some(code) = CODES.get(chunk) {
        return Some(code.clone());
    }
    let sign = chunk.bytes().last().filter(|byte| b".,;:)".contains(byte));
    let word = &chunk[..chunk.len() - usize::from(sign.is_some())];
    let mut code = match CODES.get(word) {
        Some(code) => code.clone(),
        None => capital(word)?,
    };
    code.extend(sign);
    Some(code)
}

/// `^` and the code of `tỉnh` for `Tỉnh`, if that reads back as the same.
fn capital(word: &str) -> Option<Vec<u8>> {
    let first = word.chars().next().filter(|letter| letter.is_uppercase())?;
    let rest = &word[first.len_utf8()..];
    let lower: String = first.to_lowercase().chain(rest.chars()).collect();
    let code = CODES.get(&*lower)?;
    Some([b"^", &code[..]].concat())
}

fn literal(chunk: &str) -> Vec<u8> {
    let mut code = vec![b'~'];
    push_escaped(chunk, &mut code);
    code.push(b' ');
    code
}

/// Writes text that is to stand between the quotes of a JSON string.
pub fn push_escaped(text: &str, out: &mut Vec<u8>) {
    for &byte in text.as_bytes() {
        match byte {
            b'"' | b'\\' => out.extend([b'\\', byte]),
            0..0x20 => out.push(b' '),
            _ => out.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(chunk: &str, code: &str) {
        assert_eq!(String::from_utf8_lossy(&encode(chunk)), code, "{chunk}");
    }

    #[test]
    fn codes_are_short_for_common_words_and_literal_for_others() {
        check("số", "a");
        check("Số", "^a");
        check("số,", "a,");
        check("1221/QĐ-UBND", "~1221/QĐ-UBND ");
        check("\"a\\", "~\\\"a\\\\ ");
    }

    #[test]
    fn the_list_fits_its_codes_and_has_no_word_twice() {
        let words: Vec<_> = WORDS.split_whitespace().collect();
        assert!(words.len() <= SHORT + 26 * SECOND.len());
        assert_eq!(CODES.len(), words.len());
        assert!(words.iter().all(|word| !word.contains(['~', '^', '|', '"', '\\'])));
    }
}
