//! What the list of tasks shows.

use std::sync::Arc;

use super::figure::ChartView;
use super::frame::Link;
use super::list::{Facet, Filed, Pagination};
use crate::address::Url;
use crate::content::{TaskLevel, TaskState};
use crate::view::closed_view;

closed_view! {
    /// A task in a list.
    pub struct TaskCard {
        /// Its row on the tasks page.
        pub url: Url,
        /// The id of that row, where this is the newest word on the task.
        pub anchor: Option<Arc<str>>,
        /// Name.
        pub name: Arc<str>,
        /// Form, such as `đề tài`.
        pub form: Option<Arc<str>>,
        /// Level's label.
        pub level: TaskLevel,
        /// State's label.
        pub state: TaskState,
        /// Grade as written.
        pub grade: Option<Arc<str>>,
        /// Funding in đồng.
        pub funding: Option<rust_decimal::Decimal>,
        /// Source of funding.
        pub funding_source: Option<Arc<str>>,
        /// Host body.
        pub host: Option<Arc<str>>,
        /// Who leads.
        pub lead: Option<Arc<str>>,
        /// The period.
        pub period: Arc<Link>,
        /// Documents about it.
        pub documents: Vec<Arc<Link>>,
        /// Note.
        pub note: Option<Arc<str>>,
    }
    shows {
        /// What it is filed under, as addresses below the list's.
        filed = TaskCard::filed,
    }
}

closed_view! {
    /// A page of the tasks.
    pub struct TasksView {
        /// What it is narrowed to.
        pub narrowed: Option<Arc<str>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows, newest period first.
        pub rows: Vec<Arc<TaskCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
        /// Counts as the reports give them, newest period first.
        pub counts: Vec<Arc<TaskCountRow>>,
        /// Charts.
        pub charts: Vec<Arc<ChartView>>,
    }
}

closed_view! {
    /// What a period's report says of its tasks in numbers.
    pub struct TaskCountRow {
        /// The period.
        pub period: Arc<Link>,
        /// Newly approved, as written.
        pub approved: Option<Arc<str>>,
        /// Carried on, as written.
        pub continued: Option<Arc<str>>,
        /// Accepted, as written.
        pub accepted: Option<Arc<str>>,
        /// Grade, as written.
        pub grade: Option<Arc<str>>,
    }
}
