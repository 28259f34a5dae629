//! Texts with all that they name and link to.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::document::{DocumentCard, StatusView};
use super::url::Url;
use crate::closed_view;
use crate::parse::body::{Body, Heading};

/// What fills a hole of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A citation found in the register.
    Document {
        /// The document, with its status on the build's day.
        card: Arc<DocumentCard>,
        /// Status on the report's own date (or its period's end when that is blank).
        then: StatusView,
    },
    /// A citation that is not in the register.
    Unregistered,
    /// A citation that several documents of the register fit.
    Ambiguous,
    /// A model or a place.
    Name {
        /// Its page.
        url: Url,
        /// Its full name, for the tooltip.
        title: Arc<str>,
    },
    /// The author's words as they are, without a link.
    Plain,
    /// The address of a link or picture.
    Address(Url),
    /// A link that leads nowhere: the author's address is shown to nobody.
    Broken,
}

/// A body with all its holes filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyView {
    /// The rendered text.
    pub body: Arc<Body>,
    /// One target for each of `body.citations`.
    pub citations: Arc<[Target]>,
    /// One target for each of `body.mentions`.
    pub mentions: Vec<Target>,
    /// One target for each of `body.links`.
    pub links: Vec<Target>,
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
            Target::Document { card, .. } => Some(&**card),
            _ => None,
        });
        cited.filter(|card| seen.insert(card.url.as_str())).collect()
    }

    /// Every document that the text cites, once, with its pinpoints and places; `page` is the text's address.
    pub fn cited(&self, page: &Url) -> Vec<CitedRow> {
        let mut rows: Vec<CitedRow> = Vec::new();
        let mut row_of: HashMap<Cow<'_, str>, usize> = HashMap::new();
        for (site, target) in self.body.citations.iter().zip(&*self.citations) {
            let (document, then) = match target {
                Target::Document { card, then } => (Some(card.clone()), Some(then.clone())),
                _ => (None, None),
            };
            let key = match target {
                Target::Document { card, .. } => Cow::Borrowed(card.url.as_str()),
                _ => Cow::Owned(site.citation.designation.to_string()),
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
