//! A page in reading order.

use std::sync::Arc;

use super::part::{Part, Tag, is_block, is_silent, is_void};
use super::sheet::Sheet;
use super::table::Rows;
use crate::import::look::Marks;
use crate::import::manuscript::{Block, Inline, Manuscript, Paragraph, push_run};
use crate::import::numbering::{as_shown, number};
use crate::import::original::Findings;
use crate::parse::body::address::{self, Address};

/// An element that is open, with what the words in it get from it and from those around it.
#[derive(Debug, Clone, Default)]
struct Frame {
    name: String,
    marks: Marks,
    link: Option<Arc<str>>,
    is_centred: bool,
    heading: Option<u8>,
    is_number: bool,
    is_silent: bool,
    is_deleted: bool,
    is_inserted: bool,
    /// Of a cell: over how many columns and rows it goes.
    spans: (usize, usize),
}

/// Where blocks are gathered: the page, or a cell.
#[derive(Debug, Default)]
struct Container {
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    number: String,
    /// The last letter was a space, or there is none.
    is_after_space: bool,
}

/// Elements in elements; Word's own pages stay below 60.
const MOST_DEPTH: usize = 200;

/// The reading of one page.
#[derive(Default)]
pub(super) struct Reading {
    frames: Vec<Frame>,
    /// The page, then the cells that are open.
    page: Container,
    cells: Vec<Container>,
    tables: Vec<Rows>,
    /// Lists that are open: the format of their numbers, none for dots, and the next number.
    lists: Vec<(Option<&'static str>, u32)>,
    sheet: Sheet,
    manuscript: Manuscript,
    findings: Findings,
}

impl Reading {
    pub(super) fn take(&mut self, part: Part) {
        match part {
            Part::Open(tag) => self.open(&tag),
            Part::Close(name) => self.close(&name),
            Part::Text(text) => self.text(&text),
        }
    }

    fn frame(&self) -> Frame {
        self.frames.last().cloned().unwrap_or_default()
    }

    fn container(&mut self) -> &mut Container {
        self.cells.last_mut().unwrap_or(&mut self.page)
    }

    fn open(&mut self, tag: &Tag) {
        if self.frames.last().is_some_and(|frame| frame.is_silent) {
            return;
        }
        // The elements of careless pages have no ends: their words count, and their looks no more.
        if self.frames.len() >= MOST_DEPTH && !is_void(&tag.name) {
            return;
        }
        self.close_what_ends_before(&tag.name);
        if is_block(&tag.name) {
            self.end_paragraph();
        }
        match tag.name.as_str() {
            "br" => {
                let container = self.container();
                container.inlines.push(Inline::Break);
                container.is_after_space = true;
            }
            "img" => {
                self.findings.odd_pictures.push(tag.attribute("src").unwrap_or_default().chars().take(200).collect())
            }
            "ol" => {
                let format = match tag.attribute("type") {
                    Some("a") => "lowerLetter",
                    Some("A") => "upperLetter",
                    Some("i") => "lowerRoman",
                    Some("I") => "upperRoman",
                    _ => "decimal",
                };
                self.lists
                    .push((Some(format), tag.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1)));
            }
            "ul" => self.lists.push((None, 1)),
            "table" => self.tables.push(Rows::default()),
            "td" | "th" if !self.tables.is_empty() => self.cells.push(Container::default()),
            _ => {}
        }
        if !is_void(&tag.name) {
            let frame = self.framed(tag);
            self.frames.push(frame);
        }
        if tag.name == "li" {
            self.number_item(tag);
        }
    }

    /// What an element gives to its words, over what those around it give.
    fn framed(&self, tag: &Tag) -> Frame {
        let (around, said) = (self.frame(), self.sheet.of(tag));
        let link = tag.attribute("href").filter(|target| {
            // What lies on the author's own disk is not here: its words stay, and lead nowhere.
            tag.name == "a" && address::read(target) == Address::Outside
        });
        let level =
            tag.name.strip_prefix('h').and_then(|level| level.parse().ok()).filter(|level| (1..=6).contains(level));
        Frame {
            name: tag.name.clone(),
            marks: said.marks.over(&around.marks),
            link: link.map(Arc::from).or(around.link),
            is_centred: said.centred.unwrap_or(around.is_centred),
            heading: level.or(around.heading),
            is_number: said.is_number || around.is_number,
            is_silent: is_silent(&tag.name),
            is_deleted: tag.name == "del" || around.is_deleted,
            is_inserted: tag.name == "ins" || around.is_inserted,
            spans: (tag.number("colspan").unwrap_or(1), tag.number("rowspan").unwrap_or(1)),
        }
    }

    fn number_item(&mut self, tag: &Tag) {
        let Some((format, next)) = self.lists.last_mut() else { return };
        let count = tag.attribute("value").and_then(|value| value.parse().ok()).unwrap_or(*next);
        *next = count.saturating_add(1);
        let shown = format.map_or_else(|| "•".to_owned(), |format| format!("{}.", number(count, format)));
        self.container().number = shown;
    }

    /// Many elements need not be ended: the next of their kind ends them.
    fn close_what_ends_before(&mut self, name: &str) {
        match name {
            "td" | "th" => {
                self.close("td");
                self.close("th");
            }
            "tr" | "tbody" | "thead" | "tfoot" => self.close("tr"),
            "li" => self.close_within("li", &["ol", "ul", "td", "th"]),
            "dd" | "dt" => {
                self.close_within("dd", &["dl", "td", "th"]);
                self.close_within("dt", &["dl", "td", "th"]);
            }
            _ if is_block(name) => self.close_within("p", &["td", "th"]),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => self.close_within(name, &[]),
            "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => self.close_within(name, &["table"]),
            _ => self.close_within(name, &["td", "th"]),
        }
    }

    /// Ends the innermost element of a name and what is open in it, unless an element of `bounds` is between.
    fn close_within(&mut self, name: &str, bounds: &[&str]) {
        let open = self.frames.iter().rposition(|frame| frame.name == name || bounds.contains(&frame.name.as_str()));
        let Some(place) = open.filter(|place| self.frames[*place].name == name) else { return };
        while self.frames.len() > place {
            self.end_innermost();
        }
    }

    fn end_innermost(&mut self) {
        let Some(name) = self.frames.last().map(|frame| frame.name.clone()) else { return };
        if is_block(&name) {
            self.end_paragraph();
        }
        let Some(frame) = self.frames.pop() else { return };
        match name.as_str() {
            "ol" | "ul" => drop(self.lists.pop()),
            "td" | "th" => self.end_cell(frame.spans),
            "tr" => self.tables.last_mut().into_iter().for_each(Rows::end_row),
            "table" => {
                let Some(rows) = self.tables.pop() else { return };
                self.findings.has_wide_table |= rows.is_too_wide;
                if let Some(table) = rows.finish() {
                    self.container().blocks.push(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self, (columns, rows): (usize, usize)) {
        let Some(table) = self.tables.last_mut() else { return };
        table.push(self.cells.pop().unwrap_or_default().blocks, columns, rows);
    }

    fn end_paragraph(&mut self) {
        let frame = self.frame();
        let container = self.container();
        container.is_after_space = true;
        let mut paragraph = Paragraph {
            inlines: std::mem::take(&mut container.inlines),
            heading: frame.heading,
            is_centred: frame.is_centred,
            ..Paragraph::default()
        };
        if let Some(Inline::Text(last)) = paragraph.inlines.last_mut() {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
        if paragraph.inlines.iter().any(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty())) {
            paragraph.number = as_shown(&std::mem::take(&mut container.number));
            container.blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn text(&mut self, text: &str) {
        let frame = self.frame();
        if frame.is_silent {
            if frame.name == "style" {
                self.sheet.take(text);
            }
            return;
        }
        if frame.is_number {
            return self.container().number.push_str(text);
        }
        if frame.is_deleted {
            return self.findings.deleted.push(text.to_owned());
        }
        if frame.marks.hidden == Some(true) {
            self.findings.hidden.extend((!text.trim().is_empty()).then(|| text.trim().to_owned()));
            return self.manuscript.left_out.push(text.to_owned());
        }
        if frame.is_inserted && !text.trim().is_empty() {
            self.findings.inserted.push(text.trim().to_owned());
        }
        let container = self.container();
        let is_first = container.inlines.is_empty();
        let mut is_after_space = container.is_after_space || is_first;
        let collapsed: String = tabs_kept(text)
            .chars()
            .map(|letter| if letter.is_ascii_whitespace() && letter != '\t' { ' ' } else { letter })
            .filter(|letter| {
                let is_kept = *letter != ' ' || !is_after_space;
                is_after_space = *letter == ' ';
                is_kept
            })
            .collect();
        container.is_after_space = is_after_space;
        push_run(&mut container.inlines, frame.marks.run(&collapsed, frame.link.as_ref()));
    }

    pub(super) fn finish(mut self) -> (Manuscript, Findings) {
        while !self.frames.is_empty() {
            self.end_innermost();
        }
        self.end_paragraph();
        self.manuscript.blocks = self.page.blocks;
        (self.manuscript, self.findings)
    }
}

/// Tabs at the beginning of a line only set in the source; LibreOffice writes those of its texts as they are.
fn tabs_kept(text: &str) -> String {
    let lines = text.split('\n').enumerate();
    lines
        .map(
            |(index, line)| {
                if index > 0 { format!("\n{}", line.trim_start_matches([' ', '\t', '\r'])) } else { line.to_owned() }
            },
        )
        .collect()
}
