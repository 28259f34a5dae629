//! The lists of periods and of reports.

use std::sync::Arc;

use crate::plan::listing::{ListPage, narrowings};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;

impl Planner<'_, '_> {
    /// Plans the list of periods, whole and by year and length.
    pub fn plan_period_list(&self, pages: &mut Pages) {
        let rows: Vec<Arc<PeriodCard>> =
            self.archive.periods.keys().rev().map(|id| self.period_card(*id, false)).collect();
        for page in self.list_pages(pages, Section::Periods, &rows, &narrowings()) {
            let ListPage { url, narrowed, facets, rows, pagination, .. } = page;
            let head = self.list_head(Section::Periods, url, narrowed.as_deref());
            let view = PeriodsView { narrowed, facets, rows, pagination };
            pages.add(None, head, Content::Periods(Arc::new(view)));
        }
    }

    /// Plans the list of reports, whole and by period, year, type and issuer.
    pub fn plan_report_list(&self, pages: &mut Pages) {
        let newest_first = self.archive.periods.keys().rev();
        let rows: Vec<Arc<ReportCard>> =
            newest_first.flat_map(|id| &self.ground.cards.reports[self.archive.reports_of(*id)]).cloned().collect();
        for page in self.list_pages(pages, Section::Reports, &rows, &narrowings()) {
            let ListPage { url, by, narrowed, facets, rows, pagination } = page;
            let head = self.list_head(Section::Reports, url, narrowed.as_deref());
            let period = rows.first().filter(|_| by == Some(FacetKind::Period)).map(|row| row.period.clone());
            let view = ReportsView { narrowed, period, facets, rows, pagination };
            pages.add(None, head, Content::Reports(Arc::new(view)));
        }
    }
}
