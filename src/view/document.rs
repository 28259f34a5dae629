//! What the pages of legal documents and of their register show.

use std::sync::Arc;

use super::card::DocumentCard;
use super::figure::ChartView;
use super::frame::Link;
use super::ledger::NamingRows;
use super::list::{Facet, Pagination};
use super::report::FileView;
use super::sentence::{Sentence, SentenceGroup};
use crate::link::register::Relation;
use crate::view::closed_view;
use trichdan::calendar::Date;

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
        /// What the document does to the other, or the other to it.
        pub word: Relation,
        /// The other document.
        pub document: Arc<DocumentCard>,
    }
}

trichdan::choice! {
    /// What can happen to a document.
    pub enum LifeEvent {
        /// It was issued.
        Issued = "issued";
        /// It came into force.
        Effective = "effective";
        /// Another amended it.
        Amended = "amended";
        /// Another replaced it.
        Replaced = "replaced";
        /// Another repealed it.
        Repealed = "repealed";
        /// The time was up that it gives itself.
        Expired = "expired";
    }
}

impl LifeEvent {
    /// What a relation to another document means in the life of this one.
    pub fn of_relation(relation: Relation) -> Option<Self> {
        match relation {
            Relation::AmendedBy => Some(Self::Amended),
            Relation::ReplacedBy => Some(Self::Replaced),
            Relation::RepealedBy => Some(Self::Repealed),
            Relation::Implements
            | Relation::ImplementedBy
            | Relation::Amends
            | Relation::Replaces
            | Relation::Repeals
            | Relation::AnnexOf
            | Relation::HasAnnex => None,
        }
    }
}

closed_view! {
    /// One line of a document's life.
    pub struct TimelineRow {
        /// The day; none when unknown.
        pub date: Option<Date>,
        /// What happened.
        pub word: LifeEvent,
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
        /// First day with force.
        pub effective_from: Option<Date>,
        /// First day without force.
        pub effective_to: Option<Date>,
        /// Fields that it is about: `truy xuất nguồn gốc`.
        pub fields: Vec<Arc<str>>,
        /// Its relations.
        pub relations: Vec<Arc<RelationRow>>,
        /// Its life, oldest first.
        pub timeline: Vec<Arc<TimelineRow>>,
        /// Who cites it, newest period first, as far as this page goes.
        pub cited_by: Vec<Arc<SentenceGroup>>,
        /// True when of no citing report's day it is known whether the document was in force: then it is said once.
        pub then_unknown: bool,
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
        /// Rows of registers that name it.
        pub rows: Vec<Arc<NamingRows>>,
        /// The period it was first registered in.
        pub period: Option<Arc<Link>>,
        /// The document before it in its issuer's series of that year.
        pub previous: Option<Arc<Link>>,
        /// The document after it.
        pub next: Option<Arc<Link>>,
    }
}
