//! Promise and outcome, and the gaps that originals leave.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use crate::address;
use crate::content::{Blank, PeriodId};
use crate::link::promise::PromiseLink;
use crate::link::report::ReportIndex;
use crate::plan::pages::Pages;
use crate::plan::planner::{Planner, ROWS_ON_A_PAGE};
use crate::view::*;

impl Planner<'_, '_> {
    /// Plans the page of promises and outcomes.
    pub fn plan_promises(&self, pages: &mut Pages) {
        let rows = self.listed_promises();
        let forgotten = rows.iter().filter(|row| row.forgotten).count() as u32;
        let first = Section::Promises.url();
        for (number, chunk) in numbered_pages(&rows) {
            let pagination = self.pagination(&first, number, rows.len(), ROWS_ON_A_PAGE);
            let title = Section::Promises.title(self.ground.language);
            let head =
                self.head(address::page_of(&first, number), title, Genre::Section(Section::Promises), &[Section::Home]);
            let view = PromisesView { rows: chunk.to_vec(), forgotten, pagination };
            pages.add(None, head, Content::Promises(Arc::new(view)));
        }
    }

    /// All promises as their list has them.
    pub fn listed_promises(&self) -> Vec<Arc<PromiseRow>> {
        let mut rows = self.promise_rows(0..self.archive.promises.len());
        // Sorted: reaches output. Newest period first, and what one period promised in its own order.
        rows.reverse();
        for period in rows.chunk_by_mut(|one, other| one.period == other.period) {
            period.reverse();
        }
        rows
    }

    /// These promises, in their order.
    fn promise_rows(&self, promises: impl Iterator<Item = usize>) -> Vec<Arc<PromiseRow>> {
        promises.map(|index| self.promise_row(&self.archive.promises[index])).collect()
    }

    pub fn promises_of(&self, period: PeriodId) -> Vec<Arc<PromiseRow>> {
        self.promise_rows(self.promised_in(period))
    }

    /// The promises for which a period answers: it is the one right after theirs, or says something of them.
    pub fn answered_in(&self, period: PeriodId) -> Vec<Arc<PromiseRow>> {
        let of_before = self.compared_with(period).map(|before| self.promised_in(before)).unwrap_or_default();
        let mut answered: BTreeSet<usize> = of_before.collect();
        answered.extend(self.ground.answered.get(&period).into_iter().flatten());
        self.promise_rows(answered.into_iter())
    }

    /// The places of a period's promises among all, which come by period.
    fn promised_in(&self, period: PeriodId) -> Range<usize> {
        let promises = &self.archive.promises;
        let first = promises.partition_point(|promise| promise.period < period);
        first..promises.partition_point(|promise| promise.period <= period)
    }

    fn promise_row(&self, promise: &PromiseLink<'_>) -> Arc<PromiseRow> {
        let outcomes = promise.outcomes.iter().map(|(period, outcome)| {
            Arc::new(OutcomeRow {
                period: self.period_link(*period),
                state: outcome.state,
                note: outcome.note.clone(),
                source: outcome.section.as_ref().and_then(|section| self.section_of(*period, &section.value)),
            })
        });
        let outcomes: Vec<Arc<OutcomeRow>> = outcomes.collect();
        let section = promise.promise.section.as_ref();
        let has_later = self.newest_of_body(promise.period) > promise.period;
        let body = self.archive.authorities.of_period(promise.period).body;
        let has_ended = body.is_some_and(|body| self.ground.cards.authorities[body].ended);
        Arc::new(PromiseRow {
            anchor: format!("{}-{}", promise.period, promise.promise.id.value).into(),
            title: promise.promise.title.clone(),
            source: section.and_then(|section| self.section_of(promise.period, &section.value)),
            period: self.period_link(promise.period),
            forgotten: outcomes.is_empty() && has_later,
            closed: outcomes.is_empty() && !has_later && has_ended,
            outcomes,
        })
    }

    /// `bao-cao#muc-2` in a period, as a link to that section of that report.
    fn section_of(&self, period: PeriodId, section: &str) -> Option<Arc<Link>> {
        let (slug, anchor) = section.split_once('#').unwrap_or((section, ""));
        let index = self.ground.reports.get(&period)?.get(slug)?;
        let card = self.report(*index);
        Some(Arc::new(Link { title: card.title.clone(), url: card.url.with_anchor(anchor) }))
    }

    pub fn plan_gaps(&self, pages: &mut Pages) {
        let rows = self.gaps();
        let first = Section::Gaps.url();
        for (number, chunk) in numbered_pages(&rows) {
            let pagination = self.pagination(&first, number, rows.len(), ROWS_ON_A_PAGE);
            let title = Section::Gaps.title(self.ground.language);
            let head =
                self.head(address::page_of(&first, number), title, Genre::Section(Section::Gaps), &[Section::Home]);
            pages.add(None, head, Content::Gaps(Arc::new(GapsView { rows: chunk.to_vec(), pagination })));
        }
    }

    /// All gaps, newest period first.
    pub fn gaps(&self) -> Vec<Arc<GapRow>> {
        let rows = |index| {
            let index = ReportIndex(index as u32);
            let row = move |(word, written)| Arc::new(GapRow { report: self.report(index).clone(), word, written });
            self.gaps_of(index).into_iter().map(row)
        };
        (0..self.archive.reports.len()).rev().flat_map(rows).collect()
    }

    /// What a report's original leaves blank, each with what it has in its place.
    pub fn gaps_of(&self, index: ReportIndex) -> Vec<(Gap, Option<Arc<str>>)> {
        let info = self.archive.report(index).entry.info();
        let written = info.designation.as_ref().map(|written| written.value.clone());
        let gaps = [
            (Gap::Number, Blank::Number, written),
            (Gap::Date, Blank::Date, info.date_written.clone()),
            (Gap::Signature, Blank::Signature, None),
            (Gap::Issuer, Blank::Issuer, None),
        ];
        let blank = gaps.into_iter().filter(|(_, what, _)| info.is_blank(*what));
        blank.map(|(word, _, written)| (word, written)).collect()
    }
}

/// Rows cut into pages numbered from 1; one empty page when there are none.
pub fn numbered_pages<T>(rows: &[T]) -> impl Iterator<Item = (u32, &[T])> {
    let empty = rows.is_empty().then_some(rows);
    empty.into_iter().chain(rows.chunks(ROWS_ON_A_PAGE)).zip(1..).map(|(chunk, number)| (number, chunk))
}
