//! The unit that somebody means by what he types: a code, `xã Triệu Sơn`, `xa trieu son`, `Minh Sơn, Ngọc Lặc`.

use super::{Gazetteer, Unit, short_id};
use crate::content::{PlaceKind, UnitCode};
use crate::diagnostic::known::Known;
use trichdan::text::slug::slug;

/// What was found of what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// One unit, by its index.
    One(usize),
    /// Several that he may mean.
    Several(Vec<usize>),
    /// None; those whose names are near.
    Nothing(Vec<usize>),
}

/// So many units are proposed for a name that none bears.
const NEAR: usize = 6;

impl Gazetteer {
    /// Finds what `written` means. Of units that there are today and such that ended, those of today are meant.
    pub fn find(&self, written: &str) -> Found {
        let mut parts = written.split(',').map(slug);
        let first = parts.next().unwrap_or_default();
        let outer: Vec<String> = parts.collect();
        let code = written.trim();
        let bears = |unit: &Unit| {
            if UnitCode::parse(code).is_some() { unit.code == code } else { is_called(unit, &first) }
        };
        let lies_in = |index: usize| {
            let around: Vec<usize> = self.around(index).chain([self.get(index).province]).collect();
            outer.iter().all(|outer| around.iter().any(|at| is_called(self.get(*at), outer)))
        };
        let found: Vec<usize> =
            self.iter().filter(|(index, unit)| bears(unit) && lies_in(*index)).map(|(index, _)| index).collect();
        let (today, ended): (Vec<usize>, Vec<usize>) = found.into_iter().partition(|index| self.get(*index).is_new);
        match if today.is_empty() { ended } else { today } {
            none if none.is_empty() => Found::Nothing(self.near(&first)),
            one if one.len() == 1 => Found::One(one[0]),
            several => Found::Several(several),
        }
    }

    /// Units with the name that is nearest to a misspelt one, those of today first.
    fn near(&self, written: &str) -> Vec<usize> {
        let known: Known = self.iter().flat_map(|(_, unit)| [short_id(unit), slug(unit.name)]).collect();
        let Some(nearest) = known.nearest(written) else { return Vec::new() };
        let mut units: Vec<usize> =
            self.iter().filter(|(_, unit)| is_called(unit, &nearest)).map(|(index, _)| index).collect();
        // Sorted: reaches output.
        units.sort_by_key(|index| (!self.get(*index).is_new, *index));
        units.truncate(NEAR);
        units
    }
}

/// Whether a unit is called so, with its kind or without, marks left out: `xa-trieu-son`, `trieu-son`.
fn is_called(unit: &Unit, written: &str) -> bool {
    let name = slug(unit.name);
    let Some(kind) = written.strip_suffix(&*name) else { return false };
    kind.is_empty() || kind.strip_suffix('-').is_some_and(|kind| is_kind(unit.kind, kind))
}

/// Whether somebody may call a kind so: `xa`, `tp`.
fn is_kind(kind: PlaceKind, written: &str) -> bool {
    let short = match kind {
        PlaceKind::Commune => "x",
        PlaceKind::Ward => "p",
        PlaceKind::Town => "tt",
        PlaceKind::District => "h",
        PlaceKind::UrbanDistrict => "q",
        PlaceKind::DistrictTown => "tx",
        PlaceKind::City | PlaceKind::CentralCity => "tp",
        PlaceKind::Province => "t",
        PlaceKind::SpecialZone => "dk",
    };
    written == short || written == slug(kind.label()) || written == kind.word()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::gazetteer;

    /// What each of these means; of several and of near ones how many there are.
    #[track_caller]
    fn check(written: &str, expected: &str) {
        let all = gazetteer();
        let unit = |index: &usize| format!("{} {}", all.get(*index).code, all.address(*index));
        let found = match all.find(written) {
            Found::One(index) => unit(&index),
            Found::Several(several) => format!("{} units, first {}", several.len(), unit(&several[0])),
            Found::Nothing(near) => near.first().map_or("nothing".to_owned(), |near| format!("near {}", unit(near))),
        };
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn units_are_found_as_people_type_them() {
        check("xã Triệu Sơn", "15664 xã Triệu Sơn, tỉnh Thanh Hóa");
        check("xa trieu son", "15664 xã Triệu Sơn, tỉnh Thanh Hóa");
        check("TRIỆU SƠN", "15664 xã Triệu Sơn, tỉnh Thanh Hóa");
        check("15664", "15664 xã Triệu Sơn, tỉnh Thanh Hóa");
        check("thị trấn Triệu Sơn", "15664 thị trấn Triệu Sơn, huyện Triệu Sơn, tỉnh Thanh Hóa");
        check("huyện Triệu Sơn", "397 huyện Triệu Sơn, tỉnh Thanh Hóa");
        check("xã Minh Sơn, huyện Ngọc Lặc", "15124 xã Minh Sơn, huyện Ngọc Lặc, tỉnh Thanh Hóa");
        check("Minh Sơn, Triệu Sơn, Thanh Hoá", "15691 xã Minh Sơn, huyện Triệu Sơn, tỉnh Thanh Hóa");
        check("tỉnh Thanh Hóa", "38 tỉnh Thanh Hóa");
        check("tp Hà Nội", "01 thành phố Hà Nội");
        check("xã Triệu Sơm", "near 15664 xã Triệu Sơn, tỉnh Thanh Hóa");
        check("zzzzzzzz", "nothing");
    }
}
