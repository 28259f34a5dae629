//! What the pages of communes show.

use std::sync::Arc;

use super::card::ModelCard;
use super::frame::Link;
use super::ledger::NamingRows;
use super::sentence::SentenceGroup;
use crate::view::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// A place as a document names it, and what it is today.
    pub struct PlaceToday {
        /// The place then.
        pub link: Arc<Link>,
        /// What it became, if it ended.
        pub successors: Vec<Arc<Link>>,
        /// Its last day, if it ended.
        pub to: Option<Date>,
    }
}

closed_view! {
    /// A name that a place bore before.
    pub struct FormerNameRow {
        /// The name, without its kind.
        pub name: Arc<str>,
        /// The last day on which it was borne.
        pub to: Date,
    }
}

closed_view! {
    /// A commune's page.
    pub struct PlaceView {
        /// `xã Thọ Ngọc`.
        pub name: Arc<str>,
        /// The statistics office's number, where known.
        pub code: Option<Arc<str>>,
        /// Names that it bore before, as `places.yaml` lists them.
        pub former_names: Vec<Arc<FormerNameRow>>,
        /// First day, where known.
        pub from: Option<Date>,
        /// Last day, if it ended.
        pub to: Option<Date>,
        /// What it lies in, such as `huyện Triệu Sơn`.
        pub within: Option<Arc<str>>,
        /// What it became.
        pub successors: Vec<Arc<Link>>,
        /// What it was made of, as far as that has pages.
        pub forerunners: Vec<Arc<Link>>,
        /// What else it was made of, of which the archive says nothing.
        pub other_forerunners: Vec<Arc<str>>,
        /// Its models.
        pub models: Vec<Arc<ModelCard>>,
        /// Models of its forerunners.
        pub inherited: Vec<Arc<ModelCard>>,
        /// Hectares as last reported of its own models; none when any is unknown.
        pub hectares: Option<rust_decimal::Decimal>,
        /// True when a sum here would cross a merger.
        pub crosses_merger: bool,
        /// Sentences that mention it, newest first; at most a hundred.
        pub mentioned: Vec<Arc<SentenceGroup>>,
        /// How many sentences mention it in all.
        pub mention_count: u32,
        /// Rows of registers that name it.
        pub rows: Vec<Arc<NamingRows>>,
    }
}

closed_view! {
    /// The list of communes.
    pub struct PlacesView {
        /// Rows in Vietnamese order.
        pub rows: Vec<Arc<PlaceRow>>,
    }
}

closed_view! {
    /// A commune in a list.
    pub struct PlaceRow {
        /// Its page.
        pub link: Arc<Link>,
        /// First day, where known.
        pub from: Option<Date>,
        /// Last day, if it ended.
        pub to: Option<Date>,
        /// How many models.
        pub models: u32,
        /// What it became.
        pub successors: Vec<Arc<Link>>,
    }
}
