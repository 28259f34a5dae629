//! What the pages of promises and of blanks in originals show.

use std::sync::Arc;

use super::card::ReportCard;
use super::frame::Link;
use super::list::Pagination;
use super::report::Gap;
use crate::content::OutcomeState;
use crate::view::closed_view;

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
        /// True when a later period of the same body exists and none mentions it.
        pub forgotten: bool,
        /// True when nobody can report on it any more: its body has ended without a later period.
        pub closed: bool,
    }
}

closed_view! {
    /// What a later period says of a promise.
    pub struct OutcomeRow {
        /// The period that reports.
        pub period: Arc<Link>,
        /// How far it has come.
        pub state: OutcomeState,
        /// What the report says.
        pub note: Option<Arc<str>>,
        /// Where it says so.
        pub source: Option<Arc<Link>>,
    }
    shows {
        /// How far it has come, in Vietnamese words.
        label = OutcomeRow::label,
    }
}

impl OutcomeRow {
    fn label(&self) -> &'static str {
        self.state.label()
    }
}

closed_view! {
    /// A thing that an original leaves blank.
    pub struct GapRow {
        /// The report.
        pub report: Arc<ReportCard>,
        /// What is blank.
        pub word: Gap,
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
