//! Which unit a name means: by the name, the day of the text, what its words tell, and the units that bore the name.
//!
//! The rules of a careful archivist:
//!
//! 1. A name of which nothing is said is that of the unit of the text's day. Where no unit bears it on that day, but only one ever
//!    bore it before, it is that one: nothing else can be meant, and its page says what became of it (`check` asks for `cũ`). A unit that
//!    begins only later is never meant.
//! 2. `cũ`, `nguyên là`, `trước sáp nhập` mean a unit that had ended; of several, the last of one line. While a merger is prepared, a
//!    year ahead at most, the unit that will end by it is called so too, and the one to come `mới`.
//! 3. What is told of another time than the text's, without saying of which, means a unit only if no other bore the name: `Năm
//!    2023, tại xã Thọ Ngọc …`, in a text of 2026, may be of the commune of 2023 or of the place where today's is.
//! 4. A unit that lies in another district or province than the words say is not meant, nor one that became something else than they
//!    say. `huyện Triệu Sơn cũ` says where a place is, not when: today's communes lie there as well.
//! 5. A name without its kind that a district or province bore too (`Triệu Sơn`) means none of them for certain.
//!
//! In doubt, none: a name that is not linked misleads nobody.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use crate::content::{Place, Tier};
use crate::link::lineage::{Lineage, line};
use crate::link::names::is_commune;
use crate::parse::told::{Named, Span, Told, When, Within};
use trichdan::calendar::{Date, Life};
use trichdan::text::fold::compare_key;

/// What a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// A unit.
    Unit(usize),
    /// A unit that had ended, though the words do not say so: no other ever bore the name.
    Ended(usize),
    /// None of those that the archive knows.
    Another,
    /// It may be one of these.
    Doubt(Vec<usize>),
}

/// A name in a text.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'t> {
    /// As it stands in the list of names.
    pub name: &'t str,
    /// What the words around it tell.
    pub told: &'t Told,
    /// The day of the text.
    pub on: Date,
    /// Where the text is at home.
    pub home: Option<usize>,
}

/// The units that bear a name, in the form in which names are compared; gathered when first asked for.
#[derive(Debug, Default)]
pub struct UnitNames(OnceLock<HashMap<String, Vec<usize>>>);

impl UnitNames {
    fn of(&self, places: &Lineage<'_, Place>, name: &str) -> &[usize] {
        let gather = || {
            let mut names: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, place) in places.iter() {
                for name in place.names() {
                    names.entry(compare_key(name)).or_default().push(index);
                }
            }
            names
        };
        self.0.get_or_init(gather).get(&compare_key(name)).map_or(&[], Vec::as_slice)
    }
}

/// For how many days before a unit begins texts speak of it.
const DAYS_AHEAD: i32 = 366;

/// A unit that bore the name, and when.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    place: usize,
    life: Life,
    /// Whether the archive has the succession that the words tell.
    is_confirmed: bool,
}

/// Chooses among the units that bore a name.
pub fn meant(bearers: &[usize], places: &Lineage<'_, Place>, names: &UnitNames, asked: Asked<'_>) -> Meant {
    Choice { places, names, asked }.of(bearers)
}

struct Choice<'c, 'a> {
    places: &'c Lineage<'a, Place>,
    names: &'c UnitNames,
    asked: Asked<'c>,
}

impl Choice<'_, '_> {
    fn of(&self, bearers: &[usize]) -> Meant {
        let told = self.asked.told;
        if told.of_another {
            return Meant::Another;
        }
        let of_kind = |place: &&usize| told.kinds.is_empty() || told.kinds.has(self.places.get(**place).kind.label());
        let mut named: Vec<usize> = bearers.iter().filter(of_kind).copied().collect();
        let is_bare = told.kinds.is_empty() && named.iter().any(|place| self.is_bare_name_of(*place));
        if is_bare && named.iter().any(|place| !is_commune(self.places.get(*place))) {
            return Meant::Doubt(named);
        }
        named.retain(|place| self.lies_in(*place));
        if told.within.iter().all(|within| within.is_listed) {
            self.keep_nearest(&mut named);
        }
        if named.is_empty() {
            return Meant::Another;
        }
        let candidates: Vec<Candidate> = named.iter().flat_map(|place| self.candidates(*place)).collect();
        let confirmed: Vec<Candidate> = candidates.iter().filter(|it| it.is_confirmed).copied().collect();
        let found = self.at_time(if confirmed.is_empty() { &candidates } else { &confirmed });
        found.unwrap_or(Meant::Doubt(named))
    }

    /// Whether a place is called by its name without its kind.
    fn is_bare_name_of(&self, place: usize) -> bool {
        self.places.get(place).names().any(|name| **name == *self.asked.name)
    }

    /// A place and the times at which it bore the name; none where it became or was made of something else than the words say.
    fn candidates(&self, index: usize) -> Vec<Candidate> {
        let place = self.places.get(index);
        let Told { became, made_of, .. } = self.asked.told;
        // Most names are told nothing of.
        let heirs = if became.is_empty() { Vec::new() } else { self.heirs(index) };
        let parts = if made_of.is_empty() { Vec::new() } else { self.parts(index) };
        let agree = |told: &[Named], line: &[usize]| {
            told.is_empty()
                || line.is_empty()
                || told.iter().any(|name| line.iter().any(|one| self.is_named(*one, name)))
        };
        if !agree(became, &heirs) || !agree(made_of, &parts) {
            return Vec::new();
        }
        let is_confirmed = (!became.is_empty() && !heirs.is_empty()) || (!made_of.is_empty() && !parts.is_empty());
        let lives = self.lives_as_asked(place).into_iter();
        lives.map(|life| Candidate { place: index, life, is_confirmed }).collect()
    }

    /// The times at which a place bore the name that is asked for; an alias it always had.
    fn lives_as_asked(&self, place: &Place) -> Vec<Life> {
        let asked = self.asked.name;
        let bare = asked.strip_prefix(place.kind.label()).and_then(|rest| rest.strip_prefix(' ')).unwrap_or(asked);
        let lives = place.lives_as(bare);
        if lives.is_empty() { vec![place.life()] } else { lives }
    }

    fn at_time(&self, candidates: &[Candidate]) -> Option<Meant> {
        let on = self.asked.on;
        let alive = || candidates.iter().filter(|it| it.life.contains(on));
        let ended = || candidates.iter().filter(|it| it.life.to.is_some_and(|to| to < on));
        let to_come = || candidates.iter().filter(|it| it.life.from.is_some_and(|from| is_ahead(on, from)));
        // Where a place lies is said, and not when: both today's communes and those before lie in a former district.
        let in_former = self.asked.told.within.iter().any(|within| within.is_former && self.is_higher(&within.unit));
        let when = match self.asked.told.when {
            When::Unsaid if in_former => When::Unclear,
            When::Former
                if self.asked.told.within.iter().any(|within| within.is_former && within.is_listed) && in_former =>
            {
                When::Unclear
            }
            when => when,
        };
        let found = match when {
            When::Unsaid => {
                if alive().next().is_none() {
                    // The name of a unit that nobody wrote may by now be that of one which the site does not know.
                    let written = ended().filter(|it| self.places.is_written(it.place));
                    return self.latest(written, true).map(Meant::Ended);
                }
                self.only(alive()).filter(|it| !self.is_of_other_day(it, candidates))
            }
            When::Present => self.only(alive()),
            When::New if to_come().next().is_some() => self.only(to_come()),
            When::New => self.only(alive()),
            When::Former if ended().next().is_some() => return self.latest(ended(), false).map(Meant::Unit),
            When::Former => self.only(alive().filter(|it| self.is_to_end(it))),
            When::Unclear => self.only(alive().chain(ended()).chain(to_come())),
        };
        found.map(|found| Meant::Unit(found.place))
    }

    /// Whether a district or a province bears a name.
    fn is_higher(&self, unit: &Named) -> bool {
        self.called(unit).any(|place| !is_commune(self.places.get(place)))
    }

    fn only<'m>(&self, mut some: impl Iterator<Item = &'m Candidate>) -> Option<&'m Candidate> {
        some.next().filter(|_| some.next().is_none())
    }

    /// The only one, or of one line the last.
    fn latest<'m>(&self, some: impl Iterator<Item = &'m Candidate>, alone: bool) -> Option<usize> {
        let mut all: Vec<&Candidate> = some.collect();
        // Sorted: the one that ended last comes last.
        all.sort_by_key(|it| it.life.to);
        let (last, before) = all.split_last()?;
        let line = self.parts(last.place);
        let is_one_line = before.iter().all(|it| it.place == last.place || line.contains(&it.place));
        (before.is_empty() || (is_one_line && !alone)).then_some(last.place)
    }

    /// Whether a unit ends soon, by a merger of which texts speak already.
    fn is_to_end(&self, candidate: &Candidate) -> bool {
        candidate.life.to.is_some_and(|to| is_ahead(self.asked.on, to.tomorrow().unwrap_or(to)))
    }

    /// Whether the sentence tells days of another unit of that name.
    fn is_of_other_day(&self, found: &Candidate, candidates: &[Candidate]) -> bool {
        let Some(from) = found.life.from else { return false };
        let bore_then = |(first, last): &Span| {
            let then = Life { from: Some(*first), to: Some(*last) };
            candidates.iter().any(|it| it.place != found.place && it.life.common(then).is_some())
        };
        let days = self.asked.told.days.iter();
        days.filter(|(first, last)| *first < from && *last <= self.asked.on).any(bore_then)
    }

    /// The units that words may name.
    fn called(&self, named: &Named) -> impl Iterator<Item = usize> {
        let of_name = self.names.of(self.places, &named.name).iter().copied();
        of_name.filter(|place| named.kinds.is_empty() || named.kinds.has(self.places.get(*place).kind.label()))
    }

    fn is_named(&self, place: usize, named: &Named) -> bool {
        self.called(named).any(|one| one == place)
    }

    /// What a place became, mergers of mergers too.
    fn heirs(&self, place: usize) -> Vec<usize> {
        line(place, |place| self.places.successors(place).iter().copied())
    }

    /// What it was made of, mergers of mergers too.
    fn parts(&self, place: usize) -> Vec<usize> {
        line(place, |place| self.places.forerunners(place).iter().copied())
    }

    /// Whether a place lies in the units that are named beside it. The nearest must be its own; what the archive does not know of
    /// the others says nothing.
    fn lies_in(&self, place: usize) -> bool {
        let within = &self.asked.told.within;
        if let Some(listed) = within.first().filter(|within| within.is_listed) {
            // It is the next of a list, unless a district is called so.
            let parts = self.parts(place).into_iter().chain([place]);
            let mut around = parts.flat_map(|one| self.places.around(one));
            return !self.is_higher(&listed.unit) || around.any(|holder| self.is_named(holder, &listed.unit));
        }
        let mut beside = within.iter().map(|within| self.holds(within, place));
        beside.next().is_none_or(|nearest| nearest == Some(true)) && beside.all(|other| other != Some(false))
    }

    /// Whether a unit holds a place, or a former unit what the place was made of; none where that is not known.
    fn holds(&self, within: &Within, place: usize) -> Option<bool> {
        let unit = &within.unit;
        let holders: Vec<usize> = self.places.around(place).collect();
        let before =
            self.parts(place).into_iter().filter(|_| within.is_former).flat_map(|part| self.places.around(part));
        if holders.iter().copied().chain(before).any(|holder| self.is_named(holder, unit)) {
            return Some(true);
        }
        let mut of_name = self.called(unit).peekable();
        let is_known = of_name.peek().is_some();
        if unit.kinds.is_empty() {
            // `(Thọ Long)` may be a village, and `(Ngọc Lặc)` a district that the archive does not have.
            return is_known.then(|| of_name.all(|place| is_commune(self.places.get(place))));
        }
        let reaches = holders.iter().any(|holder| self.places.get(*holder).kind.tier() >= tier_of(within));
        if reaches { Some(false) } else { is_known.then_some(true) }
    }

    /// Of places of one name in several districts, a text means that of its own: `xã Minh Sơn`, in a report of Triệu Sơn.
    fn keep_nearest(&self, named: &mut Vec<usize>) {
        let Some(home) = self.asked.home.filter(|_| named.len() > 1) else { return };
        let around = self.surroundings(home);
        let nearness = |place: usize| {
            let common = self.surroundings(place).into_iter().filter(|one| around.contains(one));
            common.map(|one| Reverse(self.places.get(one).kind.tier())).max()
        };
        let all: Vec<Option<Reverse<Tier>>> = named.iter().map(|place| nearness(*place)).collect();
        let nearest = all.iter().copied().max().flatten();
        let mut all = all.into_iter();
        named.retain(|_| all.next() == Some(nearest));
    }

    /// A place, what it was made of and became, and all that these lie in.
    fn surroundings(&self, place: usize) -> HashSet<usize> {
        let line = [vec![place], self.parts(place), self.heirs(place)].concat();
        line.iter().flat_map(|one| self.places.around(*one)).chain(line.iter().copied()).collect()
    }
}

/// Whether a day is so near that texts speak of what begins then.
fn is_ahead(on: Date, day: Date) -> bool {
    let days = (day - on).get_days();
    (1..=DAYS_AHEAD).contains(&days)
}

/// How high a unit stands that is named as what a place lies in.
fn tier_of(within: &Within) -> Tier {
    if within.unit.kinds.has("tỉnh") { Tier::Province } else { Tier::District }
}
