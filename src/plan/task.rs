//! Tasks: each once, as last reported, by level and state, and as they stood in each period, beside the counts that
//! reports give.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::content::{PeriodId, Task, TaskState};
use crate::plan::figure::kind_of_chart;
use crate::plan::listing::{ListPage, Narrowing, narrowings};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;

impl Planner<'_, '_> {
    pub fn plan_tasks(&self, pages: &mut Pages) {
        let archive = self.archive;
        let newest_first = archive.periods.iter().rev();
        let mut seen = BTreeSet::new();
        let all: Vec<Arc<TaskCard>> = newest_first
            .flat_map(|(id, entries)| entries.tasks.iter().map(|task| (*id, task.value)))
            .map(|(period, task)| {
                let mut card = self.task_card(period, task);
                if seen.insert(task.id.value.clone()) {
                    Arc::make_mut(&mut card).anchor = Some(task.id.value.as_str().into());
                }
                card
            })
            .collect();
        // A task that three periods report is one task: the list has it as it was last reported.
        let rows: Vec<Arc<TaskCard>> = all.iter().filter(|card| card.anchor.is_some()).cloned().collect();
        let mut narrowings = narrowings();
        narrowings.insert(0, Narrowing { filing: TaskCard::BY_PERIOD, rows: Some(all) });
        let list = self.list_pages(pages, Section::Tasks, &rows, &narrowings);
        let (counts, charts) = (self.task_counts(), self.task_charts());
        for page in list {
            self.add_tasks_page(pages, page, &counts, &charts);
        }
    }

    fn add_tasks_page(
        &self,
        pages: &mut Pages,
        page: ListPage<TaskCard>,
        counts: &[Arc<TaskCountRow>],
        charts: &[Arc<ChartView>],
    ) {
        let whole = page.is_whole();
        let ListPage { url, narrowed, facets, rows, pagination, .. } = page;
        let head = self.list_head(Section::Tasks, url, narrowed.as_deref());
        let counts = if whole { counts.to_vec() } else { Vec::new() };
        let charts = if whole { charts.to_vec() } else { Vec::new() };
        pages.add(
            None,
            head,
            Content::Tasks(Arc::new(TasksView { narrowed, facets, rows, pagination, counts, charts })),
        );
    }

    fn task_counts(&self) -> Vec<Arc<TaskCountRow>> {
        let row = |(id, entries): (&PeriodId, &crate::link::gather::PeriodEntries<'_>)| {
            let counts = entries.info?.value.task_counts.as_ref()?;
            let written = |value: &Option<crate::content::Quantity>| value.as_ref().map(|value| value.written.clone());
            Some(Arc::new(TaskCountRow {
                period: self.period_link(*id),
                approved: written(&counts.approved),
                continued: written(&counts.continued),
                accepted: written(&counts.accepted),
                grade: counts.grade.clone(),
            }))
        };
        self.archive.periods.iter().rev().filter_map(row).collect()
    }

    /// Tasks by state over the periods that list any, a chart for each body with more than one such period of a kind.
    fn task_charts(&self) -> Vec<Arc<ChartView>> {
        let listing = self.archive.periods.iter().filter(|(_, entries)| !entries.tasks.is_empty());
        let lines = self.lines(listing.map(|(period, _)| *period));
        lines.into_iter().filter_map(|(of, periods)| self.task_chart(of, &periods)).collect()
    }

    fn task_chart(&self, of: Option<Arc<str>>, periods: &[PeriodId]) -> Option<Arc<ChartView>> {
        let length = kind_of_chart(periods.iter().copied());
        let periods: Vec<PeriodId> = periods.iter().copied().filter(|id| Some(id.kind()) == length).collect();
        if periods.len() < 2 {
            return None;
        }
        let series = TaskState::ALL.iter().map(|state| {
            let count = |period: &PeriodId| {
                let tasks = &self.archive.periods[period].tasks;
                Some(Decimal::from(tasks.iter().filter(|task| task.value.state == *state).count() as u64))
            };
            Arc::new(ChartSeries { name: state.label().into(), values: periods.iter().map(count).collect() })
        });
        Some(Arc::new(ChartView {
            title: ChartSubject::TasksByState,
            of,
            form: ChartForm::Bar,
            unit: Some(self.ground.language.choose("nhiệm vụ", "tasks").into()),
            length,
            axis: ChartAxis::Period,
            categories: periods.iter().map(|period| self.ground.cards.periods[period].title.clone()).collect(),
            // A state that no task is in would be a name without a mark.
            series: series.filter(|series| series.values.iter().flatten().any(|count| !count.is_zero())).collect(),
        }))
    }

    pub fn task_card(&self, period: PeriodId, task: &Task) -> Arc<TaskCard> {
        Arc::new(TaskCard {
            url: self.task_row(&task.id.value),
            anchor: None,
            name: task.name.clone(),
            form: task.form.clone(),
            level: task.level,
            state: task.state,
            grade: task.grade.clone(),
            funding: task.funding.as_ref().map(|funding| funding.amount),
            funding_source: task.funding_source.clone(),
            host: task.host.clone(),
            lead: task.lead.clone(),
            period: self.period_link(period),
            documents: task.documents.iter().filter_map(|reference| self.referred(&reference.value)).collect(),
            note: task.note.clone(),
        })
    }
}
