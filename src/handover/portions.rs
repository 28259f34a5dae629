//! The files that hold what is taken: as they are, or with some of their entries alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::choice::{Choice, rows};
use super::texts::{LEDGERS, Texts};
use super::thing::Thing;
use crate::content::{ColumnKind, PeriodInfo};
use crate::edit::{self, Change};
use crate::link::Archive;
use crate::link::gather::Located;
use crate::parse::kind::{self, FileKind, period_of};
use crate::plan::reference::{meant, readings};
use crate::source::SourcePath;

/// What is taken of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Portion {
    /// All of it, as it lies in the archive's folder.
    Whole,
    /// This.
    Text(String),
}

/// The files of what is taken; or what has to be taken besides, because its file cannot be cut.
pub fn portions(choice: &Choice<'_, '_>, texts: &Texts<'_>) -> Result<BTreeMap<SourcePath, Portion>, Vec<Thing>> {
    let things = things_by_file(choice.archive, texts);
    let mut files = BTreeMap::new();
    let mut beside = Vec::new();
    for path in texts.sources.texts.keys() {
        let period = period_of(path);
        if period.is_some_and(|period| !choice.has(&Thing::Period(period))) {
            continue;
        }
        let things = things.get(path).map_or(&[][..], Vec::as_slice);
        let portion = match kind::of(path) {
            FileKind::Site | FileKind::Attachment | FileKind::Unknown(_) | FileKind::BadPeriod => Ok(None),
            FileKind::Report => Ok(Some(Portion::Whole)),
            FileKind::Period => {
                let info = period.and_then(|period| choice.archive.periods.get(&period)?.info);
                info.map_or(Ok(Some(Portion::Whole)), |info| period_info(choice, texts, info).map(Some))
            }
            FileKind::Page => Ok(things.iter().any(|(_, thing)| choice.has(thing)).then_some(Portion::Whole)),
            // A file of remarks alone belongs to its period.
            _ if things.is_empty() => Ok(period.map(|_| Portion::Whole)),
            _ => list(choice, texts, path, things),
        };
        match portion {
            Ok(portion) => files.extend(portion.map(|portion| (path.clone(), portion))),
            Err(things) => beside.extend(things),
        }
    }
    if !beside.is_empty() {
        return Err(beside);
    }
    files.extend(attachments(choice, texts).into_iter().map(|path| (path, Portion::Whole)));
    Ok(files)
}

/// What stands in each file, with the byte at which its entry begins.
fn things_by_file<'f>(archive: &'f Archive<'_>, texts: &Texts<'_>) -> BTreeMap<SourcePath, Vec<(u32, Thing)>> {
    let mut files: BTreeMap<SourcePath, Vec<(u32, Thing)>> = BTreeMap::new();
    let mut add = |path: &'f SourcePath, start: u32, thing: Thing| {
        files.entry(path.clone()).or_default().push((start, thing));
    };
    for entries in archive.periods.values() {
        for model in &entries.models {
            add(model.path, model.mark.entry_start, Thing::Model(model.value.id.value.clone()));
        }
        for task in &entries.tasks {
            add(task.path, task.mark.entry_start, Thing::Task(task.value.id.value.clone()));
        }
    }
    for (index, document) in archive.register.iter() {
        add(document.entry.path, document.entry.mark.entry_start, Thing::Document(index));
    }
    for (index, _) in archive.issuers.iter() {
        let issuer = archive.issuers.located(index);
        add(issuer.path, issuer.mark.entry_start, Thing::Body(index));
    }
    for (index, _) in archive.places.iter().filter(|(index, _)| archive.places.is_written(*index)) {
        let place = archive.places.located(index);
        add(place.path, place.mark.entry_start, Thing::Place(index));
    }
    for (index, row) in rows(archive) {
        for (_, row) in &row.series.entries {
            add(row.path, row.mark.entry_start, Thing::Row(index));
        }
    }
    for (index, (page, _)) in archive.pages.iter().enumerate() {
        add(page.path, 0, Thing::Page(index));
    }
    if let Some(path) = SourcePath::new(LEDGERS) {
        let starts = texts.starts_of_ledgers(archive).unwrap_or_else(|| vec![0; archive.ledgers.len()]);
        let things = starts.into_iter().zip(0_u32..).map(|(start, index)| (start, Thing::Ledger(index)));
        files.entry(path).or_default().extend(things);
    }
    files
}

/// A file of entries with those alone that are taken; none where that is none.
fn list(
    choice: &Choice<'_, '_>,
    texts: &Texts<'_>,
    path: &SourcePath,
    things: &[(u32, Thing)],
) -> Result<Option<Portion>, Vec<Thing>> {
    let (taken, left): (Vec<_>, Vec<_>) = things.iter().partition(|(_, thing)| choice.has(thing));
    if left.is_empty() {
        return Ok(Some(Portion::Whole));
    }
    if taken.is_empty() {
        return Ok(None);
    }
    let cut = || {
        let starts = texts.starts(path)?;
        let index = |(start, _): &&(u32, Thing)| starts.binary_search(start).ok();
        let indexes: BTreeSet<usize> = taken.iter().map(index).collect::<Option<_>>()?;
        edit::kept(texts.written.get(path)?, &indexes)
    };
    match cut() {
        Some(text) => Ok(Some(Portion::Text(text))),
        None => Err(left.into_iter().map(|(_, thing)| thing.clone()).collect()),
    }
}

/// A period's own file. The models of which a figure is made up are no more named where one of them is left.
fn period_info(
    choice: &Choice<'_, '_>,
    texts: &Texts<'_>,
    info: Located<'_, PeriodInfo>,
) -> Result<Portion, Vec<Thing>> {
    let mut portion = Portion::Whole;
    let mut beside = Vec::new();
    for index in unbound(choice, info.value) {
        let text = match &portion {
            Portion::Text(text) => Some(text),
            Portion::Whole => texts.written.get(info.path),
        };
        let at = format!("indicators.{index}.models").parse().expect("any text is a path");
        match text.map(|text| edit::apply(info.path, text, &Change::Remove { at })) {
            Some(Ok(text)) => portion = Portion::Text(text),
            _ => {
                let models = info.value.indicators[index].models.iter().map(|id| Thing::Model(id.value.clone()));
                beside.extend(models.filter(|model| !choice.has(model)));
            }
        }
    }
    if beside.is_empty() { Ok(portion) } else { Err(beside) }
}

/// The figures of a period of which not all models are taken.
pub fn unbound(choice: &Choice<'_, '_>, info: &PeriodInfo) -> Vec<usize> {
    let is_left =
        |index: &usize| info.indicators[*index].models.iter().any(|id| !choice.has(&Thing::Model(id.value.clone())));
    (0..info.indicators.len()).filter(is_left).collect()
}

/// The files beside the texts: those that something taken offers, and of the periods that are taken all that do not belong to a
/// document that is left.
fn attachments(choice: &Choice<'_, '_>, texts: &Texts<'_>) -> BTreeSet<SourcePath> {
    let all = &texts.sources.attachments;
    let named = |from: &SourcePath, name: &str| meant(from, name).find(|path| all.contains_key(path));
    let (mut taken, mut left) = (BTreeSet::new(), BTreeSet::new());
    let archive = choice.archive;
    for (index, document) in archive.register.iter() {
        let files = document.entry.value.files.iter().filter_map(|file| named(document.entry.path, &file.value));
        let offered = if choice.has(&Thing::Document(index)) { &mut taken } else { &mut left };
        offered.extend(files);
    }
    let reports = archive.reports.iter().map(|report| &report.entry);
    let reports: Vec<_> = reports.filter(|report| choice.has(&Thing::Period(report.period))).collect();
    for report in &reports {
        taken.extend(report.info().files.iter().filter_map(|file| named(&report.path, &file.value)));
    }
    let pages = archive.pages.iter().enumerate().filter(|(index, _)| choice.has(&Thing::Page(*index)));
    let pages = pages.map(|(_, (page, body))| (page.path, *body));
    for (from, body) in reports.iter().map(|report| (&report.path, &report.body)).chain(pages) {
        let addresses = body.links.iter().flat_map(|link| readings(&link.address));
        taken.extend(addresses.filter_map(|reading| named(from, &reading.path)));
    }
    for (index, row) in rows(archive).filter(|(index, _)| choice.has(&Thing::Row(*index))) {
        let columns = &archive.ledgers[index.ledger as usize].ledger.columns;
        for (_, entry) in &row.series.entries {
            let cells = columns.iter().zip(&entry.value.cells).filter(|(column, _)| column.kind == ColumnKind::File);
            let written: Vec<&Arc<str>> = cells.map(|(_, cell)| &cell.written).collect();
            let files = written.into_iter().filter(|written| !written.is_empty());
            taken.extend(files.filter_map(|written| named(entry.path, &format!("../files/{written}"))));
        }
    }
    let of_period = |path: &&SourcePath| {
        period_of(path).is_some_and(|period| choice.has(&Thing::Period(period))) && !left.contains(*path)
    };
    taken.extend(all.keys().filter(of_period).cloned());
    taken
}
