//! What pages show of the bodies that things are from: on each page of a body whether it has ended, and its own page.

use std::sync::Arc;

use super::card::ReportCard;
use super::frame::Link;
use crate::address::Url;
use crate::content::IssuerLevel;
use crate::view::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// A body, as the pages of what is its own show it.
    pub struct AuthorityCard {
        /// Its name.
        pub name: Arc<str>,
        /// Its page.
        pub url: Url,
        /// Its level, in Vietnamese words.
        pub level: IssuerLevel,
        /// First day, where known.
        pub from: Option<Date>,
        /// Last day, where known.
        pub to: Option<Date>,
        /// True when that day is past.
        pub ended: bool,
        /// The document by which it ended.
        pub ended_by: Option<Arc<Link>>,
        /// What carries on: the first, where there are many.
        pub heirs: Vec<Arc<Link>>,
        /// How many more there are.
        pub more_heirs: u32,
        /// True when this archive keeps its records.
        pub kept: bool,
        /// Who keeps and publishes these, where that is another.
        pub keeper: Option<Arc<str>>,
    }
}

trichdan::choice! {
    /// How a body stands to the one whose page this is.
    pub enum Succession {
        /// It was before, and became it.
        Forerunner = "forerunner";
        /// It is the body itself.
        Itself = "itself";
        /// It came after.
        Heir = "heir";
    }
}

closed_view! {
    /// A body among those before and after another.
    pub struct SuccessionRow {
        /// How it stands to the body whose page this is.
        pub word: Succession,
        /// The body.
        pub body: Arc<AuthorityCard>,
        /// How many steps of succession lie between the two.
        pub steps: u32,
    }
}

closed_view! {
    /// A body's page.
    pub struct AuthorityView {
        /// The body.
        pub card: Arc<AuthorityCard>,
        /// What it is called otherwise.
        pub aliases: Vec<Arc<str>>,
        /// The place that it is there for.
        pub area: Option<Arc<str>>,
        /// The page of that place.
        pub area_page: Option<Url>,
        /// What was before it, itself, and what came after, in the order of time; itself alone where nothing is told.
        pub succession: Vec<Arc<SuccessionRow>>,
        /// How many forerunners and heirs more there are.
        pub more_related: u32,
        /// The periods that are its own, newest first.
        pub periods: Vec<Arc<Link>>,
        /// Its newest reports.
        pub reports: Vec<Arc<ReportCard>>,
        /// How many reports it has in all.
        pub report_count: u32,
        /// Its part of the register.
        pub register: Option<Arc<Link>>,
        /// How many documents of the register are its own.
        pub document_count: u32,
        /// True when the archive is its own.
        pub own: bool,
    }
}

closed_view! {
    /// The list of bodies.
    pub struct AuthoritiesView {
        /// Rows in Vietnamese order, the archive's own body first.
        pub rows: Vec<Arc<AuthorityRow>>,
    }
}

closed_view! {
    /// A body in a list.
    pub struct AuthorityRow {
        /// The body.
        pub card: Arc<AuthorityCard>,
        /// How many reports.
        pub reports: u32,
        /// How many documents of the register.
        pub documents: u32,
    }
}
