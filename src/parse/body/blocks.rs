//! Blocks to HTML: paragraphs, headings, lists, quotes, tables, code, footnotes.

use std::cell::LazyCell;
use std::sync::Arc;

use comrak::nodes::{AstNode, ListType, NodeCodeBlock, NodeList, NodeValue, TableAlignment};

use super::anchors::Anchors;
use super::escape;
use super::inline::Inline;
use super::notes;
use super::outline::{self, Number, Outline};
use super::source::Source;
use super::walk::Visit;
use super::{Block, Body, Heading, Read};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::markdown;
use crate::parse::names::Names;
use crate::prose::Reader;

/// Lists and quotes nested deeper than this lose their tags, never their words.
const DEEPEST: u32 = 24;

/// Writes a body, block after block.
pub struct Writer<'t> {
    pub(super) source: Source<'t>,
    pub(super) names: &'t Names,
    /// What has been written, but for its HTML.
    pub(super) body: Body,
    /// The HTML.
    pub(super) html: String,
    /// The words that have been written, block by block.
    blocks: Vec<Block>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The names, by number, that the current section has mentioned.
    pub(super) mentioned: Vec<u32>,
    /// The anchors that links in this text lead to, and where those links are.
    pub(super) wanted_anchors: Vec<(String, (u32, u32))>,
    /// Whether a link is open.
    pub(super) in_link: bool,
    /// The block that is being written; kept for its memory.
    inline: Inline,
    outline: Outline,
    /// The anchor of the list item that has just begun, for its first paragraph to share.
    item_anchor: Option<Arc<str>>,
    /// The anchor of the table row that is being written.
    row_anchor: Arc<str>,
    /// How many of the row's cells have been written.
    column: usize,
    /// How many lists and quotes are around the place.
    depth: u32,
}

impl<'t> Writer<'t> {
    /// Nothing written yet.
    pub fn new(source: Source<'t>, names: &'t Names) -> Self {
        let html = String::with_capacity(source.markdown().len() * 5 / 4 + 256);
        Self {
            source,
            names,
            body: Body::default(),
            blocks: Vec::new(),
            html,
            diagnostics: Vec::new(),
            mentioned: Vec::new(),
            wanted_anchors: Vec::new(),
            in_link: false,
            inline: Inline::default(),
            outline: Outline::default(),
            item_anchor: None,
            row_anchor: Arc::default(),
            column: 0,
            depth: 0,
        }
    }

    /// What has been written, and what there is to say about it.
    pub fn finish(mut self, reader: &mut Reader) -> Read {
        if self.body.footnotes > 0 {
            self.html.push_str("</ol>\n</section>\n");
        }
        self.check_anchors();
        self.diagnostics.extend(notes::astray(&self.source));
        self.body.html = self.html.into();
        self.body.prose = reader.prose(self.blocks.iter().map(|block| (&*block.anchor, &*block.text)));
        Read { body: self.body, blocks: self.blocks, said: self.diagnostics }
    }

    /// A link to a place of the same text must lead to one that is there; an empty one leads to its beginning.
    fn check_anchors(&mut self) {
        let wanted = std::mem::take(&mut self.wanted_anchors);
        let anchors = LazyCell::new(|| Anchors::of(&self.body));
        let unknown = wanted.iter().filter(|(anchor, _)| !anchor.is_empty() && !anchors.has(anchor));
        let message = |(anchor, span): &(String, (u32, u32))| {
            markdown::unknown_anchor(self.source.location(*span), anchor, &anchors.sections)
        };
        self.diagnostics.extend(unknown.map(message));
    }

    fn open_container(&mut self, tag: &str, span: (u32, u32)) {
        self.depth += 1;
        if self.depth <= DEEPEST {
            self.html.push_str(tag);
        } else if self.depth == DEEPEST + 1 {
            self.diagnostics.push(markdown::nested_too_deep(self.source.location(span)));
        }
    }

    fn close_container(&mut self, tag: &str) {
        if self.depth <= DEEPEST {
            self.html.push_str(tag);
        }
        self.depth -= 1;
    }

    fn open_item(&mut self) {
        if self.depth <= DEEPEST {
            let anchor = self.next_anchor();
            self.write_tag("<li id=\"", &anchor);
            self.item_anchor = Some(anchor);
        }
    }

    fn close_item(&mut self) {
        if self.depth <= DEEPEST {
            self.html.push_str("</li>\n");
        }
        self.item_anchor = None;
    }

    /// `doan-N` for the next paragraph.
    fn next_anchor(&mut self) -> Arc<str> {
        self.body.paragraphs += 1;
        format!("doan-{}", self.body.paragraphs).into()
    }

    /// `tag` ends with the quote that the anchor stands in.
    fn write_tag(&mut self, tag: &str, anchor: &str) {
        self.html.push_str(tag);
        self.html.push_str(anchor);
        self.html.push_str("\">");
    }

    fn paragraph<'a>(&mut self, node: &'a AstNode<'a>) {
        let inline = self.read(node);
        if !inline.tokens.is_empty() {
            let at_top = node.parent().is_some_and(|parent| matches!(parent.data().value, NodeValue::Document));
            match outline::number(&inline.text, false).filter(|_| at_top) {
                Some(number) if is_all_strong(node) => self.section(node, &inline, Some(&number), Some(6)),
                Some(number) => self.section(node, &inline, Some(&number), None),
                None => self.plain_paragraph(node, &inline),
            }
        }
        self.inline = inline;
    }

    fn plain_paragraph<'a>(&mut self, node: &'a AstNode<'a>, inline: &Inline) {
        let shared = self.item_anchor.take();
        let is_tight = shared.is_some() && node.parent().is_some_and(is_tight);
        let (anchor, tags) = match shared {
            Some(anchor) if is_tight => (anchor, None),
            Some(anchor) => {
                self.html.push_str("<p>");
                (anchor, Some("</p>\n"))
            }
            None => {
                let anchor = self.next_anchor();
                self.write_tag("<p id=\"", &anchor);
                (anchor, Some("</p>\n"))
            }
        };
        self.write_block(node, inline, &anchor);
        if node.next_sibling().is_none() {
            self.write_way_back(node);
        }
        self.html.push_str(tags.unwrap_or("\n"));
    }

    fn heading<'a>(&mut self, node: &'a AstNode<'a>, marks: u8) {
        let inline = self.read(node);
        if !inline.text.trim().is_empty() {
            let number = outline::number(&inline.text, true);
            self.section(node, &inline, number.as_ref(), Some(marks));
        }
        self.inline = inline;
    }

    /// A heading, or where there are no `marks` a numbered paragraph.
    fn section<'a>(&mut self, node: &'a AstNode<'a>, inline: &Inline, number: Option<&Number<'_>>, marks: Option<u8>) {
        let words = number.map_or(inline.text.trim(), |number| number.title).replace('\n', " ");
        let title = if marks.is_some() { words } else { outline::clause(&words) };
        let position = self.outline.add(number, marks, &title);
        let (label, number_length) = Heading::join(number.map_or("", |number| number.written), &title);
        self.body.headings.push(Heading {
            level: position.level,
            label,
            number_length,
            anchor: position.anchor.clone(),
            is_prose: marks.is_none(),
            span: self.source.span(node.data().sourcepos),
        });
        self.mentioned.clear();
        let rank = char::from(b'0' + position.heading_rank);
        match marks {
            Some(_) => self.html.extend(["<h", rank.encode_utf8(&mut [0; 4]), " id=\""]),
            None => self.html.push_str("<p id=\""),
        }
        self.html.extend([&*position.anchor, "\">"]);
        self.write_block(node, inline, &position.anchor);
        match marks {
            Some(_) => self.html.extend(["</h", rank.encode_utf8(&mut [0; 4]), ">\n"]),
            None => self.html.push_str("</p>\n"),
        }
    }

    /// Takes the words of a block; whoever takes them gives their memory back.
    fn read<'a>(&mut self, node: &'a AstNode<'a>) -> Inline {
        let mut inline = std::mem::take(&mut self.inline);
        inline.read(node);
        for (html, place) in inline.left_out.drain(..) {
            let span = self.source.span_of_words(place, &html, 0, html.len());
            self.left_out(&html, span);
        }
        inline
    }

    fn left_out(&mut self, html: &str, span: (u32, u32)) {
        if !is_comment(html) && !html.starts_with("</") {
            self.diagnostics.push(markdown::raw_html(self.source.location(span), html));
        }
    }

    fn write_block<'a>(&mut self, node: &'a AstNode<'a>, inline: &Inline, anchor: &Arc<str>) {
        let span = self.source.span(node.data().sourcepos);
        self.write_inline(inline, anchor, span);
        self.blocks.push(Block { text: inline.text.as_str().into(), anchor: anchor.clone(), span });
    }

    /// The section that the text has come to. Footnotes belong to none.
    pub(super) fn current_heading(&self) -> Option<u32> {
        let last = self.body.headings.len().checked_sub(1).filter(|_| self.body.footnotes == 0)?;
        u32::try_from(last).ok()
    }

    fn code<'a>(&mut self, node: &'a AstNode<'a>, code: &NodeCodeBlock) {
        let anchor = self.next_anchor();
        self.item_anchor = None;
        self.write_tag("<pre id=\"", &anchor);
        self.html.push_str("<code>");
        escape::text(&mut self.html, &code.literal);
        self.html.push_str("</code></pre>\n");
        let span = self.source.span(node.data().sourcepos);
        self.blocks.push(Block { text: code.literal.as_str().into(), anchor, span });
    }

    fn open_row<'a>(&mut self, row: &'a AstNode<'a>, is_head: bool) {
        let follows_head =
            row.previous_sibling().is_some_and(|above| matches!(above.data().value, NodeValue::TableRow(true)));
        self.html.push_str(if is_head {
            "<thead>\n"
        } else if follows_head {
            "<tbody>\n"
        } else {
            ""
        });
        let anchor = self.next_anchor();
        self.write_tag("<tr id=\"", &anchor);
        self.row_anchor = anchor;
        self.column = 0;
    }

    fn close_row<'a>(&mut self, row: &'a AstNode<'a>, is_head: bool) {
        self.html.push_str("</tr>\n");
        let is_last = row.next_sibling().is_none();
        self.html.push_str(if is_head {
            "</thead>\n"
        } else if is_last {
            "</tbody>\n"
        } else {
            ""
        });
    }

    fn cell<'a>(&mut self, node: &'a AstNode<'a>) {
        let inline = self.read(node);
        let is_head = node.parent().is_some_and(|row| matches!(row.data().value, NodeValue::TableRow(true)));
        // A header cell without words would head nothing.
        let tag = if is_head && !inline.text.trim().is_empty() { "th" } else { "td" };
        self.html.extend([
            "<",
            tag,
            if tag == "th" { " scope=\"col\"" } else { "" },
            alignment(node, self.column),
            ">",
        ]);
        if !inline.tokens.is_empty() {
            let anchor = self.row_anchor.clone();
            self.write_block(node, &inline, &anchor);
        }
        self.html.extend(["</", tag, ">"]);
        self.column += 1;
        self.inline = inline;
    }

    fn open_footnote(&mut self) {
        if self.body.footnotes == 0 {
            self.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
        }
        self.body.footnotes += 1;
        let anchor = format!("chu-thich-{}", self.body.footnotes);
        self.write_tag("<li id=\"", &anchor);
        self.item_anchor = Some(anchor.into());
        self.mentioned.clear();
    }

    /// Links from a footnote's last paragraph to the places that refer to it.
    fn write_way_back<'a>(&mut self, paragraph: &'a AstNode<'a>) {
        let Some(times) = paragraph.parent().and_then(|parent| match &parent.data().value {
            NodeValue::FootnoteDefinition(note) => Some(note.total_references),
            _ => None,
        }) else {
            return;
        };
        for time in 1..=times {
            let number = self.body.footnotes;
            let mark = if time == 1 { "↩".to_owned() } else { format!("↩<sup>{time}</sup>") };
            let link = format!(" <a href=\"#chu-thich-{number}-o-{time}\" role=\"doc-backlink\">{mark}</a>");
            self.html.push_str(&link);
        }
    }
}

impl<'a> Visit<'a> for Writer<'_> {
    fn enter(&mut self, node: &'a AstNode<'a>) -> bool {
        let data = node.data();
        match &data.value {
            NodeValue::Paragraph => self.paragraph(node),
            NodeValue::Heading(heading) => self.heading(node, heading.level),
            NodeValue::TableCell => self.cell(node),
            NodeValue::CodeBlock(code) => self.code(node, code),
            NodeValue::ThematicBreak => self.html.push_str("<hr>\n"),
            NodeValue::HtmlBlock(html) => self.left_out(&html.literal, self.source.span(data.sourcepos)),
            value => return self.enter_container(node, value, self.source.span(data.sourcepos)),
        }
        false
    }

    fn leave(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::BlockQuote => self.close_container("</blockquote>\n"),
            NodeValue::List(list) if list.list_type == ListType::Ordered => self.close_container("</ol>\n"),
            NodeValue::List(_) => self.close_container("</ul>\n"),
            NodeValue::Item(_) => self.close_item(),
            NodeValue::Table(_) => self.html.push_str("</table>\n"),
            NodeValue::TableRow(is_head) => self.close_row(node, *is_head),
            NodeValue::FootnoteDefinition(note) if note.total_references > 0 => self.html.push_str("</li>\n"),
            _ => {}
        }
    }
}

impl Writer<'_> {
    /// Begins what other blocks stand in; false where nothing below is to be written.
    fn enter_container<'a>(&mut self, node: &'a AstNode<'a>, value: &NodeValue, span: (u32, u32)) -> bool {
        match value {
            NodeValue::BlockQuote => self.open_container("<blockquote>\n", span),
            NodeValue::List(list) => self.open_container(&list_tag(list), span),
            NodeValue::Item(_) => self.open_item(),
            NodeValue::Table(_) => self.html.push_str("<table>\n"),
            NodeValue::TableRow(is_head) => self.open_row(node, *is_head),
            NodeValue::FootnoteDefinition(note) if note.total_references > 0 => self.open_footnote(),
            // A footnote that nothing refers to, or that is written twice; no other kind of block is switched on.
            _ => return false,
        }
        true
    }
}

/// The author's own marks are kept: `-` and `+` are two levels of a report's outline.
fn list_tag(list: &NodeList) -> String {
    match (list.list_type, list.bullet_char) {
        (ListType::Ordered, _) if list.start == 1 => "<ol>\n".to_owned(),
        (ListType::Ordered, _) => format!("<ol start=\"{}\">\n", list.start),
        (ListType::Bullet, b'-') => "<ul class=\"dash\">\n".to_owned(),
        (ListType::Bullet, b'+') => "<ul class=\"plus\">\n".to_owned(),
        (ListType::Bullet, _) => "<ul>\n".to_owned(),
    }
}

/// Whether an item's words stand in it without a paragraph of their own: a report puts blank lines between
/// items of one paragraph each, and means nothing by it.
fn is_tight<'a>(item: &'a AstNode<'a>) -> bool {
    let in_tight_list =
        item.parent().is_some_and(|list| matches!(list.data().value, NodeValue::List(list) if list.tight));
    let paragraphs = item.children().filter(|child| matches!(child.data().value, NodeValue::Paragraph));
    matches!(item.data().value, NodeValue::Item(_)) && (in_tight_list || paragraphs.take(2).count() < 2)
}

fn is_all_strong<'a>(paragraph: &'a AstNode<'a>) -> bool {
    let mut children = paragraph.children();
    matches!(children.next().map(|child| matches!(child.data().value, NodeValue::Strong)), Some(true))
        && children.next().is_none()
}

fn alignment<'a>(cell: &'a AstNode<'a>, column: usize) -> &'static str {
    let table = cell.parent().and_then(|row| row.parent());
    let alignment = table.and_then(|table| match &table.data().value {
        NodeValue::Table(table) => table.alignments.get(column).copied(),
        _ => None,
    });
    match alignment {
        Some(TableAlignment::Right) => " class=\"right\"",
        Some(TableAlignment::Center) => " class=\"center\"",
        _ => "",
    }
}

/// Whether raw HTML is a comment and nothing else: a note of the author's, rightly not shown.
fn is_comment(html: &str) -> bool {
    let comment = html.trim().strip_prefix("<!--").and_then(|rest| rest.split_once("-->"));
    comment.is_some_and(|(_, after)| after.is_empty())
}
