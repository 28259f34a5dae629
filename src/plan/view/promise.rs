//! What the pages of promises and of blanks in originals show.

use std::sync::Arc;

use super::frame::Link;
use super::list::Pagination;
use super::report::ReportCard;
use crate::closed_view;

closed_view! {
    /// Something promised in one period, and what later periods say of it.
    pub struct PromiseRow {
        /// Its anchor.
        pub anchor: Arc<str>,
        /// The promise.
        pub title: Arc<str>,
        /// Where it was promised.
        pub source: Option<Arc<Link>>,
        /// The period that promised.
        pub period: Arc<Link>,
        /// What later periods report, oldest first.
        pub outcomes: Vec<Arc<OutcomeRow>>,
        /// True when a later period exists and none mentions it.
        pub forgotten: bool,
    }
}

closed_view! {
    /// What a later period says of a promise.
    pub struct OutcomeRow {
        /// The period that reports.
        pub period: Arc<Link>,
        /// `da-lam`, `mot-phan`, `dang-lam`, `khong-lam`.
        pub state: &'static str,
        /// The state's label.
        pub label: &'static str,
        /// What the report says.
        pub note: Option<Arc<str>>,
        /// Where it says so.
        pub source: Option<Arc<Link>>,
    }
}

closed_view! {
    /// A thing that an original leaves blank.
    pub struct GapRow {
        /// The report.
        pub report: Arc<ReportCard>,
        /// What is blank: `number`, `date`, `signature`, `issuer`.
        pub word: &'static str,
        /// What the original has in its place.
        pub written: Option<Arc<str>>,
    }
}

closed_view! {
    /// The page of gaps.
    pub struct GapsView {
        /// Rows, newest period first.
        pub rows: Vec<Arc<GapRow>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}

closed_view! {
    /// The page of promises and outcomes.
    pub struct PromisesView {
        /// Promises, newest period first.
        pub rows: Vec<Arc<PromiseRow>>,
        /// How many were never mentioned again.
        pub forgotten: u32,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}
