//! The rows of a register that the site declares, as YAML (`so/ocop.yaml`) or as a table (`so/ocop.csv`, `so/ocop.xlsx`).
//!
//! Besides its text, a file of rows is read by the declaration of its register alone; so it is read again when that changes.

pub mod cell;
pub mod declared;
pub mod shape;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::node::{Node, Value};
use crate::content::{CellValue, Column, Ledger, Row, RowCell};
use crate::diagnostic::known::Known;
use crate::diagnostic::messages::ledger::{self as messages, RowPlace};
use crate::diagnostic::{Diagnostic, Location, Mark, Place};
use crate::grid::figure::{self, Custom};
use crate::grid::{self, Grid, Line};
use crate::parse::entries::{Entries, Entry, Parsed};
use crate::parse::list::File;
use crate::source::SourcePath;
use cell::{Fault, Surroundings};
use rust_decimal::Decimal;
use shape::{BodyRow, GROUP, Heading, Role, Shape};
use trichdan::text::number;

/// The registers that rows are read by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledgers {
    list: Vec<Arc<Ledger>>,
    /// Whether some could not be read, so that nobody is blamed for naming them.
    has_unread: bool,
}

/// The file that declares them.
pub const FILE: &str = "registers.yaml";

impl Ledgers {
    /// Those that the files of a content folder declare.
    pub fn of(files: &BTreeMap<SourcePath, Arc<Parsed>>) -> Self {
        let declared = SourcePath::new(FILE).and_then(|path| files.get(&path));
        let Some(parsed) = declared else { return Self::default() };
        match &parsed.entries {
            Entries::Ledgers(list) => {
                let has_unread = crate::diagnostic::has_errors(&parsed.diagnostics);
                Self { list: list.clone(), has_unread }
            }
            _ => Self { list: Vec::new(), has_unread: true },
        }
    }

    /// Their ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.list.iter().map(|ledger| ledger.id.as_str())
    }

    /// The register with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Ledger>> {
        self.list.iter().find(|ledger| ledger.id.as_str() == id)
    }
}

/// Whether a file holds rows of a register.
pub fn is_rows(path: &SourcePath) -> bool {
    path.folder().split_once('/').is_some_and(|(_, below)| below == "so")
}

/// Reads the rows of a file.
pub(super) fn rows(file: &mut File<'_>, ledgers: &Ledgers) -> Option<Vec<Entry<Arc<Row>>>> {
    let path = file.path;
    let Some(ledger) = ledgers.get(path.stem()) else {
        if ledgers.has_unread {
            return None;
        }
        let known: Known = ledgers.list.iter().map(|ledger| ledger.id.as_str()).collect();
        let location = Location { path: path.clone(), place: Place::File };
        return file.refuse(messages::unknown_ledger(location, path.stem(), &known));
    };
    match path.file_name().ends_with(".yaml") {
        true => Some(of_yaml(file, ledger)),
        false => of_table(file, ledger),
    }
}

fn of_yaml(file: &mut File<'_>, ledger: &Ledger) -> Vec<Entry<Arc<Row>>> {
    let mut rows = Vec::new();
    for node in file.nodes() {
        let Value::Mapping(pairs) = &node.value else {
            if !node.is_blank() {
                file.wrong_shape(&node);
            }
            continue;
        };
        let mut given: Vec<Option<(Arc<str>, Place)>> = vec![None; ledger.columns.len()];
        let (mut id, mut others, mut draft) = (None, Vec::new(), None);
        for (key, value) in pairs {
            let Some(words) = words_of(value) else {
                file.wrong_shape(value);
                continue;
            };
            let place = Place::Node(value.mark);
            if key.name == "id" {
                id = file.read_id(value);
            } else if key.name == "draft" {
                draft = file.read_draft(value);
            } else if let Some(column) = ledger.columns.iter().position(|column| column.id.as_str() == key.name) {
                match &given[column] {
                    None => given[column] = Some((words, place)),
                    Some(_) => others.push((key.name.as_ref().into(), words)),
                }
            } else {
                let near = Known::from_iter(ledger.columns.iter().map(|column| column.id.as_str())).nearest(&key.name);
                let location = file.location(Place::Node(key.mark));
                file.report(messages::unknown_column(location, &key.name, near.as_deref()));
                others.push((key.name.as_ref().into(), words));
            }
        }
        let style = Surroundings { custom: Custom::Comma, ..Surroundings::default() };
        let cells = ledger.columns.iter().zip(given).map(|(column, given)| {
            let (written, place) = given.unwrap_or_else(|| (Arc::default(), Place::Node(node.mark)));
            read_cell(column, written, place, &style)
        });
        let (cells, faults): (Vec<_>, Vec<_>) = cells.unzip();
        let row = Entry { value: Arc::new(Row { id, cells, others, draft }), mark: node.mark };
        faults_of(file.path, ledger, &row, &faults).for_each(|said| file.report(said));
        rows.push(row);
    }
    rows
}

/// The words of a value; those of a list with semicolons between.
fn words_of(node: &Node<'_>) -> Option<Arc<str>> {
    match &node.value {
        Value::Text(text) => Some(text.trim().into()),
        Value::List(items) => {
            let words: Option<Vec<&str>> = items.iter().map(|item| item.text().map(str::trim)).collect();
            Some(words?.join("; ").into())
        }
        Value::Mapping(_) => None,
    }
}

fn of_table(file: &mut File<'_>, ledger: &Ledger) -> Option<Vec<Entry<Arc<Row>>>> {
    let text = file.text;
    let grid = grid::read(text);
    if grid.lines.iter().all(Line::is_blank) {
        return Some(Vec::new());
    }
    if let Some(at) = grid.unclosed {
        let location = file.location(Place::Bytes(at as u32, at as u32 + 1));
        file.report(messages::unclosed_cell(location));
    }
    let Some(table) = Table::of(&grid, ledger) else {
        let location = Location { path: file.path.clone(), place: Place::File };
        let names: Vec<&str> = ledger.key.iter().map(|column| &*ledger.columns[*column].title).collect();
        return file.refuse(messages::no_header(location, &ledger.title, &names.join(", ")));
    };
    for heading in table.shape.headings.iter().filter(|heading| heading.role == Role::Other) {
        let location = file.location(Place::Bytes(heading.span.0, heading.span.1));
        file.report(messages::unknown_column(location, heading.name(), None));
    }
    let rows = table.rows();
    for (row, faults) in &rows {
        faults_of(file.path, ledger, row, faults).for_each(|said| file.report(said));
    }
    let rows: Vec<Entry<Arc<Row>>> = rows.into_iter().map(|(row, _)| row).collect();
    for said in table.check(&rows, file.path) {
        file.report(said);
    }
    Some(rows)
}

/// A row, with what is wrong with each of its cells.
pub type ReadRow = (Entry<Arc<Row>>, Vec<Option<Fault>>);

/// A table of a register, and how its numbers are written.
#[derive(Debug)]
pub struct Table<'g, 't> {
    grid: &'g Grid<'t>,
    /// Its register.
    pub ledger: &'g Ledger,
    /// Which of its lines are what.
    pub shape: Shape,
    /// For each column of the register: the column of the table, and what stands before its decimals.
    places: Vec<Option<(usize, Custom)>>,
}

/// What a column without a name is kept as.
const NAMELESS: &str = "(cột không tên)";

impl<'g, 't> Table<'g, 't> {
    /// Recognises a table; none where nothing names its columns.
    pub fn of(grid: &'g Grid<'t>, ledger: &'g Ledger) -> Option<Self> {
        let shape = shape::recognise(grid, ledger)?;
        let place = |column: usize| {
            let place = shape.headings.iter().position(|heading| heading.role == Role::Column(column))?;
            let numbers = shape.rows.iter().map(|row| grid.lines[row.line].text(place));
            let custom = match figure::custom(numbers) {
                // Excel puts semicolons between cells exactly where a comma stands before decimals.
                Custom::Unknown if grid.separator == ';' => Custom::Comma,
                custom => custom,
            };
            Some((place, custom))
        };
        let places = (0..ledger.columns.len()).map(place).collect();
        Some(Self { grid, ledger, shape, places })
    }

    /// The rows, each with what is wrong with its cells.
    pub fn rows(&self) -> Vec<ReadRow> {
        self.shape.rows.iter().map(|row| self.row(row)).collect()
    }

    fn row(&self, row: &BodyRow) -> ReadRow {
        let line = &self.grid.lines[row.line];
        let whole = Place::Bytes(line.span.0, line.span.1);
        let cell = |column: usize| {
            let found = self.places[column].and_then(|(place, custom)| Some((line.cells.get(place)?, place, custom)));
            let Some((cell, place, custom)) = found else {
                return read_cell(&self.ledger.columns[column], Arc::default(), whole, &Surroundings::default());
            };
            let span = Place::Bytes(cell.span.0, cell.span.1);
            read_cell(&self.ledger.columns[column], Arc::from(&*cell.text), span, &self.surroundings(place, custom))
        };
        let (mut cells, faults): (Vec<RowCell>, _) = (0..self.ledger.columns.len()).map(cell).unzip();
        if let (Some(column), Some(group)) = (self.shape.group, &row.group) {
            cells[column] = RowCell { written: group.clone(), value: CellValue::Words, place: whole };
        }
        let others = self.others(row).into_iter().filter_map(|(name, words)| Some((Arc::from(name), words?))).collect();
        let id = self.shape.headings.iter().position(|heading| heading.role == Role::Id);
        let id = id.map(|place| line.text(place)).filter(|id| !id.is_empty());
        let id = id.map(|id| Arc::from(trichdan::text::slug::slug(id)));
        let mark = Mark { entry_start: line.span.0, entry_bytes: line.span.1 - line.span.0, ordinal: 0 };
        (Entry { value: Arc::new(Row { id, cells, others, draft: None }), mark }, faults)
    }

    /// The columns that the register does not have, and what a row says in them; first its group, unless that is a column.
    pub fn others(&self, row: &BodyRow) -> Vec<(&str, Option<Arc<str>>)> {
        let line = &self.grid.lines[row.line];
        let group = self.shape.group.is_none().then(|| (GROUP, row.group.clone()));
        let unknown = self.shape.headings.iter().enumerate().filter(|(_, heading)| heading.role == Role::Other);
        let unknown = unknown.map(|(place, heading)| {
            (heading.name(), Some(line.text(place)).filter(|words| !words.is_empty()).map(Arc::from))
        });
        group.into_iter().chain(unknown).collect()
    }

    /// What the table says of the numbers in one of its columns.
    fn surroundings(&self, place: usize, custom: Custom) -> Surroundings<'_> {
        let (unit, note) = (self.shape.headings[place].unit.as_deref(), self.shape.unit.as_deref());
        Surroundings { custom, unit, note }
    }

    /// The unit in which its numbers of a column of the register stand, if it gives one.
    pub fn unit(&self, column: usize) -> Option<&str> {
        let (place, _) = self.places[column]?;
        self.shape.headings[place].unit.as_deref().or(self.shape.unit.as_deref())
    }

    /// What there is to say of lines that are no rows: totals that are not the sum of their rows, and words after the table.
    pub fn check(&self, rows: &[Entry<Arc<Row>>], path: &SourcePath) -> Vec<Diagnostic> {
        let mut said = Vec::new();
        for total in &self.shape.totals {
            let line = &self.grid.lines[total.line];
            for (column, place) in self.places.iter().enumerate() {
                let Some((place, custom)) = *place else { continue };
                let kind = &self.ledger.columns[column];
                let surroundings = self.surroundings(place, custom);
                let Ok(CellValue::Number(stated)) = cell::read(kind, line.text(place), &surroundings) else { continue };
                if !kind.kind.is_number() {
                    continue;
                }
                let sum = |range: &std::ops::Range<usize>| -> Decimal {
                    rows[range.clone()].iter().filter_map(|row| row.value.cells[column].number()).sum()
                };
                let sums = total.rows.iter().map(sum).collect::<Vec<_>>();
                if !sums.contains(&stated) {
                    let span = line.cells[place].span;
                    let location = Location { path: path.clone(), place: Place::Bytes(span.0, span.1) };
                    let nearest = sums.iter().min_by_key(|sum| (**sum - stated).abs()).copied().unwrap_or_default();
                    let shown = (number::write(stated), number::write(nearest));
                    said.push(messages::total(location, &kind.title, &shown.0, &shown.1));
                }
            }
        }
        for line in &self.shape.passed {
            let line = &self.grid.lines[*line];
            let words = line.filled().map(|(_, text)| text).next().unwrap_or_default();
            let location = Location { path: path.clone(), place: Place::Bytes(line.span.0, line.span.1) };
            said.push(messages::passed_over(location, words));
        }
        said
    }
}

fn read_cell(column: &Column, written: Arc<str>, place: Place, around: &Surroundings<'_>) -> (RowCell, Option<Fault>) {
    match cell::read(column, &written, around) {
        Ok(value) => (RowCell { written, value, place }, None),
        Err(fault) => (RowCell { written, value: CellValue::Doubtful, place }, Some(fault)),
    }
}

impl Heading {
    /// What it is called, or that it is called nothing.
    pub fn name(&self) -> &str {
        if self.label.is_empty() { NAMELESS } else { &self.label }
    }
}

/// What is wrong with a row and its cells.
pub fn faults_of<'f>(
    path: &'f SourcePath,
    ledger: &'f Ledger,
    row: &'f Entry<Arc<Row>>,
    faults: &'f [Option<Fault>],
) -> impl Iterator<Item = Diagnostic> + 'f {
    let at = |place: Place| Location { path: path.clone(), place };
    let nameless = row.value.identity(ledger).is_none().then(|| {
        let columns: Vec<&str> = ledger.key.iter().map(|column| &*ledger.columns[*column].title).collect();
        messages::nameless_row(at(Place::Node(row.mark)), &columns.join(", "))
    });
    let cells = ledger.columns.iter().zip(&row.value.cells).zip(faults);
    let of_cells = cells.filter_map(move |((column, cell), fault)| {
        let (fault, name) = (fault.as_ref()?, row.value.name(ledger));
        let (location, place) = (at(cell.place), RowPlace { row: &name, column: &column.title });
        Some(match fault {
            Fault::Kind => messages::bad_cell(location, place, &cell.written, column.kind.label()),
            Fault::TwoWays => messages::two_ways(location, place, &cell.written),
            Fault::Term => messages::unknown_term(location, place, &cell.written, &column.words.join(", ")),
        })
    });
    nameless.into_iter().chain(of_cells)
}
