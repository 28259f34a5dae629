//! A report's page: the official sheet, and where everything that it names leads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::link::names::Bearer;
use crate::link::pinpoint;
use crate::link::report::{Report, ReportIndex};
use crate::link::resolve::Resolution;
use crate::parse::body::Body;
use crate::plan::planner::Planner;
use crate::plan::section::Section;
use crate::plan::view::*;

impl Planner<'_, '_> {
    /// Plans the pages of all reports.
    pub fn plan_reports(&mut self) {
        for index in 0..self.archive.reports.len() {
            self.plan_report(ReportIndex(index as u32));
        }
    }

    fn plan_report(&mut self, index: ReportIndex) {
        let archive = self.archive;
        let report = archive.report(index);
        let info = report.entry.info;
        let body = self.body_view(report);
        let view = self.report_view(index, report);
        let card = self.report(index).clone();
        let mut head = self.head(card.url.clone(), &card.title, "Báo cáo", &[Section::Home]);
        head.breadcrumbs.push(card.period.clone());
        head.description = Some(info.value.summary.clone());
        head.date = card.date;
        head.creator = card.issuer.clone();
        head.identifier = view.number.as_ref().and(card.designation.clone());
        head.temporal = archive.periods[&report.entry.period]
            .info
            .map(|period| format!("{}/{}", period.value.from.value, period.value.to.value).into());
        let source = info.value.slug.as_ref().map_or_else(|| info.location(), |slug| info.at(slug.mark));
        self.check_own_slug(report.slug, &source);
        self.add(Some(source), head, Content::Report(Arc::new(view), Arc::new(body)));
        self.plan_aliases(&info.value.aliases, &info, &card.url, &card.title);
    }

    fn report_view(&mut self, index: ReportIndex, report: &Report<'_>) -> ReportView {
        let info = report.entry.info.value;
        let (number, symbol) = number_and_symbol(info.designation.as_ref().map(|written| &*written.value));
        let neighbour = |index: Option<u32>| {
            let card = self.reports.get(index? as usize)?;
            Some(Arc::new(Link {
                title: format!("{} ({})", card.title, card.period.title).into(),
                url: card.url.clone(),
            }))
        };
        let (models, places) = self.named_things(report);
        ReportView {
            card: self.report(index).clone(),
            parent_body: info.parent_body.clone(),
            place: info.place.clone(),
            number,
            symbol,
            summary: info.summary.clone(),
            addressees: info.addressees.clone(),
            recipients: info.recipients.clone(),
            signatures: info
                .signatures
                .iter()
                .map(|signature| {
                    let (authority, name) = (signature.authority.clone(), signature.name.clone());
                    Arc::new(SignatureView { authority, name })
                })
                .collect(),
            toc: table_of_contents(report.entry.body),
            cited: self.cited_rows(index, report),
            models,
            places,
            previous: neighbour(index.0.checked_sub(1)),
            next: neighbour(index.0.checked_add(1)),
            source: info.source.clone(),
            gaps: self.gaps_of(index).iter().map(|gap| gap.word.into()).collect(),
            files: self.files(&info.files, &report.entry.info),
        }
    }

    /// The models and communes that a report names, each once, in the order of its text.
    fn named_things(&self, report: &Report<'_>) -> (Vec<Arc<Link>>, Vec<Arc<Link>>) {
        let (mut models, mut places) = (Vec::new(), Vec::new());
        let mut seen = BTreeSet::new();
        for bearer in report.mentions.iter().flatten().filter(|bearer| seen.insert(*bearer)) {
            match bearer {
                Bearer::Place(place) if self.has_page(*place) => places.push(self.places[*place].clone()),
                Bearer::Place(_) => {}
                Bearer::Model(id) => {
                    let card = &self.models[id];
                    models.push(Arc::new(Link { title: card.name.clone(), url: card.url.clone() }));
                }
            }
        }
        (models, places)
    }

    /// Every document that a report cites, once, with its pinpoints and places.
    fn cited_rows(&self, index: ReportIndex, report: &Report<'_>) -> Vec<Arc<CitedRow>> {
        let mut rows: Vec<CitedRow> = Vec::new();
        let mut row_of: BTreeMap<String, usize> = BTreeMap::new();
        let url = &self.report(index).url;
        for (site, resolution) in report.entry.body.citations.iter().zip(&report.citations) {
            let document = match resolution {
                Resolution::Found(document) => Some(*document),
                Resolution::Missing | Resolution::Ambiguous => None,
            };
            let key =
                document.map_or_else(|| site.citation.designation.to_string(), |document| format!("{document:?}"));
            let row = *row_of.entry(key).or_insert_with(|| {
                let status = document
                    .map(|document| self.status_view(self.archive.status(document, report.law_date), report.law_date));
                rows.push(CitedRow {
                    document: document.map(|document| self.document(document).clone()),
                    surface: site.surface.clone(),
                    pinpoints: Vec::new(),
                    then: status,
                    places: Vec::new(),
                });
                rows.len() - 1
            });
            rows[row].places.push(url.with_anchor(&site.anchor));
            if let Some(pinpoint) = &site.citation.pinpoint
                && !rows[row].pinpoints.contains(pinpoint)
            {
                rows[row].pinpoints.push(pinpoint.clone());
            }
        }
        rows.into_iter().map(Arc::new).collect()
    }

    /// A report's text with all holes filled.
    fn body_view(&mut self, report: &Report<'_>) -> BodyView {
        let body = report.entry.body;
        let links = self.link_targets(body, &report.entry.info);
        let citations = body
            .citations
            .iter()
            .zip(&report.citations)
            .map(|(site, resolution)| self.citation_target(site, *resolution, report))
            .collect();
        let mentions = body
            .mentions
            .iter()
            .zip(&report.mentions)
            .map(|(site, bearer)| match bearer {
                Some(bearer) if site.linked => self.name_target(bearer),
                _ => Target::Plain,
            })
            .collect();
        BodyView { body: body.clone(), citations, mentions, links }
    }

    fn citation_target(
        &self,
        site: &crate::parse::body::CitationSite,
        resolution: Resolution,
        report: &Report<'_>,
    ) -> Target {
        let index = match resolution {
            Resolution::Found(index) => index,
            Resolution::Missing => return Target::Unregistered,
            Resolution::Ambiguous => return Target::Ambiguous,
        };
        let card = self.document(index);
        let article =
            site.citation.pinpoint.as_deref().and_then(|written| pinpoint::articles(written).into_iter().next());
        let title =
            card.title.as_ref().map_or_else(|| card.name.clone(), |title| format!("{}: {title}", card.name).into());
        Target::Document {
            url: article.map_or_else(|| card.url.clone(), |article| card.url.with_anchor(&article.anchor())),
            title,
            then: self.status_view(self.archive.status(index, report.law_date), report.law_date),
            now: card.status.clone(),
        }
    }

    fn name_target(&self, bearer: &Bearer) -> Target {
        match bearer {
            Bearer::Place(place) if self.has_page(*place) => {
                let link = &self.places[*place];
                Target::Name { url: link.url.clone(), title: link.title.clone() }
            }
            Bearer::Place(_) => Target::Plain,
            Bearer::Model(id) => {
                let card = &self.models[id];
                Target::Name { url: card.url.clone(), title: card.name.clone() }
            }
        }
    }
}

/// `05/BC-UBND` is `05` and `BC-UBND`; `/BC-UBND` has a blank number.
pub fn number_and_symbol(written: Option<&str>) -> (Option<Arc<str>>, Option<Arc<str>>) {
    let Some(written) = written else { return (None, None) };
    let (number, symbol) = written.split_once('/').unwrap_or((written, ""));
    let filled = |part: &str| (!part.trim().is_empty()).then(|| part.trim().into());
    (filled(number), filled(symbol))
}

/// The sections of a text down to `1.1.`; deeper ones would make the table longer than it helps.
pub fn table_of_contents(body: &Body) -> Vec<Arc<TocItem>> {
    const DEEPEST: u8 = 3;
    body.headings
        .iter()
        .filter(|heading| heading.level <= DEEPEST)
        .map(|heading| {
            Arc::new(TocItem {
                level: u32::from(heading.level),
                number: heading.number.clone(),
                title: heading.title.clone(),
                anchor: heading.anchor.clone(),
            })
        })
        .collect()
}
