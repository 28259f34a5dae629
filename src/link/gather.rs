//! The entries of all files side by side, each with the place it was written at.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::*;
use crate::diagnostic::{Diagnostic, Location, Mark, Place as At, messages};
use crate::link::drafts::Selection;
use crate::link::unread::Unread;
use crate::parse::body::Body;
use crate::parse::{Entries, Entry};
use crate::source::SourcePath;
use trichdan::calendar::Date;

/// An entry and its place in the content folder.
#[derive(Debug)]
pub struct Located<'a, T> {
    pub value: &'a T,
    pub path: &'a SourcePath,
    pub mark: Mark,
}

impl<T> Clone for Located<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Located<'_, T> {}

impl<'a, T> Located<'a, T> {
    fn new(path: &'a SourcePath, entry: &'a Entry<T>) -> Self {
        Self { value: &entry.value, path, mark: entry.mark }
    }

    /// Where the entry begins.
    pub fn location(&self) -> Location {
        self.at(self.mark)
    }

    /// Where one of its nodes stands.
    pub fn at(&self, mark: Mark) -> Location {
        Location { path: self.path.clone(), place: At::Node(mark) }
    }

    /// A place in the text of its file.
    pub fn bytes(&self, (start, end): (u32, u32)) -> Location {
        Location { path: self.path.clone(), place: At::Bytes(start, end) }
    }
}

/// What the folder of one period holds.
#[derive(Debug, Default)]
pub struct PeriodEntries<'a> {
    /// `period.yaml`
    pub info: Option<Located<'a, PeriodInfo>>,
    /// True where `period.yaml` is there but could not be read.
    pub info_is_unread: bool,
    /// Any file of the folder, to point at when `period.yaml` is missing.
    pub witness: Option<&'a SourcePath>,
    /// `models.yaml`
    pub models: Vec<Located<'a, Model>>,
    /// `tasks.yaml`
    pub tasks: Vec<Located<'a, Task>>,
}

impl PeriodEntries<'_> {
    /// The first and the last day of the period: as its file says, else by the calendar.
    pub fn days(&self, id: PeriodId) -> (Date, Date) {
        self.info.map_or_else(|| (id.first_day(), id.last_day()), |info| (info.value.from.value, info.value.to.value))
    }
}

/// A report's place in the archive: by period, then path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReportIndex(pub u32);

/// A report as read, before anything in it is resolved.
#[derive(Debug, Clone)]
pub struct ReportEntry {
    /// Its file.
    pub path: SourcePath,
    /// Front matter.
    pub front: Arc<Entry<ReportInfo>>,
    /// Text.
    pub body: Arc<Body>,
    /// The period of its folder.
    pub period: PeriodId,
}

impl ReportEntry {
    /// What its front matter says.
    pub fn info(&self) -> &ReportInfo {
        &self.front.value
    }

    /// Its front matter and where that stands.
    pub fn located(&self) -> Located<'_, ReportInfo> {
        Located::new(&self.path, &self.front)
    }
}

/// Everything that was read, sorted by kind; order within a kind is that of the paths.
#[derive(Debug, Default)]
pub struct Gathered<'a> {
    /// `site.yaml`
    pub site: Option<Located<'a, SiteInfo>>,
    /// `issuers.yaml`
    pub issuers: Vec<Located<'a, Issuer>>,
    /// `places.yaml`
    pub places: Vec<Located<'a, Place>>,
    /// All registers, each entry with the period it was first registered in.
    pub documents: Vec<(Located<'a, LegalDocument>, Option<PeriodId>)>,
    /// Period folders.
    pub periods: BTreeMap<PeriodId, PeriodEntries<'a>>,
    pub reports: Vec<ReportEntry>,
    /// The registers that the site declares, in its order.
    pub ledgers: Vec<&'a Arc<Ledger>>,
    /// Their rows by register and period, each with the file that it stands in.
    pub rows: BTreeMap<(&'a str, PeriodId), Vec<Located<'a, Arc<Row>>>>,
    /// Free pages.
    pub pages: Vec<(Located<'a, PageInfo>, &'a Arc<Body>)>,
    /// What is there but could not be read.
    pub unread: Arc<Unread<'a>>,
}

impl<'a> Gathered<'a> {
    /// Sorts the entries of files by kind.
    pub fn new(selection: &'a Selection) -> Self {
        let files = &selection.files;
        let mut all = Self { unread: Arc::new(Unread::new(files)), ..Self::default() };
        for (path, parsed) in files {
            all.add(path, &parsed.entries);
        }
        // What nobody wrote came with the site's place, which `site.yaml` names.
        if let Some(path) = all.site.as_ref().map(|site| site.path) {
            all.places.extend(located(path, &selection.places));
        }
        all
    }

    fn add(&mut self, path: &'a SourcePath, entries: &'a Entries) {
        // Rows stand one folder below that of their period.
        let period = PeriodId::parse(path.folder().strip_suffix("/so").unwrap_or(path.folder()));
        if let Some(period) = period {
            self.periods.entry(period).or_default().witness.get_or_insert(path);
        }
        match (entries, period) {
            (Entries::Site(entry), _) => self.site = Some(Located::new(path, entry)),
            (Entries::Issuers(list), _) => self.issuers.extend(located(path, list)),
            (Entries::Places(list), _) => self.places.extend(located(path, list)),
            (Entries::Legal(list), _) => self.documents.extend(located(path, list).map(|entry| (entry, period))),
            (Entries::Period(entry), Some(period)) => {
                self.periods.entry(period).or_default().info = Some(Located::new(path, entry));
            }
            (Entries::Models(list), Some(period)) => {
                self.periods.entry(period).or_default().models.extend(located(path, list));
            }
            (Entries::Tasks(list), Some(period)) => {
                self.periods.entry(period).or_default().tasks.extend(located(path, list));
            }
            (Entries::Ledgers(list), _) => self.ledgers.extend(list),
            (Entries::Rows(list), Some(period)) => {
                self.rows.entry((path.stem(), period)).or_default().extend(located(path, list));
            }
            (Entries::Report(entry, body), Some(period)) => {
                let (path, front, body) = (path.clone(), entry.clone(), body.clone());
                self.reports.push(ReportEntry { path, front, body, period });
            }
            (Entries::Page(entry, body), _) => self.pages.push((Located::new(path, entry), body)),
            // `parse` chooses these kinds by the folder's name, so without a period there is nothing here.
            (
                Entries::Period(_) | Entries::Models(_) | Entries::Tasks(_) | Entries::Rows(_) | Entries::Report(..),
                None,
            ) => {}
            (Entries::Nothing, Some(period)) if path.file_name() == "period.yaml" => {
                self.periods.entry(period).or_default().info_is_unread = true;
            }
            (Entries::Nothing, _) => {}
        }
    }

    /// The newest day that a period, report, notice or document of the content bears.
    pub fn newest_day(&self) -> Date {
        let periods = self.periods.iter().map(|(id, entries)| entries.days(*id).1);
        let reports =
            self.reports.iter().flat_map(|report| [report.info().date, report.info().last_noticed()]).flatten();
        let documents = self.documents.iter().filter_map(|(document, _)| Some(document.value.date.as_ref()?.value));
        periods.chain(reports).chain(documents).max().unwrap_or_else(|| Date::constant(1970, 1, 1))
    }

    /// What must be there and is not.
    pub fn missing(&self) -> Vec<Diagnostic> {
        self.periods
            .iter()
            .filter(|(_, entries)| entries.info.is_none() && !entries.info_is_unread)
            .filter_map(|(period, entries)| Some(messages::link::missing_period_file(*period, entries.witness?)))
            .collect()
    }
}

fn located<'a, T>(path: &'a SourcePath, list: &'a [Entry<T>]) -> impl Iterator<Item = Located<'a, T>> {
    list.iter().map(move |entry| Located::new(path, entry))
}
