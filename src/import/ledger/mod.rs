//! Tables of spreadsheets and reports to rows of a register.
//!
//! What is written is a clean table: one line of names, then the rows, each number written so that it can be read in one way only.
//! Lines that gather rows become a column, totals are compared and left out. Nothing is written that would not be read again as
//! what was read first.

mod told;
mod written;

pub use told::shown;

use std::sync::Arc;

use super::tables::{Candidate, Which};
use crate::content::{Ledger, PeriodId};
use crate::diagnostic::messages::ledger::{self as messages, Nearest};
use crate::diagnostic::{Bilingual, Diagnostic, Location, Place};
use crate::grid::{self, Grid};
use crate::parse::ledger::cell::Fault;
use crate::parse::ledger::shape::{self, GROUP, Role};
use crate::parse::ledger::{ReadRow, Table, faults_of};
use crate::source::SourcePath;

/// Rows as they will be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsDraft {
    /// The file to write.
    pub path: SourcePath,
    /// What it will hold.
    pub text: String,
    /// The tables that they were read from.
    pub tables: Vec<ReadTable>,
}

/// A table that was read as one of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadTable {
    /// The file it is in.
    pub source: SourcePath,
    /// Which of the file's tables it is.
    pub which: Which,
    /// How many rows.
    pub rows: usize,
    /// How many totals were compared and left out.
    pub totals: usize,
    /// For each of its columns: its name, and the column of the register that it is.
    pub mapping: Vec<(String, Option<Arc<str>>)>,
}

/// A table of a report that looks like one of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The register.
    pub ledger: Arc<Ledger>,
    /// The table.
    pub table: ReadTable,
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The register.
    pub ledger: &'a Ledger,
    /// The period whose rows they are.
    pub period: PeriodId,
    /// Which table of the file, counted from 1; by default those that fit.
    pub table: Option<usize>,
}

/// Reads the tables that are a register's.
pub fn draft(source: &SourcePath, candidates: &[Candidate], asked: &Asked<'_>) -> (Option<RowsDraft>, Vec<Diagnostic>) {
    let grids: Vec<Grid<'_>> = candidates.iter().map(|candidate| grid::read(&candidate.text)).collect();
    let read = |index: usize| {
        let table = Table::of(&grids[index], asked.ledger)?;
        Some(Taken { candidate: &candidates[index], rows: table.rows(), table })
    };
    let recognised: Vec<Taken<'_>> = (0..candidates.len()).filter_map(read).collect();
    let taken = match choose(recognised, candidates, asked.table) {
        Ok(taken) => taken,
        Err(several) => {
            let said = if several.is_empty() {
                no_table(source, candidates, &grids, asked.ledger)
            } else {
                messages::several_tables(whole(source), &asked.ledger.title, &several)
            };
            return (None, vec![said]);
        }
    };
    let mut said: Vec<Diagnostic> = taken.iter().flat_map(|taken| taken.said(asked.ledger)).collect();
    if let Some(column) = mixed_doubt(&taken, asked.ledger) {
        said.push(messages::doubt_in_several(whole(source), &asked.ledger.columns[column].title));
        return (None, said);
    }
    // A semicolon says that commas stand before decimals: what was read by it must be read by it again.
    let has_semicolons = grids.iter().any(|grid| grid.separator == ';');
    let text = written::csv(&written::lines(&taken, asked.ledger), if has_semicolons { ';' } else { ',' });
    if !written::is_read_alike(&text, &taken, asked.ledger) {
        said.push(messages::rows_differ(whole(source)));
        return (None, said);
    }
    let path = format!("{}/so/{}.csv", asked.period, asked.ledger.id);
    let path = SourcePath::new(&path).expect("ids are plain names");
    let tables = taken.iter().map(|taken| taken.told(asked.ledger)).collect();
    (Some(RowsDraft { path, text, tables }), said)
}

/// The tables of a report that look like those of registers: of each the register that knows most of its columns.
pub fn offers(candidates: &[Candidate], declared: &[Arc<Ledger>], built_in: &[Arc<Ledger>]) -> Vec<Offer> {
    let mut offers = Vec::new();
    for candidate in candidates {
        let grid = grid::read(&candidate.text);
        let own = declared.iter().map(|ledger| (ledger, MOST_ALIKE));
        let others = built_in.iter().filter(|other| declared.iter().all(|own| own.id != other.id));
        let mut best: Option<(usize, &Arc<Ledger>, Taken<'_>)> = None;
        for (ledger, least) in own.chain(others.map(|ledger| (ledger, MOST_ALIKE + 1))) {
            let Some(table) = Table::of(&grid, ledger).filter(|table| fits(table, least)) else { continue };
            let count = table.shape.recognised();
            // Of registers that know as many, the one that the site declares, and declares first.
            if best.as_ref().is_none_or(|(most, ..)| count > *most) {
                best = Some((count, ledger, Taken { candidate, rows: table.rows(), table }));
            }
        }
        offers.extend(
            best.filter(|(_, _, taken)| !taken.rows.is_empty())
                .map(|(_, ledger, taken)| Offer { ledger: Arc::clone(ledger), table: taken.told(ledger) }),
        );
    }
    offers
}

/// Columns by which one of several tables is known to be a register's.
const MOST_ALIKE: usize = 2;

/// Whether a table is a register's rather than another that has a column of the same name.
fn fits(table: &Table<'_, '_>, least: usize) -> bool {
    let (recognised, unknown) = (table.shape.recognised(), table.shape.unknown());
    recognised >= least && recognised >= unknown
}

/// A table and its rows.
struct Taken<'t> {
    candidate: &'t Candidate,
    table: Table<'t, 't>,
    rows: Vec<ReadRow>,
}

impl Taken<'_> {
    /// Everything that there is to say of its cells and totals. Places in a table's text are places that nobody sees.
    fn said(&self, ledger: &Ledger) -> Vec<Diagnostic> {
        let source = &self.candidate.source;
        let rows: Vec<_> = self.rows.iter().map(|(row, _)| row.clone()).collect();
        let faults = self.rows.iter().flat_map(|(row, faults)| faults_of(source, ledger, row, faults));
        let said = faults.chain(self.table.check(&rows, source));
        said.map(|diagnostic| Diagnostic { location: whole(source), ..diagnostic }).collect()
    }

    fn told(&self, ledger: &Ledger) -> ReadTable {
        let shape = &self.table.shape;
        let mapping = shape.headings.iter().filter(|heading| heading.role != Role::Blank).map(|heading| {
            let column = match heading.role {
                Role::Column(place) => Some(ledger.columns[place].title.clone()),
                Role::Ordinal => Some("STT".into()),
                Role::Id => Some("id".into()),
                Role::Other | Role::Blank => None,
            };
            (heading.label.clone(), column)
        });
        let has_groups = shape.rows.iter().any(|row| row.group.is_some());
        let of_group = has_groups.then(|| {
            let column = shape.group.map_or_else(|| GROUP.into(), |column| ledger.columns[column].title.clone());
            ("I, II, …".to_owned(), Some(column))
        });
        ReadTable {
            source: self.candidate.source.clone(),
            which: self.candidate.which.clone(),
            rows: self.rows.len(),
            totals: shape.totals.len(),
            mapping: mapping.chain(of_group).collect(),
        }
    }

    fn has(&self, column: usize) -> bool {
        let is_named = self.table.shape.headings.iter().any(|heading| heading.role == Role::Column(column));
        is_named || self.rows.iter().any(|(row, _)| !row.value.cells[column].written.is_empty())
    }

    fn has_fault(&self, column: usize, is_meant: impl Fn(Fault) -> bool) -> bool {
        self.rows.iter().any(|(_, faults)| faults[column].is_some_and(&is_meant))
    }
}

fn whole(source: &SourcePath) -> Location {
    Location { path: source.clone(), place: Place::File }
}

/// The tables to take: the one that is asked for, the only one, those that fit. Else the names of those that may be meant.
fn choose<'t>(
    recognised: Vec<Taken<'t>>,
    candidates: &[Candidate],
    asked: Option<usize>,
) -> Result<Vec<Taken<'t>>, Vec<Bilingual>> {
    if let Some(number) = asked {
        let wanted = number.checked_sub(1).and_then(|index| candidates.get(index));
        let mut found = recognised;
        found.retain(|taken| wanted.is_some_and(|wanted| std::ptr::eq(wanted, taken.candidate)));
        return if found.is_empty() { Err(Vec::new()) } else { Ok(found) };
    }
    let any_fits = recognised.iter().any(|taken| fits(&taken.table, MOST_ALIKE));
    match recognised.len() {
        0 => Err(Vec::new()),
        1 => Ok(recognised),
        _ if any_fits => Ok(recognised.into_iter().filter(|taken| fits(&taken.table, MOST_ALIKE)).collect()),
        _ => Err(recognised.iter().map(|taken| taken.candidate.name()).collect()),
    }
}

/// That no table is the register's, and which of them is the nearest.
fn no_table(source: &SourcePath, candidates: &[Candidate], grids: &[Grid<'_>], ledger: &Ledger) -> Diagnostic {
    let keys: Vec<&str> = ledger.key.iter().map(|column| &*ledger.columns[*column].title).collect();
    let alike = grids.iter().map(|grid| shape::resemblance(grid, ledger));
    let nearest = candidates.iter().zip(alike).rev().max_by_key(|(_, columns)| columns.len());
    let nearest = nearest.filter(|(_, columns)| !columns.is_empty()).map(|(candidate, columns)| Nearest {
        table: candidate.name(),
        has: columns.iter().map(|column| &*ledger.columns[*column].title).collect::<Vec<_>>().join(", "),
    });
    messages::no_table(whole(source), &ledger.title, &keys.join(", "), candidates.len(), nearest)
}

/// A column of numbers that can be read in two ways, where several tables would be one: what one of them shows would settle the
/// doubt of another.
fn mixed_doubt(taken: &[Taken<'_>], ledger: &Ledger) -> Option<usize> {
    let is_doubtful =
        |column: &usize| taken.iter().any(|taken| taken.has_fault(*column, |fault| fault == Fault::TwoWays));
    (0..ledger.columns.len()).filter(|_| taken.len() > 1).find(is_doubtful)
}
