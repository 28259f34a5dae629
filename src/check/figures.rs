//! Figures in prose against those of `models.yaml`, `tasks.yaml` and `period.yaml`.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::desk::{Desk, Report};
use super::passage::Passage;
use crate::content::{Model, ModelId, PeriodInfo, Quantity, TaskState};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use crate::link::gather::{Located, PeriodEntries};
use crate::link::names::Bearer;
use trichdan::text::fold::fold_with_map;
use trichdan::text::number::{self, Measure};

/// Compares the figures of each period with each other.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        check_hectares(desk, report, said);
        if let Some(entries) = desk.archive.periods.get(&report.period()) {
            for passage in desk.passages(report) {
                check_counts_in_prose(entries, passage, said);
                check_model_count(entries, passage, said);
            }
        }
    });
    for entries in desk.archive.periods.values() {
        check_task_counts(entries, said);
        check_grade(entries, said);
        check_indicators(entries, said);
    }
}

fn is_hectares(measure: &Measure<'_>) -> bool {
    matches!(measure.unit, "ha" | "Ha" | "HA" | "hecta" | "hécta" | "héc")
}

/// A period's models; of one id, the first.
fn by_id<'e, 'a>(entries: &'e PeriodEntries<'a>) -> HashMap<&'a ModelId, &'e Located<'a, Model>> {
    // Of equal keys the last stays.
    entries.models.iter().rev().map(|model| (&model.value.id.value, model)).collect()
}

/// `Mô hình trồng sen tại xã … (6ha)` against the model's own hectares.
fn check_hectares(desk: &Desk<'_>, report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let Some(entries) = desk.archive.periods.get(&report.period()) else { return };
    let models = by_id(entries);
    for (site, bearer) in report.body().mentions.iter().zip(&report.linked.mentions) {
        let Some(Bearer::Model(id)) = bearer else { continue };
        let Some(model) = models.get(id) else { continue };
        let Some(listed) = &model.value.hectares else { continue };
        let after = own_words(&site.passage.sentence[site.passage.hit.1 as usize..]);
        let Some(measure) = number::measures(after).find(is_hectares) else { continue };
        if measure.amount != listed.value {
            let (prose, yaml) = (number::write(measure.amount), number::write(listed.value));
            said.push(messages::hectares_disagree(
                &site.surface,
                &prose,
                &yaml,
                report.at(site.span),
                model.at(listed.mark),
            ));
        }
    }
}

/// What a sentence says of the model it has just named: up to the next model, semicolon or full stop.
fn own_words(after: &str) -> &str {
    let folded = fold_with_map(after);
    let ends = ["mo hinh", ";", ". "].iter().filter_map(|stop| folded.text.find(stop)).min();
    ends.map_or(after, |at| &after[..folded.original(0..at).end])
}

/// Phrases of reports that count tasks by state, folded.
const STATES: [(&str, TaskState, (&str, &str)); 3] = [
    ("nhiem vu kh&cn moi phe duyet", TaskState::Approved, ("nhiệm vụ mới phê duyệt", "newly approved tasks")),
    ("nhiem vu kh&cn chuyen tiep", TaskState::Continued, ("nhiệm vụ chuyển tiếp", "continued tasks")),
    ("nhiem vu kh&cn da nghiem thu", TaskState::Accepted, ("nhiệm vụ đã nghiệm thu", "accepted tasks")),
];

/// `Tổng số nhiệm vụ KH&CN mới phê duyệt: Không` against the period's counts and list of tasks.
fn check_counts_in_prose(entries: &PeriodEntries<'_>, passage: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    let folded = fold_with_map(passage.text);
    let plain = folded.text.replace("khoa hoc va cong nghe", "kh&cn");
    for (phrase, state, name) in STATES {
        let Some((_, after)) = plain.split_once(phrase) else { continue };
        let Some(written) = after.trim_start().strip_prefix(':').map(|rest| rest.trim().trim_end_matches(['.', ';']))
        else {
            continue;
        };
        let Some(count) = read_count(written) else { continue };
        let shown = if count.is_zero() { "Không".to_owned() } else { number::write(count) };
        if let Some((other, location)) = counted(entries, state) {
            if other.amount != count {
                said.push(messages::count_disagrees(
                    name,
                    &shown,
                    &other.written,
                    passage.whole(),
                    (location, "period.yaml"),
                ));
            }
        } else if let Some((listed, location)) =
            listed(entries, state).filter(|(listed, _)| Decimal::from(*listed) != count)
        {
            let listed = listed.to_string();
            said.push(messages::count_disagrees(name, &shown, &listed, passage.whole(), (location, "tasks.yaml")));
        }
    }
}

/// Phrases that count all models of a period, folded, before the number and after it.
const ALL_MODELS: [(&str, &str); 4] =
    [("tong so ", " mo hinh"), ("tong cong ", " mo hinh"), ("tong so mo hinh: ", ""), ("tong so mo hinh la ", "")];

/// `tổng số 12 mô hình` against the list of models.
fn check_model_count(entries: &PeriodEntries<'_>, passage: &Passage<'_>, said: &mut Vec<Diagnostic>) {
    let folded = fold_with_map(passage.text);
    for (before, after) in ALL_MODELS {
        let Some((at, _)) = folded.text.match_indices(before).next() else { continue };
        let start = at + before.len();
        let rest = &folded.text[start..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(count) = rest[..digits].parse::<usize>() else { continue };
        let Some(first) =
            entries.models.first().filter(|_| rest[digits..].starts_with(after) && count != entries.models.len())
        else {
            continue;
        };
        let place = passage.locate(folded.original(start..start + digits));
        let listed = entries.models.len().to_string();
        let name = ("tổng số mô hình", "models in all");
        said.push(messages::count_disagrees(
            name,
            &count.to_string(),
            &listed,
            place,
            (first.location(), "models.yaml"),
        ));
        return;
    }
}

fn read_count(written: &str) -> Option<Decimal> {
    match written {
        "khong" | "khong co" => Some(Decimal::ZERO),
        _ => number::read(written.split_whitespace().next()?),
    }
}

/// What `period.yaml` counts.
fn counted<'a>(entries: &PeriodEntries<'a>, state: TaskState) -> Option<(&'a Quantity, Location)> {
    let info: &Located<'a, PeriodInfo> = entries.info.as_ref()?;
    let counts = info.value.task_counts.as_ref()?;
    let count = match state {
        TaskState::Approved => &counts.approved,
        TaskState::Continued => &counts.continued,
        TaskState::Accepted => &counts.accepted,
        TaskState::Stopped => return None,
    };
    Some((count.as_ref()?, info.location()))
}

/// How many tasks `tasks.yaml` lists, where it lists any at all.
fn listed(entries: &PeriodEntries<'_>, state: TaskState) -> Option<(usize, Location)> {
    let first = entries.tasks.first()?;
    let count = entries.tasks.iter().filter(|task| task.value.state == state).count();
    let of_state = entries.tasks.iter().find(|task| task.value.state == state);
    Some((count, of_state.unwrap_or(first).location()))
}

/// `task_counts` against the list of tasks.
fn check_task_counts(entries: &PeriodEntries<'_>, said: &mut Vec<Diagnostic>) {
    for (_, state, name) in STATES {
        let (Some((counted, place)), Some((listed, list))) = (counted(entries, state), listed(entries, state)) else {
            continue;
        };
        if counted.amount != Decimal::from(listed) {
            let shown = listed.to_string();
            said.push(messages::count_disagrees(name, &counted.written, &shown, place, (list, "tasks.yaml")));
        }
    }
}

/// A grade where nothing was accepted.
fn check_grade(entries: &PeriodEntries<'_>, said: &mut Vec<Diagnostic>) {
    let Some(info) = &entries.info else { return };
    if let Some(counts) = &info.value.task_counts
        && let (Some(grade), Some(accepted)) = (&counts.grade, &counts.accepted)
        && accepted.amount.is_zero()
    {
        said.push(messages::grade_without_task(grade, info.location()));
    }
}

/// An indicator in hectares against the models that it names.
fn check_indicators(entries: &PeriodEntries<'_>, said: &mut Vec<Diagnostic>) {
    let Some(info) = &entries.info else { return };
    let models = by_id(entries);
    for indicator in &info.value.indicators {
        let (Some(value), Some("ha")) = (&indicator.value, indicator.unit.as_deref()) else { continue };
        let hectares: Option<Vec<Decimal>> = indicator
            .models
            .iter()
            .map(|id| {
                let model = models.get(&id.value)?;
                model.value.hectares.as_ref().map(|hectares| hectares.value)
            })
            .collect();
        // A model without hectares makes the sum unknown, not smaller.
        let Some(sum) = hectares.filter(|all| !all.is_empty()).map(|all| all.iter().sum::<Decimal>()) else { continue };
        if sum != value.amount {
            let location = indicator.models.first().map_or_else(|| info.location(), |model| info.at(model.mark));
            said.push(messages::indicator_sum(&indicator.name, &value.written, &number::write(sum), location));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_owns_the_words_up_to_the_next_one() {
        let after = " tại xã Thọ Sơn (6ha), Mô hình trồng sen (2ha)";
        assert_eq!(own_words(after), " tại xã Thọ Sơn (6ha), ");
        assert_eq!(own_words(" rộng 3 ha; 5 ha khác"), " rộng 3 ha");
    }
}
