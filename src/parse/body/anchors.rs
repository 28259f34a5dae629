//! The places of a text that links may lead to.

use std::collections::HashMap;

use super::Body;
use crate::diagnostic::known::Known;

/// All anchors of a text, made once for the many links that may lead there.
#[derive(Debug)]
pub struct Anchors {
    /// Places of the whole text: they were once counted through it, and `page.js` still finds them so.
    paragraphs: u32,
    /// How many places are counted in each section.
    counted: HashMap<Box<str>, u32>,
    footnotes: u32,
    /// The anchors of sections, which have words that can be misspelt.
    pub sections: Known,
}

impl Anchors {
    /// Takes them from a text.
    pub fn of(body: &Body) -> Self {
        let Body { paragraphs, footnotes, .. } = *body;
        let counted = body.headings.iter().map(|heading| (Box::from(&*heading.anchor), heading.paragraphs)).collect();
        let paragraphs = body.headings.iter().fold(paragraphs, |sum, heading| sum + heading.paragraphs);
        Self { paragraphs, counted, footnotes, sections: body.section_anchors().collect() }
    }

    /// Whether a link may lead to this anchor.
    pub fn has(&self, anchor: &str) -> bool {
        // `doan-07` and `doan-+7` are no anchors.
        let is_counted = |written: &str, last: u32| {
            let number = written.parse::<u32>().ok().filter(|number| number.to_string() == written);
            number.is_some_and(|number| (1..=last).contains(&number))
        };
        let counted = |prefix, last| anchor.strip_prefix(prefix).is_some_and(|written| is_counted(written, last));
        // `muc-2-1.3`; no section's own anchor has a dot.
        let in_section = || {
            let (section, written) = anchor.rsplit_once('.')?;
            Some(is_counted(written, *self.counted.get(section)?))
        };
        counted("doan-", self.paragraphs)
            || counted("chu-thich-", self.footnotes)
            || self.sections.has(anchor)
            || in_section().unwrap_or(false)
    }
}
