//! All entries to one archive: designations resolved, backlinks, series, successors.
//!
//! Runs over everything each time and keeps nothing; it is cheap because it looks at summaries, never at prose.

pub mod gather;
pub mod issuer_names;
pub mod lineage;
pub mod names;

pub mod promise;
pub mod register;
pub mod report;
pub mod resolve;
pub mod series;
pub mod status;
pub mod unread;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::calendar::Date;
use crate::content::{Issuer, Model, ModelId, PeriodId, Place, SiteInfo, Task, TaskId};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Parsed;
use crate::source::SourcePath;
use gather::{Gathered, Located, PeriodEntries, ReportEntry};
use issuer_names::IssuerNames;
use lineage::Lineage;
use names::Bearer;
use promise::PromiseLink;
use register::{DocumentIndex, Register};
use report::{Naming, Report, ReportIndex};
use resolve::{Resolution, Resolver};
use series::Series;
use status::StatusOn;
use unread::Unread;

/// Everything the office wrote, with everything that names something else tied to it.
#[derive(Debug)]
pub struct Archive<'a> {
    /// The day given to the build.
    pub today: Date,
    /// `site.yaml`, unless it is missing.
    pub site: Option<Located<'a, SiteInfo>>,
    /// Issuing bodies.
    pub issuers: Lineage<'a, Issuer>,
    /// How texts call them.
    pub issuer_names: IssuerNames,
    /// Places.
    pub places: Lineage<'a, Place>,
    /// Periods that have a folder.
    pub periods: BTreeMap<PeriodId, PeriodEntries<'a>>,
    /// Legal documents.
    pub register: Register<'a>,
    /// For each document, who cites it, newest period first.
    pub cited_by: Vec<Vec<Naming>>,
    /// Reports by period, then path.
    pub reports: Vec<Report<'a>>,
    /// For each place, where texts mention it, newest period first.
    pub places_mentioned: Vec<Vec<Naming>>,
    /// Models.
    pub models: BTreeMap<ModelId, Series<'a, Model>>,
    /// For each model, where texts mention it, newest period first.
    pub models_mentioned: BTreeMap<ModelId, Vec<Naming>>,
    /// Tasks.
    pub tasks: BTreeMap<TaskId, Series<'a, Task>>,
    /// Promises and what became of them, by promising period.
    pub promises: Vec<PromiseLink<'a>>,
    /// Free pages.
    pub pages: Vec<(Located<'a, crate::content::PageInfo>, &'a Arc<crate::parse::body::Body>)>,
}

impl<'a> Archive<'a> {
    /// A document's status on a day.
    pub fn status(&self, index: DocumentIndex, on: Date) -> StatusOn {
        status::status(&self.register, index, on)
    }

    /// The places among the reports of those of a period.
    pub fn reports_of(&self, period: PeriodId) -> std::ops::Range<usize> {
        // Reports are sorted by period.
        let first = self.reports.partition_point(|report| report.entry.period < period);
        first..self.reports.partition_point(|report| report.entry.period <= period)
    }

    /// A report.
    pub fn report(&self, index: ReportIndex) -> &Report<'a> {
        &self.reports[index.0 as usize]
    }
}

/// The names that texts are searched for: those of models and places.
pub fn names(files: &BTreeMap<SourcePath, Arc<Parsed>>) -> Vec<Arc<str>> {
    let gathered = Gathered::new(files);
    let (places, _) = Lineage::new(gathered.places.clone(), &gathered.unread);
    names::bearers(&gathered, &places).into_keys().collect()
}

/// Ties the entries of all files together, as of `today`; without it, as of the newest day in the content, so that
/// the same content always gives the same archive.
pub fn link<'a>(files: &'a BTreeMap<SourcePath, Arc<Parsed>>, today: Option<Date>) -> (Archive<'a>, Vec<Diagnostic>) {
    let gathered = Gathered::new(files);
    let mut said = gathered.missing();
    if gathered.site.is_none() && !files.keys().any(|path| path.as_str() == "site.yaml") {
        said.push(messages::link::missing_site_file());
    }
    let (issuers, from_issuers) = Lineage::new(gathered.issuers.clone(), &gathered.unread);
    let (places, from_places) = Lineage::new(gathered.places.clone(), &gathered.unread);
    said.extend(from_issuers);
    said.extend(from_places);
    check_places_of(&gathered, &issuers, &places, &mut said);

    let names = names::bearers(&gathered, &places);
    let models = series::models(&gathered, &mut said);
    let tasks = series::tasks(&gathered, &mut said);
    let register = Register::new(gathered.documents.clone(), &gathered.unread, &issuers, &mut said);
    let cited = gathered.reports.iter().flat_map(|report| &report.body.citations);
    let issuer_names = IssuerNames::new(&issuers, cited.filter_map(|site| site.citation.issuer.as_ref()));
    let promises = promise::link(&gathered.periods, &mut said);

    let mut archive = Archive {
        today: today.unwrap_or_else(|| gathered.newest_day()),
        site: gathered.site,
        cited_by: vec![Vec::new(); register.len()],
        places_mentioned: vec![Vec::new(); places.len()],
        models_mentioned: BTreeMap::new(),
        reports: Vec::with_capacity(gathered.reports.len()),
        periods: gathered.periods,
        issuers,
        issuer_names,
        places,
        register,
        models,
        tasks,
        promises,
        pages: gathered.pages,
    };
    check_entries_of_periods(&archive, &gathered.unread, &mut said);
    let mut reports = gathered.reports;
    // Sorted: reaches output.
    reports.sort_by_key(|report| (report.period, report.info.path));
    let linked: Vec<(Report<'a>, Vec<Diagnostic>)> =
        reports.into_par_iter().map(|entry| link_report(&archive, entry, &names)).collect();
    for (report, from_report) in linked {
        archive.reports.push(report);
        said.extend(from_report);
    }
    archive.collect_backlinks();
    (archive, said)
}

impl Archive<'_> {
    /// Turns what reports name around: from the named thing to its sentences, newest period first.
    fn collect_backlinks(&mut self) {
        for (index, report) in self.reports.iter().enumerate().rev() {
            let report_index = ReportIndex(index as u32);
            for (site, resolution) in report.citations.iter().enumerate() {
                if let Resolution::Found(document) = resolution {
                    self.cited_by[document.0 as usize].push(Naming { report: report_index, site: site as u32 });
                }
            }
            for (site, bearer) in report.mentions.iter().enumerate() {
                let naming = Naming { report: report_index, site: site as u32 };
                match bearer {
                    Some(Bearer::Place(place)) => self.places_mentioned[*place].push(naming),
                    Some(Bearer::Model(id)) => match self.models_mentioned.get_mut(id) {
                        Some(list) => list.push(naming),
                        None => {
                            self.models_mentioned.insert(id.clone(), vec![naming]);
                        }
                    },
                    None => {}
                }
            }
        }
    }
}

fn link_report<'a>(
    archive: &Archive<'a>,
    entry: ReportEntry<'a>,
    names: &BTreeMap<Arc<str>, Vec<Bearer>>,
) -> (Report<'a>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let info = entry.info.value;
    let law_date = info.date.unwrap_or_else(|| period_end(archive, entry.period));
    let resolver = Resolver { register: &archive.register, issuers: &archive.issuers, names: &archive.issuer_names };
    let citations = entry
        .body
        .citations
        .iter()
        .map(|site| resolver.resolve(&site.citation, &site.surface, || entry.info.bytes(site.span), &mut said))
        .collect();
    let reported =
        |id: &ModelId, period| archive.models.get(id).is_some_and(|series| series.in_period(period).is_some());
    let mentions = entry
        .body
        .mentions
        .iter()
        .map(|site| {
            let bearers = names.get(&site.name)?;
            names::choose(bearers, &archive.places, reported, entry.period, law_date).cloned()
        })
        .collect();
    let issuer = info
        .issuer
        .as_ref()
        .and_then(|issuer| archive.issuers.resolve(issuer.value.as_str(), || entry.info.at(issuer.mark), &mut said));
    let slug = info.slug.as_ref().map_or(entry.info.path.stem(), |slug| &slug.value);
    (Report { entry, slug, issuer, law_date, citations, mentions }, said)
}

/// The last day of a period: as its file says, else by the calendar.
fn period_end(archive: &Archive<'_>, period: PeriodId) -> Date {
    let info = archive.periods.get(&period).and_then(|entries| entries.info);
    info.map_or_else(|| period.last_day(), |info| info.value.to.value)
}

fn check_places_of(
    gathered: &Gathered<'_>,
    issuers: &Lineage<'_, Issuer>,
    places: &Lineage<'_, Place>,
    said: &mut Vec<Diagnostic>,
) {
    if let Some(site) = gathered.site
        && let Some(place) = &site.value.place
    {
        places.resolve(place.value.as_str(), || site.at(place.mark), said);
    }
    for (index, issuer) in issuers.iter() {
        if let Some(place) = &issuer.place {
            places.resolve(place.value.as_str(), || issuers.located(index).at(place.mark), said);
        }
    }
    for (index, place) in places.iter() {
        if let Some(within) = &place.within {
            places.resolve(within.value.as_str(), || places.located(index).at(within.mark), said);
        }
    }
}

/// Every id and designation that `period.yaml`, `models.yaml` and `tasks.yaml` name must be there.
fn check_entries_of_periods(archive: &Archive<'_>, unread: &Unread<'_>, said: &mut Vec<Diagnostic>) {
    for entries in archive.periods.values() {
        for model in &entries.models {
            for place in &model.value.places {
                archive.places.resolve(place.value.as_str(), || model.at(place.mark), said);
            }
            for document in &model.value.documents {
                archive.register.refer(&document.value, &archive.issuers, || model.at(document.mark), said);
            }
        }
        for task in &entries.tasks {
            for document in &task.value.documents {
                archive.register.refer(&document.value, &archive.issuers, || task.at(document.mark), said);
            }
        }
        let Some(info) = entries.info else { continue };
        for document in info.value.events.iter().filter_map(|event| event.document.as_ref()) {
            archive.register.refer(&document.value, &archive.issuers, || info.at(document.mark), said);
        }
        for id in info.value.indicators.iter().flat_map(|indicator| &indicator.models) {
            if !archive.models.contains_key(&id.value) && !unread.has(id.value.as_str()) {
                let known = archive.models.keys().map(ModelId::as_str);
                said.push(messages::link::unknown_id(id.value.as_str(), "models.yaml", info.at(id.mark), known));
            }
        }
    }
}
