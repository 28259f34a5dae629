//! Models, tasks and periods over time.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::Desk;
use crate::content::{PeriodId, PeriodPart};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::link::Archive;
use crate::link::authority::{Kinship, Line};
use crate::link::gather::PeriodEntries;
use crate::link::series::{Series, model_ended, task_ended};
use trichdan::calendar::Date;

/// Follows everything that lives over several periods.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let archive = desk.archive;
    let with_models = listing(archive, |entries| !entries.models.is_empty());
    for series in archive.models.values() {
        let ended = |period: PeriodId, model: &crate::content::Model| {
            model_ended(model) || model.life().to.is_some_and(|to| to <= period.last_day())
        };
        if let Some((last, next, entry)) = vanished(archive, series, &with_models, ended) {
            said.push(messages::model_vanishes(&entry.value.name, last, next, entry.location()));
        }
    }
    let with_tasks = listing(archive, |entries| !entries.tasks.is_empty());
    for series in archive.tasks.values() {
        let ended = |period: PeriodId, task: &crate::content::Task| {
            task_ended(task) || task.life().to.is_some_and(|to| to <= period.last_day())
        };
        if let Some((last, next, entry)) = vanished(archive, series, &with_tasks, ended) {
            said.push(messages::task_vanishes(&entry.value.name, last, next, entry.location()));
        }
    }
    check_reports_exist(archive, said);
    check_overlaps(archive, said);
    check_gaps(archive, said);
}

/// The periods that list things of a kind at all: one that lists none says nothing about any.
fn listing(archive: &Archive<'_>, lists: fn(&PeriodEntries<'_>) -> bool) -> Vec<PeriodId> {
    archive.periods.iter().filter(|(_, entries)| lists(entries)).map(|(period, _)| *period).collect()
}

/// The last period that has it and the next of the same body that does not, unless it ended.
fn vanished<'s, 'a, T>(
    archive: &Archive<'_>,
    series: &'s Series<'a, T>,
    listing: &[PeriodId],
    ended: impl Fn(PeriodId, &T) -> bool,
) -> Option<(PeriodId, PeriodId, &'s crate::link::gather::Located<'a, T>)> {
    let (last, entry) = series.last();
    let is_next =
        |period: &&PeriodId| **period > *last && archive.authorities.kinship(**period, *last) == Kinship::Same;
    let next = listing.iter().find(is_next)?;
    (!ended(*last, entry.value)).then_some((*last, *next, entry))
}

fn check_reports_exist(archive: &Archive<'_>, said: &mut Vec<Diagnostic>) {
    let reported: BTreeSet<PeriodId> = archive.reports.iter().map(|report| report.entry.period).collect();
    for (period, entries) in &archive.periods {
        if !reported.contains(period)
            && let Some(location) = place_of(entries)
        {
            said.push(messages::period_without_report(*period, location));
        }
    }
}

fn place_of(entries: &PeriodEntries<'_>) -> Option<Location> {
    let witness = || entries.witness.map(|path| Location { path: path.clone(), place: Place::File });
    entries.info.as_ref().map(|info| info.location()).or_else(witness)
}

/// With how many others a period is said to share days: whoever mends its days mends them all.
const MOST_OVERLAPS: usize = 3;

/// Periods that share days though neither lies inside the other.
fn check_overlaps(archive: &Archive<'_>, said: &mut Vec<Diagnostic>) {
    let spans: Vec<(PeriodId, Date, Date, Location)> = archive
        .periods
        .iter()
        .filter_map(|(period, entries)| {
            let info = entries.info.as_ref()?;
            Some((*period, info.value.from.value, info.value.to.value, info.at(info.value.from.mark)))
        })
        .collect();
    for (index, (later, from, to, here)) in spans.iter().enumerate() {
        let overlaps = spans[..index].iter().filter_map(|(earlier, other_from, other_to, there)| {
            let common = (*from.max(other_from), *to.min(other_to));
            let inside = (from <= other_from && other_to <= to) || (other_from <= from && to <= other_to);
            let is_same_kind = std::mem::discriminant(&later.part()) == std::mem::discriminant(&earlier.part());
            let is_of_one_body = archive.authorities.kinship(*later, *earlier) == Kinship::Same;
            let overlaps = common.0 <= common.1 && (!inside || is_same_kind) && is_of_one_body;
            overlaps.then(|| messages::periods_overlap(*later, *earlier, common, here.clone(), there.clone()))
        });
        said.extend(overlaps.take(MOST_OVERLAPS));
    }
}

/// Halves between halves, quarters between quarters, years between years, of each body.
fn check_gaps(archive: &Archive<'_>, said: &mut Vec<Diagnostic>) {
    let mut by_kind: BTreeMap<(Line, u8), Vec<PeriodId>> = BTreeMap::new();
    for period in archive.periods.keys() {
        let kind = match period.part() {
            PeriodPart::Quarter(_) => 0,
            PeriodPart::Half(_) => 1,
            PeriodPart::NineMonths => 2,
            PeriodPart::Year => 3,
        };
        by_kind.entry((archive.authorities.line(*period), kind)).or_default().push(*period);
    }
    for pair in by_kind.values().flat_map(|periods| periods.windows(2)) {
        let [before, after] = [pair[0], pair[1]];
        let mut missing = after.comparable_before();
        while missing > before {
            if let Some(location) = place_of(&archive.periods[&after]) {
                said.push(messages::period_missing(missing, before, after, location));
            }
            missing = missing.comparable_before();
        }
    }
}
