//! What pages that lead elsewhere show: search, free pages, 404, redirects.

use std::sync::Arc;

use super::frame::Link;
use super::period::PeriodCard;
use super::section::Section;
use super::text::{BodyView, TocItem};
use crate::address::Url;
use crate::diagnostic::Language;
use crate::search::FindableKind;
use crate::view::closed_view;

impl FindableKind {
    /// What the filter calls it.
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Report, Language::Vietnamese) => "Báo cáo",
            (Self::Report, Language::English) => "Reports",
            (Self::Document, _) => Section::Register.title(language),
            (Self::Model, _) => Section::Models.title(language),
            (Self::Task, _) => Section::Tasks.title(language),
            (Self::Issuer, Language::Vietnamese) => "Cơ quan",
            (Self::Issuer, Language::English) => "Bodies",
            (Self::Row, _) => Section::Ledgers.title(language),
            (Self::Place, _) => Section::Places.title(language),
            (Self::Period, _) => Section::Periods.title(language),
            (Self::Page, Language::Vietnamese) => "Trang",
            (Self::Page, Language::English) => "Pages",
            (Self::File, Language::Vietnamese) => "Tệp",
            (Self::File, Language::English) => "Files",
        }
    }
}

closed_view! {
    /// A kind of page that search can be narrowed to.
    pub struct KindChoice {
        /// The word that the index knows: `bao-cao`.
        pub id: FindableKind,
        /// What a reader sees.
        pub title: &'static str,
    }
}

closed_view! {
    /// The search page; without JavaScript it offers the lists.
    pub struct SearchView {
        /// Kinds to filter by.
        pub kinds: Vec<Arc<KindChoice>>,
        /// Periods, newest first.
        pub periods: Vec<Arc<PeriodCard>>,
    }
}

closed_view! {
    /// A free page.
    pub struct FreePageView {}
    keeps {
        /// Its text.
        pub text: Arc<BodyView>,
    }
    shows {
        /// Table of contents.
        toc = FreePageView::toc,
    }
}

impl FreePageView {
    fn toc(&self) -> Vec<TocItem> {
        self.text.toc()
    }
}

closed_view! {
    /// The page for an address that does not exist.
    pub struct NotFoundView {
        /// Places to go from there.
        pub links: Vec<Arc<Link>>,
    }
}

closed_view! {
    /// A page that leads from an old address to the new one.
    pub struct RedirectView {
        /// Where it leads.
        pub target: Url,
        /// The title there.
        pub title: Arc<str>,
    }
}
