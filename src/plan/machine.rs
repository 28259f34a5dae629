//! Pages for machines, and those without content of their own: feeds, site map, robots, 404, search, open data.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::{self, Url, slug_of};
use crate::cards;
use crate::content::{MayBeDraft, ReportInfo};
use crate::data::{self, OpenData};
use crate::plan::link::{Addresses, check_own_slug};
use crate::plan::pages::{Pages, Planned};
use crate::plan::planner::Planner;
use crate::search::FindableKind;
use crate::view::*;
use trichdan::calendar::Date;

/// Entries of a feed.
const FEED_ENTRIES: usize = 50;

/// Pages in one part of the site map; the protocol allows 50,000.
const SITEMAP_PART: usize = 5_000;

impl Planner<'_, '_> {
    pub fn plan_free_pages(&self, pages: &mut Pages, addresses: &Addresses) {
        let archive = self.archive;
        for (info, body) in &archive.pages {
            let slug = slug_of(info);
            let url = address::free_page(slug);
            let source = info.value.slug.as_ref().map_or_else(|| info.location(), |slug| info.at(slug.mark));
            let links = self.link_targets(pages, addresses, body, info);
            let view = BodyView {
                body: (*body).clone(),
                citations: vec![CitationTarget::Plain; body.citations.len()].into(),
                mentions: vec![None; body.mentions.len()],
                links,
            };
            let mut head = self.head(url.clone(), info.value.title.clone(), Genre::FreePage, &[Section::Home]);
            head.description = info.value.description.clone();
            head.draft = info.value.is_draft();
            check_own_slug(pages, slug, &source);
            pages.add(Some(source), head, Content::FreePage(Arc::new(FreePageView { text: Arc::new(view) })));
            self.plan_aliases(pages, &info.value.aliases, info, &url, &info.value.title);
        }
    }

    /// Plans the search page, the 404 page and robots.txt.
    pub fn plan_doors(&self, pages: &mut Pages) {
        let sections = [Section::Register, Section::Models, Section::Tasks, Section::Places];
        let language = self.ground.language;
        let choice = |kind: &FindableKind| Arc::new(KindChoice { id: *kind, title: kind.title(language) });
        let has_ledgers = !self.archive.ledgers.is_empty();
        let kinds = FindableKind::ALL.iter().filter(|kind| has_ledgers || **kind != FindableKind::Row);
        let kinds = kinds.map(choice).collect();
        let periods = self.archive.periods.keys().rev().map(|id| self.period_card(*id, false)).collect();
        let title = Section::Search.title(language);
        let head = self.head(Section::Search.url(), title, Genre::Section(Section::Search), &[Section::Home]);
        pages.add(None, head, Content::Search(Arc::new(SearchView { kinds, periods })));

        let links = std::iter::once(Section::Home).chain(sections).chain([Section::Search]);
        let links = links.map(|section| self.section_link(section)).collect();
        let head = self.head(Url::new("404.html"), "404", Genre::Door, &[Section::Home]);
        pages.add(None, head, Content::NotFound(Arc::new(NotFoundView { links })));
        let lines = self.archive.site.map(|site| site.value.robots.clone()).unwrap_or_default();
        let head = self.head(Url::new("robots.txt"), "robots.txt", Genre::Door, &[]);
        pages.add(None, head, Content::Robots(Arc::new(RobotsView { sitemap: address::sitemap(), lines })));
    }

    /// Plans the open-data page and its files.
    pub fn plan_data(&self, pages: &mut Pages, data: &OpenData) {
        let title = Section::Data.title(self.ground.language);
        let head = self.head(Section::Data.url(), title, Genre::Data, &[Section::Home]);
        let datasets = data.sets.iter().map(dataset_view).collect();
        pages.add(None, head, Content::Data(Arc::new(DataView { datasets, rules: data::package::RULES })));
        for (path, text) in &data.files {
            let url = data_file(path);
            pages.add_file(url, None, View::File(text.clone()));
        }
    }

    /// Plans the site's feed and one for each issuer with documents.
    pub fn plan_feeds(&self, pages: &mut Pages) {
        let documents: Vec<News<'_>> =
            self.ground.cards.documents.iter().filter_map(|card| News::of_document(card)).collect();
        let mut by_issuer: BTreeMap<&str, Vec<News<'_>>> = BTreeMap::new();
        for news in &documents {
            if let What::Document(DocumentCard { issuer_id: Some(issuer), .. }) = news.what {
                by_issuer.entry(issuer).or_default().push(*news);
            }
        }
        let reports = self.archive.reports.iter().zip(&self.ground.cards.reports);
        let reports = reports.map(|(report, card)| News {
            updated: report.entry.info().last_noticed().map_or(report.law_date, |day| day.max(report.law_date)),
            what: What::Report(card, report.entry.info()),
        });
        let title = self.ground.frame.title.clone();
        self.add_feed(pages, Url::new("feed.xml"), address::home(), title, reports.chain(documents).collect());
        for (index, issuer) in self.archive.issuers.iter() {
            if let Some(news) = by_issuer.remove(issuer.id.value.as_str()) {
                let Link { title, url } = &*self.ground.cards.issuers[index];
                self.add_feed(pages, Url::new(&format!("{url}feed.xml")), url.clone(), title.clone(), news);
            }
        }
    }

    fn add_feed(&self, pages: &mut Pages, url: Url, page: Url, title: Arc<str>, mut news: Vec<News<'_>>) {
        // Sorted: reaches output. Newest first; the address settles ties.
        let newest_first =
            |one: &News<'_>, other: &News<'_>| other.updated.cmp(&one.updated).then_with(|| one.url().cmp(other.url()));
        if news.len() > FEED_ENTRIES {
            news.select_nth_unstable_by(FEED_ENTRIES, newest_first);
            news.truncate(FEED_ENTRIES);
        }
        news.sort_unstable_by(newest_first);
        let updated = news.first().map_or(self.archive.today, |news| news.updated);
        let head = self.head(url, title.clone(), Genre::Door, &[]);
        let entries = news.iter().map(|news| Arc::new(news.entry())).collect();
        pages.add(None, head, Content::Feed(Arc::new(FeedView { title, updated, page, entries })));
    }

    /// Plans the site map over all pages planned so far, in parts when they are many.
    pub fn plan_sitemap(&self, pages: &mut Pages) {
        let mut urls: Vec<Url> =
            pages.planned.iter().filter(|page| is_for_readers(page)).map(|page| page.url.clone()).collect();
        // Sorted: reaches output.
        urls.par_sort_unstable();
        let whole = address::sitemap();
        if urls.len() <= SITEMAP_PART {
            return self.add_sitemap(pages, whole, urls, Vec::new());
        }
        let mut parts = Vec::new();
        for (chunk, number) in urls.chunks(SITEMAP_PART).zip(1..) {
            let part = Url::new(&format!("sitemap-{number}.xml"));
            self.add_sitemap(pages, part.clone(), chunk.to_vec(), Vec::new());
            parts.push(part);
        }
        self.add_sitemap(pages, whole, Vec::new(), parts);
    }

    fn add_sitemap(&self, pages: &mut Pages, url: Url, urls: Vec<Url>, parts: Vec<Url>) {
        let head = self.head(url, "", Genre::Door, &[]);
        pages.add(None, head, Content::Sitemap(Arc::new(SitemapView { urls, parts })));
    }
}

fn data_file(path: &str) -> Url {
    Url::new(&format!("{}{path}", Section::Data.url()))
}

fn dataset_view(set: &data::Set) -> Arc<DatasetView> {
    let part = |part: &data::Part| DataPartView {
        title: part.title.clone(),
        rows: part.rows,
        csv: data_file(&part.path_as(data::Format::Csv)),
        json: data_file(&part.path_as(data::Format::Json)),
    };
    let column = |column: &data::table::Column| ColumnView {
        name: (&*column.name).into(),
        kind: column.kind.into(),
        title: (&*column.meaning).into(),
    };
    Arc::new(DatasetView {
        id: (&*set.about.name).into(),
        title: (&*set.about.title).into(),
        description: (&*set.about.description).into(),
        rows: set.parts.iter().map(|part| part.rows).sum(),
        parts: set.parts.iter().map(|each| Arc::new(part(each))).collect(),
        columns: set.about.columns.iter().map(|each| Arc::new(column(each))).collect(),
    })
}

/// Something that a feed may tell of.
#[derive(Debug, Clone, Copy)]
struct News<'c> {
    updated: Date,
    what: What<'c>,
}

#[derive(Debug, Clone, Copy)]
enum What<'c> {
    Report(&'c ReportCard, &'c ReportInfo),
    Document(&'c DocumentCard),
}

impl<'c> News<'c> {
    /// A document without a date is no news.
    fn of_document(card: &'c DocumentCard) -> Option<Self> {
        Some(Self { updated: card.date?, what: What::Document(card) })
    }

    fn url(&self) -> &'c Url {
        match self.what {
            What::Report(card, _) => &card.url,
            What::Document(card) => &card.url,
        }
    }

    fn entry(&self) -> FeedEntry {
        let (title, kind, summary, author) = match self.what {
            What::Report(card, info) => (&card.title, Genre::Report, Some(told(info)), &card.issuer),
            What::Document(card) => (&card.name, Genre::Document(card.kind), card.title.clone(), &card.issuer),
        };
        let (title, author) = (title.clone(), author.clone());
        FeedEntry { title, url: self.url().clone(), updated: self.updated, summary, author, kind }
    }
}

/// A report's trích yếu, after what was said of it later.
fn told(report: &ReportInfo) -> Arc<str> {
    match cards::notices(report) {
        Some(notices) => format!("{notices} {}", report.summary).into(),
        None => report.summary.clone(),
    }
}

fn is_for_readers(page: &Planned) -> bool {
    matches!(&page.view, View::Page { head, .. } if head.kind != Genre::Door)
}
