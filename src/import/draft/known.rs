//! What the site knows already: bodies, places, documents and models that a new report may name.

use std::sync::Arc;

use crate::content::{Issuer, IssuerId, LegalDocument, Model, Place, PlaceId};
use crate::parse::{Entries, Entry};
use trichdan::calendar::{Date, Life};
use trichdan::designation::Designation;
use trichdan::text::fold::compare_key;

/// Entries of the content folder.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// `issuers.yaml`.
    pub issuers: Vec<Issuer>,
    /// `places.yaml`.
    pub places: Vec<Place>,
    /// Every register entry.
    pub documents: Vec<LegalDocument>,
    /// Every model of every period.
    pub models: Vec<Model>,
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<T> {
    /// Exactly one.
    One(T),
    /// None.
    Nothing,
    /// More than one.
    Several(Vec<T>),
}

impl<T> Match<T> {
    fn of(mut found: Vec<T>) -> Self {
        match (found.pop(), found.is_empty()) {
            (None, _) => Self::Nothing,
            (Some(only), true) => Self::One(only),
            (Some(last), false) => {
                found.push(last);
                Self::Several(found)
            }
        }
    }

    /// The only one.
    pub fn one(self) -> Option<T> {
        match self {
            Self::One(only) => Some(only),
            Self::Nothing | Self::Several(_) => None,
        }
    }
}

impl Known {
    /// Takes what one file of the content folder holds.
    pub fn add(&mut self, entries: &Entries) {
        fn values<T: Clone>(entries: &[Entry<T>]) -> impl Iterator<Item = T> {
            entries.iter().map(|entry| entry.value.clone())
        }
        match entries {
            Entries::Issuers(issuers) => self.issuers.extend(values(issuers)),
            Entries::Places(places) => self.places.extend(values(places)),
            Entries::Legal(documents) => self.documents.extend(values(documents)),
            Entries::Models(models) => self.models.extend(values(models)),
            _ => {}
        }
    }

    /// The issuer that a text names, on a day: by its name or an alias, never by less.
    pub fn issuer(&self, written: &str, day: Option<Date>) -> Match<IssuerId> {
        let wanted = body_key(written);
        let found = self.issuers.iter().filter(|issuer| {
            let mut names = std::iter::once(&issuer.name).chain(&issuer.aliases);
            lived(issuer.life(), day) && names.any(|name| body_key(name) == wanted)
        });
        Match::of(found.map(|issuer| issuer.id.value.clone()).collect())
    }

    /// The people's committee that sits at a place, on a day.
    pub fn committee_of(&self, place: &str, day: Option<Date>) -> Match<IssuerId> {
        let place = compare_key(place);
        let found = self.issuers.iter().filter(|issuer| {
            let name = body_key(&issuer.name);
            lived(issuer.life(), day) && name.starts_with("ủy ban nhân dân") && name.ends_with(&format!(" {place}"))
        });
        Match::of(found.map(|issuer| issuer.id.value.clone()).collect())
    }

    /// The commune or town that a text names with its kind (`xã Thọ Sơn`), on a day.
    pub fn place(&self, kind: &str, name: &str, day: Option<Date>) -> Match<PlaceId> {
        let wanted = compare_key(name);
        let found = self.places.iter().filter(|place| {
            let mut names = std::iter::once(&place.name).chain(&place.aliases);
            place.kind.label() == kind && lived(place.life(), day) && names.any(|name| compare_key(name) == wanted)
        });
        Match::of(found.map(|place| place.id.value.clone()).collect())
    }

    /// Whether the register has a document: the same designation, and neither date nor issuer against it.
    pub fn has_document(&self, designation: &Designation, date: Option<Date>, issuer: Option<&IssuerId>) -> bool {
        let agree = |document: &LegalDocument| {
            let same_day = match (&document.date, date) {
                (Some(known), Some(date)) => known.value == date,
                _ => true,
            };
            let same_issuer = match (&document.issuer, issuer) {
                (Some(known), Some(issuer)) => known.value == *issuer,
                _ => true,
            };
            same_day && same_issuer
        };
        let same =
            |document: &&LegalDocument| Designation::parse(&document.designation.value).as_ref() == Some(designation);
        self.documents.iter().filter(same).any(agree)
    }

    /// The model of an earlier period that bears this name and stands in these places.
    pub fn model(&self, name: &str, places: &[PlaceId]) -> Option<&Model> {
        let wanted = compare_key(name);
        self.models.iter().find(|model| {
            let mut names = std::iter::once(&model.name).chain(&model.aliases);
            let same_place = places.is_empty() || model.places.iter().any(|place| places.contains(&place.value));
            same_place && names.any(|name| compare_key(name) == wanted)
        })
    }

    /// The name of an issuer, for the proof: an id stands for these words.
    pub fn issuer_name(&self, id: &IssuerId) -> Option<Arc<str>> {
        self.issuers.iter().find(|issuer| issuer.id.value == *id).map(|issuer| issuer.name.clone())
    }
}

/// Whether something was there on a day, if that is known.
fn lived(life: Life, day: Option<Date>) -> bool {
    day.is_none_or(|day| life.contains(day))
}

/// A body's name in the form in which names are compared, its usual abbreviations written out.
fn body_key(name: &str) -> String {
    let words: Vec<String> = compare_key(name)
        .split_whitespace()
        .map(|word| match word {
            "ubnd" => "ủy ban nhân dân".to_owned(),
            "hđnd" => "hội đồng nhân dân".to_owned(),
            "kh&cn" => "khoa học và công nghệ".to_owned(),
            word => word.to_owned(),
        })
        .collect();
    words.join(" ")
}
