//! Planning after new words for old reports: only the pages on which they may show.

use std::collections::{BTreeMap, BTreeSet};

use crate::address::Url;
use crate::content::PeriodId;
use crate::diagnostic::Diagnostic;
use crate::link::Archive;
use crate::link::report::{Report, ReportIndex};
use crate::link::revise::Reach;
use crate::plan::Left;
use crate::plan::attachments::Attachments;
use crate::plan::link::Addresses;
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::search::Findable;
use crate::source::{Attachment, SourcePath};
use crate::view::View;

/// Pages as they are with the new words. All others stay as they were planned before, and no address comes or goes.
#[derive(Debug)]
pub struct Revised {
    /// The pages on which the words may show.
    pub pages: Vec<(Url, View)>,
    /// What search can find otherwise than before.
    pub findable: Vec<Findable>,
    /// Everything that there is to say about the whole plan.
    pub said: Vec<Diagnostic>,
}

/// Plans again what `reach` says. `before` is what the plan before the new words left.
pub fn revise(
    archive: &Archive<'_>,
    attachments: &BTreeMap<SourcePath, Attachment>,
    refused: &BTreeSet<SourcePath>,
    reach: &Reach,
    before: Left,
) -> (Revised, Left) {
    let Left { ground, mut data, mut addresses, said } = before;
    let planner = Planner { archive, attachments: Attachments::of(attachments, refused, archive), ground };
    let mut pages = planner.revised_entries(reach);
    if data.revise(archive, reach.reports.keys().copied()) {
        planner.plan_data(&mut pages, &data);
    }
    let periods: BTreeSet<PeriodId> = reach.reports.keys().map(|index| archive.report(*index).entry.period).collect();
    periods.into_iter().for_each(|period| planner.plan_words_of(&mut pages, period));
    // What there is to say of entries was said when they were planned.
    pages.said.clear();
    for index in reach.reports.keys() {
        let report = archive.report(*index);
        addresses.add_text(&report.entry.path, planner.report(*index).url.clone(), &report.entry.body);
    }
    let (texts, said) = planner.revised_texts(reach, &addresses, said);
    pages.append(texts);
    let findable = reach.reports.keys().map(|index| planner.findable_report(*index)).collect();
    let left = Left { ground: planner.ground, data, addresses, said: said.clone() };
    let pages = pages.planned.into_iter().map(|page| (page.url, page.view)).collect();
    (Revised { pages, findable, said }, left)
}

impl Planner<'_, '_> {
    /// The pages of what the words name, now or before.
    fn revised_entries(&self, reach: &Reach) -> Pages {
        let mut pages = self.no_pages();
        reach.documents.iter().for_each(|document| self.plan_document(&mut pages, *document));
        for id in &reach.models {
            self.plan_model(&mut pages, id, &self.archive.models[id]);
        }
        for row in &reach.rows {
            let card = self.ledger_card(&self.archive.ledgers[row.ledger as usize]);
            self.plan_row(&mut pages, *row, &card);
        }
        if !reach.places.is_empty() {
            let models = self.models_by_place();
            let with_page = reach.places.iter().filter(|place| self.has_page(**place));
            with_page.for_each(|place| self.plan_place(&mut pages, *place, &models));
        }
        pages
    }

    /// The reports themselves, and every text that may link to a place in one of them; and all that there is to say, of
    /// which `said` is what was said before.
    fn revised_texts(
        &self,
        reach: &Reach,
        addresses: &Addresses,
        mut said: Vec<Diagnostic>,
    ) -> (Pages, Vec<Diagnostic>) {
        let mut texts = self.no_pages();
        let anchors_stay = reach.reports.iter().all(|(index, before)| {
            let body = &self.archive.report(*index).entry.body;
            body.has_anchors_of(before)
        });
        let is_revised = |(index, report): &(ReportIndex, &Report)| {
            let links = !report.entry.body.links.is_empty() || !report.entry.info().notices.is_empty();
            reach.reports.contains_key(index) || !anchors_stay && links
        };
        let reports =
            self.archive.reports.iter().enumerate().map(|(index, report)| (ReportIndex(index as u32), report));
        let revised: Vec<_> = reports.filter(is_revised).collect();
        for (index, _) in &revised {
            self.plan_report(&mut texts, addresses, *index);
        }
        said.retain(|old| revised.iter().all(|(_, report)| report.entry.path != old.location.path));
        if !anchors_stay {
            self.plan_free_pages(&mut texts, addresses);
            said.retain(|old| self.archive.pages.iter().all(|(page, _)| *page.path != old.location.path));
        }
        said.append(&mut texts.said);
        (texts, said)
    }
}
