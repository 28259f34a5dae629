//! Lines and columns of a text, found without going through the text for each.

use std::ops::Range;

use crate::diagnostic::Mark;
use crate::parse::yaml::places::Places;

/// Bytes between two places whose characters have been counted.
const STRIDE: usize = 1024;

/// The line and the column of a byte, both from 1; columns count characters, as editors do.
pub fn line_column(text: &str, byte: usize) -> (usize, usize) {
    Lines::of(text).place(byte)
}

/// Where the lines of a text begin, and how many characters stand before places at even distances.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    text: &'s str,
    starts: Vec<usize>,
    characters: Vec<usize>,
    nodes: Places<'s>,
}

impl<'s> Lines<'s> {
    /// Goes through the text once.
    pub(super) fn of(text: &'s str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        let counted = text.as_bytes().chunks(STRIDE).scan(0, |before, chunk| {
            let here = *before;
            *before += characters(chunk);
            Some(here)
        });
        Self { text, starts, characters: counted.collect(), nodes: Places::of(text) }
    }

    pub(super) fn text(&self) -> &'s str {
        self.text
    }

    /// The bytes of a node of its YAML.
    pub(super) fn node(&self, mark: Mark) -> Range<usize> {
        self.nodes.locate(mark)
    }

    /// The line and the column of a byte, both from 1.
    pub(super) fn place(&self, byte: usize) -> (usize, usize) {
        let byte = self.text.floor_char_boundary(byte);
        let line = self.line(byte);
        (line + 1, self.before(byte) - self.before(self.starts[line]) + 1)
    }

    /// The first byte of the line that holds a byte.
    pub(super) fn start(&self, byte: usize) -> usize {
        self.starts[self.line(byte)]
    }

    /// The line end after a byte, or the text's.
    pub(super) fn end(&self, byte: usize) -> usize {
        self.starts.get(self.line(byte) + 1).map_or(self.text.len(), |next| next - 1)
    }

    /// The number of the line that holds a byte, from 0.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    /// How many characters stand before a byte.
    fn before(&self, byte: usize) -> usize {
        let Some(last) = self.characters.len().checked_sub(1) else { return 0 };
        let counted = (byte / STRIDE).min(last);
        self.characters[counted] + characters(&self.text.as_bytes()[counted * STRIDE..byte])
    }
}

/// How many characters begin among some bytes of a text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "Thọ\n\tNgọc\n";
        let lines = Lines::of(text);
        assert_eq!(lines.place(0), (1, 1));
        assert_eq!(lines.place(text.find('\n').unwrap_or(0)), (1, 4));
        assert_eq!(lines.place(text.find('c').unwrap_or(0)), (2, 5));
        assert_eq!(lines.place(text.len()), (3, 1));
        assert_eq!(lines.place(text.len() + 9), (3, 1));
        assert_eq!(lines.place(3), (1, 3), "inside a character");
        assert_eq!(line_column("", 0), (1, 1));
    }

    #[test]
    fn a_long_line_is_counted_as_a_short_one() {
        let text = format!("a\n{}\nb", "ọ".repeat(2 * STRIDE));
        let lines = Lines::of(&text);
        for (at, _) in text.char_indices() {
            let before = &text[..at];
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            let expected = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            assert_eq!((lines.place(at), lines.start(at)), (expected, start), "{at}");
        }
        assert_eq!(lines.end(2), text.len() - 2);
        assert_eq!(lines.end(text.len()), text.len());
    }
}
