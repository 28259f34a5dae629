//! What we know of the output folder without reading it: the manifest, and how each file looked when we wrote it.
//!
//! A file whose length and modification time are as recorded is taken to hold what the manifest says; any other is
//! read and hashed. The record is only a cache: without it a run is slower and does the same. Beside a damaged manifest
//! it is a witness: a file that looks as we wrote it is ours.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use rayon::prelude::*;

use crate::release::manifest::{self, Damage, Hash, Manifest};
use crate::shell::disk::Disk;

/// The record's first word; the hash of the manifest that it belongs to follows.
const HEADER: &str = "congbo-seen-1";

/// The record's name in the work folder.
const FILE_NAME: &str = "seen";

/// How many files are looked at between two looks at the clock.
const LOOKED_AT_TOGETHER: usize = 256;

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

    /// Whether a file looks so.
    fn is_that_of(&self, file: &Path) -> bool {
        stamp_of_file(file) == Some(*self)
    }
}

/// The manifest, and how its files looked.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// What is ours in the output folder; of a damaged one what we still know to be.
    pub manifest: Manifest,
    /// What is wrong with the manifest in the output folder.
    pub damage: Option<Damage>,
    /// How files looked when they had the manifest's hash.
    pub stamps: BTreeMap<String, Stamp>,
    /// Whether the manifest stands in the output folder as it is here: that of an empty site too.
    pub is_written: bool,
    /// How the manifest's own file looked when it was as we left it; none where nobody has looked.
    left: Option<Stamp>,
    /// Where the last look at the files ended.
    looked_to: String,
    /// The record as it stands on the disk.
    recorded: String,
}

impl Known {
    /// Reads the manifest of the output folder and the record that belongs to it.
    pub fn read(root: &Path, work: &Path) -> Self {
        let recorded = fs::read_to_string(work.join(FILE_NAME)).unwrap_or_default();
        let record = Record::parse(&recorded).unwrap_or_default();
        let (bytes, found) = match fs::read(root.join(manifest::FILE_NAME)) {
            Ok(bytes) => (bytes, None),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => (Vec::new(), Some(Damage::Missing)),
            Err(cause) => (Vec::new(), Some(Damage::Unreadable(cause.kind()))),
        };
        match found.map_or_else(|| Manifest::read(&bytes), Err) {
            Ok(manifest) if record.manifest == Some(Hash::of(&bytes)) => {
                Self { manifest, stamps: record.stamps, is_written: true, recorded, ..Self::default() }
            }
            Ok(manifest) if !record.finds_more_than(&manifest, root) => {
                Self { manifest, is_written: true, recorded, ..Self::default() }
            }
            Ok(manifest) => Self::damaged(Damage::Short, manifest, &record, root),
            // A folder that never was ours, or is no more.
            Err(Damage::Missing) if !record.finds_more_than(&Manifest::default(), root) => Self::default(),
            Err(damage) => Self::damaged(damage, Manifest::salvage(&bytes), &record, root),
        }
    }

    /// What can still be read of a damaged manifest, and the files that look as we wrote them.
    fn damaged(damage: Damage, mut manifest: Manifest, record: &Record, root: &Path) -> Self {
        for path in record.as_written(root) {
            if let Ok(bytes) = fs::read(root.join(path)) {
                manifest.0.insert(path.clone(), Hash::of(&bytes));
            }
        }
        Self { manifest, damage: Some(damage), ..Self::default() }
    }

    /// How the file at `path` looks, if its bytes have this hash.
    pub fn on_disk(&self, root: &Path, path: &str, hash: Hash) -> Option<Stamp> {
        if *self.manifest.0.get(path)? != hash {
            return None;
        }
        let disk = root.join(path);
        let stamp = stamp_of_file(&disk)?;
        let trusted = self.stamps.get(path) == Some(&stamp);
        (trusted || Hash::of(&fs::read(&disk).ok()?) == hash).then_some(stamp)
    }

    /// The file of ours at `path`, if it holds what the manifest says.
    pub fn ours_on_disk(&self, root: &Path, path: &str) -> Option<(Hash, Stamp)> {
        let hash = *self.manifest.0.get(path)?;
        Some((hash, self.on_disk(root, path, hash)?))
    }

    /// Whether every file of the manifest looks as it did when it was written.
    pub fn is_intact(&self, root: &Path) -> bool {
        self.is_written && self.manifest.0.keys().all(|path| self.is_as_written(root, path))
    }

    fn is_as_written(&self, root: &Path, path: &str) -> bool {
        self.stamps.get(path).is_some_and(|stamp| stamp.is_that_of(&root.join(path)))
    }

    /// Whether the manifest's file is the one that we left: else the whole folder may be another one by now.
    pub fn is_left_as_it_was(&mut self, root: &Path) -> bool {
        let path = root.join(manifest::FILE_NAME);
        let Some(stamp) = stamp_of_file(&path) else { return false };
        if self.left != Some(stamp) {
            let text = fs::read_to_string(path).unwrap_or_default();
            self.left = (self.is_written && text == self.manifest.print()).then_some(stamp);
        }
        self.left.is_some()
    }

    /// Takes a folder whose manifest is not the one that we left for ours, if any of our files lies there as we wrote it.
    /// What its manifest lists besides is ours too: another site of ours was unpacked over this one.
    pub fn recognise(&mut self, root: &Path) -> bool {
        let is_ours = root.is_dir() && self.manifest.0.par_iter().any(|(path, _)| self.is_as_written(root, path));
        if is_ours {
            let text = fs::read_to_string(root.join(manifest::FILE_NAME)).unwrap_or_default();
            for (path, hash) in Manifest::parse(&text).unwrap_or_default().0 {
                self.manifest.0.entry(path).or_insert(hash);
            }
            self.is_written = false;
        }
        is_ours
    }

    /// Some files, none of them `awaited`, that do not look as they did when they were written. Looks at one after the
    /// other, beginning where the last look found nothing more, and ends once it has found some or `at_most` has passed.
    pub fn altered(&mut self, root: &Path, awaited: &BTreeSet<String>, at_most: Duration) -> Vec<String> {
        let started = Instant::now();
        loop {
            let from = Bound::Excluded(self.looked_to.as_str());
            let paths = self.manifest.0.range::<str, _>((from, Bound::Unbounded)).map(|(path, _)| path);
            let paths: Vec<&String> = paths.take(LOOKED_AT_TOGETHER).collect();
            let altered = paths.par_iter().filter(|path| !awaited.contains(**path) && !self.is_as_written(root, path));
            let altered: Vec<String> = altered.map(|path| (*path).clone()).collect();
            if !altered.is_empty() {
                return altered;
            }
            let last = paths.last().map(|path| (*path).clone());
            let is_end = last.is_none();
            self.looked_to = last.unwrap_or_default();
            if is_end || started.elapsed() >= at_most {
                return altered;
            }
        }
    }

    /// Notes that a file was written, and how it looked then.
    pub fn wrote(&mut self, path: &str, hash: Hash, stamp: Stamp) {
        self.stamps.insert(path.to_owned(), stamp);
        self.is_written &= self.manifest.0.insert(path.to_owned(), hash) == Some(hash);
    }

    /// Notes that a file of ours is gone.
    pub fn lost(&mut self, path: &str) {
        self.stamps.remove(path);
        self.is_written &= self.manifest.0.remove(path).is_none();
    }

    /// Notes that the manifest's file was written, with the text of this manifest or of one that announces more.
    pub fn wrote_manifest(&mut self, stamp: Stamp, is_this: bool) {
        (self.left, self.is_written) = (Some(stamp), is_this);
    }

    /// Takes a new site for the known one.
    pub fn accept(&mut self, manifest: Manifest, stamps: BTreeMap<String, Stamp>) {
        (self.manifest, self.stamps, self.is_written, self.damage) = (manifest, stamps, true, None);
    }

    /// Writes the record if it says anything new; failing to is no loss. It speaks of files that are on the device.
    pub fn write(&mut self, disk: &dyn Disk, work: &Path) {
        let text = print(&self.stamps, &self.manifest.print());
        if self.is_written && text != self.recorded && disk.put(&work.join(FILE_NAME), text.as_bytes()).is_ok() {
            self.recorded = text;
        }
    }

    /// The same after files were written that are not on the device yet, and brings them there first: a file that lost
    /// its bytes may still have its length and its time.
    pub fn flush_and_write(&mut self, disk: &dyn Disk, root: &Path, work: &Path) {
        let record = Record::parse(&self.recorded).unwrap_or_default();
        let is_new = |(path, stamp): &(&String, &Stamp)| record.stamps.get(*path) != Some(*stamp);
        let written: Vec<PathBuf> = self.stamps.iter().filter(is_new).map(|(path, _)| root.join(path)).collect();
        if written.is_empty() || disk.flush(root, &written).is_ok() {
            self.write(disk, work);
        }
    }
}

/// What the record says.
#[derive(Debug, Default)]
struct Record {
    /// The hash of the manifest that it belongs to.
    manifest: Option<Hash>,
    stamps: BTreeMap<String, Stamp>,
}

impl Record {
    /// `None` when the record is damaged.
    fn parse(text: &str) -> Option<Self> {
        let (header, lines) = text.split_once('\n')?;
        let manifest = Some(Hash::parse(header.strip_prefix(HEADER)?.trim())?);
        Some(Self { manifest, stamps: lines.lines().map(parse_line).collect::<Option<_>>()? })
    }

    /// Files that look as they did when we wrote them.
    fn as_written<'a>(&'a self, root: &'a Path) -> impl Iterator<Item = &'a String> {
        let as_written = self.stamps.iter().filter(|(path, stamp)| stamp.is_that_of(&root.join(path)));
        as_written.map(|(path, _)| path)
    }

    /// Whether a file looks as we wrote it and is not listed. A run that is stopped leaves none: it lists a file before
    /// the file is there, and until the file is gone.
    fn finds_more_than(&self, listed: &Manifest, root: &Path) -> bool {
        self.as_written(root).any(|path| !listed.0.contains_key(path))
    }
}

/// How a file looks; none where there is none, or something else.
fn stamp_of_file(path: &Path) -> Option<Stamp> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| Stamp::of(&metadata))
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

fn parse_line(line: &str) -> Option<(String, Stamp)> {
    let mut parts = line.splitn(3, ' ');
    let bytes = parts.next()?.parse().ok()?;
    let modified_ns = parts.next()?.parse().ok()?;
    let path = parts.next().filter(|path| manifest::is_good_path(path))?;
    Some((path.to_owned(), Stamp { bytes, modified_ns }))
}
