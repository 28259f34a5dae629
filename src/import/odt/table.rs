//! Tables, with the cells that go over several columns or rows.

use super::body::Reading;
use crate::import::manuscript::{Cell, Table};
use crate::import::xml::Element;

/// Columns that a cell may go over, and times that one may be repeated; more is a damaged file.
const MOST_COLUMNS: usize = 64;
/// Cells of a row.
const MOST_CELLS: usize = 256;

/// A cell that goes on below: its first column, how many it has, and for how many rows more.
type GoingOn = (usize, usize, usize);

impl<'a> Reading<'a> {
    /// Reads a table.
    pub(super) fn table(&mut self, element: &'a Element) -> Table {
        let mut elements = Vec::new();
        gather(element, &mut elements);
        let mut going_on = Vec::new();
        let rows = elements.into_iter().map(|row| self.row(row, &mut going_on)).collect();
        Table { rows }
    }

    fn row(&mut self, row: &'a Element, going_on: &mut Vec<GoingOn>) -> Vec<Cell> {
        let (mut cells, mut begun, mut column) = (Vec::new(), Vec::new(), 0);
        for element in row.elements() {
            let number =
                |name: &str| element.attribute(name).and_then(|number| number.parse::<usize>().ok()).unwrap_or(1);
            let repeated = number("table:number-columns-repeated").clamp(1, MOST_COLUMNS);
            for _ in 0..repeated {
                // Repeated cells in repeated cells: a few would make a table without end.
                let Some(left) = self.cells_left.checked_sub(1) else {
                    self.findings.has_wide_table = true;
                    return cells;
                };
                self.cells_left = left;
                match element.name.as_str() {
                    "table:table-cell" => {
                        let columns = number("table:number-columns-spanned").clamp(1, MOST_COLUMNS);
                        let rows = number("table:number-rows-spanned");
                        begun.extend((rows > 1).then_some((column, columns, rows)));
                        let blocks = self.blocks(element);
                        cells.push(Cell { blocks, columns, continues: false });
                    }
                    "table:covered-table-cell" => {
                        if let Some((_, columns, _)) = going_on.iter().find(|(first, ..)| *first == column) {
                            cells.push(Cell { columns: *columns, continues: true, ..Cell::default() });
                        }
                        let words = super::words::of(element);
                        self.hidden(&words);
                    }
                    _ => continue,
                }
                column += 1;
                if cells.len() > MOST_CELLS || column > MOST_CELLS {
                    self.findings.has_wide_table = true;
                    return cells;
                }
            }
        }
        going_on.extend(begun);
        going_on.iter_mut().for_each(|(.., rows)| *rows -= 1);
        going_on.retain(|(.., rows)| *rows > 0);
        cells
    }
}

/// The rows of a table, looked for inside the groups that may hold them.
fn gather<'a>(element: &'a Element, rows: &mut Vec<&'a Element>) {
    for child in element.elements() {
        match child.name.as_str() {
            "table:table-row" => rows.push(child),
            "table:table-header-rows" | "table:table-rows" | "table:table-row-group" => gather(child, rows),
            _ => {}
        }
    }
}
