//! What kind of file a path says it is.

use crate::content::PeriodId;
use crate::diagnostic::messages::entry;
use crate::diagnostic::{Diagnostic, Location, Place};
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
    /// `legal/*.yaml` and `PERIOD/legal.yaml`
    Legal,
    /// `PERIOD/period.yaml`
    Period,
    /// `PERIOD/models.yaml`
    Models,
    /// `PERIOD/tasks.yaml`
    Tasks,
    /// `PERIOD/*.md`
    Report,
    /// `pages/*.md`
    Page,
    /// Under `PERIOD/files/`: for readers to download, not for us to read.
    Attachment,
}

const AT_THE_TOP: &[&str] = &["site.yaml", "issuers.yaml", "places.yaml"];
const IN_A_PERIOD: &[&str] = &["period.yaml", "legal.yaml", "models.yaml", "tasks.yaml"];

/// The kind of a file, or a message where nothing would read it.
pub fn of(path: &SourcePath) -> Result<FileKind, Diagnostic> {
    let name = path.file_name();
    let folder = path.folder();
    let unknown = |names: &[&str]| Err(entry::unknown_file(at(path), names));
    match (folder, name) {
        ("", "site.yaml") => Ok(FileKind::Site),
        ("", "issuers.yaml") => Ok(FileKind::Issuers),
        ("", "places.yaml") => Ok(FileKind::Places),
        ("", _) => unknown(AT_THE_TOP),
        ("legal", _) if name.ends_with(".yaml") => Ok(FileKind::Legal),
        ("legal", _) => unknown(&["*.yaml"]),
        ("pages", _) if name.ends_with(".md") => Ok(FileKind::Page),
        ("pages", _) => unknown(&["*.md"]),
        _ => in_period(path, name),
    }
}

fn in_period(path: &SourcePath, name: &str) -> Result<FileKind, Diagnostic> {
    let (period, below) = path.folder().split_once('/').unwrap_or((path.folder(), ""));
    if PeriodId::parse(period).is_none() {
        return Err(entry::bad_period(at(path), period));
    }
    if below == "files" || below.starts_with("files/") {
        return Ok(FileKind::Attachment);
    }
    match name {
        "period.yaml" if below.is_empty() => Ok(FileKind::Period),
        "legal.yaml" if below.is_empty() => Ok(FileKind::Legal),
        "models.yaml" if below.is_empty() => Ok(FileKind::Models),
        "tasks.yaml" if below.is_empty() => Ok(FileKind::Tasks),
        _ if below.is_empty() && name.ends_with(".md") => Ok(FileKind::Report),
        _ => Err(entry::unknown_file(at(path), IN_A_PERIOD)),
    }
}

/// The period whose folder holds a file.
pub fn period_of(path: &SourcePath) -> Option<PeriodId> {
    PeriodId::parse(path.folder().split('/').next()?)
}

fn at(path: &SourcePath) -> Location {
    Location { path: path.clone(), place: Place::File }
}
