//! What the cells of rows name: communes, bodies, documents, models, tasks; and the way back from these to the rows.

use std::collections::HashMap;

use crate::content::{ColumnKind, DocumentReference, ModelId, PeriodId, TaskId};
use crate::diagnostic::messages::ledger::{self as messages, RowPlace};
use crate::diagnostic::{Diagnostic, Location};
use crate::link::ledger::RowIndex;
use crate::link::names::{full_name, is_commune};
use crate::link::register::DocumentIndex;
use crate::link::resolve::Resolution;
use crate::link::{Archive, period_end};
use trichdan::citation;
use trichdan::designation::Designation;
use trichdan::text::fold::compare_key;

/// What a cell names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A place, by its index in the list of places.
    Place(usize),
    /// A body, by its index in the list of issuers.
    Body(usize),
    /// A document of the register.
    Document(DocumentIndex),
    /// A model.
    Model(ModelId),
    /// A task.
    Task(TaskId),
}

/// What rows name as they were last reported, and who names what.
#[derive(Debug, Default)]
pub struct RowTargets {
    /// By register and row: the columns, and what stands in them.
    of_rows: Vec<Vec<Vec<(usize, Target)>>>,
    /// Looked up, never iterated.
    rows_naming: HashMap<Target, Vec<RowIndex>>,
}

impl RowTargets {
    /// What a row names, by column.
    pub fn of(&self, index: RowIndex) -> &[(usize, Target)] {
        &self.of_rows[index.ledger as usize][index.row as usize]
    }

    /// The rows that name a thing, in the order of registers and rows.
    pub fn naming(&self, target: &Target) -> &[RowIndex] {
        self.rows_naming.get(target).map_or(&[], Vec::as_slice)
    }
}

/// Looks up what the rows of all registers name; what is not there, or is several things, is said.
pub fn find(archive: &Archive<'_>) -> (RowTargets, Vec<Diagnostic>) {
    let (mut targets, mut said) = (RowTargets::default(), Vec::new());
    if archive.ledgers.is_empty() {
        return (targets, said);
    }
    let directory = Directory::of(archive);
    let mut known: HashMap<(ColumnKind, &str, PeriodId), Vec<Target>> = HashMap::new();
    for (ledger_index, linked) in (0_u32..).zip(&archive.ledgers) {
        let mut of_ledger = Vec::with_capacity(linked.rows.len());
        for (row_index, row) in (0_u32..).zip(&linked.rows) {
            let (period, entry) = row.series.last();
            let mut of_row: Vec<(usize, Target)> = Vec::new();
            for (column, cell) in entry.value.cells.iter().enumerate() {
                let kind = linked.ledger.columns[column].kind;
                let Some(file) = file_of(kind).filter(|_| !cell.written.is_empty()) else { continue };
                let find = || match kind {
                    ColumnKind::Document => {
                        let found = directory.documents(&cell.written, || cell.location(entry.path), &mut said);
                        found.into_iter().map(Target::Document).collect()
                    }
                    _ => directory.find(kind, &cell.written, *period),
                };
                let found = known.entry((kind, &*cell.written, *period)).or_insert_with(find);
                if found.is_empty() && cell.written.chars().any(char::is_alphanumeric) {
                    let name = entry.value.name(linked.ledger);
                    let place = RowPlace { row: &name, column: &linked.ledger.columns[column].title };
                    said.push(messages::unknown_name(cell.location(entry.path), place, &cell.written, file));
                }
                of_row.extend(found.iter().map(|target| (column, target.clone())));
            }
            let index = RowIndex { ledger: ledger_index, row: row_index };
            for (_, target) in &of_row {
                let naming = targets.rows_naming.entry(target.clone()).or_default();
                if naming.last() != Some(&index) {
                    naming.push(index);
                }
            }
            of_ledger.push(of_row);
        }
        targets.of_rows.push(of_ledger);
    }
    (targets, said)
}

/// The file that lists what a kind of column names.
fn file_of(kind: ColumnKind) -> Option<&'static str> {
    match kind {
        ColumnKind::Place => Some("places.yaml"),
        ColumnKind::Body => Some("issuers.yaml"),
        ColumnKind::Document => Some("legal.yaml"),
        ColumnKind::Model => Some("models.yaml"),
        ColumnKind::Task => Some("tasks.yaml"),
        _ => None,
    }
}

/// Everything that a cell may name, by its id and by its names.
struct Directory<'d, 'a> {
    archive: &'d Archive<'a>,
    places: HashMap<String, Vec<usize>>,
    bodies: HashMap<String, Vec<usize>>,
    models: HashMap<String, Vec<ModelId>>,
    tasks: HashMap<String, Vec<TaskId>>,
}

fn add<T: PartialEq + Clone>(names: &mut HashMap<String, Vec<T>>, name: &str, bearer: &T) {
    let bearers = names.entry(compare_key(name)).or_default();
    if !bearers.contains(bearer) {
        bearers.push(bearer.clone());
    }
}

impl<'d, 'a> Directory<'d, 'a> {
    fn of(archive: &'d Archive<'a>) -> Self {
        let mut directory = Self {
            archive,
            places: HashMap::new(),
            bodies: HashMap::new(),
            models: HashMap::new(),
            tasks: HashMap::new(),
        };
        for (index, place) in archive.places.iter().filter(|(_, place)| is_commune(place)) {
            let names =
                [place.id.value.as_str(), &place.name].into_iter().chain(place.aliases.iter().map(|name| &**name));
            names.for_each(|name| add(&mut directory.places, name, &index));
            add(&mut directory.places, &full_name(place), &index);
            for former in &place.former_names {
                add(&mut directory.places, &former.name, &index);
            }
        }
        for (index, issuer) in archive.issuers.iter() {
            let names =
                [issuer.id.value.as_str(), &issuer.name].into_iter().chain(issuer.aliases.iter().map(|name| &**name));
            names.for_each(|name| add(&mut directory.bodies, name, &index));
        }
        for (id, series) in &archive.models {
            add(&mut directory.models, id.as_str(), id);
            for (_, model) in &series.entries {
                let names = std::iter::once(&model.value.name).chain(&model.value.aliases);
                names.for_each(|name| add(&mut directory.models, name, id));
            }
        }
        for (id, series) in &archive.tasks {
            add(&mut directory.tasks, id.as_str(), id);
            series.entries.iter().for_each(|(_, task)| add(&mut directory.tasks, &task.value.name, id));
        }
        directory
    }

    /// What a cell names: it as a whole, or its parts between semicolons and commas.
    fn find(&self, kind: ColumnKind, written: &str, period: PeriodId) -> Vec<Target> {
        if let Some(target) = self.one(kind, written, period) {
            return vec![target];
        }
        let mut found: Vec<Target> = Vec::new();
        for target in written.split([';', ',']).filter_map(|part| self.one(kind, part.trim(), period)) {
            if !found.contains(&target) {
                found.push(target);
            }
        }
        found
    }

    fn one(&self, kind: ColumnKind, name: &str, period: PeriodId) -> Option<Target> {
        let key = compare_key(name);
        match kind {
            ColumnKind::Place => self.place(&key, period).map(Target::Place),
            ColumnKind::Body => only(&self.bodies, &key).map(Target::Body),
            ColumnKind::Model => only(&self.models, &key).map(Target::Model),
            ColumnKind::Task => only(&self.tasks, &key).map(Target::Task),
            _ => None,
        }
    }

    /// The place that bore a name at the end of a period.
    fn place(&self, key: &str, period: PeriodId) -> Option<usize> {
        let bearers = self.places.get(key)?;
        if let [only] = bearers[..] {
            return Some(only);
        }
        let end = period_end(self.archive, period);
        let mut living = bearers.iter().filter(|place| self.archive.places.get(**place).life().contains(end));
        match (living.next(), living.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }

    /// The documents that a cell cites, as an entry refers to one or as a text cites several: by the same rules, and where these leave
    /// a doubt by the same words.
    fn documents(
        &self,
        written: &str,
        location: impl Fn() -> Location,
        said: &mut Vec<Diagnostic>,
    ) -> Vec<DocumentIndex> {
        let Archive { register, issuers, .. } = self.archive;
        let reference = DocumentReference::parse(written);
        if Designation::parse(&reference.designation).is_some() {
            // What is not there is said of the cell, once for all kinds of names.
            return register.refer(&reference, issuers, location, &mut Vec::new()).into_iter().collect();
        }
        let resolver = self.archive.resolver(None);
        let mut found = Vec::new();
        for citation in citation::find(written) {
            let mut doubts = Vec::new();
            if let Resolution::Found(document) = resolver.resolve(&citation, written, &location, &mut doubts)
                && !found.contains(&document)
            {
                found.push(document);
                said.extend(doubts);
            }
        }
        found
    }
}

fn only<T: Clone>(names: &HashMap<String, Vec<T>>, key: &str) -> Option<T> {
    match names.get(key).map(Vec::as_slice) {
        Some([only]) => Some(only.clone()),
        _ => None,
    }
}
