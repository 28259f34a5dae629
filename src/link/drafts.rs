//! Drafts are taken out before anything is tied together, so that nothing made of an archive can show one by mistake.
//! What is left of them is what tells whoever names one that it is a draft, and not a mistake.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::content::{LegalDocument, MayBeDraft, Model, PeriodId, Place, Task};
use crate::diagnostic::{Diagnostic, Location, Mark, Place as At, messages};
use crate::link::neighbourhood;
use crate::parse::kind::period_of;
use crate::parse::{Entries, Entry, Parsed};
use crate::source::SourcePath;
use trichdan::designation::Designation;

/// For whom a site is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// For everybody: without drafts.
    #[default]
    Public,
    /// For those who write it: drafts are shown, and marked.
    Authors,
}

/// The files that a site is made of, and what was taken out of them.
#[derive(Debug, Default)]
pub struct Selection {
    /// The files, without drafts unless these are shown.
    pub files: BTreeMap<SourcePath, Arc<Parsed>>,
    /// What was taken out.
    pub drafts: Drafts,
    /// Places that nobody wrote: see [`neighbourhood`].
    pub places: Vec<Entry<Place>>,
}

/// Drafts that the site does not have; each with the place that says that it is one.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Reports and free pages.
    texts: BTreeMap<SourcePath, (Arc<Parsed>, Location)>,
    periods: BTreeMap<PeriodId, Location>,
    documents: HashMap<Designation, Location>,
    ids: HashMap<Arc<str>, Location>,
    /// Files that draft documents offer, by the register that names them.
    offered: Vec<(SourcePath, Arc<str>)>,
    /// One for each entry that says of itself that it is a draft.
    said: Vec<Diagnostic>,
}

impl Selection {
    /// Chooses from all files what is for this audience.
    pub fn of(files: &BTreeMap<SourcePath, Arc<Parsed>>, audience: Audience) -> Self {
        let mut selection = match audience {
            Audience::Authors => Self { files: files.clone(), ..Self::default() },
            Audience::Public => Self::without_drafts(files),
        };
        selection.places = neighbourhood::settle(&mut selection.files);
        selection
    }

    fn without_drafts(files: &BTreeMap<SourcePath, Arc<Parsed>>) -> Self {
        let mut drafts = Drafts::default();
        for (path, parsed) in files {
            if let (Entries::Period(entry), Some(period)) = (&parsed.entries, period_of(path)) {
                let place = drafts.note(path, entry.value.draft_mark());
                drafts.periods.extend(place.map(|place| (period, place)));
            }
        }
        let kept = files.iter().filter_map(|(path, parsed)| Some((path.clone(), drafts.sift(path, parsed)?)));
        Self { files: kept.collect(), drafts, places: Vec::new() }
    }
}

impl Drafts {
    /// What remains of a file; none where it is a draft as a whole.
    fn sift(&mut self, path: &SourcePath, parsed: &Arc<Parsed>) -> Option<Arc<Parsed>> {
        let whole = period_of(path).and_then(|period| self.periods.get(&period)).cloned();
        let entries = match &parsed.entries {
            Entries::Report(entry, _) => return self.sift_text(path, parsed, whole, entry.value.draft_mark()),
            Entries::Page(entry, _) => return self.sift_text(path, parsed, None, entry.value.draft_mark()),
            Entries::Legal(list) => self.sift_list(path, list, whole.as_ref(), Self::take_document).map(Entries::Legal),
            Entries::Models(list) => self.sift_list(path, list, whole.as_ref(), Self::take_model).map(Entries::Models),
            Entries::Tasks(list) => self.sift_list(path, list, whole.as_ref(), Self::take_task).map(Entries::Tasks),
            Entries::Site(_)
            | Entries::Issuers(_)
            | Entries::Places(_)
            | Entries::Period(_)
            | Entries::Ledgers(_)
            | Entries::Nothing => None,
            Entries::Rows(list) => self.sift_list(path, list, whole.as_ref(), |_, _, _, _| ()).map(Entries::Rows),
        };
        if whole.is_some() {
            return None;
        }
        let Some(entries) = entries else { return Some(parsed.clone()) };
        Some(Arc::new(Parsed { entries, ..Parsed::clone(parsed) }))
    }

    fn sift_text(
        &mut self,
        path: &SourcePath,
        parsed: &Arc<Parsed>,
        whole: Option<Location>,
        mark: Option<Mark>,
    ) -> Option<Arc<Parsed>> {
        let Some(place) = whole.or_else(|| self.note(path, mark)) else { return Some(parsed.clone()) };
        self.texts.insert(path.clone(), (parsed.clone(), place));
        None
    }

    /// The entries of a list that are no drafts; none where that is all of them.
    fn sift_list<T: MayBeDraft + Clone>(
        &mut self,
        path: &SourcePath,
        list: &[Entry<T>],
        whole: Option<&Location>,
        take: fn(&mut Self, &SourcePath, &T, Location),
    ) -> Option<Vec<Entry<T>>> {
        if whole.is_none() && !list.iter().any(|entry| entry.value.is_draft()) {
            return None;
        }
        let mut kept = Vec::new();
        for entry in list {
            match whole.cloned().or_else(|| self.note(path, entry.value.draft_mark())) {
                Some(place) => take(self, path, &entry.value, place),
                None => kept.push(entry.clone()),
            }
        }
        Some(kept)
    }

    fn take_document(&mut self, path: &SourcePath, document: &LegalDocument, place: Location) {
        self.offered.extend(document.files.iter().map(|file| (path.clone(), file.value.clone())));
        if let Some(designation) = Designation::parse(&document.designation.value) {
            self.documents.entry(designation).or_insert(place);
        }
    }

    fn take_model(&mut self, _: &SourcePath, model: &Model, place: Location) {
        self.ids.entry(model.id.value.0.clone()).or_insert(place);
    }

    fn take_task(&mut self, _: &SourcePath, task: &Task, place: Location) {
        self.ids.entry(task.id.value.0.clone()).or_insert(place);
    }

    /// Notes an entry that says that it is a draft, and gives the place where it does.
    fn note(&mut self, path: &SourcePath, mark: Option<Mark>) -> Option<Location> {
        let place = Location { path: path.clone(), place: At::Node(mark?) };
        self.said.push(messages::link::draft(place.clone()));
        Some(place)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// That each of them is not published.
    pub fn said(&self) -> &[Diagnostic] {
        &self.said
    }

    /// The reports and free pages among them.
    pub fn texts(&self) -> impl Iterator<Item = (&SourcePath, &Entries, &Location)> {
        self.texts.iter().map(|(path, (parsed, place))| (path, &parsed.entries, place))
    }

    /// The names of files that draft documents offer, each with the register that names it.
    pub fn offered(&self) -> impl Iterator<Item = (&SourcePath, &str)> {
        self.offered.iter().map(|(path, name)| (path, &**name))
    }

    /// The periods all of which are drafts.
    pub fn periods(&self) -> impl Iterator<Item = (PeriodId, &Location)> {
        self.periods.iter().map(|(period, place)| (*period, place))
    }

    /// A period all of which is a draft.
    pub fn period(&self, period: PeriodId) -> Option<&Location> {
        self.periods.get(&period)
    }

    /// The period all of which is a draft, and whose folder holds a file.
    pub fn around(&self, path: &SourcePath) -> Option<&Location> {
        self.period(period_of(path)?)
    }

    /// Whether a file as a whole is a draft.
    pub fn hide(&self, path: &SourcePath) -> bool {
        self.texts.contains_key(path) || self.around(path).is_some()
    }

    /// A document.
    pub fn document(&self, designation: &Designation) -> Option<&Location> {
        self.documents.get(designation)
    }

    /// A model or task.
    pub fn id(&self, id: &str) -> Option<&Location> {
        self.ids.get(id)
    }
}
