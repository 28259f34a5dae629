//! What the pages of registers show that the site declares, and those of their rows.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::figure::{Change, ChartView};
use super::frame::Link;
use super::list::{Facet, Pagination};
use super::sentence::SentenceGroup;
use crate::address::Url;
use crate::content::{CellValue, Column, ColumnKind, Ledger, Row, RowCell};
use crate::view::closed_view;

closed_view! {
    /// A register in a list.
    pub struct LedgerCard {
        /// Its page.
        pub url: Url,
        /// Its name.
        pub title: Arc<str>,
        /// A sentence about it.
        pub description: Option<Arc<str>>,
        /// What a row is called.
        pub row: Arc<str>,
        /// How many rows it has over all periods.
        pub count: u32,
        /// The period that last reports it.
        pub period: Option<Arc<Link>>,
        /// How many rows that period reports.
        pub newest: u32,
    }
}

closed_view! {
    /// The list of registers.
    pub struct LedgersView {
        /// The registers, in the order of `registers.yaml`.
        pub ledgers: Vec<Arc<LedgerCard>>,
    }
}

closed_view! {
    /// A page of a register, or a part of it.
    pub struct LedgerView {
        /// The register.
        pub ledger: Arc<LedgerCard>,
        /// What it is narrowed to.
        pub narrowed: Option<Arc<str>>,
        /// True where the rows are those of one period, as they stood in it.
        pub of_period: bool,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// The columns of the list, after the name.
        pub columns: Vec<Arc<ColumnHead>>,
        /// Rows, by name in Vietnamese order.
        pub rows: Vec<Arc<RowCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
        /// Columns that are added up.
        pub sums: Vec<Arc<ColumnHead>>,
        /// What the periods report in sum, newest first: all on the first page of the whole list, one on the pages of a period.
        pub periods: Vec<Arc<LedgerPeriod>>,
        /// Charts, on the first page of the whole list.
        pub charts: Vec<Arc<ChartView>>,
    }
}

closed_view! {
    /// A column as lists name it.
    pub struct ColumnHead {
        /// Its name.
        pub title: Arc<str>,
        /// Unit of its numbers; none for money, which is in đồng.
        pub unit: Option<Arc<str>>,
        /// Whether its cells are numbers.
        pub is_number: bool,
    }
}

closed_view! {
    /// A register in one period.
    pub struct LedgerPeriod {
        /// The period.
        pub period: Arc<Link>,
        /// The rows that it reports.
        pub url: Url,
        /// How many.
        pub count: u32,
        /// Against the comparable period before.
        pub change: Option<Arc<Change>>,
        /// The sums of its columns.
        pub sums: Vec<Arc<SumView>>,
    }
}

closed_view! {
    /// The sum of a column in a period.
    pub struct SumView {
        /// The sum of the rows that state a number; none where no row does.
        pub amount: Option<Decimal>,
        /// Whether it is money.
        pub is_money: bool,
        /// Unit.
        pub unit: Option<Arc<str>>,
        /// How many rows do not state a number.
        pub missing: u32,
        /// Against the comparable period before, where all rows of both state a number.
        pub change: Option<Arc<Change>>,
    }
}

closed_view! {
    /// A row in a list.
    pub struct RowCard {
        /// Its page.
        pub url: Url,
        /// The period that the list shows it of.
        pub period: Arc<Link>,
        /// True when the newest period of its register does not report it though it has not ended.
        pub unreported: bool,
    }
    keeps {
        /// The row as reported.
        pub row: Arc<Row>,
        /// Which columns the list has.
        pub shape: Arc<ListShape>,
        /// What it falls under, for each filter of the list.
        pub choices: Vec<Vec<(Arc<str>, Arc<str>)>>,
    }
    shows {
        /// Its name.
        name = RowCard::name,
        /// Its cells in the columns of the list.
        cells = RowCard::cells,
    }
}

/// A register, and those of its columns that its lists have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListShape {
    /// The register.
    pub ledger: Arc<Ledger>,
    /// Places of the columns.
    pub columns: Vec<usize>,
}

impl RowCard {
    /// Its name.
    pub fn name(&self) -> Arc<str> {
        self.row.name(&self.shape.ledger)
    }

    /// Its cells in the columns of the list.
    pub fn cells(&self) -> Vec<Arc<CellView>> {
        let cell = |column: &usize| CellView::of(&self.shape.ledger.columns[*column], &self.row.cells[*column]);
        self.shape.columns.iter().map(cell).collect()
    }
}

closed_view! {
    /// A cell of a row.
    pub struct CellView {
        /// As written; empty where unknown.
        pub written: Arc<str>,
        /// Its number, if it is one; money is in đồng.
        pub amount: Option<Decimal>,
        /// Its day, if it is one.
        pub day: Option<trichdan::calendar::Date>,
        /// Whether its column is one of money.
        pub is_money: bool,
        /// Whether its column is one of numbers.
        pub is_number: bool,
        /// Whether it is an address on the web.
        pub is_address: bool,
        /// Unit of its column.
        pub unit: Option<Arc<str>>,
        /// True when it is not what its column asks for, or can be read in two ways.
        pub doubtful: bool,
    }
}

impl CellView {
    fn of(column: &Column, cell: &RowCell) -> Arc<Self> {
        Arc::new(Self {
            written: cell.written.clone(),
            amount: cell.number(),
            day: match cell.value {
                CellValue::Day(day) => Some(day),
                _ => None,
            },
            is_money: column.kind == ColumnKind::Money,
            is_number: column.kind.is_number(),
            is_address: column.kind == ColumnKind::Address && cell.value == CellValue::Words,
            unit: column.unit.clone().filter(|_| column.kind != ColumnKind::Money),
            doubtful: cell.value == CellValue::Doubtful,
        })
    }
}

closed_view! {
    /// What a row says in one column.
    pub struct FactView {
        /// The column's name.
        pub title: Arc<str>,
        /// What stands there.
        pub cell: Arc<CellView>,
        /// Pages of what it names.
        pub links: Vec<Arc<Link>>,
    }
}

closed_view! {
    /// Words in a column that the register does not have.
    pub struct OtherFact {
        /// The column's name.
        pub title: Arc<str>,
        /// The words.
        pub words: Arc<str>,
    }
}

trichdan::choice! {
    /// How a row stands against the period before.
    pub enum RowState {
        /// It is reported for the first time.
        New = "new";
        /// It is reported again, with something changed.
        Changed = "changed";
        /// It is reported again, as it was.
        Carried = "carried";
        /// It says that it is over.
        Ended = "ended";
        /// The register is reported, and it is not in it.
        Silent = "silent";
    }
}

closed_view! {
    /// A row in one period.
    pub struct RowPeriod {
        /// The period.
        pub period: Arc<Link>,
    }
    keeps {
        /// The register.
        pub ledger: Arc<Ledger>,
        /// What the period reports; none where it does not.
        pub row: Option<Arc<Row>>,
        /// What was last reported before it.
        pub before: Option<Arc<Row>>,
    }
    shows {
        /// How it stands against what was last reported.
        state = RowPeriod::state,
        /// What changed since then.
        changes = RowPeriod::changes,
    }
}

impl RowPeriod {
    /// How it stands against what was last reported.
    pub fn state(&self) -> RowState {
        match (&self.row, &self.before) {
            (None, _) => RowState::Silent,
            (Some(row), _) if row.has_ended(&self.ledger) => RowState::Ended,
            (Some(_), None) => RowState::New,
            (Some(row), Some(before)) if row.cells == before.cells && row.others == before.others => RowState::Carried,
            (Some(_), Some(_)) => RowState::Changed,
        }
    }

    /// What changed since it was last reported; of the first report nothing.
    pub fn changes(&self) -> Vec<Arc<CellChange>> {
        let (Some(row), Some(before)) = (&self.row, &self.before) else { return Vec::new() };
        let columns = self.ledger.columns.iter().zip(before.cells.iter().zip(&row.cells));
        let changed = columns.filter(|(_, (before, now))| before != now).map(|(column, (before, now))| {
            Arc::new(CellChange {
                title: column.title.clone(),
                before: CellView::of(column, before),
                now: CellView::of(column, now),
            })
        });
        changed.collect()
    }
}

closed_view! {
    /// A cell that changed between two periods.
    pub struct CellChange {
        /// The column's name.
        pub title: Arc<str>,
        /// What stood there.
        pub before: Arc<CellView>,
        /// What stands there now.
        pub now: Arc<CellView>,
    }
}

closed_view! {
    /// A row's page.
    pub struct RowView {
        /// Its register.
        pub ledger: Arc<LedgerCard>,
        /// The period that last reports it.
        pub period: Arc<Link>,
        /// True when the newest period of its register does not report it though it has not ended.
        pub unreported: bool,
        /// Period by period, oldest first, silent ones included.
        pub history: Vec<Arc<RowPeriod>>,
        /// Its numbers over periods.
        pub charts: Vec<Arc<ChartView>>,
        /// Sentences that mention it, newest first; at most a hundred.
        pub mentioned: Vec<Arc<SentenceGroup>>,
        /// How many sentences mention it in all.
        pub mention_count: u32,
    }
    keeps {
        /// What was last reported of it.
        pub row: Arc<Row>,
        /// The register as declared.
        pub declared: Arc<Ledger>,
        /// Pages of what its cells name, by column.
        pub links: Vec<(usize, Arc<Link>)>,
    }
    shows {
        /// Its name.
        name = RowView::name,
        /// What it says, column by column.
        facts = RowView::facts,
        /// What stands in columns that the register does not have.
        others = RowView::others,
    }
}

impl RowView {
    /// Its name.
    pub fn name(&self) -> Arc<str> {
        self.row.name(&self.declared)
    }

    /// What it says, column by column.
    pub fn facts(&self) -> Vec<Arc<FactView>> {
        let columns = self.declared.columns.iter().zip(&self.row.cells).enumerate();
        let fact = |(index, (column, cell)): (usize, (&Column, &RowCell))| {
            let links = self.links.iter().filter(|(column, _)| *column == index).map(|(_, link)| link.clone());
            Arc::new(FactView { title: column.title.clone(), cell: CellView::of(column, cell), links: links.collect() })
        };
        columns.map(fact).collect()
    }

    /// What stands in columns that the register does not have.
    pub fn others(&self) -> Vec<Arc<OtherFact>> {
        let fact =
            |(title, words): &(Arc<str>, Arc<str>)| Arc::new(OtherFact { title: title.clone(), words: words.clone() });
        self.row.others.iter().map(fact).collect()
    }
}

closed_view! {
    /// Rows of a register that name a thing, on the page of that thing.
    pub struct NamingRows {
        /// The register, or that part of it.
        pub ledger: Arc<Link>,
        /// How many rows there are.
        pub count: u32,
        /// The first of them, by name in Vietnamese order.
        pub rows: Vec<Arc<Link>>,
    }
}
