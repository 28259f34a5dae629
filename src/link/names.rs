//! Names that link where a text mentions them: models, communes and towns.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::content::{ModelId, PeriodId, Place, Tier};
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
        for name in std::iter::once(&place.name).chain(place.former_names.iter().map(|former| &former.name)) {
            add(with_kind(place, name).into(), Bearer::Place(index));
            // Of places that nobody wrote only what is certain: `Minh Sơn` may be somebody's name.
            if is_commune(place) && name.contains(' ') && places.is_written(index) {
                add(name.clone(), Bearer::Place(index));
            }
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
    with_kind(place, &place.name)
}

/// One of a place's names, with its kind.
fn with_kind(place: &Place, name: &str) -> String {
    format!("{} {name}", place.kind.label())
}

/// True for what has a page of its own: communes, towns, wards, special zones.
pub fn is_commune(place: &Place) -> bool {
    place.kind.tier() == Tier::Commune
}

/// Whether a place was there on a day and was called `written` then.
fn was_called(place: &Place, written: &Arc<str>, on: Date) -> bool {
    let is_name = || {
        let name = place.name_on(on);
        name == written || **written == with_kind(place, name)
    };
    place.life().contains(on) && (is_name() || place.aliases.contains(written))
}

/// Chooses among the bearers of a name as a reader of a text of that day and period would; none when in doubt.
pub fn choose<'b>(
    name: &Arc<str>,
    bearers: &'b [Bearer],
    places: &Lineage<'_, Place>,
    models_of_period: impl Fn(&ModelId, PeriodId) -> bool,
    period: PeriodId,
    on: Date,
) -> Option<&'b Bearer> {
    if let [only] = bearers {
        // The name of a place that nobody wrote may on another day be that of one which the site does not know.
        let is_certain = match only {
            Bearer::Place(index) => places.is_written(*index) || was_called(places.get(*index), name, on),
            Bearer::Model(_) => true,
        };
        return is_certain.then_some(only);
    }
    let mut fitting = bearers.iter().filter(|bearer| match bearer {
        Bearer::Place(index) => was_called(places.get(*index), name, on),
        Bearer::Model(id) => models_of_period(id, period),
    });
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}
