//! Lists with filters that are real pages: by year, type, issuer, commune, and whatever else narrows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::{self, Url};
use crate::plan::planner::{Planner, ROWS_ON_A_PAGE};
use crate::view::*;
use trichdan::text::order;

/// A choice as an address and as a reader name it: the last part of its address, and its title.
pub type ChoiceName = (Arc<str>, Arc<str>);

/// One way of narrowing a list: for each row, the choices that it falls under.
#[derive(Debug)]
pub struct Narrowing<T> {
    /// What it narrows by.
    pub id: FacetKind,
    /// Path below the list's address: `loai/`; empty where a choice stands right below the list.
    pub folder: &'static str,
    /// Newest first instead of in alphabetical order.
    pub newest_first: bool,
    /// The choices of a row: the last part of the address, and the title.
    pub choices: fn(&Arc<T>) -> Vec<ChoiceName>,
}

/// One page of a list: what it is narrowed to, its filters, its rows and where it is cut.
#[derive(Debug)]
pub struct ListPage<T> {
    /// The page's address.
    pub url: Url,
    /// Title of the choice that it is narrowed to.
    pub narrowed: Option<Arc<str>>,
    pub facets: Vec<Arc<Facet>>,
    pub rows: Vec<Arc<T>>,
    /// Where it is cut.
    pub pagination: Arc<Pagination>,
}

struct Choice<T> {
    title: Arc<str>,
    url: Url,
    rows: Vec<Arc<T>>,
}

impl Planner<'_, '_> {
    /// Cuts a list and all its narrowed forms into pages. `rows` come in the order in which they are shown.
    pub fn list_pages<T>(&self, list: &Url, rows: &[Arc<T>], narrowings: &[Narrowing<T>]) -> Vec<ListPage<T>> {
        let choices: Vec<Vec<Choice<T>>> =
            narrowings.iter().map(|narrowing| choices_of(list, rows, narrowing)).collect();
        let filters =
            narrowings.iter().zip(&choices).map(|(narrowing, choices)| Filter::of(list, narrowing.id, choices));
        let filters: Vec<Filter> = filters.collect();
        let of_all = |filter: &Filter| filter.all.clone();
        let mut pages = self.cut(list, None, rows, &filters.iter().map(of_all).collect::<Vec<_>>());
        // Further pages of the whole list are like those of a choice: only the first has every choice.
        let short: Vec<Arc<Facet>> = filters.iter().map(|filter| filter.short.clone()).collect();
        pages.iter_mut().skip(1).for_each(|page| page.facets.clone_from(&short));
        for (facet, group) in choices.iter().enumerate() {
            for (item, choice) in group.iter().enumerate() {
                let mut facets = short.clone();
                facets[facet] = filters[facet].with_current(item);
                pages.extend(self.cut(&choice.url, Some(&choice.title), &choice.rows, &facets));
            }
        }
        pages
    }

    fn cut<T>(
        &self,
        first: &Url,
        narrowed: Option<&Arc<str>>,
        rows: &[Arc<T>],
        facets: &[Arc<Facet>],
    ) -> Vec<ListPage<T>> {
        let chunks: Vec<&[Arc<T>]> = if rows.is_empty() { vec![&[]] } else { rows.chunks(ROWS_ON_A_PAGE).collect() };
        let page = |(index, chunk): (usize, &&[Arc<T>])| {
            let number = index as u32 + 1;
            ListPage {
                url: address::page_of(first, number),
                narrowed: narrowed.cloned(),
                facets: facets.to_vec(),
                rows: chunk.to_vec(),
                pagination: self.pagination(first, number, rows.len(), ROWS_ON_A_PAGE),
            }
        };
        chunks.iter().enumerate().map(page).collect()
    }
}

fn choices_of<T>(list: &Url, rows: &[Arc<T>], narrowing: &Narrowing<T>) -> Vec<Choice<T>> {
    let mut found: BTreeMap<Arc<str>, Choice<T>> = BTreeMap::new();
    for row in rows {
        for (id, title) in (narrowing.choices)(row) {
            let url = || Url::new(&format!("{list}{}{id}/", narrowing.folder));
            let choice = found.entry(id.clone()).or_insert_with(|| Choice { title, url: url(), rows: Vec::new() });
            choice.rows.push(row.clone());
        }
    }
    let mut choices: Vec<Choice<T>> = found.into_values().collect();
    // Sorted: reaches output. Years newest first, names in Vietnamese order.
    if narrowing.newest_first {
        choices.reverse();
    } else {
        choices.sort_by_cached_key(|choice| order::key(&choice.title));
    }
    choices
}

/// As many choices of a filter stand on every page of a list; more stand on its first page alone.
const MOST_CHOICES: usize = 60;

/// A filter as the pages of its list show it.
struct Filter {
    /// With every choice.
    all: Arc<Facet>,
    /// With the choices that have most rows, if not with all.
    short: Arc<Facet>,
    /// Which choices these are.
    chosen: Vec<usize>,
}

impl Filter {
    fn of<T>(list: &Url, id: FacetKind, choices: &[Choice<T>]) -> Self {
        let item = |choice: &Choice<T>| {
            let count = choice.rows.len() as u32;
            Arc::new(FacetItem { title: choice.title.clone(), url: choice.url.clone(), count, current: false })
        };
        let all = Facet { id, items: choices.iter().map(item).collect(), all: None };
        let mut chosen: Vec<usize> = (0..choices.len()).collect();
        // Sorted: reaches output. Most rows first, then as the filter has them.
        chosen.sort_by_key(|index| (std::cmp::Reverse(choices[*index].rows.len()), *index));
        chosen.truncate(MOST_CHOICES);
        chosen.sort_unstable();
        let items = chosen.iter().map(|index| all.items[*index].clone()).collect();
        let short = Facet { id, items, all: (chosen.len() < choices.len()).then(|| list.with_anchor(FILTERS)) };
        Self { all: Arc::new(all), short: Arc::new(short), chosen }
    }

    /// The short form, on the page of this choice.
    fn with_current(&self, choice: usize) -> Arc<Facet> {
        let mut facet = Facet::clone(&self.short);
        let current = Arc::new(FacetItem { current: true, ..FacetItem::clone(&self.all.items[choice]) });
        match self.chosen.binary_search(&choice) {
            Ok(place) => facet.items[place] = current,
            Err(place) => facet.items.insert(place, current),
        }
        Arc::new(facet)
    }
}

/// Where on a list's page its filters stand.
const FILTERS: &str = "loc";
