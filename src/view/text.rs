//! Texts with all that they name and link to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::card::{DocumentCard, ReportCard, StatusView};
use super::frame::Link;
use crate::address::Url;
use crate::link::status::Status;
use crate::media::Size;
use crate::parse::body::{Body, Heading};
use crate::view::closed_view;

/// Where a citation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CitationTarget {
    /// To a document of the register.
    Document {
        /// The document, with its status on the build's day.
        card: Arc<DocumentCard>,
        /// Status on the report's own date (or its period's end when that is blank).
        then: StatusView,
    },
    /// To another report of the archive.
    Report(Arc<ReportCard>),
    /// Nowhere: the report cites itself.
    Itself,
    /// Nowhere: it is not in the register.
    Unregistered,
    /// Nowhere: several documents of the register fit it.
    Ambiguous,
    /// It was not looked up: the words of a free page stay as they are.
    Plain,
}

/// A body with all its holes filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyView {
    /// The rendered text.
    pub body: Arc<Body>,
    /// For each of `body.citations`, where it leads.
    pub citations: Arc<[CitationTarget]>,
    /// For each of `body.mentions`, the page of what it names; none where the author's words stay as they are.
    pub mentions: Vec<Option<Arc<Link>>>,
    /// For each of `body.links`, where it leads; none for one that leads nowhere.
    pub links: Vec<Option<LinkTarget>>,
}

/// Where a link or picture of a text leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkTarget {
    /// The address.
    pub url: Url,
    /// How large what is there is shown, where it is a picture.
    pub size: Option<Size>,
    /// Its narrower copies, the narrowest first.
    pub narrower: Vec<NarrowerCopy>,
}

impl LinkTarget {
    /// A page of the site.
    pub fn page(url: Url) -> Self {
        Self { url, size: None, narrower: Vec::new() }
    }
}

/// A narrower copy of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NarrowerCopy {
    /// The address.
    pub url: Url,
    /// Points from left to right.
    pub width: u32,
}

impl BodyView {
    /// The sections down to `1.1.`; deeper ones would make a table of contents longer than it helps.
    pub fn toc(&self) -> Vec<TocItem> {
        const DEEPEST: u8 = 3;
        let item = |heading: &Heading| TocItem {
            level: u32::from(heading.level),
            number: heading.number().into(),
            title: heading.title().into(),
            anchor: heading.anchor.clone(),
        };
        self.body.headings.iter().filter(|heading| heading.level <= DEEPEST).map(item).collect()
    }

    /// Every document of the register that the text cites, once.
    pub fn cited_documents(&self) -> Vec<&DocumentCard> {
        let mut seen = HashSet::new();
        let cited = self.citations.iter().filter_map(|target| match target {
            CitationTarget::Document { card, .. } => Some(&**card),
            _ => None,
        });
        cited.filter(|card| seen.insert(card.url.as_str())).collect()
    }

    /// The states in which the law was on the text's day, and is now, where it cites documents; none of standards.
    pub fn law(&self) -> Vec<Status> {
        let mut states = HashSet::new();
        for target in &*self.citations {
            if let CitationTarget::Document { card, then } = target
                && then.word != Status::Standard
            {
                states.extend([then.word, card.status.word]);
            }
        }
        Status::ALL.iter().copied().filter(|status| states.contains(status)).collect()
    }

    /// Every document that the text cites, once, with its pinpoints and places; `page` is the text's address.
    pub fn cited(&self, page: &Url) -> Vec<CitedRow> {
        let mut rows: Vec<CitedRow> = Vec::new();
        let mut row_of: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for (site, target) in self.body.citations.iter().zip(&*self.citations) {
            let (key, document, then) = match target {
                CitationTarget::Document { card, then } => {
                    (Cow::Borrowed(card.url.as_str()), Some(card.clone()), Some(then.clone()))
                }
                CitationTarget::Report(_) | CitationTarget::Itself => continue,
                CitationTarget::Unregistered | CitationTarget::Ambiguous | CitationTarget::Plain => {
                    (Cow::Owned(site.citation.designation.to_string()), None, None)
                }
            };
            let row = *row_of.entry(key).or_insert_with(|| {
                let surface = site.surface.clone();
                rows.push(CitedRow { document, surface, pinpoints: Vec::new(), then, places: Vec::new() });
                rows.len() - 1
            });
            rows[row].places.push(page.with_anchor(&site.passage.anchor));
            if let Some(pinpoint) = &site.citation.pinpoint
                && !rows[row].pinpoints.contains(pinpoint)
            {
                rows[row].pinpoints.push(pinpoint.clone());
            }
        }
        rows
    }
}

closed_view! {
    /// A line of a table of contents.
    pub struct TocItem {
        /// 1 for `I.`, 2 for `1.`, 3 for `1.1.`
        pub level: u32,
        /// `I.`
        pub number: Arc<str>,
        /// Its words.
        pub title: Arc<str>,
        /// Its anchor.
        pub anchor: Arc<str>,
    }
}

closed_view! {
    /// A document that a report cites, and what the law was then and is now.
    pub struct CitedRow {
        /// The document; none when it is not in the register.
        pub document: Option<Arc<DocumentCard>>,
        /// The author's words, for one that is not in the register.
        pub surface: Arc<str>,
        /// Pinpoints as written.
        pub pinpoints: Vec<Arc<str>>,
        /// Status on the report's date.
        pub then: Option<StatusView>,
        /// Places in the report.
        pub places: Vec<Url>,
    }
}
