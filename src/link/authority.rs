//! Whose a thing is, and what place it is about: the one module that answers this, for each thing as of its own day.
//!
//! Whoever publishes the site is no part of the answer: a body ends, another keeps its archive, and its reports stay its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::{Issuer, IssuerId, IssuerLevel, Marked, PeriodId, Place, SiteInfo};
use crate::diagnostic::{Diagnostic, Location};
use crate::link::gather::{Located, PeriodEntries, ReportEntry};
use crate::link::lineage::Lineage;
use crate::link::names::full_name;
use crate::link::register::Document;
use crate::link::report::Report;
use trichdan::calendar::{Date, Life};

/// Whose a thing is, and what place it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authority {
    /// The body, among the issuers.
    pub body: Option<usize>,
    pub area: Area,
}

impl Authority {
    /// Of what nothing tells.
    const UNKNOWN: Self = Self { body: None, area: Area::Unknown };
}

/// What place a thing is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Area {
    /// Nothing tells. Never guessed.
    Unknown,
    /// The whole country.
    Nationwide,
    /// A place, among the places.
    Place(usize),
}

impl Area {
    /// As a page or a table of data has it.
    pub fn name(self, places: &Lineage<'_, Place>) -> Option<String> {
        match self {
            Self::Unknown => None,
            Self::Nationwide => Some("Việt Nam".to_owned()),
            Self::Place(place) => Some(full_name(places.get(place))),
        }
    }
}

/// What all periods have in common that one body reports, about one place, under whatever name.
pub type Line = (Option<usize>, Area);

/// How the body of one period stands to that of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kinship {
    /// It is the same, perhaps under another name; or the archive tells of no body at all.
    Same,
    /// It is another.
    Other,
    /// Of one of them nothing tells.
    Unknown,
}

/// The answers for an archive.
#[derive(Debug)]
pub struct Authorities {
    /// The body whose archive this is.
    own: Authority,
    periods: BTreeMap<PeriodId, Authority>,
    /// By issuer.
    areas: Vec<Area>,
    /// By issuer: the last of those that are one body under several names.
    selves: Vec<usize>,
    /// The day as of which it is asked whether a body has ended.
    day: Date,
}

/// What the answers are found in.
pub struct Evidence<'e, 'a> {
    pub site: Option<&'e Located<'a, SiteInfo>>,
    pub periods: &'e BTreeMap<PeriodId, PeriodEntries<'a>>,
    /// By period.
    pub reports: &'e [ReportEntry],
    pub issuers: &'e Lineage<'a, Issuer>,
    pub places: &'e Lineage<'a, Place>,
}

impl Authorities {
    /// Finds whose everything is; an id that nobody bears is reported. Whether a body has ended is asked as of `day`.
    pub fn new(evidence: &Evidence<'_, '_>, day: Date, said: &mut Vec<Diagnostic>) -> Self {
        let Evidence { site, issuers, places, .. } = evidence;
        let mut areas: Vec<Area> = issuers.iter().map(|(_, issuer)| area_of(issuer, places)).collect();
        let selves = selves(issuers, &areas);
        let body = |id: &Option<Marked<IssuerId>>, at: &dyn Fn(&Marked<IssuerId>) -> Location, said: &mut Vec<_>| {
            let id = id.as_ref()?;
            issuers.resolve(id.value.as_str(), || at(id), said)
        };
        let declared = site.and_then(|site| body(&site.value.issuer, &|id| site.at(id.mark), said));
        let of_site = site.and_then(|site| places.find(site.value.place.as_ref()?.value.as_str()));
        let own = declared.or_else(|| only_body(evidence.reports.iter(), issuers, &selves));
        // The place of the site is that of its body, where this does not tell its own; but not one that came after it: then another
        // body keeps the archive.
        if let (Some(own), Some(place)) = (own, of_site)
            && areas[own] == Area::Unknown
            && issuers.get(own).life().common(places.get(place).life()).is_some()
        {
            areas[own] = Area::Place(place);
        }
        let area = own.map_or_else(|| of_site.map_or(Area::Unknown, Area::Place), |own| areas[own]);
        let mut all = Self { own: Authority { body: own, area }, periods: BTreeMap::new(), areas, selves, day };
        for (period, entries) in evidence.periods {
            let info = entries.info.as_ref();
            let written = info.and_then(|info| body(&info.value.issuer, &|id| info.at(id.mark), said));
            let place = info.and_then(|info| {
                let place = info.value.place.as_ref()?;
                places.resolve(place.value.as_str(), || info.at(place.mark), said)
            });
            let mut found = match written {
                Some(body) => all.of_body(body),
                None => all.by_reports(*period, entries, evidence),
            };
            if let Some(place) = place {
                found.area = Area::Place(place);
            }
            all.periods.insert(*period, found);
        }
        all
    }

    /// Whose a period is by its reports; without any that tells, it is the archive's own body's, if that was there.
    fn by_reports(&self, period: PeriodId, entries: &PeriodEntries<'_>, evidence: &Evidence<'_, '_>) -> Authority {
        let first = evidence.reports.partition_point(|report| report.period < period);
        let reports = evidence.reports[first..].iter().take_while(|report| report.period == period);
        let is_of_unlisted = reports.clone().any(names_unlisted_body);
        let bodies = bodies_of(reports, evidence.issuers);
        let selves: BTreeSet<usize> = bodies.iter().map(|body| self.selves[*body]).collect();
        match (bodies.last(), selves.len(), self.own.body) {
            (Some(body), 1, _) => self.of_body(*body),
            (Some(_), _, Some(own)) if selves.contains(&self.selves[own]) => self.of_body(own),
            (Some(_), ..) => Authority::UNKNOWN,
            (None, ..) if is_of_unlisted => Authority::UNKNOWN,
            (None, ..) => self.own_on(entries.days(period), evidence),
        }
    }

    /// The archive's own body and place, as far as they were there on the first or last of two days.
    fn own_on(&self, (from, to): (Date, Date), evidence: &Evidence<'_, '_>) -> Authority {
        let lived = |life: Life| life.contains(from) || life.contains(to);
        let body = self.own.body.filter(|body| lived(evidence.issuers.get(*body).life()));
        match (body, self.own.body, self.own.area) {
            (Some(body), ..) => self.of_body(body),
            (None, None, Area::Place(place)) if lived(evidence.places.get(place).life()) => self.own,
            _ => Authority::UNKNOWN,
        }
    }

    /// The body whose archive this is, and its place.
    pub fn own(&self) -> Authority {
        self.own
    }

    /// A body and its place.
    pub fn of_body(&self, body: usize) -> Authority {
        Authority { body: Some(body), area: self.areas[body] }
    }

    /// Whose a period is; its models, tasks and promises are theirs too.
    pub fn of_period(&self, period: PeriodId) -> Authority {
        self.periods.get(&period).copied().unwrap_or(Authority::UNKNOWN)
    }

    /// Whose a report is. One that tells nothing is about what its period is about; one by a body that is in no list, we know not.
    pub fn of_report(&self, report: &Report) -> Authority {
        let info = report.entry.info();
        match report.issuer {
            Some(body) => self.of_body(body),
            None if info.issuer.is_some() || info.issuer_written.is_some() => Authority::UNKNOWN,
            None => Authority { body: None, ..self.of_period(report.entry.period) },
        }
    }

    /// Whose a document of the register is.
    pub fn of_document(&self, document: &Document<'_>) -> Authority {
        document.issuer.map_or(Authority::UNKNOWN, |body| self.of_body(body))
    }

    /// What a period has in common with all that it can be compared with.
    pub fn line(&self, period: PeriodId) -> Line {
        let Authority { body, area } = self.of_period(period);
        (body.map(|body| self.selves[body]), area)
    }

    /// Whether two periods can be compared: whether one body, about one place, reports both.
    pub fn kinship(&self, one: PeriodId, other: PeriodId) -> Kinship {
        match (self.line(one), self.line(other)) {
            (one, other) if one == other => Kinship::Same,
            ((Some(one), area), (Some(other), other_area)) => {
                let is_told = one != other || (area != Area::Unknown && other_area != Area::Unknown);
                if is_told { Kinship::Other } else { Kinship::Unknown }
            }
            _ => Kinship::Unknown,
        }
    }

    /// Whether what lived so long has ended, as far as the content tells.
    pub fn has_ended(&self, life: Life) -> bool {
        life.to.is_some_and(|last| last < self.day)
    }
}

/// The area of a body by its own entry: a central one without a place is there for the whole country.
fn area_of(issuer: &Issuer, places: &Lineage<'_, Place>) -> Area {
    match &issuer.place {
        Some(place) => places.find(place.value.as_str()).map_or(Area::Unknown, Area::Place),
        None if issuer.level == IssuerLevel::Central => Area::Nationwide,
        None => Area::Unknown,
    }
}

/// For each body the last of those that are one with it: where one alone succeeds one alone, at the same level and about the same
/// place, only its name is another.
fn selves(issuers: &Lineage<'_, Issuer>, areas: &[Area]) -> Vec<usize> {
    let renamed = |body: usize| match issuers.successors(body) {
        [next] => {
            let is_alone = issuers.forerunners(*next) == [body];
            let is_alike = issuers.get(body).level == issuers.get(*next).level;
            let is_here = areas[body] == areas[*next] && areas[body] != Area::Unknown;
            (is_alone && is_alike && is_here).then_some(*next)
        }
        _ => None,
    };
    let mut selves: Vec<Option<usize>> = vec![None; issuers.len()];
    for body in 0..issuers.len() {
        let mut way = vec![body];
        // No circle: successors that ran in one were cut.
        let last = loop {
            let here = way[way.len() - 1];
            match (selves[here], renamed(here)) {
                (Some(last), _) => break last,
                (None, Some(next)) => way.push(next),
                (None, None) => break here,
            }
        };
        way.into_iter().for_each(|body| selves[body] = Some(last));
    }
    selves.into_iter().flatten().collect()
}

/// Whether a report is by a body that the site's list does not have.
fn names_unlisted_body(report: &ReportEntry) -> bool {
    report.info().issuer_written.is_some() && report.info().issuer.is_none()
}

/// The bodies that reports name as theirs, each once, in the order of the reports.
fn bodies_of<'r>(reports: impl Iterator<Item = &'r ReportEntry>, issuers: &Lineage<'_, Issuer>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let bodies = reports.filter_map(|report| issuers.find(report.info().issuer.as_ref()?.value.as_str()));
    bodies.filter(|body| seen.insert(*body)).collect()
}

/// The body of all reports, where all that tell name one, perhaps under several names: then the newest.
fn only_body<'r>(
    reports: impl Iterator<Item = &'r ReportEntry> + Clone,
    issuers: &Lineage<'_, Issuer>,
    selves: &[usize],
) -> Option<usize> {
    if reports.clone().any(names_unlisted_body) {
        return None;
    }
    let bodies = bodies_of(reports, issuers);
    let same: BTreeSet<usize> = bodies.iter().map(|body| selves[*body]).collect();
    (same.len() == 1).then(|| bodies[bodies.len() - 1])
}
