//! Reports with everything in them resolved: citations, mentions, links.

pub use crate::link::gather::ReportIndex;

use crate::content::last_part;
use crate::diagnostic::Diagnostic;
use crate::link::gather::ReportEntry;
use crate::link::names::Bearer;
use crate::link::resolve::Resolution;
use trichdan::calendar::Date;

/// A report and where all it names leads.
#[derive(Debug)]
pub struct Report {
    /// As written.
    pub entry: ReportEntry,
    pub issuer: Option<usize>,
    /// The day on which the law is looked at: its own date, or its period's last day where that is blank.
    pub law_date: Date,
    /// One for each of the body's citations.
    pub citations: Vec<Resolution>,
    /// One for each of the body's mentions; none where the name stays plain.
    pub mentions: Vec<Option<Bearer>>,
    /// What there is to say about them.
    pub said: Vec<Diagnostic>,
}

impl Report {
    /// The last part of its address.
    pub fn slug(&self) -> &str {
        last_part(&self.entry.info().slug, &self.entry.path)
    }
}

/// A sentence that names something: which report, and which citation or mention in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Naming {
    pub report: ReportIndex,
    /// Index into the body's citations or mentions.
    pub site: u32,
}
