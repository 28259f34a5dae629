//! Models: the list by commune, field and status, and each one's life over the periods.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::cards;
use crate::content::{MayBeDraft, Model, ModelId, PeriodId, PeriodKind};
use crate::link::authority::Line;
use crate::link::row_targets::Target;
use crate::link::series::{Series, model_ended};
use crate::plan::figure::kind_of_chart;
use crate::plan::link::check_own_slug;
use crate::plan::listing::{ListPage, narrowings};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;

/// Mentions shown on the page of a model or place.
pub const MENTIONS_SHOWN: usize = 100;

impl Planner<'_, '_> {
    /// Plans the list of models and each model's page.
    pub fn plan_models(&self, pages: &mut Pages) {
        let by_name = self.ground.models_by_name.iter();
        let rows: Vec<Arc<ModelCard>> = by_name.map(|id| self.ground.cards.models[id].clone()).collect();
        let list = self.list_pages(pages, Section::Models, &rows, &narrowings());
        let charts = self.hectares_charts();
        for page in list {
            self.add_models_page(pages, page, &charts);
        }
        let archive = self.archive;
        for (id, series) in &archive.models {
            self.plan_model(pages, id, series);
        }
    }

    fn add_models_page(&self, pages: &mut Pages, page: ListPage<ModelCard>, charts: &[Arc<ChartView>]) {
        let whole = page.is_whole();
        let ListPage { url, narrowed, facets, rows, pagination, .. } = page;
        let head = self.list_head(Section::Models, url, narrowed.as_deref());
        let charts = if whole { charts.to_vec() } else { Vec::new() };
        pages.add(None, head, Content::Models(Arc::new(ModelsView { narrowed, facets, rows, pagination, charts })));
    }

    pub fn plan_model(&self, pages: &mut Pages, id: &ModelId, series: &Series<'_, Model>) {
        let (period, entry) = series.last();
        let card = self.ground.cards.models[id].clone();
        let mentioned = self.distinct(self.archive.models_mentioned.get(id).map_or(&[][..], Vec::as_slice));
        let model = entry.value;
        let history = self.history(series, &model.name);
        let view = ModelView {
            technology: model.technology.clone(),
            product: model.product.clone(),
            offtake: model.offtake.clone(),
            host: model.host.clone(),
            places: self.places_today(model),
            charts: hectares_of(&history, &model.name),
            history,
            documents: model.documents.iter().filter_map(|reference| self.referred(&reference.value)).collect(),
            mention_count: mentioned.len() as u32,
            mentioned: self.mentioning_groups(&mentioned, MENTIONS_SHOWN),
            rows: self.rows_naming(&Target::Model(id.clone())),
            card: card.clone(),
        };
        let mut head = self.head(card.url.clone(), card.name.clone(), Genre::Model, &[Section::Home, Section::Models]);
        head.draft = model.is_draft() || self.archive.is_draft(*period);
        self.attribute(&mut head, self.archive.authorities.of_period(*period));
        head.creator = head.authority.as_ref().map(|body| body.name.clone());
        let source = series.first().1.at(series.first().1.value.id.mark);
        check_own_slug(pages, id.as_str(), &source);
        pages.add(Some(source), head, Content::Model(Arc::new(view)));
        self.plan_aliases(pages, &model.redirects, entry, &card.url, &card.name);
    }

    fn places_today(&self, model: &Model) -> Vec<Arc<PlaceToday>> {
        let found = cards::places_of(self.archive, model);
        found
            .into_iter()
            .map(|place| {
                Arc::new(PlaceToday {
                    link: self.ground.cards.places[place].clone(),
                    successors: self
                        .archive
                        .places
                        .successors(place)
                        .iter()
                        .map(|next| self.ground.cards.places[*next].clone())
                        .collect(),
                    to: self.archive.places.get(place).life().to,
                })
            })
            .collect()
    }

    /// Every period from the first that reports the model to its end, or to the newest; silent ones too, of those that could
    /// have reported it.
    fn history(&self, series: &Series<'_, Model>, name: &Arc<str>) -> Vec<Arc<ModelPeriodRow>> {
        let authorities = &self.archive.authorities;
        let first = series.first().0;
        let (last, entry) = series.last();
        let end = if model_ended(entry.value) { *last } else { self.newest().unwrap_or(*last) };
        let lines: BTreeSet<Line> = series.entries.iter().map(|(period, _)| authorities.line(*period)).collect();
        let body = |period: PeriodId| {
            let body = authorities.of_period(period).body.filter(|_| lines.len() > 1)?;
            Some(self.archive.issuers.get(body).name.clone())
        };
        let row = |period: &PeriodId| {
            let model = series.in_period(*period);
            Arc::new(ModelPeriodRow {
                period: self.period_link(*period),
                body: body(*period),
                reported: model.is_some(),
                name: model.filter(|model| model.name != *name).map(|model| model.name.clone()),
                hectares: model.and_then(|model| model.hectares.as_ref()).map(|hectares| hectares.value),
                scale: model.and_then(|model| model.scale.clone()),
                households: model.and_then(|model| Some(model.households.as_ref()?.written.clone())),
                funding: model.and_then(|model| Some(model.funding.as_ref()?.written.clone())),
                funding_source: model.and_then(|model| model.funding_source.clone()),
                status: model.and_then(|model| model.status),
                note: model.and_then(|model| model.note.clone()),
            })
        };
        // A quarter inside a reported half is silent about nothing, nor is a body about what only another reports.
        let kinds: Vec<PeriodKind> = series.entries.iter().map(|(period, _)| period.kind()).collect();
        let counts = |period: &&PeriodId| kinds.contains(&period.kind()) && lines.contains(&authorities.line(**period));
        self.archive.periods.range(first..=end).map(|(period, _)| period).filter(counts).map(row).collect()
    }

    /// A model's card as it stood in a period.
    pub fn model_card_in(&self, period: PeriodId, model: &Model) -> Arc<ModelCard> {
        let card = &self.ground.cards.models[&model.id.value];
        let communes = self.ground.cards.places_of(self.archive, model);
        let (places, more_places) = cards::first_places(&communes);
        Arc::new(ModelCard {
            name: model.name.clone(),
            places,
            more_places,
            communes,
            hectares: model.hectares.as_ref().map(|hectares| hectares.value),
            status: model.status,
            period: self.period_link(period),
            unreported: false,
            ..(**card).clone()
        })
    }
}

/// A model's hectares over its history, a chart for each body of which more than one period of a kind reports any.
fn hectares_of(history: &[Arc<ModelPeriodRow>], name: &Arc<str>) -> Vec<Arc<ChartView>> {
    type OfBody<'h> = (&'h Option<Arc<str>>, Vec<&'h Arc<ModelPeriodRow>>);
    let mut by_body: Vec<OfBody<'_>> = Vec::new();
    for row in history {
        match by_body.iter_mut().find(|(body, _)| **body == row.body) {
            Some((_, rows)) => rows.push(row),
            None => by_body.push((&row.body, vec![row])),
        }
    }
    by_body.into_iter().filter_map(|(of, rows)| hectares_of_body(of.clone(), &rows, name)).collect()
}

fn hectares_of_body(of: Option<Arc<str>>, rows: &[&Arc<ModelPeriodRow>], name: &Arc<str>) -> Option<Arc<ChartView>> {
    let kind = |row: &&Arc<ModelPeriodRow>| PeriodId::parse(id_of_period(&row.period)).map(PeriodId::kind);
    let reporting = rows.iter().copied().filter(|row| row.hectares.is_some());
    let length = kind_of_chart(reporting.filter_map(|row| PeriodId::parse(id_of_period(&row.period))));
    let alike = || rows.iter().copied().filter(|row| kind(row) == length);
    let values: Vec<_> = alike().map(|row| row.hectares).collect();
    if values.iter().flatten().count() < 2 {
        return None;
    }
    Some(Arc::new(ChartView {
        title: ChartSubject::HectaresByPeriod,
        of,
        form: ChartForm::Line,
        unit: Some("ha".into()),
        length,
        axis: ChartAxis::Period,
        categories: alike().map(|row| row.period.title.clone()).collect(),
        series: vec![Arc::new(ChartSeries { name: name.clone(), values })],
    }))
}
