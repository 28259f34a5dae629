//! Open data: the archive's tables as CSV and JSON, described by a Data Package and by DCAT.
//!
//! A table is one type of row ([`rows`]); everything said of it follows from that definition: the files
//! ([`sheet`]), `datapackage.json` ([`package`]), `dcat.jsonld` ([`dcat`]) and the dictionary on the open-data
//! page. Every row carries the address of its page.
//!
//! Citations are by far the largest table and come in one file per period, so that an edit writes little again
//! and no file outgrows a spreadsheet (a million rows); every other table is one file.

mod citing;
mod dcat;
mod gather;
mod ledger;
pub mod package;
pub mod rows;
pub mod sheet;
pub mod table;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::attic::{Attic, Kept};
use crate::cards::Cards;
use crate::content::PeriodId;
use crate::link::Archive;
use crate::link::report::ReportIndex;
use crate::parse::body::Body;
use citing::CitingReports;
use ledger::LedgerRows;
use rows::*;
use sheet::{DataFile, Sheet, Source};
use table::{About, Defined};
use trichdan::calendar::Date;

/// What describes the data as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    pub title: Arc<str>,
    /// A sentence about the site.
    pub description: Option<Arc<str>>,
    /// Who publishes.
    pub publisher: Arc<str>,
    /// Whose archive it is, where that is known.
    pub creator: Option<Arc<str>>,
    /// Where that body is told of, from the site's root.
    pub creator_page: Option<Arc<str>>,
    /// The last day of that body, if it has ended: then the archive is closed.
    pub closed: Option<Date>,
    /// Where the site is published, with a trailing slash.
    pub base_url: Arc<str>,
    /// What the ids of all that is published begin with.
    pub id_base: Arc<str>,
    /// The licence of the data.
    pub license: Option<Arc<str>>,
    /// The place the site is about.
    pub place: Option<Arc<str>>,
    /// The day the data is as of.
    pub today: Date,
    /// The newest period's id.
    pub newest_period: Option<Arc<str>>,
    /// First day of the first period and last day of the last.
    pub covers: Option<(Date, Date)>,
}

/// A table as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Its name, title and columns.
    pub about: About,
    /// Its files; more than one for a table that is cut by period.
    pub parts: Vec<Part>,
}

/// A pair of files of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Path below the open-data page, without an extension: `van-ban`, `trich-dan/2022-h1`.
    pub path: String,
    /// What it is limited to, such as a period's title.
    pub title: Option<Arc<str>>,
    /// How many rows.
    pub rows: u32,
    /// For spreadsheets.
    pub csv: DataFile,
    /// For programs.
    pub json: DataFile,
}

trichdan::choice! {
    /// The formats that every table comes in.
    pub enum Format {
        /// For spreadsheets.
        Csv = "csv";
        /// For programs.
        Json = "json";
    }
}

impl Part {
    /// Its file in a format.
    pub fn file(&self, format: Format) -> &DataFile {
        match format {
            Format::Csv => &self.csv,
            Format::Json => &self.json,
        }
    }

    /// The path of that file below the open-data page: `van-ban.csv`.
    pub fn path_as(&self, format: Format) -> String {
        format!("{}.{}", self.path, format.word())
    }
}

/// All rows of an archive.
#[derive(Debug, Default)]
pub struct Tables {
    pub documents: Vec<DocumentRow>,
    /// How they act on each other.
    pub relations: Vec<RelationRow>,
    pub reports: Vec<ReportRow>,
    pub periods: Vec<PeriodRow>,
    /// Headline figures.
    pub indicators: Vec<IndicatorRow>,
    /// Models by period.
    pub models: Vec<ModelRow>,
    /// Tasks by period.
    pub tasks: Vec<TaskRow>,
    pub promises: Vec<PromiseRow>,
    pub places: Vec<PlaceRow>,
    /// Issuing bodies.
    pub issuers: Vec<IssuerRow>,
    /// The reports of each period, of which the rows of citations are made.
    pub citations: BTreeMap<PeriodId, CitingReports>,
    /// Rows of registers that the site declares, by register and period.
    pub ledgers: BTreeMap<(usize, PeriodId), LedgerRows>,
}

/// The open data of a site: a value of the archive and, if there is one, of the data before it, whose files
/// are taken over where the rows are the same.
#[derive(Debug, Default)]
pub struct OpenData {
    attic: Attic,
    sheets: Option<Sheets>,
    /// The tables, in the order of the open-data page.
    pub sets: Vec<Set>,
    /// Every file by its path below the open-data page.
    pub files: BTreeMap<String, Kept>,
}

#[derive(Debug)]
struct Sheets {
    documents: Sheet<Vec<DocumentRow>>,
    relations: Sheet<Vec<RelationRow>>,
    reports: Sheet<Vec<ReportRow>>,
    periods: Sheet<Vec<PeriodRow>>,
    indicators: Sheet<Vec<IndicatorRow>>,
    models: Sheet<Vec<ModelRow>>,
    tasks: Sheet<Vec<TaskRow>>,
    promises: Sheet<Vec<PromiseRow>>,
    places: Sheet<Vec<PlaceRow>>,
    issuers: Sheet<Vec<IssuerRow>>,
    citations: BTreeMap<PeriodId, Sheet<CitingReports>>,
    ledgers: BTreeMap<(usize, PeriodId), Sheet<LedgerRows>>,
}

impl OpenData {
    /// No data; that which follows it puts its files in the attic.
    pub fn on(attic: Attic) -> Self {
        Self { attic, ..Self::default() }
    }

    /// The open data of an archive; none without a `site.yaml`.
    pub fn of(archive: &Archive<'_>, cards: &Cards, before: &OpenData) -> Self {
        match gather::facts(archive) {
            Some(facts) => Self::new(&facts, gather::tables(archive, cards, &facts), before),
            None => Self::on(before.attic.clone()),
        }
    }

    /// Takes new words of reports, whose front matter and whose citations' targets are what they were. True when
    /// files were written anew.
    pub fn revise(&mut self, archive: &Archive<'_>, reports: impl Iterator<Item = ReportIndex>) -> bool {
        let mut texts: BTreeMap<PeriodId, Vec<(usize, Arc<Body>)>> = BTreeMap::new();
        for index in reports.filter(|index| !archive.report(*index).citations.is_empty()) {
            let report = archive.report(index);
            let place = index.0 as usize - archive.reports_of(report.entry.period).start;
            texts.entry(report.entry.period).or_default().push((place, report.entry.body.clone()));
        }
        if texts.is_empty() {
            return false;
        }
        let (Some(facts), Some(mut sheets)) = (gather::facts(archive), self.sheets.take()) else { return false };
        for (period, texts) in texts {
            let Some(sheet) = sheets.citations.get_mut(&period) else { continue };
            let mut source = sheet.source.clone();
            texts.into_iter().for_each(|(place, body)| source.reports[place].body = body);
            *sheet = Sheet::new(source, Some(sheet), &self.attic);
        }
        *self = Self::published(&facts, sheets, self.attic.clone());
        true
    }

    /// Publishes rows.
    pub fn new(facts: &Facts, tables: Tables, before: &OpenData) -> Self {
        let sheets = Sheets::new(tables, before.sheets.as_ref(), &before.attic);
        Self::published(facts, sheets, before.attic.clone())
    }

    fn published(facts: &Facts, sheets: Sheets, attic: Attic) -> Self {
        let sets = sheets.sets();
        let mut files = BTreeMap::new();
        for part in sets.iter().flat_map(|set| &set.parts) {
            let file = |format: &Format| (part.path_as(*format), part.file(*format).text.clone());
            files.extend(Format::ALL.iter().map(file));
        }
        files.insert("datapackage.json".into(), package::describe(facts, &sets).into());
        files.insert("dcat.jsonld".into(), dcat::describe(facts, &sets).into());
        Self { attic, sheets: Some(sheets), sets, files }
    }
}

impl Sheets {
    fn new(tables: Tables, before: Option<&Sheets>, attic: &Attic) -> Self {
        let citations = tables.citations.into_par_iter().map(|(period, reports)| {
            let before = before.and_then(|before| before.citations.get(&period));
            (period, Sheet::new(reports, before, attic))
        });
        let ledgers = tables.ledgers.into_par_iter().map(|(key, rows)| {
            let before = before.and_then(|before| before.ledgers.get(&key));
            (key, Sheet::new(rows, before, attic))
        });
        Self {
            ledgers: ledgers.collect(),
            documents: Sheet::new(tables.documents, before.map(|before| &before.documents), attic),
            relations: Sheet::new(tables.relations, before.map(|before| &before.relations), attic),
            reports: Sheet::new(tables.reports, before.map(|before| &before.reports), attic),
            periods: Sheet::new(tables.periods, before.map(|before| &before.periods), attic),
            indicators: Sheet::new(tables.indicators, before.map(|before| &before.indicators), attic),
            models: Sheet::new(tables.models, before.map(|before| &before.models), attic),
            tasks: Sheet::new(tables.tasks, before.map(|before| &before.tasks), attic),
            promises: Sheet::new(tables.promises, before.map(|before| &before.promises), attic),
            places: Sheet::new(tables.places, before.map(|before| &before.places), attic),
            issuers: Sheet::new(tables.issuers, before.map(|before| &before.issuers), attic),
            citations: citations.collect(),
        }
    }

    fn sets(&self) -> Vec<Set> {
        let titles: BTreeMap<&str, &Arc<str>> = self.periods.source.iter().map(|row| (&*row.id, &row.title)).collect();
        let citations = self.citations.iter().rev().map(|(period, sheet)| {
            let id = period.to_string();
            let title = titles.get(&*id).map_or_else(|| id.as_str().into(), |title| (*title).clone());
            part(format!("{}/{id}", CitationRow::ABOUT.name), Some(title), sheet)
        });
        let ledgers: Vec<(&(usize, PeriodId), &Sheet<LedgerRows>)> = self.ledgers.iter().collect();
        let ledgers = ledgers.chunk_by(|((one, _), _), ((other, _), _)| one == other).map(|sheets| {
            let about = sheets[0].1.source.about();
            let folder = about.name.replacen('-', "/", 1);
            let part_of = |((_, period), sheet): &(&(usize, PeriodId), &Sheet<LedgerRows>)| {
                let id = period.to_string();
                let title = titles.get(&*id).map_or_else(|| id.as_str().into(), |title| (*title).clone());
                part(format!("{folder}/{id}"), Some(title), sheet)
            };
            Set { parts: sheets.iter().rev().map(part_of).collect(), about }
        });
        let fixed = vec![
            whole(&self.documents),
            whole(&self.relations),
            Set { about: CitationRow::ABOUT, parts: citations.collect() },
            whole(&self.reports),
            whole(&self.models),
            whole(&self.tasks),
            whole(&self.promises),
            whole(&self.periods),
            whole(&self.indicators),
            whole(&self.issuers),
            whole(&self.places),
        ];
        fixed.into_iter().chain(ledgers).collect()
    }
}

fn whole<S: Source>(sheet: &Sheet<S>) -> Set {
    let about = sheet.source.about();
    Set { parts: vec![part(about.name.to_string(), None, sheet)], about }
}

fn part<S: Source>(path: String, title: Option<Arc<str>>, sheet: &Sheet<S>) -> Part {
    Part { path, title, rows: sheet.rows, csv: sheet.csv.clone(), json: sheet.json.clone() }
}
