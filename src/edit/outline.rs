//! Where every value of an entry stands, to the byte: what the YAML library does not tell.
//!
//! Only what a careful person writes is understood: fields and items on lines of their own, texts of every style, brackets that
//! close on their line. Of all else it says why not. Nothing is taken on trust: what an edit made is read by the reader.

mod flow;

use std::ops::Range;

use super::refusal::{Reason, Refusal};
use crate::parse::yaml::split;
use crate::parse::yaml::traps::{closing_quote, key_end};

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seat {
    /// What stands beside its key or dash: a text, the sign of a block, brackets. Empty where the value stands below or is missing.
    pub head: Range<usize>,
    /// The whole lines below that belong to it.
    pub tail: Range<usize>,
    /// A remark behind the last of those lines.
    pub remark: Range<usize>,
    /// What it is.
    pub shape: Shape,
}

/// What a value is written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Left empty.
    Missing,
    /// A text without quotes, perhaps of several lines.
    Plain,
    /// A text in these quotes.
    Quoted(char),
    /// A text below this sign: `|`, `>-`.
    Block(String),
    /// Items below each other, their dashes in this column.
    List {
        /// The column.
        column: usize,
        /// The items.
        items: Vec<Item>,
    },
    /// Fields below each other, their keys in this column.
    Mapping {
        /// The column.
        column: usize,
        /// The fields.
        pairs: Vec<Pair>,
    },
    /// `[a, b]`
    FlowList(Vec<Seat>),
    /// `{a: b, c: d}`
    FlowMapping(Vec<Pair>),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its dash.
    pub start: usize,
    /// Its value.
    pub seat: Seat,
    /// One past its last line.
    pub end: usize,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Its key as it is read.
    pub name: String,
    /// Its key as it is written, quotes counted.
    pub key: Range<usize>,
    /// Its value.
    pub seat: Seat,
    /// One past its last line; in brackets, past its value.
    pub end: usize,
}

/// Reads the outline of the fields, or the item, that stand in `text` at `range`, which begins a line.
pub fn outline(text: &str, range: Range<usize>) -> Result<Seat, Refusal> {
    let lines: Vec<Line> =
        split::lines(&text[range.clone()]).map(|(start, line)| Line::of(range.start + start, line)).collect();
    let scan = Scan { text, lines, end: range.end };
    scan.check_signs()?;
    let Some(first) = scan.next_content(0) else {
        return Ok(scan.missing(range.end));
    };
    let (seat, next) = scan.block(first, scan.lines[first].start + scan.lines[first].indent)?;
    match scan.next_content(next) {
        Some(line) => Err(scan.refusal(Reason::Damaged, line)),
        None if matches!(seat.shape, Shape::List { .. } | Shape::Mapping { .. } | Shape::FlowList(_)) => Ok(seat),
        None => Err(scan.refusal(Reason::Damaged, first)),
    }
}

/// A line: its first byte, its indentation, one past its last letter.
#[derive(Debug, Clone, Copy)]
struct Line {
    start: usize,
    indent: usize,
    end: usize,
    kind: LineKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineKind {
    Blank,
    Remark,
    Item,
    Content,
}

impl Line {
    fn of(start: usize, line: &str) -> Self {
        let content = line.trim_start_matches(' ');
        let kind = match content.trim_end() {
            "" => LineKind::Blank,
            content if content.starts_with('#') => LineKind::Remark,
            content if content == "-" || content.starts_with("- ") => LineKind::Item,
            _ => LineKind::Content,
        };
        Self { start, indent: line.len() - content.len(), end: start + line.len(), kind }
    }
}

struct Scan<'t> {
    text: &'t str,
    lines: Vec<Line>,
    /// One past the last byte.
    end: usize,
}

/// What a value stands behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    Key,
    Dash,
}

impl Scan<'_> {
    /// Refuses what no line of a careful entry begins with, whatever it stands in.
    fn check_signs(&self) -> Result<(), Refusal> {
        for (index, line) in self.lines.iter().enumerate() {
            let content = &self.text[line.start + line.indent..line.end];
            if content.contains('\r') || (content.starts_with('\t') && line.kind != LineKind::Blank) {
                return Err(self.refusal(Reason::Tab, index));
            }
            let begins = line.indent == 0 && index == self.next_content(0).unwrap_or(0);
            let ends_document = line.indent == 0 && (content.starts_with("---") || content.starts_with("..."));
            if (ends_document && !(begins && content.trim_end() == "---"))
                || content.starts_with('%') && line.indent == 0
            {
                return Err(self.refusal(Reason::Documents, index));
            }
        }
        Ok(())
    }

    /// The next line that holds more than a remark; `---` above an entry is passed over.
    fn next_content(&self, from: usize) -> Option<usize> {
        let is_content = |line: &Line| {
            matches!(line.kind, LineKind::Item | LineKind::Content)
                && self.text[line.start..line.end].trim_end() != "---"
        };
        (from..self.lines.len()).find(|&index| is_content(&self.lines[index]))
    }

    /// The first byte of a line; the end where there is none.
    fn line_start(&self, index: usize) -> usize {
        self.lines.get(index).map_or(self.end, |line| line.start)
    }

    fn column(&self, line: usize, at: usize) -> usize {
        at - self.lines[line].start
    }

    fn refusal(&self, reason: Reason, line: usize) -> Refusal {
        let line = self.lines[line];
        Refusal { reason, at: line.start + line.indent..line.end }
    }

    fn missing(&self, at: usize) -> Seat {
        Seat { head: at..at, tail: at..at, remark: at..at, shape: Shape::Missing }
    }

    /// What begins at `at`, the first content of its line or of what follows a dash: a list or fields. Gives the line after it.
    fn block(&self, line: usize, at: usize) -> Result<(Seat, usize), Refusal> {
        let content = &self.text[at..self.lines[line].end];
        if content == "-" || content.trim_end() == "-" || content.starts_with("- ") {
            return self.list(line, at);
        }
        if content.starts_with(['[', '{']) {
            let (seat, _) = self.bracketed(line, at)?;
            return Ok((seat, line + 1));
        }
        if content.starts_with("? ") || starts_anchor(content) {
            return Err(self.refusal(Reason::Anchor, line));
        }
        match key_end(content) {
            Some(_) => self.mapping(line, at),
            None => Err(self.refusal(Reason::Damaged, line)),
        }
    }

    fn list(&self, first: usize, at: usize) -> Result<(Seat, usize), Refusal> {
        let column = self.column(first, at);
        let (mut items, mut line, mut dash) = (Vec::new(), first, at);
        let next = loop {
            let (seat, next) = self.value(line, dash + 1, column, Owner::Dash)?;
            items.push(Item { start: dash, seat, end: self.line_start(next) });
            match self.sibling(next, column, LineKind::Item)? {
                Some(sibling) => (line, dash) = (sibling, self.lines[sibling].start + column),
                None => break next,
            }
        };
        Ok((self.collection(first, at, next, Shape::List { column, items }), next))
    }

    fn mapping(&self, first: usize, at: usize) -> Result<(Seat, usize), Refusal> {
        let column = self.column(first, at);
        let (mut pairs, mut line, mut key) = (Vec::<Pair>::new(), first, at);
        let next = loop {
            let content = &self.text[key..self.lines[line].end];
            let colon = key_end(content).filter(|_| !starts_anchor(content) && !content.starts_with(['[', '{', '?']));
            let Some(colon) = colon else { return Err(self.refusal(Reason::Damaged, line)) };
            let name = content[..colon].trim_end();
            let (seat, next) = self.value(line, key + colon + 1, column, Owner::Key)?;
            let pair = Pair { name: unquoted(name), key: key..key + name.len(), seat, end: self.line_start(next) };
            if pairs.iter().any(|known| known.name == pair.name) {
                return Err(self.refusal(Reason::Damaged, line));
            }
            pairs.push(pair);
            match self.sibling(next, column, LineKind::Content)? {
                Some(sibling) => (line, key) = (sibling, self.lines[sibling].start + column),
                None => break next,
            }
        };
        Ok((self.collection(first, at, next, Shape::Mapping { column, pairs }), next))
    }

    /// The next line, if it goes on with what stands in `column`; one that is indented further belongs to nothing.
    fn sibling(&self, from: usize, column: usize, kind: LineKind) -> Result<Option<usize>, Refusal> {
        let Some(next) = self.next_content(from) else { return Ok(None) };
        let line = self.lines[next];
        match line.indent.cmp(&column) {
            std::cmp::Ordering::Greater => Err(self.refusal(Reason::Damaged, next)),
            std::cmp::Ordering::Equal if line.kind == kind => Ok(Some(next)),
            // Items below a key may stand in its own column.
            std::cmp::Ordering::Equal if kind == LineKind::Item => Ok(None),
            std::cmp::Ordering::Equal => Err(self.refusal(Reason::Damaged, next)),
            std::cmp::Ordering::Less => Ok(None),
        }
    }

    fn collection(&self, first: usize, at: usize, next: usize, shape: Shape) -> Seat {
        let starts_line = self.lines[first].start + self.lines[first].indent == at;
        let tail = if starts_line { self.lines[first].start } else { self.line_start(first + 1) };
        let end = self.line_start(next);
        Seat { head: at..at, tail: tail..end.max(tail), remark: end..end, shape }
    }

    /// The value behind a key or a dash that stands in `column`; `at` is the byte after it. Gives the line after the value.
    fn value(&self, line: usize, at: usize, column: usize, owner: Owner) -> Result<(Seat, usize), Refusal> {
        let rest = &self.text[at..self.lines[line].end];
        let content = rest.trim_start_matches(' ');
        let start = at + rest.len() - content.len();
        match content.chars().next() {
            None | Some('#') => return self.below(line, at, column, owner),
            Some('\t') if !content.trim().is_empty() => return Err(self.refusal(Reason::Tab, line)),
            Some('\t') => return self.below(line, at, column, owner),
            Some('&' | '*' | '!' | '@' | '`' | '%') => return Err(self.refusal(Reason::Anchor, line)),
            Some('|' | '>') => return self.block_text(line, start, column),
            Some('[' | '{') => {
                let (seat, _) = self.bracketed(line, start)?;
                return Ok((seat, line + 1));
            }
            _ => {}
        }
        let is_block = content.starts_with("- ") || content.trim_end() == "-" || content.starts_with("? ");
        match owner {
            Owner::Dash if is_block || key_end(content).is_some() => self.block(line, start),
            Owner::Key if is_block => Err(self.refusal(Reason::Damaged, line)),
            _ => match content.chars().next().filter(|first| matches!(first, '"' | '\'')) {
                Some(quote) => self.quoted(line, start, quote),
                None => self.plain(line, start, column),
            },
        }
    }

    /// A value that stands on the lines below its key or dash, or is missing.
    fn below(&self, line: usize, at: usize, column: usize, owner: Owner) -> Result<(Seat, usize), Refusal> {
        let belongs = |next: &usize| {
            let below = self.lines[*next];
            let beside = owner == Owner::Key && below.indent == column && below.kind == LineKind::Item;
            below.indent > column || beside
        };
        let Some(next) = self.next_content(line + 1).filter(belongs) else {
            let tail = self.line_start(line + 1);
            return Ok((Seat { tail: tail..tail, remark: tail..tail, ..self.missing(at) }, line + 1));
        };
        let start = self.lines[next].start + self.lines[next].indent;
        let content = &self.text[start..self.lines[next].end];
        let is_block = self.lines[next].kind == LineKind::Item || key_end(content).is_some();
        if !is_block || content.starts_with(['[', '{']) {
            return Err(self.refusal(Reason::Damaged, next));
        }
        let (seat, after) = self.block(next, start)?;
        Ok((Seat { head: at..at, tail: self.line_start(line + 1)..seat.tail.end, ..seat }, after))
    }

    fn bracketed(&self, line: usize, at: usize) -> Result<(Seat, usize), Refusal> {
        let end = self.lines[line].end;
        let found = flow::read(self.text, at, end).ok_or_else(|| self.refusal(Reason::Flow, line))?;
        self.check_rest(line, found.head.end)?;
        let tail = self.line_start(line + 1);
        Ok((Seat { tail: tail..tail, remark: tail..tail, ..found }, line + 1))
    }

    /// Behind a value, only a remark may stand.
    fn check_rest(&self, line: usize, at: usize) -> Result<Range<usize>, Refusal> {
        let end = self.lines[line].end;
        let rest = &self.text[at..end];
        let is_remark = rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#');
        if !is_remark && !rest.trim().is_empty() {
            return Err(self.refusal(Reason::Damaged, line));
        }
        Ok(if is_remark { at..at + rest.trim_end().len() } else { at..at })
    }

    fn quoted(&self, line: usize, start: usize, quote: char) -> Result<(Seat, usize), Refusal> {
        let closed = closing_quote(&self.text[start + 1..self.end], quote);
        let end = start + 1 + closed.ok_or_else(|| self.refusal(Reason::Damaged, line))?;
        let last = self.lines.partition_point(|line| line.start < end) - 1;
        let remark = self.check_rest(last, end)?;
        let shape = Shape::Quoted(quote);
        Ok((self.of_lines(start, end, line, last, remark, shape), last + 1))
    }

    /// A text that begins behind its key or dash and ends at `end`, on line `last`.
    fn of_lines(&self, start: usize, end: usize, line: usize, last: usize, remark: Range<usize>, shape: Shape) -> Seat {
        let tail = self.line_start(line + 1);
        if line == last {
            return Seat { head: start..end, tail: tail..tail, remark: tail..tail, shape };
        }
        Seat { head: start..self.lines[line].end, tail: tail..self.line_start(last + 1), remark, shape }
    }

    fn plain(&self, line: usize, start: usize, column: usize) -> Result<(Seat, usize), Refusal> {
        let (mut last, mut end) = (line, self.end_of_plain(line, start));
        let mut next = line + 1;
        while end == self.trimmed_end(last) && next < self.lines.len() {
            let below = self.lines[next];
            match below.kind {
                LineKind::Blank => {}
                LineKind::Remark => break,
                _ if below.indent <= column => break,
                _ => (last, end) = (next, self.end_of_plain(next, below.start + below.indent)),
            }
            next += 1;
        }
        let remark = self.check_rest(last, end)?;
        Ok((self.of_lines(start, end, line, last, remark, Shape::Plain), last + 1))
    }

    fn end_of_plain(&self, line: usize, start: usize) -> usize {
        let words = &self.text[start..self.lines[line].end];
        start + words[..words.find(" #").unwrap_or(words.len())].trim_end().len()
    }

    fn trimmed_end(&self, line: usize) -> usize {
        let line = self.lines[line];
        line.start + self.text[line.start..line.end].trim_end().len()
    }

    fn block_text(&self, line: usize, start: usize, column: usize) -> Result<(Seat, usize), Refusal> {
        let rest = &self.text[start..self.lines[line].end];
        let sign = rest.split([' ', '\t']).next().unwrap_or_default();
        self.check_rest(line, start + sign.len())?;
        let belongs = |line: &Line| line.indent > column || line.kind == LineKind::Blank;
        let below = &self.lines[line + 1..];
        let mut count = below.iter().take_while(|line| belongs(line)).count();
        if !sign.contains('+') {
            let words = below[..count].iter().rposition(|line| line.kind != LineKind::Blank);
            count = words.map_or(0, |last| last + 1);
        }
        let (tail, next) = (self.line_start(line + 1), line + 1 + count);
        let end = self.line_start(next);
        let shape = Shape::Block(sign.to_owned());
        Ok((Seat { head: start..start + sign.len(), tail: tail..end, remark: end..end, shape }, next))
    }
}

fn starts_anchor(content: &str) -> bool {
    content.starts_with(['&', '*', '!', '@', '`', '%'])
}

/// A key without its quotes.
fn unquoted(key: &str) -> String {
    let inner = |quote: char| key.strip_prefix(quote)?.strip_suffix(quote);
    match (inner('\''), inner('"')) {
        (Some(inner), _) => inner.replace("''", "'"),
        (_, Some(inner)) => inner.replace("\\\"", "\"").replace("\\\\", "\\"),
        _ => key.to_owned(),
    }
}
