//! The units that a few words name: of a task, which has no field for its place.

use std::ops::Range;

use crate::content::PeriodId;
use crate::link::Archive;
use crate::link::meant::Meant;
use crate::link::names::Bearer;
use crate::link::reading::Reading;
use crate::parse::names::Names;
use crate::parse::told;

/// Reads words for the names of units.
#[derive(Debug)]
pub struct UnitNames<'n, 'a> {
    archive: &'n Archive<'a>,
    names: Names,
}

impl<'n, 'a> UnitNames<'n, 'a> {
    pub fn of(archive: &'n Archive<'a>) -> Self {
        let is_of_place = |bearers: &[Bearer]| bearers.iter().any(|bearer| matches!(bearer, Bearer::Place(_)));
        let names = archive.names().filter(|(_, bearers)| is_of_place(bearers)).map(|(name, _)| name.clone());
        Self { archive, names: Names::new(names) }
    }

    /// The units that words of a period may mean.
    pub fn units(&self, words: &str, period: PeriodId) -> Vec<usize> {
        let found = self.names.find(words);
        let ranges: Vec<Range<usize>> = found.iter().map(|found| found.start..found.end).collect();
        let on = self.archive.periods.get(&period).map_or_else(|| period.last_day(), |entries| entries.days(period).1);
        let reading = Reading { archive: self.archive, period, on, home: self.archive.home_of(None, period) };
        let told = told::read(words, &ranges, false);
        let meant = found.iter().zip(&told).filter_map(|(found, told)| reading.meant(found.name, told.as_deref()));
        let units = meant.flat_map(|meant| match meant {
            Meant::Unit(unit) | Meant::Ended(unit) => vec![unit],
            Meant::Doubt(units) => units,
            Meant::Another => Vec::new(),
        });
        units.collect()
    }
}
