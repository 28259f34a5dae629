//! A change as one ZIP file: what was done, when, and the files before and after. Any program opens it, should a person need
//! an old text and congbo not be at hand.

use std::io::{self, Cursor, Read, Seek, Write};

use jiff::Timestamp;
use serde_json::{Value as Json, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::Past;
use crate::source::SourcePath;

/// The entry that says what was done.
const SUMMARY: &str = "change.json";

/// A file before and after a change; none where it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// Its path inside the content folder, as its name is on the disk.
    pub path: SourcePath,
    /// Its bytes as they were read.
    pub before: Option<Vec<u8>>,
    /// Its bytes as they shall be.
    pub after: Option<Vec<u8>>,
}

impl FileChange {
    /// The same change the other way round.
    pub fn reversed(&self) -> Self {
        Self { path: self.path.clone(), before: self.after.clone(), after: self.before.clone() }
    }
}

/// What was done once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When.
    pub time: Timestamp,
    /// In words, as the desk shows it.
    pub words: String,
    /// The files.
    pub files: Vec<FileChange>,
}

impl Record {
    /// As lists show it.
    pub(super) fn past(self, number: u64, is_undone: bool) -> Past {
        let paths = self.files.into_iter().map(|file| file.path).collect();
        Past { number, is_undone, time: self.time, words: self.words, paths }
    }
}

/// The record as bytes.
pub(super) fn write(record: &Record) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let name = |side: &str, index: usize, bytes: &Option<Vec<u8>>| bytes.as_ref().map(|_| format!("{side}/{index}"));
    let files = record.files.iter().enumerate().map(|(index, file)| {
        json!({
            "path": file.path.as_str(),
            "before": name("before", index, &file.before),
            "after": name("after", index, &file.after),
        })
    });
    let summary = json!({ "time": record.time.to_string(), "words": record.words, "files": files.collect::<Vec<_>>() });
    archive.start_file(SUMMARY, SimpleFileOptions::default())?;
    archive.write_all(summary.to_string().as_bytes())?;
    for (index, file) in record.files.iter().enumerate() {
        for (side, bytes) in [("before", &file.before), ("after", &file.after)] {
            if let Some(bytes) = bytes {
                archive.start_file(format!("{side}/{index}"), SimpleFileOptions::default())?;
                archive.write_all(bytes)?;
            }
        }
    }
    Ok(archive.finish()?.into_inner())
}

/// Reads a record; none where it is damaged. Without `files`, their bytes stay unread.
pub(super) fn read(file: impl Read + Seek, with_bytes: bool) -> Option<Record> {
    let mut archive = ZipArchive::new(file).ok()?;
    let summary: Json = serde_json::from_slice(&entry(&mut archive, SUMMARY)?).ok()?;
    let mut files = Vec::new();
    for file in summary["files"].as_array()? {
        let mut side = |name: &Json| match name.as_str() {
            Some(name) if with_bytes => Some(Some(entry(&mut archive, name)?)),
            Some(_) => Some(Some(Vec::new())),
            None => Some(None),
        };
        let (before, after) = (side(&file["before"])?, side(&file["after"])?);
        files.push(FileChange { path: SourcePath::new(file["path"].as_str()?)?, before, after });
    }
    let time = summary["time"].as_str()?.parse().ok()?;
    Some(Record { time, words: summary["words"].as_str()?.to_owned(), files })
}

fn entry(archive: &mut ZipArchive<impl Read + Seek>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}
