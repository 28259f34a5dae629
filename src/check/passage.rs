//! A stretch of text as a reader sees it, and the way back to the characters in its file.

use std::ops::Range;
use std::sync::OnceLock;

use crate::diagnostic::{Location, Place};
use crate::source::SourcePath;

/// A block of a report, or one line of a YAML file.
#[derive(Debug, Clone)]
pub struct Passage<'a> {
    /// The words, without markup.
    pub text: &'a str,
    /// The file it stands in.
    pub path: &'a SourcePath,
    /// The file's text.
    pub source: &'a str,
    /// Byte offsets in `source`.
    pub span: (u32, u32),
    /// What kind of block it is.
    pub kind: Kind,
    /// How the words stand in the file; found out when a place is asked for.
    alignment: OnceLock<Alignment>,
}

/// What the marks in the source make of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A paragraph that hangs on no list mark.
    Paragraph,
    /// A list item, with its mark: `-`, `+`, `*`, or `1` for a number that Markdown counts.
    Item(char),
    /// A heading, with the number of its `#` marks.
    Heading(u8),
    Cell,
    /// A line of YAML.
    Line,
}

impl<'a> Passage<'a> {
    /// A block of Markdown.
    pub fn block(path: &'a SourcePath, source: &'a str, text: &'a str, span: (u32, u32), kind: Kind) -> Self {
        Self { text, path, source, span, kind, alignment: OnceLock::new() }
    }

    /// A line of YAML or front matter.
    pub fn line(path: &'a SourcePath, source: &'a str, span: Range<usize>) -> Self {
        let text = &source[span.clone()];
        let span = (span.start as u32, span.end as u32);
        Self { text, path, source, span, kind: Kind::Line, alignment: OnceLock::new() }
    }

    /// The whole passage's place in its file.
    pub fn whole(&self) -> Location {
        self.place(self.span.0, self.span.1)
    }

    /// The place in the file of a range of `text`; the whole passage where markup makes it unfindable.
    pub fn locate(&self, range: Range<usize>) -> Location {
        let source = &self.source[self.span.0 as usize..self.span.1 as usize];
        let alignment = self.alignment.get_or_init(|| Alignment::of(self.text, source));
        let found = alignment.find(self.text, source, range);
        found.map_or_else(|| self.whole(), |at| self.place(self.span.0 + at.start as u32, self.span.0 + at.end as u32))
    }

    /// The text with `range` in the middle and a few words on both sides, for quoting.
    pub fn around(&self, range: Range<usize>) -> &'a str {
        let before = self.text[..range.start].char_indices().rev().nth(24);
        let start = before
            .map_or(0, |(at, _)| self.text[at..range.start].find(' ').map_or(range.start, |space| at + space + 1));
        let after = self.text[range.end..].char_indices().nth(24);
        let end = after.map_or(self.text.len(), |(at, _)| {
            self.text[range.end..range.end + at].rfind(' ').map_or(range.end, |space| range.end + space)
        });
        self.text[start..end].trim()
    }

    fn place(&self, start: u32, end: u32) -> Location {
        Location { path: self.path.clone(), place: Place::Bytes(start, end) }
    }
}

/// Text and source in step, over marks that only the source has (`**`, `\`, `amp;`, line breaks).
#[derive(Debug, Clone)]
struct Alignment {
    /// Offsets in the text and in the source from which on both run in step.
    steps: Vec<(usize, usize)>,
    /// The offset in the text from which on it is not in the source.
    known: usize,
}

impl Alignment {
    fn of(text: &str, source: &str) -> Self {
        // Nearly every block is free of markup, so its text stands in the file as it is.
        if let Some(at) = source.find(text) {
            return Self { steps: vec![(0, at)], known: text.len() };
        }
        let mut steps: Vec<(usize, usize)> = Vec::new();
        let (mut at, mut in_step) = (0, None);
        for (offset, letter) in text.char_indices() {
            let is_same = |found: char| found == letter || (letter == ' ' && found.is_whitespace());
            let Some(skipped) = source[at..].find(is_same) else { return Self { steps, known: offset } };
            at += skipped;
            if in_step != Some(at) {
                steps.push((offset, at));
            }
            let length = char_length(source, at);
            at += length;
            // What stands for a space may be of another length.
            in_step = (length == letter.len_utf8()).then_some(at);
        }
        Self { steps, known: text.len() }
    }

    fn find(&self, text: &str, source: &str, range: Range<usize>) -> Option<Range<usize>> {
        if range.end > self.known {
            return None;
        }
        let start = self.place(range.start)?;
        let Some(last) = text[range.clone()].chars().next_back() else { return Some(start..start) };
        let last = self.place(range.end - last.len_utf8())?;
        Some(start..last + char_length(source, last))
    }

    fn place(&self, at: usize) -> Option<usize> {
        let (offset, place) = self.steps[..self.steps.partition_point(|(offset, _)| *offset <= at)].last()?;
        Some(place + (at - offset))
    }
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

impl Kind {
    /// What a block is that begins in this line.
    pub fn of_line(line: &str) -> Self {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
        let mut letters = line.chars();
        match (letters.next(), letters.next()) {
            _ if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') => Self::Heading(hashes as u8),
            (Some('|'), _) => Self::Cell,
            (Some(mark @ ('-' | '+' | '*')), Some(' ')) => Self::Item(mark),
            (Some('0'..='9'), _) if is_counted(line) => Self::Item('1'),
            _ => Self::Paragraph,
        }
    }
}

/// `1. ` and `12) `, which Markdown counts; `1.1. ` is a paragraph to it.
fn is_counted(line: &str) -> bool {
    let rest = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    rest.starts_with(". ") || rest.starts_with(") ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_through_markup() {
        let path = SourcePath::new("a.md").unwrap();
        let source = "Mở đầu\n\n- Bộ KH&amp;CN **ban\nhành** thông\\-tư";
        let text = "Bộ KH&CN ban hành thông-tư";
        let span = (source.find("- Bộ").unwrap() as u32, source.len() as u32);
        let passage = Passage::block(&path, source, text, span, Kind::of_line("- Bộ KH&amp;CN **ban"));
        assert_eq!(passage.kind, Kind::Item('-'));
        for (word, expected) in
            [("Bộ", "Bộ"), ("KH&CN", "KH&amp;CN"), ("ban hành", "ban\nhành"), ("thông-tư", "thông\\-tư")]
        {
            let at = text.find(word).unwrap();
            let Place::Bytes(start, end) = passage.locate(at..at + word.len()).place else { unreachable!() };
            assert_eq!(&source[start as usize..end as usize], expected);
        }
    }

    #[test]
    fn quotes_keep_whole_words() {
        let path = SourcePath::new("a.md").unwrap();
        let text = "các doanh nghiệp ứng dụng công nghệ cao chuyên đổi số, đầu tư mới hoặc đổi mới công nghệ";
        let passage = Passage::block(&path, text, text, (0, text.len() as u32), Kind::Paragraph);
        let at = text.find("chuyên đổi số").unwrap();
        assert_eq!(
            passage.around(at..at + "chuyên đổi số".len()),
            "ứng dụng công nghệ cao chuyên đổi số, đầu tư mới hoặc đổi"
        );
    }
}
