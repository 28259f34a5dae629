//! The country's administrative units, those that there were until 30 June 2025 and those that there are since: a list in the
//! program, read when somebody asks for the first time.
//!
//! `units.gz` is made by `tests/units/make.py`, which says where it comes from; a reader may look with `zcat`. What the list does
//! not say is not known: no unit that was there before has a first day, and none that ended earlier is in it.

mod find;
mod read;

use std::collections::{BTreeMap, HashMap};
use std::sync::{LazyLock, OnceLock};

use crate::content::PlaceKind;
pub use find::Found;
use trichdan::calendar::{Date, Life};
use trichdan::text::fold::compare_key;
use trichdan::text::slug::slug;

/// The last day of the old units.
const LAST_DAY: Date = Date::constant(2025, 6, 30);
/// The first day of the new ones.
const FIRST_DAY: Date = Date::constant(2025, 7, 1);

/// One unit over all its life. One that the reform left as it was is the same unit before and after.
#[derive(Debug)]
pub struct Unit {
    /// The statistics office's number.
    pub code: &'static str,
    /// Its kind.
    pub kind: PlaceKind,
    /// Without its kind.
    pub name: &'static str,
    /// What it lies in; of one that outlived its district, the district.
    pub within: Option<usize>,
    /// The province of today that its land lies in.
    pub province: usize,
    /// Whether there was such a unit until 30 June 2025.
    pub is_old: bool,
    /// Whether there is one since.
    pub is_new: bool,
    /// What came of it: more than one where it was divided.
    pub heirs: Vec<usize>,
    /// What it was made of.
    pub forerunners: Vec<usize>,
    /// The document that ended it, where that is known.
    pub ended_by: Option<&'static str>,
}

impl Unit {
    /// The days on which there was such a unit, as far as they are known.
    pub fn life(&self) -> Life {
        Life { from: (!self.is_old).then_some(FIRST_DAY), to: (!self.is_new).then_some(LAST_DAY) }
    }

    /// `xã Thọ Ngọc`.
    pub fn full_name(&self) -> String {
        format!("{} {}", self.kind.label(), self.name)
    }
}

/// All units, in the order of the file: old before new, each province before what lies in it.
#[derive(Debug)]
pub struct Gazetteer {
    units: Vec<Unit>,
    /// Of each province the ids of its units, once somebody asks for one.
    ids: BTreeMap<usize, OnceLock<HashMap<usize, String>>>,
}

/// The list, read now if nobody has asked before.
pub fn gazetteer() -> &'static Gazetteer {
    static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
        let units = read::units();
        let ids = units.iter().map(|unit| (unit.province, OnceLock::new())).collect();
        Gazetteer { units, ids }
    });
    &GAZETTEER
}

impl Gazetteer {
    /// A unit by its index.
    pub fn get(&self, index: usize) -> &Unit {
        &self.units[index]
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// All units by their indexes.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Unit)> {
        self.units.iter().enumerate()
    }

    /// Those that bear a name, of a kind that is called like the given one; however the name's tones are placed and whatever its
    /// capitals.
    pub fn named(&self, kind: PlaceKind, name: &str) -> Vec<usize> {
        let of_kind = |unit: &Unit| unit.kind.label() == kind.label();
        let exact = self.indexes(|unit| unit.name == name && of_kind(unit));
        if !exact.is_empty() {
            return exact;
        }
        let key = compare_key(name);
        // Such spellings are about as long, and to compare lengths is quicker.
        let may_be = |unit: &Unit| unit.name.len().abs_diff(name.len()) <= 4 && of_kind(unit);
        self.indexes(|unit| may_be(unit) && compare_key(unit.name) == key)
    }

    fn indexes(&self, fits: impl Fn(&Unit) -> bool) -> Vec<usize> {
        self.iter().filter(|(_, unit)| fits(unit)).map(|(index, _)| index).collect()
    }

    /// What a unit lies in, nearest first.
    pub fn around(&self, index: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.units[index].within, |outer| self.units[*outer].within)
    }

    /// `xã Minh Sơn, huyện Triệu Sơn, tỉnh Thanh Hóa`; of a unit that there is today, as it is today.
    pub fn address(&self, index: usize) -> String {
        let unit = &self.units[index];
        let outer: Vec<usize> = match unit.within {
            Some(_) if unit.is_new => vec![unit.province],
            _ => self.around(index).collect(),
        };
        let outer = outer.into_iter().map(|outer| self.units[outer].full_name());
        std::iter::once(unit.full_name()).chain(outer).collect::<Vec<_>>().join(", ")
    }

    /// The ids by which content names the units of a province of today: kind and name; where several would bear it, with the
    /// district of an old one and the year of a new one, and where that is not enough with the code. They do not depend on the site.
    ///
    /// `xa-tho-ngoc` was there before `xa-tho-ngoc-2025`; `xa-minh-son-ngoc-lac` is not `xa-minh-son-trieu-son`.
    pub fn ids(&self, province: usize) -> &HashMap<usize, String> {
        self.ids[&province].get_or_init(|| self.made_ids(province))
    }

    fn made_ids(&self, province: usize) -> HashMap<usize, String> {
        let units: Vec<(usize, String)> = self
            .iter()
            .filter(|(_, unit)| unit.province == province)
            .map(|(index, unit)| (index, short_id(unit)))
            .collect();
        // How many old units and how many new ones would bear an id.
        let mut bearers: HashMap<&str, [u32; 2]> = HashMap::new();
        for (index, id) in &units {
            bearers.entry(id).or_default()[usize::from(!self.units[*index].is_old)] += 1;
        }
        let id = |(index, id): &(usize, String)| {
            let unit = &self.units[*index];
            let [old, new] = bearers[id.as_str()];
            let id = match unit.within {
                Some(district) if unit.is_old && old > 1 => format!("{id}-{}", slug(self.units[district].name)),
                _ if !unit.is_old && old + new > 1 => format!("{id}-{}", FIRST_DAY.year()),
                _ => id.clone(),
            };
            (*index, id)
        };
        let mut ids: HashMap<usize, String> = units.iter().map(id).collect();
        // Marks are off in an id: Vĩnh Hùng and Vĩnh Hưng lie in one district. A new name may hold an old district's: phường 2 Bảo Lộc.
        let mut bearers: HashMap<String, u32> = HashMap::new();
        units.iter().for_each(|(index, _)| *bearers.entry(ids[index].clone()).or_default() += 1);
        for (index, _) in &units {
            if let Some(id) = ids.get_mut(index).filter(|id| bearers[id.as_str()] > 1) {
                let (unit, year) = (&self.units[*index], format!("-{}", FIRST_DAY.year()));
                let has_all = unit.is_old || id.ends_with(&year);
                *id = if has_all { format!("{id}-{}", unit.code) } else { format!("{id}{year}") };
            }
        }
        ids
    }

    /// Those with an id: in provinces of today that are several, there may be several.
    pub fn with_id(&self, id: &str) -> Vec<usize> {
        let begins = |unit: &Unit| {
            id.strip_prefix(&*short_id(unit)).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        };
        let of_kind: Vec<PlaceKind> =
            PlaceKind::ALL.iter().copied().filter(|kind| id.starts_with(&slug(kind.label()))).collect();
        let maybe = self.indexes(|unit| of_kind.contains(&unit.kind) && begins(unit));
        maybe.into_iter().filter(|index| self.ids(self.units[*index].province)[index] == id).collect()
    }
}

/// `xa-tho-ngoc`.
fn short_id(unit: &Unit) -> String {
    slug(&unit.full_name())
}
