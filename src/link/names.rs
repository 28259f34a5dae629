//! Names that link where a text mentions them: models, communes and towns.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::content::{ModelId, PeriodId, Place, PlaceKind};
use crate::link::gather::Gathered;
use crate::link::lineage::Lineage;
use trichdan::calendar::Date;

/// What a name may stand for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// A place, by its index in the list of places.
    Place(usize),
    /// A model.
    Model(ModelId),
}

/// Every name that a text may mention, with its bearers.
///
/// Places come with their kind (`xã Thọ Ngọc`) and, from two syllables on, without it; districts and
/// provinces are in the list so that `huyện Triệu Sơn` is not read as the town of that name.
pub fn bearers(gathered: &Gathered<'_>, places: &Lineage<'_, Place>) -> BTreeMap<Arc<str>, Vec<Bearer>> {
    let mut names: BTreeMap<Arc<str>, Vec<Bearer>> = BTreeMap::new();
    let mut seen: HashSet<(Arc<str>, Bearer)> = HashSet::new();
    let mut add = |name: Arc<str>, bearer: Bearer| {
        if seen.insert((name.clone(), bearer.clone())) {
            names.entry(name).or_default().push(bearer);
        }
    };
    for (index, place) in places.iter() {
        add(full_name(place).into(), Bearer::Place(index));
        if is_commune(place) && place.name.contains(' ') {
            add(place.name.clone(), Bearer::Place(index));
        }
        for alias in &place.aliases {
            add(alias.clone(), Bearer::Place(index));
        }
    }
    for entries in gathered.periods.values() {
        for model in &entries.models {
            for name in std::iter::once(&model.value.name).chain(&model.value.aliases) {
                add(name.clone(), Bearer::Model(model.value.id.value.clone()));
            }
        }
    }
    names
}

/// `xã Thọ Ngọc`.
pub fn full_name(place: &Place) -> String {
    format!("{} {}", place.kind.label(), place.name)
}

/// True for what has a page of its own: communes, towns, wards.
pub fn is_commune(place: &Place) -> bool {
    matches!(place.kind, PlaceKind::Commune | PlaceKind::Town | PlaceKind::Ward)
}

/// Chooses among the bearers of a name as a reader of a text of that day and period would; none when in doubt.
pub fn choose<'b>(
    bearers: &'b [Bearer],
    places: &Lineage<'_, Place>,
    models_of_period: impl Fn(&ModelId, PeriodId) -> bool,
    period: PeriodId,
    on: Date,
) -> Option<&'b Bearer> {
    if let [only] = bearers {
        return Some(only);
    }
    let mut fitting = bearers.iter().filter(|bearer| match bearer {
        Bearer::Place(index) => places.get(*index).life().contains(on),
        Bearer::Model(id) => models_of_period(id, period),
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}
