//! Beginnings to the disk: a site, a period, a report, a page. Nothing that is there is touched.

use std::path::{Path, PathBuf};

use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::gazetteer::{Found, gazetteer};
use crate::import::begin::{self, Office, Texts};
use crate::shell::import::replace;
use crate::shell::load;
use crate::shell::workplace::clock_day;

/// What to begin.
#[derive(Debug, Clone)]
pub enum Beginning {
    /// A site in a folder of its own, about a unit as somebody typed it, with what its office says of it.
    Site(PathBuf, Option<String>, Office),
    /// A period of the content folder.
    Period(PathBuf, PeriodId),
    /// A report of a period.
    Report(PathBuf, PeriodId, String),
    /// A free page: its file name and its title.
    Page(PathBuf, String, String),
}

/// Writes what the beginning needs and gives the files that were written.
pub fn run(beginning: &Beginning) -> Result<Vec<PathBuf>, Failure> {
    match beginning {
        Beginning::Site(folder, place, office) => {
            let unit = place.as_deref().map(unit).transpose()?;
            write(&folder.join("content"), &begin::site(office, clock_day(), unit))
        }
        Beginning::Period(content, period) => {
            let (sources, _) = load::load(content, None)?;
            write(content, &begin::period(*period, &sources.texts))
        }
        Beginning::Report(content, period, name) => write(content, &begin::report(*period, name)),
        Beginning::Page(content, name, title) => write(content, &begin::page(name, title)),
    }
}

/// The unit that somebody means.
fn unit(written: &str) -> Result<usize, Failure> {
    let all = gazetteer();
    let shown =
        |units: &[usize]| units.iter().map(|unit| (all.get(*unit).code, all.address(*unit))).collect::<Vec<_>>();
    match all.find(written) {
        Found::One(unit) => Ok(unit),
        Found::Several(several) => Err(messages::import::several_units(written, &shown(&several))),
        Found::Nothing(near) => Err(messages::import::no_unit(written, &shown(&near))),
    }
}

/// Writes texts, unless one of them is there already.
fn write(content: &Path, texts: &Texts) -> Result<Vec<PathBuf>, Failure> {
    let paths: Vec<(PathBuf, &str)> =
        texts.iter().map(|(path, text)| (content.join(path.as_str()), text.as_str())).collect();
    if let Some((path, _)) = paths.iter().find(|(path, _)| path.exists()) {
        return Err(messages::import::is_there(path));
    }
    for (path, text) in &paths {
        replace(path, text.as_bytes())?;
    }
    Ok(paths.into_iter().map(|(path, _)| path).collect())
}
