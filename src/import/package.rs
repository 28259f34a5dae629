//! A file of files (`.docx`, `.odt`) as the parts inside it, unpacked within limits.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read};
use std::sync::Arc;

use zip::ZipArchive;

use super::original::Refusal;
use crate::media::{self, Facts};

/// Unpacked bytes that a file may hold, all parts together.
pub const MOST_BYTES: u64 = 64 << 20;
/// Parts that a file may hold.
pub const MOST_PARTS: usize = 4096;
/// How many times larger than the packed file the unpacked parts may be; Word's own files stay below 100.
pub const MOST_GROWTH: u64 = 600;
/// Unpacked bytes below which growth does not matter.
const FREE_GROWTH_BYTES: u64 = 4 << 20;

/// The bytes of the pictures that a file shows, and what they are, each looked at once however often it is shown.
#[derive(Debug, Default)]
pub struct Pictures(HashMap<String, (Arc<[u8]>, Facts)>);

impl Pictures {
    /// Those of a part of this name.
    pub fn of(&mut self, name: &str, part: &[u8]) -> (Arc<[u8]>, &Facts) {
        let look = || (Arc::from(part), media::examine(name, part).0);
        let (bytes, facts) = self.0.entry(name.to_owned()).or_insert_with(look);
        (bytes.clone(), facts)
    }
}

/// Parts by their names inside the file: `word/document.xml`.
#[derive(Debug, Default)]
pub struct Package {
    parts: BTreeMap<String, Vec<u8>>,
}

impl Package {
    /// Unpacks `bytes`.
    pub fn open(bytes: &[u8]) -> Result<Self, Refusal> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() > MOST_PARTS {
            return Err(Refusal::TooLarge("parts"));
        }
        let growth_limit = FREE_GROWTH_BYTES.max((bytes.len() as u64).saturating_mul(MOST_GROWTH));
        let mut left = MOST_BYTES;
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(damaged)?;
            let name = file.name().map_err(damaged)?.trim_start_matches('/').to_owned();
            if file.is_dir() {
                continue;
            }
            let mut content = Vec::new();
            // One byte more than is allowed tells "too large" from "just fits", whatever the header claims.
            file.take(left + 1).read_to_end(&mut content).map_err(|error| Refusal::Damaged(error.to_string()))?;
            left = left.checked_sub(content.len() as u64).ok_or(Refusal::TooLarge("bytes"))?;
            if MOST_BYTES - left > growth_limit {
                return Err(Refusal::TooLarge("growth"));
            }
            parts.insert(name, content);
        }
        Ok(Self { parts })
    }

    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(Vec::as_slice)
    }

    /// A part's text: UTF-8, or UTF-16 with its mark.
    pub fn text(&self, name: &str) -> Option<Result<String, Refusal>> {
        let bytes = self.part(name)?;
        let (text, _, had_errors) = encoding_rs::UTF_8.decode(bytes);
        Some(if had_errors { Err(Refusal::Damaged(format!("{name}: not UTF-8"))) } else { Ok(text.into_owned()) })
    }
}

fn damaged(error: zip::result::ZipError) -> Refusal {
    Refusal::Damaged(error.to_string())
}

/// The name that `target`, as written in a relation of the part `from`, has inside the package.
pub fn resolve(from: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}
