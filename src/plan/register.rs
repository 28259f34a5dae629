//! The register: all legal documents, and the same narrowed by year, type, issuer and status.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::diagnostic::Language;
use crate::link::status::Status;
use crate::plan::listing::{ChoiceName, ListPage, Narrowing};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::view::*;

impl Planner<'_, '_> {
    pub fn plan_register(&self, pages: &mut Pages) {
        let rows = self.newest_documents();
        let narrowings = [
            Narrowing { id: FacetKind::Year, folder: "nam/", newest_first: true, choices: year },
            Narrowing { id: FacetKind::Type, folder: "loai/", newest_first: false, choices: kind },
            Narrowing { id: FacetKind::Issuer, folder: "", newest_first: false, choices: issuer },
            Narrowing { id: FacetKind::Status, folder: "hieu-luc/", newest_first: false, choices: status },
        ];
        let list = self.list_pages(&Section::Register.url(), &rows, &narrowings);
        let charts = self.register_charts(&rows);
        for page in list {
            self.add_register_page(pages, page, &charts);
        }
    }

    fn add_register_page(&self, pages: &mut Pages, page: ListPage<DocumentCard>, charts: &[Arc<ChartView>]) {
        let ListPage { url, narrowed, facets, rows, pagination } = page;
        let title = Section::Register.title(self.ground.language);
        let (full, way): (String, &[Section]) = match &narrowed {
            Some(choice) => (format!("{title}: {choice}"), &[Section::Home, Section::Register]),
            None => (title.to_string(), &[Section::Home]),
        };
        let whole = narrowed.is_none() && pagination.number == 1;
        let charts = if whole { charts.to_vec() } else { Vec::new() };
        let head = self.head(url, full, Genre::Section(Section::Register), way);
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
            let name = if self.ground.language == Language::Vietnamese { "Khác" } else { "Others" };
            series.push(Arc::new(ChartSeries { name: name.into(), values: years.iter().map(rest).collect() }));
        }
        if years.len() < 2 || series.is_empty() {
            return Vec::new();
        }
        vec![Arc::new(ChartView {
            title: ChartSubject::DocumentsByYear,
            of: None,
            form: ChartForm::Bar,
            unit: None,
            axis: ChartAxis::Year,
            categories: years,
            series,
        })]
    }
}

fn year(row: &Arc<DocumentCard>) -> Vec<ChoiceName> {
    row.year.iter().map(|year| (year.clone(), year.clone())).collect()
}

fn kind(row: &Arc<DocumentCard>) -> Vec<ChoiceName> {
    vec![(row.kind_id().into(), row.kind().into())]
}

fn issuer(row: &Arc<DocumentCard>) -> Vec<ChoiceName> {
    row.issuer_id.iter().cloned().zip(row.issuer.iter().cloned()).collect()
}

fn status(row: &Arc<DocumentCard>) -> Vec<ChoiceName> {
    // Addresses are for ever, and in Vietnamese.
    let (id, title) = match row.status.word {
        Status::InForce => ("con-hieu-luc", "Còn hiệu lực"),
        Status::NotYet => ("chua-co-hieu-luc", "Chưa có hiệu lực"),
        Status::Expired => ("het-hieu-luc", "Hết hiệu lực"),
        Status::Replaced => ("bi-thay-the", "Bị thay thế"),
        Status::Repealed => ("bi-bai-bo", "Bị bãi bỏ"),
        Status::Standard => ("tieu-chuan", "Tiêu chuẩn"),
        Status::Unknown => ("khong-ro", "Không rõ hiệu lực"),
    };
    vec![(id.into(), title.into())]
}
