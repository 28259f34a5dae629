//! A part of a closed archive to a folder for one of its heirs: read, chosen, written whole or not at all, and read again.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, has_errors, messages};
use crate::handover::{Account, HASHES, Handover, Portion, Texts, hand_over, heir, record};
use crate::release::manifest::{Hash, Manifest};
use crate::shell::disk;
use crate::shell::load::ContentFolder;
use crate::shell::workplace::Workplace;
use crate::shell::write::settle;
use crate::site::Site;
use crate::source::{SourcePath, Sources};

/// What a handover came to.
#[derive(Debug)]
pub enum Outcome {
    /// The content has errors, and nothing was written.
    Errors(Vec<Diagnostic>, Sources),
    /// The folder is there.
    Written(Box<Written>),
}

/// A folder that was handed over.
#[derive(Debug)]
pub struct Written {
    pub account: Account,
    /// Files that were written.
    pub files: usize,
    /// What a build of the folder says.
    pub diagnostics: Vec<Diagnostic>,
    pub sources: Sources,
}

/// Hands over to the heir with an id. `to` must be empty or not there yet.
pub fn run(workplace: &Workplace, id: &str, to: &Path) -> Result<Outcome, Failure> {
    settle(to, &workplace.sources())?;
    check_empty(to)?;
    let mut folder = workplace.open()?;
    let sources = folder.load()?;
    let mut site = Site::default();
    let mut said = folder.diagnostics();
    said.extend(site.update(&sources, workplace.today, |_| {}).diagnostics);
    let Some(archive) = site.archive().filter(|_| !has_errors(&said)) else {
        return Ok(Outcome::Errors(said, sources));
    };
    let written = written(&folder, &sources);
    let handover = hand_over(archive, &Texts { sources: &sources, written: &written }, heir(archive, id)?);
    let put = disk::put_tree(to, |tree| fill(tree, &handover, &folder));
    let files = put.map_err(|cause| messages::file::cannot_write(to, &cause))?;
    let new = Workplace { content: to.to_path_buf(), ..workplace.clone() };
    let (diagnostics, sources) = read_again(&new)?;
    Ok(Outcome::Written(Box::new(Written { account: handover.account, files, diagnostics, sources })))
}

fn check_empty(to: &Path) -> Result<(), Failure> {
    match fs::read_dir(to) {
        Ok(mut entries) => entries.next().map_or(Ok(()), |_| Err(messages::handover::not_empty(to))),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(messages::file::cannot_write(to, &cause)),
    }
}

/// The YAML of a folder to the byte, line ends and all.
fn written(folder: &ContentFolder, sources: &Sources) -> BTreeMap<SourcePath, String> {
    let paths = sources.texts.keys().filter(|path| path.file_name().ends_with(".yaml"));
    let texts = paths.filter_map(|path| Some((path.clone(), fs::read_to_string(folder.disk_path(path)?).ok()?)));
    texts.collect()
}

/// Writes the files and the record; gives how many.
fn fill(tree: &mut disk::Tree, handover: &Handover, folder: &ContentFolder) -> io::Result<usize> {
    let mut hashes = BTreeMap::new();
    let mut write = |path: &SourcePath, bytes: &[u8]| {
        hashes.insert(path.to_string(), Hash::of(bytes));
        tree.write(path.as_str(), bytes)
    };
    for (path, portion) in &handover.files {
        match portion {
            Portion::Text(text) => write(path, text.as_bytes())?,
            Portion::Whole => {
                let from = folder.disk_path(path).map(PathBuf::from).ok_or(io::ErrorKind::NotFound)?;
                write(path, &fs::read(from)?)?;
            }
        }
    }
    for (path, text) in record(&handover.account) {
        write(&path, text.as_bytes())?;
    }
    let files = hashes.len() + 1;
    tree.write(HASHES, Manifest(hashes).print().as_bytes())?;
    Ok(files)
}

/// What a build of a folder would say.
fn read_again(workplace: &Workplace) -> Result<(Vec<Diagnostic>, Sources), Failure> {
    let mut folder = workplace.open()?;
    let sources = folder.load()?;
    let mut said = folder.diagnostics();
    said.extend(Site::default().update(&sources, workplace.today, |_| {}).diagnostics);
    Ok((said, sources))
}
