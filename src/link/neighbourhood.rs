//! The units that a site knows without anybody typing them: its own place, what lies in it, what these came of and came to.
//!
//! What `places.yaml` says goes before what the country's list says: an entry stands for the unit that it means, and takes from the
//! list only what it leaves open. A unit that no entry means joins the archive as a place that nobody wrote.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::content::{DocumentReference, Marked, Place, PlaceId, Succession, Tier, UnitCode};
use crate::diagnostic::Mark;
use crate::gazetteer::{Gazetteer, Unit, gazetteer};
use crate::parse::{Entries, Entry, Parsed};
use crate::source::SourcePath;
use trichdan::calendar::Life;
use trichdan::text::fold::compare_key;

/// The file whose entries people write.
const FILE: &str = "places.yaml";
/// The file whose `place` brings the rest.
const SITE: &str = "site.yaml";

/// What people wrote, by its id.
type ById<'a> = HashMap<&'a str, &'a Place>;

/// Completes what people wrote of places, and gives the places that nobody wrote. A site without a place of its own, or with one
/// that the list does not know for certain, keeps what it has.
pub fn settle(files: &mut BTreeMap<SourcePath, Arc<Parsed>>) -> Vec<Entry<Place>> {
    let Some(site) = files.iter().find_map(|(path, parsed)| match &parsed.entries {
        Entries::Site(site) if path.as_str() == SITE => Some(&site.value),
        _ => None,
    }) else {
        return Vec::new();
    };
    let Some(own) = site.place.clone() else { return Vec::new() };
    let typed = files.iter().find_map(|(path, parsed)| match &parsed.entries {
        Entries::Places(list) if path.as_str() == FILE => Some((path.clone(), parsed.clone(), list.as_slice())),
        _ => None,
    });
    let list = typed.as_ref().map_or(&[][..], |(_, _, list)| list);
    let by_id: ById<'_> = list.iter().map(|entry| (entry.value.id.value.as_str(), &entry.value)).collect();
    let Some(root) = own_unit(&own.value, &by_id) else { return Vec::new() };
    let around = Neighbourhood::new(root, list, &by_id, own.mark);
    let places = around.unwritten();
    if let Some((path, parsed, list)) = &typed
        && !list.is_empty()
    {
        let entries = Entries::Places(around.completed(list));
        let completed = Arc::new(Parsed { entries, ..Parsed::clone(parsed) });
        files.insert(path.clone(), completed);
    }
    places
}

/// The unit of the list that a site's place is: the one that its entry means, or without an entry the only one with this id.
fn own_unit(id: &PlaceId, by_id: &ById<'_>) -> Option<usize> {
    match by_id.get(id.as_str()) {
        Some(entry) => only(&meant(entry, by_id, &gazetteer().named(entry.kind, &entry.name))),
        None => only(&gazetteer().with_id(id.as_str())),
    }
}

/// Where several units may be meant, the code and the address of each.
pub fn with_several(id: &str) -> Option<Vec<(&'static str, String)>> {
    let all = gazetteer();
    let found = all.with_id(id);
    (found.len() > 1).then(|| found.into_iter().map(|index| (all.get(index).code, all.address(index))).collect())
}

fn only(found: &[usize]) -> Option<usize> {
    match found {
        [only] => Some(*only),
        _ => None,
    }
}

/// The units among those of its name that an entry may mean: of its kind and number, in what it says it lies in, living in part of
/// its life.
fn meant(entry: &Place, by_id: &ById<'_>, namesakes: &[usize]) -> Vec<usize> {
    let all = gazetteer();
    let within = entry.within.as_ref().filter(|_| !namesakes.is_empty());
    let within = within.and_then(|within| by_id.get(within.value.as_str()));
    let within = within.map(|outer| (outer.kind.label(), compare_key(&outer.name)));
    let fits = |index: &usize| {
        let unit = all.get(*index);
        let lies_in = |(kind, key): &(&str, String)| {
            all.around(*index).chain([unit.province]).any(|outer| {
                let outer = all.get(outer);
                outer.kind.label() == *kind && compare_key(outer.name) == *key
            })
        };
        unit.kind.label() == entry.kind.label()
            && entry.code.as_ref().is_none_or(|code| *code.value.0 == *unit.code)
            && entry.life().common(unit.life()).is_some()
            && within.as_ref().is_none_or(lies_in)
    };
    namesakes.iter().copied().filter(fits).collect()
}

/// The units around a site's own, each with the id that the archive knows it by.
struct Neighbourhood {
    all: &'static Gazetteer,
    /// By their indexes in the list.
    ids: BTreeMap<usize, PlaceId>,
    /// Those that entries mean, by the entry's position.
    written: BTreeMap<usize, usize>,
    /// Those that may be meant by entries, or whose ids are taken.
    hidden: BTreeSet<usize>,
    mark: Mark,
}

impl Neighbourhood {
    fn new(root: usize, typed: &[Entry<Place>], by_id: &ById<'_>, mark: Mark) -> Self {
        let all = gazetteer();
        let units = reach(all, root);
        let mut around = Self { all, ids: BTreeMap::new(), written: BTreeMap::new(), hidden: BTreeSet::new(), mark };
        let mut namesakes: HashMap<String, Vec<usize>> = HashMap::new();
        for unit in &units {
            namesakes.entry(compare_key(all.get(*unit).name)).or_default().push(*unit);
        }
        for (position, entry) in typed.iter().enumerate() {
            let of_name = namesakes.get(&compare_key(&entry.value.name)).map_or(&[][..], Vec::as_slice);
            let means = meant(&entry.value, by_id, of_name);
            around.hidden.extend(&means);
            if let Some(unit) = only(&means)
                && !around.ids.contains_key(&unit)
            {
                around.written.insert(position, unit);
                around.ids.insert(unit, entry.value.id.value.clone());
            }
        }
        for unit in units {
            if around.hidden.contains(&unit) {
                continue;
            }
            let id = &all.ids(all.get(unit).province)[&unit];
            if by_id.contains_key(id.as_str()) {
                around.hidden.insert(unit);
            } else {
                around.ids.insert(unit, PlaceId(id.as_str().into()));
            }
        }
        around
    }

    /// What people wrote, and what it leaves open from the list.
    fn completed(&self, typed: &[Entry<Place>]) -> Vec<Entry<Place>> {
        let complete = |(position, entry): (usize, &Entry<Place>)| {
            let mut entry = entry.clone();
            if let Some(unit) = self.written.get(&position) {
                let (written, mark) = (&mut entry.value, entry.mark);
                let known = self.place(*unit, mark);
                written.code = written.code.take().or(known.code);
                written.within = written.within.take().or(known.within);
                written.from = written.from.take().or(known.from);
                written.ended_by = written.ended_by.take().or(known.ended_by);
                if written.successors.is_empty() {
                    written.successors = known.successors;
                    written.succession = written.succession.or(known.succession);
                }
                written.to = written.to.take().or(known.to);
            }
            entry
        };
        typed.iter().enumerate().map(complete).collect()
    }

    /// The places that nobody wrote.
    fn unwritten(&self) -> Vec<Entry<Place>> {
        let units = self.ids.keys().filter(|unit| !self.hidden.contains(unit));
        units.map(|unit| Entry { value: self.place(*unit, self.mark), mark: self.mark }).collect()
    }

    fn place(&self, index: usize, mark: Mark) -> Place {
        let unit = self.all.get(index);
        let marked = |id: &PlaceId| Marked { value: id.clone(), mark };
        let Life { from, to } = unit.life();
        let day = |day| Marked { value: day, mark };
        Place {
            id: Marked { value: self.ids[&index].clone(), mark },
            name: unit.name.into(),
            kind: unit.kind,
            code: Some(Marked { value: UnitCode(unit.code.into()), mark }),
            aliases: Vec::new(),
            former_names: Vec::new(),
            within: unit.within.and_then(|outer| self.ids.get(&outer)).map(marked),
            from: from.map(day),
            to: to.map(day),
            successors: self.successors(unit).into_iter().map(marked).collect(),
            succession: self.succession(unit),
            ended_by: unit.ended_by.map(|text| Marked { value: DocumentReference::parse(text), mark }),
        }
    }

    /// Of a district all heirs or none: a part of them would tell it wrong.
    fn successors(&self, unit: &Unit) -> Vec<&PlaceId> {
        let known: Vec<&PlaceId> = unit.heirs.iter().filter_map(|heir| self.ids.get(heir)).collect();
        let tells_all = known.len() == unit.heirs.len() || unit.kind.tier() == Tier::Commune;
        if tells_all { known } else { Vec::new() }
    }

    /// The list has all heirs and all forerunners, so it is certain how a unit passed on. A district was not divided: it ended with
    /// its level.
    fn succession(&self, unit: &Unit) -> Option<Succession> {
        match unit.heirs.as_slice() {
            _ if unit.kind.tier() == Tier::District => None,
            [] => None,
            [heir] if self.all.get(*heir).forerunners.len() == 1 => Some(Succession::Replaced),
            [_] => Some(Succession::Merged),
            _ => Some(Succession::Divided),
        }
    }
}

/// A unit, what lies in it, what these were made of and became, what came to the same or of the same, and all that these lie in; of
/// the districts among them, all that came of them and what that was made of.
fn reach(all: &Gazetteer, root: usize) -> BTreeSet<usize> {
    let mut found = BTreeSet::from([root]);
    if all.get(root).kind.tier() != Tier::Commune {
        let lies_in = |index: usize| all.around(index).any(|outer| outer == root) || all.get(index).province == root;
        found.extend((0..all.len()).filter(|index| lies_in(*index)));
    }
    let step = |from: &BTreeSet<usize>, of: fn(&Unit) -> &Vec<usize>| -> BTreeSet<usize> {
        from.iter().flat_map(|index| of(all.get(*index))).copied().collect()
    };
    let around =
        |found: &BTreeSet<usize>| -> BTreeSet<usize> { found.iter().flat_map(|index| all.around(*index)).collect() };
    let (heirs, forerunners) = (step(&found, |unit| &unit.heirs), step(&found, |unit| &unit.forerunners));
    found.extend(step(&heirs, |unit| &unit.forerunners));
    found.extend(step(&forerunners, |unit| &unit.heirs));
    found.extend(heirs);
    found.extend(forerunners);
    let heirs_around = step(&around(&found), |unit| &unit.heirs);
    found.extend(step(&heirs_around, |unit| &unit.forerunners));
    found.extend(heirs_around);
    let outer = around(&found);
    found.extend(outer);
    found
}
