//! What search can find: every page that a reader would look for.

use std::sync::Arc;

use super::fact::Fact;
use crate::address::Url;
use crate::content::PeriodId;
use crate::prose::Prose;
use trichdan::calendar::Date;

/// A page that search can find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findable {
    pub url: Url,
    /// Its title.
    pub title: Arc<str>,
    /// What it is about, in words that weigh as much as its title.
    pub subject: Option<Arc<str>>,
    /// The kind that filters use.
    pub kind: FindableKind,
    /// What a result calls it: `Quyết định`.
    pub label: &'static str,
    /// Its period, if it has one.
    pub period: Option<PeriodId>,
    /// Its day of issue, if known.
    pub date: Option<Date>,
    /// The designation of the very document.
    pub designation: Option<Arc<str>>,
    /// What else is known of it.
    pub facts: Vec<Fact>,
    /// What a result says of it first, for the script to word: `state in-force 2021-03-01`.
    pub note: Option<Arc<str>>,
    /// Its text.
    pub text: FindableText,
}

/// Where a page's text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindableText {
    /// A report's or free page's, made ready when it was read.
    Prose(Arc<Prose>),
    /// A few lines: a trích yếu, a model's technology and place. Before a tab a line has the anchor to go to.
    Words(Arc<str>),
    /// A PDF's, page by page.
    Paper {
        /// What the file is known by.
        sha256: Arc<str>,
        /// The words of its pages.
        pages: Arc<[Arc<str>]>,
    },
}

trichdan::choice! {
    /// The kinds of page that search tells apart, in the order of the filter.
    pub enum FindableKind {
        /// A report.
        Report = "bao-cao";
        /// A legal document.
        Document = "van-ban";
        /// A model.
        Model = "mo-hinh";
        /// A funded task.
        Task = "nhiem-vu";
        /// A body that issues documents.
        Issuer = "co-quan";
        /// A row of a register that the site declares.
        Row = "so";
        /// A commune or town.
        Place = "xa";
        /// A reporting period.
        Period = "ky";
        /// A free page.
        Page = "trang";
        /// A file with words in it.
        File = "tep";
    }
}
