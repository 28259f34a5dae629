//! A page as its tags and texts, as browsers read them.

use std::collections::BTreeMap;

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};

/// A part of a page.
#[derive(Debug)]
pub enum Part {
    /// An element begins.
    Open(Tag),
    /// An element ends.
    Close(String),
    /// Characters.
    Text(String),
}

/// The beginning of an element.
#[derive(Debug)]
pub struct Tag {
    /// Its name in small letters.
    pub name: String,
    attributes: BTreeMap<String, String>,
}

impl Tag {
    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// A number that an attribute gives.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Elements that hold nothing.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Whether an element holds nothing.
pub fn is_void(name: &str) -> bool {
    VOID.contains(&name)
}

/// Elements of which no program shows what they hold.
pub fn is_silent(name: &str) -> bool {
    matches!(name, "title" | "script" | "style" | "xml" | "template")
}

/// Elements whose words stand apart from those before and after.
pub fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ];
    BLOCKS.contains(&name)
}

/// The parts of a page in order.
pub fn parts(text: &str) -> impl Iterator<Item = Part> {
    let mut emitter: DefaultEmitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Tokenizer::new_with_emitter(text, emitter).filter_map(move |token| {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(&value.value)));
                Some(Part::Open(Tag { name: string(&tag.name), attributes: attributes.collect() }))
            }
            Token::EndTag(tag) => Some(Part::Close(string(&tag.name))),
            Token::String(text) => Some(Part::Text(string(&text.value))),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => None,
        }
    })
}
