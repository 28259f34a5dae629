//! The lines of a text as they are given to the Markdown reader: what it would drop, or take for a mark against the
//! author's likely intent, is made plain to it, and tables whose rows differ in length are made whole.
//!
//! - `> 5 ha` is more than five hectares, and no quotation.
//! - `[1]: Kèm theo` is a line of the text where nothing refers to `[1]`, not an address to be taken out of sight.
//! - A row with more cells than the head of its table shows them all; a line of dashes that is too short still makes a table.
//!
//! Signs are only put in, never a line, so that every line keeps its number.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use trichdan::text::one_line;

/// A text for the Markdown reader, and what was put into it.
#[derive(Debug)]
pub struct Lines<'t> {
    /// The Markdown, with the signs that were put in.
    pub markdown: Cow<'t, str>,
    /// What was put in, in order.
    insertions: Vec<Insertion>,
    /// Tables that are not what they should be.
    pub odd_tables: Vec<OddTable>,
}

/// Signs that were put into a line.
#[derive(Debug, PartialEq, Eq)]
struct Insertion {
    line_index: usize,
    /// Bytes of the line before them, as it is without them.
    column_index: usize,
    signs: String,
}

/// A table in which a reader might miss a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddTable {
    /// The line to point at: its bytes in the Markdown as it was written.
    pub span: Range<usize>,
    /// What is odd.
    pub oddity: Oddity,
}

/// What is odd about a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    /// The line of dashes has another number of columns than the head above it.
    Dashes {
        /// Columns of the head.
        head: usize,
        /// Columns of the line of dashes.
        dashes: usize,
    },
    /// A row has another number of cells than the head, and so have so many more.
    Row {
        /// Columns of the head.
        head: usize,
        /// Cells of the row.
        cells: usize,
        /// How many rows after it differ too.
        more_rows: usize,
    },
    /// Rows between bars, and no line of dashes below the first.
    NoDashes,
    /// More columns than any table has. It is shown as text.
    TooWide { columns: usize },
}

impl<'t> Lines<'t> {
    /// Looks through a text.
    pub fn new(markdown: &'t str) -> Self {
        let mut reading = Reading::default();
        if may_need_signs(markdown) {
            reading.read(markdown);
        }
        let Reading { mut insertions, odd_tables, .. } = reading;
        // Sorted: a definition inside a table's line is found after the table.
        insertions.sort_by_key(|insertion| (insertion.line_index, insertion.column_index));
        let markdown = if insertions.is_empty() {
            Cow::Borrowed(markdown)
        } else {
            Cow::Owned(with_insertions(markdown, &insertions))
        };
        Self { markdown, insertions, odd_tables }
    }

    /// How many bytes were put into a line before a byte of it, as it is with them.
    pub fn inserted_before(&self, line_index: usize, column_index: usize) -> usize {
        let first = self.insertions.partition_point(|insertion| insertion.line_index < line_index);
        let of_line = self.insertions[first..].iter().take_while(|insertion| insertion.line_index == line_index);
        of_line.fold(0, |before, insertion| {
            // A byte of what was put in stands for the place that it was put in at.
            let inside_or_after = column_index.saturating_sub(insertion.column_index + before);
            before + insertion.signs.len().min(inside_or_after)
        })
    }
}

/// Whether any line begins as those do that are looked at. Most texts have none.
fn may_need_signs(markdown: &str) -> bool {
    memchr::memchr3(b'|', b'>', b'[', markdown.as_bytes()).is_some()
}

fn with_insertions(markdown: &str, insertions: &[Insertion]) -> String {
    let mut out = String::with_capacity(markdown.len() + insertions.len() * 4);
    let mut insertions = insertions.iter().peekable();
    for (line_index, line) in split_lines(markdown).enumerate() {
        let mut done = 0;
        while let Some(insertion) = insertions.next_if(|insertion| insertion.line_index == line_index) {
            out.push_str(&line[done..insertion.column_index]);
            out.push_str(&insertion.signs);
            done = insertion.column_index;
        }
        out.push_str(&line[done..]);
    }
    out
}

/// Lines with their ends, divided as the Markdown reader does: at `\n`, `\r\n` and `\r`.
fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None if rest.is_empty() => return None,
            None => rest.len(),
        };
        let (line, after) = rest.split_at(end);
        rest = after;
        Some(line)
    })
}

#[derive(Default)]
struct Reading {
    insertions: Vec<Insertion>,
    odd_tables: Vec<OddTable>,
    /// Lines that define what a label in brackets stands for: the label, and where the bracket is.
    definitions: Vec<(String, usize, usize)>,
}

/// More columns than this no office writes; every row is filled up to them, so a few long rows would cost their square.
pub const MAX_COLUMNS: usize = 100;

/// A line, and where it begins.
#[derive(Clone, Copy)]
struct Line<'t> {
    index: usize,
    start: usize,
    /// Its words, without the end of the line.
    text: &'t str,
}

impl Reading {
    fn read(&mut self, markdown: &str) {
        let lines = lines_outside_code(markdown);
        for line in &lines {
            self.read_line(*line);
        }
        self.read_tables(&lines);
        self.escape_definitions(markdown);
    }

    fn insert(&mut self, line: Line<'_>, column_index: usize, signs: &str) {
        self.insertions.push(Insertion { line_index: line.index, column_index, signs: signs.to_owned() });
    }

    fn read_line(&mut self, line: Line<'_>) {
        let at = after_item_mark(line.text);
        let rest = &line.text[at..];
        if rest.strip_prefix('>').is_some_and(is_amount) {
            self.insert(line, at, "\\");
        } else if let Some(label) = definition(rest) {
            self.definitions.push((label, line.index, at));
        }
    }

    /// Escapes the definitions of labels that the text names nowhere else.
    fn escape_definitions(&mut self, markdown: &str) {
        if self.definitions.is_empty() {
            return;
        }
        let mut times: HashMap<String, usize> = HashMap::new();
        for label in bracketed(markdown) {
            *times.entry(normal(label)).or_default() += 1;
        }
        let mut defined: HashMap<&str, usize> = HashMap::new();
        for (label, ..) in &self.definitions {
            *defined.entry(label).or_default() += 1;
        }
        let unused = |label: &str| times.get(label).is_none_or(|times| *times <= defined[label]);
        let insertions = self.definitions.iter().filter(|(label, ..)| unused(label)).map(|(_, line_index, at)| {
            Insertion { line_index: *line_index, column_index: *at, signs: "\\".to_owned() }
        });
        self.insertions.extend(insertions);
    }

    fn read_tables(&mut self, lines: &[Line<'_>]) {
        let mut at = 0;
        while at < lines.len() {
            let is_table = lines.get(at + 1).is_some_and(|next| {
                next.index == lines[at].index + 1 && is_head(lines[at].text) && is_dashes(next.text)
            });
            if is_table {
                at = self.read_table(lines, at);
            } else {
                at = self.read_bars(lines, at);
            }
        }
    }

    /// Makes a table whole; gives the line after it.
    fn read_table(&mut self, lines: &[Line<'_>], head_at: usize) -> usize {
        let (head, dashes) = (lines[head_at], lines[head_at + 1]);
        let (head_cells, dash_cells) = (cells(head.text), cells(dashes.text));
        let first = head_at + 2;
        let is_row = |(before, line): (&Line<'_>, &Line<'_>)| {
            line.index == before.index + 1 && line.text.contains('|') && !line.text.trim().is_empty()
        };
        let rows = lines[first - 1..].iter().zip(&lines[first..]).take_while(|pair| is_row(*pair)).count();
        let rows = &lines[first..first + rows];
        let columns = rows.iter().map(|row| cells(row.text)).chain([head_cells, dash_cells]).max().unwrap_or(0);
        if columns > MAX_COLUMNS {
            self.insert(dashes, dashes.text.len() - after_quotes(dashes.text).len(), "\\");
            let span = head.start..head.start + head.text.len();
            self.odd_tables.push(OddTable { span, oddity: Oddity::TooWide { columns } });
            return first + rows.len();
        }
        self.widen(head, head_cells, columns, " |", " |");
        self.widen(dashes, dash_cells, columns, "|", "---|");
        if head_cells != dash_cells {
            let oddity = Oddity::Dashes { head: head_cells, dashes: dash_cells };
            self.odd_tables.push(OddTable { span: dashes.start..dashes.start + dashes.text.len(), oddity });
        }
        let mut ragged = rows.iter().filter(|row| cells(row.text) != head_cells);
        if let Some(row) = ragged.next() {
            let oddity = Oddity::Row { head: head_cells, cells: cells(row.text), more_rows: ragged.count() };
            self.odd_tables.push(OddTable { span: row.start..row.start + row.text.len(), oddity });
        }
        first + rows.len()
    }

    /// Adds columns to the end of a line: `closing` where its last cell is open, then `column` for each.
    fn widen(&mut self, line: Line<'_>, cells: usize, columns: usize, closing: &str, column: &str) {
        if cells >= columns {
            return;
        }
        let words = line.text.trim_end();
        let is_closed = ends_with_bar(words);
        let signs = if is_closed { String::new() } else { closing.to_owned() } + &column.repeat(columns - cells);
        self.insert(line, words.len(), &signs);
    }

    /// Reports rows between bars that are no table; gives the line after them.
    fn read_bars(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        let is_bars = |line: &Line<'_>| line.text.trim_start().starts_with('|') && cells(line.text) > 1;
        let follows = |(before, line): (&Line<'_>, &Line<'_>)| line.index == before.index + 1 && is_bars(line);
        if !is_bars(&lines[at]) {
            return at + 1;
        }
        let more = lines[at..].iter().zip(&lines[at + 1..]).take_while(|pair| follows(*pair)).count();
        if more > 0 {
            let span = lines[at].start..lines[at].start + lines[at].text.len();
            self.odd_tables.push(OddTable { span, oddity: Oddity::NoDashes });
        }
        at + 1 + more
    }
}

/// The lines that are not between the fences of code.
fn lines_outside_code(markdown: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut fence: Option<&str> = None;
    for (index, line) in split_lines(markdown).enumerate() {
        let text = line.trim_end_matches(['\n', '\r']);
        let mark = fence_mark(text);
        match (fence, mark) {
            (Some(open), Some(mark)) if mark.starts_with(open) && text.trim().len() == mark.len() => fence = None,
            (None, Some(mark)) => fence = Some(mark),
            (None, None) => lines.push(Line { index, start, text }),
            (Some(_), _) => {}
        }
        start += line.len();
    }
    lines
}

/// The three or more backticks or tildes that a line of a fence begins with.
fn fence_mark(line: &str) -> Option<&str> {
    let rest = line.trim_start();
    let first = rest.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = rest.bytes().take_while(|byte| char::from(*byte) == first).count();
    (length >= 3).then(|| &rest[..length])
}

/// Where the words of a line begin, after a list's mark if it has one.
fn after_item_mark(line: &str) -> usize {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match digits {
        0 if rest.starts_with(['-', '+', '*']) => 1,
        1..=9 if rest[digits..].starts_with(['.', ')']) => digits + 1,
        _ => return indent,
    };
    let spaces = rest[mark..].len() - rest[mark..].trim_start().len();
    if spaces == 0 { indent } else { indent + mark + spaces }
}

/// Whether words after `>` say how much: `5 ha`, `= 10%`; but a list's number may be quoted: `1. Điều`.
fn is_amount(words: &str) -> bool {
    let words = words.trim_start();
    if words.starts_with('=') {
        return true;
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let after = &words[digits..];
    let is_item = after.strip_prefix(['.', ')']).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    digits > 0 && !is_item
}

/// The label of a line that would say what `[label]` stands for. Footnotes have a way of their own.
fn definition(line: &str) -> Option<String> {
    let rest = line.strip_prefix('[').filter(|rest| !rest.starts_with('^'))?;
    let end = rest.find(['[', ']'])?;
    rest[end..].starts_with("]:").then(|| normal(&rest[..end]))
}

/// What stands in brackets anywhere, without brackets in it.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| rest.find(']').map(|end| &rest[..end]))
}

/// A label as labels are compared.
fn normal(label: &str) -> String {
    one_line(label).to_lowercase()
}

fn is_head(line: &str) -> bool {
    line.contains('|')
}

/// A line without the marks of quotations before it.
fn after_quotes(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

/// A table's second line: dashes, with colons for alignment, between bars.
fn is_dashes(line: &str) -> bool {
    let words = after_quotes(line).trim();
    let inner = words.strip_prefix('|').unwrap_or(words);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    let is_column = |column: &str| {
        let column = column.trim();
        let dashes = column.strip_prefix(':').unwrap_or(column);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|byte| byte == b'-')
    };
    inner.split('|').all(is_column)
}

/// How many cells a row has.
fn cells(line: &str) -> usize {
    let words = after_quotes(line).trim_end();
    let inner = words.strip_prefix('|').unwrap_or(words);
    let bars = bars(inner).count();
    if ends_with_bar(inner) { bars } else { bars + 1 }
}

/// Where the bars are that part cells: `\|` is a sign of the text.
fn bars(row: &str) -> impl Iterator<Item = usize> {
    let bytes = row.as_bytes();
    memchr::memchr_iter(b'|', bytes).filter(move |&at| {
        let backslashes = bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count();
        backslashes % 2 == 0
    })
}

fn ends_with_bar(row: &str) -> bool {
    row.ends_with('|') && bars(row).last() == Some(row.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markdown: &str, expected: &str, odd: &[Oddity]) {
        let lines = Lines::new(markdown);
        let found: Vec<Oddity> = lines.odd_tables.iter().map(|table| table.oddity).collect();
        assert_eq!((&*lines.markdown, &*found), (expected, odd));
    }

    #[test]
    fn amounts_are_no_quotations() {
        check("> 5 ha\n>= 10%\n- > 5\n2) >7,5", "\\> 5 ha\n\\>= 10%\n- \\> 5\n2) \\>7,5", &[]);
        check("> 1. Điều 1\n> Lời\n>", "> 1. Điều 1\n> Lời\n>", &[]);
        check("```\n> 5\n```\n~~~\n```\n> 5", "```\n> 5\n```\n~~~\n```\n> 5", &[]);
    }

    #[test]
    fn a_definition_that_nothing_refers_to_is_text() {
        check("[1]: Kèm", "\\[1]: Kèm", &[]);
        check("xem [Số  Một]\n\n[số một]: http://a.vn", "xem [Số  Một]\n\n[số một]: http://a.vn", &[]);
        check("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: b", &[]);
    }

    #[test]
    fn tables_are_made_whole() {
        check("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |", &[]);
        check(
            "| a | b |\r\n|---|---|\r\n| 1 | 2 | 3 |\r\n|4|",
            "| a | b | |\r\n|---|---|---|\r\n| 1 | 2 | 3 |\r\n|4|",
            &[Oddity::Row { head: 2, cells: 3, more_rows: 1 }],
        );
        check("| a | b | c |\n|---|---|", "| a | b | c |\n|---|---|---|", &[Oddity::Dashes { head: 3, dashes: 2 }]);
        check("a | b\n---\n1 | 2", "a | b\n---|---|\n1 | 2", &[Oddity::Dashes { head: 2, dashes: 1 }]);
        check("| a \\| b |\n|---|", "| a \\| b |\n|---|", &[]);
        check("| a | b |\n| 1 | 2 |\n\nx | y", "| a | b |\n| 1 | 2 |\n\nx | y", &[Oddity::NoDashes]);
    }

    #[test]
    fn a_table_too_wide_is_text() {
        let row = |cell: &str| format!("|{}", cell.repeat(MAX_COLUMNS + 1));
        let (head, dashes) = (row(" a |"), row("---|"));
        let oddity = Oddity::TooWide { columns: MAX_COLUMNS + 1 };
        check(&format!("{head}\n{dashes}\n| 1 |"), &format!("{head}\n\\{dashes}\n| 1 |"), &[oddity]);
        check(&format!("> a |\n> -|\n> {head}"), &format!("> a |\n> \\-|\n> {head}"), &[oddity]);
    }

    #[test]
    fn bytes_keep_their_places() {
        let markdown = "> 5 ha\n| a |\n|---|\n| 1 | 2 |";
        let lines = Lines::new(markdown);
        for (line_index, (before, after)) in markdown.lines().zip(lines.markdown.lines()).enumerate() {
            for (column_index, letter) in before.char_indices() {
                let there = (0..=after.len()).find(|at| {
                    at - lines.inserted_before(line_index, *at) == column_index && after[*at..].starts_with(letter)
                });
                assert!(there.is_some(), "{letter} of {before:?}");
            }
        }
    }
}
