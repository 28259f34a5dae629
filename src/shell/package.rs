//! A period's record as a BagIt package: what was written and what was published of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::link::Archive;
use crate::release::bag::{self, BagInfo, Payload};
use crate::release::manifest::{self, Hash, Manifest};
use crate::shell::disk;
use crate::shell::workplace::Workplace;
use crate::site::Site;
use crate::source::SourcePath;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Packed {
    /// Payload files.
    pub files: usize,
    /// Their length in bytes.
    pub bytes: u64,
}

/// What a package says of itself.
pub fn info(period: &str, workplace: &Workplace) -> BagInfo {
    let site = workplace.site_info();
    BagInfo {
        organization: site.as_ref().map(|site| site.publisher.name.to_string()).unwrap_or_default(),
        description: site.as_ref().map(|site| format!("{}: {period}", site.title)).unwrap_or_default(),
        identifier: period.to_owned(),
    }
}

/// Writes the package of a period to `to`, whole or not at all, in the place of an earlier one.
pub fn write(period: &str, info: &BagInfo, workplace: &Workplace, to: &Path) -> Result<Packed, Failure> {
    let (content, site) = (&workplace.content, &workplace.output);
    let known = periods(content);
    if !known.iter().any(|known| known == period) {
        return Err(messages::publish::no_period(period, &known));
    }
    let Kept { drafts, body } = kept(period, workplace)?;
    if !drafts.is_empty() {
        return Err(messages::publish::drafts_in_package(period, &drafts));
    }
    // The record is that of the body whose period it is, whoever keeps it now and packs it.
    let info = BagInfo { organization: body.unwrap_or_else(|| info.organization.clone()), ..info.clone() };
    let is_bag = to.join("bagit.txt").is_file();
    if to.exists() && !is_bag {
        return Err(messages::file::not_ours(to, to));
    }
    let sources = sources_of(period, content, site)?;
    let written = disk::put_tree(to, |tree| fill(tree, &info, &sources));
    written.map_err(|cause| messages::file::cannot_write(to, &cause))
}

/// The periods that have a folder.
fn periods(content: &Path) -> Vec<String> {
    let entries = fs::read_dir(content).into_iter().flatten().flatten();
    let with_period = entries.filter(|entry| entry.path().join("period.yaml").is_file());
    let mut names: Vec<String> = with_period.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    // Sorted: shown in a message.
    names.sort();
    names
}

/// What the archive knows of a period that is to be packed.
struct Kept {
    /// Its files that hold drafts: a package is the record of what was published.
    drafts: BTreeSet<SourcePath>,
    /// The body whose period it is.
    body: Option<String>,
}

fn kept(period: &str, workplace: &Workplace) -> Result<Kept, Failure> {
    let mut site = Site::default();
    site.update(&workplace.open()?.load()?, None, |_| {});
    let archive = site.archive();
    let drafts = archive.map_or(&[][..], |archive| archive.drafts.said());
    let paths = drafts.iter().map(|diagnostic| &diagnostic.location.path);
    let body = |archive: &Archive<'_>| {
        let body = archive.authorities.of_period(PeriodId::parse(period)?).body?;
        Some(archive.issuers.get(body).name.to_string())
    };
    Ok(Kept {
        drafts: paths.filter(|path| path.folder().split('/').next() == Some(period)).cloned().collect(),
        body: archive.and_then(body),
    })
}

/// Payload paths and where their files lie: the period's folder, and every page and file of the site below a folder
/// of the period's name.
fn sources_of(period: &str, content: &Path, site: &Path) -> Result<BTreeMap<String, PathBuf>, Failure> {
    let mut sources = BTreeMap::new();
    let root = content.join(period);
    for entry in WalkDir::new(&root).min_depth(1) {
        let entry = entry.map_err(|cause| messages::file::no_folder(&root, &cause.into()))?;
        let inside = entry.path().strip_prefix(&root).unwrap_or(entry.path());
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        if entry.file_type().is_file() && !parts.iter().any(|part| part.starts_with('.')) {
            sources.insert(format!("noi-dung/{period}/{}", parts.join("/")), entry.into_path());
        }
    }
    let path = site.join(manifest::FILE_NAME);
    let text = fs::read(&path).map_err(|cause| messages::publish::not_built(&path, &cause))?;
    let manifest = Manifest::read(&text).map_err(|damage| messages::file::damaged_manifest(&path, damage))?;
    let of_period = |path: &&String| path.split('/').any(|part| part == period);
    let pages = manifest.0.keys().filter(of_period);
    sources.extend(pages.map(|path| (format!("trang/{path}"), site.join(path))));
    Ok(sources)
}

fn fill(tree: &mut disk::Tree, info: &BagInfo, sources: &BTreeMap<String, PathBuf>) -> io::Result<Packed> {
    let mut payload = BTreeMap::new();
    for (path, source) in sources {
        let bytes = fs::read(source)?;
        tree.write(&format!("data/{path}"), &bytes)?;
        payload.insert(path.clone(), Payload { hash: Hash::of(&bytes), bytes: bytes.len() as u64 });
    }
    for (name, text) in bag::tag_files(info, &payload) {
        tree.write(name, text.as_bytes())?;
    }
    Ok(Packed { files: payload.len(), bytes: payload.values().map(|file| file.bytes).sum() })
}
