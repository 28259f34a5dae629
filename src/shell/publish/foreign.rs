//! Files in a slot that are not ours: found without looking into every folder, and carried over to the other slot.
//!
//! A page lies in a folder of its own, so nearly all folders hold nothing but ours and no folders. When a name comes
//! into such a folder or goes from it, the folder's time changes, and that time stands in the list of the folder
//! around it. So a folder whose time is as it was when all its names were ours need not be looked into again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::Path;

use super::folder::{Folder, OWN_FOLDER};
use super::local::LocalSite;
use super::look::{Found, Refusal};
use super::path::ancestors;
use super::session::{Entry, Fault};
use crate::release::manifest::{self, Manifest};
use crate::shell::disk;

/// Folders of a slot that hold files of ours and nothing else, with their times when that was seen, in seconds.
#[derive(Debug, Default)]
pub(super) struct Quiet(BTreeMap<String, u32>);

impl Quiet {
    /// Reads what this machine remembers; nothing when it is missing or damaged.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        let line = |line: &str| {
            let (changed_s, folder) = line.split_once(' ')?;
            Some((folder.to_owned(), changed_s.parse().ok()?))
        };
        Self(text.lines().map(line).collect::<Option<_>>().unwrap_or_default())
    }

    /// Remembers it; failing to only means to look again.
    pub fn write(&self, path: &Path) {
        let text: String = self.0.iter().map(|(folder, changed_s)| format!("{changed_s} {folder}\n")).collect();
        let _ = disk::put(path, text.as_bytes());
    }
}

/// What others may have done to a slot.
#[derive(Debug, Default)]
pub(super) struct Others {
    /// Files that are not ours.
    pub foreign: Vec<String>,
    /// Files of ours that are not older than the manifest, which is put last: somebody may have written them anew. A file that
    /// is written over in its place need not be found: slots share it, so that it stays as he left it.
    pub touched: Vec<String>,
}

/// Looks for what others did to the seen folder. `started_s` is the server's time when this run took the lock: a
/// folder that changed since may change once more in the same second, unseen.
pub(super) fn find(
    seen: &Folder<'_>,
    ours: &Found,
    started_s: Option<u32>,
    quiet: &mut Quiet,
) -> Result<Others, Fault> {
    let finished = seen.crew.one(|session| session.look_up(&seen.at(manifest::FILE_NAME)))?;
    let finished_s = finished.and_then(|entry| entry.changed_s);
    let is_older = |file: &Entry| file.changed_s.is_some_and(|changed_s| Some(changed_s) < finished_s);
    let is_ours = |path: &str| {
        path == manifest::FILE_NAME || ours.published.0.contains_key(path) || ours.parts.0.contains_key(path)
    };
    let (mut others, mut still_quiet) = (Others::default(), BTreeMap::new());
    let mut level: Vec<(String, Option<u32>)> = vec![(String::new(), None)];
    while !level.is_empty() {
        let listed = seen.crew.all(&level, |session, (folder, _)| session.list(&seen.at(folder)))?;
        let mut below = Vec::new();
        for ((folder, changed_s), entries) in level.iter().zip(listed) {
            let at = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let (folders, files): (Vec<Entry>, Vec<Entry>) = entries.into_iter().partition(|entry| entry.is_folder);
            let theirs: Vec<String> = files.iter().map(|file| at(&file.name)).filter(|path| !is_ours(path)).collect();
            let new = files.iter().filter(|file| !is_older(file)).map(|file| at(&file.name));
            let touched: Vec<String> = new.filter(|path| ours.published.0.contains_key(path)).collect();
            if let Some(changed_s) =
                changed_s.filter(|changed_s| started_s.is_some_and(|started_s| *changed_s < started_s))
                && folders.is_empty()
                && theirs.is_empty()
                && touched.is_empty()
            {
                still_quiet.insert(folder.clone(), changed_s);
            }
            others.foreign.extend(theirs);
            others.touched.extend(touched);
            for entry in folders {
                let path = at(&entry.name);
                match entry.changed_s {
                    _ if path == OWN_FOLDER => {}
                    Some(changed_s) if quiet.0.get(&path) == Some(&changed_s) => {
                        still_quiet.insert(path, changed_s);
                    }
                    changed_s => below.push((path, changed_s)),
                }
            }
        }
        level = below;
    }
    quiet.0 = still_quiet;
    Ok(others)
}

/// Refuses a foreign file that stands where a page of the new site must go.
pub(super) fn check_room(foreign: &[String], next: &Manifest) -> Result<(), Refusal> {
    let folders: BTreeSet<&str> = next.0.keys().flat_map(|path| ancestors(path)).collect();
    match foreign.iter().find(|path| next.0.contains_key(*path) || folders.contains(path.as_str())) {
        Some(path) => Err(Refusal::InTheWay(path.clone())),
        None => Ok(()),
    }
}

/// Carries foreign files over to the changed folder, and drops from it those that are gone from the seen one.
pub(super) fn carry(
    seen: &Folder<'_>,
    changed: &Folder<'_>,
    foreign: &[String],
    site: &LocalSite,
) -> Result<(), Fault> {
    let crew = seen.crew;
    let note = changed.at(&format!("{OWN_FOLDER}/foreign"));
    let earlier = crew.one(|session| session.read(&note))?.unwrap_or_default();
    let earlier = String::from_utf8_lossy(&earlier).into_owned();
    let kept: BTreeSet<&str> = foreign.iter().map(String::as_str).collect();
    let is_gone = |path: &&str| !kept.contains(path) && !site.manifest.0.contains_key(*path);
    let gone: Vec<&str> = earlier.lines().filter(is_gone).collect();
    crew.all(&gone, |session, path| session.remove(&changed.at(path)))?;
    if foreign.is_empty() && earlier.is_empty() {
        return Ok(());
    }
    let text: String = foreign.iter().map(|path| format!("{path}\n")).collect();
    crew.one(|session| session.make_folder(&changed.at(OWN_FOLDER)))?;
    crew.one(|session| session.put(&note, &mut Cursor::new(text.as_bytes()), text.len() as u64))?;
    changed.make_folders_of(foreign)?;
    crew.all(foreign, |session, path| {
        let (from, to) = (seen.at(path), changed.at(path));
        session.remove(&to)?;
        if !session.link(&from, &to)? {
            let content = session.read(&from)?.unwrap_or_default();
            let bytes = content.len() as u64;
            session.put(&to, &mut Cursor::new(content), bytes)?;
        }
        Ok(())
    })?;
    Ok(())
}
