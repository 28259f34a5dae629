//! All entries to one archive: designations resolved, backlinks, series, successors.
//!
//! Runs over everything and keeps nothing; it is cheap because it looks at summaries, never at prose. Only new words
//! in old reports can be taken into an archive that is already there: see [`revise`].

pub mod authority;
pub mod circles;
pub mod drafts;
pub mod gather;
pub mod identity;
mod issued;
pub mod issuer_names;
pub mod ledger;
pub mod lineage;
pub mod lives;
pub mod meant;
pub mod names;
pub mod neighbourhood;
pub mod notices;
pub mod promise;
pub mod reading;
pub mod register;
pub mod report;
pub mod resolve;
pub mod revise;
pub mod row_targets;
pub mod series;
pub mod status;
pub mod unread;

use std::cell::LazyCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::content::{Issuer, MayBeDraft, Model, ModelId, PeriodId, Place, SiteInfo, Task, TaskId};
use crate::diagnostic::known::Known;
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::told::Told;
use authority::{Authorities, Evidence};
use drafts::{Drafts, Selection};
use gather::{Gathered, Located, PeriodEntries, ReportEntry};
use issued::Issued;
use issuer_names::IssuerNames;
use ledger::{LinkedLedger, RowIndex};
use lineage::{Lineage, Lineal};
use meant::UnitNames;
use names::Bearer;
use promise::PromiseLink;
use reading::Reading;
use register::{DocumentIndex, Register};
use report::{Naming, Report, ReportIndex};
use resolve::{Resolution, Resolver};
use row_targets::RowTargets;
use series::Series;
use status::{Ends, StatusOn};
use trichdan::calendar::Date;
use trichdan::designation::Designation;
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
    /// The reports by their numbers.
    issued: Issued,
    /// Places.
    pub places: Lineage<'a, Place>,
    /// Whose everything is, and what place it is about.
    pub authorities: Authorities,
    /// Periods that have a folder.
    pub periods: BTreeMap<PeriodId, PeriodEntries<'a>>,
    /// Legal documents.
    pub register: Register<'a>,
    /// For each document, how others end it.
    ends: Vec<Ends>,
    /// For each document, who cites it, newest period first.
    pub cited_by: Vec<Vec<Naming>>,
    /// Of the reports that other reports cite, those that do, newest period first.
    pub reports_citing: BTreeMap<ReportIndex, Vec<ReportIndex>>,
    /// Reports by period, then path.
    pub reports: Vec<Report>,
    /// For each place, where texts mention it, newest period first.
    pub places_mentioned: Vec<Vec<Naming>>,
    /// For each place, whether people wrote it or the archive says something of it or of what it was made of.
    places_spoken_of: Vec<bool>,
    /// Models.
    pub models: BTreeMap<ModelId, Series<'a, Model>>,
    /// For each model, where texts mention it, newest period first.
    pub models_mentioned: BTreeMap<ModelId, Vec<Naming>>,
    /// Tasks.
    pub tasks: BTreeMap<TaskId, Series<'a, Task>>,
    /// Registers that the site declares, in its order.
    pub ledgers: Vec<LinkedLedger<'a>>,
    /// What their rows name.
    pub row_targets: RowTargets,
    /// For each row, where texts mention it, newest period first.
    pub rows_mentioned: BTreeMap<RowIndex, Vec<Naming>>,
    /// Promises and what became of them, by promising period.
    pub promises: Vec<PromiseLink<'a>>,
    /// Free pages.
    pub pages: Vec<(Located<'a, crate::content::PageInfo>, &'a Arc<crate::parse::body::Body>)>,
    /// Drafts that the archive does not have.
    pub drafts: &'a Drafts,
    /// What the names that texts mention may stand for.
    bearers: BTreeMap<Arc<str>, Vec<Bearer>>,
    /// The units by their names.
    unit_names: UnitNames,
    /// What there is to say about all but the reports.
    said: Vec<Diagnostic>,
}

impl<'a> Archive<'a> {
    /// A document's status on a day.
    pub fn status(&self, index: DocumentIndex, on: Date) -> StatusOn {
        status::status(self.register.document(index), &self.ends[index.0 as usize], on)
    }

    /// Whether all of a period is a draft that is shown.
    pub fn is_draft(&self, period: PeriodId) -> bool {
        self.periods.get(&period).and_then(|entries| entries.info).is_some_and(|info| info.value.is_draft())
    }

    /// What citations are looked up by, in a report or elsewhere.
    fn resolver(&self, own: Option<ReportIndex>) -> Resolver<'_, 'a> {
        let Self { register, issuers, issuer_names: names, issued, .. } = self;
        Resolver { register, issuers, names, issued, own }
    }

    /// The places among the reports of those of a period.
    pub fn reports_of(&self, period: PeriodId) -> std::ops::Range<usize> {
        // Reports are sorted by period.
        let first = self.reports.partition_point(|report| report.entry.period < period);
        first..self.reports.partition_point(|report| report.entry.period <= period)
    }

    /// Everything that there is to say about how entries name each other.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        self.said.iter().chain(self.reports.iter().flat_map(|report| &report.said))
    }

    /// Whether a text that uses this name may mean something of the archive.
    pub fn knows_name(&self, name: &str) -> bool {
        self.bearers.contains_key(name)
    }

    /// The names that texts may mention, each with all that bears it.
    pub fn names(&self) -> impl Iterator<Item = (&Arc<str>, &[Bearer])> {
        self.bearers.iter().map(|(name, bearers)| (name, bearers.as_slice()))
    }

    /// All that bears a name which texts may mention.
    pub fn bearers(&self, name: &str) -> &[Bearer] {
        self.bearers.get(name).map_or(&[], Vec::as_slice)
    }

    /// A report.
    pub fn report(&self, index: ReportIndex) -> &Report {
        &self.reports[index.0 as usize]
    }
}

/// The names that texts are searched for: those of models, places and rows of registers.
pub fn names(selection: &Selection) -> Vec<Arc<str>> {
    let gathered = Gathered::new(selection);
    let (places, _) = Lineage::new(gathered.places.clone(), &gathered.unread);
    let ledgers = ledger::link(&gathered, &mut Vec::new());
    names::bearers(&gathered, &places, &ledgers).into_keys().collect()
}

/// Ties the entries of all files together, as of `today`; without it, as of the newest day in the content, so that
/// the same content always gives the same archive.
pub fn link(selection: &Selection, today: Option<Date>) -> Archive<'_> {
    let mut gathered = Gathered::new(selection);
    let Selection { files, drafts, .. } = selection;
    let mut said = gathered.missing();
    said.extend_from_slice(drafts.said());
    said.extend(gathered.site.as_ref().and_then(identity::check));
    if gathered.site.is_none() && !files.keys().any(|path| path.as_str() == "site.yaml") {
        said.push(messages::link::missing_site_file());
    }
    let (issuers, from_issuers) = Lineage::new(gathered.issuers.clone(), &gathered.unread);
    let (places, from_places) = Lineage::new(gathered.places.clone(), &gathered.unread);
    said.extend(from_issuers.into_iter().chain(from_places));
    check_places_of(&gathered, &issuers, &places, &mut said);
    lives::check(&gathered, &mut said);

    let ledgers = ledger::link(&gathered, &mut said);
    let bearers = names::bearers(&gathered, &places, &ledgers);
    let models = series::models(&gathered, &mut said);
    let tasks = series::tasks(&gathered, &mut said);
    let register = Register::new(gathered.documents.clone(), (&gathered.unread, drafts), &issuers, &mut said);
    let cited = gathered.reports.iter().flat_map(|report| &report.body.citations);
    let issuer_names = IssuerNames::new(&issuers, cited.filter_map(|site| site.citation.issuer.as_ref()));
    let promises = promise::link(&gathered.periods, drafts, &mut said);

    let newest = today.unwrap_or_else(|| gathered.newest_day());
    // Who wrote down the end of a body knows that it has ended, however old the reports are.
    let day = today.unwrap_or_else(|| newest.max(lives::newest_day(&issuers)));
    let today = newest;
    let mut reports = std::mem::take(&mut gathered.reports);
    // Sorted: reaches output.
    reports.sort_by(|one, other| (one.period, &one.path).cmp(&(other.period, &other.path)));
    let evidence = Evidence {
        site: gathered.site.as_ref(),
        periods: &gathered.periods,
        reports: &reports,
        issuers: &issuers,
        places: &places,
    };
    let authorities = Authorities::new(&evidence, day, &mut said);

    let mut archive = Archive {
        today,
        site: gathered.site,
        ends: register.iter().map(|(index, _)| Ends::of(&register, index)).collect(),
        cited_by: Vec::new(),
        reports_citing: BTreeMap::new(),
        places_mentioned: Vec::new(),
        places_spoken_of: Vec::new(),
        models_mentioned: BTreeMap::new(),
        rows_mentioned: BTreeMap::new(),
        reports: Vec::new(),
        periods: gathered.periods,
        issued: Issued::new(&reports, &issuers),
        issuers,
        issuer_names,
        authorities,
        places,
        register,
        models,
        tasks,
        ledgers,
        row_targets: RowTargets::default(),
        promises,
        pages: gathered.pages,
        drafts,
        bearers,
        unit_names: UnitNames::default(),
        said,
    };
    archive.check_entries(&gathered.unread);
    let linked = |(index, entry)| link_report(&archive, ReportIndex(index as u32), entry);
    archive.reports = reports.into_par_iter().enumerate().map(linked).collect();
    archive.turn_around();
    archive
}

impl Archive<'_> {
    /// Finds for all that reports name who names it.
    fn turn_around(&mut self) {
        self.collect_citing();
        self.collect_mentioning();
        self.collect_spoken_of();
    }

    /// Looks up what entries name, and says what is not there.
    fn check_entries(&mut self, unread: &Unread<'_>) {
        let from_periods = check_entries_of_periods(self, unread);
        self.said.extend(from_periods);
        let from_ends = [check_ends(&self.issuers), check_ends(&self.places)];
        self.said.extend(from_ends.into_iter().flatten());
        let (row_targets, from_rows) = row_targets::find(self);
        self.row_targets = row_targets;
        self.said.extend(from_rows);
    }

    /// Turns citations around: from the document to the sentences that cite it, from the report to the reports that do, newest
    /// period first.
    fn collect_citing(&mut self) {
        self.cited_by = vec![Vec::new(); self.register.len()];
        self.reports_citing = BTreeMap::new();
        for (index, report) in self.reports.iter().enumerate().rev() {
            let report_index = ReportIndex(index as u32);
            for (site, resolution) in report.citations.iter().enumerate() {
                match *resolution {
                    Resolution::Found(document) => {
                        self.cited_by[document.0 as usize].push(Naming { report: report_index, site: site as u32 });
                    }
                    Resolution::Report(cited) if cited != report_index => {
                        let citing = self.reports_citing.entry(cited).or_default();
                        if citing.last() != Some(&report_index) {
                            citing.push(report_index);
                        }
                    }
                    Resolution::Report(_) | Resolution::Missing | Resolution::Ambiguous => {}
                }
            }
        }
    }

    /// Turns mentions around: from the place, model or row to the sentences that mention it, newest period first.
    fn collect_mentioning(&mut self) {
        self.places_mentioned = vec![Vec::new(); self.places.len()];
        self.models_mentioned = BTreeMap::new();
        self.rows_mentioned = BTreeMap::new();
        for (index, report) in self.reports.iter().enumerate().rev() {
            for (site, bearer) in report.mentions.iter().enumerate() {
                let naming = Naming { report: ReportIndex(index as u32), site: site as u32 };
                match bearer {
                    Some(Bearer::Place(place)) => self.places_mentioned[*place].push(naming),
                    Some(Bearer::Model(id)) => match self.models_mentioned.get_mut(id) {
                        Some(list) => list.push(naming),
                        None => {
                            self.models_mentioned.insert(id.clone(), vec![naming]);
                        }
                    },
                    Some(Bearer::Row(row)) => self.rows_mentioned.entry(*row).or_default().push(naming),
                    None => {}
                }
            }
        }
    }
}

impl Archive<'_> {
    /// Whether a place is more than one of those that came with the site's own: people wrote it, or something is said of it or of
    /// what it was made of.
    pub fn is_spoken_of(&self, place: usize) -> bool {
        self.places_spoken_of[place]
    }

    fn collect_spoken_of(&mut self) {
        let mut spoken: Vec<bool> = self.places_mentioned.iter().map(|mentions| !mentions.is_empty()).collect();
        let models = self.models.values().flat_map(|series| &series.entries);
        for place in models.flat_map(|(_, model)| &model.value.places) {
            if let Some(index) = self.places.find(place.value.as_str()) {
                spoken[index] = true;
            }
        }
        // An heir's page has what its forerunners had, and theirs.
        let mut passed_on: Vec<usize> = (0..spoken.len()).filter(|place| spoken[*place]).collect();
        while let Some(place) = passed_on.pop() {
            for heir in self.places.successors(place) {
                if !std::mem::replace(&mut spoken[*heir], true) {
                    passed_on.push(*heir);
                }
            }
        }
        for (place, is_spoken) in spoken.iter_mut().enumerate() {
            *is_spoken |= self.places.is_written(place);
        }
        self.places_spoken_of = spoken;
    }
}

/// Looks up what a report names. Reads of the archive what no report can change.
fn link_report(archive: &Archive<'_>, own: ReportIndex, entry: ReportEntry) -> Report {
    let mut said = Vec::new();
    let (info, located) = (entry.info(), entry.located());
    notices::check(archive, &located, &mut said);
    let law_date = info.date.unwrap_or_else(|| period_end(archive, entry.period));
    let resolver = archive.resolver(Some(own));
    let citations = entry
        .body
        .citations
        .iter()
        .map(|site| resolver.resolve(&site.citation, &site.surface, || located.bytes(site.span), &mut said))
        .collect();
    let issuer = info
        .issuer
        .as_ref()
        .and_then(|issuer| archive.issuers.resolve(issuer.value.as_str(), || located.at(issuer.mark), &mut said));
    let reading = Reading { archive, period: entry.period, on: law_date, home: archive.home_of(issuer, entry.period) };
    let mut chosen: HashMap<(&Arc<str>, Option<&Told>), Option<Bearer>> = HashMap::new();
    let mentions = entry.body.mentions.iter().map(|site| {
        let told = site.told.as_deref();
        chosen.entry((&site.name, told)).or_insert_with(|| reading.choose(&site.name, told)).clone()
    });
    let mentions = mentions.collect();
    Report { issuer, law_date, citations, mentions, said, entry }
}

/// The last day of a period: as its file says, else by the calendar.
fn period_end(archive: &Archive<'_>, period: PeriodId) -> Date {
    archive.periods.get(&period).map_or_else(|| period.last_day(), |entries| entries.days(period).1)
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
        let id = place.value.as_str();
        let several = if places.find(id).is_none() { neighbourhood::with_several(id) } else { None };
        match several {
            Some(units) => said.push(messages::link::several_units(id, &units, site.at(place.mark))),
            None => _ = places.resolve(id, || site.at(place.mark), said),
        }
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
    report_places_within_themselves(places, said);
}

/// A place that lies within itself, by way of others or not.
fn report_places_within_themselves(places: &Lineage<'_, Place>, said: &mut Vec<Diagnostic>) {
    let within = |place: &Place| place.within.as_ref().and_then(|within| places.find(within.value.as_str()));
    let steps: Vec<Vec<usize>> = places.iter().map(|(_, place)| within(place).into_iter().collect()).collect();
    // Only a place with `within` has a step.
    let at = |place: usize| {
        let entry = places.located(place);
        entry.value.within.as_ref().map_or_else(|| entry.location(), |within| entry.at(within.mark))
    };
    for circle in circles::circles(&steps).found {
        let way = circle.way(|place| places.get(place).id.value.as_str());
        said.push(messages::link::place_circle(&way, at(circle.first()), at(circle.last_step().0)));
    }
}

/// The documents that ended bodies and places need not be registered, but must be such.
fn check_ends<T: Lineal>(lineage: &Lineage<'_, T>) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    for (index, entry) in lineage.iter() {
        if let Some(document) = entry.ended_by()
            && Designation::parse(&document.value.designation).is_none()
        {
            let location = lineage.located(index).at(document.mark);
            said.push(messages::link::unreadable_designation(&document.value.designation, location));
        }
    }
    said
}

/// Every id and designation that `period.yaml`, `models.yaml` and `tasks.yaml` name must be there.
fn check_entries_of_periods(archive: &Archive<'_>, unread: &Unread<'_>) -> Vec<Diagnostic> {
    let mut said = Vec::new();
    let known_models: LazyCell<Known, _> = LazyCell::new(|| archive.models.keys().map(ModelId::as_str).collect());
    for entries in archive.periods.values() {
        for model in &entries.models {
            for place in &model.value.places {
                archive.places.resolve(place.value.as_str(), || model.at(place.mark), &mut said);
            }
            for document in &model.value.documents {
                archive.register.refer(&document.value, &archive.issuers, || model.at(document.mark), &mut said);
            }
        }
        for task in &entries.tasks {
            for document in &task.value.documents {
                archive.register.refer(&document.value, &archive.issuers, || task.at(document.mark), &mut said);
            }
        }
        let Some(info) = entries.info else { continue };
        for document in info.value.events.iter().filter_map(|event| event.document.as_ref()) {
            archive.register.refer(&document.value, &archive.issuers, || info.at(document.mark), &mut said);
        }
        for id in info.value.indicators.iter().flat_map(|indicator| &indicator.models) {
            let (name, location) = (id.value.as_str(), info.at(id.mark));
            if archive.models.contains_key(&id.value) || unread.has(name, "models.yaml") {
                continue;
            }
            said.push(match archive.drafts.id(name) {
                Some(draft) => messages::link::names_draft(name, location, draft.clone()),
                None => messages::link::unknown_id(name, "models.yaml", location, &known_models),
            });
        }
    }
    said
}
