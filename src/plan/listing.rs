//! Lists with filters that are real pages: by year, type, issuer, commune, and whatever else narrows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::plan::address;
use crate::plan::planner::{Planner, ROWS_ON_A_PAGE};
use crate::plan::view::*;
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
    /// Filters.
    pub facets: Vec<Arc<Facet>>,
    /// Rows.
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
        let mut pages = self.cut(list, None, rows, &facets(narrowings, &choices, None));
        for (facet, group) in choices.iter().enumerate() {
            for (item, choice) in group.iter().enumerate() {
                let facets = facets(narrowings, &choices, Some((facet, item)));
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

fn facets<T>(
    narrowings: &[Narrowing<T>],
    choices: &[Vec<Choice<T>>],
    current: Option<(usize, usize)>,
) -> Vec<Arc<Facet>> {
    let items = |facet: usize, group: &[Choice<T>]| {
        let item = |(item, choice): (usize, &Choice<T>)| {
            Arc::new(FacetItem {
                title: choice.title.clone(),
                url: choice.url.clone(),
                count: choice.rows.len() as u32,
                current: current == Some((facet, item)),
            })
        };
        group.iter().enumerate().map(item).collect()
    };
    narrowings
        .iter()
        .zip(choices)
        .enumerate()
        .map(|(facet, (narrowing, group))| Arc::new(Facet { id: narrowing.id, items: items(facet, group) }))
        .collect()
}
