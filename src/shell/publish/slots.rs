//! Two sites beside each other and a link to one of them, on servers that can replace a link in one step.
//!
//! `www` is a link to `.www.congbo/a` or `.www.congbo/b`. The other slot is brought to the new site while nobody
//! sees it, and then the link changes: the public sees the old site or the new one, and the old one stays for
//! `--rollback`. A folder that already holds something stays a folder, and is changed in place.

use super::crew::Crew;
use super::folder::{Folder, OWN_FOLDER};
use super::look::Refusal;
use super::reach::failure_of;
use super::session::Fault;
use crate::content::PublishTarget;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::parts::Texts;

/// How the site stands at a server.
pub(super) struct Ground {
    /// The folder that readers see, if there is one.
    pub seen: Option<String>,
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

    /// The lock against a second publisher: a file in a folder of its own.
    pub fn lock(&self) -> String {
        format!("{}/lock/owner", self.own)
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

/// Shows the other slot again, if a whole site lies in it.
pub(super) fn roll_back(crew: &Crew<'_>, root: &str, target: &PublishTarget) -> Result<(), Failure> {
    let failed = |fault| failure_of(target, crew.server().name(), fault);
    let nothing = || messages::publish::no_rollback(&target.name);
    let ground = Ground::find(crew, root).map_err(failed)?;
    if ground.seen.is_none() || ground.switch.is_none() {
        return Err(nothing());
    }
    let other = Folder { crew, root: ground.changed.clone() };
    match other.look(&Texts::default()) {
        Ok(found) if found.has_manifest && !found.unfinished => ground.switch(crew).map_err(failed),
        Ok(_) | Err(Refusal::BadManifest(..) | Refusal::InTheWay(_)) => Err(nothing()),
        Err(Refusal::Fault(fault)) => Err(failed(fault)),
    }
}
