//! What was taken and what was left, by name and by number.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::choice::{Choice, rows};
use super::portions::{Portion, unbound};
use super::texts::Texts;
use super::thing::{Kind, Thing, Why};
use crate::address::{self, ROOT};
use crate::link::Archive;
use crate::link::names::full_name;
use crate::source::SourcePath;
use trichdan::calendar::Date;

/// What there is to say of a handover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The day of the build.
    pub day: Date,
    /// The heir's unit: `xã Thọ Ngọc`.
    pub heir: String,
    /// The units that it was made of.
    pub forerunners: Vec<String>,
    /// Who keeps what is taken, as far as the archive tells.
    pub keeper: String,
    /// The body whose archive it is.
    pub body: Option<Arc<str>>,
    /// What the archive is called, and where it is read.
    pub title: Arc<str>,
    pub address: Arc<str>,
    /// By kind, what is taken and what is left.
    pub lines: Vec<Line>,
    /// Figures that no more name the models which they are made up of: the period's file, and the figure.
    pub cut: Vec<(SourcePath, Arc<str>)>,
    /// The last part of the address of the page that tells all this.
    pub page: String,
}

/// What is taken and what is left of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: Kind,
    /// Each with the reason.
    pub taken: Vec<(String, Option<Why>)>,
    pub left: Vec<String>,
}

impl Account {
    pub fn of(choice: &Choice<'_, '_>, texts: &Texts<'_>, files: &BTreeMap<SourcePath, Portion>) -> Self {
        let archive = choice.archive;
        let place = archive.places.get(choice.heir.place);
        let heir = full_name(place);
        let forerunners = archive.places.forerunners(choice.heir.place).iter().map(|unit| archive.places.get(*unit));
        let forerunners = forerunners.filter(|unit| unit.kind.tier() == place.kind.tier());
        let keeper = choice.heir.body.map(|body| archive.issuers.get(body).name.to_string());
        let site = archive.site.map(|site| site.value);
        Self {
            day: archive.today,
            forerunners: forerunners.map(full_name).collect(),
            keeper: keeper.unwrap_or_else(|| format!("UBND {heir}")),
            heir,
            body: archive.authorities.own().body.map(|body| archive.issuers.get(body).name.clone()),
            title: site.map(|site| site.title.clone()).unwrap_or_default(),
            address: site.map(|site| site.base_url.shared()).unwrap_or_default(),
            lines: lines(choice, texts, files),
            cut: cut(choice),
            page: free_page(choice),
        }
    }
}

fn lines(choice: &Choice<'_, '_>, texts: &Texts<'_>, files: &BTreeMap<SourcePath, Portion>) -> Vec<Line> {
    let mut lines: BTreeMap<Kind, Line> = BTreeMap::new();
    let mut note = |kind: Kind, name: String, why: Option<Option<Why>>| {
        let line = lines.entry(kind).or_insert_with(|| Line { kind, taken: Vec::new(), left: Vec::new() });
        match why {
            Some(why) => line.taken.push((name, why)),
            None => line.left.push(name),
        }
    };
    for thing in things(choice.archive) {
        note(thing.kind(), name(choice.archive, &thing), choice.why(&thing).map(Some));
    }
    for report in &choice.archive.reports {
        let is_taken = choice.has(&Thing::Period(report.entry.period));
        note(Kind::Report, report.entry.path.to_string(), is_taken.then_some(None));
    }
    for path in texts.sources.attachments.keys() {
        let is_taken = files.contains_key(path) && !path.as_str().starts_with(ROOT);
        note(Kind::File, path.to_string(), is_taken.then_some(None));
    }
    // Sorted: reaches output. By kind.
    lines.into_values().collect()
}

/// All that can be taken or left, in the archive's order.
fn things(archive: &Archive<'_>) -> Vec<Thing> {
    let periods = archive.periods.keys().map(|period| Thing::Period(*period));
    let models = archive.models.keys().map(|id| Thing::Model(id.clone()));
    let tasks = archive.tasks.keys().map(|id| Thing::Task(id.clone()));
    let rows = rows(archive).map(|(index, _)| Thing::Row(index));
    let documents = archive.register.iter().map(|(index, _)| Thing::Document(index));
    let ledgers = (0_u32..).zip(&archive.ledgers).map(|(index, _)| Thing::Ledger(index));
    let bodies = archive.issuers.iter().map(|(index, _)| Thing::Body(index));
    let written = archive.places.iter().filter(|(index, _)| archive.places.is_written(*index));
    let places = written.map(|(index, _)| Thing::Place(index));
    let pages = (0..archive.pages.len()).map(Thing::Page);
    let entries = periods.chain(models).chain(tasks).chain(rows);
    entries.chain(documents).chain(ledgers).chain(bodies).chain(places).chain(pages).collect()
}

fn name(archive: &Archive<'_>, thing: &Thing) -> String {
    match thing {
        Thing::Period(period) => period.to_string(),
        Thing::Model(id) => {
            archive.models.get(id).map_or_else(String::new, |series| format!("{id}: {}", series.last().1.value.name))
        }
        Thing::Task(id) => {
            archive.tasks.get(id).map_or_else(String::new, |series| format!("{id}: {}", series.last().1.value.name))
        }
        Thing::Row(index) => {
            let linked = &archive.ledgers[index.ledger as usize];
            let row = &linked.rows[index.row as usize];
            format!("{}/{}: {}", linked.ledger.id, row.slug, row.newest().name(linked.ledger))
        }
        Thing::Document(index) => {
            let document = archive.register.document(*index);
            let day = document.date().map(|day| format!(" ({})", trichdan::calendar::short(day)));
            let issuer = document.issuer.map(|issuer| format!(", {}", archive.issuers.get(issuer).name));
            let (day, issuer) = (day.unwrap_or_default(), issuer.unwrap_or_default());
            format!("{}{day}{issuer}", document.entry.value.designation.value)
        }
        Thing::Ledger(index) => {
            let ledger = archive.ledgers[*index as usize].ledger;
            format!("{}: {}", ledger.id, ledger.title)
        }
        Thing::Body(body) => {
            let body = archive.issuers.get(*body);
            format!("{}: {}", body.id.value, body.name)
        }
        Thing::Place(place) => {
            let place = archive.places.get(*place);
            format!("{}: {}", place.id.value, full_name(place))
        }
        Thing::Page(page) => {
            let (page, _) = &archive.pages[*page];
            format!("{}: {}", page.path, page.value.title)
        }
    }
}

fn cut(choice: &Choice<'_, '_>) -> Vec<(SourcePath, Arc<str>)> {
    let periods = choice.archive.periods.iter().filter(|(period, _)| choice.has(&Thing::Period(**period)));
    let infos = periods.filter_map(|(_, entries)| entries.info);
    let cut = infos.flat_map(|info| {
        let figures = unbound(choice, info.value).into_iter();
        figures.map(move |figure| (info.path.clone(), info.value.indicators[figure].id.clone()))
    });
    cut.collect()
}

/// `ban-giao`, or with the first number that makes it no taken page's.
fn free_page(choice: &Choice<'_, '_>) -> String {
    let pages = choice.archive.pages.iter().enumerate().filter(|(index, _)| choice.has(&Thing::Page(*index)));
    let taken: Vec<&str> = pages.flat_map(|(_, (page, _))| [address::slug_of(page), page.path.stem()]).collect();
    let names = std::iter::once("ban-giao".to_owned()).chain((2..).map(|number| format!("ban-giao-{number}")));
    names.into_iter().find(|name| !taken.contains(&name.as_str())).unwrap_or_default()
}
