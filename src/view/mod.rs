//! Closed views: all that a page may show, and no way to anything else.
//!
//! A page is a pure function of its view, so equal views mean equal pages. Equality is derived, never
//! written by hand. Lists are cut here, not in templates. What a template sees of a view are its fields,
//! under their own names.

mod authority;
mod card;
mod data;
mod document;
mod door;
mod feed;
mod figure;
mod filing;
mod frame;
mod genre;
#[cfg(test)]
pub mod guide;
mod ledger;
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

use std::sync::Arc;

use crate::attic::Kept;
pub use authority::{AuthoritiesView, AuthorityRow, AuthorityView, Succession, SuccessionRow};
pub use card::{DocumentCard, ModelCard, ReportCard, StatusView};
pub use data::{ColumnView, DataPartView, DataView, DatasetView};
pub use document::{ArticleRow, DocumentView, LifeEvent, RegisterView, RelationRow, TimelineRow};
pub use door::{FreePageView, KindChoice, NotFoundView, RedirectView, SearchView};
pub use feed::{FeedEntry, FeedView, RobotsView, SitemapView};
pub use figure::{
    Change, ChartAxis, ChartForm, ChartSeries, ChartSubject, ChartView, Crossing, Direction, Figure, FigureRow,
    ForerunnerSum, Merger,
};
pub use filing::id_of_period;
pub use frame::{AuthorityCard, Frame, Link, PageHead, PublisherView};
pub use genre::Genre;
pub use ledger::{
    ColumnHead, LedgerCard, LedgerPeriod, LedgerView, LedgersView, ListShape, NamingRows, RowCard, RowPeriod, RowView,
    SumView,
};
pub use list::{ChoiceName, ChoiceOrder, Facet, FacetItem, FacetKind, Filed, Filing, FolderView, Pagination};
pub use meaning::InterfaceWord;
#[cfg(test)]
pub use meaning::interface_keys;
pub use model::{ModelPeriodRow, ModelView, ModelsView};
pub use period::{EventView, HomeView, Movement, PeriodCard, PeriodView, PeriodsView};
pub use place::{FormerNameRow, PlaceRow, PlaceToday, PlaceView, PlacesView};
pub use promise::{GapRow, GapsView, OutcomeRow, PromiseRow, PromisesView};
pub use report::{FileView, Gap, NoticeView, ReportView, ReportsView, SignatureView, number_and_symbol};
pub use section::Section;
pub use sentence::{Sentence, SentenceGroup};
pub(crate) use shown::closed_view;
pub use shown::{Markup, Shown};
pub use task::{TaskCard, TaskCountRow, TasksView};
pub use text::{BodyView, CitationTarget, LinkTarget, NarrowerCopy};

pub use crate::link::register::Relation;
pub use crate::link::status::Status;

/// Defines the kinds of pages: what each shows, and the template of a theme that makes it.
macro_rules! page_kinds {
    ($($(#[$meta:meta])* $kind:ident($view:ident) = $template:literal;)*) => {
        /// What a page shows, by kind; the kind chooses the template.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Content { $( $(#[$meta])* $kind(Arc<$view>), )* }

        impl Content {
            /// The template that makes the page, by its file in the theme.
            pub fn template(&self) -> &'static str {
                match self { $( Self::$kind(_) => $template, )* }
            }

            /// What the template sees as `view`.
            pub fn shown(&self) -> minijinja::Value {
                match self { $( Self::$kind(view) => view.shown(), )* }
            }

            /// Every template, with the name of its view.
            #[cfg(test)]
            pub fn guided(guide: &mut guide::Guide) -> Vec<(&'static str, String)> {
                vec![ $( ($template, <$view as guide::Guided>::told(guide)), )* ]
            }
        }
    };
}

page_kinds! {
    /// The home page.
    Home(HomeView) = "home.html";
    /// The list of periods, or a part of it.
    Periods(PeriodsView) = "periods.html";
    /// A reporting period.
    Period(PeriodView) = "period.html";
    /// The list of reports, or a part of it.
    Reports(ReportsView) = "reports.html";
    /// A report.
    Report(ReportView) = "report.html";
    /// The register of documents, or a part of it.
    Register(RegisterView) = "register.html";
    /// A legal document.
    Document(DocumentView) = "document.html";
    /// The list of models, or a part of it.
    Models(ModelsView) = "models.html";
    /// A model.
    Model(ModelView) = "model.html";
    /// The list of tasks, or a part of it.
    Tasks(TasksView) = "tasks.html";
    /// The list of registers that the site declares.
    Ledgers(LedgersView) = "ledgers.html";
    /// Such a register, or a part of it.
    Ledger(LedgerView) = "ledger.html";
    /// A row of such a register.
    Row(RowView) = "row.html";
    /// The list of communes.
    Places(PlacesView) = "places.html";
    /// A commune.
    Place(PlaceView) = "place.html";
    /// The list of bodies.
    Authorities(AuthoritiesView) = "authorities.html";
    /// A body.
    Authority(AuthorityView) = "authority.html";
    /// Search.
    Search(SearchView) = "search.html";
    /// Open data.
    Data(DataView) = "data.html";
    /// What originals leave blank.
    Gaps(GapsView) = "gaps.html";
    /// Promises and outcomes.
    Promises(PromisesView) = "promises.html";
    /// What stands below an address that is only the beginning of others.
    Folder(FolderView) = "folder.html";
    /// A free page.
    FreePage(FreePageView) = "page.html";
    /// The page for an address that does not exist.
    NotFound(NotFoundView) = "404.html";
    /// The page at an old address.
    Redirect(RedirectView) = "redirect.html";
    /// A feed.
    Feed(FeedView) = "feed.xml";
    /// The site map.
    Sitemap(SitemapView) = "sitemap.xml";
    /// What search engines may read.
    Robots(RobotsView) = "robots.txt";
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
    /// A scan or annex, copied from the content folder; its hash stands for the bytes that are published.
    Attachment {
        /// Path in the content folder.
        source: crate::source::SourcePath,
        /// SHA-256 in hexadecimal.
        sha256: Arc<str>,
        /// Length.
        bytes: u64,
        /// Whether something of the file is left out when it is copied: see [`crate::media::published`].
        is_cleaned: bool,
    },
    /// A narrower copy of a picture of the content folder.
    Narrowed(Narrowed),
}

/// A narrower copy of a picture: what it is made of, which tells its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrowed {
    /// Path in the content folder.
    pub source: crate::source::SourcePath,
    /// SHA-256 of the picture as it is published, in hexadecimal.
    pub sha256: Arc<str>,
    /// Points from left to right.
    pub width: u32,
}
