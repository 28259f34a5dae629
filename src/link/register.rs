//! The register of legal documents: found by designation, related to each other.

use std::collections::HashMap;
use std::sync::Arc;

use crate::content::{DocumentReference, Issuer, LegalDocument, Marked, PeriodId};
use crate::diagnostic::messages::link::Deed;
use crate::diagnostic::{Diagnostic, Location, Mark, messages};
use crate::link::circles::circles;
use crate::link::drafts::Drafts;
use crate::link::gather::Located;
use crate::link::lineage::Lineage;
use crate::link::unread::Unread;
use trichdan::calendar::Date;
use trichdan::designation::Designation;

/// A document's place in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentIndex(pub u32);

trichdan::choice! {
    /// How one document bears on another, seen from either side.
    pub enum Relation {
        /// It carries out or guides.
        Implements = "implements";
        /// It is carried out or guided by.
        ImplementedBy = "implemented-by";
        /// It amends or adds to.
        Amends = "amends";
        /// It is amended or added to by.
        AmendedBy = "amended-by";
        /// It replaces.
        Replaces = "replaces";
        /// It is replaced by.
        ReplacedBy = "replaced-by";
        /// It repeals.
        Repeals = "repeals";
        /// It is repealed by.
        RepealedBy = "repealed-by";
        /// It was issued with.
        AnnexOf = "annex-of";
        /// It issued.
        HasAnnex = "has-annex";
    }
}

impl Relation {
    /// The same relation seen from the other side.
    pub fn inverse(self) -> Self {
        match self {
            Self::Implements => Self::ImplementedBy,
            Self::ImplementedBy => Self::Implements,
            Self::Amends => Self::AmendedBy,
            Self::AmendedBy => Self::Amends,
            Self::Replaces => Self::ReplacedBy,
            Self::ReplacedBy => Self::Replaces,
            Self::Repeals => Self::RepealedBy,
            Self::RepealedBy => Self::Repeals,
            Self::AnnexOf => Self::HasAnnex,
            Self::HasAnnex => Self::AnnexOf,
        }
    }

    /// True on the side of the document that acts: what its own entry says.
    pub fn is_active(self) -> bool {
        match self {
            Self::Implements | Self::Amends | Self::Replaces | Self::Repeals | Self::AnnexOf => true,
            Self::ImplementedBy | Self::AmendedBy | Self::ReplacedBy | Self::RepealedBy | Self::HasAnnex => false,
        }
    }
}

/// What a document can only do to an earlier one, so that none can come round to itself.
const IN_ORDER_OF_TIME: [(Deed, &[Relation]); 4] = [
    (Deed::Ends, &[Relation::Replaces, Relation::Repeals]),
    (Deed::Amends, &[Relation::Amends]),
    (Deed::Implements, &[Relation::Implements]),
    (Deed::IsAnnexOf, &[Relation::AnnexOf]),
];

/// That an entry says what its document does to another, and where it says so.
#[derive(Debug)]
struct Step {
    from: DocumentIndex,
    relation: Relation,
    to: DocumentIndex,
    mark: Mark,
}

/// A registered document.
#[derive(Debug)]
pub struct Document<'a> {
    /// As written.
    pub entry: Located<'a, LegalDocument>,
    /// The period it was first registered in; none for `legal/`.
    pub period: Option<PeriodId>,
    /// Its designation in comparable form.
    pub designation: Designation,
    pub issuer: Option<usize>,
}

impl Document<'_> {
    /// Day of issue.
    pub fn date(&self) -> Option<Date> {
        self.entry.value.date.as_ref().map(|date| date.value)
    }

    /// Year of issue: of the date, else inside the number.
    pub fn year(&self) -> Option<i16> {
        self.date().map(Date::year).or(self.designation.year())
    }
}

/// All registered documents, in the order in which a register lists them.
#[derive(Debug)]
pub struct Register<'a> {
    documents: Vec<Document<'a>>,
    by_designation: HashMap<Designation, Vec<DocumentIndex>>,
    /// The same narrowed, of designations that many documents bear.
    crowds: HashMap<Designation, Crowd>,
    relations: Vec<Vec<(Relation, DocumentIndex)>>,
    unread: Arc<Unread<'a>>,
    drafts: &'a Drafts,
}

impl<'a> Register<'a> {
    /// Registers the entries, reporting designations that cannot be read, unknown issuers, and documents given twice.
    pub fn new(
        entries: Vec<(Located<'a, LegalDocument>, Option<PeriodId>)>,
        (unread, drafts): (&Arc<Unread<'a>>, &'a Drafts),
        issuers: &Lineage<'a, Issuer>,
        said: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut documents: Vec<Document<'a>> =
            entries.into_iter().filter_map(|(entry, period)| read(entry, period, issuers, said)).collect();
        // Sorted: reaches output. By year, issuer, designation; the path settles ties.
        documents.sort_by_cached_key(|document| {
            let issuer = document.issuer.map(|index| issuers.get(index).id.value.clone());
            let entry = &document.entry;
            (document.year(), issuer, document.designation.sort_key(), entry.path.clone(), entry.mark)
        });
        let mut by_designation: HashMap<Designation, Vec<DocumentIndex>> = HashMap::with_capacity(documents.len());
        for (index, document) in documents.iter().enumerate() {
            by_designation.entry(document.designation.clone()).or_default().push(DocumentIndex(index as u32));
        }
        let crowded = by_designation.iter().filter(|(_, bearers)| bearers.len() > FEW);
        let crowds = crowded.map(|(designation, all)| (designation.clone(), Crowd::of(all, &documents))).collect();
        let relations = vec![Vec::new(); documents.len()];
        let unread = Arc::clone(unread);
        let mut register = Self { relations, documents, by_designation, crowds, unread, drafts };
        register.report_twins(said);
        register.relate(issuers, said);
        register
    }

    /// A document.
    pub fn document(&self, index: DocumentIndex) -> &Document<'a> {
        &self.documents[index.0 as usize]
    }

    /// All documents with their places in the register.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (DocumentIndex, &Document<'a>)> {
        self.documents.iter().enumerate().map(|(index, document)| (DocumentIndex(index as u32), document))
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// The documents with a designation, in the register's order.
    pub fn with_designation(&self, designation: &Designation) -> &[DocumentIndex] {
        self.by_designation.get(designation).map_or(&[], Vec::as_slice)
    }

    /// The documents with a designation that may be of a day, in the register's order: those of that day and those of none.
    /// Of a designation that few bear it may be all of them.
    pub fn perhaps_of_day(&self, designation: &Designation, day: Option<Date>) -> impl Iterator<Item = DocumentIndex> {
        let of_day = day.and_then(|day| Some(self.crowds.get(designation)?.of_day(day)));
        let [one, other] = of_day.unwrap_or([self.with_designation(designation), &[]]);
        merged(one, other)
    }

    /// The documents with a designation that may be of an issuer and a year, in the register's order. Of a designation
    /// that few bear it may be all of them.
    fn perhaps_of(&self, designation: &Designation, issuer: Option<usize>, year: Option<i16>) -> &[DocumentIndex] {
        let narrowed = self.crowds.get(designation).and_then(|crowd| crowd.of_issuer_and_year(issuer, year));
        narrowed.unwrap_or_else(|| self.with_designation(designation))
    }

    /// True for a document whose entry is there, but could not be read.
    pub fn is_unread(&self, designation: &Designation) -> bool {
        self.unread.has_document(designation)
    }

    /// Where a document's entry says that it is a draft, which the register does not have.
    pub fn draft(&self, designation: &Designation) -> Option<&Location> {
        self.drafts.document(designation)
    }

    /// A document's relations, sorted.
    pub fn relations(&self, index: DocumentIndex) -> &[(Relation, DocumentIndex)] {
        &self.relations[index.0 as usize]
    }

    /// Two entries for one document: the same designation, no difference in issuer, none in year.
    fn report_twins(&self, said: &mut Vec<Diagnostic>) {
        let mut first_of: HashMap<(&Designation, Likeness), DocumentIndex> = HashMap::new();
        for (index, document) in self.iter() {
            if self.with_designation(&document.designation).len() < 2 {
                continue;
            }
            let (issuer, year) = (document.issuer, document.year());
            let key = |likeness| (&document.designation, likeness);
            let twins =
                Likeness::to(issuer, year).into_iter().filter_map(|likeness| first_of.get(&key(likeness)).copied());
            if let Some(first) = twins.min() {
                let first = self.document(first);
                let issuer = document.entry.value.issuer.as_ref().filter(|_| {
                    let are_of_two_days =
                        document.date().is_some() && first.date().is_some() && document.date() != first.date();
                    are_of_two_days && document.issuer == first.issuer
                });
                said.push(messages::link::duplicate_document(
                    &document.entry.value.designation.value,
                    issuer.map(|issuer| issuer.value.as_str()),
                    document.entry.at(document.entry.value.designation.mark),
                    first.entry.at(first.entry.value.designation.mark),
                ));
            }
            for likeness in Likeness::of(issuer, year) {
                first_of.entry(key(likeness)).or_insert(index);
            }
        }
    }

    fn relate(&mut self, issuers: &Lineage<'a, Issuer>, said: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        for (index, document) in self.iter() {
            let entry = document.entry.value;
            let lists: [(Relation, &[Marked<DocumentReference>]); 5] = [
                (Relation::Implements, &entry.implements),
                (Relation::Amends, &entry.amends),
                (Relation::Replaces, &entry.replaces),
                (Relation::Repeals, &entry.repeals),
                (Relation::AnnexOf, entry.annex_of.as_slice()),
            ];
            for (relation, references) in lists {
                for reference in references {
                    let location = || document.entry.at(reference.mark);
                    match self.refer(&reference.value, issuers, location, said) {
                        Some(other) if other == index => {
                            said.push(messages::link::relation_to_itself(&reference.value.designation, location()));
                        }
                        Some(other) => found.push(Step { from: index, relation, to: other, mark: reference.mark }),
                        None => {}
                    }
                }
            }
        }
        self.report_circles(&found, said);
        for Step { from, relation, to, .. } in found {
            self.relations[from.0 as usize].push((relation, to));
            self.relations[to.0 as usize].push((relation.inverse(), from));
        }
        for list in &mut self.relations {
            // Sorted: reaches output.
            list.sort_unstable();
            list.dedup();
        }
    }

    /// Reports documents that do to each other, all round, what only a later one can do to an earlier.
    fn report_circles(&self, found: &[Step], said: &mut Vec<Diagnostic>) {
        for (deed, relations) in IN_ORDER_OF_TIME {
            let steps: Vec<&Step> = found.iter().filter(|step| relations.contains(&step.relation)).collect();
            let mut next = vec![Vec::new(); self.documents.len()];
            steps.iter().for_each(|step| next[step.from.0 as usize].push(step.to.0 as usize));
            let first_marks: HashMap<(u32, u32), Mark> =
                steps.iter().rev().map(|step| ((step.from.0, step.to.0), step.mark)).collect();
            let at = |(from, to): (usize, usize)| self.documents[from].entry.at(first_marks[&(from as u32, to as u32)]);
            for circle in circles(&next).found {
                let way = circle.way(|index| &self.documents[index].entry.value.designation.value);
                let (here, back) = (at(circle.first_step()), at(circle.last_step()));
                said.push(messages::link::document_circle(deed, &way, here, back));
            }
        }
    }

    /// Follows an entry's reference to another document; one that leads nowhere or to several is reported.
    pub fn refer(
        &self,
        reference: &DocumentReference,
        issuers: &Lineage<'a, Issuer>,
        location: impl Fn() -> Location,
        said: &mut Vec<Diagnostic>,
    ) -> Option<DocumentIndex> {
        let Some(designation) = Designation::parse(&reference.designation) else {
            said.push(messages::link::unreadable_designation(&reference.designation, location()));
            return None;
        };
        let issuer = match &reference.issuer {
            Some(id) => Some(issuers.resolve(id.as_str(), &location, said)?),
            None => None,
        };
        let fits = |index: &&DocumentIndex| {
            let document = self.document(**index);
            (issuer.is_none() || document.issuer == issuer)
                && (reference.year.is_none() || document.year() == reference.year)
        };
        let perhaps = self.perhaps_of(&designation, issuer, reference.year);
        let candidates: Vec<DocumentIndex> =
            perhaps.iter().filter(fits).take(messages::link::MOST_CANDIDATES + 1).copied().collect();
        match candidates.as_slice() {
            [only] => Some(*only),
            [] if self.is_unread(&designation) => None,
            [] => {
                said.push(match self.draft(&designation) {
                    Some(draft) => messages::link::names_draft(&reference.designation, location(), draft.clone()),
                    None => messages::link::unknown_document(&reference.designation, location()),
                });
                None
            }
            several => {
                let places = several.iter().map(|index| self.candidate(*index, issuers));
                said.push(messages::link::ambiguous_reference(&reference.designation, location(), places));
                None
            }
        }
    }

    /// A document as a message lists it among others that it could be confused with.
    pub fn candidate(&self, index: DocumentIndex, issuers: &Lineage<'a, Issuer>) -> messages::link::Candidate {
        let document = self.document(index);
        messages::link::Candidate {
            designation: document.entry.value.designation.value.clone(),
            date: document.date(),
            issuer: document.issuer.map(|index| issuers.get(index).name.clone()),
            location: document.entry.location(),
        }
    }
}

/// So many documents with one designation are looked through as they are.
const FEW: usize = 16;

/// Documents with one designation by what tells them apart.
#[derive(Debug, Default)]
struct Crowd {
    by_day: HashMap<Option<Date>, Vec<DocumentIndex>>,
    by_year: HashMap<Option<i16>, Vec<DocumentIndex>>,
    by_issuer: HashMap<Option<usize>, Vec<DocumentIndex>>,
}

impl Crowd {
    fn of(all: &[DocumentIndex], documents: &[Document<'_>]) -> Self {
        let mut crowd = Self::default();
        for index in all {
            let document = &documents[index.0 as usize];
            crowd.by_day.entry(document.date()).or_default().push(*index);
            crowd.by_year.entry(document.year()).or_default().push(*index);
            crowd.by_issuer.entry(document.issuer).or_default().push(*index);
        }
        crowd
    }

    fn of_day(&self, day: Date) -> [&[DocumentIndex]; 2] {
        [Some(day), None].map(|day| self.by_day.get(&day).map_or(&[][..], Vec::as_slice))
    }

    /// The shorter of the lists that fit.
    fn of_issuer_and_year(&self, issuer: Option<usize>, year: Option<i16>) -> Option<&[DocumentIndex]> {
        let of_issuer = issuer.map(|_| self.by_issuer.get(&issuer).map_or(&[][..], Vec::as_slice));
        let of_year = year.map(|_| self.by_year.get(&year).map_or(&[][..], Vec::as_slice));
        of_issuer.into_iter().chain(of_year).min_by_key(|list| list.len())
    }
}

/// Two sorted lists as one.
fn merged<'l>(one: &'l [DocumentIndex], other: &'l [DocumentIndex]) -> impl Iterator<Item = DocumentIndex> + 'l {
    let (mut one, mut other) = (one.iter().copied().peekable(), other.iter().copied().peekable());
    std::iter::from_fn(move || match (one.peek(), other.peek()) {
        (Some(first), Some(second)) if second < first => other.next(),
        (None, _) => other.next(),
        _ => one.next(),
    })
}

/// What a document is known by: its issuer and year, each of which may be any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Likeness {
    /// None for any; some none for a document that gives none.
    issuer: Option<Option<usize>>,
    year: Option<Option<i16>>,
}

impl Likeness {
    /// All that a document is known by.
    fn of(issuer: Option<usize>, year: Option<i16>) -> Vec<Self> {
        Self::all([Some(issuer), None], [Some(year), None])
    }

    /// All by which others are known that differ from a document neither in issuer nor in year: what is not given differs
    /// from nothing.
    fn to(issuer: Option<usize>, year: Option<i16>) -> Vec<Self> {
        let issuers = issuer.map_or([None, None], |issuer| [Some(Some(issuer)), Some(None)]);
        Self::all(issuers, year.map_or([None, None], |year| [Some(Some(year)), Some(None)]))
    }

    fn all(issuers: [Option<Option<usize>>; 2], years: [Option<Option<i16>>; 2]) -> Vec<Self> {
        issuers.iter().flat_map(|&issuer| years.map(|year| Self { issuer, year })).collect()
    }
}

fn read<'a>(
    entry: Located<'a, LegalDocument>,
    period: Option<PeriodId>,
    issuers: &Lineage<'a, Issuer>,
    said: &mut Vec<Diagnostic>,
) -> Option<Document<'a>> {
    let written = &entry.value.designation;
    let Some(designation) = Designation::parse(&written.value) else {
        said.push(messages::link::unreadable_designation(&written.value, entry.at(written.mark)));
        return None;
    };
    let issuer = entry
        .value
        .issuer
        .as_ref()
        .and_then(|issuer| issuers.resolve(issuer.value.as_str(), || entry.at(issuer.mark), said));
    Some(Document { entry, period, designation, issuer })
}
