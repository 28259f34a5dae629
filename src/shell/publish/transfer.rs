//! Brings one folder at a server from the site it holds to the site it shall hold.
//!
//! ```text
//! look ─> plan ─> upload to .congbo/new ─> intent ─> folders ─> rename in order ─> remove ─> manifest
//! ```
//!
//! Readers see the old site until the renames begin. The renames are short, and their order (assets, pages,
//! listings, feeds, home) never lets a page lead to one that is not there. A run that is killed is continued by the
//! next: what was uploaded bears its content's hash as its name, and the intent says which files are ours before
//! they appear. Servers that cannot rename (object stores) get each file put in its place, in the same order.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use super::folder::{ALTERED, DONE, Folder, NOTE, OWN_FOLDER, UNKNOWN, upload_key};
use super::local::LocalSite;
use super::look::Found;
use super::path::{ancestors, depth_of, file_name, parent};
use super::progress::Progress;
use super::session::{Entry, Fault, FaultKind, Session};
use crate::diagnostic::messages::fault;
use crate::release::manifest::{self, Difference, Hash, Manifest};
use crate::release::order::{self, Turn};
use crate::release::parts;

/// How often the lengths of uploads are looked at before giving up.
const COMPLETIONS: usize = 4;

/// How many files are put between two such notes.
const FILES_PER_NOTE: usize = 256;

impl Folder<'_> {
    /// Brings the folder to the local site; gives the bytes sent.
    pub fn bring(&self, found: &Found, site: &LocalSite, other: Option<&Other>, bar: &Progress) -> Result<u64, Fault> {
        let difference = Difference::between(&found.present, &site.manifest);
        let mut paths: Vec<String> = difference.added.iter().chain(&difference.changed).cloned().collect();
        order::sort(&mut paths);
        let files: Vec<(String, Hash)> =
            paths.into_iter().filter_map(|path| site.manifest.0.get(&path).map(|&hash| (path, hash))).collect();
        let mut sent = 0;
        if !files.is_empty() || !difference.removed.is_empty() {
            self.make_folders([format!("{OWN_FOLDER}/new/x")].iter(), &Manifest::default())?;
            if self.crew.server().renames() {
                let uploads = self.upload(found, &files, site, other, bar)?;
                sent += uploads.iter().map(|upload| upload.sent).sum::<u64>() + self.note_intent(found, site)?;
                self.make_folders(files.iter().map(|(path, _)| path), &found.present)?;
                self.commit(&uploads)?;
            } else {
                sent += self.note_known(found)? + self.note_intent(found, site)?;
                sent += self.commit_by_putting(&files, site, bar)?;
            }
            self.remove(&difference.removed, site)?;
        }
        sent += self.put_manifest(found, site)?;
        self.forget_intent(found, !files.is_empty() || !difference.removed.is_empty())?;
        Ok(sent)
    }

    /// Puts every file that is not uploaded yet under its content's name, after making room: what earlier runs left
    /// and this one does not need goes first.
    fn upload<'f>(
        &self,
        found: &Found,
        files: &'f [(String, Hash)],
        site: &LocalSite,
        other: Option<&Other>,
        bar: &Progress,
    ) -> Result<Vec<Upload<'f>>, Fault> {
        let bytes_of = |path: &str| site.bytes.get(path).copied().unwrap_or_default();
        let keys: Vec<String> = files.iter().map(|(path, hash)| upload_key(path, *hash)).collect();
        let ready: Vec<Option<&String>> =
            keys.iter().zip(files).map(|(key, (path, _))| found.upload(key, bytes_of(path))).collect();
        let needed: BTreeSet<&String> = ready.iter().flatten().copied().collect();
        let stale: Vec<String> = found.uploads.keys().filter(|name| !needed.contains(name)).cloned().collect();
        self.crew.all(&stale, |session, name| session.remove(&self.own(&format!("new/{name}"))))?;
        self.crew.all(&found.notes, |session, name| session.remove(&self.own(name)))?;

        let jobs: Vec<_> = files.iter().zip(&keys).zip(&ready).collect();
        let mut uploads = self.crew.all(&jobs, |session, ((file, key), ready)| {
            bar.go_on()?;
            let (path, hash) = (file.0.as_str(), file.1);
            let upload = |name: String, sent| Upload { path, hash, name, bytes: bytes_of(path), sent };
            if let Some(name) = ready {
                bar.skip(bytes_of(path));
                return Ok(upload((*name).clone(), 0));
            }
            let name = format!("{key}-{}", unique());
            let to = self.own(&format!("new/{name}"));
            if let Some(other) = other.filter(|other| other.manifest.0.get(path) == Some(&hash))
                && session.link(&format!("{}/{path}", other.root), &to)?
            {
                bar.skip(bytes_of(path));
                return Ok(upload(name, 0));
            }
            let sent = site.send(session, path, hash, &to).map_err(|fault| fault.at(path))?;
            bar.sent(sent);
            Ok(upload(name, sent))
        })?;
        self.complete(&mut uploads, site)?;
        Ok(uploads)
    }

    /// Asks the server once how long the uploads are, and sends again what arrived cut: with FTP the end of a broken
    /// connection looks like the end of a file.
    fn complete(&self, uploads: &mut [Upload<'_>], site: &LocalSite) -> Result<(), Fault> {
        for _ in 0..COMPLETIONS {
            let listed = self.crew.one(|session| session.list(&self.own("new")))?;
            let arrived: BTreeMap<&str, u64> = listed.iter().map(|entry| (entry.name.as_str(), entry.bytes)).collect();
            let is_cut = |upload: &&mut Upload<'_>| arrived.get(upload.name.as_str()) != Some(&upload.bytes);
            let mut cut: Vec<&mut Upload<'_>> = uploads.iter_mut().filter(is_cut).collect();
            if cut.is_empty() {
                return Ok(());
            }
            for upload in &mut cut {
                upload.name = format!("{}-{}", upload_key(upload.path, upload.hash), unique());
                let to = self.own(&format!("new/{}", upload.name));
                upload.sent += self
                    .crew
                    .one(|session| site.send(session, upload.path, upload.hash, &to))
                    .map_err(|fault| fault.at(upload.path))?;
            }
        }
        Err(Fault::said(FaultKind::Lasting, fault::cut_uploads()))
    }

    /// Says what will be ours before it appears, and what already is beyond the manifest.
    fn note_intent(&self, found: &Found, site: &LocalSite) -> Result<u64, Fault> {
        let mut intent = found.present.clone();
        intent.0.extend(site.manifest.0.clone());
        intent.0.retain(|path, hash| found.published.0.get(path) != Some(hash));
        // What goes may be gone when the manifest still lists it, and a later site may want it back.
        let removed = found.present.0.keys().filter(|path| !site.manifest.0.contains_key(*path));
        intent.0.extend(removed.map(|path| (path.clone(), UNKNOWN)));
        for path in &found.intended {
            intent.0.entry(path.clone()).or_insert(UNKNOWN);
        }
        self.put_note(&self.own("intent"), &intent.print())
    }

    /// Replaces the notes of earlier runs by one, before anything changes: what they say of a file stops being true when
    /// another version is put in its place.
    fn note_known(&self, found: &Found) -> Result<u64, Fault> {
        let mut known = found.present.clone();
        known.0.retain(|path, hash| *hash != UNKNOWN && found.published.0.get(path) != Some(hash));
        let sent = if known.0.is_empty() { 0 } else { self.note_done(&known)? };
        self.crew.all(&found.done, |session, name| session.remove(&self.own(name)))?;
        Ok(sent)
    }

    /// Says what is in its place. Each note has a name of its own, so that all of them together are as long as the manifest.
    fn note_done(&self, done: &Manifest) -> Result<u64, Fault> {
        self.put_note(&self.own(&format!("{DONE}{}", unique())), &done.print())
    }

    /// Renames uploads into their places, turn by turn.
    fn commit(&self, uploads: &[Upload<'_>]) -> Result<(), Fault> {
        for turn in uploads.chunk_by(|one, two| Turn::of(one.path) == Turn::of(two.path)) {
            self.crew
                .all(turn, |session, upload| self.commit_one(session, upload).map_err(|fault| fault.at(upload.path)))?;
        }
        Ok(())
    }

    /// Renames an upload into its place. An answer that was lost looks like a missing upload: then the place tells.
    fn commit_one(&self, session: &mut dyn Session, upload: &Upload<'_>) -> Result<(), Fault> {
        match session.rename(&self.own(&format!("new/{}", upload.name)), &self.at(upload.path)) {
            Err(fault) if fault.kind == FaultKind::Missing => {
                let entries = session.list(&self.at(parent(upload.path)))?;
                let in_place = |entry: &Entry| entry.name == file_name(upload.path) && entry.bytes == upload.bytes;
                if entries.iter().any(in_place) { Ok(()) } else { Err(fault) }
            }
            outcome => outcome,
        }
    }

    fn commit_by_putting(&self, files: &[(String, Hash)], site: &LocalSite, bar: &Progress) -> Result<u64, Fault> {
        let (mut sent, mut done_count) = (0, 0);
        for turn in files.chunk_by(|(one, _), (two, _)| Turn::of(one) == Turn::of(two)) {
            for part in turn.chunks(FILES_PER_NOTE) {
                let bytes = self.crew.all(part, |session, (path, hash)| {
                    bar.go_on()?;
                    let sent = site.send(session, path, *hash, &self.at(path)).map_err(|fault| fault.at(path))?;
                    bar.sent(sent);
                    Ok(sent)
                })?;
                sent += bytes.into_iter().sum::<u64>();
                done_count += part.len();
                if done_count < files.len() {
                    sent += self.note_done(&Manifest(part.iter().cloned().collect()))?;
                }
            }
        }
        Ok(sent)
    }

    fn remove(&self, removed: &[String], site: &LocalSite) -> Result<(), Fault> {
        self.crew.all(removed, |session, path| session.remove(&self.at(path)).map_err(|fault| fault.at(path)))?;
        let kept: BTreeSet<&str> = site.manifest.0.keys().flat_map(|path| ancestors(path)).collect();
        let mut empty: Vec<&str> =
            removed.iter().flat_map(|path| ancestors(path)).filter(|folder| !kept.contains(folder)).collect();
        // Sorted: deeper folders first, since only an empty one can go.
        empty.sort_by_key(|folder| (std::cmp::Reverse(depth_of(folder)), *folder));
        empty.dedup();
        for level in empty.chunk_by(|one, two| depth_of(one) == depth_of(two)) {
            self.crew.all(level, |session, folder| session.remove_folder(&self.at(folder)))?;
        }
        Ok(())
    }

    /// Makes the folders of these files that `present` does not show to exist.
    fn make_folders<'p>(&self, paths: impl Iterator<Item = &'p String>, present: &Manifest) -> Result<(), Fault> {
        let certain = present.0.iter().filter(|(_, hash)| **hash != UNKNOWN);
        let existing: BTreeSet<&str> = certain.flat_map(|(path, _)| ancestors(path)).collect();
        let mut missing: Vec<&str> =
            paths.flat_map(|path| ancestors(path)).filter(|folder| !existing.contains(folder)).collect();
        // Sorted: parents first.
        missing.sort_by_key(|folder| (depth_of(folder), *folder));
        missing.dedup();
        for level in missing.chunk_by(|one, two| depth_of(one) == depth_of(two)) {
            self.crew.all(level, |session, folder| {
                session.make_folder(&self.at(folder)).map_err(|fault| fault.at(folder))
            })?;
        }
        Ok(())
    }

    /// Makes the folders of these files.
    pub fn make_folders_of(&self, paths: &[String]) -> Result<(), Fault> {
        self.make_folders(paths.iter(), &Manifest::default())
    }

    /// Puts the parts of the manifest that differ, and then the root that lists them. Everything else is in its place
    /// by now, so whichever of them a killed run leaves behind tells the truth; until the root is there, the intent
    /// says what is ours.
    fn put_manifest(&self, found: &Found, site: &LocalSite) -> Result<u64, Fault> {
        let parts = &site.texts.parts;
        let differs = |path: &str, text: &str| found.parts.0.get(path) != Some(&Hash::of(text.as_bytes()));
        let differing: Vec<_> = parts.iter().filter(|(path, text)| differs(path, text)).collect();
        self.make_folders(differing.iter().map(|(path, _)| *path), &found.parts)?;
        let sent = self.crew.all(&differing, |session, (path, text)| self.put_text(session, &self.at(path), text))?;
        let sent = sent.into_iter().sum::<u64>() + self.put_note(&self.at(manifest::FILE_NAME), &site.texts.root)?;
        let stale: Vec<&String> = found.parts.0.keys().filter(|path| !parts.contains_key(*path)).collect();
        self.crew.all(&stale, |session, path| session.remove(&self.at(path)))?;
        if parts.is_empty() && !stale.is_empty() {
            self.crew.one(|session| session.remove_folder(&self.at(parts::FOLDER)))?;
        }
        Ok(sent)
    }

    /// Puts a small text of ours, never half of it.
    fn put_note(&self, to: &str, text: &str) -> Result<u64, Fault> {
        self.crew.one(|session| self.put_text(session, to, text))
    }

    fn put_text(&self, session: &mut dyn Session, to: &str, text: &str) -> Result<u64, Fault> {
        let (mut content, bytes) = (Cursor::new(text.as_bytes()), text.len() as u64);
        if !self.crew.server().renames() {
            return session.put(to, &mut content, bytes).map(|()| bytes);
        }
        let temporary = self.own(&format!("{NOTE}{}", unique()));
        session.put(&temporary, &mut content, bytes)?;
        session.rename(&temporary, to).map(|()| bytes)
    }

    /// Notes which files of ours others changed here.
    pub fn note_altered(&self, altered: &[String]) -> Result<(), Fault> {
        let text: String = altered.iter().map(|path| format!("{path}\n")).collect();
        self.crew.one(|session| session.make_folder(&self.at(OWN_FOLDER)))?;
        self.put_note(&self.own(ALTERED), &text).map(drop)
    }

    /// The manifest says everything now.
    fn forget_intent(&self, found: &Found, anything_done: bool) -> Result<(), Fault> {
        if found.notes_altered {
            self.crew.one(|session| session.remove(&self.own(ALTERED)))?;
        }
        if found.unfinished || anything_done {
            self.crew.one(|session| session.remove(&self.own("intent")))?;
            if !self.crew.server().renames() {
                let own = self.crew.one(|session| session.list(&self.own("")))?;
                let notes: Vec<&Entry> = own.iter().filter(|entry| entry.name.starts_with(DONE)).collect();
                self.crew.all(&notes, |session, note| session.remove(&self.own(&note.name)))?;
            }
        }
        Ok(())
    }
}

/// A file that is at the server and not yet in its place.
struct Upload<'a> {
    path: &'a str,
    hash: Hash,
    name: String,
    bytes: u64,
    sent: u64,
}

/// Another folder at the same server from which files can be linked instead of sent.
pub(super) struct Other {
    pub root: String,
    pub manifest: Manifest,
}

/// A name that no other try uses: a server may still be writing what a broken connection sent, and must not do so
/// into the file that the next try sends.
fn unique() -> String {
    static TRIES: AtomicU32 = AtomicU32::new(0);
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (process, number) = (std::process::id(), TRIES.fetch_add(1, Ordering::Relaxed));
    format!("{:x}-{process:x}-{number:x}", since.as_secs())
}
