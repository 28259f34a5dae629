//! Diagnostics as text for people and for machines. What is said too often is counted (see [`counted`]), in every format.

mod annotations;
mod excerpt;
mod human;
mod json;
mod lines;
mod sarif;

pub use annotations::github;
pub use excerpt::{Excerpt, excerpts};
pub use human::{human, summary};
pub use json::json;
pub use lines::line_column;
pub use sarif::sarif;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::Language;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Place, Severity};
use crate::source::{SourcePath, Sources};
use lines::Lines;

/// How messages are shown.
#[derive(Debug, Clone, Copy)]
pub struct Look<'a> {
    /// The language of the messages; JSON has both.
    pub language: Language,
    /// With the terminal's colours.
    pub color: bool,
    /// What stands before each path, so that a terminal or editor can open it: `content/`, or nothing.
    pub folder: &'a str,
}

impl Bilingual {
    /// The sentence in one language.
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

impl Severity {
    /// Its name in one language.
    pub fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Error, Language::Vietnamese) => "lỗi",
            (Self::Error, Language::English) => "error",
            (Self::Warning, Language::Vietnamese) => "cảnh báo",
            (Self::Warning, Language::English) => "warning",
            (Self::Hint, Language::Vietnamese) => "gợi ý",
            (Self::Hint, Language::English) => "hint",
        }
    }
}

/// A code's few words in one language.
fn title(code: &Code, language: Language) -> &'static str {
    match language {
        Language::Vietnamese => code.title_vi,
        Language::English => code.title_en,
    }
}

/// The texts that some messages speak of.
struct Texts<'s> {
    lines: BTreeMap<&'s SourcePath, Lines<'s>>,
    outside: &'s BTreeMap<SourcePath, String>,
}

impl<'s> Texts<'s> {
    fn of(diagnostics: &'s [Diagnostic], sources: &'s Sources) -> Self {
        let related = |diagnostic: &'s Diagnostic| diagnostic.related.iter().map(|related| &related.location);
        let locations = diagnostics.iter().flat_map(|each| std::iter::once(&each.location).chain(related(each)));
        let paths: BTreeSet<&SourcePath> = locations.map(|location| &location.path).collect();
        let lines = |path: &'s SourcePath| Some((path, Lines::of(text(path, sources)?)));
        Self { lines: paths.into_iter().filter_map(lines).collect(), outside: &sources.outside }
    }

    /// Messages with their places found, in the order of files and of places in them.
    fn in_order<'t>(&'t self, diagnostics: &'t [Diagnostic]) -> Vec<(&'t Diagnostic, Found<'t>)> {
        let mut found: Vec<_> =
            diagnostics.iter().map(|diagnostic| (diagnostic, self.find(&diagnostic.location))).collect();
        // Sorted: reaches output. Marks and bytes compare only once they are all bytes.
        found.sort_by(|(a, at_a), (b, at_b)| {
            let key = |found: &Found| found.span.as_ref().map_or((usize::MAX, 0), |span| (span.start, span.end));
            (at_a.path, key(at_a)).cmp(&(at_b.path, key(at_b))).then_with(|| a.cmp(b))
        });
        found
    }

    /// Turns a place into bytes of its file.
    fn find<'t>(&'t self, location: &'t Location) -> Found<'t> {
        let path = &location.path;
        let lines = self.lines.get(path);
        let span = lines.and_then(|lines| {
            let span = match location.place {
                Place::File => return None,
                Place::Bytes(start, end) => start as usize..end as usize,
                Place::Node(mark) => lines.node(mark),
            };
            let start = lines.text().floor_char_boundary(span.start);
            Some(start..lines.text().floor_char_boundary(span.end).max(start))
        });
        Found { path, outside: self.outside.get(path).map(String::as_str), lines, span }
    }
}

/// The text of a file of the content folder, or of the theme, whose files messages name by their path in it.
fn text<'s>(path: &SourcePath, sources: &'s Sources) -> Option<&'s str> {
    let of_theme = || std::str::from_utf8(sources.theme.get(path.as_str())?).ok();
    sources.texts.get(path).map(|text| &**text).or_else(of_theme)
}

/// A place turned into bytes of its file's text.
struct Found<'s> {
    path: &'s SourcePath,
    /// The file's name where it lies outside the content folder.
    outside: Option<&'s str>,
    /// The file's text; none where it could not be read.
    lines: Option<&'s Lines<'s>>,
    /// The bytes; none where the file as a whole is meant.
    span: Option<Range<usize>>,
}

impl Found<'_> {
    /// The file's name in a message.
    fn shown_path(&self, look: &Look<'_>) -> String {
        self.outside.map_or_else(|| format!("{}{}", look.folder, self.path), str::to_owned)
    }

    /// Where the span starts and ends, as lines and columns from 1.
    fn lines(&self) -> Option<((usize, usize), (usize, usize))> {
        let (lines, span) = (self.lines?, self.span.as_ref()?);
        Some((lines.place(span.start), lines.place(span.end)))
    }
}
