//! The streams of a `.doc`, and the block at its beginning (FIB) that says where all else is ([MS-DOC], 2.5).

use std::io::{Cursor, Read};
use std::ops::Range;

use super::bytes::{size_at, slice, u16_at};
use crate::import::original::Refusal;

/// The first file version of Word 97.
const WORD_97: u16 = 0x00C1;

/// The streams, and the tables of the FIB.
#[derive(Debug)]
pub struct File {
    /// The stream of text and properties.
    pub word: Vec<u8>,
    /// The stream of tables.
    pub table: Vec<u8>,
    /// The stream of pictures and long properties.
    pub data: Vec<u8>,
    lengths_at: usize,
    parts_at: usize,
    part_count: usize,
}

/// Parts of the table stream: their numbers in the FIB (FibRgFcLcb97).
#[derive(Debug, Clone, Copy)]
pub enum Part {
    Styles = 1,
    FootnoteMarks = 2,
    FootnoteTexts = 3,
    Comments = 4,
    Sections = 6,
    Margins = 11,
    Characters = 12,
    Paragraphs = 13,
    Fonts = 15,
    Pieces = 33,
    Anchors = 40,
    EndnoteMarks = 46,
    EndnoteTexts = 47,
    Drawings = 50,
    Boxes = 56,
    MarginBoxes = 58,
    Lists = 73,
    ListUses = 74,
}

/// The texts that stand behind each other in a file.
#[derive(Debug, Clone, Copy)]
pub enum Story {
    Main = 0,
    Footnotes = 1,
    Margins = 2,
    Endnotes = 5,
    Boxes = 6,
    MarginBoxes = 7,
}

impl File {
    /// Opens a file.
    pub fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let damaged = |error: std::io::Error| Refusal::Damaged(error.to_string());
        let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
        let mut stream = |name: &str| -> Result<Vec<u8>, Refusal> {
            let mut content = Vec::new();
            if container.is_stream(name) {
                let stream = container.open_stream(name).map_err(damaged)?;
                // No stream is longer than the file that it is in, whatever it says.
                stream.take(bytes.len() as u64).read_to_end(&mut content).map_err(damaged)?;
            }
            Ok(content)
        };
        let word = stream("/WordDocument")?;
        let header = Header::read(&word).ok_or_else(|| Refusal::Damaged("FIB".to_owned()))?;
        if header.version < WORD_97 {
            return Err(Refusal::OldestWord);
        }
        if header.is_encrypted {
            return Err(Refusal::Locked);
        }
        let table = stream(if header.uses_second_table { "/1Table" } else { "/0Table" })?;
        let data = stream("/Data")?;
        let (lengths_at, parts_at, part_count) = header.arrays;
        Ok(Self { word, table, data, lengths_at, parts_at, part_count })
    }

    /// A part of the table stream; empty where there is none.
    pub fn part(&self, part: Part) -> &[u8] {
        self.find(part).and_then(|range| self.table.get(range)).unwrap_or_default()
    }

    /// Where a part begins, to the end of the stream: some say less than their length.
    pub fn part_and_more(&self, part: Part) -> &[u8] {
        self.find(part).and_then(|range| self.table.get(range.start..)).unwrap_or_default()
    }

    fn find(&self, part: Part) -> Option<Range<usize>> {
        let number = part as usize;
        let at = (number < self.part_count).then_some(self.parts_at + number * 8)?;
        let (start, length) = (size_at(&self.word, at)?, size_at(&self.word, at + 4)?);
        (length > 0).then_some(start..start.checked_add(length)?)
    }

    /// Where a story stands among all letters.
    pub fn story(&self, story: Story) -> Range<usize> {
        let length = |index: usize| size_at(&self.word, self.lengths_at + 12 + index * 4).unwrap_or(0);
        let start = (0..story as usize).map(length).fold(0, usize::saturating_add);
        start..start.saturating_add(length(story as usize))
    }
}

struct Header {
    version: u16,
    is_encrypted: bool,
    uses_second_table: bool,
    /// Where the lengths of the stories stand, where the places of the parts, and how many these are.
    arrays: (usize, usize, usize),
}

impl Header {
    fn read(word: &[u8]) -> Option<Self> {
        const ENCRYPTED: u16 = 0x0100;
        const SECOND_TABLE: u16 = 0x0200;
        let (mark, flags) = (u16_at(word, 0)?, u16_at(word, 0x0A)?);
        // Word 2, 6 and 95 bear other marks, and smaller versions.
        let version = if matches!(mark, 0xA5EC | 0xA5DC | 0xA5DB) { u16_at(word, 2)? } else { return None };
        let lengths_at = 0x20 + 2 + usize::from(u16_at(word, 0x20)?) * 2 + 2;
        let parts_at = lengths_at + usize::from(u16_at(word, lengths_at - 2)?) * 4 + 2;
        let part_count = usize::from(u16_at(word, parts_at - 2).unwrap_or(0));
        // Of old versions only the mark counts: their block is another.
        let is_old = version < WORD_97;
        (is_old || slice(word, parts_at, part_count * 8).is_some()).then_some(Self {
            version,
            is_encrypted: flags & ENCRYPTED != 0,
            uses_second_table: flags & SECOND_TABLE != 0,
            arrays: (lengths_at, parts_at, part_count),
        })
    }
}
