//! Rows of registers that the site declares: the page of each with its history over periods, and the links to and from what it names.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::address;
use crate::content::{Column, ColumnKind, Ledger, PeriodId, Row, RowCell};
use crate::link::ledger::{LedgerRow, LinkedLedger, RowIndex};
use crate::link::row_targets::Target;
use crate::plan::ledger::{is_unreported, scale_of, unit_of};
use crate::plan::model::MENTIONS_SHOWN;
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::source::SourcePath;
use crate::view::*;
use trichdan::text::order;

/// Rows that the page of what they name lists.
const ROWS_SHOWN: usize = 20;

impl Planner<'_, '_> {
    /// Plans the page of one row.
    pub fn plan_row(&self, pages: &mut Pages, index: RowIndex, card: &Arc<LedgerCard>) {
        let linked = &self.archive.ledgers[index.ledger as usize];
        let row = &linked.rows[index.row as usize];
        let (period, entry) = row.series.last();
        let newest = linked.periods.last_key_value().map(|(period, _)| *period);
        let mentioned = self.distinct(self.archive.rows_mentioned.get(&index).map_or(&[][..], Vec::as_slice));
        let targets = self.archive.row_targets.of(index).iter();
        let mut links: Vec<(usize, Arc<Link>)> =
            targets.filter_map(|(column, target)| Some((*column, self.page_of_target(target)?))).collect();
        links.extend(self.files_of_row(linked.ledger, entry.value, entry.path));
        let view = RowView {
            ledger: card.clone(),
            period: self.period_link(*period),
            unreported: is_unreported(linked.ledger, row, newest),
            history: self.row_history(linked, row),
            charts: self.row_charts(linked.ledger, row),
            mentioned: self.mentioning_groups(&mentioned, MENTIONS_SHOWN),
            mention_count: mentioned.len() as u32,
            row: entry.value.clone(),
            declared: linked.ledger.clone(),
            links,
        };
        let url = address::row(&linked.ledger.id, &row.slug);
        let mut head = self.head(url, view.name(), Genre::Row, &[Section::Home, Section::Ledgers]);
        head.breadcrumbs.push(Arc::new(Link { title: card.title.clone(), url: card.url.clone() }));
        head.draft = self.archive.is_draft(*period);
        pages.add(Some(entry.location()), head, Content::Row(Arc::new(view)));
    }

    /// Every period that reports the register, from the first that has the row to its end; silent ones too.
    fn row_history(&self, linked: &LinkedLedger<'_>, row: &LedgerRow<'_>) -> Vec<Arc<RowPeriod>> {
        let (last, entry) = row.series.last();
        let has_ended = entry.value.has_ended(linked.ledger);
        // A quarter inside a reported half is silent about nothing: only kinds of period that report the row count.
        let kinds: Vec<_> = row.series.entries.iter().map(|(period, _)| period.kind()).collect();
        let periods = linked.periods.range(row.series.first().0..).map(|(period, _)| *period);
        let relevant = periods.filter(|period| kinds.contains(&period.kind()) && !(has_ended && period > last));
        let mut before: Option<Arc<Row>> = None;
        let mut history = Vec::new();
        for period in relevant {
            let now = row.series.in_period(period).cloned();
            let (period, ledger) = (self.period_link(period), linked.ledger.clone());
            history.push(Arc::new(RowPeriod { period, ledger, row: now.clone(), before: before.clone() }));
            before = now.or(before);
        }
        history
    }

    /// A chart for each number of a row that more than one period states.
    fn row_charts(&self, ledger: &Ledger, row: &LedgerRow<'_>) -> Vec<Arc<ChartView>> {
        if row.series.entries.len() < 2 {
            return Vec::new();
        }
        let (of, periods) = self.longest_line(row.series.entries.iter().map(|(period, _)| *period));
        let numbers = ledger.columns.iter().enumerate().filter(|(_, column)| column.kind.is_number());
        let chart = |(place, column): (usize, &Column)| {
            let number =
                |period: &PeriodId| Some(row.series.in_period(*period)?.cells[place].number()? / scale_of(column));
            let values: Vec<Option<Decimal>> = periods.iter().map(number).collect();
            self.column_chart(ChartForm::Line, (of.clone(), &periods), &column.title, unit_of(column), values)
        };
        numbers.filter_map(chart).collect()
    }

    /// The page of what a cell names, if there is one.
    fn page_of_target(&self, target: &Target) -> Option<Arc<Link>> {
        match target {
            Target::Place(place) => self.has_page(*place).then(|| self.ground.cards.places[*place].clone()),
            Target::Body(body) => self.ground.with_page.contains(body).then(|| self.body_link(*body)),
            Target::Document(document) => Some(self.document_link(*document)),
            Target::Model(id) => Some(self.model_link(id)),
            Target::Task(id) => {
                let title = self.archive.tasks[id].last().1.value.name.clone();
                Some(Arc::new(Link { title, url: self.task_row(id) }))
            }
        }
    }

    /// The files that a row names, from `files/` of its period.
    fn files_of_row(&self, ledger: &Ledger, row: &Row, from: &SourcePath) -> Vec<(usize, Arc<Link>)> {
        let columns = ledger.columns.iter().zip(&row.cells).enumerate();
        let files = columns.filter(|(_, (column, cell))| column.kind == ColumnKind::File && !cell.written.is_empty());
        let file = |(place, (_, cell)): (usize, (&Column, &RowCell))| {
            let (path, _) = self.attachments.find(from, &format!("../files/{}", cell.written))?;
            Some((place, Arc::new(Link { title: path.file_name().into(), url: address::attachment(path) })))
        };
        files.filter_map(file).collect()
    }

    /// A row as a link.
    pub fn row_link(&self, index: RowIndex) -> Arc<Link> {
        let linked = &self.archive.ledgers[index.ledger as usize];
        let row = &linked.rows[index.row as usize];
        Arc::new(Link { title: row.newest().name(linked.ledger), url: address::row(&linked.ledger.id, &row.slug) })
    }

    /// The rows of all registers that name a thing, for its page.
    pub fn rows_naming(&self, target: &Target) -> Vec<Arc<NamingRows>> {
        let naming = self.archive.row_targets.naming(target);
        let of_ledger = |rows: &[RowIndex]| {
            let linked = &self.archive.ledgers[rows[0].ledger as usize];
            let mut links: Vec<Arc<Link>> = rows.iter().map(|index| self.row_link(*index)).collect();
            // Sorted: reaches output. By name in Vietnamese order; the address settles ties.
            links.sort_by_cached_key(|link| (order::key(&link.title), link.url.clone()));
            links.truncate(ROWS_SHOWN);
            let column =
                self.archive.row_targets.of(rows[0]).iter().find(|(_, own)| own == target).map(|(column, _)| *column);
            let part = column.zip(self.choice_of(target)).map(|(column, (id, _))| {
                address::part_of_ledger(&linked.ledger.id, &linked.ledger.columns[column].id, &id)
            });
            let url = part.unwrap_or_else(|| address::ledger(&linked.ledger.id));
            let ledger = Link { title: linked.ledger.title.clone(), url };
            Arc::new(NamingRows { ledger: Arc::new(ledger), count: rows.len() as u32, rows: links })
        };
        naming.chunk_by(|one, other| one.ledger == other.ledger).map(of_ledger).collect()
    }
}
