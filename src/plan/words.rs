//! A short list for each period of what its reports' words are known by: see [`crate::release::rewritten`].

use crate::address;
use crate::cards;
use crate::content::PeriodId;
use crate::hash::Hash;
use crate::link::report::Report;
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::release::rewritten::{self, Listed};
use crate::view::View;

impl Planner<'_, '_> {
    /// Plans the lists of all periods.
    pub fn plan_words(&self, pages: &mut Pages) {
        self.archive.periods.keys().for_each(|period| self.plan_words_of(pages, *period));
    }

    /// Plans the list of one period, if it has reports.
    pub fn plan_words_of(&self, pages: &mut Pages, period: PeriodId) {
        let reports = &self.archive.reports[self.archive.reports_of(period)];
        if !reports.is_empty() {
            let list = rewritten::list(reports.iter().map(listed));
            pages.add_file(address::words_of(period), None, View::File(list.into()));
        }
    }
}

fn listed(report: &Report) -> Listed<'_> {
    let info = report.entry.info();
    let words = format!("{}\n{}", info.summary, report.entry.body.words);
    let notices = cards::notices(info).unwrap_or_default();
    Listed { slug: report.slug(), words: Hash::of(words.as_bytes()), notices: Hash::of(notices.as_bytes()) }
}
