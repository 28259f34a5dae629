//! Tables as programs save them: bytes to text, text to lines of cells. Knows no register.

pub mod figure;
pub mod unit;
pub mod workbook;

use std::borrow::Cow;
use trichdan::text::one_line;

/// A table as it stands in a text.
#[derive(Debug, Default)]
pub struct Grid<'t> {
    /// Its lines, blank ones too.
    pub lines: Vec<Line<'t>>,
    /// What stands between its cells.
    pub separator: char,
    /// Where a quote begins that never ends.
    pub unclosed: Option<usize>,
}

/// A line of a table.
#[derive(Debug, Clone, Default)]
pub struct Line<'t> {
    /// Its cells.
    pub cells: Vec<Cell<'t>>,
    /// Its bytes in the text, without its end.
    pub span: (u32, u32),
}

/// A cell of a line.
#[derive(Debug, Clone, Default)]
pub struct Cell<'t> {
    /// Its words without outer spaces, each run of spaces as one.
    pub text: Cow<'t, str>,
    /// Its bytes in the text.
    pub span: (u32, u32),
}

impl<'t> Line<'t> {
    /// The words of a cell; none of one that the line does not have.
    pub fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| &cell.text)
    }

    /// Whether nothing stands in it.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.text.is_empty())
    }

    /// The cells in which something stands, with their columns.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.iter().map(|cell| &*cell.text).enumerate().filter(|(_, text)| !text.is_empty())
    }
}

/// What may stand between cells. Of two that fit a table alike, the first is taken.
const SEPARATORS: [char; 3] = ['\t', ';', ','];

/// Lines that are looked at to find what stands between cells.
const LOOKED_AT: usize = 50;

/// Cuts a text into lines of cells. What stands between cells is found by which sign cuts most lines alike, unless a first
/// line `sep=;` says it, as Excel understands it.
pub fn read(text: &str) -> Grid<'_> {
    let named = text.strip_prefix("sep=").and_then(|rest| rest.chars().next()).filter(|sign| SEPARATORS.contains(sign));
    let separator = named.unwrap_or_else(|| {
        let cut_alike = |separator: &char| alike(&cut(text, *separator, LOOKED_AT));
        // The last of equal ones is taken, so they are looked at from the last to the first.
        SEPARATORS.into_iter().rev().max_by_key(cut_alike).unwrap_or(',')
    });
    let mut grid = cut(text, separator, usize::MAX);
    if named.is_some() {
        grid.lines.remove(0);
    }
    grid
}

/// How many lines of a table have as many cells as most, if these are more than one, and how many that are.
fn alike(grid: &Grid<'_>) -> (usize, usize) {
    let widths: Vec<usize> = grid.lines.iter().map(|line| line.cells.len()).filter(|width| *width > 1).collect();
    let count = |width: &usize| widths.iter().filter(|other| *other == width).count();
    widths.iter().map(|width| (count(width), *width)).max().unwrap_or_default()
}

/// Cuts a text at a separator, at most so many lines.
fn cut(text: &str, separator: char, most: usize) -> Grid<'_> {
    let mut grid = Grid { separator, ..Grid::default() };
    let mut at = 0;
    while at < text.len() && grid.lines.len() < most {
        let mut line = Line { cells: Vec::new(), span: (at as u32, at as u32) };
        loop {
            let found = next_cell(text, at, separator);
            grid.unclosed = grid.unclosed.or(found.is_unclosed.then_some(at));
            line.cells.push(found.cell);
            at = found.end;
            if !text[at..].starts_with(separator) {
                break;
            }
            at += 1;
        }
        line.span.1 = at as u32;
        // Past the end of the line.
        at += 1;
        grid.lines.push(line);
    }
    grid
}

struct Found<'t> {
    cell: Cell<'t>,
    /// Where the separator or the end of the line stands.
    end: usize,
    is_unclosed: bool,
}

fn next_cell(text: &str, start: usize, separator: char) -> Found<'_> {
    let rest = &text[start..];
    let ends = |rest: &str| rest.find([separator, '\n']).unwrap_or(rest.len());
    let quoted = rest.strip_prefix('"').and_then(|inside| Some((inside, closing(inside)?)));
    let Some((inside, closing)) = quoted else {
        let end = start + ends(rest);
        let cell = Cell { text: tidy(&text[start..end]), span: (start as u32, end as u32) };
        return Found { cell, end, is_unclosed: rest.starts_with('"') };
    };
    let after = start + closing + 2;
    let end = after + ends(&text[after..]);
    let words = match inside[..closing].contains("\"\"") {
        true => Cow::Owned(tidy(&inside[..closing].replace("\"\"", "\"")).into_owned()),
        false => tidy(&inside[..closing]),
    };
    // What stands behind the closing quote is not dropped.
    let words = match tidy(&text[after..end]) {
        tail if tail.is_empty() => words,
        tail => Cow::Owned(format!("{words} {tail}")),
    };
    let cell = Cell { text: words, span: (start as u32 + 1, after as u32 - 1) };
    Found { cell, end, is_unclosed: false }
}

/// Where a quoted text ends: at a quote that no other follows.
fn closing(inside: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    loop {
        at += memchr::memchr(b'"', &bytes[at..])?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// A cell's words as they stand in a text that is cut into cells: in quotes where they have a sign that may separate, or a quote.
pub fn quoted(words: &str) -> Cow<'_, str> {
    match words.contains(SEPARATORS) || words.contains(['"', '\n']) {
        true => Cow::Owned(format!("\"{}\"", words.replace('"', "\"\""))),
        false => Cow::Borrowed(words),
    }
}

/// Words without outer spaces, each run of spaces and line ends as one space.
fn tidy(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    let is_tidy = !trimmed.contains(|letter: char| letter.is_whitespace() && letter != ' ') && !trimmed.contains("  ");
    match is_tidy {
        true => Cow::Borrowed(trimmed),
        false => Cow::Owned(one_line(trimmed)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        let grid = read(text);
        let lines: Vec<Vec<&str>> =
            grid.lines.iter().map(|line| line.cells.iter().map(|cell| &*cell.text).collect()).collect();
        assert_eq!(lines, expected, "{text}");
    }

    #[test]
    fn what_separates_cells_is_found() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("Tên;Số\nGạo, nếp;1,5\n", &[&["Tên", "Số"], &["Gạo, nếp", "1,5"]]);
        check("Tên\tSố\nGạo; nếp, tẻ\t1,5", &[&["Tên", "Số"], &["Gạo; nếp, tẻ", "1,5"]]);
        check("sep=;\na;b,c\n", &[&["a", "b,c"]]);
        check("Tên\nGạo\n", &[&["Tên"], &["Gạo"]]);
    }

    #[test]
    fn quotes_hold_separators_and_lines() {
        check("a,b\n\"x, \"\"y\"\"\n z\",2\n", &[&["a", "b"], &["x, \"y\" z", "2"]]);
        check("a;b\n\"x\" y;\"\"\n", &[&["a", "b"], &["x y", ""]]);
        assert_eq!(read("a,b\n\"x,2\n").unclosed, Some(4));
    }

    #[test]
    fn cells_know_where_they_stand() {
        let text = "a;b\n\"x;y\"; 2 \n";
        let grid = read(text);
        let cell = |line: usize, column: usize| {
            let (start, end) = grid.lines[line].cells[column].span;
            &text[start as usize..end as usize]
        };
        assert_eq!((cell(1, 0), cell(1, 1)), ("x;y", " 2 "));
    }
}
