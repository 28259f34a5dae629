//! What a block names: citations, models and places; and the block's words with holes where they are.

use std::ops::Range;
use std::sync::Arc;

use super::address::{self, Address};
use super::blocks::Writer;
use super::inline::{Cursor, Inline, Link, TokenKind};
use super::outline;
use super::source::{Source, Spelling};
use super::{CitationSite, Hole, HoleSite, LinkSite, MentionSite, Passage, escape, sentence};
use crate::diagnostic::messages::markdown;
use crate::parse::names::Found;
use crate::parse::told::{self, Told};
use trichdan::citation::{self, Citation};

/// A hole that a block will have, and the words that belong into it.
struct Site {
    from: Cursor,
    to: Cursor,
    hole: Hole,
}

/// What a block names, in its order.
enum Named<'a> {
    Citation(Citation),
    Mention(Found<'a>, Option<Arc<Told>>),
}

impl Named<'_> {
    fn range(&self) -> Range<usize> {
        match self {
            Named::Citation(citation) => citation.start..citation.end,
            Named::Mention(found, _) => found.start..found.end,
        }
    }
}

/// The sentences of a block, each kept for all that stands in it.
struct Sentences<'a> {
    text: &'a str,
    starts: Vec<usize>,
    last: Option<(Range<usize>, Arc<str>)>,
}

impl Sentences<'_> {
    /// What is quoted of the sentence around some bytes of the block, and where in it they are.
    fn around(&mut self, range: &Range<usize>) -> (Arc<str>, (u32, u32)) {
        let sentence = sentence::around(self.text, &self.starts, range.start);
        // What is named may run over what looks like an end.
        let sentence = sentence.start.min(range.start)..sentence.end.max(range.end);
        let last = self.last.as_ref().map(|(part, _)| part.clone());
        let part = sentence::quoted(self.text, sentence.clone(), range, last);
        let is_begun = part.start > sentence.start;
        let (_, words) = match self.last.take() {
            Some(last) if last.0 == part => self.last.insert(last),
            _ => self.last.insert((part.clone(), quote(&self.text[part.clone()], is_begun, part.end < sentence.end))),
        };
        let begun = if is_begun { LEFT_OUT.len() } else { 0 };
        (words.clone(), (offset(begun + range.start - part.start), offset(begun + range.end - part.start)))
    }
}

/// Stands for what a quotation leaves out.
const LEFT_OUT: &str = "…";

fn quote(words: &str, is_begun: bool, is_cut: bool) -> Arc<str> {
    let mark = |is_there| if is_there { LEFT_OUT } else { "" };
    let words = in_one_line(words);
    if is_begun || is_cut { [mark(is_begun), &words, mark(is_cut)].concat().into() } else { words }
}

/// Where a block's words stand in the file; asked for in the order of the text.
struct Places<'a> {
    source: &'a Source<'a>,
    inline: &'a Inline,
    /// The words that were asked for last: by where they begin in the block's text.
    last: Option<(usize, Spelling)>,
}

impl<'a> Places<'a> {
    fn new(source: &'a Source<'a>, inline: &'a Inline) -> Self {
        Self { source, inline, last: None }
    }

    /// Where some bytes of the block's text stand in the file; the whole block where that cannot be told.
    fn span(&mut self, range: &Range<usize>, block: (u32, u32)) -> (u32, u32) {
        let last_char = self.inline.text[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        let first = self.span_in_words(range.start, range.start);
        let last = self.span_in_words(range.end - last_char, range.end);
        let (Some((start, _)), Some((_, end))) = (first, last) else { return block };
        if block.0 <= start && start < end && end <= block.1 { (start, end) } else { block }
    }

    /// Where a stretch of words stands in the file, up to a tag that may follow in it.
    fn span_in_words(&mut self, start: usize, end: usize) -> Option<(u32, u32)> {
        let words = self.inline.words(start)?;
        let (_, spelling) = match self.last.take() {
            Some(last) if last.0 == words.at => self.last.insert(last),
            _ => self.last.insert((words.at, self.source.spelling(words.source, words.text))),
        };
        Some(spelling.span(start - words.at, (end - words.at).min(words.text.len())))
    }
}

impl Writer<'_> {
    /// Writes the words of a block, with a hole for everything that may become a link. `block` is where it stands in the file.
    pub(super) fn write_inline(&mut self, inline: &Inline, anchor: &Arc<str>, block: (u32, u32)) {
        self.report_asterisks(inline);
        let sites = self.find_sites(inline, anchor, block);
        let mut done = Cursor { token: 0, at: 0 };
        for site in sites {
            self.write_words(inline, done, site.from);
            self.push_hole(site.hole);
            done = site.to;
        }
        self.write_words(inline, done, inline.end());
    }

    fn find_sites(&mut self, inline: &Inline, anchor: &Arc<str>, block: (u32, u32)) -> Vec<Site> {
        let searchable = inline.searchable();
        let (citations, mentions) = (citation::find_in(&searchable, &mut self.laws), self.names.find(&searchable));
        let named = in_order(citations, mentions, &searchable, self.is_of_past());
        if named.is_empty() {
            return Vec::new();
        }
        let text = &inline.text;
        let mut sentences = Sentences { text, starts: sentence::starts(text), last: None };
        let mut places = Places::new(&self.source, inline);
        let spans: Vec<(u32, u32)> = named.iter().map(|named| places.span(&named.range(), block)).collect();
        let sites = named.into_iter().zip(spans).filter_map(|(named, span)| {
            let range = named.range();
            let bounds = inline.balanced(range.start, range.end);
            let site = SiteParts {
                surface: in_one_line(&text[range.clone()]),
                passage: self.passage(sentences.around(&range), anchor),
                span,
            };
            let hole = match named {
                Named::Citation(citation) => self.add_citation(citation, site, inline, bounds),
                Named::Mention(found, told) => self.add_mention(&found, told, site, inline, bounds),
            };
            let (from, to) = bounds?;
            hole.map(|hole| Site { from, to, hole })
        });
        sites.collect()
    }

    fn add_citation(
        &mut self,
        citation: Citation,
        site: SiteParts,
        inline: &Inline,
        bounds: Option<(Cursor, Cursor)>,
    ) -> Option<Hole> {
        if bounds.is_none() {
            self.diagnostics.push(markdown::citation_across_emphasis(self.source.location(site.span), &site.surface));
        }
        let index = offset(self.body.citations.len());
        self.body.citations.push(CitationSite {
            citation,
            html: inner_html(inline, bounds, &site.surface),
            surface: site.surface,
            passage: site.passage,
            span: site.span,
            linked: bounds.is_some(),
        });
        bounds.map(|_| Hole::Citation(index))
    }

    fn add_mention(
        &mut self,
        found: &Found<'_>,
        told: Option<Arc<Told>>,
        site: SiteParts,
        inline: &Inline,
        bounds: Option<(Cursor, Cursor)>,
    ) -> Option<Hole> {
        let index = offset(self.body.mentions.len());
        self.body.mentions.push(MentionSite {
            name: found.name.clone(),
            html: inner_html(inline, bounds, &site.surface),
            surface: site.surface,
            passage: site.passage,
            span: site.span,
            told,
            section: self.section,
            linked: bounds.is_some(),
        });
        bounds.map(|_| Hole::Mention(index))
    }

    fn passage(&self, (sentence, hit): (Arc<str>, (u32, u32)), anchor: &Arc<str>) -> Arc<Passage> {
        let section = self.current_heading().map(|index| outline::shown(&self.body.headings[index as usize].label));
        Arc::new(Passage { sentence, hit, section, anchor: anchor.clone() })
    }

    /// Asterisks that a reader will see: `**01/2021/**TT-BKHCN` is not bold in Markdown.
    fn report_asterisks(&mut self, inline: &Inline) {
        let mut places = Places::new(&self.source, inline);
        for at in memchr::memmem::find_iter(inline.text.as_bytes(), "**") {
            let Some(span) = places.span_in_words(at, at + 2) else { continue };
            if self.source.slice(span) == "**" {
                self.diagnostics.push(markdown::stray_asterisks(self.source.location(span)));
            }
        }
    }

    fn push_hole(&mut self, hole: Hole) {
        self.body.holes.push(HoleSite { at: offset(self.html.len()), hole });
    }

    /// Writes the words and tags between two places.
    fn write_words(&mut self, inline: &Inline, from: Cursor, to: Cursor) {
        for index in from.token..inline.tokens.len().min(to.token + 1) {
            let token = &inline.tokens[index];
            match &token.kind {
                TokenKind::OpenLink(link) if index < to.token => self.open_link(&inline.links[*link]),
                TokenKind::CloseLink(link) if index < to.token => self.close_link(&inline.links[*link]),
                TokenKind::Footnote { number, time } if index < to.token => self.footnote_number(*number, *time),
                TokenKind::Image { link, alt } if index < to.token => self.image(&inline.links[*link], alt),
                _ => write_token(&mut self.html, inline, index, from, to),
            }
        }
    }

    fn open_link(&mut self, link: &Link) {
        let span = self.source.span(link.source);
        self.in_link = true;
        match address::read(&link.address) {
            Address::Inside => {
                self.html.push_str("<a href=\"");
                self.push_inside(link, Hole::Address, span);
            }
            Address::Outside => {
                self.html.push_str("<a rel=\"noopener\" href=\"");
                escape::address(&mut self.html, link.address.trim());
            }
            Address::Anchor(anchor) => {
                self.html.push_str("<a href=\"#");
                escape::address(&mut self.html, anchor);
                self.wanted_anchors.push((anchor.to_owned(), span));
            }
            Address::Empty => return self.diagnostics.push(markdown::empty_address(self.source.location(span))),
            Address::Refused => {
                return self.diagnostics.push(markdown::refused_address(self.source.location(span), &link.address));
            }
        }
        self.write_title(&link.title);
        self.html.push_str("\">");
    }

    fn close_link(&mut self, link: &Link) {
        self.in_link = false;
        if !matches!(address::read(&link.address), Address::Empty | Address::Refused) {
            self.html.push_str("</a>");
        }
    }

    /// A picture from the content folder. One from elsewhere is not loaded: it becomes a link, or its words.
    fn image(&mut self, link: &Link, alt: &str) {
        let span = self.source.span(link.source);
        match address::read(&link.address) {
            Address::Inside => {
                self.html.push_str("<img ");
                self.push_inside(link, Hole::Picture, span);
                self.html.push_str(" alt=\"");
                escape::attribute(&mut self.html, alt);
                self.write_title(&link.title);
                self.html.push_str("\">");
            }
            Address::Outside => {
                self.diagnostics.push(markdown::remote_picture(self.source.location(span), &link.address));
                if !self.in_link {
                    self.html.push_str("<a rel=\"noopener\" href=\"");
                    escape::address(&mut self.html, link.address.trim());
                    self.html.push_str("\">");
                }
                escape::text(&mut self.html, if alt.trim().is_empty() { &link.address } else { alt });
                self.html.push_str(if self.in_link { "" } else { "</a>" });
            }
            Address::Empty => {
                self.diagnostics.push(markdown::empty_address(self.source.location(span)));
                escape::text(&mut self.html, alt);
            }
            Address::Anchor(_) | Address::Refused => {
                self.diagnostics.push(markdown::refused_address(self.source.location(span), &link.address));
                escape::text(&mut self.html, alt);
            }
        }
    }

    /// A footnote's number leads to it, unless it stands in a link: links cannot nest.
    fn footnote_number(&mut self, number: u32, time: u32) {
        let link = match self.in_link {
            true => number.to_string(),
            false => format!("<a href=\"#chu-thich-{number}\" role=\"doc-noteref\">{number}</a>"),
        };
        self.html.push_str(&format!("<sup id=\"chu-thich-{number}-o-{time}\">{link}</sup>"));
    }

    fn push_inside(&mut self, link: &Link, hole: fn(u32) -> Hole, span: (u32, u32)) {
        let hole = hole(offset(self.body.links.len()));
        let is_image = matches!(hole, Hole::Picture(_));
        let address = link.address.trim_matches(|c: char| c <= ' ').into();
        self.body.links.push(LinkSite { address, is_image, span });
        self.push_hole(hole);
    }

    /// The tooltip, after an attribute whose quote is still open.
    fn write_title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str("\" title=\"");
            escape::attribute(&mut self.html, title);
        }
    }
}

/// What citations and mentions have in common.
struct SiteParts {
    surface: Arc<str>,
    passage: Arc<Passage>,
    span: (u32, u32),
}

/// Both in the order of the text, names with what the text tells of them. A name inside a citation is the citation's.
fn in_order<'a>(citations: Vec<Citation>, mut mentions: Vec<Found<'a>>, text: &str, is_past: bool) -> Vec<Named<'a>> {
    // They come in the order of the text and do not overlap each other.
    let overlaps = |found: &Found<'_>| {
        let next = citations.partition_point(|citation| citation.end <= found.start);
        citations.get(next).is_some_and(|citation| citation.start < found.end)
    };
    mentions.retain(|found| !overlaps(found));
    let ranges: Vec<Range<usize>> = mentions.iter().map(|found| found.start..found.end).collect();
    let told = told::read(text, &ranges, is_past);
    let mentions = mentions.into_iter().zip(told).map(|(found, told)| Named::Mention(found, told));
    let mut named: Vec<Named<'_>> = citations.into_iter().map(Named::Citation).chain(mentions).collect();
    // Sorted: holes are filled in the order of the text; nothing overlaps.
    named.sort_by_key(|named| named.range().start);
    named
}

/// What stands between two places, as HTML; the plain words themselves where nothing needs escaping.
fn inner_html(inline: &Inline, bounds: Option<(Cursor, Cursor)>, surface: &Arc<str>) -> Arc<str> {
    let mut html = String::with_capacity(surface.len() + 16);
    match bounds {
        Some((from, to)) => {
            for index in from.token..inline.tokens.len().min(to.token + 1) {
                write_token(&mut html, inline, index, from, to);
            }
        }
        None => escape::text(&mut html, surface),
    }
    if html == **surface { surface.clone() } else { html.into() }
}

/// Writes what stands of a token between two places, unless it is a link, a picture or a footnote's number.
fn write_token(html: &mut String, inline: &Inline, index: usize, from: Cursor, to: Cursor) {
    let token = &inline.tokens[index];
    if let TokenKind::Text { end, .. } = token.kind {
        let start = token.at.max(from.at);
        let end = if index < to.token { end } else { end.min(to.at) };
        escape::text(html, inline.text.get(start..end).unwrap_or_default());
        return;
    }
    if index >= to.token {
        return;
    }
    match &token.kind {
        TokenKind::Open(tag) => html.extend(["<", tag, ">"]),
        TokenKind::Close(tag) => html.extend(["</", tag, ">"]),
        TokenKind::Break => html.push_str("<br>\n"),
        TokenKind::Code { end } => {
            html.push_str("<code>");
            escape::text(html, &inline.text[token.at..*end]);
            html.push_str("</code>");
        }
        _ => {}
    }
}

/// Words as they are quoted elsewhere: lines do not part them.
fn in_one_line(words: &str) -> Arc<str> {
    if words.contains('\n') { words.replace('\n', " ").into() } else { words.into() }
}

/// Offsets fit because the loader refuses files of 4 GB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
