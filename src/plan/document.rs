//! A legal document's page: its status, its relations, its life, and every sentence that leans on it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::address::{self, Url};
use crate::content::MayBeDraft;
use crate::link::register::{DocumentIndex, Relation};
use crate::link::report::Naming;
use crate::link::row_targets::Target;
use crate::plan::pages::Pages;
use crate::plan::planner::{Planner, groups};
use crate::view::*;
use trichdan::citation::article;

/// Citing sentences on one page; a decree that everybody cites gets further pages.
const SENTENCES_ON_A_PAGE: usize = 50;

impl Planner<'_, '_> {
    pub fn plan_documents(&self, pages: &mut Pages) {
        let count = self.archive.register.len();
        self.plan_each(count, pages, |index, pages| self.plan_document(pages, DocumentIndex(index)));
    }

    /// Plans the pages of one document.
    pub fn plan_document(&self, pages: &mut Pages, index: DocumentIndex) {
        let archive = self.archive;
        let namings = &archive.cited_by[index.0 as usize];
        let document = archive.register.document(index);
        let source = Some(document.entry.at(document.entry.value.designation.mark));
        let first = self.document(index).url.clone();
        let mut sentences = self.folded(namings.iter().map(|naming| self.citing_sentence(*naming, index)));
        let is_unknown =
            |sentence: &Sentence| sentence.status.as_ref().is_some_and(|then| then.word == Status::Unknown);
        let then_unknown = !sentences.is_empty() && sentences.iter().all(is_unknown);
        if then_unknown {
            sentences.iter_mut().for_each(|sentence| sentence.status = None);
        }
        let pagination = |number| self.pagination(&first, number, sentences.len(), SENTENCES_ON_A_PAGE);
        let whole = self.document_view(pages, index, pagination(1));
        let further = on_further_pages(&whole);
        let chunks: Vec<&[Sentence]> =
            if sentences.is_empty() { vec![&[]] } else { sentences.chunks(SENTENCES_ON_A_PAGE).collect() };
        for (page, chunk) in chunks.iter().enumerate() {
            let number = page as u32 + 1;
            let view = if number == 1 { &whole } else { &further };
            let cited_by = groups(chunk);
            let view = DocumentView { cited_by, then_unknown, pagination: pagination(number), ..view.clone() };
            let head = self.document_head(index, address::page_of(&first, number));
            pages.add(source.clone(), head, Content::Document(Arc::new(view)));
        }
        self.plan_aliases(
            pages,
            &document.entry.value.aliases,
            &document.entry,
            &first,
            &self.document(index).name.clone(),
        );
    }

    fn document_head(&self, index: DocumentIndex, url: Url) -> PageHead {
        let card = self.document(index);
        let mut head =
            self.head(url, card.name.clone(), Genre::Document(card.kind), &[Section::Home, Section::Register]);
        let document = self.archive.register.document(index);
        head.breadcrumbs.extend(self.way_below_register(&card.url));
        head.description = card.title.clone();
        head.date = card.date;
        head.draft =
            document.entry.value.is_draft() || document.period.is_some_and(|period| self.archive.is_draft(period));
        self.attribute(&mut head, self.archive.authorities.of_document(document));
        head.creator = card.issuer.clone();
        head.identifier = Some(card.designation.clone());
        head
    }

    /// A document's page without the sentences that cite it.
    fn document_view(&self, pages: &mut Pages, index: DocumentIndex, pagination: Arc<Pagination>) -> DocumentView {
        let archive = self.archive;
        let document = archive.register.document(index);
        let entry = document.entry.value;
        let (previous, next) = self.neighbours(index);
        DocumentView {
            card: self.document(index).clone(),
            issued_by: entry.issued_by.clone(),
            effective_from: entry.force().from,
            effective_to: entry.force().until,
            fields: entry.fields.clone(),
            relations: self.relation_rows(index),
            timeline: self.timeline(index),
            cited_by: Vec::new(),
            then_unknown: false,
            pagination,
            articles: self.articles(index, &archive.cited_by[index.0 as usize]),
            source: entry.source.as_ref().map(|source| source.0.clone()),
            files: self.files(pages, &entry.files, &document.entry),
            note: entry.note.clone(),
            rows: self.rows_naming(&Target::Document(index)),
            period: document.period.map(|period| self.period_link(period)),
            previous,
            next,
        }
    }

    fn relation_rows(&self, index: DocumentIndex) -> Vec<Arc<RelationRow>> {
        let row = |(relation, other): &(Relation, DocumentIndex)| {
            Arc::new(RelationRow { word: *relation, document: self.document(*other).clone() })
        };
        self.archive.register.relations(index).iter().map(row).collect()
    }

    /// What happened to the document, oldest first; what has no date comes last.
    fn timeline(&self, index: DocumentIndex) -> Vec<Arc<TimelineRow>> {
        let document = self.archive.register.document(index);
        let entry = document.entry.value;
        let own = [
            (LifeEvent::Issued, document.date()),
            (LifeEvent::Effective, entry.force().from),
            (LifeEvent::Expired, entry.force().until),
        ];
        let mut rows: Vec<TimelineRow> = own
            .into_iter()
            .filter(|(_, date)| date.is_some())
            .map(|(word, date)| TimelineRow { date, word, document: None })
            .collect();
        for (relation, other) in self.archive.register.relations(index) {
            let Some(word) = LifeEvent::of_relation(*relation) else { continue };
            let ender = self.archive.register.document(*other);
            let date = ender.entry.value.force().from.or(ender.date());
            rows.push(TimelineRow { date, word, document: Some(self.document_link(*other)) });
        }
        // Sorted: reaches output. Stable, so that its issue stays before its taking effect on one day.
        rows.sort_by_key(|row| (row.date.is_none(), row.date));
        rows.into_iter().map(Arc::new).collect()
    }

    /// The articles that citing sentences name, in the order of their numbers.
    fn articles(&self, index: DocumentIndex, namings: &[Naming]) -> Vec<Arc<ArticleRow>> {
        let mut rows: BTreeMap<article::Article, Vec<Sentence>> = BTreeMap::new();
        for naming in namings {
            let report = self.archive.report(naming.report);
            let site = &report.entry.body.citations[naming.site as usize];
            let Some(written) = &site.citation.pinpoint else { continue };
            for article in article::articles(written) {
                let sentences = rows.entry(article).or_default();
                if sentences.len() < SENTENCES_ON_A_PAGE {
                    sentences.push(Sentence { status: None, ..self.citing_sentence(*naming, index) });
                }
            }
        }
        rows.into_iter()
            .map(|(article, sentences)| {
                Arc::new(ArticleRow { title: article.title().into(), anchor: article.anchor().into(), sentences })
            })
            .collect()
    }

    /// The documents before and after in the same issuer's series of the same symbol and year.
    fn neighbours(&self, index: DocumentIndex) -> (Option<Arc<Link>>, Option<Arc<Link>>) {
        let own = series(self.document(index));
        let neighbour = |other: Option<u32>| {
            let other = self.ground.cards.documents.get(other? as usize)?;
            (series(other) == own).then(|| Arc::new(Link { title: other.name.clone(), url: other.url.clone() }))
        };
        (neighbour(index.0.checked_sub(1)), neighbour(index.0.checked_add(1)))
    }
}

/// The page of a document that goes on with the sentences that cite it: long lists of other things stand on its first
/// page alone.
fn on_further_pages(first: &DocumentView) -> DocumentView {
    const LONGEST: usize = 50;
    fn short<T>(list: &[Arc<T>]) -> Vec<Arc<T>> {
        if list.len() <= LONGEST { list.to_vec() } else { Vec::new() }
    }
    let (relations, timeline) = (short(&first.relations), short(&first.timeline));
    let (articles, files) = (short(&first.articles), short(&first.files));
    DocumentView { relations, timeline, articles, files, ..first.clone() }
}

/// What neighbours share: the issuer, the year, and in the address all but the number.
fn series(card: &DocumentCard) -> (Option<&str>, Option<&str>, Option<&str>) {
    let folders = card.url.as_str().trim_end_matches('/').rsplit_once('/');
    (card.issuer_id.as_deref(), card.year.as_deref(), folders.map(|(folders, _)| folders))
}
