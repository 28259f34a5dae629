//! Registers that the site declares: their lists by term, place and period, what they add up to, and a page for each row.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::address;
use crate::content::{Column, ColumnKind, Ledger, PeriodId, PeriodKind, Row};
use crate::link::ledger::{LedgerRow, LinkedLedger, RowIndex};
use crate::link::row_targets::Target;
use crate::plan::figure::change;
use crate::plan::listing::{Group, ListPage};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;
use trichdan::text::order;
use trichdan::text::slug::slug;

/// Columns of a list besides the name; a row's page has all.
const COLUMNS_SHOWN: usize = 5;

/// Columns of numbers that a list has in any case.
const NUMBERS_SHOWN: usize = 2;

impl Planner<'_, '_> {
    /// Plans the list of registers, their lists, and a page for each row.
    pub fn plan_ledgers(&self, pages: &mut Pages) {
        let ledgers = &self.archive.ledgers;
        if ledgers.is_empty() {
            return;
        }
        let cards: Vec<Arc<LedgerCard>> = ledgers.iter().map(|linked| self.ledger_card(linked)).collect();
        let title = Section::Ledgers.title(self.ground.language);
        let head = self.head(Section::Ledgers.url(), title, Genre::Section(Section::Ledgers), &[Section::Home]);
        pages.add(None, head, Content::Ledgers(Arc::new(LedgersView { ledgers: cards.clone() })));
        for ((index, linked), card) in (0_u32..).zip(ledgers).zip(&cards) {
            self.plan_ledger(pages, index, linked, card);
            self.plan_each(linked.rows.len(), pages, |row, pages| {
                self.plan_row(pages, RowIndex { ledger: index, row }, card);
            });
        }
    }

    pub fn ledger_card(&self, linked: &LinkedLedger<'_>) -> Arc<LedgerCard> {
        let newest = linked.periods.last_key_value();
        Arc::new(LedgerCard {
            url: address::ledger(&linked.ledger.id),
            title: linked.ledger.title.clone(),
            description: linked.ledger.description.clone(),
            row: linked.ledger.row.clone(),
            count: linked.rows.len() as u32,
            period: newest.map(|(period, _)| self.period_link(*period)),
            newest: newest.map_or(0, |(_, rows)| rows.len() as u32),
        })
    }

    fn plan_ledger(&self, pages: &mut Pages, index: u32, linked: &LinkedLedger<'_>, card: &Arc<LedgerCard>) {
        let shape = Arc::new(list_shape(linked));
        let facets: Vec<usize> = facets(linked);
        let newest = linked.periods.last_key_value().map(|(period, _)| *period);
        let mut rows: Vec<Arc<RowCard>> = (0_u32..)
            .zip(&linked.rows)
            .map(|(place, row)| {
                let (period, entry) = row.series.last();
                let choices = self.choices(RowIndex { ledger: index, row: place }, entry.value, &facets);
                let unreported = is_unreported(linked.ledger, row, newest);
                Arc::new(RowCard { unreported, choices, ..self.row_card(linked, row, *period, entry.value, &shape) })
            })
            .collect();
        sort_by_name(&mut rows);
        let groups: Vec<Group> = facets
            .iter()
            .map(|column| {
                let column = &linked.ledger.columns[*column];
                Group { title: column.title.clone(), folder: format!("{}/", column.id) }
            })
            .collect();
        let of_row = |row: &RowCard, group: usize| row.choices[group].clone();
        let list = self.grouped_pages(&card.url, &rows, &groups, of_row);
        let sums: Vec<usize> = summed(linked);
        let added: BTreeMap<PeriodId, Vec<Added>> =
            linked.periods.keys().map(|period| (*period, added(linked, *period, &sums))).collect();
        let periods = self.ledger_periods(linked, &sums, &added);
        let charts = self.ledger_charts(linked, &sums, &added);
        let frame = ListFrame { card, shape: &shape, sums: heads(linked.ledger, &sums), of_period: false };
        for page in list {
            let is_first = page.is_whole();
            let (periods, charts) = if is_first { (periods.clone(), charts.clone()) } else { Default::default() };
            self.add_ledger_page(pages, &frame, page, periods, charts);
        }
        let frame = ListFrame { of_period: true, ..frame };
        for (period, own) in linked.periods.iter().zip(periods.iter().rev()) {
            self.plan_ledger_period(pages, linked, &frame, period, own);
        }
    }

    /// Plans the lists of the rows that a period reports, as they stood in it.
    fn plan_ledger_period(
        &self,
        pages: &mut Pages,
        linked: &LinkedLedger<'_>,
        frame: &ListFrame<'_>,
        (period, reported): (&PeriodId, &Vec<u32>),
        own: &Arc<LedgerPeriod>,
    ) {
        let mut rows: Vec<Arc<RowCard>> = Vec::with_capacity(reported.len());
        for place in reported {
            let row = &linked.rows[*place as usize];
            if let Some(entry) = row.series.in_period(*period) {
                rows.push(Arc::new(self.row_card(linked, row, *period, entry, frame.shape)));
            }
        }
        sort_by_name(&mut rows);
        let title = self.period_link(*period).title.clone();
        for page in self.cut(&own.url, Some((FacetKind::Period, &title)), &rows, &[]) {
            self.add_ledger_page(pages, frame, page, vec![own.clone()], Vec::new());
        }
    }

    /// A row as it stood in a period.
    fn row_card(
        &self,
        linked: &LinkedLedger<'_>,
        row: &LedgerRow<'_>,
        period: PeriodId,
        entry: &Arc<Row>,
        shape: &Arc<ListShape>,
    ) -> RowCard {
        RowCard {
            url: address::row(&linked.ledger.id, &row.slug),
            period: self.period_link(period),
            unreported: false,
            row: entry.clone(),
            shape: shape.clone(),
            choices: Vec::new(),
        }
    }

    fn add_ledger_page(
        &self,
        pages: &mut Pages,
        frame: &ListFrame<'_>,
        page: ListPage<RowCard>,
        periods: Vec<Arc<LedgerPeriod>>,
        charts: Vec<Arc<ChartView>>,
    ) {
        let ListPage { url, narrowed, facets, rows, pagination, .. } = page;
        let ListFrame { card, shape, sums, of_period } = frame;
        let full = match &narrowed {
            Some(choice) => format!("{}: {choice}", card.title),
            None => card.title.to_string(),
        };
        let mut head = self.head(url, full, Genre::Section(Section::Ledgers), &[Section::Home, Section::Ledgers]);
        if narrowed.is_some() {
            head.breadcrumbs.push(Arc::new(Link { title: card.title.clone(), url: card.url.clone() }));
        }
        head.description = card.description.clone().filter(|_| narrowed.is_none());
        let view = LedgerView {
            ledger: (*card).clone(),
            narrowed,
            of_period: *of_period,
            facets,
            columns: heads(&shape.ledger, &shape.columns),
            rows,
            pagination,
            sums: sums.clone(),
            periods,
            charts,
        };
        pages.add(None, head, Content::Ledger(Arc::new(view)));
    }

    /// What a row falls under, for each filter of its register.
    fn choices(&self, index: RowIndex, row: &Row, facets: &[usize]) -> Vec<Vec<ChoiceName>> {
        let targets = self.archive.row_targets.of(index);
        let choices = |column: &usize| -> Vec<ChoiceName> {
            let named =
                targets.iter().filter(|(place, _)| place == column).filter_map(|(_, target)| self.choice_of(target));
            let named: Vec<ChoiceName> = named.collect();
            let written = &row.cells[*column].written;
            if !named.is_empty() || written.is_empty() {
                return named;
            }
            vec![(slug(written).into(), written.clone())]
        };
        facets.iter().map(choices).collect()
    }

    pub fn choice_of(&self, target: &Target) -> Option<ChoiceName> {
        match target {
            Target::Place(place) => {
                let id = self.archive.places.get(*place).id.value.0.clone();
                Some((id, self.ground.cards.places[*place].title.clone()))
            }
            Target::Body(body) => {
                let body = self.archive.issuers.get(*body);
                Some((body.id.value.0.clone(), body.name.clone()))
            }
            Target::Document(_) | Target::Model(_) | Target::Task(_) => None,
        }
    }

    /// What each period reports of a register in sum, newest first.
    fn ledger_periods(
        &self,
        linked: &LinkedLedger<'_>,
        sums: &[usize],
        added: &BTreeMap<PeriodId, Vec<Added>>,
    ) -> Vec<Arc<LedgerPeriod>> {
        let of_period = |(period, rows): (&PeriodId, &Vec<u32>)| {
            let before = self.compared_with(*period).filter(|before| linked.periods.contains_key(before));
            let caution = before.and_then(|before| self.merger_between(before, *period));
            let change =
                |now: Decimal, then: Decimal| Some(change(now, then, self.period_link(before?), caution.clone()));
            let sum = |(place, now): (usize, &Added)| {
                let then = before.map(|before| &added[&before][place]);
                let both = then.filter(|then| then.missing == 0 && now.missing == 0);
                let column = &linked.ledger.columns[sums[place]];
                Arc::new(SumView {
                    amount: (now.stated > 0).then_some(now.sum),
                    is_money: column.kind == ColumnKind::Money,
                    unit: column.unit.clone().filter(|_| column.kind != ColumnKind::Money),
                    missing: now.missing,
                    change: both.and_then(|then| change(now.sum, then.sum)),
                })
            };
            let then = before.map(|before| linked.periods[&before].len());
            Arc::new(LedgerPeriod {
                period: self.period_link(*period),
                url: address::rows_of(&linked.ledger.id, *period),
                count: rows.len() as u32,
                change: then.and_then(|then| change(Decimal::from(rows.len()), Decimal::from(then))),
                sums: added[period].iter().enumerate().map(sum).collect(),
            })
        };
        linked.periods.iter().rev().map(of_period).collect()
    }

    /// How the number of rows and each sum went over the most periods that can be compared with each other.
    fn ledger_charts(
        &self,
        linked: &LinkedLedger<'_>,
        sums: &[usize],
        added: &BTreeMap<PeriodId, Vec<Added>>,
    ) -> Vec<Arc<ChartView>> {
        let (of, periods) = self.longest_line(linked.periods.keys().copied());
        let chart = |name: &Arc<str>, unit: Option<Arc<str>>, values: Vec<Option<Decimal>>| {
            self.column_chart(ChartForm::Bar, (of.clone(), &periods), name, unit, values)
        };
        let counts = periods.iter().map(|period| Some(Decimal::from(linked.periods[period].len()))).collect();
        let sum = |(place, column): (usize, &usize)| {
            let column = &linked.ledger.columns[*column];
            let drawn = |added: &Added| (added.stated > 0).then(|| added.sum / scale_of(column));
            let values = periods.iter().map(|period| drawn(&added[period][place])).collect();
            chart(&column.title, unit_of(column), values)
        };
        chart(&format!("Số {}", linked.ledger.row).into(), None, counts)
            .into_iter()
            .chain(sums.iter().enumerate().filter_map(sum))
            .collect()
    }

    /// Of some periods the most that can be compared with each other; of several as many, those of the body with the newest.
    pub fn longest_line(&self, periods: impl Iterator<Item = PeriodId>) -> (Option<Arc<str>>, Vec<PeriodId>) {
        let mut longest = (None, Vec::new());
        for (of, line) in self.lines(periods) {
            for kind in PeriodKind::ALL {
                // A half beside a year would be compared with it.
                let alike: Vec<PeriodId> = line.iter().copied().filter(|period| period.kind() == *kind).collect();
                if alike.len() > longest.1.len() {
                    longest = (of.clone(), alike);
                }
            }
        }
        longest
    }

    /// What a column says over periods of one body; none while fewer than two of them say it.
    pub fn column_chart(
        &self,
        form: ChartForm,
        (of, periods): (Option<Arc<str>>, &[PeriodId]),
        name: &Arc<str>,
        unit: Option<Arc<str>>,
        values: Vec<Option<Decimal>>,
    ) -> Option<Arc<ChartView>> {
        (values.iter().flatten().count() > 1).then(|| {
            Arc::new(ChartView {
                title: ChartSubject::ColumnByPeriod,
                of,
                length: periods.first().map(|period| period.kind()),
                form,
                unit,
                axis: ChartAxis::Period,
                categories: periods.iter().map(|period| self.period_link(*period).title.clone()).collect(),
                series: vec![Arc::new(ChartSeries { name: name.clone(), values })],
            })
        })
    }

    /// The registers that a period reports.
    pub fn ledgers_of(&self, period: PeriodId) -> Vec<Arc<NamingRows>> {
        let reported = self.archive.ledgers.iter().filter_map(|linked| Some((linked, linked.periods.get(&period)?)));
        let of_ledger = |(linked, rows): (&LinkedLedger<'_>, &Vec<u32>)| {
            let ledger = Link { title: linked.ledger.title.clone(), url: address::rows_of(&linked.ledger.id, period) };
            Arc::new(NamingRows { ledger: Arc::new(ledger), count: rows.len() as u32, rows: Vec::new() })
        };
        reported.map(of_ledger).collect()
    }
}

/// What all pages of a register's lists share.
struct ListFrame<'f> {
    card: &'f Arc<LedgerCard>,
    shape: &'f Arc<ListShape>,
    sums: Vec<Arc<ColumnHead>>,
    of_period: bool,
}

/// A column of a period added up.
#[derive(Default)]
struct Added {
    sum: Decimal,
    /// Rows that state a number.
    stated: u32,
    /// Rows that do not.
    missing: u32,
}

fn added(linked: &LinkedLedger<'_>, period: PeriodId, sums: &[usize]) -> Vec<Added> {
    let mut added: Vec<Added> = sums.iter().map(|_| Added::default()).collect();
    for place in &linked.periods[&period] {
        let Some(row) = linked.rows[*place as usize].series.in_period(period) else { continue };
        for (added, column) in added.iter_mut().zip(sums) {
            match row.cells[*column].number().and_then(|number| added.sum.checked_add(number)) {
                Some(sum) => (added.sum, added.stated) = (sum, added.stated + 1),
                None => added.missing += 1,
            }
        }
    }
    added
}

/// Whether the newest period of its register does not report a row that has not ended.
pub fn is_unreported(ledger: &Ledger, row: &LedgerRow<'_>, newest: Option<PeriodId>) -> bool {
    let (last, entry) = row.series.last();
    newest.is_some_and(|newest| newest > *last) && !entry.value.has_ended(ledger)
}

/// Whether a column says something of any row today.
fn says(linked: &LinkedLedger<'_>, column: usize) -> bool {
    linked.rows.iter().any(|row| !row.newest().cells[column].written.is_empty())
}

/// The columns of a list: the first that say something, without those that name the row; numbers have room among them.
fn list_shape(linked: &LinkedLedger<'_>) -> ListShape {
    let ledger = linked.ledger;
    let says = |column: &usize| says(linked, *column);
    let others = (0..ledger.columns.len()).filter(|column| !ledger.key.contains(column)).filter(says);
    let (numbers, words): (Vec<usize>, Vec<usize>) =
        others.partition(|column| ledger.columns[*column].kind.is_number());
    let numbers = &numbers[..numbers.len().min(NUMBERS_SHOWN.max(COLUMNS_SHOWN.saturating_sub(words.len())))];
    let words = words.into_iter().take(COLUMNS_SHOWN - numbers.len().min(COLUMNS_SHOWN));
    let mut columns: Vec<usize> = words.chain(numbers.iter().copied()).collect();
    // Sorted: reaches output. As the register has them.
    columns.sort_unstable();
    ListShape { ledger: ledger.clone(), columns }
}

/// The columns by which a list can be narrowed, as far as they say something.
fn facets(linked: &LinkedLedger<'_>) -> Vec<usize> {
    let columns = &linked.ledger.columns;
    (0..columns.len()).filter(|column| columns[*column].kind.is_facet() && says(linked, *column)).collect()
}

/// The columns of numbers in which any row states one.
fn summed(linked: &LinkedLedger<'_>) -> Vec<usize> {
    let columns = &linked.ledger.columns;
    let states = |column: &usize| {
        let mut entries = linked.rows.iter().flat_map(|row| &row.series.entries);
        entries.any(|(_, entry)| entry.value.cells[*column].number().is_some())
    };
    (0..columns.len()).filter(|column| columns[*column].kind.is_number()).filter(states).collect()
}

fn heads(ledger: &Ledger, columns: &[usize]) -> Vec<Arc<ColumnHead>> {
    let head = |column: &usize| {
        let Column { title, unit, kind, .. } = &ledger.columns[*column];
        let unit = unit.clone().filter(|_| *kind != ColumnKind::Money);
        Arc::new(ColumnHead { title: title.clone(), unit, is_number: kind.is_number() })
    };
    columns.iter().map(head).collect()
}

/// The unit in which a column's numbers are drawn: money in millions, because no chart has room for its zeros.
pub fn unit_of(column: &Column) -> Option<Arc<str>> {
    match column.kind {
        ColumnKind::Money => Some("triệu đồng".into()),
        _ => column.unit.clone(),
    }
}

/// What a column's numbers are divided by to be drawn.
pub fn scale_of(column: &Column) -> Decimal {
    if column.kind == ColumnKind::Money { Decimal::ONE_THOUSAND * Decimal::ONE_THOUSAND } else { Decimal::ONE }
}

// Sorted: reaches output. By name in Vietnamese order; the address settles ties.
fn sort_by_name(rows: &mut [Arc<RowCard>]) {
    rows.sort_by_cached_key(|row| (order::key(&row.name()), row.url.clone()));
}
