//! What lists and links show of a document, a report or a model.

use std::sync::Arc;

use super::frame::Link;
use super::genre::Genre;
use super::list::Filed;
use crate::address::Url;
use crate::content::{ModelStatus, NoticeKind};
use crate::link::status::Status;
use crate::view::closed_view;
use trichdan::calendar::Date;
use trichdan::designation::kind::Kind;

closed_view! {
    /// A legal document's status on a day.
    pub struct StatusView {
        /// The status.
        pub word: Status,
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
    keeps {
        /// Its type; none when neither the register nor its symbol tells.
        pub kind: Option<Kind>,
    }
    shows {
        /// Its type in Vietnamese: `Quyết định`.
        kind = DocumentCard::kind,
        /// The type's slug: `quyet-dinh`.
        kind_id = DocumentCard::kind_id,
        /// What it is filed under, as addresses below the list's.
        filed = DocumentCard::filed,
    }
}

impl DocumentCard {
    /// Its type in Vietnamese: `Quyết định`.
    pub fn kind(&self) -> &'static str {
        Genre::Document(self.kind).label()
    }

    /// The type's slug: `quyet-dinh`.
    pub fn kind_id(&self) -> &'static str {
        self.kind.map_or("van-ban", Kind::word)
    }
}

closed_view! {
    /// A report in a list.
    pub struct ReportCard {
        /// Its page.
        pub url: Url,
        /// Its short title.
        pub title: Arc<str>,
        /// Name of its type as the header has it, such as `BÁO CÁO`.
        pub kind: Arc<str>,
        /// Number and symbol as written; none when both are blank.
        pub designation: Option<Arc<str>>,
        /// Day of issue; none when blank.
        pub date: Option<Date>,
        /// The date as the original has it, when it is not whole.
        pub date_written: Option<Arc<str>>,
        /// The issuing body's name; as the original has it, where the site's list has no such body.
        pub issuer: Option<Arc<str>>,
        /// Its period.
        pub period: Arc<Link>,
        /// True for a draft, which only its authors see.
        pub draft: bool,
        /// What became of it by the gravest of its notices.
        pub notice: Option<NoticeKind>,
    }
    shows {
        /// What it is filed under, as addresses below the list's.
        filed = ReportCard::filed,
    }
}

closed_view! {
    /// A model in a list.
    pub struct ModelCard {
        /// Its page.
        pub url: Url,
        /// `cay-sen-tho-ngoc`.
        pub id: Arc<str>,
        /// Its name as last reported.
        pub name: Arc<str>,
        /// Its communes, as named at the time: the first, where there are many.
        pub places: Vec<Arc<Link>>,
        /// How many more there are.
        pub more_places: u32,
        /// Field.
        pub field: Option<Arc<str>>,
        /// Hectares as last reported.
        pub hectares: Option<rust_decimal::Decimal>,
        /// Status as last reported: its Vietnamese label.
        pub status: Option<ModelStatus>,
        /// The period that last reports it.
        pub period: Arc<Link>,
        /// True when the newest period does not report it though it has not ended.
        pub unreported: bool,
    }
    keeps {
        /// All its communes.
        pub communes: Arc<[Arc<Link>]>,
    }
    shows {
        /// What it is filed under, as addresses below the list's.
        filed = ModelCard::filed,
    }
}
