//! The register: all legal documents, and the same narrowed by year, type, issuer and status.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::address::Url;
use crate::plan::listing::{ListPage, narrowings};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;

impl Planner<'_, '_> {
    pub fn plan_register(&self, pages: &mut Pages) {
        let rows = self.newest_documents();
        let list = self.list_pages(pages, Section::Register, &rows, &narrowings());
        let charts = self.register_charts(&rows);
        let mut shelves = self.shelves(&rows);
        let filters: BTreeMap<&str, Arc<Facet>> =
            shelves.keys().filter_map(|prefix| Some((*prefix, self.shelf_filter(&shelves, prefix)?))).collect();
        for mut page in list {
            // An issuer's list is the first beginning of its documents' addresses.
            if page.by == Some(FacetKind::Issuer) {
                page.facets.splice(0..0, filters.get(page.url.as_str()).cloned());
                shelves.remove(page.url.as_str());
            }
            self.add_register_page(pages, page, &charts);
        }
        for (prefix, rows) in shelves {
            self.plan_shelf(pages, prefix, &rows, filters.get(prefix));
        }
    }

    /// Plans the list at a beginning of documents' addresses: an issuer's symbol, and a year of it.
    fn plan_shelf(&self, pages: &mut Pages, prefix: &str, rows: &[Arc<DocumentCard>], filter: Option<&Arc<Facet>>) {
        let url = Url::new(prefix);
        let own = self.ground.prefixes[prefix].clone();
        let mut way: Vec<Arc<Link>> = vec![self.section_link(Section::Home), self.section_link(Section::Register)];
        way.extend(self.way_below_register(&url));
        let titles: Vec<&str> = way[2..].iter().chain([&own]).map(|link| &*link.title).collect();
        let (narrowed, facets) = (titles.join(", ").into(), Vec::from_iter(filter.cloned()));
        for page in self.cut(&url, Some((FacetKind::Symbol, &narrowed)), rows, &facets) {
            let mut head = self.list_head(Section::Register, page.url, Some(&narrowed));
            head.breadcrumbs.clone_from(&way);
            let ListPage { narrowed, facets, rows, pagination, .. } = page;
            let view = RegisterView { narrowed, facets, rows, pagination, charts: Vec::new() };
            pages.add(None, head, Content::Register(Arc::new(view)));
        }
    }

    fn add_register_page(&self, pages: &mut Pages, page: ListPage<DocumentCard>, charts: &[Arc<ChartView>]) {
        let whole = page.is_whole();
        let ListPage { url, narrowed, facets, rows, pagination, .. } = page;
        let head = self.list_head(Section::Register, url, narrowed.as_deref());
        let charts = if whole { charts.to_vec() } else { Vec::new() };
        let view = RegisterView { narrowed, facets, rows, pagination, charts };
        pages.add(None, head, Content::Register(Arc::new(view)));
    }

    /// Documents by year, a series for each of the issuers with most documents.
    fn register_charts(&self, rows: &[Arc<DocumentCard>]) -> Vec<Arc<ChartView>> {
        const SERIES: usize = 4;
        let years: Vec<Arc<str>> = {
            let years: std::collections::BTreeSet<Arc<str>> = rows.iter().filter_map(|row| row.year.clone()).collect();
            years.into_iter().collect()
        };
        let mut counts: BTreeMap<&str, BTreeMap<&Arc<str>, u32>> = BTreeMap::new();
        for row in rows {
            // A standard has no issuer: its kind stands in, so that a bar counts what its year's list counts.
            let issuer = row.issuer.as_deref().unwrap_or(row.kind());
            if let Some(year) = &row.year {
                *counts.entry(issuer).or_default().entry(year).or_default() += 1;
            }
        }
        let mut issuers: Vec<_> = counts.into_iter().collect();
        // Sorted: reaches output. Most documents first; the name settles ties.
        issuers.sort_by_key(|(name, by_year)| (std::cmp::Reverse(by_year.values().sum::<u32>()), *name));
        let own = if issuers.len() > SERIES { SERIES - 1 } else { issuers.len() };
        let series = issuers.iter().take(own).map(|(issuer, by_year)| {
            let value = |year: &Arc<str>| Some(Decimal::from(by_year.get(year).copied().unwrap_or(0)));
            Arc::new(ChartSeries { name: (*issuer).into(), values: years.iter().map(value).collect() })
        });
        let mut series: Vec<Arc<ChartSeries>> = series.collect();
        // The rest in one, so that a bar is as long as its year.
        if issuers.len() > own {
            let rest = |year: &Arc<str>| {
                let counts = issuers[own..].iter().filter_map(|(_, by_year)| by_year.get(year));
                Some(Decimal::from(counts.sum::<u32>()))
            };
            let name = self.ground.language.choose("Khác", "Others");
            series.push(Arc::new(ChartSeries { name: name.into(), values: years.iter().map(rest).collect() }));
        }
        if years.len() < 2 || series.is_empty() {
            return Vec::new();
        }
        vec![Arc::new(ChartView {
            title: ChartSubject::DocumentsByYear,
            of: None,
            form: ChartForm::Bar,
            unit: Some(self.ground.language.choose("văn bản", "documents").into()),
            length: None,
            axis: ChartAxis::Year,
            categories: years,
            series,
        })]
    }
}
