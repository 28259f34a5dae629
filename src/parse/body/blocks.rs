//! Blocks to HTML: paragraphs, headings, lists, quotes, tables, code, footnotes.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use comrak::nodes::{AstNode, ListDelimType, ListType, NodeCodeBlock, NodeList, NodeValue};

use super::anchors::Anchors;
use super::escape;
use super::inline::Inline;
use super::lines::Oddity;
use super::notes;
use super::outline::{self, Number, Outline};
use super::source::Source;
use super::table::{Alignment, Extent, Layout};
use super::walk::Visit;
use super::{Block, Body, Heading, Read};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::markdown;
use crate::parse::names::Names;
use crate::parse::told;
use crate::prose::Reader;
use trichdan::citation::NamedLaws;

/// Lists and quotes nested deeper than this lose their tags, never their words.
const DEEPEST: u32 = 24;

/// Writes a body, block after block.
pub struct Writer<'t> {
    pub(super) source: Source<'t>,
    pub(super) names: &'t Names,
    /// The laws that the text has cited so far.
    pub(super) laws: NamedLaws,
    /// What has been written, but for its HTML.
    pub(super) body: Body,
    /// The HTML.
    pub(super) html: String,
    /// The words that have been written, block by block.
    blocks: Vec<Block>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// How many sections, footnotes among them, have begun.
    pub(super) section: u32,
    /// Whether the last paragraph that announces a list speaks of another time, and which columns of the table do.
    lead_is_past: bool,
    past_columns: BTreeSet<usize>,
    /// How many quotes are around the place.
    quotes: u32,
    /// The anchors that links in this text lead to, and where those links are.
    pub(super) wanted_anchors: Vec<(String, (u32, u32))>,
    /// Whether a link is open.
    pub(super) in_link: bool,
    /// The block that is being written; kept for its memory.
    inline: Inline,
    outline: Outline,
    /// The anchor of the list item that has just begun, for its first paragraph to share.
    item_anchor: Option<Arc<str>>,
    /// The table that is being written.
    table: Layout,
    /// The anchor of its row that is being written.
    row_anchor: Arc<str>,
    /// How many rows have been begun, and how many cells of the last one have been written.
    row: usize,
    column: usize,
    /// How many lists and quotes are around the place.
    depth: u32,
}

impl<'t> Writer<'t> {
    /// Nothing written yet.
    pub fn new(source: Source<'t>, names: &'t Names) -> Self {
        let html = String::with_capacity(source.written().len() * 5 / 4 + 256);
        Self {
            source,
            names,
            laws: NamedLaws::default(),
            body: Body::default(),
            blocks: Vec::new(),
            html,
            diagnostics: Vec::new(),
            section: 0,
            lead_is_past: false,
            past_columns: BTreeSet::new(),
            quotes: 0,
            wanted_anchors: Vec::new(),
            in_link: false,
            inline: Inline::default(),
            outline: Outline::default(),
            item_anchor: None,
            table: Layout::default(),
            row_anchor: Arc::default(),
            row: 0,
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
        self.diagnostics.extend(self.source.odd_tables().iter().map(|table| {
            let location = self.source.location(self.source.span_in_markdown(table.span.clone()));
            match table.oddity {
                Oddity::Dashes { head, dashes } => markdown::dashes_differ(location, head, dashes),
                Oddity::Row { head, cells, more_rows } => markdown::ragged_row(location, head, cells, more_rows),
                Oddity::TooWide { columns } => markdown::table_too_wide(location, columns),
                Oddity::NoDashes => markdown::table_without_dashes(location),
            }
        }));
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

    fn open_item<'a>(&mut self, item: &'a AstNode<'a>) {
        if self.depth <= DEEPEST {
            let anchor = self.next_anchor();
            self.html.extend(["<li id=\"", &anchor, "\""]);
            if let Some(number) = number_of_its_own(item) {
                self.html.push_str(&format!(" value=\"{number}\""));
            }
            self.html.push_str(match (has_zero(item, &self.source), self.first_has_zero(item)) {
                (true, false) => " class=\"zero\">",
                (false, true) => " class=\"plain\">",
                _ => ">",
            });
            self.item_anchor = Some(anchor);
        }
    }

    fn first_has_zero<'a>(&self, item: &'a AstNode<'a>) -> bool {
        let first = item.parent().and_then(|list| list.first_child());
        first.is_some_and(|first| has_zero(first, &self.source))
    }

    fn close_item(&mut self) {
        if self.depth <= DEEPEST {
            self.html.push_str("</li>\n");
        }
        self.item_anchor = None;
    }

    /// `muc-2-1.3` for the third paragraph of section 2.1; `doan-3` before the first section.
    fn next_anchor(&mut self) -> Arc<str> {
        match self.body.headings.last_mut() {
            Some(section) => {
                section.paragraphs += 1;
                format!("{}.{}", section.anchor, section.paragraphs).into()
            }
            None => {
                self.body.paragraphs += 1;
                format!("doan-{}", self.body.paragraphs).into()
            }
        }
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
        self.note_lead(&inline.text);
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
            paragraphs: 0,
            is_prose: marks.is_none(),
            span: self.source.span(node.data().sourcepos),
        });
        self.section += 1;
        let rank = char::from(b'0' + position.heading_rank);
        match marks {
            Some(_) => self.html.extend(["<h", rank.encode_utf8(&mut [0; 4]), " id=\""]),
            None => self.html.push_str("<p id=\""),
        }
        self.html.extend([&*position.anchor, "\">"]);
        self.write_block(node, inline, &position.anchor);
        self.note_lead(&inline.text);
        match marks {
            Some(_) => self.html.extend(["</h", rank.encode_utf8(&mut [0; 4]), ">\n"]),
            None => self.html.push_str("</p>\n"),
        }
    }

    /// Whether what is written here is of another time than the text: quoted, or below words that say so.
    pub(super) fn is_of_past(&self) -> bool {
        let in_past_column = self.column.checked_sub(1).is_some_and(|column| self.past_columns.contains(&column));
        self.quotes > 0 || in_past_column || (self.lead_is_past && self.depth > 0)
    }

    /// `Trên địa bàn các xã cũ:`, before a list.
    fn note_lead(&mut self, words: &str) {
        if self.depth == 0 {
            self.lead_is_past = words.trim_end().ends_with(':') && told::speaks_of_past(words);
        }
    }

    /// Takes the words of a block; whoever takes them gives their memory back.
    fn read<'a>(&mut self, node: &'a AstNode<'a>) -> Inline {
        let mut inline = std::mem::take(&mut self.inline);
        inline.read(node);
        for (html, place) in inline.html.drain(..).filter(|(html, _)| !html.starts_with("</")) {
            let span = self.source.spelling(place, &html).span(0, html.len());
            self.diagnostics.push(markdown::raw_html(self.source.location(span), &html));
        }
        inline
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

    fn open_table<'a>(&mut self, node: &'a AstNode<'a>) {
        self.table = Layout::of(node);
        self.past_columns.clear();
        self.row = 0;
        self.html.push_str("<table>\n");
    }

    fn close_table(&mut self) {
        self.past_columns.clear();
        self.html.push_str(if self.row > self.table.body_start() { "</tbody>\n</table>\n" } else { "</table>\n" });
    }

    /// Begins a row; false for one that only says where the head ends.
    fn open_row(&mut self) -> bool {
        if self.table.is_head_end(self.row) {
            return false;
        }
        match self.row {
            0 => self.html.push_str("<thead>\n"),
            row if row == self.table.body_start() => self.html.push_str("<tbody>\n"),
            _ => {}
        }
        let anchor = self.next_anchor();
        self.write_tag("<tr id=\"", &anchor);
        self.row_anchor = anchor;
        self.column = 0;
        true
    }

    fn close_row(&mut self) {
        if !self.table.is_head_end(self.row) {
            self.html.push_str("</tr>\n");
        }
        self.row += 1;
        if self.row == self.table.head_rows() {
            self.html.push_str("</thead>\n");
        }
    }

    fn cell<'a>(&mut self, node: &'a AstNode<'a>) {
        let (row, column) = (self.row, self.column);
        self.column += 1;
        let Extent::Own { rows, columns } = self.table.extent(row, column) else { return };
        let inline = self.read(node);
        let is_head = row < self.table.head_rows();
        if is_head && told::speaks_of_past(&inline.text) {
            self.past_columns.extend(column..column + columns.max(1));
        }
        // A header cell without words would head nothing.
        let tag = if is_head && !inline.text.trim().is_empty() { "th" } else { "td" };
        self.html.extend(["<", tag]);
        if tag == "th" {
            self.html.push_str(if columns > 1 { " scope=\"colgroup\"" } else { " scope=\"col\"" });
        }
        for (name, count) in [("rowspan", rows), ("colspan", columns)] {
            if count > 1 {
                self.html.push_str(&format!(" {name}=\"{count}\""));
            }
        }
        let alignment = if is_head && columns > 1 { Alignment::Center } else { self.table.alignment(column) };
        self.html.push_str(match alignment {
            Alignment::Left => ">",
            Alignment::Center => " class=\"center\">",
            Alignment::Right => " class=\"right\">",
        });
        if !inline.tokens.is_empty() {
            let anchor = self.row_anchor.clone();
            self.write_block(node, &inline, &anchor);
        }
        self.html.extend(["</", tag, ">"]);
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
        self.section += 1;
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
            value => return self.enter_container(node, value, self.source.span(data.sourcepos)),
        }
        false
    }

    fn leave(&mut self, node: &'a AstNode<'a>) {
        match &node.data().value {
            NodeValue::BlockQuote => {
                self.quotes -= 1;
                self.close_container("</blockquote>\n");
            }
            NodeValue::List(list) if list.list_type == ListType::Ordered => self.close_container("</ol>\n"),
            NodeValue::List(_) => self.close_container("</ul>\n"),
            NodeValue::Item(_) => self.close_item(),
            NodeValue::Table(_) => self.close_table(),
            NodeValue::TableRow(_) => self.close_row(),
            NodeValue::FootnoteDefinition(_) => self.html.push_str("</li>\n"),
            _ => {}
        }
    }
}

impl Writer<'_> {
    /// Begins what other blocks stand in; false where nothing below is to be written.
    fn enter_container<'a>(&mut self, node: &'a AstNode<'a>, value: &NodeValue, span: (u32, u32)) -> bool {
        match value {
            NodeValue::BlockQuote => {
                self.quotes += 1;
                self.open_container("<blockquote>\n", span);
            }
            NodeValue::List(list) => {
                let zero = node.first_child().is_some_and(|first| has_zero(first, &self.source));
                self.open_container(&list_tag(list, zero), span);
            }
            NodeValue::Item(_) => self.open_item(node),
            NodeValue::Table(_) => self.open_table(node),
            NodeValue::TableRow(_) => return self.open_row(),
            NodeValue::FootnoteDefinition(_) => self.open_footnote(),
            // No other kind of block is switched on.
            _ => return false,
        }
        true
    }
}

/// The author's own marks are kept: `-` and `+` are two levels of a report's outline, `1)` is not `1.`, nor `01.`.
fn list_tag(list: &NodeList, zero: bool) -> String {
    match (list.list_type, list.bullet_char) {
        (ListType::Ordered, _) => {
            let start = if list.start == 1 { String::new() } else { format!(" start=\"{}\"", list.start) };
            let class = match (list.delimiter, zero) {
                (ListDelimType::Period, false) => "",
                (ListDelimType::Period, true) => " class=\"zero\"",
                (ListDelimType::Paren, false) => " class=\"paren\"",
                (ListDelimType::Paren, true) => " class=\"zero-paren\"",
            };
            format!("<ol{class}{start}>\n")
        }
        (ListType::Bullet, b'-') => "<ul class=\"dash\">\n".to_owned(),
        (ListType::Bullet, b'+') => "<ul class=\"plus\">\n".to_owned(),
        (ListType::Bullet, _) => "<ul>\n".to_owned(),
    }
}

/// Whether an item's number is written `01.`.
fn has_zero<'a>(item: &'a AstNode<'a>, source: &Source<'_>) -> bool {
    let number = source.number_at(item.data().sourcepos.start);
    number.starts_with('0') && number.len() > 2
}

/// The number of an item that does not follow from the item before it.
fn number_of_its_own<'a>(item: &'a AstNode<'a>) -> Option<usize> {
    let number = |item: &AstNode<'_>| match item.data().value {
        NodeValue::Item(list) if list.list_type == ListType::Ordered => Some(list.start),
        _ => None,
    };
    let before = item.previous_sibling().and_then(number)?;
    number(item).filter(|own| *own != before + 1)
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
