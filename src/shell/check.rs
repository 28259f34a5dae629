//! A careful reading of the content folder: build's messages and the careful reader's, silenced ones taken away.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::check::fix::{FixedText, fix};
use crate::check::{self, external, letters, silence};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::link::drafts::Audience;
use crate::shell::disk;
use crate::shell::external::{Manners, ask};
use crate::shell::load::ContentFolder;
use crate::shell::workplace::{Workplace, clock_day};
use crate::site::Site;
use crate::source::{SourcePath, Sources};
use trichdan::calendar::Date;

/// What a reading found.
#[derive(Debug)]
pub struct Reading {
    /// Every message, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was read, for showing messages.
    pub sources: Sources,
}

/// Reads the content as it is on the day the workplace gives, or today; with `links`, other hosts are asked too.
///
/// Fails where a folder cannot be read.
pub fn read(workplace: &Workplace, links: Option<&Manners>) -> Result<Reading, Failure> {
    let mut folder = workplace.open()?;
    let sources = folder.load()?;
    let mut said = said_of_files(&folder, &sources);
    if let Some(manners) = links {
        said.extend(dead_links(&sources, manners));
    }
    Ok(Reading { diagnostics: of_sources(&sources, workplace.today, said), sources })
}

/// What is said of the content of a folder that was read already.
pub fn of_folder(folder: &ContentFolder, sources: &Sources, today: Option<Date>) -> Vec<Diagnostic> {
    of_sources(sources, today, said_of_files(folder, sources))
}

/// What is said of content that may lie on no disk yet, and what was said of its files, sorted by place.
pub fn of_sources(sources: &Sources, today: Option<Date>, said_of_files: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut diagnostics = said_of_files;
    diagnostics.extend(carefully(sources, today.unwrap_or_else(clock_day)));
    let mut diagnostics = silence::apply(&sources.texts, &messages::codes(), diagnostics);
    // Sorted: reaches output.
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

fn said_of_files(folder: &ContentFolder, sources: &Sources) -> Vec<Diagnostic> {
    let mut said = folder.diagnostics();
    said.extend(not_composed(folder, sources));
    said
}

/// What build says, and what the careful reader adds, who reads drafts too.
fn carefully(sources: &Sources, today: Date) -> Vec<Diagnostic> {
    let mut public = Site::default();
    let mut diagnostics = public.update(sources, Some(today), |_| {}).diagnostics;
    let has_drafts = public.archive().is_some_and(|archive| !archive.drafts.is_empty());
    let mut site = if has_drafts { Site::default().shown_to(Audience::Authors) } else { public };
    if has_drafts {
        diagnostics.extend(site.update(sources, Some(today), |_| {}).diagnostics);
    }
    let archive = site.archive().expect("an update makes an archive");
    diagnostics.extend(check::check(archive, sources, site.files()));
    diagnostics
}

/// Files whose letters are not composed on the disk; the core never sees that.
fn not_composed(folder: &ContentFolder, sources: &Sources) -> Vec<Diagnostic> {
    // As the core has it but for the letters: no byte order mark, one kind of line end.
    let on_disk = |path: &SourcePath| {
        let text = fs::read_to_string(folder.disk_path(path)?).ok()?;
        Some(text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"))
    };
    sources.texts.keys().filter_map(|path| letters::check_composed(path, &on_disk(path)?)).collect()
}

fn dead_links(sources: &Sources, manners: &Manners) -> Vec<Diagnostic> {
    let links = external::links(&sources.texts);
    let answers = ask(links.keys().copied(), manners);
    answers.iter().flat_map(|(address, answer)| external::judge(address, answer, &links[address])).collect()
}

/// Mends the letters of every text of the content folder, and gives what was mended.
pub fn mend(workplace: &Workplace) -> Result<Vec<FixedText>, Failure> {
    let mut folder = workplace.open()?;
    let sources = folder.load()?;
    let mended = mended(&folder, sources.texts.keys())?;
    for (file, fixed) in &mended {
        let written = disk::put(file, fixed.text.as_bytes());
        written.map_err(|cause| messages::command::cannot_write(file, &cause))?;
    }
    Ok(mended.into_values().collect())
}

/// What mending the letters of texts would make of them, by where they lie on the disk.
pub fn mended<'p>(
    folder: &ContentFolder,
    paths: impl IntoIterator<Item = &'p SourcePath>,
) -> Result<BTreeMap<PathBuf, FixedText>, Failure> {
    let mut mended = BTreeMap::new();
    for path in paths {
        let Some(file) = folder.disk_path(path) else { continue };
        let text = fs::read_to_string(file).map_err(|cause| messages::command::cannot_read(file, &cause))?;
        mended.extend(fix(path, &text).map(|fixed| (file.to_path_buf(), fixed)));
    }
    Ok(mended)
}
