//! `registers.yaml`: each declaration with what it takes from the built-in register that it follows.

use std::sync::{Arc, LazyLock};

use crate::content::{Column, ColumnId, ColumnInfo, ColumnKind, Ledger, LedgerId, LedgerInfo, Marked};
use crate::diagnostic::messages::ledger::{LedgerFault, bad_ledger};
use crate::diagnostic::{Diagnostic, Location, Mark, Place};
use crate::parse::entries::Entry;
use crate::parse::list::File;
use crate::source::SourcePath;

/// Ids that a column cannot have: open data has columns of these names.
const RESERVED: [&str; 3] = ["id", "period", "url"];

/// The registers that come with congbo.
static BUILT_IN: LazyLock<Vec<Arc<Ledger>>> = LazyLock::new(|| {
    let path = SourcePath::new("registers.yaml").expect("a plain name");
    let mut file = File::new(&path, include_str!("built_in.yaml"));
    let entries = file.list::<LedgerInfo>();
    let mut said = Vec::new();
    let ledgers = entries.iter().filter_map(|entry| of_info(&path, entry, None, &mut said).map(Arc::new)).collect();
    debug_assert!(said.is_empty() && file.finish().1.is_empty());
    ledgers
});

/// Those registers.
pub fn built_in() -> &'static [Arc<Ledger>] {
    &BUILT_IN
}

/// The registers of a file, each id once.
pub fn read(path: &SourcePath, entries: &[Entry<LedgerInfo>], said: &mut Vec<Diagnostic>) -> Vec<Arc<Ledger>> {
    let mut ledgers: Vec<Arc<Ledger>> = Vec::new();
    for entry in entries {
        let base = match &entry.value.base {
            None => None,
            Some(name) => match built_in().iter().find(|ledger| ledger.id == name.value) {
                Some(base) => Some(&**base),
                None => {
                    let known: Vec<&str> = built_in().iter().map(|ledger| ledger.id.as_str()).collect();
                    said.push(bad_ledger(at(path, name.mark), LedgerFault::UnknownBase(name.value.as_str(), &known)));
                    continue;
                }
            },
        };
        let Some(ledger) = of_info(path, entry, base, said) else { continue };
        if ledgers.iter().any(|other| other.id == ledger.id) {
            let mark = entry.value.id.as_ref().map_or(entry.mark, |id| id.mark);
            said.push(bad_ledger(at(path, mark), LedgerFault::Twice(ledger.id.as_str())));
            continue;
        }
        ledgers.push(Arc::new(ledger));
    }
    ledgers
}

fn at(path: &SourcePath, mark: Mark) -> Location {
    Location { path: path.clone(), place: Place::Node(mark) }
}

fn of_info(
    path: &SourcePath,
    entry: &Entry<LedgerInfo>,
    base: Option<&Ledger>,
    said: &mut Vec<Diagnostic>,
) -> Option<Ledger> {
    let info = &entry.value;
    let mut refuse = |fault: LedgerFault<'_>| said.push(bad_ledger(at(path, entry.mark), fault));
    let id: Option<LedgerId> = info.id.as_ref().map(|id| id.value.clone()).or_else(|| base.map(|base| base.id.clone()));
    let title = info.title.clone().or_else(|| base.map(|base| base.title.clone()));
    let Some(id) = id else {
        refuse(LedgerFault::Nameless);
        return None;
    };
    let Some(title) = title else {
        refuse(LedgerFault::Lacks("title"));
        return None;
    };
    let columns = columns(path, info, base, said);
    if columns.is_empty() {
        said.push(bad_ledger(at(path, entry.mark), LedgerFault::Lacks("columns")));
        return None;
    }
    let key = key(path, info, base, &columns, said);
    Some(Ledger {
        row: info.row.clone().or_else(|| base.map(|base| base.row.clone())).unwrap_or_else(|| "dòng".into()),
        description: info.description.clone().or_else(|| base.and_then(|base| base.description.clone())),
        ended: if info.ended.is_empty() {
            base.map_or_else(Vec::new, |base| base.ended.clone())
        } else {
            info.ended.clone()
        },
        id,
        title,
        columns,
        key,
    })
}

/// The columns of a register: those that it follows, without some and with others changed, then its own.
fn columns(path: &SourcePath, info: &LedgerInfo, base: Option<&Ledger>, said: &mut Vec<Diagnostic>) -> Vec<Column> {
    let mut columns: Vec<Column> = base.map_or_else(Vec::new, |base| base.columns.clone());
    for without in &info.without {
        let before = columns.len();
        columns.retain(|column| column.id != without.value);
        if columns.len() == before {
            said.push(bad_ledger(at(path, without.mark), LedgerFault::UnknownColumn(without.value.as_str())));
        }
    }
    let mut seen: Vec<&ColumnId> = Vec::new();
    for column in &info.columns {
        let fault = match column.id.value.as_str() {
            id if RESERVED.contains(&id) => Some(LedgerFault::Reserved(id)),
            id if seen.contains(&&column.id.value) => Some(LedgerFault::Twice(id)),
            _ => None,
        };
        if let Some(fault) = fault {
            said.push(bad_ledger(at(path, column.id.mark), fault));
            continue;
        }
        seen.push(&column.id.value);
        match columns.iter_mut().find(|known| known.id == column.id.value) {
            Some(known) => adapt(known, column),
            None => columns.push(new_column(column)),
        }
    }
    columns
}

fn adapt(column: &mut Column, info: &ColumnInfo) {
    if let Some(title) = &info.title {
        // What tables call it stays right when the site calls it otherwise.
        column.aliases.push(std::mem::replace(&mut column.title, title.clone()));
    }
    column.kind = info.kind.unwrap_or(column.kind);
    column.unit = info.unit.clone().or(column.unit.take());
    column.aliases.extend(info.aliases.iter().cloned());
    if !info.words.is_empty() {
        column.words.clone_from(&info.words);
    }
}

fn new_column(info: &ColumnInfo) -> Column {
    Column {
        id: info.id.value.clone(),
        title: info.title.clone().unwrap_or_else(|| info.id.value.0.clone()),
        kind: info.kind.unwrap_or(ColumnKind::Text),
        unit: info.unit.clone(),
        words: info.words.clone(),
        aliases: info.aliases.clone(),
    }
}

/// The columns that tell rows apart: as declared, else of the register that it follows, else the first.
fn key(
    path: &SourcePath,
    info: &LedgerInfo,
    base: Option<&Ledger>,
    columns: &[Column],
    said: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let place = |id: &ColumnId| columns.iter().position(|column| column.id == *id);
    let mut declared = Vec::new();
    for Marked { value, mark } in &info.key {
        match place(value) {
            Some(column) => declared.push(column),
            None => said.push(bad_ledger(at(path, *mark), LedgerFault::UnknownColumn(value.as_str()))),
        }
    }
    if declared.is_empty() {
        let of_base = base.into_iter().flat_map(|base| base.key.iter().map(|column| &base.columns[*column].id));
        declared = of_base.filter_map(place).collect();
    }
    if declared.is_empty() { vec![0] } else { declared }
}
