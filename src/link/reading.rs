//! A report as a reader of its day and period reads the names in it.

use std::sync::Arc;

use crate::content::{ModelId, PeriodId};
use crate::link::Archive;
use crate::link::authority::Area;
use crate::link::meant::{Asked, Meant, meant};
use crate::link::names::Bearer;
use crate::link::report::Report;
use crate::parse::told::Told;
use trichdan::calendar::Date;

/// A text of a day and a period, whose names are looked up.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'r, 'a> {
    pub archive: &'r Archive<'a>,
    pub period: PeriodId,
    pub on: Date,
    /// Where the text is at home.
    pub home: Option<usize>,
}

impl<'a> Archive<'a> {
    /// A report, to ask what its names mean.
    pub fn reading(&self, report: &Report) -> Reading<'_, 'a> {
        let (period, on) = (report.entry.period, report.law_date);
        Reading { archive: self, period, on, home: self.home_of(report.issuer, period) }
    }

    /// Where the texts that a body wrote in a period are at home: in the place that the period says it is about, else in that of the
    /// body, else in that of the period's body, else in the site's.
    pub fn home_of(&self, issuer: Option<usize>, period: PeriodId) -> Option<usize> {
        let info = self.periods.get(&period).and_then(|entries| entries.info);
        let of_period = info.and_then(|info| info.value.place.as_ref());
        let written = of_period.or_else(|| self.issuers.get(issuer?).place.as_ref());
        let found = written.and_then(|place| self.places.find(place.value.as_str()));
        let of_body = || match self.authorities.of_period(period).area {
            Area::Place(place) => Some(place),
            Area::Nationwide | Area::Unknown => None,
        };
        let of_site = || self.places.find(self.site?.value.place.as_ref()?.value.as_str());
        found.or_else(of_body).or_else(of_site)
    }
}

impl Reading<'_, '_> {
    /// Chooses among the bearers of a name; none when in doubt.
    pub fn choose(self, name: &Arc<str>, told: Option<&Told>) -> Option<Bearer> {
        let bearers = self.archive.bearers.get(name)?;
        let unit = match self.meant(name, told) {
            Some(Meant::Unit(place) | Meant::Ended(place)) => Some(Bearer::Place(place)),
            Some(Meant::Another | Meant::Doubt(_)) | None => None,
        };
        let is_reported = |id: &ModelId| {
            let series = self.archive.models.get(id);
            bearers.len() == 1 || series.is_some_and(|series| series.in_period(self.period).is_some())
        };
        let models = bearers.iter().filter(|bearer| matches!(bearer, Bearer::Model(id) if is_reported(id)));
        // A row's name links only where nothing else bears it.
        let row = bearers.iter().filter(|bearer| matches!(bearer, Bearer::Row(_)) && bearers.len() == 1);
        let mut fitting = unit.into_iter().chain(models.chain(row).cloned());
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// What a name means as that of a unit; none where no unit bears it.
    pub fn meant(self, name: &Arc<str>, told: Option<&Told>) -> Option<Meant> {
        let places = self.archive.bearers.get(name)?.iter().filter_map(|bearer| match bearer {
            Bearer::Place(place) => Some(*place),
            Bearer::Model(_) | Bearer::Row(_) => None,
        });
        let places: Vec<usize> = places.collect();
        let nothing = Told::default();
        let asked = Asked { name, told: told.unwrap_or(&nothing), on: self.on, home: self.home };
        (!places.is_empty()).then(|| meant(&places, &self.archive.places, &self.archive.unit_names, asked))
    }
}
