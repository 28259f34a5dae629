//! A folder at a server that holds a site, and what we call our own files in it.

use super::crew::Crew;
use crate::release::manifest::{self, Hash};

/// Our own folder inside the published one: lock, intent, uploads.
pub(super) const OWN_FOLDER: &str = ".congbo";

/// Stands for whatever version of a file an interrupted run may have left.
pub(super) const UNKNOWN: Hash = Hash([0; 32]);

/// What the names of small texts begin with while they are not renamed yet.
pub(super) const NOTE: &str = "note-";

/// What the names of notes begin with that say which files an unfinished run has put, where nothing can be renamed.
pub(super) const DONE: &str = "done-";

/// The note of files of ours that others changed in a slot, and that were replaced in the other slot as `--overwrite` says.
/// They stay here as they are for `--rollback`, and when this slot is brought to a new site they are not taken for ours.
pub(super) const ALTERED: &str = "altered";

/// A folder at a server.
pub(super) struct Folder<'a> {
    pub crew: &'a Crew<'a>,
    /// Its path; empty for the server's own root.
    pub root: String,
}

impl Folder<'_> {
    /// A path inside the folder as the server knows it.
    pub fn at(&self, path: &str) -> String {
        match (self.root.as_str(), path) {
            ("", path) => path.to_owned(),
            (root, "") => root.to_owned(),
            (root, path) => format!("{}/{path}", root.trim_end_matches('/')),
        }
    }

    /// A path inside our own folder there.
    pub fn own(&self, name: &str) -> String {
        self.at(&format!("{OWN_FOLDER}/{name}"))
    }
}

/// Names an upload by where it goes and what it is, so that a later run knows it again.
pub(super) fn upload_key(path: &str, hash: Hash) -> String {
    let mut key = path.as_bytes().to_vec();
    key.extend(hash.0);
    manifest::hexadecimal(&Hash::of(&key).0[..20])
}

/// The key in an upload's name.
pub(super) fn key_of(name: &str) -> &str {
    name.split_once('-').map_or(name, |(key, _)| key)
}
