//! The rows of registers that the site declares, as open data: one table for each register, cut by period.
//!
//! Names of people are left out, as everywhere in open data, and so is what stands in columns that the register does not have:
//! nobody has said that these are fit to be published for reuse. A number that is doubtful is empty.

use std::borrow::Cow;
use std::sync::Arc;

use super::rows::PeriodRow;
use super::sheet::Source;
use super::table::{About, Cell, Column, Row as DataRow};
use crate::address;
use crate::content::{self, CellValue, ColumnKind, Ledger, Row};

/// What a register reports in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRows {
    /// Where the site is published, with a trailing slash.
    pub base_url: Arc<str>,
    /// The register.
    pub ledger: Arc<Ledger>,
    /// The period's id.
    pub period: Arc<str>,
    /// The last parts of the rows' addresses, and what the period reports of them.
    pub rows: Vec<(Arc<str>, Arc<Row>)>,
}

impl Source for LedgerRows {
    type Row = LedgerRow;

    fn about(&self) -> About {
        about(&self.ledger)
    }

    fn rows(&self) -> Cow<'_, [LedgerRow]> {
        let row = |(slug, row): &(Arc<str>, Arc<Row>)| LedgerRow {
            id: slug.clone(),
            url: format!("{}{}", self.base_url, address::row(&self.ledger.id, slug)),
            period: self.period.clone(),
            ledger: self.ledger.clone(),
            row: row.clone(),
        };
        self.rows.iter().map(row).collect()
    }
}

/// A row in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerRow {
    id: Arc<str>,
    period: Arc<str>,
    url: String,
    ledger: Arc<Ledger>,
    row: Arc<Row>,
}

impl DataRow for LedgerRow {
    fn cells(&self) -> Vec<Cell<'_>> {
        let text = |text| Cell::Text(Cow::Borrowed(text));
        let columns = self.ledger.columns.iter().zip(&self.row.cells).filter(|(column, _)| is_open(column));
        let cells = columns.map(|(column, cell)| match (&cell.value, column.kind) {
            (CellValue::Blank, _) => Cell::Empty,
            (CellValue::Number(number), _) => Cell::Number(number.normalize()),
            (CellValue::Day(day), _) => Cell::Text(Cow::Owned(day.to_string())),
            (CellValue::Words, kind) if kind.is_number() => Cell::Empty,
            (CellValue::Doubtful, kind)
                if kind.is_number() || matches!(kind, ColumnKind::Day | ColumnKind::Address) =>
            {
                Cell::Empty
            }
            (CellValue::Words | CellValue::Doubtful, _) => text(&*cell.written),
        });
        [text(&*self.id), text(&*self.period)].into_iter().chain(cells).chain([text(&*self.url)]).collect()
    }
}

/// Whether a column is published as open data.
fn is_open(column: &content::Column) -> bool {
    column.kind != ColumnKind::Person
}

/// `so-ocop`: what the data calls a register.
pub fn name(ledger: &Ledger) -> String {
    format!("so-{}", ledger.id)
}

/// What there is to know of a register's table.
pub fn about(ledger: &Ledger) -> About {
    let fixed = |name: &'static str, meaning: &'static str| Column {
        name: Cow::Borrowed(name),
        kind: "string",
        format: (name == "url").then_some("uri"),
        meaning: Cow::Borrowed(meaning),
        is_required: true,
        words: &[],
        is_key: name != "url",
        refers_to: (name == "period").then_some(PeriodRow::NAME),
    };
    let own = ledger.columns.iter().filter(|column| is_open(column)).map(|column| {
        let (kind, unit) = match column.kind {
            ColumnKind::Money => ("number", Some("đồng")),
            kind if kind.is_number() => ("number", column.unit.as_deref()),
            ColumnKind::Day => ("date", None),
            _ => ("string", None),
        };
        Column {
            name: Cow::Owned(column.id.to_string()),
            kind,
            format: (column.kind == ColumnKind::Address).then_some("uri"),
            meaning: Cow::Owned(
                unit.map_or_else(|| format!("{}.", column.title), |unit| format!("{}, {unit}.", column.title)),
            ),
            is_required: false,
            words: &[],
            is_key: false,
            refers_to: None,
        }
    });
    let first = [fixed("id", "Mã dòng, giữ nguyên qua các kỳ."), fixed("period", "Kỳ báo cáo.")];
    let columns = first.into_iter().chain(own).chain([fixed("url", "Trang của dòng.")]).collect();
    let told = ledger.description.as_deref().unwrap_or_default();
    About {
        name: Cow::Owned(name(ledger)),
        title: Cow::Owned(ledger.title.to_string()),
        description: Cow::Owned(
            format!("Mỗi dòng là một {} trong một kỳ báo cáo. {told}", ledger.row).trim_end().to_owned(),
        ),
        columns: Cow::Owned(columns),
    }
}
