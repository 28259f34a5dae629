//! Models and tasks over periods: the same id in another period is the same thing.

use std::collections::BTreeMap;

use crate::content::{Model, ModelId, ModelStatus, PeriodId, Task, TaskId, TaskState};
use crate::diagnostic::{Diagnostic, messages};
use crate::link::gather::{Gathered, Located};

/// A model or task as the periods report it, oldest first.
#[derive(Debug)]
pub struct Series<'a, T> {
    /// Its entries, one for each period that reports it.
    pub entries: Vec<(PeriodId, Located<'a, T>)>,
}

impl<'a, T> Series<'a, T> {
    /// The entry of one period.
    pub fn in_period(&self, period: PeriodId) -> Option<&'a T> {
        self.entries.binary_search_by_key(&period, |(reported, _)| *reported).ok().map(|at| self.entries[at].1.value)
    }

    /// The newest entry.
    pub fn last(&self) -> &(PeriodId, Located<'a, T>) {
        self.entries.last().expect("a series is made from its first entry")
    }

    /// The oldest entry.
    pub fn first(&self) -> &(PeriodId, Located<'a, T>) {
        self.entries.first().expect("a series is made from its first entry")
    }

    /// The newest entry before a period.
    pub fn before(&self, period: PeriodId) -> Option<&'a T> {
        self.before_among(period, |_| true)
    }

    /// The newest entry before a period of those periods that count.
    pub fn before_among(&self, period: PeriodId, counts: impl Fn(PeriodId) -> bool) -> Option<&'a T> {
        let later = self.entries.partition_point(|(reported, _)| *reported < period);
        let newest_first = self.entries[..later].iter().rev();
        newest_first.filter(|(reported, _)| counts(*reported)).map(|(_, entry)| entry.value).next()
    }
}

/// True when the entry says that the model is over.
pub fn model_ended(model: &Model) -> bool {
    model.status == Some(ModelStatus::Ended)
}

/// True when the entry says that the task is over.
pub fn task_ended(task: &Task) -> bool {
    matches!(task.state, TaskState::Accepted | TaskState::Stopped)
}

pub fn models<'a>(gathered: &Gathered<'a>, said: &mut Vec<Diagnostic>) -> BTreeMap<ModelId, Series<'a, Model>> {
    let rows =
        gathered.periods.iter().flat_map(|(period, entries)| entries.models.iter().map(|model| (*period, *model)));
    collect(rows, |model| (&model.id.value, model.id.mark), ModelId::as_str, said)
}

pub fn tasks<'a>(gathered: &Gathered<'a>, said: &mut Vec<Diagnostic>) -> BTreeMap<TaskId, Series<'a, Task>> {
    let rows = gathered.periods.iter().flat_map(|(period, entries)| entries.tasks.iter().map(|task| (*period, *task)));
    collect(rows, |task| (&task.id.value, task.id.mark), TaskId::as_str, said)
}

fn collect<'a, T, Id>(
    rows: impl Iterator<Item = (PeriodId, Located<'a, T>)>,
    id: impl Fn(&'a T) -> (&'a Id, crate::diagnostic::Mark),
    name: impl Fn(&Id) -> &str,
    said: &mut Vec<Diagnostic>,
) -> BTreeMap<Id, Series<'a, T>>
where
    T: 'a,
    Id: Ord + Clone + 'a,
{
    let mut series: BTreeMap<Id, Series<'a, T>> = BTreeMap::new();
    for (period, entry) in rows {
        let (key, mark) = id(entry.value);
        let entries = &mut series.entry(key.clone()).or_insert_with(|| Series { entries: Vec::new() }).entries;
        match entries.last() {
            Some((last, first)) if *last == period => {
                let first_mark = id(first.value).1;
                said.push(messages::link::duplicate_id(name(key), entry.at(mark), first.at(first_mark)));
            }
            _ => entries.push((period, entry)),
        }
    }
    series
}
