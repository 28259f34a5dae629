//! Lists with filters that are real pages: by year, type, issuer, commune, and whatever else narrows.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::{self, Url};
use crate::plan::pages::Pages;
use crate::plan::planner::{Planner, ROWS_ON_A_PAGE};
use crate::view::*;
use trichdan::text::order as vietnamese;

/// A way of narrowing a list.
#[derive(Debug)]
pub struct Narrowing<T: 'static> {
    /// How its rows are filed.
    pub filing: &'static Filing<T>,
    /// The rows that it narrows, where these are others than the list's.
    pub rows: Option<Vec<Arc<T>>>,
}

/// The ways of narrowing a list by how its rows are filed.
pub fn narrowings<T: Filed>() -> Vec<Narrowing<T>> {
    T::FILINGS.iter().map(|filing| Narrowing { filing, rows: None }).collect()
}

/// A way of narrowing a list whose columns the site declares.
#[derive(Debug)]
pub struct Group {
    /// What readers call it.
    pub title: Arc<str>,
    /// Path below the list's address: `hang-sao/`.
    pub folder: String,
}

/// One page of a list: what it is narrowed to, its filters, its rows and where it is cut.
#[derive(Debug)]
pub struct ListPage<T> {
    /// The page's address.
    pub url: Url,
    /// What it is narrowed by.
    pub by: Option<FacetKind>,
    /// Title of the choice that it is narrowed to.
    pub narrowed: Option<Arc<str>>,
    pub facets: Vec<Arc<Facet>>,
    pub rows: Vec<Arc<T>>,
    /// Where it is cut.
    pub pagination: Arc<Pagination>,
}

struct Choice<T> {
    /// The place of its first row.
    first: usize,
    title: Arc<str>,
    url: Url,
    rows: Vec<Arc<T>>,
}

/// One side by which a list is narrowed, with all its choices.
struct Way<T> {
    id: FacetKind,
    filter: Filter,
    choices: Vec<Choice<T>>,
}

impl<T> Way<T> {
    fn of(list: &Url, (id, title): (FacetKind, Option<Arc<str>>), choices: Vec<Choice<T>>) -> Self {
        Self { id, filter: Filter::of(list, (id, title), &choices), choices }
    }
}

impl<T> ListPage<T> {
    /// Whether it is the first page of the whole list.
    pub fn is_whole(&self) -> bool {
        self.narrowed.is_none() && self.pagination.number == 1
    }
}

impl Planner<'_, '_> {
    /// Cuts a list and all its narrowed forms into pages. `rows` come in the order in which they are shown.
    ///
    /// The folders of its choices become pages at once: `/van-ban/nam/` lists the years.
    pub fn list_pages<T>(
        &self,
        pages: &mut Pages,
        section: Section,
        rows: &[Arc<T>],
        narrowings: &[Narrowing<T>],
    ) -> Vec<ListPage<T>> {
        let list = &section.url();
        let way = |narrowing: &Narrowing<T>| {
            let Filing { id, folder, order, choices, .. } = narrowing.filing;
            let rows = narrowing.rows.as_deref().unwrap_or(rows);
            Way::of(list, (*id, None), choices_of(list, rows, (folder, *order), choices))
        };
        let ways: Vec<Way<T>> = narrowings.iter().map(way).collect();
        for (narrowing, way) in narrowings.iter().zip(&ways) {
            self.plan_choices(pages, section, narrowing.filing.folder, &way.filter.all);
        }
        let narrows = |way: usize, choice: &Choice<T>| {
            let is_only = ways[way].choices.len() == 1 && choice.rows.len() == rows.len();
            narrowings[way].filing.folder.is_empty() || !is_only
        };
        for (way, choice) in ways.iter().enumerate().flat_map(|(at, way)| way.choices.iter().map(move |it| (at, it))) {
            if !narrows(way, choice) {
                // Everything falls under it, so it narrows nothing; its address stays good all the same.
                let title = section.title(self.ground.language).into();
                self.add_way(pages, choice.url.as_str(), list.clone(), title);
            }
        }
        self.cut_all(list, rows, &ways, narrows)
    }

    /// The same of a list whose filters the site declares: `choices` tells what a row falls under in the group at a place.
    pub fn grouped_pages<T>(
        &self,
        list: &Url,
        rows: &[Arc<T>],
        groups: &[Group],
        choices: impl Fn(&T, usize) -> Vec<ChoiceName>,
    ) -> Vec<ListPage<T>> {
        let way = |(place, group): (usize, &Group)| {
            let choices = choices_of(list, rows, (&group.folder, ChoiceOrder::ByName), |row| choices(row, place));
            Way::of(list, (FacetKind::Column, Some(group.title.clone())), choices)
        };
        let ways: Vec<Way<T>> = groups.iter().enumerate().map(way).collect();
        self.cut_all(list, rows, &ways, |_, _| true)
    }

    /// Cuts a list, and what it is narrowed to by each choice that `narrows`.
    fn cut_all<T>(
        &self,
        list: &Url,
        rows: &[Arc<T>],
        ways: &[Way<T>],
        narrows: impl Fn(usize, &Choice<T>) -> bool,
    ) -> Vec<ListPage<T>> {
        let of_all: Vec<Arc<Facet>> = ways.iter().map(|way| way.filter.all.clone()).collect();
        let mut cut = self.cut(list, None, rows, &of_all);
        // Further pages of the whole list are like those of a choice: only the first has every choice.
        let short: Vec<Arc<Facet>> = ways.iter().map(|way| way.filter.short.clone()).collect();
        cut.iter_mut().skip(1).for_each(|page| page.facets = worth_showing(&short));
        for (at, way) in ways.iter().enumerate() {
            for (item, choice) in way.choices.iter().enumerate().filter(|(_, choice)| narrows(at, choice)) {
                let mut facets = short.clone();
                facets[at] = way.filter.with_current(item);
                cut.extend(self.cut(&choice.url, Some((way.id, &choice.title)), &choice.rows, &facets));
            }
        }
        cut
    }

    /// The page of all choices of a filter.
    fn plan_choices(&self, pages: &mut Pages, section: Section, folder: &str, facet: &Facet) {
        if folder.is_empty() || facet.items.is_empty() {
            return;
        }
        let language = self.ground.language;
        let (url, title) = (Url::new(&format!("{}{folder}", section.url())), section.title(language));
        let way = [self.section_link(Section::Home), self.section_link(section)];
        self.add_rows(pages, &url, &format!("{title} {}", facet.id.title(language)), &way, &facet.items);
    }

    /// The head of a page of a section's list: narrowed or whole.
    pub fn list_head(&self, section: Section, url: Url, narrowed: Option<&str>) -> PageHead {
        let title = section.title(self.ground.language);
        let (full, way): (String, &[Section]) = match narrowed {
            Some(choice) => (format!("{title}: {choice}"), &[Section::Home, section]),
            None => (title.to_string(), &[Section::Home]),
        };
        self.head(url, full, Genre::Section(section), way)
    }

    /// Cuts rows into pages.
    pub fn cut<T>(
        &self,
        first: &Url,
        narrowed: Option<(FacetKind, &Arc<str>)>,
        rows: &[Arc<T>],
        facets: &[Arc<Facet>],
    ) -> Vec<ListPage<T>> {
        let chunks: Vec<&[Arc<T>]> = if rows.is_empty() { vec![&[]] } else { rows.chunks(ROWS_ON_A_PAGE).collect() };
        let page = |(index, chunk): (usize, &&[Arc<T>])| {
            let number = index as u32 + 1;
            ListPage {
                url: address::page_of(first, number),
                by: narrowed.map(|(by, _)| by),
                narrowed: narrowed.map(|(_, title)| title.clone()),
                facets: worth_showing(facets),
                rows: chunk.to_vec(),
                pagination: self.pagination(first, number, rows.len(), ROWS_ON_A_PAGE),
            }
        };
        chunks.iter().enumerate().map(page).collect()
    }
}

/// The filters with something to choose.
fn worth_showing(facets: &[Arc<Facet>]) -> Vec<Arc<Facet>> {
    facets.iter().filter(|facet| facet.items.len() > 1).cloned().collect()
}

fn choices_of<T>(
    list: &Url,
    rows: &[Arc<T>],
    (folder, order): (&str, ChoiceOrder),
    of_row: impl Fn(&T) -> Vec<ChoiceName>,
) -> Vec<Choice<T>> {
    let mut found: BTreeMap<Arc<str>, Choice<T>> = BTreeMap::new();
    for (first, row) in rows.iter().enumerate() {
        for (id, title) in of_row(row) {
            let url = || Url::new(&format!("{list}{folder}{id}/"));
            let choice =
                found.entry(id.clone()).or_insert_with(|| Choice { first, title, url: url(), rows: Vec::new() });
            choice.rows.push(row.clone());
        }
    }
    let mut choices: Vec<Choice<T>> = found.into_values().collect();
    // Sorted: reaches output.
    match order {
        ChoiceOrder::NewestFirst => choices.reverse(),
        ChoiceOrder::ByName => choices.sort_by_cached_key(|choice| vietnamese::key(&choice.title)),
        ChoiceOrder::OfRows => choices.sort_by_key(|choice| choice.first),
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
    fn of<T>(list: &Url, (id, title): (FacetKind, Option<Arc<str>>), choices: &[Choice<T>]) -> Self {
        let item = |choice: &Choice<T>| {
            let count = choice.rows.len() as u32;
            Arc::new(FacetItem { title: choice.title.clone(), url: choice.url.clone(), count, current: false })
        };
        let all = Facet { id, title: title.clone(), items: choices.iter().map(item).collect(), all: None };
        let mut chosen: Vec<usize> = (0..choices.len()).collect();
        // Sorted: reaches output. Most rows first, then as the filter has them.
        chosen.sort_by_key(|index| (std::cmp::Reverse(choices[*index].rows.len()), *index));
        chosen.truncate(MOST_CHOICES);
        chosen.sort_unstable();
        let items = chosen.iter().map(|index| all.items[*index].clone()).collect();
        let short = Facet { id, title, items, all: (chosen.len() < choices.len()).then(|| list.with_anchor(FILTERS)) };
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
