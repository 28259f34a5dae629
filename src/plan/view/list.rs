//! Filters of a list and where it is cut, as pages show them.

use std::sync::Arc;

use super::url::Url;
use crate::closed_view;

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

closed_view! {
    /// A filter and its choices.
    pub struct Facet {
        /// `year`, `type`, `issuer`, `status`, `commune`, `field`, `period`, `state`, `level`.
        pub id: &'static str,
        /// Its choices, in Vietnamese order (years: newest first).
        pub items: Vec<Arc<FacetItem>>,
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
