//! What a reader gives of an author's file, and what it has to say of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::manuscript::{Manuscript, Picture};
use crate::diagnostic::messages::{import as messages, media};
use crate::diagnostic::{Diagnostic, Location};
use crate::media::{Danger, Facts, Kind};

/// A file that was read.
#[derive(Debug, Default)]
pub struct Original {
    /// Its text, in the characters of the file: legacy typefaces are not converted yet.
    pub manuscript: Manuscript,
    /// Every word of the file in the plainest reading, for the proof.
    pub words: String,
}

/// A file read, or the reason why not.
pub type Reading = Result<(Original, Findings), Refusal>;

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Locked by a password.
    Locked,
    /// Of Word 6, Word 95 or before.
    OldestWord,
    /// No text that is read: what it is instead.
    Other(Kind),
    /// A PDF whose pages are pictures.
    Scan,
    /// A PDF whose typefaces do not say which sign is which letter.
    NoLetters,
    /// A page and its pictures as one file, such as Word saves too (`.mht`).
    WebArchive,
    /// A file without a byte.
    Empty,
    /// A damaged file; the words are the library's, or name the part.
    Damaged(String),
    /// Larger than the limits; says which.
    TooLarge(&'static str),
    /// An XML part with a DTD, which no office program writes and attackers do.
    HasDtd(String),
}

impl Refusal {
    /// What is said of it.
    pub fn report(&self, location: Location) -> Diagnostic {
        match self {
            Self::Locked => messages::locked(location),
            Self::OldestWord => messages::oldest_word(location),
            Self::Other(kind) => messages::not_word(location, *kind),
            Self::Scan => messages::scan(location),
            Self::NoLetters => messages::no_letters(location),
            Self::WebArchive => messages::web_archive(location),
            Self::Empty => messages::empty_file(location),
            Self::Damaged(reason) => messages::damaged_word(location, reason),
            Self::TooLarge(limit) => messages::too_large(location, limit),
            Self::HasDtd(part) => messages::has_dtd(location, part),
        }
    }
}

/// What the reader has to tell about a file that it could read.
#[derive(Debug, Default)]
pub struct Findings {
    /// Elements that it does not know, how often, and words inside them.
    pub unknown: BTreeMap<String, (usize, String)>,
    /// Words of accepted insertions.
    pub inserted: Vec<String>,
    /// Words of accepted deletions.
    pub deleted: Vec<String>,
    /// Words that are hidden, or only a form's prompt.
    pub hidden: Vec<String>,
    /// Words of page headers and footers.
    pub margin_words: Vec<String>,
    /// Comments in the margin.
    pub comments: usize,
    /// A row has more cells than any that Word writes.
    pub has_wide_table: bool,
    /// Pictures that a browser cannot show, or that are not in the file.
    pub odd_pictures: Vec<String>,
    /// Pages of a PDF.
    pub pages: usize,
    /// Pictures of a PDF, of which none is taken.
    pub pictures_left_out: usize,
    /// Pages whose words a program recognised in a picture.
    pub recognised_pages: usize,
    /// Pictures that could run, which were left out.
    pub active_pictures: Vec<String>,
}

impl Findings {
    /// Something that the reader does not know, and the words inside it.
    pub fn not_understood(&mut self, name: &str, words: &str) {
        let (count, sample) = self.unknown.entry(name.to_owned()).or_default();
        *count += 1;
        if sample.is_empty() {
            *sample = words.trim().to_owned();
        }
    }

    /// A picture, its ending by what is in it; none for what could run.
    pub fn picture(&mut self, name: &str, bytes: Arc<[u8]>, facts: &Facts, description: &str) -> Option<Picture> {
        // It may have any name; what is in it gives the picture's ending.
        let named = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let own = facts.kind.ending().filter(|_| facts.kind.is_picture());
        let extension = own.map_or(named, str::to_owned);
        if facts.danger.is_some() || Danger::by_name(&format!("a.{extension}")).is_some() {
            self.active_pictures.push(name.to_owned());
            return None;
        }
        if !facts.kind.is_shown() {
            self.odd_pictures.push(name.to_owned());
        }
        Some(Picture { extension, bytes, description: description.to_owned() })
    }

    /// What is said of them.
    pub fn report(&self, location: &Location) -> Vec<Diagnostic> {
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
        if self.pages > 0 {
            report.push(messages::by_place(at(), self.pages));
        }
        if self.pictures_left_out > 0 {
            report.push(messages::pictures_left_out(at(), self.pictures_left_out));
        }
        if self.recognised_pages > 0 {
            report.push(messages::recognised(at(), self.recognised_pages));
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
