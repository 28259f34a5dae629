//! The home page and the pages of periods.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::address::{self, Url};
use crate::content::{PeriodId, day};
use crate::link::authority::Kinship;
use crate::link::series::{model_ended, task_ended};
use crate::plan::figure::kind_of_chart;
use crate::plan::listing::ListPage;
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;
use trichdan::calendar::Date;

/// Documents shown on the home page.
const RECENT_DOCUMENTS: usize = 5;

/// Periods shown on the home page: a year of every kind.
const RECENT_PERIODS: usize = 8;

/// Reports shown on the home page.
const FIRST_REPORTS: usize = 3;

/// Rows of one kind shown on a period's page; where there are more, a list of its own has them all.
const FIRST_ROWS: usize = 20;

impl Planner<'_, '_> {
    pub fn plan_home(&self, pages: &mut Pages) {
        let newest = self.newest();
        let mut documents = self.newest_documents();
        documents.truncate(RECENT_DOCUMENTS);
        let newest_first = self.archive.periods.keys().rev();
        let view = HomeView {
            newest: newest.map(|id| self.period_card(id, true)),
            reports: newest.map_or_else(Vec::new, |id| first(self.reports_of(id), FIRST_REPORTS)),
            timeline: newest_first.take(RECENT_PERIODS).map(|id| self.period_card(*id, false)).collect(),
            documents,
            period_count: self.archive.periods.len() as u32,
            report_count: self.archive.reports.len() as u32,
            years: self.years(),
            task_count: self.archive.tasks.len() as u32,
            place_count: self.archive.places.iter().filter(|(index, _)| self.has_page(*index)).count() as u32,
            document_count: self.ground.cards.documents.len() as u32,
            model_count: self.ground.cards.models.len() as u32,
            authority_count: self.ground.with_page.len() as u32,
            gap_count: self.gaps().len() as u32,
            charts: self.hectares_charts(),
        };
        let mut head = self.head(address::home(), self.ground.frame.title.clone(), Genre::Section(Section::Home), &[]);
        head.description = self.ground.frame.description.clone();
        head.authority = self.ground.frame.authority.clone();
        pages.add(None, head, Content::Home(Arc::new(view)));
    }

    /// `2017–2022`, or the one year.
    fn years(&self) -> Option<Arc<str>> {
        let mut years = self.archive.periods.keys().map(|id| id.year());
        let first = years.next()?;
        let last = years.next_back().unwrap_or(first);
        Some(if first == last { first.to_string().into() } else { format!("{first}–{last}").into() })
    }

    pub fn plan_periods(&self, pages: &mut Pages) {
        for id in self.archive.periods.keys() {
            self.plan_period(pages, *id);
        }
    }

    fn plan_period(&self, pages: &mut Pages, id: PeriodId) {
        let card = self.period_card(id, false);
        let mut head = self.head(
            card.url.clone(),
            card.title.clone(),
            Genre::Section(Section::Periods),
            &[Section::Home, Section::Periods],
        );
        head.temporal = Some(format!("{}/{}", card.from, card.to).into());
        head.draft = self.archive.is_draft(id);
        self.attribute(&mut head, self.archive.authorities.of_period(id));
        head.creator = head.authority.as_ref().map(|body| body.name.clone());
        let info = self.archive.periods[&id].info;
        let (models, documents) = (self.models_in(id), self.documents_of(id));
        let view = self.period_view(id, card.clone(), &models);
        if view.all_documents.is_some() {
            let rows: Vec<_> = documents.iter().map(|index| self.document(*index).clone()).collect();
            self.plan_part(pages, &card, Section::Register, &rows, |page| {
                let ListPage { narrowed, rows, pagination, .. } = page;
                let charts = Vec::new();
                Content::Register(Arc::new(RegisterView { narrowed, facets: Vec::new(), rows, pagination, charts }))
            });
        }
        if view.all_models.is_some() {
            self.plan_part(pages, &card, Section::Models, &models, |page| {
                let ListPage { narrowed, rows, pagination, .. } = page;
                let charts = Vec::new();
                Content::Models(Arc::new(ModelsView { narrowed, facets: Vec::new(), rows, pagination, charts }))
            });
        }
        pages.add(info.map(|info| info.location()), head, Content::Period(Arc::new(view)));
        if let Some(info) = info {
            self.plan_aliases(pages, &info.value.aliases, &info, &card.url, &card.title);
        }
    }

    /// Plans the whole list of what a period's page shows the first of: `/ky/2022-h1/van-ban/`.
    fn plan_part<T>(
        &self,
        pages: &mut Pages,
        card: &PeriodCard,
        section: Section,
        rows: &[Arc<T>],
        content: impl Fn(ListPage<T>) -> Content,
    ) {
        for page in self.cut(&part_of(&card.url, section), Some((FacetKind::Period, &card.title)), rows, &[]) {
            let mut head = self.list_head(section, page.url.clone(), page.narrowed.as_deref());
            let way = [Section::Home, Section::Periods].map(|section| self.section_link(section));
            let own = Arc::new(Link { title: card.title.clone(), url: card.url.clone() });
            head.breadcrumbs = way.into_iter().chain([own]).collect();
            pages.add(None, head, content(page));
        }
    }

    fn models_in(&self, id: PeriodId) -> Vec<Arc<ModelCard>> {
        self.archive.periods[&id].models.iter().map(|model| self.model_card_in(id, model.value)).collect()
    }

    fn period_view(&self, id: PeriodId, card: Arc<PeriodCard>, models_now: &[Arc<ModelCard>]) -> PeriodView {
        let archive = self.archive;
        let entries = &archive.periods[&id];
        let info = entries.info.map(|info| info.value);
        let model_link = |id: &crate::content::ModelId, _: &crate::content::Model| self.model_link(id);
        let task_link = |id: &crate::content::TaskId, task: &crate::content::Task| {
            Arc::new(Link { title: task.name.clone(), url: self.task_row(id) })
        };
        let models = self.ground.models_by_name.iter().map(|id| (id, &archive.models[id]));
        let tasks = self.ground.tasks_by_name.iter().map(|id| (id, &archive.tasks[id]));
        let whole = |rows: usize, section: Section| (rows > FIRST_ROWS).then(|| part_of(&card.url, section));
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
            reports: first(self.reports_of(id), FIRST_ROWS),
            all_documents: whole(self.documents_of(id).len(), Section::Register),
            all_models: whole(entries.models.len(), Section::Models),
            documents: self
                .documents_of(id)
                .iter()
                .take(FIRST_ROWS)
                .map(|index| self.document(*index).clone())
                .collect(),
            ended: self.ended_in(card.from, card.to),
            models: models_now.iter().take(FIRST_ROWS).cloned().collect(),
            model_movement: self.movement(id, models, model_link, model_ended),
            tasks: entries.tasks.iter().take(FIRST_ROWS).map(|task| self.task_card(id, task.value)).collect(),
            task_movement: self.movement(id, tasks, task_link, task_ended),
            events: info.map_or_else(Vec::new, |info| self.events(info)),
            promises: self.promises_of(id),
            kept: self.answered_in(id),
            notes: info.and_then(|info| info.notes.clone()),
            ledgers: self.ledgers_of(id),
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

    /// Hectares of all models over the periods that report any, a chart for each body with more than one such period of a kind.
    pub fn hectares_charts(&self) -> Vec<Arc<ChartView>> {
        let lines = self.lines(self.archive.periods.keys().copied());
        lines.into_iter().filter_map(|(of, periods)| self.hectares_chart(of, &periods)).collect()
    }

    fn hectares_chart(&self, of: Option<Arc<str>>, periods: &[PeriodId]) -> Option<Arc<ChartView>> {
        let sum = |id: &PeriodId| {
            let models = &self.archive.periods[id].models;
            let known = models.iter().filter_map(|model| Some(model.value.hectares.as_ref()?.value));
            Some((*id, known.reduce(|sum, hectares| sum + hectares)?))
        };
        let sums: Vec<(PeriodId, Decimal)> = periods.iter().filter_map(sum).collect();
        let length = kind_of_chart(sums.iter().map(|(id, _)| *id));
        let alike = sums.into_iter().filter(|(id, _)| Some(id.kind()) == length);
        let title = |id: PeriodId| self.ground.cards.periods[&id].title.clone();
        let (categories, values): (Vec<_>, Vec<_>) = alike.map(|(id, sum)| (title(id), Some(sum))).unzip();
        if categories.len() < 2 {
            return None;
        }
        let series = vec![Arc::new(ChartSeries { name: Section::Models.title(self.ground.language).into(), values })];
        Some(Arc::new(ChartView {
            title: ChartSubject::HectaresByPeriod,
            of,
            form: ChartForm::Bar,
            unit: Some("ha".into()),
            length,
            axis: ChartAxis::Period,
            categories,
            series,
        }))
    }
}

/// The first rows of a list.
fn first<T>(mut rows: Vec<T>, most: usize) -> Vec<T> {
    rows.truncate(most);
    rows
}

/// Where a period's whole list of a section stands: `/ky/2022-h1/van-ban/`.
fn part_of(period: &Url, section: Section) -> Url {
    Url::new(&format!("{period}{}", section.url()))
}
