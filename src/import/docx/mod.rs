//! Word files (`.docx`): an own reader, because an import must be able to say what it did not understand.
//!
//! A pure function from bytes to a [`Manuscript`]. It takes tracked changes as accepted, shows the numbers that
//! Word shows, and reports whatever it cannot carry over. [`words`] reads the same file a second time in the
//! plainest way there is, so that [`proof`](crate::proof) can compare the two.

mod body;
mod numbering;
mod run;
mod styles;
mod table;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::import::original::{Original, Reading, Refusal};
use crate::import::package::{self, Package};
use crate::import::xml::{self, Element};
use crate::media::Kind;

use styles::Styles;

/// Reads a Word file.
pub fn read(bytes: &[u8]) -> Reading {
    let package = Package::open(bytes)?;
    let main = main_part(&package)?;
    let document = part(&package, &main)?.ok_or(Refusal::Other(Kind::Zip))?;
    let relations = relations(&package, &main)?;
    let related = |kind: &str| -> Result<Option<Element>, Refusal> {
        match relations.values().find(|relation| relation.kind == kind) {
            Some(relation) => part(&package, &relation.target),
            None => Ok(None),
        }
    };
    let styles = related("styles")?.map(|root| Styles::read(&root)).unwrap_or_default();
    let numbering = related("numbering")?.map(|root| numbering::read(&root)).unwrap_or_default();
    let footnotes = related("footnotes")?.unwrap_or_default();
    let endnotes = related("endnotes")?.unwrap_or_default();
    let comments = related("comments")?.unwrap_or_default();

    let mut reading = body::Reading::new(&package, &relations, &styles, numbering, [&footnotes, &endnotes]);
    let body = document.child("w:body").ok_or(Refusal::Other(Kind::Zip))?;
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
    Ok((Original { manuscript, words }, findings))
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
    package.part(&name).is_some().then_some(name).ok_or(Refusal::Other(Kind::Zip))
}
