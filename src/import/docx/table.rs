//! Tables, with the cells that go over several columns or rows.

use super::body::{Reading, Role, role};
use super::words;
use crate::import::manuscript::{Cell, Table};
use crate::import::xml::Element;

/// Columns that a cell may go over; more is a damaged file.
const MOST_COLUMNS: usize = 64;

/// Cells of a row; Word itself writes no more than 63, and each row of a table is as long as the longest.
const MOST_CELLS: usize = 256;

impl<'a> Reading<'a> {
    pub(super) fn table(&mut self, element: &'a Element) -> Table {
        let mut rows = Vec::new();
        self.gather(element, "w:tr", &mut rows);
        let rows = rows.into_iter().filter_map(|row| self.row(row)).collect();
        Table { rows }
    }

    /// Rows of a table or cells of a row, looked for inside the wrappers that may hold them.
    fn gather(&mut self, parent: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
        for element in parent.elements() {
            if element.name == name {
                found.push(element);
                continue;
            }
            match role(element) {
                Role::Silent => {}
                Role::Wrapper(content) => self.gather(content, name, found),
                Role::Inserted => {
                    self.findings.inserted.push(words::of(&[element]));
                    self.gather(element, name, found);
                }
                Role::Deleted => self.deleted(element),
                Role::Prompt => self.hidden(words::of(&[element])),
                Role::Other => {
                    self.not_understood(element);
                    self.gather(element, name, found);
                }
            }
        }
    }

    /// A row, unless it was struck out.
    fn row(&mut self, element: &'a Element) -> Option<Vec<Cell>> {
        let properties = element.child("w:trPr");
        if properties.is_some_and(|properties| properties.child("w:del").is_some()) {
            self.deleted(element);
            self.manuscript.left_out.push(words::of(&[element]));
            return None;
        }
        let gap = |name: &str| {
            let gap = properties.and_then(|properties| properties.child(name)).and_then(Element::value);
            let columns = gap.and_then(|columns| columns.parse().ok()).unwrap_or(0);
            let columns = usize::min(columns, MOST_COLUMNS);
            (columns > 0).then(|| Cell { columns, ..Cell::default() })
        };
        let mut elements = Vec::new();
        self.gather(element, "w:tc", &mut elements);
        let mut cells = Vec::from_iter(gap("w:gridBefore"));
        for cell in elements {
            cells.push(self.cell(cell));
        }
        cells.extend(gap("w:gridAfter"));
        self.findings.has_wide_table |= cells.len() > MOST_CELLS;
        Some(cells)
    }

    fn cell(&mut self, element: &'a Element) -> Cell {
        let properties = element.child("w:tcPr");
        let property = |name: &str| properties.and_then(|properties| properties.child(name));
        let columns = property("w:gridSpan").and_then(Element::value).and_then(|columns| columns.parse().ok());
        let merge = property("w:vMerge").map(|merge| merge.value().unwrap_or("continue"));
        let mut blocks = Vec::new();
        self.blocks(element, &mut blocks);
        Cell {
            columns: usize::clamp(columns.unwrap_or(1), 1, MOST_COLUMNS),
            continues: merge == Some("continue"),
            blocks,
        }
    }
}
