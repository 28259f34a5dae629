//! Communes that texts name and the archive does not know, of which the country's list is certain.

use std::collections::BTreeMap;
use std::ops::Range;

use super::desk::{Desk, Report};
use crate::content::{PlaceKind, Tier};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use crate::gazetteer::{Unit, gazetteer};
use crate::link::Archive;
use trichdan::calendar::Date;
use trichdan::text::fold::compare_key;

/// Reads every report of a site whose province is known.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let Some(province) = Province::of(desk.archive) else { return };
    let mut unknown: BTreeMap<usize, Vec<Location>> = BTreeMap::new();
    for report in &desk.reports {
        for (unit, location) in province.unknown_in(desk, *report) {
            unknown.entry(unit).or_default().push(location);
        }
    }
    let all = gazetteer();
    for (index, mut places) in unknown {
        let (first, unit) = (places.remove(0), all.get(index));
        said.push(messages::unknown_commune(&unit.full_name(), &province.entry(index), first, places));
    }
}

/// Steps out from a place to its province, at most: places that lie within each other are an error, told elsewhere.
const OUTWARD: usize = 8;

/// The province of a site's place, with its communes of all times.
struct Province<'a> {
    archive: &'a Archive<'a>,
    /// In the list.
    index: usize,
    /// By kind and name.
    communes: BTreeMap<(PlaceKind, String), Vec<usize>>,
}

impl<'a> Province<'a> {
    fn of(archive: &'a Archive<'a>) -> Option<Self> {
        let own = archive.site?.value.place.as_ref()?;
        let own = archive.places.find(own.value.as_str())?;
        let around = std::iter::successors(Some(own), |at| archive.places.within_on(*at, archive.today));
        let mut around = around.take(OUTWARD).map(|place| archive.places.get(place));
        let province = around.find(|place| place.kind.tier() == Tier::Province)?;
        let all = gazetteer();
        let mut provinces = all.named(province.kind, &province.name).into_iter().map(|at| all.get(at));
        let found = provinces.find(|unit| unit.kind.tier() == Tier::Province)?.province;
        let mut communes: BTreeMap<(PlaceKind, String), Vec<usize>> = BTreeMap::new();
        for (index, unit) in all.iter().filter(|(_, unit)| unit.province == found && unit.kind.tier() == Tier::Commune)
        {
            communes.entry((unit.kind, compare_key(unit.name))).or_default().push(index);
        }
        Some(Self { archive, index: found, communes })
    }

    /// The communes that a report names, that lived on its day, and that the archive does not know by that name.
    fn unknown_in(&self, desk: &Desk<'_>, report: Report<'_>) -> Vec<(usize, Location)> {
        let mut found = Vec::new();
        for passage in desk.passages(report) {
            for named in named(passage.text) {
                if let Some(unit) = self.unknown(&named, passage.text, report.linked.law_date) {
                    found.push((unit, passage.locate(named.whole)));
                }
            }
        }
        found
    }

    fn unknown(&self, named: &Named, text: &str, on: Date) -> Option<usize> {
        let written = &text[named.name.clone()];
        let full = format!("{} {written}", named.kind.label());
        if self.archive.knows_name(&full)
            || self.archive.knows_name(written)
            || speaks_of_before(&text[named.name.end..])
        {
            return None;
        }
        let all = gazetteer();
        let outer = outer_unit(&text[named.name.end..]);
        let lies_there = |index: &usize| {
            outer
                .as_ref()
                .is_none_or(|outer| all.around(*index).chain([self.index]).any(|at| is_called(all.get(at), outer)))
        };
        let candidates = self.communes.get(&(named.kind, compare_key(written)))?;
        let mut fitting = candidates.iter().filter(|index| all.get(**index).life().contains(on) && lies_there(index));
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(*only),
            _ => None,
        }
    }

    /// The entry of a unit as a line of `places.yaml`.
    fn entry(&self, index: usize) -> String {
        let all = gazetteer();
        let unit = all.get(index);
        let id = &all.ids(self.index)[&index];
        let mut entry =
            format!("- {{id: {id}, name: {}, kind: {}, code: \"{}\"", unit.name, unit.kind.word(), unit.code);
        let life = unit.life();
        for (key, day) in [("from", life.from), ("to", life.to)] {
            entry.extend(day.map(|day| format!(", {key}: {day}")));
        }
        entry + "}"
    }
}

/// A commune as a text names it.
struct Named {
    kind: PlaceKind,
    /// Without its kind.
    name: Range<usize>,
    whole: Range<usize>,
}

/// Words that a name of a commune may have.
const LONGEST: usize = 5;

/// Every kind with a run of capitalised words behind it.
fn named(text: &str) -> Vec<Named> {
    let kinds = PlaceKind::ALL.iter().copied().filter(|kind| kind.tier() == Tier::Commune);
    let found = kinds.flat_map(|kind| {
        text.match_indices(kind.label()).filter_map(move |(start, label)| {
            let begins = !text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
            let name = capitalised(text, start + label.len())?;
            begins.then_some(Named { kind, whole: start..name.end, name })
        })
    });
    found.collect()
}

/// The capitalised words that follow a space at `at`; none where there are none, or too many for a name.
fn capitalised(text: &str, at: usize) -> Option<Range<usize>> {
    let start = at + text[at..].strip_prefix(' ').map(|_| 1)?;
    let mut end = start;
    let mut count = 0;
    for word in text[start..].split_inclusive(' ') {
        let plain = word.trim_end_matches(' ');
        let letters = plain.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        if !letters.starts_with(char::is_uppercase) {
            break;
        }
        end = start + (word.as_ptr() as usize - text[start..].as_ptr() as usize) + letters.len();
        count += 1;
        if letters.len() < plain.len() {
            break;
        }
    }
    (1..=LONGEST).contains(&count).then_some(start..end)
}

/// Whether the words after a name say that a unit of another time is meant.
fn speaks_of_before(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '(']);
    ["cũ", "trước"].iter().any(|word| after.starts_with(word))
}

/// The unit that stands behind a name as what it lies in: `, huyện Ngọc Lặc`, `(tỉnh Thanh Hóa)`.
fn outer_unit(after: &str) -> Option<(&'static str, String)> {
    let after = after.trim_start_matches([' ', ',', '(']);
    let after = after.strip_prefix("thuộc ").unwrap_or(after);
    let mut kinds = PlaceKind::ALL.iter().filter(|kind| kind.tier() != Tier::Commune).map(|kind| kind.label());
    let kind = kinds.find(|label| after.strip_prefix(label).is_some_and(|rest| rest.starts_with(' ')))?;
    let name = capitalised(after, kind.len())?;
    Some((kind, compare_key(&after[name])))
}

fn is_called(unit: &Unit, (kind, name): &(&'static str, String)) -> bool {
    unit.kind.label() == *kind && compare_key(unit.name) == *name
}
