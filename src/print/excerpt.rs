//! For pages: each message with the words of its line that it points at, apart from those around.

use super::Texts;
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// How many characters of a line are shown on each side of the words that are meant.
const AROUND: usize = 90;

/// A message and the line that it speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    pub diagnostic: Diagnostic,
    /// The file's path in the content folder, or its name where it lies outside.
    pub file: String,
    /// The line, from 1; none where the file as a whole is meant.
    pub line: Option<usize>,
    /// The byte at which the words begin.
    pub start: usize,
    /// The words that are meant, and what stands before and after them in their line.
    pub words: [String; 3],
}

/// Every message with its excerpt, in the order of files and of places in them.
pub fn excerpts(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Excerpt> {
    let texts = Texts::of(diagnostics, sources);
    let excerpt = |(diagnostic, found): (&Diagnostic, super::Found<'_>)| {
        let placed = found.lines.zip(found.span.clone());
        let words = placed.as_ref().map(|(lines, span)| {
            let text = lines.text();
            let (from, to) = (lines.start(span.start), lines.end(span.start).max(span.start));
            let end = span.end.clamp(span.start, to);
            [last(&text[from..span.start]), first(&text[span.start..end]), first(&text[end..to])]
        });
        Excerpt {
            diagnostic: diagnostic.clone(),
            file: found.outside.map_or_else(|| found.path.to_string(), str::to_owned),
            line: found.lines().map(|((line, _), _)| line),
            start: found.span.as_ref().map_or(0, |span| span.start),
            words: words.unwrap_or_default(),
        }
    };
    texts.in_order(diagnostics).into_iter().map(excerpt).collect()
}

fn first(text: &str) -> String {
    match text.char_indices().nth(AROUND) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn last(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND) {
        Some((start, letter)) => format!("…{}", &text[start + letter.len_utf8()..]),
        None => text.to_owned(),
    }
}
