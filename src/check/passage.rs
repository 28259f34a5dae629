//! A stretch of text as a reader sees it, and the way back to the characters in its file.

use std::ops::Range;

use crate::diagnostic::{Location, Place};
use crate::source::SourcePath;

/// A block of a report, or one line of a YAML file.
#[derive(Debug, Clone, Copy)]
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
    /// A table's cell.
    Cell,
    /// A line of YAML.
    Line,
}

impl<'a> Passage<'a> {
    /// A block of Markdown.
    pub fn block(path: &'a SourcePath, source: &'a str, text: &'a str, span: (u32, u32)) -> Self {
        let kind = block_kind(source, span.0 as usize);
        Self { text, path, source, span, kind }
    }

    /// A line of YAML or front matter.
    pub fn line(path: &'a SourcePath, source: &'a str, span: Range<usize>) -> Self {
        let text = &source[span.clone()];
        Self { text, path, source, span: (span.start as u32, span.end as u32), kind: Kind::Line }
    }

    /// The whole passage's place in its file.
    pub fn whole(&self) -> Location {
        self.place(self.span.0, self.span.1)
    }

    /// The place in the file of a range of `text`; the whole passage where markup makes it unfindable.
    pub fn locate(&self, range: Range<usize>) -> Location {
        let source = &self.source[self.span.0 as usize..self.span.1 as usize];
        // Nearly every block is free of markup, so its text stands in the file as it is.
        let found = match source.find(self.text) {
            Some(at) => Some(at + range.start..at + range.end),
            None => align(self.text, source, range),
        };
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

/// Walks text and source in step, over marks that only the source has (`**`, `\`, `amp;`, line breaks).
fn align(text: &str, source: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut at = 0;
    let mut start = None;
    for (offset, letter) in text.char_indices() {
        if offset >= range.end {
            break;
        }
        let is_same = |found: char| found == letter || (letter == ' ' && found.is_whitespace());
        at += source[at..].find(is_same)?;
        if offset == range.start {
            start = Some(at);
        }
        at += source[at..].chars().next().map_or(0, char::len_utf8);
    }
    start.map(|start| start..at)
}

fn block_kind(source: &str, start: usize) -> Kind {
    let line_start = source[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = source[line_start..].lines().next().unwrap_or("").trim_start();
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    let mut letters = line.chars();
    match (letters.next(), letters.next()) {
        _ if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') => Kind::Heading(hashes as u8),
        (Some('|'), _) => Kind::Cell,
        (Some(mark @ ('-' | '+' | '*')), Some(' ')) => Kind::Item(mark),
        (Some('0'..='9'), _) if is_counted(line) => Kind::Item('1'),
        _ => Kind::Paragraph,
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
        let passage = Passage::block(&path, source, text, span);
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
        let passage = Passage::block(&path, text, text, (0, text.len() as u32));
        let at = text.find("chuyên đổi số").unwrap();
        assert_eq!(
            passage.around(at..at + "chuyên đổi số".len()),
            "ứng dụng công nghệ cao chuyên đổi số, đầu tư mới hoặc đổi"
        );
    }
}
