//! What pages show of the bodies that things are from: on each page of a body whether it has ended, and its own page.

use std::sync::Arc;

use super::card::ReportCard;
use super::frame::{AuthorityCard, Link};
use super::ledger::NamingRows;
use crate::address::Url;
use crate::view::closed_view;

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
        /// Rows of registers that name it.
        pub rows: Vec<Arc<NamingRows>>,
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
