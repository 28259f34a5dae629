//! Names of places that leave a reader in doubt which unit is meant, or that no unit bore on the report's day.

use std::collections::HashSet;

use super::desk::{Desk, Report};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use crate::link::meant::Meant;
use crate::link::names::{full_name, is_commune};
use trichdan::calendar::{Life, short};

/// Says of each name once in a report what is doubtful about it.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| check_report(desk, report, said));
}

/// Of more units than these a message names the first.
const MOST_NAMED: usize = 6;

fn check_report(desk: &Desk<'_>, report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let places = &desk.archive.places;
    let reading = desk.archive.reading(report.linked);
    let (mut seen, mut asked) = (HashSet::new(), HashSet::new());
    for site in &report.body().mentions {
        let told = site.told.as_deref();
        // A name of which the same is told means the same at each place.
        if !asked.insert((&site.name, told)) {
            continue;
        }
        match reading.meant(&site.name, told) {
            // `Triệu Sơn` alone is rarely meant as a unit.
            Some(Meant::Doubt(units))
                if units.iter().all(|unit| is_commune(places.get(*unit))) && seen.insert((&site.name, true)) =>
            {
                let mut named: Vec<String> = units.iter().take(MOST_NAMED).map(|unit| described(desk, *unit)).collect();
                named.extend((units.len() > MOST_NAMED).then(|| "…".to_owned()));
                said.push(messages::unit_in_doubt(&site.surface, &named.join("; "), report.at(site.span)));
            }
            Some(Meant::Ended(unit)) if is_commune(places.get(unit)) => {
                let Life { to: Some(to), .. } = places.get(unit).life() else { continue };
                let tells_its_time = told.is_some_and(|told| told.days.iter().any(|(first, _)| *first <= to));
                if !tells_its_time && seen.insert((&site.name, false)) {
                    said.push(messages::unit_had_ended(&site.surface, to, report.at(site.span)));
                }
            }
            _ => {}
        }
    }
}

/// `xã Thọ Ngọc, đến 30/6/2025 (xa-tho-ngoc)`
fn described(desk: &Desk<'_>, unit: usize) -> String {
    let place = desk.archive.places.get(unit);
    let life = match place.life() {
        Life { from: Some(from), to: Some(to) } => format!(", {} – {}", short(from), short(to)),
        Life { from: Some(from), to: None } => format!(", {} –", short(from)),
        Life { from: None, to: Some(to) } => format!(", – {}", short(to)),
        Life { from: None, to: None } => String::new(),
    };
    format!("{}{life} ({})", full_name(place), place.id.value)
}
