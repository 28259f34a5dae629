//! One card for each thing, shared by all pages that show it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::address;
use crate::content::{MayBeDraft, Model, ModelId, PeriodId, Place, ReportInfo};
use crate::link::Archive;
use crate::link::authority::Kinship;
use crate::link::names::full_name;
use crate::link::register::{Document, DocumentIndex};
use crate::link::report::Report;
use crate::link::resolve::Resolution;
use crate::link::series::{Series, model_ended};
use crate::link::status::StatusOn;
use crate::view::*;
use trichdan::calendar;
use trichdan::designation::Designation;
use trichdan::designation::kind::Kind;

/// Cards by what they stand for, in the order of the archive.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    /// Periods as links.
    pub periods: BTreeMap<PeriodId, Arc<Link>>,
    /// Places as links.
    pub places: Vec<Arc<Link>>,
    /// Issuers as links to their part of the register.
    pub issuers: Vec<Arc<Link>>,
    /// Issuers as the pages of their things show them.
    pub authorities: Vec<Arc<AuthorityCard>>,
    /// Documents.
    pub documents: Vec<Arc<DocumentCard>>,
    /// Reports.
    pub reports: Vec<Arc<ReportCard>>,
    /// For each report, where its citations lead.
    pub citations: Vec<Arc<[CitationTarget]>>,
    /// Models.
    pub models: BTreeMap<ModelId, Arc<ModelCard>>,
}

impl Cards {
    /// Makes the cards of an archive. One that equals the card of `before` in its place *is* that card, so that
    /// views that hold it compare at a glance; apart from that `before` changes nothing.
    pub fn of(archive: &Archive<'_>, before: &Cards) -> Self {
        let periods = archive.periods.iter().map(|(id, entries)| {
            let title = entries.info.map_or_else(|| id.to_string().into(), |info| info.value.title.clone());
            (*id, shared(Link { title, url: address::period(*id) }, before.periods.get(id)))
        });
        let mut cards = Self { periods: periods.collect(), ..Self::default() };
        let places = place_links(archive).into_iter().enumerate();
        cards.places = places.map(|(index, link)| shared(link, before.places.get(index))).collect();
        let issuer = |(index, issuer): (usize, &crate::content::Issuer)| {
            let link = Link { title: issuer.name.clone(), url: address::register_of(issuer) };
            shared(link, before.issuers.get(index))
        };
        cards.issuers = archive.issuers.iter().map(issuer).collect();
        let kept = kept_bodies(archive);
        let authority = |index: usize| {
            let card = authority_card(archive, index, kept.contains(&index));
            shared(card, before.authorities.get(index))
        };
        cards.authorities = (0..archive.issuers.len()).map(authority).collect();
        let document =
            |index: usize| shared(document_card(archive, DocumentIndex(index as u32)), before.documents.get(index));
        cards.documents = (0..archive.register.len()).into_par_iter().map(document).collect();
        let report =
            |(index, report): (usize, &Report)| shared(cards.report_card(archive, report), before.reports.get(index));
        cards.reports = archive.reports.par_iter().enumerate().map(report).collect();
        let targets = |(index, report): (usize, &Report)| {
            let targets: Vec<CitationTarget> =
                report.citations.iter().map(|resolution| cards.citation_target(archive, *resolution, report)).collect();
            match before.citations.get(index) {
                Some(old) if **old == *targets => old.clone(),
                _ => targets.into(),
            }
        };
        cards.citations = archive.reports.par_iter().enumerate().map(targets).collect();
        let model = |(id, series): (&ModelId, &Series<'_, Model>)| {
            (id.clone(), shared(cards.model_card(archive, id, series), before.models.get(id)))
        };
        cards.models = archive.models.iter().map(model).collect();
        cards
    }

    fn report_card(&self, archive: &Archive<'_>, report: &Report) -> ReportCard {
        let info = report.entry.info();
        ReportCard {
            url: address::report(report),
            title: info.title.clone().unwrap_or_else(|| info.summary.clone()),
            kind: info.kind.clone().unwrap_or_else(|| "BÁO CÁO".into()),
            designation: info.designation.as_ref().map(|written| written.value.clone()),
            date: info.date,
            date_written: info.date_written.clone(),
            issuer: report
                .issuer
                .map(|issuer| archive.issuers.get(issuer).name.clone())
                .or_else(|| info.issuer_written.clone()),
            period: self.periods[&report.entry.period].clone(),
            notice: info.standing(),
            draft: info.is_draft() || archive.is_draft(report.entry.period),
        }
    }

    fn citation_target(&self, archive: &Archive<'_>, resolution: Resolution, report: &Report) -> CitationTarget {
        let index = match resolution {
            Resolution::Found(index) => index,
            Resolution::Report(index) => {
                let cited = &self.reports[index.0 as usize];
                let is_own = archive.report(index).entry.path == report.entry.path;
                return if is_own { CitationTarget::Itself } else { CitationTarget::Report(cited.clone()) };
            }
            Resolution::Missing => return CitationTarget::Unregistered,
            Resolution::Ambiguous => return CitationTarget::Ambiguous,
        };
        let then = status_view(archive, archive.status(index, report.law_date), report.law_date);
        CitationTarget::Document { card: self.documents[index.0 as usize].clone(), then }
    }

    fn model_card(&self, archive: &Archive<'_>, id: &ModelId, series: &Series<'_, Model>) -> ModelCard {
        let (period, last) = series.last();
        let model = last.value;
        let communes = self.places_of(archive, model);
        let (places, more_places) = first_places(&communes);
        ModelCard {
            url: address::model(id),
            id: id.0.clone(),
            name: model.name.clone(),
            places,
            more_places,
            field: model.field.clone(),
            hectares: model.hectares.as_ref().map(|hectares| hectares.value),
            status: model.status,
            period: self.periods[period].clone(),
            unreported: !model_ended(model) && newest_of_body(archive, *period) > *period,
            communes,
        }
    }

    /// The places of a model as links, each once.
    pub fn places_of(&self, archive: &Archive<'_>, model: &Model) -> Arc<[Arc<Link>]> {
        let places = places_of(archive, model);
        places.into_iter().map(|place| self.places[place].clone()).collect()
    }
}

/// The newest period that the body of a period reports.
pub fn newest_of_body(archive: &Archive<'_>, period: PeriodId) -> PeriodId {
    let of_body = |other: &&PeriodId| archive.authorities.kinship(**other, period) == Kinship::Same;
    archive.periods.keys().rev().find(of_body).copied().unwrap_or(period)
}

/// The places of a model, each once.
pub fn places_of(archive: &Archive<'_>, model: &Model) -> Vec<usize> {
    let mut seen = HashSet::new();
    let places = model.places.iter().filter_map(|place| archive.places.find(place.value.as_str()));
    places.filter(|place| seen.insert(*place)).collect()
}

/// As many places of a model stand in a list of models.
const PLACES_SHOWN: usize = 12;

/// Those places of a model that stand in a list, and how many more there are.
pub fn first_places(all: &[Arc<Link>]) -> (Vec<Arc<Link>>, u32) {
    let shown = all.len().min(PLACES_SHOWN);
    (all[..shown].to_vec(), (all.len() - shown) as u32)
}

/// The old one where the new one is no other.
pub fn shared<T: PartialEq>(new: T, old: Option<&Arc<T>>) -> Arc<T> {
    match old {
        Some(old) if **old == new => old.clone(),
        _ => Arc::new(new),
    }
}

/// Heirs that stand in a word on the end of a body.
const HEIRS_SHOWN: usize = 12;

/// The bodies of which the archive keeps records of their own: reports, periods.
fn kept_bodies(archive: &Archive<'_>) -> HashSet<usize> {
    let authorities = &archive.authorities;
    let of_reports = archive.reports.iter().filter_map(|report| report.issuer);
    let of_periods = archive.periods.keys().filter_map(|period| authorities.of_period(*period).body);
    of_reports.chain(of_periods).chain(authorities.own().body).collect()
}

fn authority_card(archive: &Archive<'_>, index: usize, kept: bool) -> AuthorityCard {
    let issuer = archive.issuers.get(index);
    let successors = archive.issuers.successors(index);
    let link = |index: &usize| {
        let issuer = archive.issuers.get(*index);
        Arc::new(Link { title: issuer.name.clone(), url: address::authority(issuer) })
    };
    let shown = successors.len().min(HEIRS_SHOWN);
    let at = || archive.issuers.located(index).location();
    let ended_by = issuer.ended_by.as_ref();
    // It need not be in the register.
    let registered = ended_by.and_then(|by| archive.register.refer(&by.value, &archive.issuers, at, &mut Vec::new()));
    let publisher = archive.site.map(|site| site.value.publisher.name.clone());
    let publisher = publisher.filter(|name| !archive.issuer_names.bearers(name).contains(&index));
    AuthorityCard {
        name: issuer.name.clone(),
        url: address::authority(issuer),
        level: issuer.level,
        from: issuer.life().from,
        to: issuer.life().to,
        ended: archive.authorities.has_ended(issuer.life()),
        ended_by: registered.map(|by| document_link(archive, by)),
        ended_by_written: ended_by.filter(|_| registered.is_none()).map(|by| by.value.designation.clone()),
        heirs: successors[..shown].iter().map(link).collect(),
        more_heirs: (successors.len() - shown) as u32,
        kept,
        keeper: publisher.filter(|_| kept),
    }
}

/// A document as a link with its name.
fn document_link(archive: &Archive<'_>, index: DocumentIndex) -> Arc<Link> {
    Arc::new(Link { title: name_of(archive.register.document(index)), url: address::document(archive, index) })
}

fn document_card(archive: &Archive<'_>, index: DocumentIndex) -> DocumentCard {
    let document = archive.register.document(index);
    let entry = document.entry.value;
    let issuer = document.issuer.map(|issuer| archive.issuers.get(issuer));
    DocumentCard {
        url: address::document(archive, index),
        kind: kind_of(document),
        name: name_of(document),
        designation: entry.designation.value.clone(),
        title: entry.title.clone(),
        date: document.date(),
        year: document.year().map(|year| year.to_string().into()),
        issuer: issuer.map(|issuer| issuer.name.clone()),
        issuer_id: issuer.map(|issuer| issuer.id.value.0.clone()),
        status: status_view(archive, archive.status(index, archive.today), archive.today),
        citations: archive.cited_by[index.0 as usize].len() as u32,
        sort_key: index.0,
    }
}

/// All that was said of a report after it was published, as one text, newest first: `Đính chính ngày 05/8/2022: …`.
pub fn notices(report: &ReportInfo) -> Option<Arc<str>> {
    let mut notices: Vec<_> = report.notices.iter().rev().collect();
    // Sorted: reaches output.
    notices.sort_by_key(|notice| Reverse(notice.date.value));
    let sentence = |text: &str| format!("{}.", text.trim_end_matches(['.', ' ']));
    let told = notices.iter().map(|notice| {
        let (kind, day, reason) = (notice.kind.label(), calendar::short(notice.date.value), sentence(&notice.reason));
        let changes = notice.changes.as_deref().map_or_else(String::new, |changes| format!(" {}", sentence(changes)));
        format!("{kind} ngày {day}: {reason}{changes}")
    });
    (!notices.is_empty()).then(|| told.collect::<Vec<_>>().join(" ").into())
}

/// A status as a page shows it.
pub fn status_view(archive: &Archive<'_>, found: StatusOn, on: calendar::Date) -> StatusView {
    let by = found.by.map(|index| document_link(archive, index));
    StatusView { word: found.status, on, since: found.since, by }
}

/// The type: as registered, else by the symbol.
pub fn kind_of(document: &Document<'_>) -> Option<Kind> {
    document.entry.value.kind.or(document.designation.kind())
}

/// `Quyết định số 1221/QĐ-UBND`; a standard or a law by name stands alone.
pub fn name_of(document: &Document<'_>) -> Arc<str> {
    let entry = document.entry.value;
    let written = &entry.designation.value;
    match &document.designation {
        Designation::State { .. } | Designation::Party { .. } => {
            let kind = entry.name.as_deref().unwrap_or_else(|| Genre::Document(kind_of(document)).label());
            format!("{kind} số {written}").into()
        }
        _ => written.clone(),
    }
}

/// Each place as `xã Thọ Ngọc`; where several bore the name, with the time of each: `xã Thọ Ngọc (đến 30/6/2025)`.
fn place_links(archive: &Archive<'_>) -> Vec<Link> {
    let names: Vec<String> = archive.places.iter().map(|(_, place)| full_name(place)).collect();
    let mut bearers: BTreeMap<&str, u32> = BTreeMap::new();
    for name in &names {
        *bearers.entry(name).or_default() += 1;
    }
    let title = |name: &String, place: &Place| match (place.life().from, place.life().to) {
        (_, Some(to)) if bearers[name.as_str()] > 1 => format!("{name} (đến {})", calendar::short(to)),
        (Some(from), None) if bearers[name.as_str()] > 1 => format!("{name} (từ {})", calendar::short(from)),
        _ => name.clone(),
    };
    let link = |((_, place), name)| Link { title: title(name, place).into(), url: address::place(place) };
    archive.places.iter().zip(&names).map(link).collect()
}
