//! What the pages of reports show.

use std::sync::Arc;

use super::card::ReportCard;
use super::frame::Link;
use super::list::{Facet, Pagination};
use super::text::{BodyView, CitedRow, TocItem};
use crate::address::Url;
use crate::content::NoticeKind;
use crate::link::status::Status;
use crate::view::closed_view;
use trichdan::calendar::Date;

closed_view! {
    /// A file that an entry offers.
    pub struct FileView {
        /// Its name.
        pub name: Arc<str>,
        /// Its address.
        pub url: Url,
        /// Length in bytes.
        pub bytes: u64,
        /// How many pages it has, where it is a PDF.
        pub pages: Option<u32>,
        /// SHA-256 in hexadecimal.
        pub sha256: Arc<str>,
    }
}

closed_view! {
    /// A signature.
    pub struct SignatureView {
        /// `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`.
        pub authority: Vec<Arc<str>>,
        /// Who signed; none when blank.
        pub name: Option<Arc<str>>,
    }
}

closed_view! {
    /// What was said of a report after it was published.
    pub struct NoticeView {
        /// What became of the report.
        pub kind: NoticeKind,
        /// The day of the notice.
        pub date: Date,
        /// Why.
        pub reason: Arc<str>,
        /// What was changed.
        pub changes: Option<Arc<str>>,
        /// The text of the site that it rests on.
        pub by: Option<Arc<Link>>,
        /// The page elsewhere that it rests on.
        pub address: Option<Arc<str>>,
    }
}

trichdan::choice! {
    /// What an original can leave blank.
    pub enum Gap {
        /// Its number.
        Number = "number";
        /// Its day of issue.
        Date = "date";
        /// Who signed.
        Signature = "signature";
        /// The issuing body.
        Issuer = "issuer";
    }
}

closed_view! {
    /// A page of the reports.
    pub struct ReportsView {
        /// What it is narrowed to.
        pub narrowed: Option<Arc<str>>,
        /// The page of the period that it is narrowed to.
        pub period: Option<Arc<Link>>,
        /// Filters.
        pub facets: Vec<Arc<Facet>>,
        /// Rows, newest period first.
        pub rows: Vec<Arc<ReportCard>>,
        /// Where it is cut.
        pub pagination: Arc<Pagination>,
    }
}

closed_view! {
    /// A report's page.
    pub struct ReportView {
        /// The report.
        pub card: Arc<ReportCard>,
        /// Superior body as written.
        pub parent_body: Option<Arc<str>>,
        /// Place of issue.
        pub place: Option<Arc<str>>,
        /// Trích yếu.
        pub summary: Arc<str>,
        /// `Kính gửi`.
        pub addressees: Vec<Arc<str>>,
        /// `Nơi nhận`, line by line.
        pub recipients: Vec<Arc<str>>,
        /// Signatures.
        pub signatures: Vec<Arc<SignatureView>>,
        /// Files.
        pub files: Vec<Arc<FileView>>,
        /// Models it mentions.
        pub models: Vec<Arc<Link>>,
        /// Places it mentions.
        pub places: Vec<Arc<Link>>,
        /// Rows of registers that it mentions.
        pub rows: Vec<Arc<Link>>,
        /// Other reports that cite it, newest first.
        pub citing: Vec<Arc<ReportCard>>,
        /// Where this digital copy comes from.
        pub source: Option<Arc<str>>,
        /// What the original leaves blank.
        pub gaps: Vec<Gap>,
        /// What was said of it later, newest first.
        pub notices: Vec<Arc<NoticeView>>,
    }
    keeps {
        /// Its text.
        pub text: Arc<BodyView>,
        /// The report before it, by period.
        pub before: Option<Arc<ReportCard>>,
        /// The report after it.
        pub after: Option<Arc<ReportCard>>,
    }
    shows {
        /// Number as written; none when blank.
        number = ReportView::number,
        /// Symbol as written: `BC-UBND`.
        symbol = ReportView::symbol,
        /// Table of contents.
        toc = ReportView::toc,
        /// Documents it cites.
        cited = ReportView::cited,
        /// The states of law that marks beside its citations show, in the order of their words' list.
        law = ReportView::law,
        /// The report before it, by period.
        previous = ReportView::previous,
        /// The report after it.
        next = ReportView::next,
    }
}

impl ReportView {
    /// Number as written; none when blank.
    pub fn number(&self) -> Option<Arc<str>> {
        number_and_symbol(self.card.designation.as_deref()).0.map(Into::into)
    }

    fn symbol(&self) -> Option<Arc<str>> {
        number_and_symbol(self.card.designation.as_deref()).1.map(Into::into)
    }

    fn toc(&self) -> Vec<TocItem> {
        self.text.toc()
    }

    /// Documents it cites.
    pub fn cited(&self) -> Vec<CitedRow> {
        self.text.cited(&self.card.url)
    }

    fn law(&self) -> Vec<Status> {
        self.text.law()
    }

    fn previous(&self) -> Option<Link> {
        self.before.as_deref().map(neighbour)
    }

    fn next(&self) -> Option<Link> {
        self.after.as_deref().map(neighbour)
    }
}

fn neighbour(card: &ReportCard) -> Link {
    Link { title: format!("{} ({})", card.title, card.period.title).into(), url: card.url.clone() }
}

/// `05/BC-UBND` is `05` and `BC-UBND`; `/BC-UBND` has a blank number.
pub fn number_and_symbol(written: Option<&str>) -> (Option<&str>, Option<&str>) {
    let Some(written) = written else { return (None, None) };
    let (number, symbol) = written.split_once('/').unwrap_or((written, ""));
    let [number, symbol] = [number, symbol].map(|part| Some(part.trim()).filter(|part| !part.is_empty()));
    (number, symbol)
}
