//! Doubts: messages that know to what part of the draft they belong, and find its place once it is written.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Location, Place};
use crate::source::SourcePath;

/// A part of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The author's file.
    Source,
    /// The report as a whole.
    Report,
    /// A field of the report's front matter.
    Field(&'static str),
    /// A block of the report's text, and in it these words.
    Words(usize, String),
    /// An entry or field of another file: the file's name, and words that begin it there.
    Entry(&'static str, String),
}

/// A message that waits for its place.
type Message = Box<dyn FnOnce(Location) -> Diagnostic>;

/// Doubts in the order in which they came up.
#[derive(Default)]
pub struct Doubts(Vec<(Spot, Message)>);

impl Doubts {
    /// Adds one; `message` is made when the place is known.
    pub fn add(&mut self, spot: Spot, message: impl FnOnce(Location) -> Diagnostic + 'static) {
        self.0.push((spot, Box::new(message)));
    }

    /// Gives each doubt its place in the texts that were written.
    pub fn place(self, written: &WrittenPlaces) -> Vec<Diagnostic> {
        self.0.into_iter().map(|(spot, message)| message(written.find(&spot))).collect()
    }
}

/// The written texts, to find places in.
#[derive(Debug)]
pub struct WrittenPlaces {
    /// The author's file.
    pub source: SourcePath,
    /// The report.
    pub report: SourcePath,
    /// Texts of all files of the draft.
    pub texts: BTreeMap<SourcePath, String>,
    /// Where each block of the report's text stands in its file.
    pub blocks: Vec<std::ops::Range<usize>>,
}

impl WrittenPlaces {
    fn find(&self, spot: &Spot) -> Location {
        match spot {
            Spot::Source => Location { path: self.source.clone(), place: Place::File },
            Spot::Report => Location { path: self.report.clone(), place: Place::File },
            Spot::Field(key) => self.at(&self.report, 0..usize::MAX, &format!("\n{key}:"), 1),
            Spot::Words(block, words) => {
                let range = self.blocks.get(*block).cloned().unwrap_or(0..usize::MAX);
                self.at(&self.report, range, words, 0)
            }
            Spot::Entry(name, words) => {
                let path = SourcePath::new(&format!("{}/{name}", self.report.folder()));
                match path {
                    Some(path) => self.at(&path, 0..usize::MAX, words, 0),
                    None => Location { path: self.report.clone(), place: Place::File },
                }
            }
        }
    }

    /// The place of `words` within a range of a file, or the range, or the file. `skip` bytes of them are not shown.
    fn at(&self, path: &SourcePath, range: std::ops::Range<usize>, words: &str, skip: usize) -> Location {
        let place = self.texts.get(path).map_or(Place::File, |text| {
            let end = range.end.min(text.len());
            let inside = text.get(range.start.min(end)..end).unwrap_or_default();
            let bytes = |start: usize, end: usize| Place::Bytes(start as u32, end as u32);
            match inside.find(words).filter(|_| !words.is_empty()) {
                Some(found) => bytes(range.start + found + skip, range.start + found + words.len()),
                None if range.end <= text.len() => bytes(range.start, end),
                None => Place::File,
            }
        });
        Location { path: path.clone(), place }
    }
}
