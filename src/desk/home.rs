//! All in one look: the periods, what is unfinished, what the careful reader says, what is not yet published.

use std::collections::BTreeMap;

use serde::Serialize;

use super::pages::shown;
use super::reply::Reply;
use super::room::Room;
use super::{Desk, fill};
use crate::content::{Blank, Identity, MayBeDraft, PeriodId, PublishTarget};
use crate::diagnostic::Severity;
use crate::diagnostic::failure::Failure;
use crate::link::Archive;
use crate::shell::publish::record::Record;
use crate::shell::workplace::LAW_TIME;
use trichdan::calendar;

/// A period and what is in it.
#[derive(Debug, Serialize)]
struct PeriodRow {
    id: String,
    title: String,
    reports: Vec<ReportRow>,
    models: usize,
    tasks: usize,
    is_draft: bool,
    /// What can be filled in of it.
    files: Vec<fill::Row>,
}

#[derive(Debug, Serialize)]
struct ReportRow {
    title: String,
    /// Where its page lies in the preview.
    address: String,
    is_draft: bool,
    /// What the original leaves blank.
    blanks: Vec<&'static str>,
    /// Where it is written.
    form: String,
}

/// A target and what it has not got yet.
#[derive(Debug, Serialize)]
pub(super) struct TargetRow {
    pub name: String,
    pub url: String,
    /// The day and the hour of the last publication.
    pub at: Option<String>,
    /// Files of the content that are new or other since then; none where nobody published from this machine.
    pub waiting: Option<usize>,
}

/// The page that the desk begins with.
pub(super) fn page(desk: &mut Desk) -> Result<Reply, Failure> {
    let (workplace, site) = (desk.workplace.clone(), desk.workplace.site_info());
    let (room, pages) = desk.room_and_pages()?;
    let mut files = fill::of_periods(room, pages);
    let said = room.findings();
    let count = |severity| said.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    let targets = site.iter().flat_map(|site| &site.targets);
    let targets: Vec<TargetRow> = targets.map(|target| row(target, room, &workplace.output)).collect();
    let page = shown! {
        folder => std::path::absolute(&workplace.content).unwrap_or(workplace.content.clone()).display().to_string(),
        periods => room.live().site().archive().map(|archive| periods(archive, &mut files)).unwrap_or_default(),
        errors => count(Severity::Error),
        warnings => count(Severity::Warning),
        hints => count(Severity::Hint),
        targets,
        is_sample => site.is_some_and(|site| &*site.base_url.host() == Identity::SAMPLE_HOST),
    };
    Ok(desk.page("home.html", "home", page))
}

/// A target as it stands.
pub(super) fn row(target: &PublishTarget, room: &Room, output: &std::path::Path) -> TargetRow {
    let record = Record::read(output, target);
    TargetRow {
        name: target.name.to_string(),
        url: target.url.value.to_string(),
        at: record.as_ref().map(|record| record.at.to_zoned_datetime(LAW_TIME).strftime("%H:%M %d/%m/%Y").to_string()),
        waiting: record.map(|record| record.changed(room.sources()).len()),
    }
}

/// Newest first.
fn periods(archive: &Archive<'_>, files: &mut BTreeMap<PeriodId, Vec<fill::Row>>) -> Vec<PeriodRow> {
    let row = |(id, entries): (&PeriodId, &crate::link::gather::PeriodEntries<'_>)| PeriodRow {
        id: id.to_string(),
        title: entries.info.map_or_else(|| id.to_string(), |info| info.value.title.to_string()),
        reports: archive.reports_of(*id).map(|index| report(archive, index)).collect(),
        models: entries.models.len(),
        tasks: entries.tasks.len(),
        is_draft: archive.is_draft(*id),
        files: files.remove(id).unwrap_or_default(),
    };
    archive.periods.iter().rev().map(row).collect()
}

fn report(archive: &Archive<'_>, index: usize) -> ReportRow {
    let report = &archive.reports[index];
    let info = report.entry.info();
    let day = info.date.map(|date| format!(" ({})", calendar::short(date))).unwrap_or_default();
    let title = info.title.as_ref().unwrap_or(&info.summary);
    let all = [Blank::Number, Blank::Date, Blank::Issuer, Blank::Signature];
    ReportRow {
        title: format!("{title}{day}"),
        address: format!("/xem/bao-cao/{}/{}/", report.entry.period, report.slug()),
        is_draft: info.is_draft() || archive.is_draft(report.entry.period),
        form: fill::entry_address(report.entry.path.as_str(), Some(0)),
        blanks: all.into_iter().filter(|what| info.is_blank(*what)).map(Blank::label).collect(),
    }
}
