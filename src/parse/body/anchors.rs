//! The places of a text that links may lead to.

use super::Body;
use crate::diagnostic::known::Known;

/// All anchors of a text, made once for the many links that may lead there.
#[derive(Debug)]
pub struct Anchors {
    paragraphs: u32,
    footnotes: u32,
    /// The anchors of sections, which have words that can be misspelt.
    pub sections: Known,
}

impl Anchors {
    /// Takes them from a text.
    pub fn of(body: &Body) -> Self {
        let Body { paragraphs, footnotes, .. } = *body;
        Self { paragraphs, footnotes, sections: body.section_anchors().collect() }
    }

    /// Whether a link may lead to this anchor.
    pub fn has(&self, anchor: &str) -> bool {
        // `doan-07` and `doan-+7` are no anchors.
        let counted = |prefix: &str, last: u32| {
            let written = anchor.strip_prefix(prefix);
            let number = written.and_then(|written| written.parse::<u32>().ok().filter(|it| it.to_string() == written));
            number.is_some_and(|number| (1..=last).contains(&number))
        };
        counted("doan-", self.paragraphs) || counted("chu-thich-", self.footnotes) || self.sections.has(anchor)
    }
}
