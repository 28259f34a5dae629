//! The home page and the pages of periods.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::address;
use crate::content::{PeriodId, day};
use crate::link::authority::Kinship;
use crate::link::series::{model_ended, task_ended};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;
use trichdan::calendar::Date;

/// Documents shown on the home page.
const RECENT: usize = 8;

impl Planner<'_, '_> {
    pub fn plan_home(&self, pages: &mut Pages) {
        let newest = self.newest();
        let mut documents = self.newest_documents();
        documents.truncate(RECENT);
        let view = HomeView {
            newest: newest.map(|id| self.period_card(id, true)),
            reports: newest.map_or_else(Vec::new, |id| self.reports_of(id)),
            timeline: self.archive.periods.keys().rev().map(|id| self.period_card(*id, false)).collect(),
            documents,
            document_count: self.ground.cards.documents.len() as u32,
            model_count: self.ground.cards.models.len() as u32,
            authority_count: self.authority_count(),
            gap_count: self.gaps().len() as u32,
            charts: self.hectares_charts(),
        };
        let mut head = self.head(address::home(), self.ground.frame.title.clone(), Genre::Section(Section::Home), &[]);
        head.description = self.ground.frame.description.clone();
        head.authority = self.ground.frame.authority.clone();
        pages.add(None, head, Content::Home(Arc::new(view)));
    }

    pub fn plan_periods(&self, pages: &mut Pages) {
        for id in self.archive.periods.keys() {
            self.plan_period(pages, *id);
        }
    }

    fn plan_period(&self, pages: &mut Pages, id: PeriodId) {
        let card = self.period_card(id, false);
        let mut head =
            self.head(card.url.clone(), card.title.clone(), Genre::Section(Section::Periods), &[Section::Home]);
        head.temporal = Some(format!("{}/{}", card.from, card.to).into());
        head.draft = self.archive.is_draft(id);
        self.attribute(&mut head, self.archive.authorities.of_period(id));
        head.creator = head.authority.as_ref().map(|body| body.name.clone());
        let info = self.archive.periods[&id].info;
        let view = self.period_view(id, card.clone());
        pages.add(info.map(|info| info.location()), head, Content::Period(Arc::new(view)));
        if let Some(info) = info {
            self.plan_aliases(pages, &info.value.aliases, &info, &card.url, &card.title);
        }
    }

    fn period_view(&self, id: PeriodId, card: Arc<PeriodCard>) -> PeriodView {
        let archive = self.archive;
        let entries = &archive.periods[&id];
        let info = entries.info.map(|info| info.value);
        let model_link = |id: &crate::content::ModelId, _: &crate::content::Model| {
            let card = &self.ground.cards.models[id];
            Arc::new(Link { title: card.name.clone(), url: card.url.clone() })
        };
        let task_link = |id: &crate::content::TaskId, task: &crate::content::Task| {
            Arc::new(Link { title: task.name.clone(), url: self.task_row(id) })
        };
        PeriodView {
            previous: archive.periods.range(..id).next_back().map(|(other, _)| self.period_link(*other)),
            next: archive
                .periods
                .range((std::ops::Bound::Excluded(id), std::ops::Bound::Unbounded))
                .next()
                .map(|(other, _)| self.period_link(*other)),
            compared: self.compared_with(id).map(|other| self.period_link(other)),
            crossing: self.crossing(id),
            follows: archive
                .periods
                .range(..id)
                .any(|(other, _)| archive.authorities.kinship(*other, id) == Kinship::Same),
            body: self.body_of_period(id),
            figures: self.figures(id),
            task_figures: self.task_figures(id),
            grade: info.and_then(|info| info.task_counts.as_ref()?.grade.clone()),
            reports: self.reports_of(id),
            documents: self.documents_of(id).iter().map(|index| self.document(*index).clone()).collect(),
            ended: self.ended_in(card.from, card.to),
            models: entries.models.iter().map(|model| self.model_card_in(id, model.value)).collect(),
            model_movement: self.movement(id, archive.models.iter(), model_link, model_ended),
            tasks: entries.tasks.iter().map(|task| self.task_card(id, task.value)).collect(),
            task_movement: self.movement(id, archive.tasks.iter(), task_link, task_ended),
            events: info.map_or_else(Vec::new, |info| self.events(info)),
            promises: self.promises_of(id),
            kept: self.answered_in(id),
            notes: info.and_then(|info| info.notes.clone()),
            charts: Vec::new(),
            card,
        }
    }

    /// Documents that ceased to be in force between two days, in the register's order.
    fn ended_in(&self, from: Date, to: Date) -> Vec<Arc<DocumentCard>> {
        let here = |card: &&Arc<DocumentCard>| card.status.since.is_some_and(|since| from <= since && since <= to);
        self.ground.ended.iter().filter(here).cloned().collect()
    }

    fn events(&self, info: &crate::content::PeriodInfo) -> Vec<Arc<EventView>> {
        let event = |event: &crate::content::Event| {
            let document = event.document.as_ref().and_then(|reference| self.referred(&reference.value));
            Arc::new(EventView { date: day(&event.date), title: event.title.clone(), document })
        };
        info.events.iter().map(event).collect()
    }

    /// A period in a list; its figures only where they are shown.
    pub fn period_card(&self, id: PeriodId, with_figures: bool) -> Arc<PeriodCard> {
        let entries = &self.archive.periods[&id];
        let info = entries.info.map(|info| info.value);
        Arc::new(PeriodCard {
            id: id.to_string().into(),
            title: self.ground.cards.periods[&id].title.clone(),
            url: address::period(id),
            from: info.map_or_else(|| id.first_day(), |info| info.from.value),
            to: info.map_or_else(|| id.last_day(), |info| info.to.value),
            kind: id.kind(),
            reports: self.archive.reports_of(id).len() as u32,
            documents: self.documents_of(id).len() as u32,
            models: entries.models.len() as u32,
            tasks: entries.tasks.len() as u32,
            figures: if with_figures { self.figures(id) } else { Vec::new() },
            crossing: if with_figures { self.crossing(id) } else { None },
        })
    }

    fn reports_of(&self, id: PeriodId) -> Vec<Arc<ReportCard>> {
        self.ground.cards.reports[self.archive.reports_of(id)].to_vec()
    }

    /// Hectares of all models over the periods that report any, a chart for each body with more than one such period.
    pub fn hectares_charts(&self) -> Vec<Arc<ChartView>> {
        let lines = self.lines(self.archive.periods.keys().copied());
        lines.into_iter().filter_map(|(of, periods)| self.hectares_chart(of, &periods)).collect()
    }

    fn hectares_chart(&self, of: Option<Arc<str>>, periods: &[PeriodId]) -> Option<Arc<ChartView>> {
        let sum = |id: &PeriodId| {
            let models = &self.archive.periods[id].models;
            let known = models.iter().filter_map(|model| Some(model.value.hectares.as_ref()?.value));
            let sum = known.reduce(|sum, hectares| sum + hectares)?;
            Some((self.ground.cards.periods[id].title.clone(), sum))
        };
        let sums: Vec<(Arc<str>, Decimal)> = periods.iter().filter_map(sum).collect();
        if sums.len() < 2 {
            return None;
        }
        let (categories, values): (Vec<_>, Vec<_>) = sums.into_iter().map(|(title, sum)| (title, Some(sum))).unzip();
        let series = vec![Arc::new(ChartSeries { name: Section::Models.title(self.ground.language).into(), values })];
        Some(Arc::new(ChartView {
            title: ChartSubject::HectaresByPeriod,
            of,
            form: ChartForm::Bar,
            unit: Some("ha".into()),
            axis: ChartAxis::Period,
            categories,
            series,
        }))
    }
}
