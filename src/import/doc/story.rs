//! A story of a `.doc` in reading order: paragraphs, and the letters in them that are more than letters.

use std::ops::Range;
use std::sync::Arc;

use super::bytes::u16_at;
use super::character::Character;
use super::paragraph::Shape;
use super::property::run_at;
use super::reading::Reading;
use crate::import::field::Fields;
use crate::import::flat::{End, Flat, Folding};
use crate::import::look::Style;
use crate::import::manuscript::{Block, Inline, Paragraph, push_run};
use crate::import::numbering::NumberingReference;
use crate::import::symbol::symbol;
use crate::parse::body::address::{self, Address};

const CELL_END: u16 = 0x07;
const PAGE_END: u16 = 0x0C;
const PARAGRAPH_END: u16 = 0x0D;

/// Fields that Word shows without a result of their own in the file.
const SHOWN_WITHOUT_RESULT: &[&str] = &[
    "EQ",
    "SYMBOL",
    "LISTNUM",
    "MACROBUTTON",
    "GOTOBUTTON",
    "FORMCHECKBOX",
    "FORMDROPDOWN",
    "AUTONUM",
    "AUTONUMLGL",
    "AUTONUMOUT",
];

impl Reading<'_> {
    /// Reads the paragraphs of a story.
    pub(super) fn story(&mut self, range: Range<usize>) -> Vec<Block> {
        let mut folding = Folding::default();
        let end = range.end.min(self.letters.units.len());
        let mut first = range.start;
        while first < end {
            let mark = (first..end).find(|letter| self.ends_paragraph(*letter));
            let next = mark.map_or(end, |mark| mark + 1);
            if let Some(flat) = self.flat(first..mark.unwrap_or(end), mark) {
                folding.push(flat);
            }
            first = next;
        }
        if let Some(paragraph) = self.unfinished.take() {
            folding.push(Flat { blocks: vec![Block::Paragraph(paragraph)], depth: 0, end: End::Paragraph });
        }
        // A field that has no end: what it is computed from may be words that were meant to be read.
        self.fields = Fields::default();
        for (instruction, _) in std::mem::take(&mut self.instructions) {
            if !instruction.trim().is_empty() {
                self.findings.hidden.push(instruction.trim().to_owned());
                self.left_out(&instruction);
            }
        }
        let (blocks, copies) = folding.finish();
        copies.iter().for_each(|copy| self.left_out(copy));
        blocks
    }

    fn ends_paragraph(&self, letter: usize) -> bool {
        match self.letters.units[letter] {
            PARAGRAPH_END | CELL_END => true,
            PAGE_END => self.section_ends.contains(&(letter + 1)),
            _ => false,
        }
    }

    /// A paragraph: its letters, and the one that ends it. None while the end of one is struck out.
    fn flat(&mut self, range: Range<usize>, mark: Option<usize>) -> Option<Flat> {
        let (style_number, shape) = self.shape_at(mark);
        let style = self.styles.paragraph(style_number).clone();
        let own = shape.numbering.clone();
        let reference = NumberingReference {
            list: own.list.or_else(|| style.numbering.list.clone()),
            level: own.level.or(style.numbering.level),
        };
        let mut inlines = Vec::new();
        self.inlines(range, &style, &mut inlines);
        let mut paragraph = Paragraph {
            number: String::new(),
            heading: shape.heading.or(style.heading),
            is_centred: shape.centred.or(style.centred).unwrap_or(false),
            inlines,
        };
        // Word counts an empty list item too, and shows its number; a report has no use for one.
        let is_mark_only = shape.ends_row && paragraph.is_empty();
        let number =
            if is_mark_only { String::new() } else { self.numbering.next(&reference, Some(&style_number.to_string())) };
        if !paragraph.is_empty() {
            paragraph.number = number;
        }
        let end = self.end(mark, &shape, &style);
        if let Some(mut before) = self.unfinished.take() {
            before.inlines.append(&mut paragraph.inlines);
            paragraph = before;
        }
        let mut boxes = std::mem::take(&mut self.paragraph_boxes);
        let is_struck = mark.is_some_and(|mark| self.character_at(mark, &style).0.is_deleted);
        if is_struck && boxes.is_empty() && matches!(end, End::Paragraph) {
            self.unfinished = Some(paragraph);
            return None;
        }
        let mut blocks = vec![Block::Paragraph(paragraph)];
        blocks.append(&mut boxes);
        let is_cell = mark.is_some_and(|mark| self.letters.units[mark] == CELL_END);
        Some(Flat { blocks, depth: shape.depth.max(usize::from(is_cell)), end })
    }

    fn end(&self, mark: Option<usize>, shape: &Shape, style: &Style) -> End {
        let Some(mark) = mark else { return End::Paragraph };
        let is_cell = self.letters.units[mark] == CELL_END;
        if shape.ends_row && (is_cell || shape.depth > 0) {
            let mut row = shape.row.clone();
            row.is_struck = self.character_at(mark, style).0.is_deleted;
            return End::Row(row);
        }
        if is_cell || (shape.ends_inner_cell && shape.depth > 0) { End::Cell } else { End::Paragraph }
    }

    /// The style and the properties of the paragraph that a letter ends.
    fn shape_at(&self, mark: Option<usize>) -> (u16, Shape) {
        let mut shape = Shape::default();
        let Some(place) = mark.and_then(|mark| self.letters.place(mark)) else { return (0, shape) };
        let run = run_at(&self.paragraph_runs, place.at);
        let list = run.and_then(|run| self.file.word.get(run.properties.clone())).unwrap_or_default();
        shape.take(list.get(2..).unwrap_or_default(), self.long);
        shape.take(place.change.properties(), self.long);
        (u16_at(list, 0).unwrap_or(0), shape)
    }

    /// How a letter looks, and the first letter after it that may look otherwise.
    fn character_at(&self, letter: usize, style: &Style) -> (Character, usize) {
        let Some(place) = self.letters.place(letter) else { return (Character::default(), letter + 1) };
        let run = run_at(&self.character_runs, place.at);
        let list = run.and_then(|run| self.file.word.get(run.properties.clone())).unwrap_or_default();
        let run_end = run.map_or(1, |run| (run.bytes.end - place.at).div_ceil(place.width));
        let character = Character::read([list, place.change.properties()], style, &self.styles);
        (character, place.end.min(letter + run_end.max(1)))
    }

    fn inlines(&mut self, range: Range<usize>, style: &Style, inlines: &mut Vec<Inline>) {
        let mut first = range.start;
        while first < range.end {
            let (character, end) = self.character_at(first, style);
            let mut end = end.min(range.end);
            // Two units of one letter may have been saved apart.
            let is_first_half = |unit: u16| (0xD800..0xDC00).contains(&unit);
            if end < range.end && is_first_half(self.letters.units[end - 1]) {
                end += 1;
            }
            self.letters_of_one_look(first..end, &character, inlines);
            first = end;
        }
    }

    fn letters_of_one_look(&mut self, range: Range<usize>, character: &Character, inlines: &mut Vec<Inline>) {
        let letters = self.letters;
        let (mut words, mut unshown) = (String::new(), String::new());
        let is_hidden = character.marks.hidden == Some(true);
        let mut at = range.start;
        for letter in char::decode_utf16(letters.units[range].iter().copied()) {
            let letter = letter.unwrap_or(char::REPLACEMENT_CHARACTER);
            let place = at;
            at += letter.len_utf16();
            let shown = plain(letter);
            if matches!(letter, '\u{13}'..='\u{15}') {
                self.end_words(&mut words, character, inlines);
                self.field(letter);
            } else if self.fields.are_waiting() {
                self.instructions.last_mut().into_iter().for_each(|(instruction, _)| instruction.extend(shown));
            } else if character.is_deleted {
                self.instead.insert(place, None);
                unshown.extend(shown);
            } else if is_hidden {
                unshown.extend(shown);
            } else if let Some(shown) = shown.filter(|_| letter != '(' || !character.is_special) {
                words.push(self.drawn(shown, place, character));
            } else {
                self.end_words(&mut words, character, inlines);
                self.special(letter, place, character, inlines);
            }
            if !self.fields.are_waiting()
                && !character.is_deleted
                && let Some(note) = self.note(place)
            {
                self.end_words(&mut words, character, inlines);
                inlines.push(note);
            }
        }
        self.end_words(&mut words, character, inlines);
        if character.is_deleted && !unshown.is_empty() {
            self.findings.deleted.push(unshown);
        } else if !unshown.trim().is_empty() {
            self.findings.hidden.push(unshown.trim().to_owned());
            self.left_out(&unshown);
        }
    }

    /// A letter as its typeface draws it: those of typefaces for symbols have codes of their own.
    fn drawn(&mut self, letter: char, at: usize, character: &Character) -> char {
        let typeface = character.marks.typeface.as_deref().filter(|_| ('\u{F000}'..='\u{F0FF}').contains(&letter));
        let Some(drawn) = typeface.and_then(|typeface| symbol(typeface, u32::from(letter))) else { return letter };
        self.instead.insert(at, Some(drawn));
        drawn
    }

    /// Puts the words gathered so far into the paragraph.
    fn end_words(&mut self, words: &mut String, character: &Character, inlines: &mut Vec<Inline>) {
        if character.is_inserted && !words.trim().is_empty() {
            self.findings.inserted.push(words.trim().to_owned());
        }
        let link = self.instructions.last().and_then(|(_, link)| link.as_ref());
        push_run(inlines, character.marks.run(&std::mem::take(words), link));
    }

    /// Where a field leads.
    fn link(&self, instruction: &str) -> Option<Arc<str>> {
        let (_, quoted) = instruction.trim_start().strip_prefix("HYPERLINK")?.split_once('"')?;
        let (target, _) = quoted.split_once('"')?;
        // What lies on the author's own disk is not here: its words stay, and lead nowhere.
        (!self.is_in_note && address::read(target) == Address::Outside).then(|| Arc::from(target))
    }

    fn field(&mut self, letter: char) {
        match letter {
            '\u{13}' => {
                self.fields.begin();
                let outside = self.instructions.last().and_then(|(_, link)| link.clone());
                self.instructions.push((String::new(), outside));
            }
            '\u{14}' => {
                self.fields.come_to_result();
                let own = self.instructions.last().and_then(|(instruction, _)| self.link(instruction));
                self.instructions.last_mut().into_iter().for_each(|(_, link)| *link = own.clone().or(link.take()));
            }
            _ => {
                let has_result = !self.fields.is_waiting();
                self.fields.end();
                let Some((instruction, _)) = self.instructions.pop() else { return };
                let name = instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
                if name == "EMBED" || !has_result && SHOWN_WITHOUT_RESULT.contains(&&*name) {
                    self.findings.not_understood(&name, &instruction);
                }
                self.left_out(&instruction);
            }
        }
    }

    /// A letter that stands for something else.
    fn special(&mut self, letter: char, at: usize, character: &Character, inlines: &mut Vec<Inline>) {
        match letter {
            '\u{1}' => {
                if let Some(picture) = character.picture.filter(|_| character.is_special) {
                    self.picture(picture, inlines);
                }
            }
            '\u{8}' => self.shape(at, inlines),
            '\u{B}' => inlines.push(Inline::Break),
            '(' => match &character.symbol {
                Some((typeface, code)) => match symbol(typeface, *code) {
                    Some(drawn) => {
                        self.instead.insert(at, Some(drawn));
                        push_run(inlines, character.marks.run(drawn.encode_utf8(&mut [0; 4]), None));
                    }
                    None => {
                        // A letter that the count of words passes over.
                        self.instead.insert(at, Some('\u{2060}'));
                        self.findings.not_understood(&format!("{typeface} {code:X}"), "");
                    }
                },
                None => push_run(inlines, character.marks.run("(", None)),
            },
            _ => {}
        }
    }
}

/// A letter as it is shown, if it is one.
fn plain(letter: char) -> Option<char> {
    match letter {
        '\t' => Some('\t'),
        '\u{B}' => None,
        // The ends of cells, pages and columns, and of paragraphs where none should be.
        '\u{7}' | '\n'..='\u{E}' => Some(' '),
        '\u{1E}' => Some('\u{2011}'),
        // In the typefaces of TCVN3 this very code is the letter ư; elsewhere the encoding's reader drops it.
        '\u{1F}' => Some('\u{AD}'),
        '\0'..='\u{1D}' => None,
        _ => Some(letter),
    }
}
