//! What others did to a folder at a server: files of theirs in the way, files of ours that they changed.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::Folder;
use super::local::Memory;
use super::look::{Found, Refusal};
use super::path::{ancestors, depth_of, file_name, parent};
use super::session::{Entry, Fault};
use crate::release::manifest::{self, Difference, Hash, Manifest};

/// Up to so many names are asked for one by one before their folder is listed: a folder of the search index holds
/// thousands.
const FEW_NAMES: usize = 8;

impl Folder<'_> {
    /// The names of our files in this folder that someone else changed or removed, among those that are to be changed
    /// or removed and those that were `touched`. What the new site would make of a file anyway is no loss.
    ///
    /// A length tells most, where this machine remembers it. An older time than the manifest's, which is put last, tells
    /// that nobody wrote since; what neither tells is read.
    pub fn altered(
        &self,
        found: &Found,
        difference: &Difference,
        touched: &[String],
        memory: &Memory,
        wanted: &Manifest,
    ) -> Result<Vec<String>, Fault> {
        let paths = difference.changed.iter().chain(&difference.removed).map(String::as_str);
        let paths: Vec<&str> = paths.filter(|path| found.published.0.contains_key(*path)).collect();
        if found.unfinished || (paths.is_empty() && touched.is_empty()) {
            return Ok(Vec::new());
        }
        let finished = self.crew.one(|session| session.look_up(&self.at(manifest::FILE_NAME)))?;
        let finished_s = finished.and_then(|entry| entry.changed_s);
        let is_older = |entry: &Entry| entry.changed_s.is_some_and(|changed_s| Some(changed_s) < finished_s);
        let has_length = |path: &str, entry: &Entry| {
            let left = memory.files.get(path).filter(|(_, hash)| found.published.0.get(path) == Some(hash));
            left.is_none_or(|(bytes, _)| *bytes == entry.bytes)
        };
        let there = self.entries(&paths)?;
        let is_as_left = |path: &str| match &there[path] {
            Some(entry) => has_length(path, entry) && is_older(entry),
            None => !wanted.0.contains_key(path),
        };
        let doubtful = paths.into_iter().filter(|path| !is_as_left(path)).chain(touched.iter().map(String::as_str));
        let doubtful: BTreeSet<&str> = doubtful.collect();
        let doubtful: Vec<&str> = doubtful.into_iter().collect();
        let hashes = self.crew.all(&doubtful, |session, path| session.read(&self.at(path)))?;
        let is_known = |path: &str, content: Vec<u8>| {
            let hash = Hash::of(&content);
            [&found.published, wanted].iter().any(|site| site.0.get(path) == Some(&hash))
        };
        let altered = doubtful.iter().zip(hashes);
        let altered = altered.filter_map(|(path, content)| {
            (!content.is_some_and(|content| is_known(path, content))).then(|| (*path).to_owned())
        });
        Ok(altered.collect())
    }

    /// Refuses when a foreign file stands at the path of a new page, or of a folder around it.
    pub fn check_room(&self, found: &Found, added: &[String]) -> Result<(), Refusal> {
        let mut existing: BTreeSet<&str> = found.present.0.keys().flat_map(|path| ancestors(path)).collect();
        existing.insert("");
        let needed: BTreeSet<&str> = added.iter().flat_map(|path| ancestors(path)).collect();
        let asked: Vec<&str> = needed.into_iter().filter(|folder| !existing.contains(folder)).collect();
        for depth in 1..=asked.iter().map(|folder| depth_of(folder)).max().unwrap_or_default() {
            // In a folder that is not there nothing is in the way.
            let level = asked.iter().filter(|folder| depth_of(folder) == depth && existing.contains(parent(folder)));
            let level: Vec<&str> = level.copied().collect();
            for (folder, entry) in self.entries(&level)? {
                match entry {
                    Some(entry) if entry.is_folder => drop(existing.insert(folder)),
                    Some(_) => return Err(Refusal::InTheWay(folder.to_owned())),
                    None => {}
                }
            }
        }
        let mine = |path: &&String| found.intended.contains(*path) || !existing.contains(parent(path));
        let files: Vec<&str> = added.iter().filter(|path| !mine(path)).map(String::as_str).collect();
        match self.entries(&files)?.into_iter().find(|(_, entry)| entry.is_some()) {
            Some((path, _)) => Err(Refusal::InTheWay(path.to_owned())),
            None => Ok(()),
        }
    }

    /// What stands at each of these paths, whose folders exist.
    fn entries<'p>(&self, paths: &[&'p str]) -> Result<BTreeMap<&'p str, Option<Entry>>, Fault> {
        let mut by_folder: BTreeMap<&str, Vec<&'p str>> = BTreeMap::new();
        for path in paths {
            by_folder.entry(parent(path)).or_default().push(path);
        }
        let (few, many): (Vec<_>, Vec<_>) = by_folder.into_iter().partition(|(_, paths)| paths.len() <= FEW_NAMES);
        let few: Vec<&str> = few.into_iter().flat_map(|(_, paths)| paths).collect();
        let single = self.crew.all(&few, |session, path| session.look_up(&self.at(path)))?;
        let mut found: BTreeMap<&str, Option<Entry>> = few.into_iter().zip(single).collect();
        let listed = self.crew.all(&many, |session, (folder, _)| session.list(&self.at(folder)))?;
        for ((_, paths), entries) in many.iter().zip(listed) {
            let mut entries: BTreeMap<String, Entry> =
                entries.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
            found.extend(paths.iter().map(|path| (*path, entries.remove(file_name(path)))));
        }
        Ok(found)
    }
}
