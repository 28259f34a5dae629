//! What all pages are planned with: the archive, the shared frame, and one card for each thing.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::{self, Url};
use crate::cards::{self, Cards};
use crate::content::{ModelId, PeriodId, SiteInfo, TaskId};
use crate::diagnostic::Language;
use crate::link::Archive;
use crate::link::names::is_commune;
use crate::link::register::DocumentIndex;
use crate::link::report::{Naming, ReportIndex};
use crate::link::series::Series;
use crate::link::status::StatusOn;
use crate::plan::attachments::Attachments;
use crate::plan::frame;
use crate::plan::pages::Pages;
use crate::plan::shelf;
use crate::plan::works::{self, Works};
use crate::view::*;
use trichdan::text::order;

/// Rows on one page of a long list.
pub const ROWS_ON_A_PAGE: usize = 100;

/// Things whose pages one thread plans in one go.
const TOGETHER: usize = 128;

/// Plans pages from an archive.
#[derive(Debug)]
pub struct Planner<'p, 'a> {
    /// Everything linked.
    pub archive: &'p Archive<'a>,
    /// Files that entries may offer.
    pub attachments: Attachments<'p>,
    /// What all pages are planned with.
    pub ground: Ground,
}

/// What all pages are planned with. New words of a report leave it as it is.
#[derive(Debug)]
pub struct Ground {
    pub language: Language,
    /// What all pages share.
    pub frame: Arc<Frame>,
    /// A card for each thing.
    pub cards: Cards,
    /// The sections as links, in the order of [`Section::ALL`].
    sections: Vec<Arc<Link>>,
    /// The days that each period covers, as an ISO interval.
    pub intervals: BTreeMap<PeriodId, Arc<str>>,
    /// The documents that each period was the first to register.
    documents_of: BTreeMap<PeriodId, Vec<DocumentIndex>>,
    /// The reports of each period by the last part of their addresses.
    pub reports: BTreeMap<PeriodId, HashMap<Arc<str>, ReportIndex>>,
    /// The promises of which each period says something, by their places among all.
    pub answered: BTreeMap<PeriodId, BTreeSet<usize>>,
    /// The bodies that have issued documents, by their places in the list of issuers: looked up, never iterated.
    pub issuing: HashSet<usize>,
    /// What is whose, of the bodies that have anything.
    pub works: BTreeMap<usize, Works>,
    /// The bodies that have a page.
    pub with_page: BTreeSet<usize>,
    /// Documents that are known to be over since some day.
    pub ended: Vec<Arc<DocumentCard>>,
    /// The beginnings of documents' addresses, with their titles.
    pub prefixes: HashMap<Arc<str>, Arc<Link>>,
    /// Models, and tasks, by their names in Vietnamese order, where 2 comes before 10.
    pub models_by_name: Vec<ModelId>,
    pub tasks_by_name: Vec<TaskId>,
    /// Where the newest row of each task stands in the list of tasks.
    tasks: BTreeMap<TaskId, Url>,
}

impl Ground {
    /// Makes what the pages of an archive are planned with; takes over what is equal in that of an earlier plan.
    pub fn of(archive: &Archive<'_>, site: &SiteInfo, before: Option<&Self>) -> Self {
        let cards = Cards::of(archive, before.map_or(&Cards::default(), |before| &before.cards));
        let frame = cards::shared(frame::frame(archive, site, &cards), before.map(|before| &before.frame));
        let language = site.language.unwrap_or(Language::Vietnamese);
        let mut documents_of: BTreeMap<PeriodId, Vec<DocumentIndex>> = BTreeMap::new();
        let mut issuing = HashSet::new();
        for (index, document) in archive.register.iter() {
            issuing.extend(document.issuer);
            if let Some(period) = document.period {
                documents_of.entry(period).or_default().push(index);
            }
        }
        let section = |section: Section| Arc::new(Link { title: section.title(language).into(), url: section.url() });
        let sections = Section::ALL.map(section).into();
        let intervals = archive.periods.iter().filter_map(|(id, entries)| {
            let info = entries.info?.value;
            Some((*id, format!("{}/{}", info.from.value, info.to.value).into()))
        });
        let intervals = intervals.collect();
        let ended = |card: &&Arc<DocumentCard>| card.status.word.has_ended() && card.status.since.is_some();
        let ended = cards.documents.iter().filter(ended).cloned().collect();
        let models_by_name = by_name(&archive.models, |model| &model.name);
        let tasks_by_name = by_name(&archive.tasks, |task| &task.name);
        let prefixes = shelf::of_register(archive, &cards, language);
        let works = works::works(archive);
        let with_page = works::bodies_with_page(archive, &works);
        let (tasks, reports, answered) = (rows_of_tasks(archive), reports_by_slug(archive), answered(archive));
        Self {
            language,
            frame,
            cards,
            sections,
            intervals,
            documents_of,
            reports,
            answered,
            issuing,
            works,
            with_page,
            ended,
            prefixes,
            models_by_name,
            tasks_by_name,
            tasks,
        }
    }
}

/// The ids of things by their last names; the id settles ties.
fn by_name<'a, Id: Clone + Ord, T>(all: &BTreeMap<Id, Series<'a, T>>, name: impl Fn(&'a T) -> &'a Arc<str>) -> Vec<Id> {
    let mut ids: Vec<(order::Key, Id)> =
        all.iter().map(|(id, series)| (order::key(name(series.last().1.value)), id.clone())).collect();
    // Sorted: reaches output.
    ids.sort_unstable();
    ids.into_iter().map(|(_, id)| id).collect()
}

/// The reports of each period by slug; of two with one, the first.
fn reports_by_slug(archive: &Archive<'_>) -> BTreeMap<PeriodId, HashMap<Arc<str>, ReportIndex>> {
    let mut by_slug: BTreeMap<PeriodId, HashMap<Arc<str>, ReportIndex>> = BTreeMap::new();
    for (index, report) in archive.reports.iter().enumerate() {
        let of_period = by_slug.entry(report.entry.period).or_default();
        of_period.entry(report.slug().into()).or_insert(ReportIndex(index as u32));
    }
    by_slug
}

/// The promises of which each period says something.
fn answered(archive: &Archive<'_>) -> BTreeMap<PeriodId, BTreeSet<usize>> {
    let mut answered: BTreeMap<PeriodId, BTreeSet<usize>> = BTreeMap::new();
    for (index, promise) in archive.promises.iter().enumerate() {
        for (period, _) in &promise.outcomes {
            answered.entry(*period).or_default().insert(index);
        }
    }
    answered
}

/// The row of each task: the list begins with those of the newest period.
fn rows_of_tasks(archive: &Archive<'_>) -> BTreeMap<TaskId, Url> {
    let mut rows: BTreeMap<TaskId, Url> = BTreeMap::new();
    for task in archive.periods.values().rev().flat_map(|entries| &entries.tasks) {
        let (id, row) = (&task.value.id.value, rows.len());
        if !rows.contains_key(id) {
            let page = address::page_of(&Section::Tasks.url(), (row / ROWS_ON_A_PAGE) as u32 + 1);
            rows.insert(id.clone(), page.with_anchor(id.as_str()));
        }
    }
    rows
}

/// Sentences by the periods of their reports.
pub fn groups(sentences: &[Sentence]) -> Vec<Arc<SentenceGroup>> {
    let of_period = |chunk: &[Sentence]| {
        Arc::new(SentenceGroup { period: chunk[0].card.period.clone(), sentences: chunk.to_vec() })
    };
    sentences.chunk_by(|one, other| one.card.period == other.card.period).map(of_period).collect()
}

impl Planner<'_, '_> {
    /// Pages to be filled.
    pub fn no_pages(&self) -> Pages {
        Pages::new(self.ground.frame.clone())
    }

    /// Plans the pages of `count` things on all cores; they come in the order of the things.
    pub fn plan_each(&self, count: usize, pages: &mut Pages, plan: impl Fn(u32, &mut Pages) + Sync) {
        let starts: Vec<usize> = (0..count).step_by(TOGETHER).collect();
        let parts: Vec<Pages> = starts
            .par_iter()
            .map(|&start| {
                let mut part = self.no_pages();
                (start..count.min(start + TOGETHER)).for_each(|index| plan(index as u32, &mut part));
                part
            })
            .collect();
        parts.into_iter().for_each(|part| pages.append(part));
    }

    /// A head with nothing but an address, a title, a kind and the way there.
    pub fn head(&self, url: Url, title: impl Into<Arc<str>>, kind: Genre, way: &[Section]) -> PageHead {
        PageHead {
            url,
            title: title.into(),
            description: None,
            breadcrumbs: way.iter().map(|section| self.section_link(*section)).collect(),
            date: None,
            modified: None,
            kind,
            creator: None,
            authority: None,
            identifier: None,
            temporal: None,
            spatial: self.ground.frame.place.clone(),
            draft: false,
        }
    }

    pub fn section_link(&self, section: Section) -> Arc<Link> {
        self.ground.sections[section as usize].clone()
    }

    pub fn period_link(&self, id: PeriodId) -> Arc<Link> {
        self.ground.cards.periods[&id].clone()
    }

    /// A task's newest row in the list of tasks.
    pub fn task_row(&self, id: &TaskId) -> Url {
        self.ground.tasks[id].clone()
    }

    pub fn newest(&self) -> Option<PeriodId> {
        self.ground.cards.periods.keys().next_back().copied()
    }

    /// The newest period that the body of a period reports: it alone answers for what that period says.
    pub fn newest_of_body(&self, period: PeriodId) -> PeriodId {
        cards::newest_of_body(self.archive, period)
    }

    pub fn document(&self, index: DocumentIndex) -> &Arc<DocumentCard> {
        &self.ground.cards.documents[index.0 as usize]
    }

    /// The documents that a period was the first to register, in the register's order.
    pub fn documents_of(&self, period: PeriodId) -> &[DocumentIndex] {
        self.ground.documents_of.get(&period).map_or(&[], Vec::as_slice)
    }

    /// All documents, newest first; what has no date comes last, and the register's order settles ties.
    pub fn newest_documents(&self) -> Vec<Arc<DocumentCard>> {
        let mut documents = self.ground.cards.documents.clone();
        // Sorted: reaches output.
        documents.sort_by(|one, other| other.date.cmp(&one.date).then_with(|| one.sort_key.cmp(&other.sort_key)));
        documents
    }

    /// A document as a link with its name.
    pub fn document_link(&self, index: DocumentIndex) -> Arc<Link> {
        let card = self.document(index);
        Arc::new(Link { title: card.name.clone(), url: card.url.clone() })
    }

    pub fn report(&self, index: ReportIndex) -> &Arc<ReportCard> {
        &self.ground.cards.reports[index.0 as usize]
    }

    /// A status as a page shows it.
    pub fn status_view(&self, found: StatusOn, on: trichdan::calendar::Date) -> StatusView {
        cards::status_view(self.archive, found, on)
    }

    /// The sentence around a citation of the document `index`, with the document's status on that report's date.
    pub fn citing_sentence(&self, naming: Naming, index: DocumentIndex) -> Sentence {
        let report = self.archive.report(naming.report);
        let site = &report.entry.body.citations[naming.site as usize];
        Sentence {
            card: self.report(naming.report).clone(),
            passage: site.passage.clone(),
            pinpoint: site.citation.pinpoint.clone(),
            status: Some(self.status_view(self.archive.status(index, report.law_date), report.law_date)),
            also: Vec::new(),
        }
    }

    /// The mentions without those in a sentence that named the same thing just before.
    pub fn distinct(&self, mentions: &[Naming]) -> Vec<Naming> {
        let passage = |naming: &Naming| {
            let body = &self.archive.report(naming.report).entry.body;
            &body.mentions[naming.site as usize].passage
        };
        let same = |one: &Naming, other: &Naming| {
            let (here, there) = (passage(one), passage(other));
            one.report == other.report && here.anchor == there.anchor && here.sentence == there.sentence
        };
        mentions.chunk_by(same).map(|chunk| chunk[0]).collect()
    }

    /// The sentence around a mention.
    fn mentioning_sentence(&self, naming: Naming) -> Sentence {
        let body = &self.archive.report(naming.report).entry.body;
        let passage = body.mentions[naming.site as usize].passage.clone();
        Sentence { card: self.report(naming.report).clone(), passage, pinpoint: None, status: None, also: Vec::new() }
    }

    /// Sentences that mention a thing, by period, as many as are shown; `namings` come newest period first.
    pub fn mentioning_groups(&self, namings: &[Naming], most: usize) -> Vec<Arc<SentenceGroup>> {
        let mut sentences = self.folded(namings.iter().map(|naming| self.mentioning_sentence(*naming)));
        sentences.truncate(most);
        groups(&sentences)
    }

    /// Sentences of which those that other periods repeat word for word are one, with those periods beside it. What the
    /// law was on a report's day must be the same too.
    pub fn folded(&self, sentences: impl Iterator<Item = Sentence>) -> Vec<Sentence> {
        type Said = (Arc<str>, (u32, u32), Option<Arc<str>>, Option<Status>);
        let said = |sentence: &Sentence| -> Said {
            let Sentence { passage, pinpoint, status, .. } = sentence;
            (passage.sentence.clone(), passage.hit, pinpoint.clone(), status.as_ref().map(|status| status.word))
        };
        let mut folded: Vec<Sentence> = Vec::new();
        let mut places: HashMap<Said, usize> = HashMap::new();
        for sentence in sentences {
            match places.entry(said(&sentence)) {
                Entry::Occupied(place) if folded[*place.get()].card.period != sentence.card.period => {
                    let url = sentence.card.url.with_anchor(&sentence.passage.anchor);
                    let title = sentence.card.period.title.clone();
                    folded[*place.get()].also.push(Arc::new(Link { title, url }));
                }
                // Said twice in one period, it stands there twice.
                Entry::Occupied(_) => folded.push(sentence),
                Entry::Vacant(place) => {
                    place.insert(folded.len());
                    folded.push(sentence);
                }
            }
        }
        folded
    }

    /// Where a list of `total` rows is cut, seen from its page `number`.
    pub fn pagination(&self, first: &Url, number: u32, total: usize, rows_on_a_page: usize) -> Arc<Pagination> {
        let count = (total.div_ceil(rows_on_a_page)).max(1) as u32;
        let near = number.saturating_sub(2).max(1)..=(number + 2).min(count);
        let shown: BTreeSet<u32> = near.chain([1, count]).collect();
        let pages = shown.into_iter().map(|page| {
            Arc::new(FacetItem {
                title: page.to_string().into(),
                url: address::page_of(first, page),
                count: 0,
                current: page == number,
            })
        });
        Arc::new(Pagination {
            number,
            count,
            total: total as u32,
            previous: (number > 1).then(|| address::page_of(first, number - 1)),
            next: (number < count).then(|| address::page_of(first, number + 1)),
            pages: if count > 1 { pages.collect() } else { Vec::new() },
        })
    }

    /// True for a place that has a page.
    pub fn has_page(&self, place: usize) -> bool {
        is_commune(self.archive.places.get(place)) && self.archive.is_spoken_of(place)
    }
}
