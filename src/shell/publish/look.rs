//! What lies in a folder at a server, as our own notes there tell it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use super::folder::{ALTERED, DONE, Folder, NOTE, OWN_FOLDER, UNKNOWN, key_of, upload_key};
use super::session::Fault;
use crate::release::manifest::{self, Damage, Hash, Manifest};
use crate::release::parts::{Root, Texts};

/// What was found in the folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What the manifest there lists.
    pub published: Manifest,
    /// What is there, as far as we know: the manifest, and what a killed run did beyond it.
    pub present: Manifest,
    /// The parts of the manifest that are there, with the hashes of their texts.
    pub parts: Manifest,
    pub has_manifest: bool,
    /// Whether a run was interrupted here.
    pub unfinished: bool,
    /// Paths that an interrupted run may have put.
    pub intended: BTreeSet<String>,
    /// The manifest's own text.
    pub root_text: Vec<u8>,
    /// What lies in the folder of uploads: names and lengths.
    pub uploads: BTreeMap<String, u64>,
    /// Small texts that a killed run was about to rename.
    pub notes: Vec<String>,
    /// Whether a note lists files of ours that others changed here before another slot was shown: see [`ALTERED`].
    pub notes_altered: bool,
    /// Names of the notes that say what a killed run has put.
    pub done: Vec<String>,
}

/// Why nothing was done.
#[derive(Debug)]
pub(super) enum Refusal {
    Fault(Fault),
    /// This text of the manifest, by its path at the server, is not what it should be.
    BadManifest(String, Damage),
    /// A file that is not ours stands at a page's path.
    InTheWay(String),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Found {
    fn has_upload(&self, key: &str) -> bool {
        self.uploads_of(key).next().is_some()
    }

    /// A complete upload of this key.
    pub fn upload(&self, key: &str, bytes: u64) -> Option<&String> {
        self.uploads_of(key).find(|&(_, &found)| found == bytes).map(|(name, _)| name)
    }

    /// Names begin with their key, so that those of one key stand together.
    fn uploads_of(&self, key: &str) -> impl Iterator<Item = (&String, &u64)> {
        let from_key = self.uploads.range::<str, _>((Bound::Included(key), Bound::Unbounded));
        from_key.take_while(move |(name, _)| name.starts_with(key)).filter(move |(name, _)| key_of(name) == key)
    }
}

impl Folder<'_> {
    /// Looks with two requests, the manifest and our own folder, and one for each part of the manifest that differs
    /// from `ours`.
    pub fn look(&self, ours: &Texts) -> Result<Found, Refusal> {
        let text = self.read_root()?;
        let mut found = Found { has_manifest: text.is_some(), ..Found::default() };
        let root = match &text {
            Some(text) => {
                Root::read(text).map_err(|damage| Refusal::BadManifest(self.at(manifest::FILE_NAME), damage))?
            }
            None => Root::default(),
        };
        found.root_text = text.unwrap_or_default();
        self.look_at_own(&mut found)?;
        self.read_parts(root, ours, &mut found)?;
        found.present = found.published.clone();
        if found.notes_altered {
            let noted = self.read(&self.own(ALTERED))?.unwrap_or_default();
            let here = |path: &&str| found.published.0.contains_key(*path);
            found.present.0.extend(noted.lines().filter(here).map(|path| (path.to_owned(), UNKNOWN)));
        }
        if found.unfinished {
            self.follow_intent(&mut found)?;
        }
        Ok(found)
    }

    /// Whether nobody has published here since.
    pub fn is_still(&self, found: &Found) -> Result<bool, Fault> {
        let text = self.read_root()?;
        let mut now = Found { has_manifest: text.is_some(), ..Found::default() };
        self.look_at_own(&mut now)?;
        let is_as = |now: &Found| {
            (now.has_manifest, now.unfinished, &now.uploads) == (found.has_manifest, found.unfinished, &found.uploads)
        };
        Ok(text.unwrap_or_default() == found.root_text && is_as(&now))
    }

    fn look_at_own(&self, found: &mut Found) -> Result<(), Fault> {
        let own = self.crew.one(|session| session.list(&self.at(OWN_FOLDER)))?;
        let notes = own.iter().filter(|entry| entry.name.starts_with(NOTE));
        found.notes = notes.map(|entry| entry.name.clone()).collect();
        let done = own.iter().filter(|entry| entry.name.starts_with(DONE));
        found.done = done.map(|entry| entry.name.clone()).collect();
        found.notes_altered = own.iter().any(|entry| entry.name == ALTERED);
        found.unfinished = own.iter().any(|entry| entry.name == "intent");
        if own.iter().any(|entry| entry.name == "new") {
            let uploads = self.crew.one(|session| session.list(&self.own("new")))?;
            found.uploads = uploads.into_iter().map(|entry| (entry.name, entry.bytes)).collect();
        }
        Ok(())
    }

    /// Completes the list of what is published. A part that the root says to be as ours is not fetched, unless a run
    /// was interrupted: it puts the parts before the root.
    fn read_parts(&self, root: Root, ours: &Texts, found: &mut Found) -> Result<(), Refusal> {
        found.published = root.files;
        let known = |path: &str, hash: Hash| {
            let text = ours.parts.get(path).filter(|_| !found.unfinished);
            text.filter(|text| Hash::of(text.as_bytes()) == hash)
        };
        let unknown: Vec<&String> =
            root.parts.0.iter().filter(|&(path, &hash)| known(path, hash).is_none()).map(|(path, _)| path).collect();
        let fetched = self.crew.all(&unknown, |session, path| session.read(&self.at(path)))?;
        let fetched: BTreeMap<&String, Option<Vec<u8>>> = unknown.into_iter().zip(fetched).collect();
        let (mut files, mut parts) = (Manifest::default(), Manifest::default());
        for (path, &hash) in &root.parts.0 {
            let bad = |damage| Refusal::BadManifest(self.at(path), damage);
            let text = match (known(path, hash), fetched.get(path)) {
                (Some(text), _) => text.clone(),
                (None, Some(Some(bytes))) => String::from_utf8_lossy(bytes).into_owned(),
                (None, _) => return Err(bad(Damage::Missing)),
            };
            files.0.extend(Manifest::parse(&text).map_err(|line| bad(Damage::Line(line)))?.0);
            let found_hash = Hash::of(text.as_bytes());
            if found_hash != hash && !found.unfinished {
                return Err(bad(Damage::OtherHash));
            }
            parts.0.insert(path.clone(), found_hash);
        }
        found.published.0.extend(files.0);
        found.parts = parts;
        Ok(())
    }

    /// What a killed run did. With renames, a file whose upload is gone stands in its place; without, the run noted
    /// what was done, and of the rest nobody knows which version is there.
    fn follow_intent(&self, found: &mut Found) -> Result<(), Refusal> {
        let intent = Manifest::parse(&self.read(&self.own("intent"))?.unwrap_or_default()).unwrap_or_default();
        let renames = self.crew.server().renames();
        let mut done = Manifest::default();
        for note in self.crew.all(&found.done, |session, name| session.read(&self.own(name)))?.into_iter().flatten() {
            done.0.extend(Manifest::parse(&String::from_utf8_lossy(&note)).unwrap_or_default().0);
        }
        for (path, hash) in intent.0 {
            if !renames {
                let known = if done.0.get(&path) == Some(&hash) { hash } else { UNKNOWN };
                found.present.0.insert(path.clone(), known);
            } else if !found.has_upload(&upload_key(&path, hash)) {
                found.present.0.insert(path.clone(), hash);
            }
            found.intended.insert(path);
        }
        Ok(())
    }

    fn read_root(&self) -> Result<Option<Vec<u8>>, Fault> {
        self.crew.one(|session| session.read(&self.at(manifest::FILE_NAME)))
    }

    fn read(&self, path: &str) -> Result<Option<String>, Fault> {
        let bytes = self.crew.one(|session| session.read(path))?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }
}
