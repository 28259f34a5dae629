//! The words of RTF that change how what follows looks, or end something.

use super::Destination;
use super::group::{Character, Reading, Shape};
use crate::import::flat::{CellShape, End, RowShape};
use crate::import::manuscript::{Height, Inline};

impl Reading {
    /// A word that says nothing of what its group is.
    pub(super) fn control(&mut self, word: &str, number: Option<i32>) {
        match self.group.destination {
            Destination::Typefaces => match word {
                "f" => self.entry.0 = number.unwrap_or(0),
                "fcharset" => self.entry.1 = number.unwrap_or(0),
                _ => {}
            },
            Destination::Styles => match word {
                "s" => self.entry.0 = number.unwrap_or(0),
                "outlinelevel" => self.entry_heading = level(number),
                _ => {}
            },
            Destination::Text => self.of_text(word, number),
            _ if word == "uc" => self.group.width = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            _ if word == "f" => self.group.character.typeface = number.unwrap_or(0),
            _ => {}
        }
    }

    fn of_text(&mut self, word: &str, number: Option<i32>) {
        match word {
            "ansicpg" => self.typefaces.take_code_page(number.unwrap_or(0)),
            "uc" => self.group.width = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "par" => self.end_paragraph(End::Paragraph),
            "sect" => self.end_begun(),
            "cell" | "nestcell" => self.end_paragraph(End::Cell),
            "row" => self.end_row(1),
            "nestrow" => self.end_row(self.group.shape.depth.max(2)),
            "line" | "softline" => self.story().inlines.push(Inline::Break),
            "page" | "column" => self.space(),
            _ => {
                take_mark(&mut self.group.character, word, number);
                take_shape(&mut self.group.shape, word, number);
                self.take_style(word, number);
                take_row(&mut self.row, &mut self.cell, word, number);
            }
        }
    }

    fn space(&mut self) {
        self.take(super::token::Token::Byte(b' '));
    }

    fn take_style(&mut self, word: &str, number: Option<i32>) {
        if word == "s"
            && let Some(level) = number.and_then(|number| self.headings.get(&number))
        {
            self.group.shape.heading = Some(*level);
        }
    }
}

/// Levels count from 0, and 9 means body text.
fn level(number: Option<i32>) -> Option<u8> {
    number.and_then(|level| u8::try_from(level).ok()).filter(|level| *level < 9).map(|level| level + 1)
}

fn take_mark(character: &mut Character, word: &str, number: Option<i32>) {
    let is_on = number != Some(0);
    let height = |height: Height| if is_on { Some(height) } else { None };
    match word {
        "plain" => *character = Character { typeface: character.typeface, ..Character::default() },
        "b" => character.marks.bold = Some(is_on),
        "i" => character.marks.italic = Some(is_on),
        "v" => character.marks.hidden = Some(is_on),
        "super" | "up" => character.marks.height = height(Height::Raised),
        "sub" | "dn" => character.marks.height = height(Height::Lowered),
        "nosupersub" => character.marks.height = None,
        "f" => character.typeface = number.unwrap_or(0),
        "deleted" => character.is_deleted = is_on,
        "revised" => character.is_inserted = is_on,
        _ => {}
    }
}

fn take_shape(shape: &mut Shape, word: &str, number: Option<i32>) {
    match word {
        "pard" => *shape = Shape::default(),
        "qc" => shape.is_centred = true,
        "ql" | "qr" | "qj" | "qd" => shape.is_centred = false,
        "intbl" => shape.depth = shape.depth.max(1),
        "itap" => shape.depth = number.and_then(|depth| usize::try_from(depth).ok()).unwrap_or(0),
        "outlinelevel" => shape.heading = level(number),
        _ => {}
    }
}

fn take_row(row: &mut RowShape, cell: &mut CellShape, word: &str, number: Option<i32>) {
    match word {
        "trowd" => (*row, *cell) = (RowShape::default(), CellShape::default()),
        "trleft" => row.left = number.unwrap_or(0),
        "clmrg" => cell.joins_left = true,
        "clvmrg" => cell.continues = true,
        "cellx" => {
            // Word itself writes no more cells in a row.
            const MOST_CELLS: usize = 256;
            cell.right = number.unwrap_or(0);
            if row.cells.len() < MOST_CELLS {
                row.cells.push(*cell);
            }
            *cell = CellShape::default();
        }
        _ => {}
    }
}
