//! Bytes of a file to the text that every later stage sees: UTF-8, NFC, LF, no byte order mark, no NUL.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::memchr;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diagnostic::{Diagnostic, Location, Place, messages};
use crate::grid::workbook::{self, Refusal};
use crate::source::SourcePath;
use trichdan::text::encoding::{self, Encoding};

/// The text of a file, or why it is none.
pub(super) fn from_bytes(path: &SourcePath, bytes: Vec<u8>) -> Result<Arc<str>, Box<Diagnostic>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let text = simdutf8::compat::from_utf8(bytes).map_err(|cause| not_utf8(path, bytes, cause.valid_up_to()))?;
    if let Some(offset) = memchr(0, bytes) {
        return Err(Box::new(messages::file::nul(path, offset, line_number(bytes, offset))));
    }
    let text = unix_lines(text);
    Ok(if is_plainly_nfc(text.as_bytes()) || is_nfc(&text) {
        text.into()
    } else {
        text.nfc().collect::<String>().into()
    })
}

/// The text of a table as a spreadsheet saves it: a workbook, or lines in UTF-8, UTF-16 or Windows-1258.
pub(super) fn of_table(path: &SourcePath, bytes: Vec<u8>) -> Result<Arc<str>, Box<Diagnostic>> {
    if path.file_name().ends_with(".xlsx") {
        let location = || Location { path: path.clone(), place: Place::File };
        return match workbook::read(&bytes) {
            Ok(sheets) => match sheets.as_slice() {
                [] => Ok(Arc::default()),
                [only] => Ok(only.text.as_str().into()),
                [_, others @ ..] => {
                    let names: Vec<&str> = others.iter().map(|sheet| sheet.name.as_str()).collect();
                    Err(Box::new(messages::ledger::more_sheets(location(), &names.join(", "))))
                }
            },
            Err(refusal) => Err(Box::new(refused(location(), refusal))),
        };
    }
    if simdutf8::basic::from_utf8(&bytes).is_ok() {
        return from_bytes(path, bytes);
    }
    // Words are told by the spaces between them, and cells have none.
    let apart: Vec<u8> = bytes.iter().map(|byte| if is_between_cells(*byte) { b' ' } else { *byte }).collect();
    match encoding::decode(&apart) {
        (_, Encoding::Utf16) => from_bytes(path, encoding::decode(&bytes).0.into_bytes()),
        // Other old encodings are told apart from it by a few letters, so only words that make sense are taken.
        (text, encoding @ Encoding::Windows1258) if !encoding::is_doubtful(encoding::share(&text)) => {
            let signs = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0;
            match encoding.decode(&signs) {
                Some(text) => from_bytes(path, text.into_bytes()),
                None => from_bytes(path, bytes),
            }
        }
        _ => from_bytes(path, bytes),
    }
}

/// Whether a byte may stand between the words of two cells. None of an old Vietnamese encoding's letters has one of these.
fn is_between_cells(byte: u8) -> bool {
    matches!(byte, b';' | b',' | b'"' | b'\t')
}

/// Why a workbook was not read.
pub(super) fn refused(location: Location, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::TooLarge => messages::ledger::large_workbook(location),
        Refusal::Unreadable(cause) => messages::ledger::bad_workbook(location, &cause),
    }
}

fn not_utf8(path: &SourcePath, bytes: &[u8], offset: usize) -> Box<Diagnostic> {
    let line = line_number(bytes, offset);
    Box::new(messages::file::not_utf8(path, bytes[offset], offset, line, likely_encoding(bytes)))
}

fn line_number(bytes: &[u8], offset: usize) -> usize {
    memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1
}

/// Every line end as one LF, whatever the author's system writes.
fn unix_lines(text: &str) -> Cow<'_, str> {
    match memchr(b'\r', text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

/// Whether every character is one that normalisation surely leaves alone, judged by bytes.
///
/// Precomposed Vietnamese is below U+0300 or in U+1E80..=U+1EFF (E1 BA, E1 BB); quotes and dashes are in
/// U+2010..=U+203F (E2 80 90..). The general test costs many times as much and is seldom needed after this.
fn is_plainly_nfc(bytes: &[u8]) -> bool {
    /// Bytes that are looked at in one go, so that no step asks what the one before it found.
    const TOGETHER: usize = 1024;
    let last_two = bytes.len().saturating_sub(2);
    let chunks = |from: usize| bytes[from.min(bytes.len())..].chunks(TOGETHER);
    let inner = bytes[..last_two].chunks(TOGETHER).zip(chunks(1)).zip(chunks(2));
    let mut found = inner.map(|((first, second), third)| {
        let letters = first.iter().zip(second).zip(third);
        letters.fold(false, |found, ((first, second), third)| found | is_doubtful(*first, *second, *third))
    });
    let at_end = bytes[last_two..].windows(2).any(|pair| is_doubtful(pair[0], pair[1], 0));
    !found.any(|found| found) && !at_end && bytes.last().is_none_or(|last| !is_doubtful(*last, 0, 0))
}

/// True where a letter that begins with the first of three bytes may not be normal. Nothing here branches, so that
/// the compiler looks at many bytes in one step.
fn is_doubtful(first: u8, second: u8, third: u8) -> bool {
    let vietnamese = (first == 0xE1) & ((second == 0xBA) | (second == 0xBB));
    let punctuation = (first == 0xE2) & (second == 0x80) & (third >= 0x90);
    (first > 0xCB) & !vietnamese & !punctuation
}

/// Guesses from the byte that stands for `đ`, the commonest letter that no encoding shares.
fn likely_encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return "UTF-16";
    }
    let count = |letter: u8| memchr::memchr_iter(letter, bytes).count();
    [(0xF0, "Windows-1258"), (0xAE, "TCVN3 (ABC)"), (0xF1, "VNI")]
        .into_iter()
        .max_by_key(|&(letter, _)| count(letter))
        .filter(|&(letter, _)| count(letter) > 0)
        .map_or("Windows-1252", |(_, name)| name)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let path = SourcePath::new("bao-cao.md").unwrap();
        let found = from_bytes(&path, bytes.to_vec());
        let found = found.as_ref().map(|text| &**text).map_err(|message| message.message.en.as_str());
        assert_eq!(found, expected);
    }

    #[test]
    fn texts() {
        check("Thọ Ngọc".as_bytes(), Ok("Thọ Ngọc"));
        check("Tho\u{323} Ngo\u{323}c".as_bytes(), Ok("Thọ Ngọc"));
        check("\u{FEFF}một\r\nhai\rba\n".as_bytes(), Ok("một\nhai\nba\n"));
        check("“số” – …".as_bytes(), Ok("“số” – …"));
        check("\u{212B}".as_bytes(), Ok("\u{C5}"));
        check(
            b"m\xF4\nhai \xF0\xEC",
            Err("the file is not UTF-8: byte 0xF4 in line 1 (offset 1); it is probably Windows-1258"),
        );
        check(
            b"\n\n\xAEi\xD2u",
            Err("the file is not UTF-8: byte 0xAE in line 3 (offset 2); it is probably TCVN3 (ABC)"),
        );
        check(b"\xFF\xFEa\0", Err("the file is not UTF-8: byte 0xFF in line 1 (offset 0); it is probably UTF-16"));
        check(b"a\nb\0", Err("the file holds a NUL in line 2 (offset 3), so it is not a text"));
    }

    #[test]
    fn the_quick_test_never_says_nfc_of_what_is_not() {
        for letter in ('\u{0}'..=char::MAX).filter(|&letter| is_plainly_nfc(letter.to_string().as_bytes())) {
            assert!(is_nfc(letter.encode_utf8(&mut [0; 4])), "{letter:?}");
        }
    }
}
