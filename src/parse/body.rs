//! Markdown to HTML with a hole for everything whose target only the archive knows.
//!
//! `pieces` and `holes` interleave: piece, hole, piece, …, piece. A hole's *position* depends on its own
//! file alone; its *target* comes from the archive, so a new decree makes no report be parsed again.

use std::sync::Arc;

use crate::citation::Citation;

/// A rendered text and what it says that other pages may want to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// HTML between the holes; always one more than there are holes.
    pub pieces: Vec<Box<str>>,
    /// The holes, in the order of the text.
    pub holes: Vec<Hole>,
    /// Numbered and unnumbered sections, in order.
    pub headings: Vec<Heading>,
    /// Where the text names a legal document, in order.
    pub citations: Vec<CitationSite>,
    /// Where the text names a model or a place that the name list holds.
    pub mentions: Vec<MentionSite>,
    /// Links and pictures that point inside the site or the content folder.
    pub links: Vec<LinkSite>,
    /// The text block by block, for search and for the sentences around citations.
    pub blocks: Vec<Block>,
}

/// What fills a hole; the number is an index into the list of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hole {
    /// A citation: a link, or the author's words marked as not in the register.
    Citation(u32),
    /// A mention of a model or a place.
    Mention(u32),
    /// The address of a link or picture, inside its attribute.
    Address(u32),
}

/// A section of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 for `I.`, 2 for `1.`, 3 for `1.1.`, 4 for `a)`.
    pub level: u8,
    /// Its number as written, such as `I.` or `1.1.`; empty when it has none.
    pub number: Arc<str>,
    /// Its words, as plain text without the number.
    pub title: Arc<str>,
    /// Its stable anchor: `muc-1`, `muc-2-1`; sections under `I` and `II` both numbered 1 get `muc-i-1`, `muc-ii-1`.
    pub anchor: Arc<str>,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
}

/// A citation and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationSite {
    /// What was recognised.
    pub citation: Citation,
    /// The author's own characters, as plain text.
    pub surface: Arc<str>,
    /// The sentence around it, as plain text.
    pub sentence: Arc<str>,
    /// Byte offsets of the surface inside `sentence`.
    pub in_sentence: (u32, u32),
    /// The anchor of the block that holds it: its paragraph's own id, `doan-12`.
    pub anchor: Arc<str>,
    /// Index into `headings` of the section that holds it.
    pub heading: Option<u32>,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
    /// False where it is only noted, not linked: it spans emphasis.
    pub linked: bool,
}

/// A mention of a name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionSite {
    /// The name as it stands in the name list.
    pub name: Arc<str>,
    /// The author's own characters.
    pub surface: Arc<str>,
    /// The sentence around it.
    pub sentence: Arc<str>,
    /// Byte offsets of the surface inside `sentence`.
    pub in_sentence: (u32, u32),
    /// The anchor of the block that holds it.
    pub anchor: Arc<str>,
    /// Index into `headings` of the section that holds it.
    pub heading: Option<u32>,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
    /// True for the first mention of this name in its section; only that one becomes a link.
    pub linked: bool,
}

/// A link or picture whose address the archive must check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSite {
    /// The address as written.
    pub address: Arc<str>,
    /// True for a picture.
    pub is_image: bool,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
}

/// A paragraph, list item, table cell or heading as plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The block's words.
    pub text: Arc<str>,
    /// The anchor to go to.
    pub anchor: Arc<str>,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
    /// Index into `headings` of the section that holds it.
    pub heading: Option<u32>,
}
