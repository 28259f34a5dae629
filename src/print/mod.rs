//! Diagnostics as text for people and for machines.

mod annotations;
mod human;
mod json;
mod sarif;
mod texts;

pub use annotations::github;
pub use human::{human, summary};
pub use json::json;
pub use sarif::sarif;

use std::ops::Range;
use std::rc::Rc;

use crate::diagnostic::Language;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Place, Severity};
use crate::source::SourcePath;
use texts::{Text, Texts};

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

/// The line and the column of a byte, both from 1; columns count characters, as editors do.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    Text::of(text).line_column(byte)
}

/// A place turned into bytes of its file's text.
struct Found<'s> {
    path: &'s SourcePath,
    /// The file's text; none where it could not be read.
    text: Option<Rc<Text<'s>>>,
    /// The bytes; none where the file as a whole is meant.
    span: Option<Range<usize>>,
}

impl<'s> Found<'s> {
    fn new(location: &'s Location, texts: &Texts<'s>) -> Self {
        let (path, text) = (&location.path, texts.get(&location.path));
        let span = text.as_ref().and_then(|text| {
            let span = match location.place {
                Place::File => return None,
                Place::Bytes(start, end) => start as usize..end as usize,
                Place::Node(mark) => text.nodes.locate(mark),
            };
            let start = text.floor(span.start);
            Some(start..text.floor(span.end).max(start))
        });
        Self { path, text, span }
    }

    /// Where the span starts and ends, as lines and columns from 1.
    fn lines(&self) -> Option<((usize, usize), (usize, usize))> {
        let (text, span) = (self.text.as_ref()?, self.span.clone()?);
        Some((text.line_column(span.start), text.line_column(span.end)))
    }
}

/// Diagnostics with their places found, in the order of files and of places in them.
fn in_order<'s>(diagnostics: &'s [Diagnostic], texts: &Texts<'s>) -> Vec<(&'s Diagnostic, Found<'s>)> {
    let mut found: Vec<_> =
        diagnostics.iter().map(|diagnostic| (diagnostic, Found::new(&diagnostic.location, texts))).collect();
    // Sorted: reaches output. Marks and bytes compare only once they are all bytes.
    found.sort_by(|(a, at_a), (b, at_b)| {
        let key = |found: &Found| found.span.as_ref().map_or((usize::MAX, 0), |span| (span.start, span.end));
        (at_a.path, key(at_a)).cmp(&(at_b.path, key(at_b))).then_with(|| a.cmp(b))
    });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "Thọ\n\tNgọc\n";
        assert_eq!(line_column(text, 0), (1, 1));
        assert_eq!(line_column(text, text.find('\n').unwrap_or(0)), (1, 4));
        assert_eq!(line_column(text, text.find('c').unwrap_or(0)), (2, 5));
        assert_eq!(line_column(text, text.len()), (3, 1));
        assert_eq!(line_column(text, text.len() + 9), (3, 1));
        assert_eq!(line_column(text, 3), (1, 3), "inside a character");
    }
}
