//! Tables of spreadsheets and reports to rows of a register.
//!
//! What is written is a clean table: one line of names, then the rows, each number written so that it can be read in one way only.
//! Lines that gather rows become a column, totals are compared and left out. Nothing is written that would not be read again as
//! what was read first.

use std::sync::Arc;

use super::tables::{Candidate, Which};
use crate::content::{CellValue, Column, ColumnKind, Ledger, PeriodId};
use crate::diagnostic::messages::ledger::{self as messages, Nearest};
use crate::diagnostic::{Bilingual, Diagnostic, Language, Location, Place, bilingual};
use crate::grid::unit::{Conversion, conversion};
use crate::grid::{self, Grid, figure};
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
    let text = csv(&lines(&taken, asked.ledger), if has_semicolons { ';' } else { ',' });
    if !is_read_alike(&text, &taken, asked.ledger) {
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

/// The lines of the table that is written.
fn lines(taken: &[Taken<'_>], ledger: &Ledger) -> Vec<Vec<String>> {
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

    fn cell(&self, cell: &crate::content::RowCell) -> String {
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
fn is_read_alike(text: &str, taken: &[Taken<'_>], ledger: &Ledger) -> bool {
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
fn csv(lines: &[Vec<String>], separator: char) -> String {
    let mut text = BYTE_ORDER_MARK.to_string();
    for line in lines {
        let cells: Vec<_> = line.iter().map(|words| grid::quoted(words)).collect();
        text.push_str(&cells.join(&separator.to_string()));
        text.push('\n');
    }
    text
}

/// What becomes of each column, for the terminal, before anything is written.
pub fn shown(draft: &RowsDraft, language: Language) -> String {
    let RowsDraft { path, tables, .. } = draft;
    let rows: usize = tables.iter().map(|table| table.rows).sum();
    let head = bilingual!(vi: "{path}: {rows} dòng", en: "{path}: {rows} rows");
    let mut shown = format!("{}\n", head.of(language));
    for table in tables {
        let ReadTable { rows, totals, .. } = table;
        let name = table.name();
        let (vi, en) = (&name.vi, &name.en);
        let head = bilingual!(vi: "{vi}: {rows} dòng, {totals} dòng tổng đã đối chiếu", en: "{en}: {rows} rows, {totals} totals compared");
        shown.push_str(&format!("  {}\n", head.of(language)));
        for line in table.columns(language) {
            shown.push_str(&format!("    {line}\n"));
        }
    }
    shown
}

impl ReadTable {
    /// What it is called.
    pub fn name(&self) -> Bilingual {
        self.which.name(&self.source)
    }

    /// What each of its columns becomes.
    pub fn columns(&self, language: Language) -> impl Iterator<Item = String> + '_ {
        let kept = bilingual!(vi: "(sổ không có; giữ như chữ)", en: "(not in the register; kept as text)");
        let kept = kept.of(language).to_owned();
        self.mapping.iter().map(move |(label, column)| {
            let label = if label.is_empty() { "–" } else { label };
            format!("{label} → {}", column.as_deref().unwrap_or(&kept))
        })
    }
}

impl Offer {
    /// The table, and the register that it looks like.
    pub fn head(&self, language: Language) -> String {
        let (id, title, rows) = (&self.ledger.id, &self.ledger.title, self.table.rows);
        let name = self.table.which.short();
        let (vi, en) = (&name.vi, &name.en);
        let head =
            bilingual!(vi: "{vi} → sổ {id} ({title}), {rows} dòng", en: "{en} → register {id} ({title}), {rows} rows");
        head.of(language).to_owned()
    }

    /// What takes its rows.
    pub fn command(&self, period: PeriodId) -> String {
        let (source, id) = (&self.table.source, &self.ledger.id);
        format!("congbo import {source} --register {id} --period {period}")
    }
}
