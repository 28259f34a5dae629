//! The groups of an RTF file, and what becomes of the words in them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::letters::{Letters, Typefaces, letter};
use super::token::Token;
use super::{Destination, destination, drawn};
use crate::import::flat::{CellShape, End, Flat, Folding, RowShape};
use crate::import::look::{Marks, heading_name};
use crate::import::manuscript::{Block, Inline, Manuscript, Note, Paragraph, push_run};
use crate::import::numbering::as_shown;
use crate::import::original::Findings;
use crate::media;
use crate::parse::body::address::{self, Address};

/// A group: what it takes over from the one around it, and what was said in it.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) destination: Destination,
    pub(super) character: Character,
    pub(super) shape: Shape,
    /// Bytes that stand for a unit of Unicode in old programs.
    pub(super) width: usize,
    /// Where the field leads that it is in.
    link: Option<Arc<str>>,
    /// What ends with it.
    ends: Ends,
}

/// The look of letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Character {
    pub(super) marks: Marks,
    pub(super) typeface: i32,
    pub(super) is_deleted: bool,
    pub(super) is_inserted: bool,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) is_centred: bool,
    pub(super) heading: Option<u8>,
    pub(super) depth: usize,
}

/// What ends with a group.
#[derive(Debug, Clone, Default)]
enum Ends {
    #[default]
    Nothing,
    Field,
    Story(Destination),
    Picture,
    /// A row of a table in a table: the outer row goes on.
    InnerRow(RowShape),
}

/// A text of its own: the file's, a note's, a box's.
#[derive(Debug, Default)]
pub(super) struct Story {
    folding: Folding,
    pub(super) inlines: Vec<Inline>,
    number: String,
    /// Text boxes of the paragraph; they follow it.
    boxes: Vec<Block>,
}

/// The reading of a file.
#[derive(Default)]
pub(super) struct Reading {
    /// Groups around the one being read.
    outside: Vec<Group>,
    pub(super) group: Group,
    /// The stories that are open, innermost last.
    stories: Vec<Story>,
    pub(super) row: RowShape,
    pub(super) cell: CellShape,
    pub(super) typefaces: Typefaces,
    letters: Letters,
    text: String,
    /// The table entry being read: a typeface with its character set, or a style.
    pub(super) entry: (i32, i32),
    entry_name: String,
    pub(super) entry_heading: Option<u8>,
    pub(super) headings: HashMap<i32, u8>,
    /// What the fields that are open are computed from, innermost last.
    instructions: Vec<String>,
    picture: String,
    picture_bytes: Vec<u8>,
    /// The next word says what its group is, and if nobody knows it the group is passed over.
    is_optional: bool,
    margin_words: BTreeSet<String>,
    manuscript: Manuscript,
    pub(super) findings: Findings,
    /// The first group ended; what follows is no RTF.
    pub(super) is_done: bool,
}

impl Default for Group {
    fn default() -> Self {
        Self {
            destination: Destination::Text,
            character: Character::default(),
            shape: Shape::default(),
            width: 1,
            link: None,
            ends: Ends::Nothing,
        }
    }
}

impl Reading {
    pub(super) fn depth(&self) -> usize {
        self.outside.len()
    }

    pub(super) fn story(&mut self) -> &mut Story {
        if self.stories.is_empty() {
            self.stories.push(Story::default());
        }
        let last = self.stories.len() - 1;
        &mut self.stories[last]
    }

    pub(super) fn open(&mut self) {
        self.flush();
        self.is_optional = false;
        self.outside.push(self.group.clone());
        self.group.ends = Ends::Nothing;
    }

    pub(super) fn close(&mut self) {
        self.flush();
        self.is_optional = false;
        match std::mem::take(&mut self.group.ends) {
            Ends::Nothing => {}
            Ends::Field => self.end_field(),
            Ends::Story(kind) => self.end_story(kind),
            Ends::Picture => self.end_picture(),
            Ends::InnerRow(outer) => self.row = outer,
        }
        match self.outside.pop() {
            Some(group) => self.group = group,
            None => self.is_done = true,
        }
        self.is_done |= self.outside.is_empty();
    }

    /// Takes anything but the bounds of groups.
    pub(super) fn take(&mut self, token: Token) {
        let (width, typeface) = (self.group.width, self.group.character.typeface);
        if self.letters.take(token, width, &self.typefaces, typeface, &mut self.text) {
            return;
        }
        let was_optional = std::mem::take(&mut self.is_optional);
        match token {
            Token::Sign(b'*') => self.is_optional = true,
            Token::Binary(bytes) if self.group.destination == Destination::Picture => {
                self.picture_bytes.extend_from_slice(bytes);
            }
            Token::Word(word, number) => {
                self.flush();
                match destination(word) {
                    Some(destination) => self.enter(word, destination),
                    None if was_optional => self.group.destination = Destination::Nothing,
                    None => self.control(word, number),
                }
            }
            _ => {}
        }
        if let Some(letter) = letter(token).filter(|_| !matches!(token, Token::Word("cell" | "nestcell", _))) {
            self.flush();
            self.text.push(letter);
        }
    }

    fn enter(&mut self, word: &str, destination: Destination) {
        let is_passed_over = match self.group.destination {
            Destination::Nothing => true,
            Destination::Property => destination != Destination::Picture,
            _ => false,
        };
        if is_passed_over {
            return;
        }
        self.group.destination = destination;
        match destination {
            Destination::Text => match word {
                "field" => {
                    self.instructions.push(String::new());
                    self.group.ends = Ends::Field;
                }
                "fldrslt" => self.group.link = self.link().or(self.group.link.take()),
                "nesttableprops" => self.group.ends = Ends::InnerRow(std::mem::take(&mut self.row)),
                "object" | "moMath" => self.findings.not_understood(word, ""),
                _ => {}
            },
            Destination::Note => self.begin_note(),
            Destination::Box | Destination::Margin => self.begin_story(destination),
            Destination::Picture => {
                self.picture.clear();
                self.picture_bytes.clear();
                self.group.ends = Ends::Picture;
            }
            Destination::Comment => {
                self.findings.comments += 1;
                self.group.destination = Destination::Nothing;
            }
            _ => {}
        }
    }

    fn begin_note(&mut self) {
        let index = self.manuscript.notes.len();
        self.manuscript.notes.push(Note::default());
        self.story().inlines.push(Inline::Note(index));
        self.begin_story(Destination::Note);
    }

    fn begin_story(&mut self, kind: Destination) {
        self.group.destination = Destination::Text;
        self.group.ends = Ends::Story(kind);
        self.group.character = Character { typeface: self.group.character.typeface, ..Character::default() };
        self.group.shape = Shape::default();
        self.stories.push(Story::default());
    }

    fn end_story(&mut self, kind: Destination) {
        let Some(story) = self.stories.pop() else { return };
        let blocks = self.blocks(story);
        match kind {
            Destination::Note => {
                // The note of the innermost mark: notes in it were ended before.
                let note = self.manuscript.notes.iter_mut().rev().find(|note| note.blocks.is_empty());
                note.into_iter().for_each(|note| note.blocks = blocks.clone());
            }
            Destination::Box => self.story().boxes.extend(blocks),
            _ => {
                let words = Manuscript { blocks, ..Manuscript::default() }.plain_text();
                // Several pages may share one.
                self.margin_words.extend((!words.trim().is_empty()).then(|| words.trim().to_owned()));
            }
        }
    }

    fn blocks(&mut self, mut story: Story) -> Vec<Block> {
        if !story.inlines.is_empty() || !story.boxes.is_empty() {
            story.end_paragraph(self.group.shape, End::Paragraph);
        }
        let (blocks, copies) = story.folding.finish();
        self.manuscript.left_out.extend(copies);
        blocks
    }

    fn end_field(&mut self) {
        let instruction = self.instructions.pop().unwrap_or_default();
        let name = instruction.split_whitespace().next().unwrap_or_default();
        if matches!(name, "EQ" | "EMBED" | "LISTNUM" | "MACROBUTTON" | "FORMCHECKBOX" | "FORMDROPDOWN" | "AUTONUM") {
            self.findings.not_understood(name, &instruction);
        }
    }

    fn link(&self) -> Option<Arc<str>> {
        let is_in_note = self.stories.len() > 1;
        let (_, quoted) = self.instructions.last()?.trim_start().strip_prefix("HYPERLINK")?.split_once('"')?;
        let (target, _) = quoted.split_once('"')?;
        // What lies on the author's own disk is not here: its words stay, and lead nowhere.
        (!is_in_note && address::read(target) == Address::Outside).then(|| Arc::from(target))
    }

    fn end_picture(&mut self) {
        let digits: Vec<u8> = self
            .picture
            .chars()
            .filter_map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect();
        self.picture_bytes.extend(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]));
        let bytes = std::mem::take(&mut self.picture_bytes);
        let facts = media::examine("", &bytes).0;
        let number = self.manuscript.pictures.len() + self.findings.odd_pictures.len() + 1;
        if !facts.kind.is_picture() || self.stories.len() > 1 {
            self.findings.odd_pictures.push(number.to_string());
        } else if let Some(picture) = self.findings.picture(&number.to_string(), Arc::from(bytes), &facts, "") {
            let inline = self.manuscript.keep(picture);
            self.story().inlines.push(inline);
        }
    }

    /// Gives the letters gathered so far to what stands in the group.
    pub(super) fn flush(&mut self) {
        self.letters.end(&self.typefaces, self.group.character.typeface, &mut self.text);
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        match self.group.destination {
            Destination::Typefaces | Destination::Styles => self.take_entry(&text),
            Destination::Instruction => {
                self.instructions.iter_mut().last().into_iter().for_each(|one| one.push_str(&text))
            }
            Destination::Number => self.story().number.push_str(&text),
            Destination::Picture => self.picture.push_str(&text),
            Destination::Text => self.words(&text),
            _ => {}
        }
    }

    fn take_entry(&mut self, text: &str) {
        for (index, name) in text.split(';').enumerate() {
            if index > 0 {
                let written = std::mem::take(&mut self.entry_name);
                let (number, set) = std::mem::take(&mut self.entry);
                let heading = self.entry_heading.take().or_else(|| heading_name(written.trim()));
                if self.group.destination == Destination::Typefaces {
                    self.typefaces.insert(number, written.trim(), set);
                } else if let Some(level) = heading {
                    self.headings.insert(number, level);
                }
            }
            self.entry_name.push_str(name);
        }
    }

    fn words(&mut self, text: &str) {
        let mut character = self.group.character.clone();
        character.marks.typeface = self.typefaces.name(character.typeface);
        let text = drawn(text, character.marks.typeface.as_deref());
        if character.is_deleted {
            return self.findings.deleted.push(text);
        }
        if character.marks.hidden == Some(true) {
            self.findings.hidden.extend((!text.trim().is_empty()).then(|| text.trim().to_owned()));
            return self.manuscript.left_out.push(text);
        }
        if character.is_inserted && !text.trim().is_empty() {
            self.findings.inserted.push(text.trim().to_owned());
        }
        let run = character.marks.run(&text, self.group.link.as_ref());
        push_run(&mut self.story().inlines, run);
    }

    /// Ends a paragraph, and perhaps a cell.
    pub(super) fn end_paragraph(&mut self, end: End) {
        let mut shape = self.group.shape;
        if matches!(end, End::Cell) {
            shape.depth = shape.depth.max(1);
        }
        self.story().end_paragraph(shape, end);
    }

    /// Ends a row.
    pub(super) fn end_row(&mut self, depth: usize) {
        if !self.story().inlines.is_empty() {
            self.end_paragraph(End::Cell);
        }
        let end = End::Row(self.row.clone());
        self.story().folding.push(Flat { blocks: Vec::new(), depth, end });
    }

    /// Ends a paragraph if one was begun.
    pub(super) fn end_begun(&mut self) {
        if !self.story().inlines.is_empty() {
            self.end_paragraph(End::Paragraph);
        }
    }

    pub(super) fn finish(mut self) -> (Manuscript, Findings, Typefaces) {
        // A file that breaks off leaves groups open.
        while !self.is_done && !self.outside.is_empty() {
            self.close();
        }
        self.flush();
        let story = self.stories.pop().unwrap_or_default();
        self.manuscript.blocks = self.blocks(story);
        self.findings.margin_words = self.margin_words.into_iter().collect();
        (self.manuscript, self.findings, self.typefaces)
    }
}

impl Story {
    fn end_paragraph(&mut self, shape: Shape, end: End) {
        let mut paragraph = Paragraph {
            number: String::new(),
            inlines: std::mem::take(&mut self.inlines),
            heading: shape.heading,
            is_centred: shape.is_centred,
        };
        let number = std::mem::take(&mut self.number);
        if !paragraph.is_empty() {
            paragraph.number = as_shown(&number);
        }
        let mut blocks = vec![Block::Paragraph(paragraph)];
        blocks.append(&mut self.boxes);
        self.folding.push(Flat { blocks, depth: shape.depth, end });
    }
}
