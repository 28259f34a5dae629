//! What the properties of a paragraph say of it, and those of a row's end of the row ([MS-DOC], 2.6.2 and 2.6.3).

use std::cell::Cell;

use super::bytes::{i16_at, size_at, slice, u16_at};
use super::property::properties;
use crate::import::flat::{CellShape, RowShape};
use crate::import::numbering::NumberingReference;

/// A paragraph's properties; absent means that its style decides.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    /// Whether it stands in the middle.
    pub centred: Option<bool>,
    /// Its number.
    pub numbering: NumberingReference,
    /// Its level as a heading, 1 for the highest.
    pub heading: Option<u8>,
    /// In how many tables it stands.
    pub depth: usize,
    /// It only marks the end of a row.
    pub ends_row: bool,
    /// It ends a cell of a table in a table.
    pub ends_inner_cell: bool,
    /// The row that it ends.
    pub row: RowShape,
}

/// Where long lists of properties stand, and how many bytes of them may still be read: paragraphs may share one, and a
/// file made with intent could let each read it.
pub struct Long<'a> {
    data: &'a [u8],
    left: Cell<usize>,
}

impl<'a> Long<'a> {
    /// For a file with so much data.
    pub fn new(data: &'a [u8], bytes: usize) -> Self {
        const MOST_READINGS: usize = 16;
        Self { data, left: Cell::new(bytes.saturating_mul(MOST_READINGS)) }
    }

    fn list(&self, at: usize) -> &'a [u8] {
        let length = u16_at(self.data, at).map(usize::from);
        let list = length.and_then(|length| slice(self.data, at.checked_add(2)?, length)).unwrap_or_default();
        match self.left.get().checked_sub(list.len()) {
            Some(left) => {
                self.left.set(left);
                list
            }
            None => &[],
        }
    }
}

impl Shape {
    /// Takes a list of properties.
    pub fn take(&mut self, list: &[u8], long: &Long) {
        self.take_from(list, Some(long));
    }

    fn take_from(&mut self, list: &[u8], long: Option<&Long>) {
        for (code, value) in properties(list) {
            let is_on = value.first().is_some_and(|value| *value != 0);
            match code {
                0x2403 | 0x2461 => self.centred = Some(value == [1]),
                0x260A => self.numbering.level = value.first().map(|level| usize::from(*level)),
                0x460B => self.numbering.list = i16_at(value, 0).map(|list| list.max(0).to_string()),
                0x2640 => self.heading = value.first().filter(|level| **level < 9).map(|level| level + 1),
                0x2416 => self.depth = if is_on { self.depth.max(1) } else { 0 },
                0x6649 => self.depth = size_at(value, 0).unwrap_or(0),
                0x2417 | 0x244C => self.ends_row |= is_on,
                0x244B => self.ends_inner_cell = is_on,
                // A list that is too long for its page. None of these leads to another.
                0x6645 | 0x6646 | 0x646B => {
                    if let (Some(long), Some(at)) = (long, size_at(value, 0)) {
                        self.take_from(long.list(at), None);
                    }
                }
                _ => take_of_row(&mut self.row, code, value),
            }
        }
    }
}

fn take_of_row(row: &mut RowShape, code: u16, value: &[u8]) {
    match code {
        0xD608 => {
            if let Some(defined) = defined(value) {
                *row = defined;
            }
        }
        0x5624 | 0x5625 => {
            let [first, end] = value else { return };
            let joined = usize::from(*first) + 1..usize::from(*end).min(row.cells.len());
            row.cells.get_mut(joined).into_iter().flatten().for_each(|cell| cell.joins_left = code == 0x5624);
        }
        0xD62B => {
            let [cell, merge] = value else { return };
            if let Some(cell) = row.cells.get_mut(usize::from(*cell)) {
                cell.continues = *merge == 1;
            }
        }
        _ => {}
    }
}

/// The cells of a row (sprmTDefTable): their edges, then 20 bytes on each.
fn defined(value: &[u8]) -> Option<RowShape> {
    const CELL_BYTES: usize = 20;
    const JOINS_LEFT: u16 = 0x02;
    const VERTICAL: u16 = 0x60;
    const CONTINUES: u16 = 0x20;
    let count = usize::from(*value.first()?);
    let edge = |index: usize| i16_at(value, 1 + index * 2).map(i32::from);
    let cell = |index: usize| {
        let flags = u16_at(value, 1 + (count + 1) * 2 + index * CELL_BYTES).unwrap_or(0);
        Some(CellShape {
            right: edge(index + 1)?,
            joins_left: flags & JOINS_LEFT != 0,
            continues: flags & VERTICAL == CONTINUES,
        })
    };
    Some(RowShape { left: edge(0)?, cells: (0..count).map_while(cell).collect(), is_struck: false })
}
