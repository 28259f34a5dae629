//! Promise and outcome: what a period promised for the next, and what later periods say of it.

use std::collections::BTreeMap;

use crate::content::{Outcome, PeriodId, Promise};
use crate::diagnostic::known::Known;
use crate::diagnostic::{Diagnostic, messages};
use crate::link::drafts::Drafts;
use crate::link::gather::PeriodEntries;

/// A promise with everything later periods say of it, oldest first.
#[derive(Debug)]
pub struct PromiseLink<'a> {
    /// The period that promised.
    pub period: PeriodId,
    pub promise: &'a Promise,
    /// What later periods say.
    pub outcomes: Vec<(PeriodId, &'a Outcome)>,
}

/// Ties outcomes to promises; an outcome of something never promised, or promised later, is reported.
pub fn link<'a>(
    periods: &BTreeMap<PeriodId, PeriodEntries<'a>>,
    drafts: &Drafts,
    said: &mut Vec<Diagnostic>,
) -> Vec<PromiseLink<'a>> {
    let mut links: Vec<PromiseLink<'a>> = Vec::new();
    let mut by_name: BTreeMap<String, usize> = BTreeMap::new();
    // The names of all promises before the period that last named one that is not there.
    let mut known = Known::default();
    for (period, entries) in periods {
        let Some(info) = entries.info else { continue };
        for outcome in &info.value.outcomes {
            match by_name.get(&*outcome.promise.value) {
                Some(&index) => links[index].outcomes.push((*period, outcome)),
                None if is_of_unread(&outcome.promise.value, periods) => {}
                None => {
                    let (name, location) = (&outcome.promise.value, info.at(outcome.promise.mark));
                    said.push(match period_of(name).and_then(|period| drafts.period(period)) {
                        Some(draft) => messages::link::names_draft(name, location, draft.clone()),
                        None => {
                            known.extend(links[known.count()..].iter().map(name_of));
                            messages::link::unknown_promise(name, location, &known)
                        }
                    });
                }
            }
        }
        // After the outcomes: a promise made now cannot have an outcome now.
        let first = links.len();
        for promise in &info.value.promises {
            let link = PromiseLink { period: *period, promise, outcomes: Vec::new() };
            if let Some(earlier) = by_name.insert(name_of(&link), links.len()).filter(|index| *index >= first) {
                let earlier = info.at(links[earlier].promise.id.mark);
                said.push(messages::link::duplicate_id(promise.id.value.as_str(), info.at(promise.id.mark), earlier));
            }
            links.push(link);
        }
    }
    links
}

/// `2022-h1/ho-tro-doanh-nghiep`: as outcomes name it.
fn name_of(link: &PromiseLink<'_>) -> String {
    format!("{}/{}", link.period, link.promise.id.value)
}

/// True for a promise of a period whose `period.yaml` could not be read.
fn is_of_unread(promise: &str, periods: &BTreeMap<PeriodId, PeriodEntries<'_>>) -> bool {
    period_of(promise).and_then(|period| periods.get(&period)).is_some_and(|entries| entries.info_is_unread)
}

/// The period in the name of a promise.
fn period_of(promise: &str) -> Option<PeriodId> {
    PeriodId::parse(promise.split_once('/')?.0)
}
