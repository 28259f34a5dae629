//! Names that link where a text mentions them: models, communes and towns.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::content::{ColumnKind, ModelId, Place, Tier};
use crate::link::gather::Gathered;
use crate::link::ledger::{LinkedLedger, RowIndex};
use crate::link::lineage::Lineage;

/// What a name may stand for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// A place, by its index in the list of places.
    Place(usize),
    /// A model.
    Model(ModelId),
    /// A row of a register that the site declares.
    Row(RowIndex),
}

/// Every name that a text may mention, with its bearers.
///
/// Places come with their kind (`xã Thọ Ngọc`) and, from two syllables on, without it; districts and
/// provinces are in the list so that `huyện Triệu Sơn` is not read as the town of that name, and without their kind where a
/// commune has the same name, so that `Triệu Sơn` is not either. A row of a register is there with a name of [`WORDS_OF_ROW`] words
/// at least, which nothing else bears.
pub fn bearers(
    gathered: &Gathered<'_>,
    places: &Lineage<'_, Place>,
    ledgers: &[LinkedLedger<'_>],
) -> BTreeMap<Arc<str>, Vec<Bearer>> {
    let mut names: BTreeMap<Arc<str>, Vec<Bearer>> = BTreeMap::new();
    let mut seen: HashSet<(Arc<str>, Bearer)> = HashSet::new();
    let mut add = |name: Arc<str>, bearer: Bearer| {
        if seen.insert((name.clone(), bearer.clone())) {
            names.entry(name).or_default().push(bearer);
        }
    };
    // Of places that nobody wrote only what is certain: `Minh Sơn` may be somebody's name.
    let is_told_apart = |(index, place): &(usize, &Place)| is_commune(place) && places.is_written(*index);
    let bare_names: HashSet<&Arc<str>> = places
        .iter()
        .filter(is_told_apart)
        .flat_map(|(_, place)| place.names())
        .filter(|name| name.contains(' '))
        .collect();
    for (index, place) in places.iter() {
        for name in place.names() {
            add(with_kind(place, name).into(), Bearer::Place(index));
            if bare_names.contains(name) {
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
    add_rows(&mut names, ledgers);
    names
}

/// A shorter name of a row is likely a common word: `Mật ong`.
const WORDS_OF_ROW: usize = 3;

/// Adds the names of rows: what stands in the first column of those that tell rows apart, if it is a text.
fn add_rows(names: &mut BTreeMap<Arc<str>, Vec<Bearer>>, ledgers: &[LinkedLedger<'_>]) {
    let mut of_rows: BTreeMap<&Arc<str>, Vec<Bearer>> = BTreeMap::new();
    for (ledger, linked) in (0_u32..).zip(ledgers) {
        let key = linked.ledger.key.iter().find(|column| linked.ledger.columns[**column].kind == ColumnKind::Text);
        let Some(column) = key else { continue };
        for (row, series) in (0_u32..).zip(&linked.rows) {
            let bearer = Bearer::Row(RowIndex { ledger, row });
            for (_, entry) in &series.series.entries {
                let name = &entry.value.cells[*column].written;
                if name.split(' ').nth(WORDS_OF_ROW - 1).is_none() || names.contains_key(name) {
                    continue;
                }
                let bearers = of_rows.entry(name).or_default();
                if bearers.last() != Some(&bearer) {
                    bearers.push(bearer.clone());
                }
            }
        }
    }
    names.extend(of_rows.into_iter().map(|(name, bearers)| (name.clone(), bearers)));
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
