//! Bodies and places that live, end and are succeeded: ids looked up, successors followed, circles found.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::{Arc, OnceLock};

use crate::content::{DocumentReference, FormerName, Issuer, IssuerId, Marked, Place, PlaceId, Succession};
use crate::diagnostic::known::Known;
use crate::diagnostic::{Diagnostic, Location, messages};
use crate::link::circles::{Circles, circles};
use crate::link::gather::Located;
use crate::link::unread::Unread;
use trichdan::calendar::Date;

/// Something with an id, a life span and successors of its own kind.
pub trait Lineal {
    /// What names it.
    type Id: Clone + Eq + Hash + Ord + AsRef<str>;
    /// The file that lists its kind, for messages.
    const FILE: &'static str;
    fn id(&self) -> &Marked<Self::Id>;
    /// What it became.
    fn successors(&self) -> &[Marked<Self::Id>];
    /// How it passed on, where that is written.
    fn succession(&self) -> Option<Succession>;
    /// The document that ended it, where that is written.
    fn ended_by(&self) -> Option<&Marked<DocumentReference>>;
    /// The names that it bore before.
    fn former_names(&self) -> &[FormerName];
    /// Its first and its last day, as they are written.
    fn ends(&self) -> (&Option<Marked<Date>>, &Option<Marked<Date>>);
}

impl Lineal for Issuer {
    type Id = IssuerId;
    const FILE: &'static str = "issuers.yaml";

    fn id(&self) -> &Marked<IssuerId> {
        &self.id
    }

    fn successors(&self) -> &[Marked<IssuerId>] {
        &self.successors
    }

    fn succession(&self) -> Option<Succession> {
        self.succession
    }

    fn ended_by(&self) -> Option<&Marked<DocumentReference>> {
        self.ended_by.as_ref()
    }

    fn former_names(&self) -> &[FormerName] {
        &self.former_names
    }

    fn ends(&self) -> (&Option<Marked<Date>>, &Option<Marked<Date>>) {
        (&self.from, &self.to)
    }
}

impl Lineal for Place {
    type Id = PlaceId;
    const FILE: &'static str = "places.yaml";

    fn id(&self) -> &Marked<PlaceId> {
        &self.id
    }

    fn successors(&self) -> &[Marked<PlaceId>] {
        &self.successors
    }

    fn succession(&self) -> Option<Succession> {
        self.succession
    }

    fn ended_by(&self) -> Option<&Marked<DocumentReference>> {
        self.ended_by.as_ref()
    }

    fn former_names(&self) -> &[FormerName] {
        &self.former_names
    }

    fn ends(&self) -> (&Option<Marked<Date>>, &Option<Marked<Date>>) {
        (&self.from, &self.to)
    }
}

/// All entries of one kind, found by id.
#[derive(Debug)]
pub struct Lineage<'a, T: Lineal> {
    entries: Vec<Located<'a, T>>,
    by_id: HashMap<&'a str, usize>,
    successors: Vec<Vec<usize>>,
    forerunners: Vec<Vec<usize>>,
    unread: Arc<Unread<'a>>,
    /// Their ids, once somebody names one that is not there.
    known: OnceLock<Known>,
}

impl<'a, T: Lineal> Lineage<'a, T> {
    /// Links the entries of one kind among themselves.
    ///
    /// Reports an id given twice, a successor that is not there, and a circle of successors.
    pub fn new(mut entries: Vec<Located<'a, T>>, unread: &Arc<Unread<'a>>) -> (Self, Vec<Diagnostic>) {
        // Sorted: reaches output.
        entries.sort_by(|one, other| one.value.id().value.cmp(&other.value.id().value));
        let mut said = Vec::new();
        let mut by_id = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let id = entry.value.id();
            if let Some(first) = by_id.insert(id.value.as_ref(), index) {
                let first: &Located<'a, T> = &entries[first];
                said.push(messages::link::duplicate_id(
                    id.value.as_ref(),
                    entry.at(id.mark),
                    first.at(first.value.id().mark),
                ));
            }
        }
        let mut lineage = Self {
            successors: vec![Vec::new(); entries.len()],
            forerunners: vec![Vec::new(); entries.len()],
            entries,
            by_id,
            unread: Arc::clone(unread),
            known: OnceLock::new(),
        };
        lineage.link_successors(&mut said);
        lineage.report_circles(&mut said);
        (lineage, said)
    }

    fn link_successors(&mut self, said: &mut Vec<Diagnostic>) {
        for index in 0..self.entries.len() {
            let entry = self.entries[index];
            for successor in entry.value.successors() {
                match self.by_id.get(successor.value.as_ref()) {
                    Some(&target) => {
                        self.successors[index].push(target);
                        self.forerunners[target].push(index);
                    }
                    None => said.extend(self.unknown(successor.value.as_ref(), || entry.at(successor.mark))),
                }
            }
        }
    }

    /// A circle is reported once, and cut so that nobody runs round it.
    fn report_circles(&mut self, said: &mut Vec<Diagnostic>) {
        let Circles { found, closing } = circles(&self.successors);
        for circle in found {
            let entry = self.entries[circle.first()];
            let way = circle.way(|member| self.entries[member].value.id().value.as_ref());
            said.push(messages::link::successor_circle(&way, entry.at(entry.value.id().mark)));
        }
        self.drop_steps(&closing);
    }

    fn drop_steps(&mut self, dropped: &HashSet<(usize, usize)>) {
        for (index, successors) in self.successors.iter_mut().enumerate() {
            successors.retain(|&successor| !dropped.contains(&(index, successor)));
        }
        for (index, forerunners) in self.forerunners.iter_mut().enumerate() {
            forerunners.retain(|&forerunner| !dropped.contains(&(forerunner, index)));
        }
    }

    /// The entry with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Looks an id up; one that is not there is reported at `location`.
    pub fn resolve(
        &self,
        id: &str,
        location: impl FnOnce() -> crate::diagnostic::Location,
        said: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let found = self.find(id);
        if found.is_none() {
            said.extend(self.unknown(id, location));
        }
        found
    }

    /// The message about an id that is not there; none where its entry is there, but could not be read.
    fn unknown(&self, id: &str, location: impl FnOnce() -> Location) -> Option<Diagnostic> {
        let known = || self.entries.iter().map(|entry| &entry.value.id().value).collect();
        (!self.unread.has(id, T::FILE))
            .then(|| messages::link::unknown_id(id, T::FILE, location(), self.known.get_or_init(known)))
    }

    /// The entry at an index.
    pub fn get(&self, index: usize) -> &'a T {
        self.entries[index].value
    }

    /// The entry at an index, with its place in the content folder.
    pub fn located(&self, index: usize) -> Located<'a, T> {
        self.entries[index]
    }

    /// All entries in the order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &'a T)> {
        self.entries.iter().map(|entry| entry.value).enumerate()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// What an entry became.
    pub fn successors(&self, index: usize) -> &[usize] {
        &self.successors[index]
    }

    /// What an entry was made of.
    pub fn forerunners(&self, index: usize) -> &[usize] {
        &self.forerunners[index]
    }

    /// Whether people wrote an entry in its file; the others came with the site's place.
    pub fn is_written(&self, index: usize) -> bool {
        self.entries[index].path.as_str() == T::FILE
    }

    /// How an entry passed on, as far as that is certain: as it is written, or as its heirs show it.
    pub fn succession(&self, index: usize) -> Option<Succession> {
        let shown = || match self.successors(index) {
            [] => None,
            [heir] => (self.forerunners(*heir).len() > 1).then_some(Succession::Merged),
            _ => Some(Succession::Divided),
        };
        self.get(index).succession().or_else(shown)
    }
}

/// Steps out that are looked at: a commune lies in three units at most.
const OUTWARD: usize = 8;

impl<'a> Lineage<'a, Place> {
    /// What a place is said to lie in.
    pub fn within(&self, index: usize) -> Option<usize> {
        self.find(self.get(index).within.as_ref()?.value.as_str())
    }

    /// That, and what it lies in, nearest first.
    pub fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.within(index), |at| self.within(*at)).take(OUTWARD)
    }

    /// What a place lies in on a day. Where that had ended, it is what it lay in itself, or the only one that came of it: a commune
    /// that outlived its district lies in the province. After its own life, a place lies where it lay on its last day.
    pub fn within_on(&self, index: usize, on: Date) -> Option<usize> {
        let outer = |index: usize| {
            let heir = || <[usize; 1]>::try_from(self.successors(index)).ok().map(|[heir]| heir);
            self.within(index).or_else(heir)
        };
        let life = self.get(index).life();
        let on = life.to.map_or(on, |to| on.min(to));
        let within = self.within(index)?;
        let mut outward = std::iter::successors(Some(within), |at| outer(*at)).take(OUTWARD);
        outward.find(|at| self.get(*at).life().to.is_none_or(|to| on <= to)).or(Some(within))
    }
}

/// Generations of a line that are looked through. A commune has passed through a handful since 1945; where a mistake makes a chain
/// of thousands, nobody reads on.
const GENERATIONS: u32 = 16;

/// All that can be reached from one by these steps, nearest first.
pub fn line<I: IntoIterator<Item = usize>>(from: usize, step: impl Fn(usize) -> I) -> Vec<usize> {
    line_by_steps(from, step).into_iter().map(|(reached, _)| reached).collect()
}

/// The same, each with the number of steps.
pub fn line_by_steps<I: IntoIterator<Item = usize>>(from: usize, step: impl Fn(usize) -> I) -> Vec<(usize, u32)> {
    let (mut found, mut seen) = (Vec::new(), HashSet::from([from]));
    let mut generation = vec![from];
    for steps in 1..=GENERATIONS {
        generation = generation.into_iter().flat_map(&step).filter(|one| seen.insert(*one)).collect();
        if generation.is_empty() {
            break;
        }
        found.extend(generation.iter().map(|one| (*one, steps)));
    }
    found
}
