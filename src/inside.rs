//! What the test suite and the benchmarks reach of the modules behind the front, name by name. It promises nothing to others:
//! a program calls the functions of the crate's root.

#![allow(missing_docs, reason = "each module is named like the one it lets through")]

pub mod address {
    pub use crate::address::Url;
}
pub mod attic {
    pub use crate::attic::{Attic, Kept, Room};
}
pub mod cards {
    pub use crate::cards::Cards;
}
pub mod check {
    pub use crate::check::check;
    pub mod fix {
        pub use crate::check::fix::fix;
    }
    pub mod silence {
        pub use crate::check::silence::apply;
    }
}
pub mod cli {
    pub use crate::cli::Arguments;
}
pub mod content {
    pub use crate::content::{
        CellValue, IssuerLevel, LegalDocument, Marked, Model, ModelStatus, NoticeKind, OutcomeState, PeriodId,
        PeriodKind, PublishTarget, ReportInfo, TaskLevel, TaskState,
    };
    pub use crate::content::{Column, ColumnId, ColumnKind, Ledger, LedgerId, Row, RowCell};
    pub mod form {
        pub use crate::content::form::{Choice, Form, FormField, Kind, Named};
    }
    pub mod node {
        pub use crate::content::node::Value;
    }
    pub mod schema {
        pub use crate::content::schema::{Need, all};
    }
}
pub mod data {
    pub use crate::data::OpenData;
}
#[cfg(feature = "publish")]
pub mod desk {
    pub use crate::desk::DeskOptions;
    pub use crate::desk::server::Server;
}
pub mod diagnostic {
    pub use crate::diagnostic::{Bilingual, Code, Diagnostic, Language, Location, Mark, Place, Severity, has_errors};
    pub mod failure {
        pub use crate::diagnostic::failure::Failure;
    }
    pub mod messages {
        pub use crate::diagnostic::messages::codes;
        pub mod check {
            pub use crate::diagnostic::messages::check::{DEAD_LINK, LINK_MOVED, LINK_UNCERTAIN, NOT_NFC};
        }
        pub mod edit {
            pub use crate::diagnostic::messages::edit::BY_HAND;
        }
        pub mod entry {
            pub use crate::diagnostic::messages::entry::{MORE, SECRET};
        }
        pub mod ledger {
            pub use crate::diagnostic::messages::ledger::{BAD_WORKBOOK, MORE_SHEETS, ROWS_DIFFER, SEVERAL_TABLES};
        }
    }
}
pub mod grid {
    pub mod workbook {
        pub use crate::grid::workbook::{Refusal, read};
    }
}
pub mod edit {
    pub use crate::edit::{
        Change, Known, Path, Problems, Step, Value, apply, as_read, body, complete, count, known, typed, value,
    };
}
pub mod gazetteer {
    pub use crate::gazetteer::{Unit, gazetteer};
}
pub mod hash {
    pub use crate::hash::Hash;
}
pub mod import {
    pub mod draft {
        pub use crate::import::draft::{Draft, Known, Request, draft};
    }
    pub mod manuscript {
        pub use crate::import::manuscript::{Block, Cell, Height, Inline, Manuscript, Paragraph};
    }
    pub mod missing {
        pub use crate::import::missing::entries;
    }
    pub mod plain {
        pub use crate::import::plain::read;
    }
    pub mod source {
        pub use crate::import::source::{original, read};
    }
    pub mod unicode {
        pub use crate::import::unicode::to_unicode;
    }
}
pub mod link {
    pub use crate::link::{Archive, link};
    pub mod drafts {
        pub use crate::link::drafts::{Audience, Selection};
    }
    pub mod names {
        pub use crate::link::names::Bearer;
    }
    pub mod report {
        pub use crate::link::report::ReportIndex;
    }
    pub mod resolve {
        pub use crate::link::resolve::Resolution;
    }
}
pub mod media {
    pub use crate::media::{
        Danger, Hands, Kind, Marks, Misnamed, Paper, Size, State, Text, Traces, examine, published,
    };
}
pub mod parse {
    pub use crate::parse::{Entries, Entry, parse};
    pub mod body {
        pub use crate::parse::body::{Body, CitationSite, Heading, Hole, HoleSite, Passage, Read, parse};
    }
    pub mod front {
        pub use crate::parse::front::{Front, split};
    }
    pub mod names {
        pub use crate::parse::names::Names;
    }
    pub mod yaml {
        pub use crate::parse::yaml::{locate, read};
    }
}
pub mod print {
    pub use crate::print::{Look, github, human, json, line_column, sarif, summary};
}
pub mod proof {
    pub use crate::proof::words;
}
pub mod prose {
    pub use crate::prose::{Prose, Reader};
}
pub mod release {
    pub mod manifest {
        pub use crate::release::manifest::{Difference, FILE_NAME, Hash, Manifest};
    }
    pub mod parts {
        pub use crate::release::parts::Root;
    }
}
pub mod render {
    pub use crate::render::{Rendered, Theme, render};
}
pub mod search {
    pub use crate::search::{FindableKind, Index, Record};
}
pub mod shell {
    pub mod build {
        pub use crate::shell::build::build;
    }
    pub mod disk {
        pub use crate::shell::disk::{Disk, Disks, RealDisk, real_disks};
    }
    pub mod history {
        pub use crate::shell::history::{Conflict, FileChange, History, Limits, Past, Record, Refused};
    }
    pub mod import {
        pub use crate::shell::import::{ImportOptions, Imported, ImportedRows, RowsAsked, rows, run};
    }
    pub mod load {
        pub use crate::shell::load::{ContentFolder, Limits, load};
    }
    pub mod pace {
        pub use crate::shell::pace::Pace;
    }
    #[cfg(feature = "publish")]
    pub mod publish {
        pub use crate::shell::publish::{Options, Outcome, publish, roll_back};
        pub mod credentials {
            pub use crate::shell::publish::credentials::Environment;
        }
    }
    pub mod serve {
        pub use crate::shell::serve::{Patience, ServeOptions, Server};
    }
    pub mod watch {
        pub use crate::shell::watch::{Report, Rhythm, Stopper, Watch};
    }
    pub mod workplace {
        pub use crate::shell::workplace::Workplace;
    }
    pub mod write {
        pub use crate::shell::write::{FileContent, FileCopy, Output, Written};
    }
}
pub mod site {
    pub use crate::site::{Site, Snapshot, Stage, Update};
}
pub mod source {
    pub use crate::source::{Attachment, SourcePath, Sources};
}
pub mod view {
    pub use crate::view::{
        ArticleRow, AuthoritiesView, AuthorityCard, AuthorityRow, AuthorityView, BodyView, Change, ChartAxis,
        ChartForm, ChartSeries, ChartSubject, ChartView, CitationTarget, ColumnHead, ColumnView, Content, Crossing,
        DataPartView, DataView, DatasetView, Direction, DocumentCard, DocumentView, EventView, Facet, FacetItem,
        FacetKind, FeedEntry, FeedView, Figure, FigureRow, FileView, FolderView, ForerunnerSum, FormerNameRow, Frame,
        FreePageView, Gap, GapRow, GapsView, Genre, HomeView, KindChoice, LedgerCard, LedgerPeriod, LedgerView,
        LedgersView, LifeEvent, Link, ListShape, Merger, ModelCard, ModelPeriodRow, ModelView, ModelsView, Movement,
        NamingRows, Narrowed, NotFoundView, NoticeView, OutcomeRow, PageHead, Pagination, PeriodCard, PeriodView,
        PeriodsView, PlaceRow, PlaceToday, PlaceView, PlacesView, PromiseRow, PromisesView, PublisherView,
        RedirectView, RegisterView, Relation, RelationRow, ReportCard, ReportView, ReportsView, RobotsView, RowCard,
        RowPeriod, RowView, SearchView, Section, Sentence, SentenceGroup, SignatureView, SitemapView, Status,
        StatusView, Succession, SuccessionRow, SumView, TaskCard, TaskCountRow, TasksView, TimelineRow, View,
    };
}
