//! What the site knows already: bodies, places, documents and models that a new report may name.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::content::{Issuer, IssuerId, Ledger, LegalDocument, Model, Place, PlaceId};
use crate::parse::Entries;
use trichdan::calendar::{Date, Life};
use trichdan::designation::Designation;
use trichdan::text::fold::compare_key;

/// Entries of the content folder, found by what texts call them.
#[derive(Debug, Clone, Default)]
pub struct Known {
    issuers: Vec<Issuer>,
    places: Vec<Place>,
    documents: Vec<LegalDocument>,
    models: Vec<Model>,
    /// The registers that the site declares.
    pub ledgers: Vec<Arc<Ledger>>,
    /// Issuers by their names and aliases.
    issuers_by_name: HashMap<String, Vec<usize>>,
    /// People's committees by the last words of their names.
    committees: HashMap<String, Vec<usize>>,
    places_by_name: HashMap<String, Vec<usize>>,
    documents_by_designation: HashMap<Designation, Vec<usize>>,
    models_by_name: HashMap<String, Vec<usize>>,
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match<T> {
    /// Exactly one.
    One(T),
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
        match entries {
            Entries::Issuers(issuers) => issuers.iter().for_each(|issuer| self.add_issuer(&issuer.value)),
            Entries::Places(places) => places.iter().for_each(|place| self.add_place(&place.value)),
            Entries::Legal(documents) => documents.iter().for_each(|document| self.add_document(&document.value)),
            Entries::Ledgers(ledgers) => self.ledgers.extend(ledgers.iter().cloned()),
            Entries::Models(models) => models.iter().for_each(|model| self.add_model(&model.value)),
            _ => {}
        }
    }

    fn add_issuer(&mut self, issuer: &Issuer) {
        let index = self.issuers.len();
        for name in names(&issuer.name, &issuer.aliases, body_key) {
            self.issuers_by_name.entry(name).or_default().push(index);
        }
        let name = body_key(&issuer.name);
        if name.starts_with("ủy ban nhân dân") {
            for (space, _) in name.rmatch_indices(' ').take(LONGEST_PLACE_WORDS) {
                self.committees.entry(name[space + 1..].to_owned()).or_default().push(index);
            }
        }
        self.issuers.push(issuer.clone());
    }

    fn add_place(&mut self, place: &Place) {
        for name in names(&place.name, &place.aliases, compare_key) {
            self.places_by_name.entry(name).or_default().push(self.places.len());
        }
        self.places.push(place.clone());
    }

    fn add_document(&mut self, document: &LegalDocument) {
        if let Some(designation) = Designation::parse(&document.designation.value) {
            self.documents_by_designation.entry(designation).or_default().push(self.documents.len());
        }
        self.documents.push(document.clone());
    }

    fn add_model(&mut self, model: &Model) {
        for name in names(&model.name, &model.aliases, compare_key) {
            self.models_by_name.entry(name).or_default().push(self.models.len());
        }
        self.models.push(model.clone());
    }

    /// The issuer that a text names, on a day: by its name or an alias, never by less.
    pub fn issuer(&self, written: &str, day: Option<Date>) -> Match<IssuerId> {
        self.issuer_of(self.issuers_by_name.get(&body_key(written)), day)
    }

    /// The people's committee that sits at a place, on a day.
    pub fn committee_of(&self, place: &str, day: Option<Date>) -> Match<IssuerId> {
        self.issuer_of(self.committees.get(&compare_key(place)), day)
    }

    fn issuer_of(&self, found: Option<&Vec<usize>>, day: Option<Date>) -> Match<IssuerId> {
        let found = found.into_iter().flatten().map(|index| &self.issuers[*index]);
        let living = found.filter(|issuer| lived(issuer.life(), day));
        Match::of(living.map(|issuer| issuer.id.value.clone()).collect())
    }

    /// The commune or town that a text names with its kind (`xã Thọ Sơn`), on a day.
    pub fn place(&self, kind: &str, name: &str, day: Option<Date>) -> Match<PlaceId> {
        let found = self.places_by_name.get(&compare_key(name));
        let found = found.into_iter().flatten().map(|index| &self.places[*index]);
        let fitting = found.filter(|place| place.kind.label() == kind && lived(place.life(), day));
        Match::of(fitting.map(|place| place.id.value.clone()).collect())
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
        let same = self.documents_by_designation.get(designation);
        same.into_iter().flatten().any(|index| agree(&self.documents[*index]))
    }

    /// The model of an earlier period that bears this name and stands in these places.
    pub fn model(&self, name: &str, places: &[PlaceId]) -> Option<&Model> {
        let found = self.models_by_name.get(&compare_key(name));
        found
            .into_iter()
            .flatten()
            .map(|index| &self.models[*index])
            .find(|model| places.is_empty() || model.places.iter().any(|place| places.contains(&place.value)))
    }
}

/// Words that the name of a place may have.
const LONGEST_PLACE_WORDS: usize = 12;

/// A name and its aliases in the form in which they are compared, each once.
fn names(name: &Arc<str>, aliases: &[Arc<str>], key: fn(&str) -> String) -> BTreeSet<String> {
    std::iter::once(name).chain(aliases).map(|name| key(name)).collect()
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
