//! The text in reading order: paragraphs, headings, lists and whatever holds them.

use std::collections::HashMap;

use super::styles::Styles;
use super::{lists, spaces, words};
use crate::import::look::Style;
use crate::import::manuscript::{Block, Manuscript, Paragraph};
use crate::import::numbering::{List, Numbering, NumberingReference};
use crate::import::original::Findings;
use crate::import::package::{Package, Pictures};
use crate::import::xml::Element;

/// Cells of all tables of a file.
const MOST_CELLS: usize = 300_000;

/// The reading of one file.
pub(super) struct Reading<'a> {
    pub(super) package: &'a Package,
    pub(super) styles: Styles,
    numbering: Numbering,
    /// Lists by the ids that others go on with, and the last one of each style.
    known_lists: HashMap<String, String>,
    pub(super) pictures: Pictures,
    pub(super) manuscript: Manuscript,
    pub(super) findings: Findings,
    /// Cells that may still be read.
    pub(super) cells_left: usize,
    /// Text boxes of the paragraph being read; they follow it.
    pub(super) boxes: Vec<Block>,
    /// Inside a note, which has no pictures and no links.
    pub(super) is_in_note: bool,
}

/// Where a paragraph stands in lists.
#[derive(Debug, Clone, Copy)]
struct Place<'l> {
    list: &'l str,
    style: &'l str,
    depth: usize,
}

impl<'a> Reading<'a> {
    pub(super) fn new(package: &'a Package, parts: &[&Element]) -> Self {
        Self {
            package,
            styles: Styles::read(parts),
            numbering: lists::read(parts),
            known_lists: HashMap::new(),
            pictures: Pictures::default(),
            manuscript: Manuscript::default(),
            findings: Findings::default(),
            cells_left: MOST_CELLS,
            boxes: Vec::new(),
            is_in_note: false,
        }
    }

    /// Reads the paragraphs and tables inside an element.
    pub(super) fn blocks(&mut self, parent: &'a Element) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.blocks_inside(parent, None, &mut blocks);
        blocks
    }

    fn blocks_inside(&mut self, parent: &'a Element, place: Option<Place>, blocks: &mut Vec<Block>) {
        // Only an item's first paragraph has its number.
        let mut place_of_number = place;
        for element in parent.elements() {
            match element.name.as_str() {
                "text:p" | "text:h" => self.paragraph(element, place_of_number.take(), blocks),
                "text:list" => self.list(element, place, blocks),
                "table:table" => {
                    let table = self.table(element);
                    blocks.push(Block::Table(table));
                }
                "text:section" | "text:index-body" | "text:index-title" => self.blocks_inside(element, None, blocks),
                "text:tracked-changes" => self.changes(element),
                "office:annotation" => self.findings.comments += 1,
                "text:table-of-content"
                | "text:alphabetical-index"
                | "text:illustration-index"
                | "text:table-index"
                | "text:object-index"
                | "text:user-index"
                | "text:bibliography" => {
                    let body = element.child("text:index-body");
                    body.into_iter().for_each(|body| self.blocks_inside(body, None, blocks));
                }
                // A drawing beside the paragraphs of its page.
                name if name.starts_with("draw:") => {
                    let mut paragraph = Paragraph::default();
                    self.drawing(element, "", &mut paragraph.inlines);
                    if !paragraph.is_empty() {
                        blocks.push(Block::Paragraph(paragraph));
                    }
                    blocks.append(&mut self.boxes);
                }
                _ => {}
            }
        }
    }

    fn list(&mut self, element: &'a Element, outer: Option<Place>, blocks: &mut Vec<Block>) {
        let style =
            element.attribute("text:style-name").or(outer.map(|outer| outer.style)).unwrap_or_default().to_owned();
        let depth = outer.map_or(0, |outer| outer.depth + 1);
        let list = match outer {
            Some(outer) if outer.style == style => outer.list.to_owned(),
            _ => self.begin_list(element, &style),
        };
        for item in element.elements() {
            let place = Place { list: &list, style: &style, depth };
            let start = item.attribute("text:start-value").and_then(|start| start.parse().ok());
            if let Some(start) = start {
                self.numbering.go_on_with(&list, depth, start);
            }
            match item.name.as_str() {
                "text:list-item" => self.blocks_inside(item, Some(place), blocks),
                // Its lists go on below it, and it has no number of its own.
                "text:list-header" => self.blocks_inside(item, None, blocks),
                _ => {}
            }
        }
    }

    /// A list counts anew unless it says which it goes on with.
    fn begin_list(&mut self, element: &Element, style: &str) -> String {
        let own = format!("list {}", self.numbering.lists.len());
        let goes_on = match element.attribute("text:continue-list") {
            Some(id) => self.known_lists.get(id),
            None if element.attribute("text:continue-numbering") == Some("true") => self.known_lists.get(style),
            None => None,
        };
        let counts_with = goes_on.cloned().unwrap_or_else(|| own.clone());
        for name in element.attribute("xml:id").into_iter().chain([style]) {
            self.known_lists.insert(name.to_owned(), counts_with.clone());
        }
        let list = List { abstract_id: style.to_owned(), counts_with, ..List::default() };
        self.numbering.lists.insert(own.clone(), list);
        own
    }

    fn paragraph(&mut self, element: &'a Element, place: Option<Place>, blocks: &mut Vec<Block>) {
        let style: Style = self.styles.paragraph(element);
        let level = element.attribute("text:outline-level").and_then(|level| level.parse::<u8>().ok());
        let is_heading = element.name == "text:h";
        let boxes_outside = std::mem::take(&mut self.boxes);
        let mut inlines = Vec::new();
        self.inlines(element, &style.marks, None, &mut inlines);
        let mut paragraph = Paragraph {
            number: String::new(),
            heading: level.filter(|level| is_heading && (1..=9).contains(level)).or(style.heading),
            is_centred: style.centred.unwrap_or(false),
            inlines,
        };
        spaces::collapse_spaces(&mut paragraph.inlines);
        let reference = match place {
            Some(place) => NumberingReference { list: Some(place.list.to_owned()), level: Some(place.depth) },
            None if is_heading && element.attribute("text:is-list-header") != Some("true") => NumberingReference {
                list: Some(lists::OUTLINE.to_owned()),
                level: level.map(|level| usize::from(level).saturating_sub(1)),
            },
            None => NumberingReference::default(),
        };
        // An empty list item counts, and a report has no use for its number.
        let number = self.numbering.next(&reference, None);
        if !paragraph.is_empty() {
            paragraph.number = number;
        }
        let mut boxes = std::mem::replace(&mut self.boxes, boxes_outside);
        blocks.push(Block::Paragraph(paragraph));
        blocks.append(&mut boxes);
    }

    fn changes(&mut self, element: &Element) {
        for change in element.elements().flat_map(Element::elements) {
            match change.name.as_str() {
                "text:deletion" => self.findings.deleted.push(words::of(change).trim().to_owned()),
                "text:insertion" => self.findings.inserted.push(String::new()),
                _ => {}
            }
        }
    }

    /// Words that no page shows.
    pub(super) fn hidden(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.manuscript.left_out.push(words.to_owned());
            self.findings.hidden.push(words.trim().to_owned());
        }
    }
}
