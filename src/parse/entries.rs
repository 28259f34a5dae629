//! What one file holds, once read.

use std::sync::Arc;

use crate::content::{
    Issuer, Ledger, LegalDocument, Model, PageInfo, PeriodInfo, Place, ReportInfo, Row, SiteInfo, Task,
};
use crate::diagnostic::{Diagnostic, Mark};
use crate::parse::body::Body;

/// An entry and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<T> {
    /// The entry.
    pub value: T,
    /// Its YAML node.
    pub mark: Mark,
}

/// The entries of a file, by the kind of file that its path says it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Entries {
    /// `site.yaml`
    Site(Box<Entry<SiteInfo>>),
    /// `issuers.yaml`
    Issuers(Vec<Entry<Issuer>>),
    /// `places.yaml`
    Places(Vec<Entry<Place>>),
    /// `registers.yaml`
    Ledgers(Vec<Arc<Ledger>>),
    /// `PERIOD/so/*.yaml`, `*.csv` and `*.xlsx`
    Rows(Vec<Entry<Arc<Row>>>),
    /// `legal/*.yaml` and `PERIOD/legal.yaml`
    Legal(Vec<Entry<LegalDocument>>),
    /// `PERIOD/period.yaml`
    Period(Box<Entry<PeriodInfo>>),
    /// `PERIOD/models.yaml`
    Models(Vec<Entry<Model>>),
    /// `PERIOD/tasks.yaml`
    Tasks(Vec<Entry<Task>>),
    /// `PERIOD/*.md`
    Report(Arc<Entry<ReportInfo>>, Arc<Body>),
    /// `pages/*.md`
    Page(Arc<Entry<PageInfo>>, Arc<Body>),
    /// Nothing that could be read; the diagnostics say why.
    #[default]
    Nothing,
}

impl Entries {
    /// The text, where the file has one.
    pub fn body(&self) -> Option<&Arc<Body>> {
        match self {
            Self::Report(_, body) | Self::Page(_, body) => Some(body),
            _ => None,
        }
    }
}

/// A file read by itself: its entries, and what there is to say about it without knowing any other file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parsed {
    pub entries: Entries,
    /// Ids and designations of entries that are there but could not be read: what names them is not in the wrong.
    pub unread: Vec<Arc<str>>,
    /// Messages, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}
