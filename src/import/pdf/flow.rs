//! Lines put together to paragraphs: a line goes on in the next where the next one's first word had no room on it.

use super::line::{Bounds, Line, outermost};
use super::page::{Word, inlines};
use crate::import::manuscript::{Block, Paragraph};
use crate::import::number;

/// Lines farther apart than this, by the usual distance of lines, are of two paragraphs.
const APART: f64 = 1.45;
/// An indent, by the size of the letters.
const INDENT: f64 = 0.8;
/// The room that a word needs before it, by the size of the letters: a space, and what the last letter may have less.
const SPACE: f64 = 0.35;

/// What the room may be larger, in points, and the word not have stood there.
const ROOM_LEFT: f64 = 1.5;

/// Lines on their way to paragraphs.
#[derive(Default)]
pub struct Flow {
    blocks: Vec<Block>,
    open: Option<Open>,
}

/// A paragraph that the next line may belong to.
struct Open {
    paragraph: Paragraph,
    last: Last,
    /// Where its first line begins.
    left: f64,
    begins_item: bool,
    /// The distance of its lines, once it has two.
    leading: Option<f64>,
}

/// What is asked of the line before.
#[derive(Clone, Copy)]
struct Last {
    right: f64,
    /// None on a sheet before this one.
    base: Option<f64>,
    size: f64,
    is_centred: bool,
    boldness: Option<bool>,
    ends_sentence: bool,
}

impl Flow {
    /// Takes lines that stand between these bounds.
    pub fn push(&mut self, lines: &[Line<'_>], bounds: Bounds) {
        for line in lines {
            self.line(line, bounds);
        }
    }

    /// The next line stands on another sheet.
    pub fn end_sheet(&mut self) {
        if let Some(open) = &mut self.open {
            open.last.base = None;
        }
    }

    /// Ends the paragraph, and gives all.
    pub fn finish(&mut self) -> Vec<Block> {
        self.end_paragraph();
        std::mem::take(&mut self.blocks)
    }

    fn line(&mut self, line: &Line<'_>, bounds: Bounds) {
        let text = line.text();
        let is_centred = is_centred(line, bounds);
        let number = number::split(&text).map(|(number, _)| number.kind);
        let begins_item = number.is_some();
        let begins_section = number.is_some_and(|kind| is_section(&kind));
        let boldness = boldness(line);
        let fills_up =
            is_centred && !is_capitals(&text) && self.open.as_ref().is_some_and(|open| open.is_filled_by(line, bounds));
        let goes_on = self.open.as_ref().is_some_and(|open| open.goes_on(line, bounds, is_centred, begins_item));
        let is_unlike = |before: Option<bool>| before.zip(boldness).is_some_and(|(before, now)| before != now);
        let is_other = begins_section || self.open.as_ref().is_some_and(|open| is_unlike(open.last.boldness));
        if is_other || !goes_on && !fills_up {
            self.end_paragraph();
        }
        let last = Last {
            right: line.right(),
            base: Some(line.base),
            size: line.size,
            is_centred,
            boldness,
            ends_sentence: text.ends_with(['.', ';', ':']),
        };
        let open = self.open.get_or_insert_with(|| Open {
            paragraph: Paragraph { is_centred, ..Paragraph::default() },
            last,
            left: line.left(),
            begins_item,
            leading: None,
        });
        if let Some(above) = open.last.base.filter(|above| *above < line.base) {
            open.leading = Some(line.base - above);
        }
        open.last = last;
        open.paragraph.is_centred |= fills_up;
        inlines(line.words.iter().copied(), &mut open.paragraph.inlines);
    }

    fn end_paragraph(&mut self) {
        if let Some(open) = self.open.take() {
            self.blocks.push(Block::Paragraph(open.paragraph));
        }
    }
}

impl Open {
    fn goes_on(&self, line: &Line<'_>, bounds: Bounds, is_centred: bool, begins_item: bool) -> bool {
        let size = self.last.size.max(line.size);
        let had_room = line.words.first().is_some_and(|first| self.had_room(first, bounds, size));
        let farthest = APART * self.leading.unwrap_or(size * 1.25).max(size * 1.2);
        let is_apart = self.last.base.is_some_and(|above| line.base - above > farthest);
        let is_unlike = is_centred != self.last.is_centred || (line.size - self.last.size).abs() > size * 0.25;
        if had_room || is_apart || is_unlike {
            return false;
        }
        let is_indented = |from: f64| line.left() > from + INDENT * size;
        let begins = begins_item && (self.last.ends_sentence || is_indented(bounds.left));
        let is_set_in = is_indented(bounds.left) && is_indented(self.continuation(bounds));
        is_centred || !(begins || is_set_in)
    }

    /// Whether a line in the middle is what was left over of a full one.
    fn is_filled_by(&self, line: &Line<'_>, bounds: Bounds) -> bool {
        let size = self.last.size.max(line.size);
        let is_near = self.last.base.is_some_and(|above| line.base - above < APART * size * 1.25);
        let had_room = line.words.first().is_some_and(|first| self.had_room(first, bounds, size));
        is_near && !self.last.is_centred && !self.last.ends_sentence && !had_room
    }

    /// Whether the next word could have stood on the line before.
    fn had_room(&self, next: &Word, bounds: Bounds, size: f64) -> bool {
        let right = if self.last.is_centred { self.last.right * 2.0 - bounds.left } else { self.last.right };
        let room = if self.last.is_centred { bounds.right * 2.0 - bounds.left } else { bounds.right };
        right + SPACE * size + (next.right - next.left) < room - ROOM_LEFT
    }

    /// Where a line that goes on begins: an item's may hang under its words.
    fn continuation(&self, bounds: Bounds) -> f64 {
        if self.begins_item { self.left.max(bounds.left) + 1.5 * self.last.size } else { bounds.left }
    }
}

/// Whether a number begins a section wherever it stands: no sentence goes on with `II.`, as one may with `Điều 3`.
pub fn is_section(kind: &number::Kind) -> bool {
    matches!(kind, number::Kind::Roman(_) | number::Kind::Capital(_))
}

/// Whether the words of a line are bold; none where some are and some are not.
fn boldness(line: &Line<'_>) -> Option<bool> {
    let mut runs = line.words.iter().flat_map(|word| &word.runs).map(|run| run.look.bold);
    let first = runs.next()?;
    runs.all(|bold| bold == first).then_some(first)
}

fn is_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

/// Whether a line stands in the middle and reaches neither side.
pub fn is_centred(line: &Line<'_>, bounds: Bounds) -> bool {
    let (before, after) = (line.left() - bounds.left, bounds.right - line.right());
    let nearest = before.min(after);
    nearest > line.size && (before - after).abs() < line.size.max(nearest * 0.12)
}

/// The paragraphs of a cell, or of what stands beside something, as wide as its longest line.
pub fn cell(lines: &[Line<'_>]) -> Vec<Block> {
    cell_within(lines, outermost(lines))
}

/// The paragraphs of a cell whose edges are known.
pub fn cell_within(lines: &[Line<'_>], bounds: Bounds) -> Vec<Block> {
    let mut flow = Flow::default();
    flow.push(lines, bounds);
    flow.finish()
}
