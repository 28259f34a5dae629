//! Pages (`.html`, and many a `.doc` that a program of the web made).

mod part;
mod reading;
mod sheet;
mod table;
mod words;

use encoding_rs::Encoding;
use trichdan::text::encoding;

use super::original::{Original, Reading};
use part::parts;

/// Reads a page.
pub fn read(bytes: &[u8]) -> Reading {
    let text = text_of(bytes);
    let mut reading = reading::Reading::default();
    parts(&text).for_each(|part| reading.take(part));
    let (manuscript, findings) = reading.finish();
    Ok((Original { manuscript, words: words::of(&text) }, findings))
}

/// A page's text: in the encoding that its first bytes name, or else in one that its words tell.
fn text_of(bytes: &[u8]) -> String {
    const HEAD: usize = 4096;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let named = head.split_once("charset=").map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let name = named
        .and_then(|rest| rest.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:".contains(letter)).next());
    let named = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or(name.and_then(|name| Encoding::for_label(name.as_bytes())));
    match named {
        Some(encoding) => encoding.decode(bytes).0.into_owned(),
        None => encoding::decode(bytes).0,
    }
}
