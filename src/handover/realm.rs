//! Whose a place is: the heir's, others', or nobody knows.

use std::collections::BTreeSet;

use super::thing::Why;
use crate::link::Archive;
use crate::link::lineage::line;

/// The heir's unit with all of its level that it was made of; and what lay around these, or was as a whole made into such units.
#[derive(Debug)]
pub struct Realm<'r, 'a> {
    archive: &'r Archive<'a>,
    pub own: BTreeSet<usize>,
    around: BTreeSet<usize>,
}

impl<'r, 'a> Realm<'r, 'a> {
    pub fn of(archive: &'r Archive<'a>, place: usize) -> Self {
        let places = &archive.places;
        let forerunners = line(place, |at| places.forerunners(at).iter().copied());
        let level = places.get(place).kind.tier();
        let (own, wider): (BTreeSet<usize>, BTreeSet<usize>) =
            std::iter::once(place).chain(forerunners).partition(|unit| places.get(*unit).kind.tier() == level);
        let around = own.iter().flat_map(|unit| places.around(*unit)).chain(wider).collect();
        Self { archive, own, around }
    }

    /// Why what is about a place goes with the heir; none where it is for certain about others.
    pub fn share(&self, place: usize) -> Option<Why> {
        if self.own.contains(&place) {
            return Some(Why::Heirs);
        }
        if self.around.contains(&place) {
            return Some(Why::Whole);
        }
        let places = &self.archive.places;
        let has_ended = |place: usize| self.archive.authorities.has_ended(places.get(place).life());
        let became = line(place, |at| places.successors(at).iter().copied());
        let is_others = !has_ended(place) || became.into_iter().any(|heir| !has_ended(heir));
        (!is_others).then_some(Why::Undecided)
    }

    /// The same of what is about several places, or about none that it names.
    pub fn share_of(&self, places: impl IntoIterator<Item = usize>) -> Option<Why> {
        let mut places = places.into_iter().peekable();
        if places.peek().is_none() {
            return Some(Why::Whole);
        }
        places.filter_map(|place| self.share(place)).min()
    }
}
