//! What all pages are planned with: the archive, the shared frame, one card for each thing, and the pages so far.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::calendar;
use crate::content::{Language, ModelId, PeriodId, Place};
use crate::designation::Designation;
use crate::designation::kind::Kind;
use crate::diagnostic::{Diagnostic, Location};
use crate::link::Archive;
use crate::link::names::{full_name, is_commune};
use crate::link::register::DocumentIndex;
use crate::link::report::{Naming, Report, ReportIndex};
use crate::link::series::{Series, model_ended};
use crate::link::status::StatusOn;
use crate::plan::address;
use crate::plan::link::Anchors;
use crate::plan::section::Section;
use crate::plan::view::*;
use crate::source::{Attachment, SourcePath};

/// A page, and the entry to blame when its address is taken.
#[derive(Debug)]
pub struct Planned {
    /// Its address.
    pub url: Url,
    /// Where its entry stands.
    pub source: Option<Location>,
    /// What it shows.
    pub view: View,
}

/// What a document is called whose type neither the register nor its symbol tells.
const UNKNOWN_KIND: &str = "Văn bản";

/// Rows on one page of a long list.
pub const ROWS_ON_A_PAGE: usize = 100;

/// Plans pages from an archive.
#[derive(Debug)]
pub struct Planner<'p, 'a> {
    /// Everything linked.
    pub archive: &'p Archive<'a>,
    /// Files that entries may offer.
    pub attachments: &'p BTreeMap<SourcePath, Attachment>,
    /// Language of the interface.
    pub language: Language,
    /// What all pages share.
    pub frame: Arc<Frame>,
    /// Periods as links.
    pub periods: BTreeMap<PeriodId, Arc<Link>>,
    /// A card for each document.
    pub documents: Vec<Arc<DocumentCard>>,
    /// A card for each report.
    pub reports: Vec<Arc<ReportCard>>,
    /// A card for each model.
    pub models: BTreeMap<ModelId, Arc<ModelCard>>,
    /// A link for each place.
    pub places: Vec<Arc<Link>>,
    /// Pages planned so far.
    pub pages: Vec<Planned>,
    /// Addresses that a text may link to; filled before texts are planned.
    pub addresses: BTreeMap<String, Anchors<'a>>,
    /// The page of each Markdown file; filled together with `addresses`.
    pub texts: BTreeMap<SourcePath, Url>,
    /// What there is to say about the pages.
    pub said: Vec<Diagnostic>,
}

impl<'p, 'a> Planner<'p, 'a> {
    /// Prepares the frame and the cards.
    pub fn new(
        archive: &'p Archive<'a>,
        attachments: &'p BTreeMap<SourcePath, Attachment>,
        frame: Arc<Frame>,
        language: Language,
    ) -> Self {
        let periods = archive.periods.iter().map(|(id, entries)| {
            let title = entries.info.map_or_else(|| id.to_string().into(), |info| info.value.title.clone());
            (*id, Arc::new(Link { title, url: address::period(*id) }))
        });
        let mut planner = Self {
            archive,
            attachments,
            language,
            frame,
            periods: periods.collect(),
            documents: Vec::new(),
            reports: Vec::new(),
            models: BTreeMap::new(),
            places: Vec::new(),
            pages: Vec::new(),
            addresses: BTreeMap::new(),
            texts: BTreeMap::new(),
            said: Vec::new(),
        };
        planner.places = place_links(archive);
        planner.documents = planner.document_cards();
        planner.reports = archive.reports.iter().map(|report| planner.report_card(report)).collect();
        planner.models =
            archive.models.iter().map(|(id, series)| (id.clone(), planner.model_card(id, series))).collect();
        planner
    }

    /// Adds a page.
    pub fn add(&mut self, source: Option<Location>, head: PageHead, content: Content) {
        let url = head.url.clone();
        let view = View::Page { frame: self.frame.clone(), head: Arc::new(head), content };
        self.pages.push(Planned { url, source, view });
    }

    /// A head with nothing but an address, a title, a kind and the way there.
    pub fn head(&self, url: Url, title: &str, kind: &str, way: &[Section]) -> PageHead {
        PageHead {
            url,
            title: title.into(),
            description: None,
            breadcrumbs: way.iter().map(|section| self.section_link(*section)).collect(),
            date: None,
            kind: kind.into(),
            creator: None,
            identifier: None,
            temporal: None,
            spatial: self.frame.place.clone(),
        }
    }

    /// A section as a link.
    pub fn section_link(&self, section: Section) -> Arc<Link> {
        Arc::new(Link { title: section.title(self.language).into(), url: section.url() })
    }

    /// A period as a link.
    pub fn period_link(&self, id: PeriodId) -> Arc<Link> {
        self.periods[&id].clone()
    }

    /// The newest period.
    pub fn newest(&self) -> Option<PeriodId> {
        self.periods.keys().next_back().copied()
    }

    /// A document's card.
    pub fn document(&self, index: DocumentIndex) -> &Arc<DocumentCard> {
        &self.documents[index.0 as usize]
    }

    /// A document as a link with its name.
    pub fn document_link(&self, index: DocumentIndex) -> Arc<Link> {
        let card = self.document(index);
        Arc::new(Link { title: card.name.clone(), url: card.url.clone() })
    }

    /// A report's card.
    pub fn report(&self, index: ReportIndex) -> &Arc<ReportCard> {
        &self.reports[index.0 as usize]
    }

    /// A status as a page shows it.
    pub fn status_view(&self, found: StatusOn, on: crate::calendar::Date) -> Arc<StatusView> {
        let by = found.status.by().map(|index| Arc::new(link_to(self.archive, index)));
        Arc::new(StatusView { word: found.status.word(), on, since: found.since, by })
    }

    fn document_cards(&self) -> Vec<Arc<DocumentCard>> {
        let today = self.archive.today;
        let card = |(index, document): (DocumentIndex, &crate::link::register::Document<'a>)| {
            let entry = document.entry.value;
            let issuer = document.issuer.map(|issuer| self.archive.issuers.get(issuer));
            let kind = kind_of(document);
            let status = self.status_view(self.archive.status(index, today), today);
            Arc::new(DocumentCard {
                url: address::document(self.archive, index),
                kind: kind.map_or(UNKNOWN_KIND, Kind::label).into(),
                kind_id: kind.map_or("van-ban", Kind::word).into(),
                name: name_of(document),
                designation: entry.designation.value.clone(),
                title: entry.title.clone(),
                date: document.date(),
                year: document.year().map(|year| year.to_string().into()),
                issuer: issuer.map(|issuer| issuer.name.clone()),
                issuer_id: issuer.map(|issuer| issuer.id.value.0.clone()),
                status,
                citations: self.archive.cited_by[index.0 as usize].len() as u32,
                sort_key: format!("{:06}", index.0).into(),
            })
        };
        self.archive.register.iter().map(card).collect()
    }

    fn report_card(&self, report: &Report<'a>) -> Arc<ReportCard> {
        let info = report.entry.info.value;
        Arc::new(ReportCard {
            url: address::report(report),
            title: info.title.clone().unwrap_or_else(|| info.summary.clone()),
            kind: info.kind.clone().unwrap_or_else(|| "BÁO CÁO".into()),
            designation: info.designation.as_ref().map(|written| written.value.clone()),
            date: info.date,
            date_written: info.date_written.clone(),
            issuer: report.issuer.map(|issuer| self.archive.issuers.get(issuer).name.clone()),
            period: self.period_link(report.entry.period),
        })
    }

    fn model_card(&self, id: &ModelId, series: &Series<'a, crate::content::Model>) -> Arc<ModelCard> {
        let (period, last) = series.last();
        let model = last.value;
        let places = model.places.iter().filter_map(|place| self.archive.places.find(place.value.as_str()));
        Arc::new(ModelCard {
            url: address::model(id),
            id: id.0.clone(),
            name: model.name.clone(),
            places: places.map(|place| self.places[place].clone()).collect(),
            field: model.field.clone(),
            hectares: model.hectares.as_ref().map(|hectares| hectares.value),
            status: model.status.map(crate::content::ModelStatus::label),
            period: self.period_link(*period),
            unreported: !model_ended(model) && self.newest() > Some(*period),
        })
    }

    /// The sentence around a citation or mention.
    pub fn sentence(&self, naming: Naming, of: SentenceOf) -> Arc<Sentence> {
        let report = self.archive.report(naming.report);
        let body = report.entry.body;
        let site = naming.site as usize;
        let (sentence, hit, anchor, heading, pinpoint) = match of {
            SentenceOf::Citation => {
                let site = &body.citations[site];
                (&site.sentence, site.in_sentence, &site.anchor, site.heading, site.citation.pinpoint.clone())
            }
            SentenceOf::Mention => {
                let site = &body.mentions[site];
                (&site.sentence, site.in_sentence, &site.anchor, site.heading, None)
            }
        };
        let card = self.report(naming.report);
        let (start, end) = (hit.0 as usize, hit.1 as usize);
        Arc::new(Sentence {
            url: card.url.with_anchor(anchor),
            report: card.title.clone(),
            section: heading.map(|index| section_title(&body.headings[index as usize])),
            before: sentence[..start].into(),
            hit: sentence[start..end].into(),
            after: sentence[end..].into(),
            pinpoint,
            status: None,
        })
    }

    /// The mentions without those in a sentence that named the same thing just before.
    pub fn distinct(&self, mentions: &[Naming]) -> Vec<Naming> {
        let site = |naming: &Naming| &self.archive.report(naming.report).entry.body.mentions[naming.site as usize];
        let same = |one: &Naming, other: &Naming| {
            let (here, there) = (site(one), site(other));
            one.report == other.report && here.anchor == there.anchor && here.sentence == there.sentence
        };
        mentions.chunk_by(same).map(|chunk| chunk[0]).collect()
    }

    /// Sentences by period; `namings` come newest period first.
    pub fn sentence_groups(&self, namings: &[Naming], of: SentenceOf) -> Vec<Arc<SentenceGroup>> {
        self.groups(namings, |naming| self.sentence(naming, of))
    }

    /// Groups what `sentence` makes of each naming by the period of its report.
    pub fn groups(&self, namings: &[Naming], sentence: impl Fn(Naming) -> Arc<Sentence>) -> Vec<Arc<SentenceGroup>> {
        let period = |naming: &Naming| self.archive.report(naming.report).entry.period;
        namings
            .chunk_by(|one, other| period(one) == period(other))
            .map(|chunk| {
                Arc::new(SentenceGroup {
                    period: self.period_link(period(&chunk[0])),
                    sentences: chunk.iter().map(|naming| sentence(*naming)).collect(),
                })
            })
            .collect()
    }

    /// Where a list of `total` rows is cut, seen from its page `number`.
    pub fn pagination(&self, first: &Url, number: u32, total: usize, rows_on_a_page: usize) -> Arc<Pagination> {
        let count = (total.div_ceil(rows_on_a_page)).max(1) as u32;
        let near = |page: &u32| *page == 1 || *page == count || page.abs_diff(number) <= 2;
        let pages = (1..=count).filter(near).map(|page| {
            Arc::new(FacetItem {
                title: page.to_string().into(),
                url: address::page_of(first, page),
                count: 0,
                current: page == number,
            })
        });
        Arc::new(Pagination {
            number,
            count,
            total: total as u32,
            previous: (number > 1).then(|| address::page_of(first, number - 1)),
            next: (number < count).then(|| address::page_of(first, number + 1)),
            pages: if count > 1 { pages.collect() } else { Vec::new() },
        })
    }

    /// True for a place that has a page.
    pub fn has_page(&self, place: usize) -> bool {
        is_commune(self.archive.places.get(place))
    }
}

/// Whether a sentence is shown for a citation or for a mention in it.
#[derive(Debug, Clone, Copy)]
pub enum SentenceOf {
    /// A legal document is named.
    Citation,
    /// A model or place is named.
    Mention,
}

/// `1.1. Kiện toàn …`
pub fn section_title(heading: &crate::parse::body::Heading) -> Arc<str> {
    if heading.number.is_empty() {
        heading.title.clone()
    } else {
        format!("{} {}", heading.number, heading.title).into()
    }
}

/// The type: as registered, else by the symbol.
pub fn kind_of(document: &crate::link::register::Document<'_>) -> Option<Kind> {
    document.entry.value.kind.or(document.designation.kind())
}

/// `Quyết định số 1221/QĐ-UBND`; a standard or a law by name stands alone.
pub fn name_of(document: &crate::link::register::Document<'_>) -> Arc<str> {
    let entry = document.entry.value;
    let written = &entry.designation.value;
    match &document.designation {
        Designation::State { .. } | Designation::Party { .. } => {
            let kind = entry.name.clone().unwrap_or_else(|| kind_of(document).map_or(UNKNOWN_KIND, Kind::label).into());
            format!("{kind} số {written}").into()
        }
        _ => written.clone(),
    }
}

/// Each place as `xã Thọ Ngọc`; where several bore the name, with the time of each: `xã Thọ Ngọc (đến 30/6/2025)`.
fn place_links(archive: &Archive<'_>) -> Vec<Arc<Link>> {
    let names: Vec<String> = archive.places.iter().map(|(_, place)| full_name(place)).collect();
    let mut bearers: BTreeMap<&str, u32> = BTreeMap::new();
    for name in &names {
        *bearers.entry(name).or_default() += 1;
    }
    let title = |name: &String, place: &Place| match (place.from, place.to) {
        (_, Some(to)) if bearers[name.as_str()] > 1 => format!("{name} (đến {})", calendar::short(to)),
        (Some(from), None) if bearers[name.as_str()] > 1 => format!("{name} (từ {})", calendar::short(from)),
        _ => name.clone(),
    };
    let link = |((_, place), name)| Arc::new(Link { title: title(name, place).into(), url: address::place(place) });
    archive.places.iter().zip(&names).map(link).collect()
}

fn link_to(archive: &Archive<'_>, index: DocumentIndex) -> Link {
    Link { title: name_of(archive.register.document(index)), url: address::document(archive, index) }
}
