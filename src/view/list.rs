//! Filters of a list and where it is cut, as pages show them.

use std::sync::Arc;

use crate::address::Url;
use crate::view::closed_view;

closed_view! {
    /// One choice of a filter: a real page.
    pub struct FacetItem {
        /// The choice.
        pub title: Arc<str>,
        /// The page that shows it.
        pub url: Url,
        /// How many rows it has.
        pub count: u32,
        /// True on the page of this choice.
        pub current: bool,
    }
}

trichdan::choice! {
    /// What a list can be narrowed by.
    pub enum FacetKind {
        /// The year of issue.
        Year = "year";
        /// The type of document.
        Type = "type";
        /// The issuing body.
        Issuer = "issuer";
        /// The status in law.
        Status = "status";
        /// The commune or town.
        Commune = "commune";
        /// The field of a model.
        Field = "field";
        /// The reporting period.
        Period = "period";
        /// How far a model or task has come.
        State = "state";
        /// The level of a task.
        Level = "level";
    }
}

closed_view! {
    /// A filter and its choices.
    pub struct Facet {
        /// What it narrows by.
        pub id: FacetKind,
        /// Its choices, in Vietnamese order (years: newest first); where there are many, those with most rows.
        pub items: Vec<Arc<FacetItem>>,
        /// Where all its choices stand, if not here.
        pub all: Option<Url>,
    }
}

closed_view! {
    /// Where a long list is cut.
    pub struct Pagination {
        /// This page's number, from 1.
        pub number: u32,
        /// How many pages.
        pub count: u32,
        /// Rows in all.
        pub total: u32,
        /// The page before.
        pub previous: Option<Url>,
        /// The page after.
        pub next: Option<Url>,
        /// Pages to show in the bar, this one among them.
        pub pages: Vec<Arc<FacetItem>>,
    }
}
