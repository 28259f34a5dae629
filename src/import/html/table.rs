//! Tables of a page: a cell that goes over several rows stands in the first only.

use crate::import::manuscript::{Block, Cell, Table};

/// Columns and cells of a row; more is a damaged page.
const MOST_CELLS: usize = 256;
/// Columns that a cell may go over.
const MOST_COLUMNS: usize = 64;
/// Rows that a cell may go over.
const MOST_ROWS: usize = 1000;

/// A cell that goes on below: its first column, how many it has, and for how many rows more.
type GoingOn = (usize, usize, usize);

/// A table being read.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    column: usize,
    going_on: Vec<GoingOn>,
    begun: Vec<GoingOn>,
    /// A row has more cells than any table.
    pub is_too_wide: bool,
}

impl Rows {
    /// Takes a cell.
    pub fn push(&mut self, blocks: Vec<Block>, columns: usize, rows: usize) {
        self.take_from_above();
        let (columns, rows) = (columns.clamp(1, MOST_COLUMNS), rows.clamp(1, MOST_ROWS));
        if self.row.len() >= MOST_CELLS {
            self.is_too_wide = true;
            return;
        }
        self.begun.extend((rows > 1).then_some((self.column, columns, rows)));
        self.row.push(Cell { blocks, columns, continues: false });
        self.column += columns;
    }

    /// Puts in the cells that go on from above where the row has come to.
    fn take_from_above(&mut self) {
        while let Some((_, columns, _)) = self.going_on.iter().find(|(first, ..)| *first == self.column) {
            self.row.push(Cell { columns: *columns, continues: true, ..Cell::default() });
            self.column += columns;
        }
    }

    /// Ends a row.
    pub fn end_row(&mut self) {
        self.take_from_above();
        if !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
        self.column = 0;
        self.going_on.append(&mut self.begun);
        self.going_on.iter_mut().for_each(|(.., rows)| *rows -= 1);
        self.going_on.retain(|(.., rows)| *rows > 0);
    }

    /// Ends the table.
    pub fn finish(mut self) -> Option<Table> {
        if !self.row.is_empty() {
            self.end_row();
        }
        (!self.rows.is_empty()).then_some(Table { rows: self.rows })
    }
}
