//! What a figure was before in the area of today: the sum over the units of which a new one was made.
//!
//! It is offered only where nothing of it is guessed: the models that add up to the old figure are listed, and of each it is known
//! whether it lies in the area of today or outside.

use std::collections::HashSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::cards;
use crate::content::{Indicator, ModelId, PeriodId, PeriodInfo};
use crate::link::authority::Area;
use crate::plan::planner::Planner;
use crate::view::*;

/// Steps from a place to all that it lies in: there are a handful, but a mistake may make a circle of them.
const STEPS: usize = 16;

/// The period before, of another body, and the parts of its area of which that of today was made.
pub struct Forerunners<'a> {
    period: PeriodId,
    info: &'a PeriodInfo,
    /// The area of today.
    here: usize,
    parts: Vec<usize>,
}

impl<'a> Planner<'_, 'a> {
    /// What a period may be compared with in the same area, where the period before is another body's.
    pub fn forerunners(&self, period: PeriodId) -> Option<Forerunners<'a>> {
        let before = self.crossed(period)?;
        let authorities = &self.archive.authorities;
        let (Area::Place(here), Area::Place(there)) =
            (authorities.of_period(period).area, authorities.of_period(before).area)
        else {
            return None;
        };
        let info = self.archive.periods[&before].info?.value;
        Some(Forerunners { period: before, info, here, parts: self.parts_within(here, there)? })
    }

    /// What an indicator was before, in the same area.
    pub fn forerunner_sum(&self, forerunners: &Forerunners<'_>, indicator: &Indicator) -> Option<Arc<ForerunnerSum>> {
        let Forerunners { period: before, info, here, ref parts } = *forerunners;
        let mut same = info.indicators.iter().filter(|old| old.id == indicator.id && old.unit == indicator.unit);
        let old = same.next()?;
        let all = self.figure_rows(before, old);
        let sum = all.iter().map(|row| row.amount).sum::<Option<Decimal>>()?;
        if sum != old.value.as_ref()?.amount || all.len() != old.models.len() {
            return None;
        }
        let mut rows = Vec::new();
        for (id, row) in old.models.iter().zip(all) {
            if self.lies_in_parts(&id.value, before, here, parts)? {
                rows.push(row);
            }
        }
        let total = rows.iter().map(|row| row.amount).sum::<Option<Decimal>>().filter(|_| !rows.is_empty())?;
        let (places, more_places) = self.few_places(parts);
        Some(Arc::new(ForerunnerSum { period: self.period_link(before), places, more_places, total, rows }))
    }

    /// The units of which the area `here` was made, where all of them lay within `there` and none was divided.
    fn parts_within(&self, here: usize, there: usize) -> Option<Vec<usize>> {
        let places = &self.archive.places;
        let all = places.forerunners(here);
        // A district that ended together with its communes is no part beside them.
        let around: HashSet<usize> = all.iter().flat_map(|part| self.around(*part).skip(1)).collect();
        let parts: Vec<usize> = all.iter().copied().filter(|part| !around.contains(part)).collect();
        let is_whole = |part: &usize| places.successors(*part) == [here] && self.lies_within(*part, there);
        (!parts.is_empty() && parts.iter().all(is_whole)).then_some(parts)
    }

    /// Whether a model lay in these parts of the area of today; none where it is not known, or it lay on both sides.
    fn lies_in_parts(&self, id: &ModelId, period: PeriodId, here: usize, parts: &[usize]) -> Option<bool> {
        let model = self.archive.models.get(id)?.in_period(period)?;
        let places = cards::places_of(self.archive, model);
        // A place whose fate nobody tells may have become a part of anything.
        let inside = |place: &usize| match self.archive.places.successors(*place) {
            _ if parts.contains(place) => Some(true),
            [] => self.archive.places.get(*place).life().to.is_none().then_some(false),
            heirs => (!heirs.contains(&here)).then_some(false),
        };
        let inside: HashSet<Option<bool>> = places.iter().map(inside).collect();
        let mut sides = inside.into_iter();
        match (sides.next(), sides.next()) {
            (Some(side), None) => side,
            _ => None,
        }
    }

    /// Whether a place is, or lies within, another.
    pub fn lies_within(&self, place: usize, other: usize) -> bool {
        self.around(place).any(|around| around == other)
    }

    /// A place, and what it lies in, and what that lies in.
    fn around(&self, place: usize) -> impl Iterator<Item = usize> {
        let places = &self.archive.places;
        let within = move |place: &usize| places.find(places.get(*place).within.as_ref()?.value.as_str());
        std::iter::successors(Some(place), within).take(STEPS)
    }
}
