//! Doubts: messages that know to what part of the draft they belong, and find its place once it is written.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::diagnostic::messages::import as messages;
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

/// What may be doubtful of many documents in the same way.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Common {
    /// The site does not know the body that issued them, of this name.
    IssuerUnknown(String),
    /// The report does not tell these fields of them, in Vietnamese and English.
    Untold(Vec<(&'static str, &'static str)>),
}

/// A doubt that waits for its place.
enum Doubt {
    One(Message),
    /// About all of these documents.
    Alike(Common, Vec<String>),
}

/// Doubts in the order in which they came up; those that are alike are one.
#[derive(Default)]
pub struct Doubts {
    doubts: Vec<(Spot, Doubt)>,
    alike: HashMap<Common, usize>,
}

impl Doubts {
    /// Adds one; `message` is made when the place is known.
    pub fn add(&mut self, spot: Spot, message: impl FnOnce(Location) -> Diagnostic + 'static) {
        self.doubts.push((spot, Doubt::One(Box::new(message))));
    }

    /// Adds a document of which the same is doubtful as of others.
    pub fn add_alike(&mut self, spot: Spot, common: Common, document: String) {
        let index = *self.alike.entry(common.clone()).or_insert(self.doubts.len());
        match self.doubts.get_mut(index) {
            Some((_, Doubt::Alike(_, documents))) if documents.contains(&document) => {}
            Some((_, Doubt::Alike(_, documents))) => documents.push(document),
            _ => self.doubts.push((spot, Doubt::Alike(common, vec![document]))),
        }
    }

    /// Gives each doubt its place in the texts that were written: of those that are alike, the first one's.
    pub fn place(self, written: &WrittenPlaces) -> Vec<Diagnostic> {
        let (spots, doubts): (Vec<Spot>, Vec<Doubt>) = self.doubts.into_iter().unzip();
        doubts.into_iter().zip(written.find(&spots)).map(|(doubt, location)| doubt.say(location)).collect()
    }
}

impl Doubt {
    fn say(self, location: Location) -> Diagnostic {
        match self {
            Self::One(message) => message(location),
            Self::Alike(Common::IssuerUnknown(name), documents) => {
                messages::cited_issuer_unknown(location, &documents, &name)
            }
            Self::Alike(Common::Untold(fields), documents) => messages::entry_incomplete(location, &documents, &fields),
        }
    }
}

/// The written texts, to find places in.
#[derive(Debug)]
pub struct WrittenPlaces {
    /// The author's file.
    pub source: SourcePath,
    pub report: SourcePath,
    /// Texts of all files of the draft.
    pub texts: BTreeMap<SourcePath, String>,
    /// Where each block of the report's text stands in its file.
    pub blocks: Vec<Range<usize>>,
}

/// Where a spot is looked for: words in a stretch of a file, of which some bytes at their start are not shown.
struct Search {
    path: SourcePath,
    range: Range<usize>,
    words: String,
    skip: usize,
}

impl WrittenPlaces {
    /// The places of all spots. Those in one stretch of a file are looked for together.
    fn find(&self, spots: &[Spot]) -> Vec<Location> {
        let searches: Vec<Option<Search>> = spots.iter().map(|spot| self.search(spot)).collect();
        let mut stretches: BTreeMap<(&SourcePath, usize, usize), Vec<&str>> = BTreeMap::new();
        for search in searches.iter().flatten().filter(|search| !search.words.is_empty()) {
            let stretch = (&search.path, search.range.start, search.range.end);
            stretches.entry(stretch).or_default().push(&search.words);
        }
        let found: BTreeMap<_, _> = stretches
            .into_iter()
            .map(|(stretch, words)| (stretch, first_places(self.inside(stretch.0, stretch.1..stretch.2), words)))
            .collect();
        let places = spots.iter().zip(&searches).map(|(spot, search)| match search {
            Some(search) => {
                let stretch = (&search.path, search.range.start, search.range.end);
                let place = found.get(&stretch).and_then(|places| places.get(search.words.as_str()));
                self.at(search, place.copied())
            }
            None if *spot == Spot::Source => Location { path: self.source.clone(), place: Place::File },
            None => Location { path: self.report.clone(), place: Place::File },
        });
        places.collect()
    }

    /// What to look for; none for a file as a whole.
    fn search(&self, spot: &Spot) -> Option<Search> {
        let whole = 0..usize::MAX;
        let (path, range, words, skip) = match spot {
            Spot::Source | Spot::Report => return None,
            Spot::Field(key) => (self.report.clone(), whole, format!("\n{key}:"), 1),
            Spot::Words(block, words) => {
                (self.report.clone(), self.blocks.get(*block).cloned().unwrap_or(whole), words.clone(), 0)
            }
            Spot::Entry(name, words) => {
                (SourcePath::new(&format!("{}/{name}", self.report.folder()))?, whole, words.clone(), 0)
            }
        };
        Some(Search { path, range, words, skip })
    }

    fn inside(&self, path: &SourcePath, range: Range<usize>) -> &str {
        let text = self.texts.get(path).map_or("", String::as_str);
        let end = range.end.min(text.len());
        text.get(range.start.min(end)..end).unwrap_or_default()
    }

    /// The place of what was found in its stretch, or the stretch, or the file.
    fn at(&self, Search { path, range, words, skip }: &Search, found: Option<usize>) -> Location {
        let length = self.texts.get(path).map_or(0, String::len);
        let place = match found {
            Some(found) => {
                Place::Bytes((range.start + found + skip) as u32, (range.start + found + words.len()) as u32)
            }
            None if range.end <= length => Place::Bytes(range.start as u32, range.end as u32),
            None => Place::File,
        };
        Location { path: path.clone(), place }
    }
}

/// Where each of some words stands first in a text.
fn first_places<'w>(text: &str, mut words: Vec<&'w str>) -> HashMap<&'w str, usize> {
    /// More are looked for in one go.
    const FEW: usize = 8;
    words.sort_unstable();
    words.dedup();
    if words.len() <= FEW {
        return words.into_iter().filter_map(|words| Some((words, text.find(words)?))).collect();
    }
    let Ok(all) = AhoCorasick::new(&words) else { return HashMap::new() };
    let mut places = HashMap::with_capacity(words.len());
    for found in all.find_overlapping_iter(text) {
        places.entry(words[found.pattern().as_usize()]).or_insert(found.start());
        if places.len() == words.len() {
            break;
        }
    }
    places
}
