//! What a PDF says of people beside its pages: who made it, and who remarked on it.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::hands::Hands;

/// The remarks of readers (ISO 32000-2, 12.5.6). Not among them are what forms, stamps and signatures are made of.
const REMARKS: [&[u8]; 6] = [b"Text", b"Highlight", b"Underline", b"Squiggly", b"StrikeOut", b"Caret"];

/// The longest that one stream may become when it is unpacked.
const LONGEST_STREAM: usize = 32 << 20;

/// Pages of which anything is read.
const MOST_PAGES: usize = 2_000;

/// Reads who is named; of a file that the library does not understand, nobody.
pub fn hands(bytes: &[u8]) -> Hands {
    let mut hands = Hands::default();
    let Some(document) = open(bytes) else { return hands };
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    if let Ok((_, Object::Dictionary(info))) = info {
        hands.own(&text(&document, info, b"Author").unwrap_or_default());
    }
    for page in document.page_iter().take(MOST_PAGES) {
        for remark in document.get_page_annotations(page).unwrap_or_default() {
            if remark.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| REMARKS.contains(&kind)) {
                hands.comments.add(&text(&document, remark, b"T").unwrap_or_default());
            }
        }
    }
    hands
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
    let is_picture =
        |stream: &Dictionary| stream.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Image");
    match object {
        Object::Stream(stream) if is_picture(&stream.dict) => None,
        Object::Stream(_) => Some((id, Object::Null)),
        object => Some((id, object.clone())),
    }
}

fn text(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<String> {
    let (_, written) = document.dereference(dictionary.get(key).ok()?).ok()?;
    decode_text_string(written).ok()
}
