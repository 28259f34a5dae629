//! OpenDocument texts (`.odt`), which LibreOffice writes (OpenDocument 1.3, part 3).

mod body;
mod inline;
mod lists;
mod spaces;
mod styles;
mod table;
mod words;

use std::collections::BTreeSet;

use super::original::{Original, Reading, Refusal};
use super::package::Package;
use super::xml::{self, Element};
use crate::media::Kind;

/// Reads a file.
pub fn read(bytes: &[u8]) -> Reading {
    let package = Package::open(bytes)?;
    if package.text("META-INF/manifest.xml").transpose()?.is_some_and(|list| list.contains("encryption-data")) {
        return Err(Refusal::Locked);
    }
    let part = |name: &str| package.text(name).map(|text| xml::read(name, &text?)).transpose();
    let content = part("content.xml")?.ok_or(Refusal::Other(Kind::Zip))?;
    let sheet = part("styles.xml")?.unwrap_or_default();
    let text = content.child("office:body").and_then(|body| body.child("office:text"));
    let text = text.ok_or(Refusal::Other(Kind::Zip))?;

    let mut reading = body::Reading::new(&package, &[&sheet, &content]);
    reading.manuscript.blocks = reading.blocks(text);
    let mut findings = reading.findings;
    findings.margin_words = margins(&sheet).into_iter().collect();
    if findings.has_wide_table {
        return Err(Refusal::TooLarge("columns"));
    }
    Ok((Original { manuscript: reading.manuscript, words: words::of(text) }, findings))
}

/// The words of page headers and footers.
fn margins(sheet: &Element) -> BTreeSet<String> {
    let pages = sheet.child("office:master-styles").into_iter().flat_map(Element::elements);
    let margins = pages
        .flat_map(Element::elements)
        .filter(|part| part.name.starts_with("style:header") || part.name.starts_with("style:footer"));
    margins.map(|margin| words::of(margin).trim().to_owned()).filter(|words| !words.is_empty()).collect()
}
