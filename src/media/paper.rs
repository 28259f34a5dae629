//! What is in a PDF beside what is seen: its words, if it has any, how many pages, who made it, who remarked on it.

use std::sync::Arc;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};
use trichdan::text::{encoding, one_line};
use unicode_normalization::UnicodeNormalization;

use super::hands::Hands;

/// The pages of a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// How many.
    pub pages: u32,
    /// Their words.
    pub text: Text,
}

/// The words of a PDF, as programs find them in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// Page by page; of a very long one, those of the first pages.
    Pages(Arc<[Arc<str>]>),
    /// None: its pages are pictures.
    Scanned,
    /// Letters that make no words: its typefaces do not say which letter is which.
    Strange,
}

/// The remarks of readers (ISO 32000-2, 12.5.6). Not among them are what forms, stamps and signatures are made of.
const REMARKS: [&[u8]; 6] = [b"Text", b"Highlight", b"Underline", b"Squiggly", b"StrikeOut", b"Caret"];

/// The longest that one stream may become when it is unpacked.
const LONGEST_STREAM: usize = 32 << 20;

/// Pages of which anything is read.
const MOST_PAGES: usize = 1_000;

/// The words of all pages together that are kept, in bytes; a book of 400 pages has as many.
const MOST_TEXT: usize = 1 << 20;

/// With fewer words a page that shows a picture is nothing else: a scanner may have set its own mark on it.
pub const FEWEST_WORDS: usize = 10;

/// Reads a PDF; of one that the library does not understand, nothing.
pub fn look(bytes: &[u8]) -> (Hands, Option<Paper>) {
    let Some(document) = open(bytes) else { return Default::default() };
    let pages: Vec<ObjectId> = document.page_iter().collect();
    let first = &pages[..pages.len().min(MOST_PAGES)];
    let paper = || Paper { pages: pages.len() as u32, text: text(&document, first) };
    (hands(&document, first), (!pages.is_empty()).then(paper))
}

fn open(bytes: &[u8]) -> Option<Document> {
    let options = LoadOptions {
        max_decompressed_size: Some(LONGEST_STREAM),
        filter: Some(without_pictures),
        ..LoadOptions::default()
    };
    Document::load_mem_with_options(bytes, options).ok()
}

/// Lets go of what a scan is made of, since nobody reads it. The library keeps what stands by itself as it was, and what
/// stands in a stream of objects, which no other stream does, as it is given back.
fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    match object {
        Object::Stream(stream) if is_picture(&stream.dict) => None,
        Object::Stream(_) => Some((id, Object::Null)),
        object => Some((id, object.clone())),
    }
}

fn is_picture(stream: &Dictionary) -> bool {
    stream.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image")
}

fn hands(document: &Document, pages: &[ObjectId]) -> Hands {
    let mut hands = Hands::default();
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    if let Ok((_, Object::Dictionary(info))) = info {
        hands.own(&written(document, info, b"Author").unwrap_or_default());
    }
    for page in pages {
        for remark in document.get_page_annotations(*page).unwrap_or_default() {
            if remark.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| REMARKS.contains(&kind)) {
                hands.comments.add(&written(document, remark, b"T").unwrap_or_default());
            }
        }
    }
    hands
}

fn written(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let (_, written) = document.dereference(dictionary.get(key).ok()?).ok()?;
    decode_text_string(written).ok()
}

fn text(document: &Document, pages: &[ObjectId]) -> Text {
    let mut texts = Vec::new();
    let mut left = MOST_TEXT;
    for (number, _) in (1..).zip(pages) {
        let chunks = document.extract_text_chunks_with_limit(&[number], LONGEST_STREAM);
        let mut page = plain(&chunks.into_iter().flatten().collect::<String>());
        page.truncate(page.floor_char_boundary(left));
        left -= page.len();
        texts.push(page);
        if left == 0 {
            break;
        }
    }
    let words = |text: &String| text.split_whitespace().count();
    let is_scanned = |(page, text): (&ObjectId, &String)| words(text) < FEWEST_WORDS && has_picture(document, *page);
    if pages.iter().zip(&texts).all(is_scanned) {
        return Text::Scanned;
    }
    in_unicode(texts)
}

/// A page's words in one line, composed, without what no reader sees.
fn plain(page: &str) -> String {
    let seen = page.nfc().map(|letter| if letter.is_control() { ' ' } else { letter });
    let seen: String = seen.filter(|letter| !matches!(letter, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')).collect();
    one_line(&seen)
}

/// The texts themselves, or what they are in the old encoding in which their typefaces have them.
fn in_unicode(texts: Vec<String>) -> Text {
    let whole = texts.join(" ");
    let texts: Vec<String> = match encoding::typed_in(&whole) {
        Some((encoding, _)) => texts.iter().map(|text| encoding.decode(text).unwrap_or_default()).collect(),
        None if encoding::is_doubtful(encoding::share(&whole)) => return Text::Strange,
        // A hyphen that is seen at a line's end only; in an old encoding it is a letter.
        None => texts.iter().map(|text| text.replace('\u{AD}', "")).collect(),
    };
    Text::Pages(texts.into_iter().map(Arc::from).collect())
}

/// Whether a page shows a picture: one that was let go, or one of a locked file, of which nothing is.
fn has_picture(document: &Document, page: ObjectId) -> bool {
    let Ok((own, inherited)) = document.get_page_resources(page) else { return false };
    let inherited = inherited.iter().filter_map(|id| document.get_dictionary(*id).ok());
    let shows = |resources: &Dictionary| {
        let objects = resources.get(b"XObject").and_then(|objects| document.dereference(objects));
        let Ok((_, Object::Dictionary(objects))) = objects else { return false };
        objects.iter().any(|(_, object)| match document.dereference(object) {
            Ok((_, Object::Stream(stream))) => is_picture(&stream.dict),
            found => found.is_err(),
        })
    };
    own.into_iter().chain(inherited).any(shows)
}
