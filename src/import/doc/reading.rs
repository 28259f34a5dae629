//! What the reading of a `.doc` goes by, and what it has found so far.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::bytes::{places, u32_at};
use super::drawing::{Blip, Drawings, picture_in_line};
use super::file::{File, Part, Story};
use super::letters::Letters;
use super::lists;
use super::paragraph::Long;
use super::property::{self, Run};
use super::styles::Styles;
use crate::import::field::Fields;
use crate::import::manuscript::{Block, Inline, Manuscript, Note, Paragraph};
use crate::import::numbering::Numbering;
use crate::import::original::Findings;
use crate::media::{self, Facts};

/// The reading of one file.
pub(super) struct Reading<'a> {
    pub(super) file: &'a File,
    pub(super) letters: &'a Letters,
    pub(super) long: &'a Long<'a>,
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) paragraph_runs: Vec<Run>,
    pub(super) character_runs: Vec<Run>,
    /// The letters after which a section ends.
    pub(super) section_ends: BTreeSet<usize>,
    /// The letters of footnotes and endnotes, by the letter that marks them.
    notes: HashMap<usize, Range<usize>>,
    drawings: Drawings<'a>,
    /// The shapes that float beside the text, by their letters.
    shapes: BTreeMap<usize, u32>,
    /// The letters of text boxes, by the shape that stands in the text.
    boxes: BTreeMap<u32, Vec<Range<usize>>>,
    /// Pictures that were shown, by their places in memory: shapes may share one.
    pictures: HashMap<usize, (Arc<[u8]>, Facts)>,
    pub(super) manuscript: Manuscript,
    pub(super) findings: Findings,
    /// Letters that stand for a drawing, and with none those that were struck out.
    pub(super) instead: BTreeMap<usize, Option<char>>,
    pub(super) fields: Fields,
    /// What the fields that are open are computed from, innermost last, and where each leads.
    pub(super) instructions: Vec<(String, Option<Arc<str>>)>,
    /// Text boxes of the paragraph being read; they follow it.
    pub(super) paragraph_boxes: Vec<Block>,
    /// A paragraph whose end was struck out, so that the next one continues it.
    pub(super) unfinished: Option<Paragraph>,
    /// Inside a note, which has no pictures and no links.
    pub(super) is_in_note: bool,
    is_in_box: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(file: &'a File, letters: &'a Letters, long: &'a Long<'a>) -> Self {
        let drawings = Drawings::read(file);
        let mut notes = HashMap::new();
        notes.extend(note_texts(file, Story::Footnotes, Part::FootnoteMarks, Part::FootnoteTexts));
        notes.extend(note_texts(file, Story::Endnotes, Part::EndnoteMarks, Part::EndnoteTexts));
        let (anchors, shapes) = places(file.part(Part::Anchors), 26);
        let shapes = anchors.into_iter().zip(shapes).filter_map(|(at, shape)| Some((at, u32_at(shape, 0)?))).collect();
        let runs = |part, of| property::runs(&file.word, file.part(part), of);
        Self {
            styles: Styles::read(file, long),
            numbering: lists::read(file),
            paragraph_runs: runs(Part::Paragraphs, property::Of::Paragraphs),
            character_runs: runs(Part::Characters, property::Of::Characters),
            section_ends: places(file.part(Part::Sections), 12).0.into_iter().collect(),
            boxes: boxes(file, &drawings),
            notes,
            drawings,
            shapes,
            pictures: HashMap::new(),
            file,
            letters,
            long,
            manuscript: Manuscript::default(),
            findings: Findings::default(),
            instead: BTreeMap::new(),
            fields: Fields::default(),
            instructions: Vec::new(),
            paragraph_boxes: Vec::new(),
            unfinished: None,
            is_in_note: false,
            is_in_box: false,
        }
    }

    /// A letter that marks a note: reads the note.
    pub(super) fn note(&mut self, letter: usize) -> Option<Inline> {
        // No program puts notes into notes, and those of a damaged file might go round in circles.
        let range = self.notes.get(&letter).filter(|_| !self.is_in_note).cloned()?;
        let index = self.manuscript.notes.len();
        self.manuscript.notes.push(Note::default());
        let was_in_note = std::mem::replace(&mut self.is_in_note, true);
        let blocks = self.story_inside(range);
        self.is_in_note = was_in_note;
        self.manuscript.notes[index].blocks = blocks;
        Some(Inline::Note(index))
    }

    /// A story that stands at a place of another.
    fn story_inside(&mut self, range: Range<usize>) -> Vec<Block> {
        let outside = (
            std::mem::take(&mut self.fields),
            std::mem::take(&mut self.instructions),
            std::mem::take(&mut self.paragraph_boxes),
            self.unfinished.take(),
        );
        let mut blocks = self.story(range);
        (self.fields, self.instructions, self.paragraph_boxes, self.unfinished) = outside;
        // Its last paragraph is the mark of its end.
        blocks.pop_if(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.is_empty()));
        blocks
    }

    /// A letter that stands for a floating shape: reads its text boxes, and gives its pictures.
    pub(super) fn shape(&mut self, letter: usize, inlines: &mut Vec<Inline>) {
        let Some(shape) = self.shapes.get(&letter).copied() else { return };
        if !self.is_in_box {
            self.is_in_box = true;
            for range in self.boxes.remove(&shape).unwrap_or_default() {
                let mut blocks = self.story_inside(range);
                self.paragraph_boxes.append(&mut blocks);
            }
            self.is_in_box = false;
        }
        for blip in self.drawings.take_pictures(shape) {
            self.blip(blip, inlines);
        }
    }

    /// Text boxes of shapes that no letter stands for follow the text.
    pub(super) fn take_boxes_without_anchor(&mut self) {
        for range in std::mem::take(&mut self.boxes).into_values().flatten() {
            let mut blocks = self.story_inside(range);
            self.manuscript.blocks.append(&mut blocks);
        }
    }

    /// A letter that stands for a picture in the line.
    pub(super) fn picture(&mut self, at: usize, inlines: &mut Vec<Inline>) {
        let file = self.file;
        self.blip(picture_in_line(&file.data, at), inlines);
    }

    fn blip(&mut self, blip: Option<Blip>, inlines: &mut Vec<Inline>) {
        let number = self.manuscript.pictures.len() + self.findings.odd_pictures.len() + 1;
        let bytes = match blip {
            Some(Blip::File(bytes)) if !self.is_in_note => bytes,
            Some(Blip::Metafile(format)) => return self.findings.odd_pictures.push(format!("{number}.{format}")),
            _ => return self.findings.odd_pictures.push(number.to_string()),
        };
        let look = || (Arc::from(bytes), media::examine("", bytes).0);
        let (bytes, facts) = self.pictures.entry(bytes.as_ptr() as usize).or_insert_with(look).clone();
        let picture = self.findings.picture(&number.to_string(), bytes, &facts, "");
        inlines.extend(picture.map(|picture| self.manuscript.keep(picture)));
    }

    /// Words that no page shows.
    pub(super) fn left_out(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.manuscript.left_out.push(words.to_owned());
        }
    }
}

/// Where the letters of notes stand, by the letters that mark them.
fn note_texts(file: &File, story: Story, marks: Part, texts: Part) -> Vec<(usize, Range<usize>)> {
    let story = file.story(story);
    let (marks, _) = places(file.part(marks), 2);
    let (texts, _) = places(file.part(texts), 0);
    let within = |bounds: &[usize]| {
        let (first, end) = (story.start.checked_add(bounds[0])?, story.start.checked_add(bounds[1])?);
        (first <= end && end <= story.end).then_some(first..end)
    };
    // The last mark is the end of the text.
    let marks = marks.split_last().map_or(&[][..], |(_, marks)| marks);
    marks.iter().copied().zip(texts.windows(2)).filter_map(|(mark, bounds)| Some((mark, within(bounds)?))).collect()
}

/// Where the letters of text boxes stand, by the shapes in the text.
fn boxes(file: &File, drawings: &Drawings) -> BTreeMap<u32, Vec<Range<usize>>> {
    const BOX_BYTES: usize = 22;
    const SHAPE_AT: usize = 14;
    let story = file.story(Story::Boxes);
    let (texts, infos) = places(file.part(Part::Boxes), BOX_BYTES);
    let mut boxes: BTreeMap<u32, Vec<Range<usize>>> = BTreeMap::new();
    for (bounds, info) in texts.windows(2).zip(infos) {
        let (first, end) = (story.start.saturating_add(bounds[0]), story.start.saturating_add(bounds[1]));
        if let Some(shape) = u32_at(info, SHAPE_AT).filter(|_| first < end && end <= story.end) {
            boxes.entry(drawings.outermost(shape)).or_default().push(first..end);
        }
    }
    boxes
}
