//! New words in old reports: the edit that is made most often, and the one that reaches least.
//!
//! While a report's front matter and the documents that it cites stay, so does the rest of the archive: no entry reads a
//! report's words, and no report another's. What remains is to look up what the new words name, and to say where they
//! may show. Any other edit makes a new archive.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::{ModelId, PeriodId};
use crate::link::drafts::Selection;
use crate::link::gather::ReportEntry;
use crate::link::ledger::RowIndex;
use crate::link::names::Bearer;
use crate::link::register::DocumentIndex;
use crate::link::report::{Report, ReportIndex};
use crate::link::resolve::Resolution;
use crate::link::{Archive, link, link_report};
use crate::parse::body::Body;
use crate::source::SourcePath;
use trichdan::calendar::Date;

self_cell::self_cell!(
    /// An archive and the files that it was made of.
    pub struct Linked {
        owner: Selection,
        #[covariant]
        dependent: Archive,
    }
    impl {Debug}
);

/// New words for a report whose front matter is the same to the letter.
#[derive(Debug, Clone)]
pub struct NewWords {
    /// The report's file.
    pub path: SourcePath,
    /// Its new text.
    pub body: Arc<Body>,
}

/// Where new words may show: in their own reports, and on the pages of what these name now or named before.
#[derive(Debug, Default)]
pub struct Reach {
    /// The reports, each with its text as it was.
    pub reports: BTreeMap<ReportIndex, Arc<Body>>,
    /// Documents that they cite.
    pub documents: BTreeSet<DocumentIndex>,
    /// Places that they mention.
    pub places: BTreeSet<usize>,
    /// Models that they mention.
    pub models: BTreeSet<ModelId>,
    /// Rows of registers that they mention.
    pub rows: BTreeSet<RowIndex>,
}

impl Linked {
    /// Ties the entries of the chosen files together, as [`link`] does, and keeps the files.
    pub fn tie(selection: Selection, today: Option<Date>) -> Self {
        Self::new(selection, |selection| link(selection, today))
    }

    pub fn archive(&self) -> &Archive<'_> {
        self.borrow_dependent()
    }

    /// Takes new words into the archive. None, and nothing is changed, where they change more than themselves.
    pub fn revise(&mut self, texts: &[NewWords]) -> Option<Reach> {
        self.with_dependent_mut(|_, archive| archive.revise(texts))
    }
}

impl Archive<'_> {
    fn revise(&mut self, texts: &[NewWords]) -> Option<Reach> {
        let indexes: Vec<ReportIndex> = texts.iter().map(|text| self.index_of(&text.path)).collect::<Option<_>>()?;
        let edited: BTreeSet<ReportIndex> = indexes.iter().copied().collect();
        let revised = texts.iter().zip(indexes).map(|(text, index)| self.revised(text, index, &edited));
        let reports: Vec<(ReportIndex, Report)> = revised.collect::<Option<_>>()?;
        let mut reach = Reach::default();
        let mut mentions_stay = true;
        for (index, new) in reports {
            let old = &mut self.reports[index.0 as usize];
            mentions_stay &= old.mentions == new.mentions;
            reach.add(old);
            reach.add(&new);
            reach.reports.insert(index, old.entry.body.clone());
            *old = new;
        }
        if !mentions_stay {
            self.collect_mentioning();
        }
        Some(reach)
    }

    /// The report of a file.
    fn index_of(&self, path: &SourcePath) -> Option<ReportIndex> {
        let period = PeriodId::parse(path.folder())?;
        let key = |report: &Report| (report.entry.period, &report.entry.path).cmp(&(period, path));
        self.reports.binary_search_by(key).ok().map(|index| ReportIndex(index as u32))
    }

    /// A report with its new words, one of those that are edited; none where its citations lead elsewhere than before.
    fn revised(
        &self,
        text: &NewWords,
        index: ReportIndex,
        edited: &BTreeSet<ReportIndex>,
    ) -> Option<(ReportIndex, Report)> {
        let old = self.report(index);
        let new = link_report(self, index, ReportEntry { body: text.body.clone(), ..old.entry.clone() });
        // What a published text links to says which files are of drafts alone.
        let files_stay = self.drafts.is_empty() || old.entry.body.links_as(&new.entry.body);
        let pages_stay = self.pages_stay(old, &new, edited);
        (old.citations == new.citations && files_stay && pages_stay).then_some((index, new))
    }

    /// Whether the places that nobody wrote have a page after an edit just where they had one before: one that is named now has one
    /// already, and one that is named no more is still named by a report that is not edited.
    fn pages_stay(&self, old: &Report, new: &Report, edited: &BTreeSet<ReportIndex>) -> bool {
        let (before, after) = (self.unwritten_in(old), self.unwritten_in(new));
        let is_named_elsewhere =
            |place: &usize| self.places_mentioned[*place].iter().any(|naming| !edited.contains(&naming.report));
        after.difference(&before).all(|place| self.is_spoken_of(*place))
            && before.difference(&after).all(is_named_elsewhere)
    }

    /// The places in a report that nobody wrote: they have pages only while something is said of them.
    fn unwritten_in(&self, report: &Report) -> BTreeSet<usize> {
        let places = report.mentions.iter().flatten().filter_map(|bearer| match bearer {
            Bearer::Place(place) => Some(*place),
            Bearer::Model(_) | Bearer::Row(_) => None,
        });
        places.filter(|place| !self.places.is_written(*place)).collect()
    }
}

impl Reach {
    fn add(&mut self, report: &Report) {
        self.documents.extend(report.citations.iter().filter_map(|resolution| match resolution {
            Resolution::Found(document) => Some(*document),
            Resolution::Report(_) | Resolution::Missing | Resolution::Ambiguous => None,
        }));
        for bearer in report.mentions.iter().flatten() {
            match bearer {
                Bearer::Place(place) => _ = self.places.insert(*place),
                Bearer::Model(model) => _ = self.models.insert(model.clone()),
                Bearer::Row(row) => _ = self.rows.insert(*row),
            }
        }
    }
}
