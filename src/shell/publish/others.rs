//! What others did to a folder at a server: files of theirs in the way, files of ours that they changed.

use std::collections::{BTreeMap, BTreeSet};

use super::folder::Folder;
use super::local::Memory;
use super::look::{Found, Refusal};
use super::path::{ancestors, depth_of, file_name, parent};
use super::session::{Entry, Fault};
use crate::release::manifest::Difference;

/// Up to so many names are asked for one by one before their folder is listed: a folder of the search index holds
/// thousands.
const FEW_NAMES: usize = 8;

impl Folder<'_> {
    /// Compares what we left and what is there with what we want: an error for a foreign file in the way, and the
    /// names of our files that someone else changed or removed.
    pub fn check(&self, found: &Found, difference: &Difference, memory: &Memory) -> Result<Vec<String>, Refusal> {
        self.check_room(found, &difference.added)?;
        let left = |path: &String| {
            let left = memory.files.get(path).filter(|(_, hash)| found.published.0.get(path) == Some(hash));
            left.filter(|_| !found.unfinished).map(|&(bytes, _)| bytes)
        };
        let paths = difference.changed.iter().chain(&difference.removed);
        let left: Vec<(&String, u64)> = paths.filter_map(|path| Some((path, left(path)?))).collect();
        let paths: Vec<&str> = left.iter().map(|(path, _)| path.as_str()).collect();
        let there = self.entries(&paths)?;
        let is_as_left =
            |(path, bytes): &(&String, u64)| there[path.as_str()].as_ref().map(|entry| entry.bytes) == Some(*bytes);
        Ok(left.iter().filter(|file| !is_as_left(file)).map(|(path, _)| (*path).clone()).collect())
    }

    /// Refuses when a foreign file stands at the path of a new page, or of a folder around it.
    fn check_room(&self, found: &Found, added: &[String]) -> Result<(), Refusal> {
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
