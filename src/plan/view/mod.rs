//! Closed views: all that a page may show, and no way to anything else.
//!
//! A page is a pure function of its view, so equal views mean equal pages. Equality is derived, never
//! written by hand. Lists are cut here, not in templates. What a template sees of a view are its fields,
//! under their own names.

mod data;
mod document;
mod door;
mod feed;
mod figure;
mod frame;
mod genre;
mod list;
mod meaning;
mod model;
mod period;
mod place;
mod promise;
mod report;
mod section;
mod sentence;
mod shown;
mod task;
mod text;
mod url;

use std::sync::Arc;

use crate::attic::Kept;
pub use data::{ColumnView, DataPartView, DataView, DatasetView};
pub use document::{
    ArticleRow, DocumentCard, DocumentView, LifeEvent, RegisterView, RelationRow, StatusView, TimelineRow,
};
pub use door::{FindableKind, FreePageView, KindChoice, NotFoundView, RedirectView, SearchView};
pub use feed::{FeedEntry, FeedView, SitemapView};
pub use figure::{Change, ChartAxis, ChartForm, ChartSeries, ChartSubject, ChartView, Direction, Figure, FigureRow};
pub use frame::{Frame, Link, PageHead, PublisherView};
pub use genre::Genre;
pub use list::{Facet, FacetItem, FacetKind, Pagination};
pub use meaning::{InterfaceWord, interface_keys};
pub use model::{ModelCard, ModelPeriodRow, ModelView, ModelsView};
pub use period::{EventView, HomeView, Movement, PeriodCard, PeriodView};
pub use place::{PlaceRow, PlaceToday, PlaceView, PlacesView};
pub use promise::{GapRow, GapsView, OutcomeRow, PromiseRow, PromisesView};
pub use report::{FileView, Gap, ReportCard, ReportView, SignatureView, number_and_symbol};
pub use section::Section;
pub use sentence::{Sentence, SentenceGroup};
pub use shown::Shown;
pub use task::{TaskCard, TaskCountRow, TasksView};
pub use text::{BodyView, CitationTarget, CitedRow, TocItem};
pub use url::Url;

pub use crate::link::register::Relation;
pub use crate::link::status::Status;

/// What a page shows, by kind; the kind chooses the template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// `home.html`
    Home(Arc<HomeView>),
    /// `period.html`
    Period(Arc<PeriodView>),
    /// `report.html`
    Report(Arc<ReportView>),
    /// `register.html`
    Register(Arc<RegisterView>),
    /// `document.html`
    Document(Arc<DocumentView>),
    /// `models.html`
    Models(Arc<ModelsView>),
    /// `model.html`
    Model(Arc<ModelView>),
    /// `tasks.html`
    Tasks(Arc<TasksView>),
    /// `places.html`
    Places(Arc<PlacesView>),
    /// `place.html`
    Place(Arc<PlaceView>),
    /// `search.html`
    Search(Arc<SearchView>),
    /// `data.html`
    Data(Arc<DataView>),
    /// `gaps.html`
    Gaps(Arc<GapsView>),
    /// `promises.html`
    Promises(Arc<PromisesView>),
    /// `page.html`
    FreePage(Arc<FreePageView>),
    /// `404.html`
    NotFound(Arc<NotFoundView>),
    /// `redirect.html`
    Redirect(Arc<RedirectView>),
    /// `feed.xml`
    Feed(Arc<FeedView>),
    /// `sitemap.xml`
    Sitemap(Arc<SitemapView>),
    /// `robots.txt`
    Robots,
}

/// One file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// Made by a template.
    Page {
        /// What all pages share.
        frame: Arc<Frame>,
        /// What its head says.
        head: Arc<PageHead>,
        /// What it shows.
        content: Content,
    },
    /// A shard of the search index.
    Shard(Arc<crate::search::Shard>),
    /// A file made by a pure part of congbo: open data.
    File(Kept),
    /// A file of the theme, copied: named by its path under `static/`.
    Static(Arc<[u8]>),
    /// A scan or annex, copied from the content folder; its hash stands for its bytes.
    Attachment {
        /// Path in the content folder.
        source: crate::source::SourcePath,
        /// SHA-256 in hexadecimal.
        sha256: Arc<str>,
        /// Length.
        bytes: u64,
    },
}
