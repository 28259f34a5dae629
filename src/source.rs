//! Where a text comes from: paths inside the content folder, and the texts under them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

use crate::hash::Hash;
use crate::media::{self, Facts};

/// A file's path inside the content folder: NFC, `/` between parts, no `.` or `..`, never absolute.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path that is known to be inside the content folder.
    ///
    /// Returns `None` when a part is empty, `.` or `..`, or holds a backslash or a NUL.
    pub fn new(path: &str) -> Option<Self> {
        let good = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
        path.split('/').all(good).then(|| Self(path.into()))
    }

    /// Stands for a file whose name cannot be said at all.
    pub fn unnamed() -> Self {
        Self("\u{FFFD}".into())
    }

    /// The whole path, as it stands in messages.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder's part, without a trailing slash; empty for a file at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// The last part, without its extension.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, formatter)
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// A scan, picture or table under `files/`, of which the core sees only what a page may show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Length in bytes, as it is published.
    pub bytes: u64,
    /// SHA-256 in lower-case hexadecimal, as it is published.
    pub sha256: Arc<str>,
    /// Whether something of the file is not published: see [`media::published`].
    pub is_cleaned: bool,
    /// What it is.
    pub facts: Arc<Facts>,
}

impl Attachment {
    /// Looks at a file; `name` is the last part of its path.
    pub fn of(name: &str, bytes: &[u8]) -> Self {
        let (facts, cleaned) = media::examine(name, bytes);
        let is_cleaned = cleaned.is_some();
        let published = cleaned.as_deref().unwrap_or(bytes);
        let sha256 = Hash::of(published).to_string().into();
        Self { bytes: published.len() as u64, sha256, is_cleaned, facts: Arc::new(facts) }
    }

    /// Whether a file is this one: whether the same is published of it.
    pub fn is_of(&self, bytes: &[u8]) -> bool {
        let published = media::published(bytes);
        *Hash::of(published.as_deref().unwrap_or(bytes)).to_string() == *self.sha256
    }
}

/// Everything a build reads: the content's texts and attachments, and the theme's overriding files.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// YAML and Markdown, NFC, without NUL, by path.
    pub texts: BTreeMap<SourcePath, Arc<str>>,
    /// Files and folders that are there and could not be taken, as texts or as attachments, which was said when they were
    /// read: nobody shall call them missing as well.
    pub refused: BTreeSet<SourcePath>,
    /// Every other file of the content folder, by path.
    pub attachments: BTreeMap<SourcePath, Attachment>,
    /// Files of `themes/NAME/` that override or add to the embedded theme, by path inside the theme.
    pub theme: BTreeMap<String, Arc<[u8]>>,
    /// Files that messages speak of and that lie outside the content folder, by the name that the messages give them: the
    /// path as it was typed.
    pub outside: BTreeMap<SourcePath, String>,
}
