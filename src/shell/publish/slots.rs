//! Two sites beside each other and a link to one of them, on servers that can replace a link in one step.
//!
//! `www` is a link to `.www.congbo/a` or `.www.congbo/b`. The other slot is brought to the new site while nobody
//! sees it, and then the link changes: the public sees the old site or the new one, and the old one stays for
//! `--rollback`. A folder that already holds something stays a folder, and is changed in place.

use std::collections::BTreeSet;
use std::io::Cursor;

use super::crew::Crew;
use super::local::LocalSite;
use super::session::{Entry, Fault};
use super::transfer::{Folder, OWN_FOLDER, Refusal};
use crate::release::manifest::{self, Manifest};

/// How the site stands at a server.
pub(super) struct Ground {
    /// The folder that readers see, if there is one.
    pub seen: Option<String>,
    /// The folder to change.
    pub changed: String,
    /// Where our own files for the whole site lie: the lock.
    pub own: String,
    /// The link to change afterwards, and where it shall lead.
    pub switch: Option<(String, String)>,
}

impl Ground {
    /// Looks how the site stands, changing nothing.
    pub fn find(crew: &Crew<'_>, root: &str) -> Result<Self, Fault> {
        let in_place = |seen: bool| Self {
            seen: seen.then(|| root.to_owned()),
            changed: root.to_owned(),
            own: Folder { crew, root: root.to_owned() }.at(OWN_FOLDER),
            switch: None,
        };
        let (parent, name) = root.rsplit_once('/').map_or(("", root), |(parent, name)| (parent, name));
        if !crew.server().links() || name.is_empty() {
            return Ok(in_place(true));
        }
        let beside = |path: &str| if root.contains('/') { format!("{parent}/{path}") } else { path.to_owned() };
        let own = format!(".{name}.congbo");
        let slot = |letter: &str| format!("{own}/{letter}");
        let switched = |seen: Option<&str>, changed: &str| Self {
            seen: seen.map(|letter| beside(&slot(letter))),
            changed: beside(&slot(changed)),
            own: beside(&own),
            switch: Some((root.to_owned(), slot(changed))),
        };
        Ok(match crew.one(|session| session.link_target(root))? {
            Some(target) if target == slot("a") => switched(Some("a"), "b"),
            Some(target) if target == slot("b") => switched(Some("b"), "a"),
            Some(_) => in_place(true),
            None if crew.one(|session| session.list(root))?.is_empty() => switched(None, "a"),
            None => in_place(true),
        })
    }

    /// Makes the folders that everything else needs; falls back to changing in place where links do not work.
    pub fn prepare(self, crew: &Crew<'_>, root: &str) -> Result<Self, Fault> {
        if self.switch.is_none() {
            make_chain(crew, root)?;
            crew.one(|session| session.make_folder(&self.own))?;
            return Ok(self);
        }
        make_chain(crew, &self.own)?;
        let probe = format!("{}/probe", self.own);
        let links_work = crew.one(|session| session.point(&probe, "a"))?;
        crew.one(|session| session.remove(&probe))?;
        // An empty folder makes room for the link, unless it is not ours to remove.
        let is_free = self.seen.is_some() || {
            crew.one(|session| session.remove_folder(root))?;
            !exists(crew, root)?
        };
        if links_work && is_free {
            crew.one(|session| session.make_folder(&self.changed))?;
            return Ok(self);
        }
        let folder = Folder { crew, root: root.to_owned() };
        let own = folder.at(OWN_FOLDER);
        make_chain(crew, root)?;
        crew.one(|session| session.make_folder(&own))?;
        Ok(Self { seen: Some(root.to_owned()), changed: root.to_owned(), own, switch: None })
    }

    /// Lets readers see the changed folder.
    pub fn switch(&self, crew: &Crew<'_>) -> Result<(), Fault> {
        if let Some((link, target)) = &self.switch {
            crew.one(|session| session.point(link, target))?;
        }
        Ok(())
    }
}

/// Makes a folder and those around it.
fn make_chain(crew: &Crew<'_>, path: &str) -> Result<(), Fault> {
    let ends = path.match_indices('/').map(|(end, _)| end).filter(|&end| end > 0).chain([path.len()]);
    for end in ends.filter(|&end| end > 0) {
        let folder = &path[..end];
        // Folders near the root often exist and may not be made, or even listed, by us.
        match crew.one(|session| session.make_folder(folder)) {
            Err(fault) if end == path.len() => return Err(fault.at(folder)),
            _ => {}
        }
    }
    Ok(())
}

fn exists(crew: &Crew<'_>, path: &str) -> Result<bool, Fault> {
    let (parent, name) = path.rsplit_once('/').unwrap_or((".", path));
    let parent = if parent.is_empty() { "/" } else { parent };
    let entries = crew.one(|session| session.list(parent))?;
    Ok(entries.iter().any(|entry| entry.name == name))
}

/// Files in the seen folder that are not ours, refusing any that stands where a page of the new site must go.
pub(super) fn find_foreign(seen: &Folder<'_>, ours: &Manifest, next: &Manifest) -> Result<Vec<String>, Refusal> {
    let mut foreign = Vec::new();
    let mut level = vec![String::new()];
    while !level.is_empty() {
        let listed = seen.crew.all(&level, |session, folder| session.list(&seen.at(folder)))?;
        let mut below = Vec::new();
        for (folder, entries) in level.iter().zip(listed) {
            for Entry { name, is_folder, .. } in entries {
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                match is_folder {
                    true if path != OWN_FOLDER => below.push(path),
                    false if path != manifest::FILE_NAME && !ours.0.contains_key(&path) => foreign.push(path),
                    _ => {}
                }
            }
        }
        level = below;
    }
    let folders: BTreeSet<&str> =
        next.0.keys().flat_map(|path| path.match_indices('/').map(|(end, _)| &path[..end])).collect();
    match foreign.iter().find(|path| next.0.contains_key(*path) || folders.contains(path.as_str())) {
        Some(path) => Err(Refusal::InTheWay(path.clone())),
        None => Ok(foreign),
    }
}

/// Carries foreign files over to the changed folder, and drops from it those that are gone from the seen one.
pub(super) fn carry_foreign(
    seen: &Folder<'_>,
    changed: &Folder<'_>,
    foreign: &[String],
    site: &LocalSite,
) -> Result<(), Fault> {
    let crew = seen.crew;
    let note = changed.at(&format!("{OWN_FOLDER}/foreign"));
    let earlier = crew.one(|session| session.read(&note))?.unwrap_or_default();
    let earlier = String::from_utf8_lossy(&earlier).into_owned();
    let gone: Vec<&str> = earlier
        .lines()
        .filter(|path| !foreign.iter().any(|kept| kept == path) && !site.manifest.0.contains_key(*path))
        .collect();
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
