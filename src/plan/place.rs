//! Communes: each keeps its own page for ever, and today's gathers what its forerunners had.

use std::collections::HashMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::cards;
use crate::content::{FormerName, Place};
use crate::link::lineage::line;
use crate::link::names::{full_name, is_commune};
use crate::link::row_targets::Target;
use crate::plan::link::check_own_slug;
use crate::plan::model::MENTIONS_SHOWN;
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;
use trichdan::text::order;

impl Planner<'_, '_> {
    /// Plans the list of communes and each commune's page.
    pub fn plan_places(&self, pages: &mut Pages) {
        let models = self.models_by_place();
        let with_page: Vec<usize> =
            self.archive.places.iter().map(|(index, _)| index).filter(|index| self.has_page(*index)).collect();
        let mut rows: Vec<(usize, Arc<PlaceRow>)> =
            with_page.iter().map(|place| (*place, self.place_row(*place, &models))).collect();
        // Sorted: reaches output. By name without kind in Vietnamese order; the id settles ties.
        rows.sort_by_cached_key(|(place, _)| {
            let place = self.archive.places.get(*place);
            (order::key(&place.name), place.id.value.clone())
        });
        let title = Section::Places.title(self.ground.language);
        let head = self.head(Section::Places.url(), title, Genre::Section(Section::Places), &[Section::Home]);
        let rows = rows.into_iter().map(|(_, row)| row).collect();
        pages.add(None, head, Content::Places(Arc::new(PlacesView { rows })));
        for place in with_page {
            self.plan_place(pages, place, &models);
        }
    }

    /// The models that each place has now.
    pub fn models_by_place(&self) -> HashMap<usize, Vec<Arc<ModelCard>>> {
        let mut models: HashMap<usize, Vec<Arc<ModelCard>>> = HashMap::new();
        for id in &self.ground.models_by_name {
            let series = &self.archive.models[id];
            for place in cards::places_of(self.archive, series.last().1.value) {
                models.entry(place).or_default().push(self.ground.cards.models[id].clone());
            }
        }
        models
    }

    fn place_row(&self, place: usize, models: &HashMap<usize, Vec<Arc<ModelCard>>>) -> Arc<PlaceRow> {
        Arc::new(PlaceRow {
            link: self.ground.cards.places[place].clone(),
            from: self.archive.places.get(place).life().from,
            to: self.archive.places.get(place).life().to,
            models: models.get(&place).map_or(0, Vec::len) as u32,
            successors: self.links(self.archive.places.successors(place)),
        })
    }

    /// Plans the page of one commune.
    pub fn plan_place(&self, pages: &mut Pages, index: usize, models: &HashMap<usize, Vec<Arc<ModelCard>>>) {
        let places = &self.archive.places;
        let place = places.get(index);
        let own = models.get(&index).cloned().unwrap_or_default();
        let before = self.all_forerunners(index);
        let inherited: Vec<Arc<ModelCard>> =
            before.iter().filter_map(|other| models.get(other)).flatten().cloned().collect();
        let mentions = self.distinct(&self.archive.places_mentioned[index]);
        let within = places.within_on(index, self.archive.today);
        let (with_page, without): (Vec<usize>, Vec<usize>) = before.iter().partition(|other| self.has_page(**other));
        let view = PlaceView {
            name: full_name(place).into(),
            code: place.code.as_ref().map(|code| code.value.0.clone()),
            former_names: former_names(place),
            from: place.life().from,
            to: place.life().to,
            within: within.map(|within| full_name(places.get(within)).into()),
            successors: self.links(places.successors(index)),
            forerunners: self.links(&with_page),
            other_forerunners: without.iter().map(|other| full_name(places.get(*other)).into()).collect(),
            hectares: own.iter().map(|model| model.hectares).sum::<Option<Decimal>>().filter(|_| !own.is_empty()),
            models: own,
            crosses_merger: !inherited.is_empty(),
            inherited,
            mentioned: self.mentioning_groups(&mentions, MENTIONS_SHOWN),
            mention_count: mentions.len() as u32,
            rows: self.rows_naming(&Target::Place(index)),
        };
        let link = self.ground.cards.places[index].clone();
        let located = places.located(index);
        let source = located.at(place.id.mark);
        let mut head = self.head(link.url.clone(), link.title.clone(), Genre::Place, &[Section::Home, Section::Places]);
        head.spatial = Some(full_name(place).into());
        check_own_slug(pages, place.id.value.as_str(), &source);
        pages.add(Some(source), head, Content::Place(Arc::new(view)));
    }

    /// Everything a place was made of, nearest first; mergers of mergers too.
    fn all_forerunners(&self, place: usize) -> Vec<usize> {
        let places = &self.archive.places;
        // A district that ended passed its communes on to others; none was made of it.
        let is_commune = |one: &usize| is_commune(places.get(*one));
        line(place, |at| places.forerunners(at).iter().copied().filter(is_commune))
    }

    fn links(&self, places: &[usize]) -> Vec<Arc<Link>> {
        places.iter().map(|place| self.ground.cards.places[*place].clone()).collect()
    }
}

fn former_names(place: &Place) -> Vec<Arc<FormerNameRow>> {
    let row = |former: &FormerName| Arc::new(FormerNameRow { name: former.name.clone(), to: former.to.value });
    place.former_names.iter().map(row).collect()
}
