//! From the Markdown reader's lines and columns to byte offsets in the file.

use comrak::nodes::{LineColumn, Sourcepos};

use crate::diagnostic::{Location, Place};
use crate::source::SourcePath;

/// A file and where its lines begin.
pub struct Source<'a> {
    path: &'a SourcePath,
    text: &'a str,
    /// Byte offset of each line of the Markdown, whose first line has the number 1.
    line_starts: Vec<usize>,
}

impl<'a> Source<'a> {
    /// `body_start` is where the front matter ends.
    pub fn new(path: &'a SourcePath, text: &'a str, body_start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut line_starts = vec![body_start];
        let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[body_start..]).map(|at| body_start + at);
        line_starts.extend(ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at + 1));
        Self { path, text, line_starts }
    }

    /// The byte that a line and column name.
    pub fn offset(&self, place: LineColumn) -> usize {
        let line_start = self.line_starts.get(place.line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        self.boundary(line_start + place.column.saturating_sub(1))
    }

    /// The bytes of a node.
    pub fn span(&self, place: Sourcepos) -> (u32, u32) {
        let start = self.offset(place.start);
        // The end is the last byte, not one past it.
        let after = LineColumn { column: place.end.column + 1, ..place.end };
        short(start, self.offset(after).max(start))
    }

    /// The bytes of `words[from..to]`, where the words were read from `start` on.
    pub fn span_of_words(&self, start: LineColumn, words: &str, from: usize, to: usize) -> (u32, u32) {
        let start = self.offset(start);
        let rest = &self.text[start..];
        let begin = start + written_length(rest, &words[..from]);
        let end = start + written_length(rest, &words[..to]);
        short(begin, end.max(begin))
    }

    /// The number or letter that begins at a place and the mark after it, as written: `2.`, `01)`.
    pub fn number_at(&self, place: LineColumn) -> &'a str {
        let rest = &self.text[self.offset(place)..];
        let end = rest.find(['.', ')']).map_or(0, |at| at + 1);
        &rest[..end]
    }

    /// Bytes of the Markdown as bytes of the file.
    pub fn span_in_markdown(&self, start: usize, end: usize) -> (u32, u32) {
        short(self.line_starts[0] + start, self.line_starts[0] + end)
    }

    /// The text between two byte offsets.
    pub fn slice(&self, (start, end): (u32, u32)) -> &'a str {
        &self.text[start as usize..end as usize]
    }

    /// The Markdown without the front matter.
    pub fn markdown(&self) -> &'a str {
        &self.text[self.line_starts[0]..]
    }

    /// The place of some bytes in this file, for a message.
    pub fn location(&self, (start, end): (u32, u32)) -> Location {
        Location { path: self.path.clone(), place: Place::Bytes(start, end) }
    }

    fn boundary(&self, at: usize) -> usize {
        self.text.floor_char_boundary(at.min(self.text.len()))
    }
}

/// Offsets fit because the loader refuses files of 4 GB.
fn short(start: usize, end: usize) -> (u32, u32) {
    let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (short(start), short(end))
}

/// How many bytes of `source` were read as `words`: more than the words where characters are escaped or written as entities.
fn written_length(source: &str, words: &str) -> usize {
    if source.starts_with(words) {
        return words.len();
    }
    let mut at = 0;
    for (word_at, letter) in words.char_indices() {
        let rest = &source[at..];
        let entity = entity_length(rest).filter(|&length| !words[word_at..].starts_with(&rest[..length]));
        at += match entity {
            Some(length) => length,
            None if rest.starts_with(letter) => letter.len_utf8(),
            None if rest.strip_prefix('\\').is_some_and(|rest| rest.starts_with(letter)) => 1 + letter.len_utf8(),
            // Something was read in a way that this does not know: what is known so far is near enough for a caret.
            None => return at,
        };
    }
    at
}

/// The length of the entity that `source` begins with, such as `&amp;` or `&#7885;`.
fn entity_length(source: &str) -> Option<usize> {
    let rest = source.strip_prefix('&')?;
    let length = rest.bytes().take(32).position(|byte| byte == b';')?;
    rest[..length].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#').then_some(length + 2)
}
