//! One publication to one server, from the first look to the last.

use std::path::PathBuf;

use super::crew::Crew;
use super::folder::Folder;
use super::foreign::{self, Others, Quiet};
use super::local::{LocalSite, Memory};
use super::look::{Found, Refusal};
use super::path::{file_name, parent};
use super::progress::Progress;
use super::reach::failure_of;
use super::session::Fault;
use super::slots::Ground;
use super::transfer::Other;
use super::{News, Options, Outcome, Tell, lock};
use crate::content::PublishTarget;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{Difference, Hash};
use crate::shell::write::work_folder;
use trichdan::text::slug::slug;

/// What others did to the folder that readers see, which may be passed over.
#[derive(Debug, Default)]
struct Checked {
    /// Files in a slot that are not ours.
    foreign: Vec<String>,
    /// Files of ours that are not as we left them.
    altered: Vec<String>,
}

/// One publication to one server.
pub(super) struct Publication<'a> {
    pub target: &'a PublishTarget,
    pub site: &'a LocalSite,
    pub options: &'a Options,
    pub crew: Crew<'a>,
    pub tell: &'a Tell<'a>,
}

impl Publication<'_> {
    /// Does what the options ask for.
    pub fn run(&self, root: &str) -> Result<Outcome, Failure> {
        loop {
            let ground = Ground::find(&self.crew, root).map_err(|fault| self.failed(fault))?;
            let seen = match &ground.seen {
                Some(seen) => self.folder(seen).look(&self.site.texts).map_err(|refusal| self.refused(refusal))?,
                None => Found::default(),
            };
            let difference = Difference::between(&seen.present, &self.site.manifest);
            let outcome = Outcome { continued: seen.unfinished, ..Outcome::planned(self.site, difference) };
            if self.options.dry_run {
                self.check(&ground, &seen, &outcome)?;
                self.tell(&ground, &outcome)?;
                return Ok(outcome);
            }
            if seen.has_manifest && !seen.unfinished && outcome.difference.is_empty() {
                return self.verified(outcome, &ground);
            }
            let ground = ground.prepare(&self.crew, root).map_err(|fault| self.failed(fault))?;
            let lock = ground.lock();
            let locked = lock::holding(&self.crew, &lock, || match self.is_still_so(root, &ground, &seen) {
                Ok(true) => self.send(&ground, seen, outcome).map(Some),
                Ok(false) => Ok(None),
                Err(fault) => Err(self.failed(fault)),
            });
            let outcome = locked.map_err(|held| match held {
                lock::Held::By(machine) => messages::publish::busy(self.crew.server().name(), &machine, parent(&lock)),
                lock::Held::Fault(fault) => self.failed(fault),
            })??;
            // Where somebody else published between the first look and the lock, the look is taken once more.
            if let Some(outcome) = outcome {
                Memory::of(self.site).write(&self.memory_path(""));
                return self.verified(outcome, &ground);
            }
        }
    }

    /// Whether all is as it was at the first look, now that nobody else may change it.
    fn is_still_so(&self, root: &str, ground: &Ground, seen: &Found) -> Result<bool, Fault> {
        let now = Ground::find(&self.crew, root)?;
        let is_same_ground = (&now.seen, &now.changed) == (&ground.seen, &ground.changed);
        Ok(is_same_ground
            && ground.seen.as_ref().map_or(Ok(true), |seen_root| self.folder(seen_root).is_still(seen))?)
    }

    /// Refuses when files of others are in the way, or files of ours were changed by others. Of a slot, which another
    /// takes the place of, all is looked at and not only what differs.
    fn check(&self, ground: &Ground, seen: &Found, outcome: &Outcome) -> Result<Checked, Failure> {
        let Some(root) = &ground.seen else { return Ok(Checked::default()) };
        let (folder, difference) = (self.folder(root), &outcome.difference);
        folder.check_room(seen, &difference.added).map_err(|refusal| self.refused(refusal))?;
        let Others { foreign, touched } = match &ground.switch {
            Some(_) => self.others_in(ground, root, seen).map_err(|refusal| self.refused(refusal))?,
            None if self.options.overwrite => return Ok(Checked::default()),
            None => Others::default(),
        };
        let memory = Memory::read(&self.memory_path(""));
        let altered = folder.altered(seen, difference, &touched, &memory, &self.site.manifest);
        let altered = altered.map_err(|fault| self.failed(fault))?;
        match altered.is_empty() || self.options.overwrite {
            true => Ok(Checked { foreign, altered }),
            false => Err(messages::publish::target_changed(self.crew.server().name(), &altered)),
        }
    }

    /// Tells what readers will miss.
    fn tell(&self, ground: &Ground, outcome: &Outcome) -> Result<(), Failure> {
        let Some(root) = &ground.seen else { return Ok(()) };
        let folder = self.folder(root);
        let old = |paths: &[&String]| self.crew.all(paths, |session, path| session.read(&folder.at(path)));
        let news = News::of(&outcome.difference, old, |path| self.site.read_file(path));
        news.map_err(|fault| self.failed(fault))?.iter().for_each(self.tell);
        Ok(())
    }

    fn folder(&self, root: &str) -> Folder<'_> {
        Folder { crew: &self.crew, root: root.to_owned() }
    }

    /// Everything between taking the lock and giving it back.
    fn send(&self, ground: &Ground, seen: Found, mut outcome: Outcome) -> Result<Outcome, Failure> {
        let checked = self.check(ground, &seen, &outcome)?;
        self.tell(ground, &outcome)?;
        let bar = Progress::over(outcome.planned_bytes(), self.options.quiet, &self.options.course);
        let changed = self.folder(&ground.changed);
        let sent = match &ground.switch {
            None => changed.bring(&seen, self.site, None, &bar),
            Some(_) => {
                let hidden = changed.look(&self.site.texts).map_err(|refusal| self.refused(refusal))?;
                outcome.continued |= hidden.unfinished;
                self.send_to_slot(ground, &hidden, seen, &checked, &bar)
            }
        };
        outcome.sent_bytes = sent.map_err(|fault| self.failed(fault))?;
        outcome.faults = self.crew.faults();
        Ok(outcome)
    }

    /// Brings the hidden slot to the new site, with what others put into the seen one, and shows it.
    fn send_to_slot(
        &self,
        ground: &Ground,
        hidden: &Found,
        mut seen: Found,
        checked: &Checked,
        bar: &Progress,
    ) -> Result<u64, Fault> {
        let changed = self.folder(&ground.changed);
        let Some(root) = &ground.seen else {
            let sent = changed.bring(hidden, self.site, None, bar)?;
            ground.switch(&self.crew)?;
            return Ok(sent);
        };
        let folder = self.folder(root);
        if !checked.altered.is_empty() {
            folder.note_altered(&checked.altered)?;
        }
        seen.present.0.retain(|path, _| !checked.altered.contains(path));
        let other = Other { root: root.clone(), manifest: seen.present };
        let sent = changed.bring(hidden, self.site, Some(&other), bar)?;
        foreign::carry(&folder, &changed, &checked.foreign, self.site)?;
        ground.switch(&self.crew)?;
        Ok(sent)
    }

    /// What others did to the seen slot, refusing a file of theirs that stands where a page of the new site must go.
    fn others_in(&self, ground: &Ground, root: &str, seen: &Found) -> Result<Others, Refusal> {
        let (slot, folder) = (file_name(root), self.folder(root));
        let memory = self.memory_path(&format!("-{slot}"));
        let started_s = self.crew.one(|session| session.look_up(&ground.lock()))?.and_then(|entry| entry.changed_s);
        let mut quiet = Quiet::read(&memory);
        let others = foreign::find(&folder, seen, started_s, &mut quiet)?;
        // A plan takes no lock, and so learns nothing that lasts.
        if !self.options.dry_run {
            quiet.write(&memory);
        }
        foreign::check_room(&others.foreign, &self.site.manifest)?;
        Ok(others)
    }

    /// Reads everything back if that was asked for.
    fn verified(&self, mut outcome: Outcome, ground: &Ground) -> Result<Outcome, Failure> {
        if !self.options.verify {
            return Ok(outcome);
        }
        let shown =
            if ground.switch.is_some() && !outcome.difference.is_empty() { None } else { ground.seen.as_deref() };
        let folder = self.folder(shown.unwrap_or(&ground.changed));
        let files = self.site.served();
        let states = self.crew.all(&files, |session, (path, hash)| {
            let content = session.read(&folder.at(path))?;
            Ok(content.map(|content| Hash::of(&content) == *hash))
        });
        let states = states.map_err(|fault| self.failed(fault))?;
        let missing = states.iter().filter(|state| state.is_none()).count();
        let wrong = states.iter().filter(|state| **state == Some(false)).count();
        if missing + wrong > 0 {
            return Err(messages::publish::copy_differs(self.crew.server().name(), wrong, missing));
        }
        outcome.verified = Some(files.len());
        Ok(outcome)
    }

    /// Where this machine remembers what it left at the target: beside the built site, never in it.
    fn memory_path(&self, of: &str) -> PathBuf {
        work_folder(&self.site.folder).join(format!("published-{}{of}", slug(&self.target.name)))
    }

    fn failed(&self, fault: Fault) -> Failure {
        failure_of(self.target, self.crew.server().name(), fault)
    }

    fn refused(&self, refusal: Refusal) -> Failure {
        let server = self.crew.server().name();
        match refusal {
            Refusal::Fault(fault) => self.failed(fault),
            Refusal::BadManifest(path, damage) => messages::publish::bad_remote_manifest(server, &path, damage),
            Refusal::InTheWay(path) => messages::publish::foreign_at_target(server, &path),
        }
    }
}
