//! The rows of registers that the site declares, over periods: what is alike in the columns that tell rows apart is one row.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::content::{Ledger, PeriodId, Row};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::ledger as messages;
use crate::link::gather::{Gathered, Located};
use crate::link::series::Series;
use trichdan::text::slug::slug;

/// A row's place among all: the register, and the row in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowIndex {
    /// The register's place in the order of its declaration.
    pub ledger: u32,
    /// The row's place in the order in which rows were first reported.
    pub row: u32,
}

/// A register and its rows.
#[derive(Debug)]
pub struct LinkedLedger<'a> {
    /// As declared.
    pub ledger: &'a Arc<Ledger>,
    /// Its rows, in the order in which they were first reported.
    pub rows: Vec<LedgerRow<'a>>,
    /// Which of them each period reports, in the order of its files.
    pub periods: BTreeMap<PeriodId, Vec<u32>>,
}

/// A row of a register over the periods.
#[derive(Debug)]
pub struct LedgerRow<'a> {
    /// The last part of its address.
    pub slug: Arc<str>,
    /// What the periods report of it.
    pub series: Series<'a, Arc<Row>>,
}

/// Ties the rows of each register together. Rows of one period that nothing tells apart are reported, and kept apart by their order.
pub fn link<'a>(gathered: &Gathered<'a>, said: &mut Vec<Diagnostic>) -> Vec<LinkedLedger<'a>> {
    let link = |ledger: &&'a Arc<Ledger>| {
        let mut tied = Tied::of(ledger);
        for ((id, period), rows) in &gathered.rows {
            if *id == ledger.id.as_str() {
                tied.add(*period, rows, said);
            }
        }
        tied.linked
    };
    gathered.ledgers.iter().map(link).collect()
}

/// A register while its rows are tied together.
struct Tied<'a> {
    linked: LinkedLedger<'a>,
    /// The row that an identity names; the number tells apart those of one period that are alike.
    by_identity: HashMap<(String, u32), u32>,
    slugs: HashSet<Arc<str>>,
    /// The last number that was put behind a slug.
    numbers: HashMap<Box<str>, u32>,
}

impl<'a> Tied<'a> {
    fn of(ledger: &'a Arc<Ledger>) -> Self {
        // Lists that are narrowed stand beside the rows, and rows do not take their folders.
        let folders = ledger.columns.iter().map(|column| column.id.0.clone());
        let slugs = folders.chain([Arc::from("ky"), Arc::from("trang")]).collect();
        let linked = LinkedLedger { ledger, rows: Vec::new(), periods: BTreeMap::new() };
        Self { linked, by_identity: HashMap::new(), slugs, numbers: HashMap::new() }
    }

    fn add(&mut self, period: PeriodId, rows: &[Located<'a, Arc<Row>>], said: &mut Vec<Diagnostic>) {
        let mut seen: HashMap<String, (u32, Located<'a, Arc<Row>>)> = HashMap::new();
        let mut reported = Vec::with_capacity(rows.len());
        for (place, row) in rows.iter().enumerate() {
            let ledger = self.linked.ledger;
            // A row without a name is carried on by none.
            let identity = row.value.identity(ledger).unwrap_or_else(|| format!("\u{0}{period} {place}"));
            let number = match seen.get_mut(&identity) {
                None => {
                    seen.insert(identity.clone(), (0, *row));
                    0
                }
                Some((count, first)) => {
                    said.push(messages::same_row(&row.value.name(ledger), row.location(), first.location()));
                    *count += 1;
                    *count
                }
            };
            let index = self.row_of((identity, number), row.value);
            self.linked.rows[index as usize].series.entries.push((period, *row));
            reported.push(index);
        }
        self.linked.periods.insert(period, reported);
    }

    fn row_of(&mut self, identity: (String, u32), row: &Row) -> u32 {
        if let Some(index) = self.by_identity.get(&identity) {
            return *index;
        }
        let wanted = row.id.as_deref().map_or_else(|| slug(&row.name(self.linked.ledger)), str::to_owned);
        let slug = self.free_slug(&wanted);
        let index = self.linked.rows.len() as u32;
        self.linked.rows.push(LedgerRow { slug, series: Series { entries: Vec::new() } });
        self.by_identity.insert(identity, index);
        index
    }

    /// The slug itself, or with the first number that makes it another's no more.
    fn free_slug(&mut self, wanted: &str) -> Arc<str> {
        let mut free: Arc<str> = wanted.into();
        while !self.slugs.insert(free.clone()) {
            let number = self.numbers.entry(wanted.into()).or_insert(1);
            *number += 1;
            free = format!("{wanted}-{number}").into();
        }
        free
    }
}

impl LedgerRow<'_> {
    /// What the newest period reports.
    pub fn newest(&self) -> &Arc<Row> {
        self.series.last().1.value
    }
}
