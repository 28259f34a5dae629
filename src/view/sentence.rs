//! Sentences of reports, quoted on the pages of what they name.

use std::sync::Arc;

use super::card::{ReportCard, StatusView};
use super::frame::Link;
use crate::address::Url;
use crate::parse::body::Passage;
use crate::view::closed_view;

closed_view! {
    /// A sentence of a report that names something, quoted on the page of what it names.
    pub struct Sentence {
        /// The pinpoint as written: `Điều 3, Điều 4 Chương II`.
        pub pinpoint: Option<Arc<str>>,
        /// The document's status on the report's date, where it is a citation.
        pub status: Option<StatusView>,
        /// Reports of other periods that say the very same: the period, and the place in that report.
        pub also: Vec<Arc<Link>>,
    }
    keeps {
        /// The report.
        pub card: Arc<ReportCard>,
        /// The sentence and where it stands.
        pub passage: Arc<Passage>,
    }
    shows {
        /// The place in the report.
        url = Sentence::url,
        /// The report's title.
        report = Sentence::report,
        /// The section's number and title; none before the first.
        section = Sentence::section,
        /// Words before the hit.
        before = Sentence::before,
        /// The hit, in the author's characters.
        hit = Sentence::hit,
        /// Words after the hit.
        after = Sentence::after,
    }
}

impl Sentence {
    fn url(&self) -> Url {
        self.card.url.with_anchor(&self.passage.anchor)
    }

    fn report(&self) -> Arc<str> {
        self.card.title.clone()
    }

    fn section(&self) -> Option<Arc<str>> {
        self.passage.section.clone()
    }

    fn before(&self) -> String {
        self.passage.sentence[..self.passage.hit.0 as usize].into()
    }

    fn hit(&self) -> String {
        self.passage.sentence[self.passage.hit.0 as usize..self.passage.hit.1 as usize].into()
    }

    fn after(&self) -> String {
        self.passage.sentence[self.passage.hit.1 as usize..].into()
    }
}

closed_view! {
    /// Sentences from one period's reports.
    pub struct SentenceGroup {
        /// The period.
        pub period: Arc<Link>,
        /// Its sentences, in the order of the reports.
        pub sentences: Vec<Sentence>,
    }
}
