//! Who can be handed a part of an archive: what came of its place and of what lies in it.

use std::collections::BTreeSet;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages::handover as messages;
use crate::link::Archive;
use crate::link::authority::{Area, Authority};
use crate::link::lineage::line;
use crate::link::names::full_name;

/// One of those that carry on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heir {
    /// Its place, among the places.
    pub place: usize,
    /// The body that keeps what it is given, among the issuers, if that is known.
    pub body: Option<usize>,
}

/// The heir with an id: of a place, or of a body.
pub fn heir(archive: &Archive<'_>, id: &str) -> Result<Heir, Failure> {
    let own = archive.authorities.own();
    if !archive.drafts.is_empty() {
        let files = archive.drafts.said().iter().map(|said| said.location.path.clone()).collect();
        return Err(messages::drafts(&files));
    }
    if !is_closed(archive, own) {
        return Err(messages::not_closed(own.body.map(|body| &*archive.issuers.get(body).name)));
    }
    let heirs = heirs(archive, own);
    let body = archive.issuers.find(id);
    let place = archive.places.find(id).or_else(|| place_of(archive, body?));
    match place.filter(|place| heirs.contains(place)) {
        Some(place) => Ok(Heir { place, body: body.or_else(|| only_body(archive, place)) }),
        None => {
            let places = heirs.iter().map(|place| archive.places.get(*place));
            let known: Vec<(&str, String)> = places.map(|place| (place.id.value.as_str(), full_name(place))).collect();
            Err(messages::no_heir(id, &known))
        }
    }
}

/// Whether the body whose archive it is has ended, or without one its place.
fn is_closed(archive: &Archive<'_>, own: Authority) -> bool {
    match (own.body, own.area) {
        (Some(body), _) => archive.authorities.has_ended(archive.issuers.get(body).life()),
        (None, Area::Place(place)) => archive.authorities.has_ended(archive.places.get(place).life()),
        (None, Area::Nationwide | Area::Unknown) => false,
    }
}

/// The places that there are today and that came of the archive's own, of what lay in it, or that bodies have which came of its own.
fn heirs(archive: &Archive<'_>, own: Authority) -> BTreeSet<usize> {
    let places = &archive.places;
    let is_own = |place: usize| match own.area {
        Area::Place(area) => place == area || places.around(place).any(|outer| outer == area),
        Area::Nationwide | Area::Unknown => true,
    };
    let came_of_own = |place: usize| line(place, |at| places.forerunners(at).iter().copied()).into_iter().any(is_own);
    let by_places = (0..places.len()).filter(|place| came_of_own(*place));
    let bodies = own.body.map(|body| line(body, |at| archive.issuers.successors(at).iter().copied()));
    let by_bodies = bodies.into_iter().flatten().filter_map(|body| place_of(archive, body));
    let lives = |place: &usize| !archive.authorities.has_ended(places.get(*place).life());
    by_places.chain(by_bodies).filter(lives).collect()
}

fn place_of(archive: &Archive<'_>, body: usize) -> Option<usize> {
    match archive.authorities.of_body(body).area {
        Area::Place(place) => Some(place),
        Area::Nationwide | Area::Unknown => None,
    }
}

/// The only body of a place that there is today.
fn only_body(archive: &Archive<'_>, place: usize) -> Option<usize> {
    let lives = |body: &usize| !archive.authorities.has_ended(archive.issuers.get(*body).life());
    let mut bodies = (0..archive.issuers.len()).filter(|body| place_of(archive, *body) == Some(place)).filter(lives);
    let only = bodies.next()?;
    bodies.next().is_none().then_some(only)
}
