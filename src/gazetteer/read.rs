//! The file of the list: its lines to units.

use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

use flate2::read::GzDecoder;

use crate::content::{PlaceKind, Tier};
use crate::gazetteer::Unit;

static PACKED: &[u8] = include_bytes!("units.gz");

static TEXT: LazyLock<String> = LazyLock::new(|| {
    let mut text = String::new();
    GzDecoder::new(PACKED).read_to_string(&mut text).expect("the list is a part of the program");
    text
});

/// The letter that stands for a kind.
fn kind(letter: &str) -> PlaceKind {
    match letter {
        "T" => PlaceKind::Province,
        "C" => PlaceKind::CentralCity,
        "h" => PlaceKind::District,
        "q" => PlaceKind::UrbanDistrict,
        "s" => PlaceKind::DistrictTown,
        "c" => PlaceKind::City,
        "x" => PlaceKind::Commune,
        "p" => PlaceKind::Ward,
        "t" => PlaceKind::Town,
        "d" => PlaceKind::SpecialZone,
        _ => unreachable!("the list is a part of the program"),
    }
}

/// What the reader has met so far.
#[derive(Default)]
struct Reading {
    units: Vec<Unit>,
    /// The old units by their codes.
    old: HashMap<&'static str, usize>,
    /// The last province and the last district of which was read.
    province: usize,
    district: Option<usize>,
    is_new: bool,
    documents: Vec<(&'static str, &'static str)>,
}

/// All units of the list.
pub fn units() -> Vec<Unit> {
    let mut reading = Reading::default();
    for line in TEXT.lines() {
        match line.split_once(' ') {
            Some(("#", _)) | None => {}
            Some(("!", document)) => reading.documents.extend(document.split_once(' ')),
            Some(("=", day)) => reading.is_new = day == "2025-07-01",
            Some((code, rest)) => reading.add(code, rest),
        }
    }
    reading.finish()
}

impl Reading {
    /// `15664 t Triệu Sơn`; of the new ones also `=`, or `<` and what it was made of.
    fn add(&mut self, code: &'static str, rest: &'static str) {
        let (letter, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let kind = kind(letter);
        if !self.is_new {
            let unit = self.unit(code, kind, rest);
            self.old.insert(code, self.units.len());
            self.units.push(unit);
            return;
        }
        if let Some(name) = rest.strip_suffix(" =") {
            self.go_on(code, name);
            return;
        }
        let (name, parts) = rest.split_once(" < ").unwrap_or((rest, ""));
        let index = self.units.len();
        let mut unit = self.unit(code, kind, name);
        unit.forerunners = parts.split(' ').filter_map(|code| self.old.get(code)).copied().collect();
        unit.forerunners.iter().for_each(|part| self.units[*part].heirs.push(index));
        self.units.push(unit);
    }

    /// The unit of a line, under what was read before it.
    fn unit(&mut self, code: &'static str, kind: PlaceKind, name: &'static str) -> Unit {
        let index = self.units.len();
        let within = match kind.tier() {
            Tier::Province => {
                (self.province, self.district) = (index, None);
                None
            }
            Tier::District => {
                self.district = Some(index);
                Some(self.province)
            }
            Tier::Commune => self.district.or(Some(self.province)),
        };
        Unit {
            code,
            kind,
            name,
            within,
            province: self.province,
            is_old: !self.is_new,
            is_new: self.is_new,
            heirs: Vec::new(),
            forerunners: Vec::new(),
            ended_by: None,
        }
    }

    /// A unit that the reform left as it was.
    fn go_on(&mut self, code: &'static str, name: &'static str) {
        let index = self.old[code];
        let unit = &mut self.units[index];
        (unit.is_new, unit.name) = (true, name);
        if unit.kind.tier() == Tier::Province {
            (self.province, self.district) = (index, None);
        }
    }

    /// What can be said only of all: what became of districts, in which province of today each unit lies, what ended it.
    fn finish(mut self) -> Vec<Unit> {
        self.pass_districts_on();
        for index in 0..self.units.len() {
            let unit = &self.units[index];
            let province = self.units[unit.province].heirs.first().copied().unwrap_or(unit.province);
            self.units[index].province = province;
            let unit = &self.units[index];
            let ended_by = self.documents.iter().find(|(what, _)| match unit.kind.tier() {
                Tier::Province => *what == "provinces",
                Tier::District => *what == "districts",
                Tier::Commune => *what == self.units[province].code,
            });
            let document = ended_by.map(|(_, document)| *document);
            self.units[index].ended_by = document.filter(|_| !self.units[index].is_new);
        }
        self.units
    }

    /// The heirs of a district are those of its communes, and the communes that went on; no commune is made of a district but
    /// where that had none.
    fn pass_districts_on(&mut self) {
        for index in 0..self.units.len() {
            let unit = &self.units[index];
            let Some(district) = unit.within.filter(|outer| self.units[*outer].kind.tier() == Tier::District) else {
                continue;
            };
            let heirs = if unit.is_new { vec![index] } else { unit.heirs.clone() };
            let all = &mut self.units[district].heirs;
            heirs.into_iter().for_each(|heir| {
                if !all.contains(&heir) {
                    all.push(heir);
                }
            });
        }
    }
}
