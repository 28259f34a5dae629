//! `document.xml` in reading order: paragraphs and whatever holds paragraphs.

use std::collections::{BTreeMap, HashMap};

use super::styles::{self, Styles};
use super::{Relation, numbering, words};
use crate::import::field::Fields;
use crate::import::manuscript::{Block, Manuscript, Note, Paragraph};
use crate::import::numbering::{Numbering, NumberingReference};
use crate::import::original::Findings;
use crate::import::package::{Package, Pictures};
use crate::import::xml::Element;

/// The reading of one file.
pub(super) struct Reading<'a> {
    pub(super) package: &'a Package,
    pub(super) relations: &'a BTreeMap<String, Relation>,
    pub(super) styles: &'a Styles,
    numbering: Numbering,
    /// Footnotes and endnotes by the name of their mark and their id.
    note_elements: HashMap<(&'static str, &'a str), &'a Element>,
    note_indexes: HashMap<(&'static str, &'a str), usize>,
    pub(super) manuscript: Manuscript,
    pub(super) findings: Findings,
    pub(super) fields: Fields,
    pub(super) pictures: Pictures,
    /// Text boxes of the paragraph being read; they follow it.
    pub(super) boxes: Vec<Block>,
    /// A paragraph whose end was deleted, so that the next one continues it.
    unfinished: Option<Paragraph>,
    /// Inside a note, whose relations are not the text's.
    pub(super) is_in_note: bool,
}

/// Elements that hold no text of the report: places, checks, settings.
const SILENT: &[&str] = &[
    "w:pPr",
    "w:rPr",
    "w:sectPr",
    "w:tblPr",
    "w:tblGrid",
    "w:trPr",
    "w:tblPrEx",
    "w:tcPr",
    "w:sdtPr",
    "w:sdtEndPr",
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:proofErr",
    "w:permStart",
    "w:permEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
    "w:customXmlPr",
    "w:smartTagPr",
    "w:customXmlInsRangeStart",
    "w:customXmlInsRangeEnd",
    "w:customXmlDelRangeStart",
    "w:customXmlDelRangeEnd",
    "w:fldData",
    "w:ffData",
];

/// Elements that only wrap others.
const WRAPPERS: &[&str] = &["w:sdtContent", "w:customXml", "w:smartTag", "w:dir", "w:bdo", "mc:Choice", "mc:Fallback"];

/// What an element that may hold anything is to the reader.
pub(super) enum Role<'a> {
    /// Nothing to read.
    Silent,
    /// Its children are to be read in its place.
    Wrapper(&'a Element),
    /// Words that someone added and nobody has accepted yet.
    Inserted,
    /// Words that someone struck out.
    Deleted,
    /// A form's prompt, not an answer.
    Prompt,
    /// For the caller to know, or not.
    Other,
}

/// The role of an element, wherever it stands.
pub(super) fn role(element: &Element) -> Role<'_> {
    match element.name.as_str() {
        "w:ins" | "w:moveTo" => Role::Inserted,
        "w:del" | "w:moveFrom" => Role::Deleted,
        "w:sdt" => {
            let is_prompt = element.child("w:sdtPr").and_then(|properties| properties.is_on("w:showingPlcHdr"));
            match element.child("w:sdtContent") {
                Some(_) if is_prompt == Some(true) => Role::Prompt,
                Some(content) => Role::Wrapper(content),
                None => Role::Silent,
            }
        }
        "mc:AlternateContent" => chosen(element).map_or(Role::Silent, Role::Wrapper),
        name if WRAPPERS.contains(&name) => Role::Wrapper(element),
        name if SILENT.contains(&name) => Role::Silent,
        _ => Role::Other,
    }
}

/// Of contents for new and for old programs, the first that says anything.
fn chosen(alternatives: &Element) -> Option<&Element> {
    let speaks = |element: &&Element| {
        let has_picture = element.find("a:blip").is_some() || element.find("v:imagedata").is_some();
        has_picture || !words::of(&[element]).trim().is_empty()
    };
    let named = |name: &'static str| alternatives.elements().filter(move |child| child.name == name);
    named("mc:Choice").chain(named("mc:Fallback")).find(speaks).or_else(|| alternatives.elements().next())
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        package: &'a Package,
        relations: &'a BTreeMap<String, Relation>,
        styles: &'a Styles,
        numbering: Numbering,
        [footnotes, endnotes]: [&'a Element; 2],
    ) -> Self {
        let mut note_elements = HashMap::new();
        for (mark, root) in [("w:footnoteReference", footnotes), ("w:endnoteReference", endnotes)] {
            for note in root.elements() {
                if let Some(id) = note.attribute("w:id") {
                    note_elements.insert((mark, id), note);
                }
            }
        }
        Self {
            package,
            relations,
            styles,
            numbering,
            note_elements,
            note_indexes: HashMap::new(),
            manuscript: Manuscript::default(),
            findings: Findings::default(),
            fields: Fields::default(),
            pictures: Pictures::default(),
            boxes: Vec::new(),
            unfinished: None,
            is_in_note: false,
        }
    }

    pub(super) fn read(&mut self, body: &'a Element) {
        let mut blocks = Vec::new();
        self.blocks(body, &mut blocks);
        self.manuscript.blocks = blocks;
    }

    /// Everything that was read.
    pub(super) fn finish(self) -> (Manuscript, Findings) {
        (self.manuscript, self.findings)
    }

    /// Reads the paragraphs and tables inside `parent`.
    pub(super) fn blocks(&mut self, parent: &'a Element, blocks: &mut Vec<Block>) {
        self.blocks_inside(parent, blocks);
        if let Some(paragraph) = self.unfinished.take() {
            blocks.push(Block::Paragraph(paragraph));
        }
    }

    fn blocks_inside(&mut self, parent: &'a Element, blocks: &mut Vec<Block>) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:p" => self.paragraph(element, blocks),
                "w:tbl" => {
                    let table = self.table(element);
                    blocks.push(Block::Table(table));
                }
                _ => match role(element) {
                    Role::Silent => {}
                    Role::Wrapper(content) => self.blocks_inside(content, blocks),
                    Role::Inserted => {
                        self.findings.inserted.push(words::of(&[element]));
                        self.blocks_inside(element, blocks);
                    }
                    Role::Deleted => self.deleted(element),
                    Role::Prompt => self.hidden(words::of(&[element])),
                    Role::Other => {
                        self.not_understood(element);
                        self.blocks_inside(element, blocks);
                    }
                },
            }
        }
    }

    fn paragraph(&mut self, element: &'a Element, blocks: &mut Vec<Block>) {
        let properties = element.child("w:pPr");
        let style_id = properties.and_then(|properties| properties.child("w:pStyle")).and_then(Element::value);
        let style = self.styles.paragraph(style_id);
        let own = numbering::reference(properties);
        let reference = NumberingReference {
            list: own.list.or_else(|| style.numbering.list.clone()),
            level: own.level.or(style.numbering.level),
        };
        let boxes_outside = std::mem::take(&mut self.boxes);
        let mut inlines = Vec::new();
        self.inlines(element, style, None, &mut inlines);
        let mut paragraph = Paragraph {
            number: String::new(),
            heading: styles::outline_level(properties).or(style.heading),
            is_centred: styles::centred(properties).or(style.centred).unwrap_or(false),
            inlines,
        };
        // Word counts an empty list item too, and shows its number; a report has no use for one.
        let number = self.numbering.next(&reference, style_id);
        if !paragraph.is_empty() {
            paragraph.number = number;
        }
        if let Some(mut before) = self.unfinished.take() {
            before.inlines.append(&mut paragraph.inlines);
            paragraph = before;
        }
        let mark = properties.and_then(|properties| properties.child("w:rPr"));
        let mark_is_deleted = mark.is_some_and(|mark| mark.child("w:del").or(mark.child("w:moveFrom")).is_some());
        let mut boxes = std::mem::replace(&mut self.boxes, boxes_outside);
        if mark_is_deleted && boxes.is_empty() {
            self.unfinished = Some(paragraph);
        } else {
            blocks.push(Block::Paragraph(paragraph));
            blocks.append(&mut boxes);
        }
    }

    /// The index of the note that a mark names; the note is read at its first mark.
    pub(super) fn note(&mut self, mark: &'static str, id: &'a str) -> Option<usize> {
        if let Some(index) = self.note_indexes.get(&(mark, id)) {
            return Some(*index);
        }
        let element = *self.note_elements.get(&(mark, id))?;
        let index = self.manuscript.notes.len();
        self.note_indexes.insert((mark, id), index);
        self.manuscript.notes.push(Note::default());
        let was_in_note = std::mem::replace(&mut self.is_in_note, true);
        let mut blocks = Vec::new();
        self.blocks(element, &mut blocks);
        self.is_in_note = was_in_note;
        self.manuscript.notes[index].blocks = blocks;
        Some(index)
    }

    pub(super) fn deleted(&mut self, element: &Element) {
        let mut struck = String::new();
        push_deleted(element, &mut struck);
        self.findings.deleted.push(struck);
    }

    pub(super) fn hidden(&mut self, words: String) {
        if !words.trim().is_empty() {
            self.manuscript.left_out.push(words.clone());
            self.findings.hidden.push(words.trim().to_owned());
        }
    }

    pub(super) fn not_understood(&mut self, element: &Element) {
        self.findings.not_understood(&element.name, &words::of(&[element]));
    }
}

fn push_deleted(element: &Element, struck: &mut String) {
    for child in element.elements() {
        if matches!(child.name.as_str(), "w:delText" | "w:t") {
            struck.push_str(&child.text());
        }
        push_deleted(child, struck);
    }
}
