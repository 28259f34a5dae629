//! What we know of the output folder without reading it: the manifest, and how each file looked when we wrote it.
//!
//! A file whose length and modification time are as recorded is taken to hold what the manifest says; any other is
//! read and hashed. The record is only a cache: without it a run is slower and does the same.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Hash, Manifest};

/// The record's first word; the hash of the manifest that it belongs to follows.
const HEADER: &str = "congbo-seen-1";

/// The record's name in the work folder.
const FILE_NAME: &str = "seen";

/// How a file looked on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Length in bytes.
    pub bytes: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified_ns: u128,
}

impl Stamp {
    /// Takes it from the disk.
    pub fn of(metadata: &fs::Metadata) -> Self {
        let since = metadata.modified().ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        Self { bytes: metadata.len(), modified_ns: since.map_or(0, |since| since.as_nanos()) }
    }
}

/// The manifest, and how its files looked.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What is ours in the output folder.
    pub manifest: Manifest,
    /// How files looked when they had the manifest's hash.
    pub stamps: BTreeMap<String, Stamp>,
    /// Whether the manifest stands in the output folder: an empty site has one too.
    pub is_written: bool,
    /// The record as it stands on the disk.
    recorded: String,
}

impl Known {
    /// Reads the manifest of the output folder and the record that belongs to it.
    pub fn read(root: &Path, work: &Path) -> Result<Self, Failure> {
        let path = root.join(manifest::FILE_NAME);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(cause) => return Err(messages::file::cannot_write(&path, &cause)),
        };
        let manifest = Manifest::parse(&text).map_err(|line| messages::file::bad_manifest(&path, line))?;
        let recorded = fs::read_to_string(work.join(FILE_NAME)).unwrap_or_default();
        let stamps = parse(&recorded, &text).unwrap_or_default();
        Ok(Self { manifest, stamps, is_written: true, recorded })
    }

    /// How the file at `path` looks, if its bytes have this hash.
    pub fn on_disk(&self, root: &Path, path: &str, hash: Hash) -> Option<Stamp> {
        if *self.manifest.0.get(path)? != hash {
            return None;
        }
        let disk = root.join(path);
        let metadata = fs::symlink_metadata(&disk).ok().filter(fs::Metadata::is_file)?;
        let stamp = Stamp::of(&metadata);
        let trusted = self.stamps.get(path) == Some(&stamp);
        (trusted || Hash::of(&fs::read(&disk).ok()?) == hash).then_some(stamp)
    }

    /// Whether every file of the manifest looks as it did when it was written.
    pub fn is_intact(&self, root: &Path) -> bool {
        let as_written = |path: &String| {
            let metadata = fs::symlink_metadata(root.join(path)).ok().filter(fs::Metadata::is_file);
            metadata.is_some_and(|metadata| self.stamps.get(path) == Some(&Stamp::of(&metadata)))
        };
        self.is_written && self.manifest.0.keys().all(as_written)
    }

    /// Takes a new site for the known one.
    pub fn accept(&mut self, manifest: Manifest, stamps: BTreeMap<String, Stamp>) {
        (self.manifest, self.stamps, self.is_written) = (manifest, stamps, true);
    }

    /// Writes the record if it says anything new; failing to is no loss.
    pub fn write(&self, work: &Path) {
        let text = print(&self.stamps, &self.manifest.print());
        if self.is_written && text != self.recorded {
            let temporary = work.join("seen.new");
            let _ = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, work.join(FILE_NAME)));
        }
    }
}

fn print(stamps: &BTreeMap<String, Stamp>, manifest: &str) -> String {
    use std::fmt::Write;
    let mut text = format!("{HEADER} {}\n", Hash::of(manifest.as_bytes()));
    for (path, stamp) in stamps {
        // Writing to a String never fails.
        let _ = writeln!(text, "{} {} {path}", stamp.bytes, stamp.modified_ns);
    }
    text
}

/// `None` when the record is of another manifest or is damaged.
fn parse(text: &str, manifest: &str) -> Option<BTreeMap<String, Stamp>> {
    let (header, lines) = text.split_once('\n')?;
    let hash = Hash::parse(header.strip_prefix(HEADER)?.trim())?;
    (hash == Hash::of(manifest.as_bytes())).then_some(())?;
    lines.lines().map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<(String, Stamp)> {
    let mut parts = line.splitn(3, ' ');
    let bytes = parts.next()?.parse().ok()?;
    let modified_ns = parts.next()?.parse().ok()?;
    Some((parts.next()?.to_owned(), Stamp { bytes, modified_ns }))
}
