//! Word files (`.docx`): an own reader, because an import must be able to say what it did not understand.
//!
//! A pure function from bytes to a [`Manuscript`]. It takes tracked changes as accepted, shows the numbers that
//! Word shows, and reports whatever it cannot carry over. [`words`] reads the same file a second time in the
//! plainest way there is, so that [`proof`](crate::proof) can compare the two.

mod body;
mod field;
mod numbering;
mod package;
mod run;
mod styles;
mod table;
mod words;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::messages::{import as messages, media};
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::import::manuscript::Manuscript;
use crate::source::SourcePath;

use body::Reading;
use numbering::Numbering;
use package::{Package, Refusal};
use styles::Styles;
use xml::Element;

/// A Word file that was read.
#[derive(Debug, Default)]
pub struct WordDocument {
    /// Its text, in the characters of the file: legacy typefaces are not converted yet.
    pub manuscript: Manuscript,
    /// Every word of the file in the plainest reading, for the proof.
    pub words: String,
}

/// Reads a Word file. `path` names it in messages; a refused file gives an empty document and an error.
pub fn read(path: &SourcePath, bytes: &[u8]) -> (WordDocument, Vec<Diagnostic>) {
    let location = Location { path: path.clone(), place: Place::File };
    match try_read(bytes) {
        Ok((document, findings)) => (document, findings.report(&location)),
        Err(refusal) => (WordDocument::default(), vec![refused(location, &refusal)]),
    }
}

fn refused(location: Location, refusal: &Refusal) -> Diagnostic {
    match refusal {
        Refusal::OldWord => messages::old_word(location),
        Refusal::NotWord => match other_ending(&location.path) {
            Some(ending) => messages::other_format(location, &ending),
            None => messages::not_word(location),
        },
        Refusal::Damaged(reason) => messages::damaged_word(location, reason),
        Refusal::TooLarge(limit) => messages::too_large(location, limit),
        Refusal::HasDtd(part) => messages::has_dtd(location, part),
    }
}

/// The ending of a file that Word opens and saves as `.docx`: some programs name RTF or HTML `.doc`.
fn other_ending(path: &SourcePath) -> Option<String> {
    let (_, ending) = path.file_name().rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    matches!(ending.as_str(), "doc" | "dot" | "docm" | "rtf" | "odt" | "wps" | "html" | "htm" | "pdf").then_some(ending)
}

fn try_read(bytes: &[u8]) -> Result<(WordDocument, Findings), Refusal> {
    let package = Package::open(bytes)?;
    let main = main_part(&package)?;
    let document = part(&package, &main)?.ok_or(Refusal::NotWord)?;
    let relations = relations(&package, &main)?;
    let related = |kind: &str| -> Result<Option<Element>, Refusal> {
        match relations.values().find(|relation| relation.kind == kind) {
            Some(relation) => part(&package, &relation.target),
            None => Ok(None),
        }
    };
    let styles = related("styles")?.map(|root| Styles::read(&root)).unwrap_or_default();
    let numbering = related("numbering")?.map(|root| Numbering::read(&root)).unwrap_or_default();
    let footnotes = related("footnotes")?.unwrap_or_default();
    let endnotes = related("endnotes")?.unwrap_or_default();
    let comments = related("comments")?.unwrap_or_default();

    let mut reading = Reading::new(&package, &relations, &styles, numbering, [&footnotes, &endnotes]);
    let body = document.child("w:body").ok_or(Refusal::NotWord)?;
    reading.read(body);
    let (mut manuscript, mut findings) = reading.finish();
    findings.comments = comments.elements().count();
    if findings.has_wide_table {
        return Err(Refusal::TooLarge("columns"));
    }
    let margins = relations.values().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer"));
    // Several pages may share one.
    for target in margins.map(|relation| &relation.target).collect::<BTreeSet<_>>() {
        if let Some(root) = part(&package, target)? {
            findings.margin_words.push(words::of(&[&root]));
            // A watermark.
            let drawn = root.find("v:textpath").and_then(|path| path.attribute("string"));
            findings.margin_words.extend(drawn.map(str::to_owned));
        }
    }
    manuscript.margin_words.clone_from(&findings.margin_words);
    let words = words::of(&[body, &footnotes, &endnotes]);
    Ok((WordDocument { manuscript, words }, findings))
}

/// What one part of the file says of another.
#[derive(Debug)]
struct Relation {
    /// The last word of its type: `styles`, `image`, `hyperlink`.
    kind: String,
    /// A part's name, or an address outside.
    target: String,
}

fn part(package: &Package, name: &str) -> Result<Option<Element>, Refusal> {
    match package.text(name) {
        Some(text) => xml::read(name, &text?).map(Some),
        None => Ok(None),
    }
}

/// The relations of a part, by id.
fn relations(package: &Package, from: &str) -> Result<BTreeMap<String, Relation>, Refusal> {
    let (folder, name) = from.rsplit_once('/').unwrap_or(("", from));
    let slash = if folder.is_empty() { "" } else { "/" };
    let Some(root) = part(package, &format!("{folder}{slash}_rels/{name}.rels"))? else {
        return Ok(BTreeMap::new());
    };
    let read = |element: &Element| {
        let target = element.attribute("Target")?;
        let is_outside = element.attribute("TargetMode") == Some("External");
        let relation = Relation {
            kind: element.attribute("Type")?.rsplit('/').next()?.to_owned(),
            target: if is_outside { target.to_owned() } else { package::resolve(from, target) },
        };
        Some((element.attribute("Id")?.to_owned(), relation))
    };
    Ok(root.elements().filter_map(read).collect())
}

/// The part that holds the text: nearly always `word/document.xml`.
fn main_part(package: &Package) -> Result<String, Refusal> {
    let relations = relations(package, "")?;
    let named = relations.into_values().find(|relation| relation.kind == "officeDocument");
    let name = named.map_or_else(|| "word/document.xml".to_owned(), |relation| relation.target);
    package.part(&name).is_some().then_some(name).ok_or(Refusal::NotWord)
}

/// What the reader has to tell about a file that it could read.
#[derive(Debug, Default)]
struct Findings {
    /// Elements that it does not know, how often, and words inside them.
    unknown: BTreeMap<String, (usize, String)>,
    /// Words of accepted insertions.
    inserted: Vec<String>,
    /// Words of accepted deletions.
    deleted: Vec<String>,
    /// Words that are hidden, or only a form's prompt.
    hidden: Vec<String>,
    /// Words of page headers and footers.
    margin_words: Vec<String>,
    /// Comments in the margin.
    comments: usize,
    /// A row has more cells than any that Word writes.
    has_wide_table: bool,
    /// Pictures that a browser cannot show, or that are not in the file.
    odd_pictures: Vec<String>,
    /// Pictures that could run, which were left out.
    active_pictures: Vec<String>,
}

impl Findings {
    fn report(&self, location: &Location) -> Vec<Diagnostic> {
        let mut report = Vec::new();
        let at = || location.clone();
        if !self.inserted.is_empty() || !self.deleted.is_empty() {
            report.push(messages::tracked_changes(at(), &self.inserted, &self.deleted));
        }
        for words in &self.hidden {
            report.push(messages::hidden_words(at(), words));
        }
        for words in self.margin_words.iter().filter(|words| words.chars().any(char::is_alphabetic)) {
            report.push(messages::margin_words(at(), words.trim()));
        }
        if self.comments > 0 {
            report.push(messages::comments_left_out(at(), self.comments));
        }
        for name in &self.odd_pictures {
            report.push(messages::odd_picture(at(), name));
        }
        for name in &self.active_pictures {
            report.push(media::active_picture(at(), name));
        }
        for (name, (count, sample)) in &self.unknown {
            report.push(messages::not_understood(at(), name, *count, sample));
        }
        report
    }
}
