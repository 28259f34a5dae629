//! A report's page: the official sheet, and where everything that it names leads.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::address::Url;
use crate::content::{Basis, Notice, PeriodId, ReportInfo};
use crate::diagnostic::Mark;
use crate::link::gather::Located;
use crate::link::names::Bearer;
use crate::link::report::{Report, ReportIndex};
use crate::plan::link::{Addresses, check_own_slug};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;

/// What a report names, by kind.
#[derive(Debug, Default)]
struct NamedThings {
    models: Vec<Arc<Link>>,
    places: Vec<Arc<Link>>,
    rows: Vec<Arc<Link>>,
}

impl Planner<'_, '_> {
    pub fn plan_reports(&self, pages: &mut Pages, addresses: &Addresses) {
        let count = self.archive.reports.len();
        self.plan_each(count, pages, |index, pages| self.plan_report(pages, addresses, ReportIndex(index)));
    }

    pub fn plan_report(&self, pages: &mut Pages, addresses: &Addresses, index: ReportIndex) {
        let archive = self.archive;
        let report = archive.report(index);
        let info = report.entry.located();
        let text = self.body_view(pages, addresses, index);
        let notices = self.notices(pages, addresses, &info);
        let view = ReportView { notices, ..self.report_view(pages, index, report, text) };
        let card = self.report(index).clone();
        let mut head =
            self.head(card.url.clone(), card.title.clone(), Genre::Report, &[Section::Home, Section::Reports]);
        head.breadcrumbs.push(card.period.clone());
        head.description = Some(info.value.summary.clone());
        head.date = card.date;
        head.modified = info.value.last_noticed();
        head.draft = card.draft;
        self.attribute(&mut head, archive.authorities.of_report(report));
        head.creator = card.issuer.clone();
        head.identifier = card.designation.clone().filter(|written| number_and_symbol(Some(written)).0.is_some());
        head.temporal = self.ground.intervals.get(&report.entry.period).cloned();
        let source = info.value.slug.as_ref().map_or_else(|| info.location(), |slug| info.at(slug.mark));
        check_own_slug(pages, report.slug(), &source);
        pages.add(Some(source), head, Content::Report(Arc::new(view)));
        self.plan_aliases(pages, &info.value.aliases, &info, &card.url, &card.title);
    }

    fn report_view(&self, pages: &mut Pages, index: ReportIndex, report: &Report, text: BodyView) -> ReportView {
        let info = report.entry.info();
        let NamedThings { models, places, rows } = self.named_things(report);
        let signature = |signature: &crate::content::Signature| {
            let (authority, name) = (signature.authority.clone(), signature.name.clone());
            Arc::new(SignatureView { authority, name })
        };
        let neighbour = |index: Option<u32>| self.ground.cards.reports.get(index? as usize).cloned();
        ReportView {
            card: self.report(index).clone(),
            parent_body: info.parent_body.clone(),
            place: info.place.clone(),
            summary: info.summary.clone(),
            addressees: info.addressees.clone(),
            recipients: info.recipients.clone(),
            signatures: info.signatures.iter().map(signature).collect(),
            models,
            places,
            rows,
            citing: self
                .archive
                .reports_citing
                .get(&index)
                .into_iter()
                .flatten()
                .map(|by| self.report(*by).clone())
                .collect(),
            source: info.source.clone(),
            gaps: self.gaps_of(index).into_iter().map(|(word, _)| word).collect(),
            files: self.files(pages, &info.files, &report.entry.located()),
            text: Arc::new(text),
            notices: Vec::new(),
            before: neighbour(index.0.checked_sub(1)),
            after: neighbour(index.0.checked_add(1)),
        }
    }

    /// What was said of a report after it was published, newest first.
    fn notices(
        &self,
        pages: &mut Pages,
        addresses: &Addresses,
        report: &Located<'_, ReportInfo>,
    ) -> Vec<Arc<NoticeView>> {
        let mut notices: Vec<&Notice> = report.value.notices.iter().collect();
        // Sorted: reaches output. Of one day, the last that was written comes first.
        notices.reverse();
        notices.sort_by_key(|notice| Reverse(notice.date.value));
        let view = |notice: &Notice| {
            let basis = notice.by.as_ref();
            let (by, address) = match basis.map(|by| (&by.value, by.mark)) {
                Some((Basis::Document(reference), _)) => (self.referred(reference), None),
                Some((Basis::Text(path), mark)) => (self.text_link(pages, addresses, path, report, mark), None),
                Some((Basis::Web(address), _)) => (None, Some(address.0.clone())),
                None => (None, None),
            };
            let Notice { kind, date, reason, changes, .. } = notice.clone();
            Arc::new(NoticeView { kind, date: date.value, reason, changes, by, address })
        };
        notices.into_iter().map(view).collect()
    }

    /// A text of the site by its path or address, with its title.
    fn text_link(
        &self,
        pages: &mut Pages,
        addresses: &Addresses,
        written: &Arc<str>,
        report: &Located<'_, ReportInfo>,
        mark: Mark,
    ) -> Option<Arc<Link>> {
        let LinkTarget { url, .. } =
            self.link_target(pages, addresses, (written, false), report.path, || report.at(mark))?;
        let title = self.title_of_report(&url).unwrap_or_else(|| written.clone());
        Some(Arc::new(Link { title, url }))
    }

    /// The title of the report at an address.
    fn title_of_report(&self, url: &Url) -> Option<Arc<str>> {
        let (period, rest) = url.as_str().strip_prefix("bao-cao/")?.split_once('/')?;
        let slug = rest.split('/').next()?;
        let index = self.ground.reports.get(&PeriodId::parse(period)?)?.get(slug)?;
        Some(self.report(*index).title.clone())
    }

    /// The models, communes and rows of registers that a report names, each once, in the order of its text.
    fn named_things(&self, report: &Report) -> NamedThings {
        let mut named = NamedThings::default();
        let mut seen = BTreeSet::new();
        for bearer in report.mentions.iter().flatten().filter(|bearer| seen.insert(*bearer)) {
            match bearer {
                Bearer::Place(_) => named.places.extend(self.page_of(bearer)),
                Bearer::Model(_) => named.models.extend(self.page_of(bearer)),
                Bearer::Row(_) => named.rows.extend(self.page_of(bearer)),
            }
        }
        named
    }

    /// A report's text with all holes filled.
    fn body_view(&self, pages: &mut Pages, addresses: &Addresses, index: ReportIndex) -> BodyView {
        let report = self.archive.report(index);
        let body = &report.entry.body;
        let links = self.link_targets(pages, addresses, body, &report.entry.located());
        let citations = self.ground.cards.citations[index.0 as usize].clone();
        let mut seen = HashSet::new();
        let mentions = body
            .mentions
            .iter()
            .zip(&report.mentions)
            .map(|(site, bearer)| {
                let bearer = bearer.as_ref().filter(|_| site.linked)?;
                // Only the first of a section is a link: a page of blue words is hard to read.
                if seen.insert((site.section, &site.name, bearer)) { self.page_of(bearer) } else { None }
            })
            .collect();
        BodyView { body: body.clone(), citations, mentions, links }
    }

    /// The page of whoever bears a name, if there is one.
    fn page_of(&self, bearer: &Bearer) -> Option<Arc<Link>> {
        match bearer {
            Bearer::Place(place) => self.has_page(*place).then(|| self.ground.cards.places[*place].clone()),
            Bearer::Model(id) => Some(self.model_link(id)),
            Bearer::Row(row) => Some(self.row_link(*row)),
        }
    }
}
