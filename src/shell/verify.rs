//! Whether a copy of the site is what its manifest says: a folder, or a site on the web.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Damage, Hash, Manifest};
use crate::release::parts::Root;

/// How a copy compares with its manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Files with the right hash.
    pub same: usize,
    /// Paths with another hash.
    pub changed: Vec<String>,
    /// Paths that are not there.
    pub missing: Vec<String>,
    /// Files in a folder that the manifest does not list; they are nobody's fault.
    pub foreign: Vec<String>,
}

impl Comparison {
    /// The number of right files, or a failure that says how many are wrong.
    pub fn check(&self, place: &str) -> Result<usize, Failure> {
        if self.changed.is_empty() && self.missing.is_empty() {
            return Ok(self.same);
        }
        Err(messages::publish::copy_differs(place, self.changed.len(), self.missing.len()))
    }
}

/// Compares a folder with the manifest in it.
pub fn folder(root: &Path) -> Result<Comparison, Failure> {
    let path = root.join(manifest::FILE_NAME);
    let text = fs::read(&path).map_err(|cause| messages::publish::not_built(&path, &cause))?;
    let root_text = Root::read(&text).map_err(|damage| messages::file::damaged_manifest(&path, damage))?;
    let parts: Vec<Option<Vec<u8>>> = root_text.parts.0.keys().map(|part| fs::read(root.join(part)).ok()).collect();
    let bad = |(part, line)| messages::file::damaged_manifest(&root.join::<String>(part), Damage::Line(line));
    let manifest = listed(&root_text, &parts).map_err(bad)?;
    let files: Vec<(&String, &Hash)> = manifest.0.iter().collect();
    let states: Vec<Option<bool>> =
        files.par_iter().map(|(path, hash)| Some(Hash::of(&fs::read(root.join(path)).ok()?) == **hash)).collect();
    let mut comparison = compare(&files, states);
    comparison.foreign = foreign(root, &manifest);
    Ok(comparison)
}

/// Everything that a copy's manifest lists: its parts, files, and the files that the parts list; `texts` are those of
/// the parts that are there. The error is a bad part with the number of its first bad line.
pub(crate) fn listed(root: &Root, texts: &[Option<Vec<u8>>]) -> Result<Manifest, (String, usize)> {
    let mut listed = root.files.clone();
    listed.0.extend(root.parts.0.clone());
    for (path, text) in root.parts.0.keys().zip(texts) {
        let text = String::from_utf8_lossy(text.as_deref().unwrap_or_default());
        listed.0.extend(Manifest::parse(&text).map_err(|line| (path.clone(), line))?.0);
    }
    Ok(listed)
}

pub(crate) fn compare(files: &[(&String, &Hash)], states: Vec<Option<bool>>) -> Comparison {
    let mut comparison = Comparison::default();
    for ((path, _), state) in files.iter().zip(states) {
        match state {
            Some(true) => comparison.same += 1,
            Some(false) => comparison.changed.push((*path).clone()),
            None => comparison.missing.push((*path).clone()),
        }
    }
    comparison
}

fn foreign(root: &Path, manifest: &Manifest) -> Vec<String> {
    let walk = walkdir::WalkDir::new(root).min_depth(1).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(root).ok()?;
            let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            (path != manifest::FILE_NAME && !manifest.0.contains_key(&path)).then_some(path)
        })
        .collect()
}
