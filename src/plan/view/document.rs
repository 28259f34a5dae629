//! What the pages of legal documents and of their register show.

use std::sync::Arc;

use super::figure::ChartView;
use super::frame::Link;
use super::list::{Facet, Pagination};
use super::report::FileView;
use super::sentence::{Sentence, SentenceGroup};
use super::url::Url;
use crate::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// A legal document's status on a day.
    pub struct StatusView {
        /// `not-yet`, `in-force`, `expired`, `replaced`, `repealed`, `unknown`, or `standard`.
        pub word: &'static str,
        /// The day the status holds on.
        pub on: Date,
        /// Since when, where known.
        pub since: Option<Date>,
        /// The document that replaced or repealed it.
        pub by: Option<Arc<Link>>,
    }
}

closed_view! {
    /// A legal document in a list.
    pub struct DocumentCard {
        /// Its page.
        pub url: Url,
        /// Its type in Vietnamese: `Quyết định`.
        pub kind: &'static str,
        /// The type's slug: `quyet-dinh`.
        pub kind_id: &'static str,
        /// Its designation as registered.
        pub designation: Arc<str>,
        /// Type and designation together: `Quyết định số 1221/QĐ-UBND`.
        pub name: Arc<str>,
        /// Its trích yếu.
        pub title: Option<Arc<str>>,
        /// Day of issue.
        pub date: Option<Date>,
        /// Year for grouping: of the date, else inside the number.
        pub year: Option<Arc<str>>,
        /// Issuer's name.
        pub issuer: Option<Arc<str>>,
        /// Issuer's id.
        pub issuer_id: Option<Arc<str>>,
        /// Status on the build's day.
        pub status: StatusView,
        /// How many places cite it.
        pub citations: u32,
        /// Its place among all documents by year, issuer, symbol, number.
        pub sort_key: u32,
    }
}

closed_view! {
    /// A page of the register.
    pub struct RegisterView {
        /// What it is narrowed to, such as `Quyết định` or `2021`; none on the whole register.
        pub narrowed: Option<Arc<str>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows.
        pub rows: Vec<Arc<DocumentCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
        /// Charts, on the first page of the whole register.
        pub charts: Vec<Arc<ChartView>>,
    }
}

closed_view! {
    /// One relation of a document to another.
    pub struct RelationRow {
        /// `implements`, `implemented-by`, `amends`, `amended-by`, `replaces`, `replaced-by`, `repeals`, `repealed-by`, `annex-of`, `has-annex`.
        pub word: &'static str,
        /// The other document.
        pub document: Arc<DocumentCard>,
    }
}

closed_view! {
    /// One line of a document's life.
    pub struct TimelineRow {
        /// The day; none when unknown.
        pub date: Option<Date>,
        /// `issued`, `effective`, `amended`, `replaced`, `repealed`, `expired`.
        pub word: &'static str,
        /// The other document, where there is one.
        pub document: Option<Arc<Link>>,
    }
}

closed_view! {
    /// An article that reports lean on.
    pub struct ArticleRow {
        /// `Điều 3`.
        pub title: Arc<str>,
        /// `dieu-3`.
        pub anchor: Arc<str>,
        /// Sentences that name it.
        pub sentences: Vec<Sentence>,
    }
}

closed_view! {
    /// A legal document's page.
    pub struct DocumentView {
        /// The document.
        pub card: Arc<DocumentCard>,
        /// Who issued it, as cited: `Chủ tịch UBND tỉnh`.
        pub issued_by: Option<Arc<str>>,
        /// First day in force.
        pub effective_from: Option<Date>,
        /// Last day in force.
        pub effective_to: Option<Date>,
        /// Fields.
        pub fields: Vec<Arc<str>>,
        /// Its relations.
        pub relations: Vec<Arc<RelationRow>>,
        /// Its life, oldest first.
        pub timeline: Vec<Arc<TimelineRow>>,
        /// Who cites it, newest period first, as far as this page goes.
        pub cited_by: Vec<Arc<SentenceGroup>>,
        /// Where the list of citing sentences is cut; pages after the first show little else.
        pub pagination: Arc<Pagination>,
        /// Articles that reports name.
        pub articles: Vec<Arc<ArticleRow>>,
        /// Official source.
        pub source: Option<Arc<str>>,
        /// Files.
        pub files: Vec<Arc<FileView>>,
        /// Note of whoever keeps the register.
        pub note: Option<Arc<str>>,
        /// The period it was first registered in.
        pub period: Option<Arc<Link>>,
        /// The document before it in its issuer's series of that year.
        pub previous: Option<Arc<Link>>,
        /// The document after it.
        pub next: Option<Arc<Link>>,
    }
}
