//! Who cites whom: the rows of a period's citations, made of the same values as the pages of its reports.

use std::borrow::Cow;
use std::sync::Arc;

use super::rows::{CitationRow, RegisterMatch};
use super::sheet::Source;
use super::table::{About, Address, Defined};
use crate::address::Url;
use crate::parse::body::Body;
use crate::view::{CitationTarget, ReportCard};

/// The reports of one period and where their citations lead.
#[derive(Debug, Clone, PartialEq)]
pub struct CitingReports {
    /// Where the site is published, with a trailing slash.
    pub base_url: Arc<str>,
    /// The period's id.
    pub period: Arc<str>,
    /// The reports, in the order of the archive.
    pub reports: Vec<CitingReport>,
}

/// A report and where its citations lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitingReport {
    pub card: Arc<ReportCard>,
    pub body: Arc<Body>,
    /// One target for each of the text's citations.
    pub targets: Arc<[CitationTarget]>,
}

impl Source for CitingReports {
    type Row = CitationRow;

    fn about(&self) -> About {
        CitationRow::ABOUT
    }

    fn rows(&self) -> Cow<'_, [CitationRow]> {
        self.reports.iter().flat_map(|report| self.rows_of(report)).collect()
    }
}

impl CitingReports {
    fn rows_of(&self, report: &CitingReport) -> impl Iterator<Item = CitationRow> {
        let page = &report.card.url;
        let id = id_in("bao-cao/", page);
        report.body.citations.iter().zip(&*report.targets).zip(1..).map(move |((site, target), number)| {
            let (resolution, found) = match target {
                CitationTarget::Document { card, then } => (RegisterMatch::Found, Some((card, then))),
                CitationTarget::Ambiguous => (RegisterMatch::Ambiguous, None),
                CitationTarget::Report(_) | CitationTarget::Itself => (RegisterMatch::Report, None),
                CitationTarget::Unregistered | CitationTarget::Plain => (RegisterMatch::Missing, None),
            };
            CitationRow {
                report: id.clone(),
                number,
                period: self.period.clone(),
                surface: site.surface.clone(),
                kind: site.citation.kind,
                date: site.citation.date,
                issuer: site.citation.issuer.clone(),
                pinpoint: site.citation.pinpoint.clone(),
                resolution,
                document: found.map(|(card, _)| id_in("van-ban/", &card.url)),
                status_then: found.map(|(_, then)| then.word),
                sentence: site.passage.sentence.clone(),
                url: Address(format!("{}{page}#{}", self.base_url, site.passage.anchor).into()),
            }
        })
    }
}

/// What tells a thing apart in the data: its address without the folder of its kind.
pub fn id_in(folder: &str, url: &Url) -> Arc<str> {
    let address = url.as_str();
    address.strip_prefix(folder).unwrap_or(address).trim_end_matches('/').into()
}
