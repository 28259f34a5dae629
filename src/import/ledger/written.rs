//! The table that is written of the rows that were read, and the proof that it would be read as they were.

use super::Taken;
use crate::content::{CellValue, Column, ColumnKind, Ledger, RowCell};
use crate::grid::unit::{Conversion, conversion};
use crate::grid::{self, figure};
use crate::parse::ledger::{ReadRow, Table};

/// The lines of the table that is written.
pub(super) fn lines(taken: &[Taken<'_>], ledger: &Ledger) -> Vec<Vec<String>> {
    let columns: Vec<Written<'_>> = (0..ledger.columns.len())
        .filter(|place| taken.iter().any(|taken| taken.has(*place)))
        .map(|place| Written::of(place, taken, ledger))
        .collect();
    let has_ids = taken.iter().flat_map(|taken| &taken.rows).any(|(row, _)| row.value.id.is_some());
    let others = other_columns(taken);
    let head = ["STT"].into_iter().chain(has_ids.then_some("id")).map(str::to_owned);
    let head = head.chain(columns.iter().map(|column| column.title.clone()));
    let mut lines: Vec<Vec<String>> = vec![head.chain(others.iter().map(|(name, _)| (*name).to_owned())).collect()];
    for taken in taken {
        for ((row, _), body) in taken.rows.iter().zip(&taken.table.shape.rows) {
            let own = numbered(taken.table.others(body));
            let of_other = |column: &(&str, usize)| {
                let found = own.iter().find(|(own, _)| own == column).and_then(|(_, words)| words.as_deref());
                found.unwrap_or_default().to_owned()
            };
            let id = has_ids.then(|| row.value.id.as_deref().unwrap_or_default().to_owned());
            let mut line: Vec<String> = std::iter::once(lines.len().to_string()).chain(id).collect();
            line.extend(columns.iter().map(|column| column.cell(&row.value.cells[column.place])));
            line.extend(others.iter().map(of_other));
            lines.push(line);
        }
    }
    lines
}

/// Names with how many of the same stand before them.
fn numbered<'n, T>(names: Vec<(&'n str, T)>) -> Vec<((&'n str, usize), T)> {
    let mut seen: Vec<&str> = Vec::new();
    let number = |(name, words): (&'n str, T)| {
        let before = seen.iter().filter(|other| **other == name).count();
        seen.push(name);
        ((name, before), words)
    };
    names.into_iter().map(number).collect()
}

/// The columns in which rows say something that the register does not have, each once.
fn other_columns<'t>(taken: &'t [Taken<'_>]) -> Vec<(&'t str, usize)> {
    let mut columns = Vec::new();
    for taken in taken {
        for body in &taken.table.shape.rows {
            for (column, words) in numbered(taken.table.others(body)) {
                if words.is_some() && !columns.contains(&column) {
                    columns.push(column);
                }
            }
        }
    }
    columns
}

/// How a column is written.
struct Written<'l> {
    place: usize,
    column: &'l Column,
    title: String,
    /// In a column with a doubtful number all stay as they are: to write the others clearly would settle the doubt.
    stays: bool,
}

impl<'l> Written<'l> {
    fn of(place: usize, taken: &[Taken<'_>], ledger: &'l Ledger) -> Self {
        let column = &ledger.columns[place];
        let is_number = column.kind.is_number();
        let stays = is_number && taken.len() == 1 && taken[0].has_fault(place, |_| true);
        // A name with a unit of its own would be read as giving the unit of what stands below.
        let has_unit = column.title.contains(['(', ',']);
        let name = if has_unit { column.id.as_str() } else { &*column.title };
        let unit = match taken.iter().map(|taken| taken.table.unit(place)).collect::<Vec<_>>().as_slice() {
            [Some(unit)] if stays => Some(*unit),
            [Some(first), others @ ..] if is_number && !stays && others.iter().all(|other| *other == Some(first)) => {
                let is_kept = column.kind != ColumnKind::Money && column.unit.is_none();
                Some(*first).filter(|unit| is_kept && conversion(unit, None) == Conversion::By(1.into()))
            }
            _ => None,
        };
        let title = unit.map_or_else(|| name.to_owned(), |unit| format!("{name} ({unit})"));
        Self { place, column, title, stays }
    }

    fn cell(&self, cell: &RowCell) -> String {
        match cell.number().filter(|_| self.column.kind.is_number() && !self.stays) {
            Some(amount) if self.column.kind == ColumnKind::Money && !amount.is_zero() => {
                format!("{} đồng", figure::write(amount))
            }
            // `Không` is a statement of its own.
            Some(amount) if !amount.is_zero() => figure::write(amount),
            _ => cell.written.to_string(),
        }
    }
}

/// Whether what would be written is read as what was read.
pub(super) fn is_read_alike(text: &str, taken: &[Taken<'_>], ledger: &Ledger) -> bool {
    let grid = grid::read(text.trim_start_matches(BYTE_ORDER_MARK));
    let Some(table) = Table::of(&grid, ledger) else { return false };
    let again = table.rows();
    let before: Vec<&ReadRow> = taken.iter().flat_map(|taken| &taken.rows).collect();
    let is_alike = |((again, _), (before, _)): (&ReadRow, &ReadRow)| {
        let mut cells = again.value.cells.iter().zip(&before.value.cells);
        let is_same = cells.all(|(again, before)| {
            again.value == before.value
                && (again.written == before.written || matches!(before.value, CellValue::Number(_)))
        });
        is_same && again.value.id == before.value.id && again.value.others == before.value.others
    };
    again.len() == before.len() && again.iter().zip(before).all(is_alike)
}

/// Without it Excel reads Vietnamese wrongly.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Lines with a separator between cells, as Excel opens them.
pub(super) fn csv(lines: &[Vec<String>], separator: char) -> String {
    let mut text = BYTE_ORDER_MARK.to_string();
    for line in lines {
        let cells: Vec<_> = line.iter().map(|words| grid::quoted(words)).collect();
        text.push_str(&cells.join(&separator.to_string()));
        text.push('\n');
    }
    text
}
