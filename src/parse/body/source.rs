//! From the Markdown reader's lines and columns to byte offsets in the file.

use std::ops::Range;

use comrak::nodes::{LineColumn, Sourcepos};

use super::lines::{Lines, OddTable};
use crate::diagnostic::{Location, Place};
use crate::source::SourcePath;

/// A file and where its lines begin.
pub struct Source<'a> {
    path: &'a SourcePath,
    text: &'a str,
    /// Byte offset of each line of the Markdown, whose first line has the number 1.
    line_starts: Vec<usize>,
    /// The Markdown as the reader is given it.
    lines: Lines<'a>,
}

impl<'a> Source<'a> {
    /// `body_start` is where the front matter ends.
    pub fn new(path: &'a SourcePath, text: &'a str, body_start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut line_starts = vec![body_start];
        let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[body_start..]).map(|at| body_start + at);
        line_starts.extend(ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at + 1));
        Self { path, text, line_starts, lines: Lines::new(&text[body_start..]) }
    }

    /// The byte that a line and column name, as the Markdown reader counts them.
    pub fn offset(&self, place: LineColumn) -> usize {
        let (line_index, column_index) = (place.line.saturating_sub(1), place.column.saturating_sub(1));
        let line_start = self.line_starts.get(line_index).copied().unwrap_or(self.text.len());
        self.boundary(line_start + column_index - self.lines.inserted_before(line_index, column_index))
    }

    /// The byte of a place that may be inside a cell, which begins at `cell`: there the Markdown reader counts without
    /// the backslashes before bars.
    pub fn offset_in(&self, cell: Option<LineColumn>, place: LineColumn) -> usize {
        let Some(cell) = cell else { return self.offset(place) };
        let start = self.offset(cell);
        let bytes = self.text.as_bytes();
        let (mut at, mut left) = (start, place.column.saturating_sub(cell.column));
        while left > 0 && at < bytes.len() {
            at += if bytes[at..].starts_with(b"\\|") { 2 } else { 1 };
            left -= 1;
        }
        self.boundary(at)
    }

    /// The whole file's text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// A line of the Markdown as it was written, without its end; `line` counts from 1.
    pub fn line(&self, line: usize) -> &'a str {
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let end = self.line_starts.get(line).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// Tables that are not what they should be.
    pub fn odd_tables(&self) -> &[OddTable] {
        &self.lines.odd_tables
    }

    /// The bytes of a node.
    pub fn span(&self, place: Sourcepos) -> (u32, u32) {
        let start = self.offset(place.start);
        // The end is the last byte, not one past it.
        let after = LineColumn { column: place.end.column + 1, ..place.end };
        short(start, self.offset(after).max(start))
    }

    /// Where the words that were read from `start` on stand in the file.
    pub fn spelling(&self, start: LineColumn, words: &str) -> Spelling {
        let start = self.offset(start);
        Spelling::of(start, &self.text[start..], words)
    }

    /// The number that begins at a place and the mark after it, as written: `2.`, `01)`; empty where there is none.
    pub fn number_at(&self, place: LineColumn) -> &'a str {
        let rest = &self.text[self.offset(place)..];
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if rest[digits..].starts_with(['.', ')']) { &rest[..=digits] } else { "" }
    }

    /// Bytes of the Markdown as bytes of the file.
    pub fn span_in_markdown(&self, range: Range<usize>) -> (u32, u32) {
        short(self.line_starts[0] + range.start, self.line_starts[0] + range.end)
    }

    /// The text between two byte offsets.
    pub fn slice(&self, (start, end): (u32, u32)) -> &'a str {
        &self.text[start as usize..end as usize]
    }

    /// The Markdown without the front matter, as it was written.
    pub fn written(&self) -> &'a str {
        &self.text[self.line_starts[0]..]
    }

    /// The Markdown without the front matter, as its reader is given it.
    pub fn markdown(&self) -> &str {
        &self.lines.markdown
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

/// Where words stand in the file: not in step with it where characters are escaped or written as entities.
pub struct Spelling {
    /// Offsets in the words and in the file from which on both run in step.
    steps: Vec<(usize, usize)>,
    /// The offset in the words from which on nothing is known.
    known: usize,
}

impl Spelling {
    fn of(start: usize, source: &str, words: &str) -> Self {
        let mut steps = vec![(0, start)];
        if source.starts_with(words) {
            return Self { steps, known: words.len() };
        }
        let mut at = 0;
        for (word_at, letter) in words.char_indices() {
            let Some(length) = written_length(&source[at..], &words[word_at..], letter) else {
                return Self { steps, known: word_at };
            };
            at += length;
            if length != letter.len_utf8() {
                steps.push((word_at + letter.len_utf8(), start + at));
            }
        }
        Self { steps, known: words.len() }
    }

    /// The bytes in the file of a stretch of the words.
    pub fn span(&self, from: usize, to: usize) -> (u32, u32) {
        let (start, end) = (self.place(from), self.place(to));
        short(start, end.max(start))
    }

    fn place(&self, at: usize) -> usize {
        // Something was read in a way that this does not know: what is known so far is near enough for a caret.
        let at = at.min(self.known);
        let after = self.steps.partition_point(|(words, _)| *words <= at);
        let (words, file) = self.steps[after.saturating_sub(1)];
        file + (at - words)
    }
}

/// How many bytes of `source` were read as the first `letter` of `words`: one more where it is escaped, some more
/// where it is written as an entity.
fn written_length(source: &str, words: &str, letter: char) -> Option<usize> {
    let entity = entity_length(source).filter(|&length| !words.starts_with(&source[..length]));
    match entity {
        Some(length) => Some(length),
        None if source.starts_with(letter) => Some(letter.len_utf8()),
        None => source.strip_prefix('\\').filter(|rest| rest.starts_with(letter)).map(|_| 1 + letter.len_utf8()),
    }
}

/// The length of the entity that `source` begins with, such as `&amp;` or `&#7885;`.
fn entity_length(source: &str) -> Option<usize> {
    let rest = source.strip_prefix('&')?;
    let length = rest.bytes().take(32).position(|byte| byte == b';')?;
    rest[..length].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#').then_some(length + 2)
}
