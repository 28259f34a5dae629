//! What kind of file a path says it is.

use crate::content::PeriodId;
use crate::source::SourcePath;

/// The kinds of file that the content folder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// `site.yaml`
    Site,
    /// `issuers.yaml`
    Issuers,
    /// `places.yaml`
    Places,
    /// `registers.yaml`
    Ledgers,
    /// `legal/*.yaml` and `PERIOD/legal.yaml`
    Legal,
    /// `PERIOD/period.yaml`
    Period,
    /// `PERIOD/models.yaml`
    Models,
    /// `PERIOD/tasks.yaml`
    Tasks,
    /// `PERIOD/so/*.yaml`, `*.csv` and `*.xlsx`
    Rows,
    /// `PERIOD/*.md`
    Report,
    /// `pages/*.md`
    Page,
    /// Under `PERIOD/files/`: for readers to download, not for us to read.
    Attachment,
    /// Nothing reads it; the names that its folder may have.
    Unknown(&'static [&'static str]),
    /// In a folder that is no period.
    BadPeriod,
}

pub fn of(path: &SourcePath) -> FileKind {
    let name = path.file_name();
    match (path.folder(), name) {
        ("", "site.yaml") => FileKind::Site,
        ("", "issuers.yaml") => FileKind::Issuers,
        ("", "places.yaml") => FileKind::Places,
        ("", "registers.yaml") => FileKind::Ledgers,
        ("", _) => FileKind::Unknown(&["site.yaml", "issuers.yaml", "places.yaml", "registers.yaml"]),
        ("legal", _) if name.ends_with(".yaml") => FileKind::Legal,
        ("legal", _) => FileKind::Unknown(&["*.yaml"]),
        ("pages", _) if name.ends_with(".md") => FileKind::Page,
        ("pages", _) => FileKind::Unknown(&["*.md"]),
        (folder, _) => in_period(folder, name),
    }
}

fn in_period(folder: &str, name: &str) -> FileKind {
    let (period, below) = folder.split_once('/').unwrap_or((folder, ""));
    if PeriodId::parse(period).is_none() {
        return FileKind::BadPeriod;
    }
    match (below, name) {
        ("", "period.yaml") => FileKind::Period,
        ("", "legal.yaml") => FileKind::Legal,
        ("", "models.yaml") => FileKind::Models,
        ("", "tasks.yaml") => FileKind::Tasks,
        ("", _) if name.ends_with(".md") => FileKind::Report,
        ("so", _) if is_table(name) || name.ends_with(".yaml") => FileKind::Rows,
        ("so", _) => FileKind::Unknown(&["*.yaml", "*.csv", "*.xlsx"]),
        _ if below == "files" || below.starts_with("files/") => FileKind::Attachment,
        _ => FileKind::Unknown(&["period.yaml", "legal.yaml", "models.yaml", "tasks.yaml", "*.md"]),
    }
}

/// Whether a file is a table as spreadsheets save it.
pub fn is_table(name: &str) -> bool {
    name.ends_with(".csv") || name.ends_with(".xlsx")
}

/// The period whose folder holds a file.
pub fn period_of(path: &SourcePath) -> Option<PeriodId> {
    PeriodId::parse(path.folder().split('/').next()?)
}
