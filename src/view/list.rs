//! Filters of a list and where it is cut, as pages show them.

use std::sync::Arc;

use crate::address::Url;
use crate::diagnostic::Language;
use crate::view::closed_view;

/// A choice as an address and as a reader name it: the last part of its address, and its title.
pub type ChoiceName = (Arc<str>, Arc<str>);

/// In which order the choices of a filter stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChoiceOrder {
    /// By id, greatest first.
    NewestFirst,
    /// By name, in Vietnamese order.
    ByName,
    /// As the rows have them.
    OfRows,
}

/// One way in which the rows of a list are filed, and by which they are filtered.
#[derive(Debug)]
pub struct Filing<T> {
    /// What it files by.
    pub id: FacetKind,
    /// Path below the list's address: `loai/`; empty where a choice stands right below the list.
    pub folder: &'static str,
    /// In which order its choices stand.
    pub order: ChoiceOrder,
    /// What a row is filed under.
    pub choices: fn(&T) -> Vec<ChoiceName>,
}

/// A row of a list with filters.
pub trait Filed: Sized + 'static {
    /// The ways in which such rows are filed.
    const FILINGS: &'static [Filing<Self>];

    /// All that the row is filed under, as addresses below the list's, for the script that combines filters:
    /// `nam/2020/ loai/quyet-dinh/ ubnd-tinh/`.
    fn filed(&self) -> String {
        let choices = Self::FILINGS
            .iter()
            .flat_map(|filing| (filing.choices)(self).into_iter().map(|(id, _)| format!("{}{id}/", filing.folder)));
        choices.collect::<Vec<_>>().join(" ")
    }
}

closed_view! {
    /// One choice of a filter: a real page.
    pub struct FacetItem {
        /// The choice.
        pub title: Arc<str>,
        /// The page that shows it.
        pub url: Url,
        /// How many rows it has.
        pub count: u32,
        /// True on the page of this choice.
        pub current: bool,
    }
}

trichdan::choice! {
    /// What a list can be narrowed by.
    pub enum FacetKind {
        /// The year of issue.
        Year = "year";
        /// The type of document.
        Type = "type";
        /// The issuing body.
        Issuer = "issuer";
        /// The status in law.
        Status = "status";
        /// The commune or town.
        Commune = "commune";
        /// The field of a model.
        Field = "field";
        /// The reporting period.
        Period = "period";
        /// How far a model or task has come.
        State = "state";
        /// The level of a task.
        Level = "level";
        /// The symbol behind a document's number.
        Symbol = "symbol";
        /// How long a period is.
        Length = "length";
        /// A column of a register that the site declares.
        Column = "column";
    }
}

impl FacetKind {
    /// What the page of all choices calls it, behind the list's title: `theo năm`.
    pub fn title(self, language: Language) -> &'static str {
        let (vi, en) = match self {
            Self::Year => ("theo năm", "by year"),
            Self::Type => ("theo loại", "by type"),
            Self::Issuer => ("theo cơ quan ban hành", "by issuer"),
            Self::Status => ("theo hiệu lực", "by status in law"),
            Self::Commune => ("theo xã, thị trấn", "by commune"),
            Self::Field => ("theo lĩnh vực", "by field"),
            Self::Period => ("theo kỳ báo cáo", "by period"),
            Self::State => ("theo tình trạng", "by state"),
            Self::Level => ("theo cấp", "by level"),
            Self::Symbol => ("theo ký hiệu", "by symbol"),
            Self::Length => ("theo độ dài", "by length"),
            Self::Column => ("theo cột", "by column"),
        };
        language.choose(vi, en)
    }
}

closed_view! {
    /// A page at the beginning of addresses that has none of its own: what stands below it.
    pub struct FolderView {
        /// What stands right below it; a count says how much there is further down.
        pub rows: Vec<Arc<FacetItem>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}

closed_view! {
    /// A filter and its choices.
    pub struct Facet {
        /// What it narrows by.
        pub id: FacetKind,
        /// What readers call it, where the words have nothing for it.
        pub title: Option<Arc<str>>,
        /// Its choices, in Vietnamese order (years: newest first); where there are many, those with most rows.
        pub items: Vec<Arc<FacetItem>>,
        /// Where all its choices stand, if not here.
        pub all: Option<Url>,
    }
}

closed_view! {
    /// Where a long list is cut.
    pub struct Pagination {
        /// This page's number, from 1.
        pub number: u32,
        /// How many pages.
        pub count: u32,
        /// Rows in all.
        pub total: u32,
        /// The page before.
        pub previous: Option<Url>,
        /// The page after.
        pub next: Option<Url>,
        /// Pages to show in the bar, this one among them.
        pub pages: Vec<Arc<FacetItem>>,
    }
}
