//! Markdown to HTML with a hole for everything whose target only the archive knows.
//!
//! A hole's *position* depends on its own file alone; its *target* comes from the archive, so a new decree
//! makes no report be parsed again. Raw HTML never passes, nor do links that run something.

pub mod address;
pub mod anchors;
mod blocks;
mod escape;
mod html;
mod inline;
mod lines;
mod notes;
mod outline;
mod sentence;
mod signs;
mod sites;
mod source;
mod table;
pub mod table_marks;
mod tree;
mod walk;

use std::sync::Arc;

use crate::attic::{Attic, Kept};
use crate::diagnostic::Diagnostic;
use crate::hash::Hash;
use crate::parse::front;
use crate::parse::names::Names;
use crate::parse::told::Told;
use crate::prose::{Prose, Reader};
use crate::source::SourcePath;
use trichdan::citation::Citation;
use trichdan::division::{self, Division};

/// A text as read, and what only its reader needs.
#[derive(Debug)]
pub struct Read {
    /// The text.
    pub body: Body,
    /// Its words, block by block.
    pub blocks: Vec<Block>,
    /// What there is to say about it, in its order.
    pub said: Vec<Diagnostic>,
}

/// Reads the Markdown that begins at byte `body_start` of a file's `text`: NFC, without NUL.
///
/// `names` are those of the archive's models and places; nothing else is known of other files.
pub fn parse(path: &SourcePath, text: &str, body_start: usize, names: &Names, reader: &mut Reader) -> Read {
    let arena = comrak::Arena::new();
    let source = source::Source::new(path, text, body_start);
    let document = comrak::parse_document(&arena, source.markdown(), &options());
    signs::restore(&arena, document, &source);
    html::understand(&arena, document);
    notes::place(&arena, document);
    tree::adjust(&arena, document, &source);
    let mut writer = blocks::Writer::new(source, names);
    walk::walk(document, &mut writer);
    let mut read = writer.finish(reader);
    let words: Vec<&str> = read.blocks.iter().flat_map(|block| block.text.split_whitespace()).collect();
    read.body.words = Hash::of(words.join(" ").as_bytes());
    read
}

/// The words of a Markdown file's body, block by block, for readers that look at words alone.
pub fn blocks(path: &SourcePath, text: &str) -> Vec<Block> {
    let read = |body_start| parse(path, text, body_start, &Names::default(), &mut Reader::default());
    front::body_start(text).map(read).map_or_else(Vec::new, |read| read.blocks)
}

/// Tables, footnotes, strikethrough and bare addresses beside plain Markdown; the rest has no place in a report.
fn options() -> comrak::Options<'static> {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    // A line drawn below words divides; it makes no heading of them.
    options.parse.ignore_setext = true;
    // A footnote's text is dropped by nobody but us: see `notes`.
    options.parse.leave_footnote_definitions = true;
    options
}

/// A rendered text and what it says that other pages may want to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// HTML without what belongs into the holes.
    pub html: Kept,
    /// The holes, in the order of `html`.
    pub holes: Vec<HoleSite>,
    /// Numbered and unnumbered sections, in order.
    pub headings: Vec<Heading>,
    /// Where the text names a legal document, in order.
    pub citations: Vec<CitationSite>,
    /// Where the text names a model or a place that the name list holds.
    pub mentions: Vec<MentionSite>,
    /// Links and pictures that point inside the site or the content folder.
    pub links: Vec<LinkSite>,
    /// How many anchors `doan-N` there are before the first section, counted from 1: paragraphs, items and rows.
    pub paragraphs: u32,
    /// How many footnotes there are, with the anchors `chu-thich-N`.
    pub footnotes: u32,
    /// Its words, ready for search.
    pub prose: Arc<Prose>,
    /// The hash of its words, whatever they look like.
    pub words: Hash,
}

impl Body {
    /// Whether the same anchors lead into both texts.
    pub fn has_anchors_of(&self, other: &Self) -> bool {
        self.paragraphs == other.paragraphs && self.footnotes == other.footnotes && self.places().eq(other.places())
    }

    /// The anchor of each section, and how many places are counted in it.
    fn places(&self) -> impl Iterator<Item = (&str, u32)> {
        self.headings.iter().map(|heading| (&*heading.anchor, heading.paragraphs))
    }

    /// Whether both texts link to the same, in the same order.
    pub fn links_as(&self, other: &Self) -> bool {
        self.links.iter().map(|link| &link.address).eq(other.links.iter().map(|link| &link.address))
    }

    /// The anchors of sections, in order.
    pub fn section_anchors(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|heading| &*heading.anchor)
    }

    /// Moves to the attic what is needed only when the site is written.
    pub fn set_aside(&mut self, attic: &Attic) {
        attic.set_aside(&mut self.html);
        // Nobody else has the words yet.
        if let Some(prose) = Arc::get_mut(&mut self.prose) {
            prose.parts.iter_mut().for_each(|part| attic.set_aside(&mut part.code));
        }
    }

    /// Writes the HTML to `out` and calls `write` for each hole to write what belongs there.
    ///
    /// For a citation or mention that is the site's `html`, in a link or not; for an address it is the value
    /// of an attribute, so the writer must escape it; for a picture it is whole attributes.
    pub fn fill(&self, out: &mut String, mut write: impl FnMut(Hole, &mut String)) {
        let html = self.html.text();
        // A text that was lost is empty, and nothing that is made with it is published.
        let piece = |from: usize, to: usize| html.get(from..to).unwrap_or_default();
        let mut done = 0;
        for site in &self.holes {
            out.push_str(piece(done, site.at as usize));
            write(site.hole, out);
            done = site.at as usize;
        }
        out.push_str(piece(done, html.len()));
    }
}

/// A hole and where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoleSite {
    /// Byte offset in `html`.
    pub at: u32,
    /// What fills it.
    pub hole: Hole,
}

/// What fills a hole; the number is an index into the list of that kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hole {
    /// A citation: a link, or the author's words marked as not in the register.
    Citation(u32),
    /// A mention of a model or a place.
    Mention(u32),
    /// The address of a link, inside its attribute.
    Address(u32),
    /// What a picture's tag says of its file: attributes, after the tag's name.
    Picture(u32),
}

/// A section of the text: a heading, or a paragraph that begins with a section's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Depth in the outline, from 1, without jumps: `I.` is 1, `1.` below it 2, `1.1.` below that 3.
    ///
    /// It follows the numbering; the marks of a heading count only where there is no number.
    pub level: u8,
    /// Number and words together, as plain text: `1.1. Kiện toàn …`; of a numbered paragraph the first clause.
    pub label: Arc<str>,
    /// How many bytes of the label are the number.
    pub number_length: u32,
    /// Its stable anchor: `muc-i`, `muc-1`, `muc-2-1`, `muc-2-1-a`.
    ///
    /// A number that was used before gets the anchor of the section around it in front: `1.` under `I.` is
    /// `muc-1`, `1.` under `II.` is `muc-ii-1`. Letters always carry theirs. Without a number: the words as a slug.
    pub anchor: Arc<str>,
    /// How many anchors `muc-2-1.N` there are from here to the next section: paragraphs, items and rows. An edit in
    /// another section moves none of them.
    pub paragraphs: u32,
    /// True for a numbered paragraph: its words are prose and stand in the text as such.
    pub is_prose: bool,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
}

impl Heading {
    /// Number and words together, and how long the number is.
    pub fn join(number: &str, words: &str) -> (Arc<str>, u32) {
        let label = if number.is_empty() { words.into() } else { format!("{number} {words}").into() };
        (label, number.len() as u32)
    }

    /// Its number as written, such as `I.` or `1.1.`; empty when it has none.
    pub fn number(&self) -> &str {
        &self.label[..self.number_length as usize]
    }

    /// The division of a legal text that it opens, if it is one: `Điều 5.`
    pub fn division(&self) -> Option<Division> {
        division::read(self.number()).map(|opening| opening.division)
    }

    /// Its words without the number.
    pub fn title(&self) -> &str {
        self.label[self.number_length as usize..].trim_start()
    }
}

/// A sentence that names something, as the page of what it names quotes it. It says nothing of its file's bytes, so
/// that an edit elsewhere in the file leaves it equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The sentence, as plain text.
    pub sentence: Arc<str>,
    /// Byte offsets in it of the words that name.
    pub hit: (u32, u32),
    /// Number and title of the section that holds it; none before the first.
    pub section: Option<Arc<str>>,
    /// The anchor of its block: a paragraph's own id, `muc-2-1.3`.
    pub anchor: Arc<str>,
}

/// A citation and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationSite {
    /// What was recognised.
    pub citation: Citation,
    /// The author's own characters, as plain text.
    pub surface: Arc<str>,
    /// The same as balanced HTML, ready to stand in a link.
    pub html: Arc<str>,
    /// The words around it.
    pub passage: Arc<Passage>,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
    /// False where it is only noted and has no hole: it ends inside emphasis that it began outside of.
    pub linked: bool,
}

/// A mention of a name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionSite {
    /// The name as it stands in the name list.
    pub name: Arc<str>,
    /// The author's own characters.
    pub surface: Arc<str>,
    /// The same as balanced HTML, ready to stand in a link.
    pub html: Arc<str>,
    /// The words around it.
    pub passage: Arc<Passage>,
    /// Byte offsets in the source file.
    pub span: (u32, u32),
    /// What the words around it tell of the unit that is meant, if they tell anything.
    pub told: Option<Arc<Told>>,
    /// The number of its section among those that mention something: only the first mention of a thing there is a link.
    pub section: u32,
    /// False where it is only noted and has no hole: it ends inside emphasis that it began outside of.
    pub linked: bool,
}

/// A link or picture inside the site or the content folder, whose address the archive must check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkSite {
    /// The address as written, with entities and escapes resolved; not escaped.
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
}
