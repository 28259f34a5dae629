//! An output folder as it lies, for those who only look: nothing is made, locked or mended.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::known::Known;
use super::{exists, place};
use crate::diagnostic::failure::Failure;
use crate::release::manifest::{Damage, Hash, Manifest};

/// What lies in an output folder.
#[derive(Debug)]
pub struct Seen {
    root: PathBuf,
    known: Known,
}

impl Seen {
    /// Looks, and refuses what [`super::Output::open`] refuses.
    pub fn look(output: &Path, sources: &[&Path]) -> Result<Self, Failure> {
        let root = place::settle(output, sources)?;
        let known = Known::read(&root, &place::work_folder(&root));
        if known.damage != Some(Damage::Missing) {
            place::check_ours(&root)?;
        }
        Ok(Self { root, known })
    }

    /// What is ours there.
    pub fn manifest(&self) -> &Manifest {
        &self.known.manifest
    }

    /// Files of ours that somebody changed or removed since they were written, but for those that are as the `next` site
    /// wants them anyway. None where the manifest is damaged: then the whole folder is kept beside the new one.
    pub fn altered(&self, next: &Manifest) -> Vec<String> {
        if self.known.damage.is_some() {
            return Vec::new();
        }
        let files: Vec<(&String, &Hash)> = self.known.manifest.0.iter().collect();
        let altered = files.into_par_iter().filter(|&(path, &hash)| {
            self.known.on_disk(&self.root, path, hash).is_none() && !self.is_as_wanted(path, next.0.get(path))
        });
        altered.map(|(path, _)| path.clone()).collect()
    }

    /// The first of these new files in whose place, or in that of a folder around it, something stands that is not ours.
    pub fn in_the_way(&self, added: &[String]) -> Option<String> {
        if self.known.damage.is_some() {
            return None;
        }
        let is_foreign_file = |path: &Path| {
            let is_ours = path.to_str().is_some_and(|path| self.known.manifest.0.contains_key(path));
            !is_ours && std::fs::symlink_metadata(self.root.join(path)).is_ok_and(|metadata| !metadata.is_dir())
        };
        added.iter().find_map(|path| {
            let mut around = Path::new(path).ancestors().skip(1).filter(|folder| folder.parent().is_some());
            let folder = around.find(|folder| is_foreign_file(folder)).map(|folder| folder.display().to_string());
            folder.or_else(|| exists(&self.root.join(path)).then(|| path.clone()))
        })
    }

    fn is_as_wanted(&self, path: &str, wanted: Option<&Hash>) -> bool {
        let disk = self.root.join(path);
        match wanted {
            Some(wanted) => std::fs::read(&disk).is_ok_and(|content| Hash::of(&content) == *wanted),
            None => !exists(&disk),
        }
    }
}
