//! One change of an entry as bytes that come in the place of others; all else stays.

mod brackets;
mod items;

pub use items::lead;

use std::ops::Range;

use super::outline::{Item, Pair, Seat, Shape};
use super::path::Step;
use super::refusal::{Reason, Refusal};
use super::value::Value;
use super::write::{self, Spot, Style, Written};
use crate::content::form::{Form, Kind};

/// Bytes that come in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// Those that come.
    pub with: String,
}

impl Splice {
    fn at(at: usize, with: String) -> Self {
        Self { range: at..at, with }
    }
}

/// A text with some of its bytes replaced. The ranges do not meet.
pub fn spliced(text: &str, mut splices: Vec<Splice>) -> String {
    splices.sort_by_key(|splice| splice.range.start);
    let (mut result, mut at) = (String::with_capacity(text.len()), 0);
    for splice in &splices {
        result.push_str(&text[at..splice.range.start]);
        result.push_str(&splice.with);
        at = splice.range.end;
    }
    result.push_str(&text[at..]);
    result
}

/// What writes into a text whose last line is ended.
#[derive(Debug, Clone, Copy)]
pub struct Pen<'t> {
    /// The text.
    pub text: &'t str,
    /// How the file indents.
    pub style: Style,
    /// Where the entry ends.
    pub end: usize,
    /// The entry's fields in their order.
    pub form: &'t Form,
}

impl Pen<'_> {
    /// Sets the value at `path`, of which all but the last step need be there.
    pub fn set(&self, root: &Seat, path: &[Step], value: &Value) -> Result<Vec<Splice>, Refusal> {
        let Some((last, around)) = path.split_last() else {
            return self.begin(root, value);
        };
        let holder = match find(root, around) {
            Some(seat) if seat.shape != Shape::Missing => seat,
            // A field of an entry that is not there yet: the entry begins with it.
            _ => {
                let wrapped = match last {
                    Step::Key(key) => Value::Map(vec![(key.to_string(), value.clone())]),
                    Step::Item(_) => Value::List(vec![value.clone()]),
                };
                return self.set(root, around, &wrapped);
            }
        };
        match (&holder.shape, last) {
            (Shape::Mapping { column, pairs }, Step::Key(key)) => {
                match pairs.iter().position(|pair| *pair.name == **key) {
                    Some(index) => {
                        let (pair, width) = (&pairs[index], key.chars().count() + 2);
                        let others = others(pairs, index).map(|pair| &pair.seat);
                        Ok(self.replace(&pair.seat, *column, width, value, write::habit(self.text, others)))
                    }
                    None => Ok(self.insert_pair(*column, pairs, key, value, &self.order(around))),
                }
            }
            (Shape::List { column, items }, Step::Item(index)) if *index < items.len() => {
                let others = others(items, *index).map(|item| &item.seat);
                let habit = write::habit(self.text, others);
                Ok(self.replace(&items[*index].seat, *column, 1 + self.style.gap, value, habit))
            }
            (Shape::List { column, items }, Step::Item(index)) => {
                self.insert_item(*column, items, *index, value, false)
            }
            (Shape::FlowMapping(pairs), Step::Key(key)) => Ok(vec![self.set_flow_pair(holder, pairs, key, value)]),
            (Shape::FlowList(items), Step::Item(index)) => self.set_flow_item(holder, items, *index, value),
            _ => Err(absent(holder)),
        }
    }

    /// The keys of the entry at a path, in the order of its form.
    fn order(&self, path: &[Step]) -> Vec<&str> {
        let mut form = Some(self.form);
        for step in path {
            if let Step::Key(key) = step {
                form = form.and_then(|form| form.field(key)).and_then(|field| match &field.kind {
                    Kind::Entry(form) => Some(form),
                    _ => None,
                });
            }
        }
        form.map_or_else(Vec::new, |form| form.fields.iter().map(|field| &*field.key).collect())
    }

    /// Puts an item into a list, which begins with it where there is none yet.
    pub fn insert(&self, root: &Seat, list: &[Step], index: usize, value: &Value) -> Result<Vec<Splice>, Refusal> {
        let Some(holder) = find(root, list).filter(|seat| seat.shape != Shape::Missing) else {
            let path: Vec<Step> = list.iter().cloned().chain([Step::Item(0)]).collect();
            return self.set(root, &path, value);
        };
        match &holder.shape {
            Shape::List { column, items } => self.insert_item(*column, items, index, value, false),
            Shape::FlowList(items) => self.insert_flow_item(holder, items, index, value),
            _ => Err(absent(holder)),
        }
    }

    /// Moves an item of a list.
    pub fn shift(&self, root: &Seat, list: &[Step], from: usize, to: usize) -> Result<Vec<Splice>, Refusal> {
        let holder = find(root, list).ok_or_else(|| absent(root))?;
        match &holder.shape {
            Shape::List { items, .. } => self.move_item(items, from, to),
            Shape::FlowList(items) => self.move_flow_item(items, from, to),
            _ => Err(absent(holder)),
        }
    }

    /// Writes an entry where there is none yet: at the end of the text, or beside a dash.
    fn begin(&self, root: &Seat, value: &Value) -> Result<Vec<Splice>, Refusal> {
        let (Value::Map(fields), Shape::Missing) = (value, &root.shape) else { return Err(absent(root)) };
        let Some(dash) = root.head.start.checked_sub(1).filter(|dash| self.text[*dash..].starts_with('-')) else {
            let lines = self.style.pairs(fields, 0, None);
            return Ok(vec![Splice::at(self.end, self.lines(&lines, self.end))]);
        };
        let lines = self.style.item(value, dash - self.start_of_line(dash), None);
        let beside = lines[0].trim_start_matches(' ').trim_start_matches('-').to_owned();
        let below = self.lines(&lines[1..], root.tail.start);
        Ok(vec![Splice::at(root.head.start, beside), Splice::at(root.tail.start, below)])
    }

    /// Puts a value in the place of another one. What is said beside it stays.
    fn replace(&self, seat: &Seat, column: usize, width: usize, value: &Value, habit: Option<char>) -> Vec<Splice> {
        if is_in_brackets(seat) && !matches!(value, Value::Text(_)) {
            return vec![Splice { range: seat.head.clone(), with: write::flow(value, habit) }];
        }
        let block = match &seat.shape {
            Shape::Block(sign) => Some((sign.as_str(), self.column_of_block(seat, column))),
            _ => None,
        };
        let Written { head, tail } = self.style.value(value, Spot { column, width, habit, block });
        let remark = &self.text[seat.remark.clone()];
        let range = match begins_beside(seat) {
            true => seat.head.start..self.end_of_line(seat.head.start),
            false => seat.head.clone(),
        };
        let needs_space = range.is_empty() && !head.is_empty() && !self.text[..range.start].ends_with(' ');
        let space = if needs_space { " " } else { "" };
        let mut splices = vec![Splice { range, with: format!("{space}{head}{remark}") }];
        if !(seat.tail.is_empty() && tail.is_empty()) {
            let at = seat.tail.start;
            splices.push(Splice { range: seat.tail.clone(), with: self.lines(&tail, at) });
        }
        splices
    }

    /// The column of a block's first line.
    fn column_of_block(&self, seat: &Seat, column: usize) -> usize {
        let first = self.text[seat.tail.clone()].lines().find(|line| !line.trim().is_empty());
        first.map_or(column + self.style.fields, |line| line.len() - line.trim_start_matches(' ').len())
    }

    /// Puts a new field where its form has it: after the last one there that comes before it.
    fn insert_pair(&self, column: usize, pairs: &[Pair], key: &str, value: &Value, order: &[&str]) -> Vec<Splice> {
        let habit = write::habit(self.text, pairs.iter().map(|pair| &pair.seat));
        let lines = self.style.pair(key, value, column, habit);
        let Some(before) = anchor(pairs, key, order) else {
            let first = pairs[0].key.start;
            let start = self.start_of_line(first);
            return match self.text[start..first].trim().is_empty() {
                true => vec![Splice::at(start, self.lines(&lines, start))],
                // The first field stands beside its dash.
                false => {
                    let inner = self.lines(&lines, first);
                    vec![Splice::at(first, format!("{}{}", inner.trim_start_matches(' '), " ".repeat(column)))]
                }
            };
        };
        let at = pairs[before].end;
        let is_tall = |pair: &Pair| !pair.seat.tail.is_empty();
        let stands_apart = |pair: &Pair| self.is_blank_before(self.start_of_line(pair.key.start));
        let is_airy = pairs.iter().skip(1).any(|pair| is_tall(pair) && stands_apart(pair));
        let air = if is_airy && (lines.len() > 1 || is_tall(&pairs[before])) { self.line_end(at) } else { "" };
        vec![Splice::at(at, format!("{air}{}", self.lines(&lines, at)))]
    }

    /// Takes the value at `path` out. With the last field or item goes what held it; an item that loses all fields stays.
    pub fn remove(&self, root: &Seat, path: &[Step]) -> Result<Vec<Splice>, Refusal> {
        let Some((last, around)) = path.split_last() else { return Err(absent(root)) };
        let holder = find(root, around).ok_or_else(|| absent(root))?;
        let is_last_of = |count: usize| count == 1 && !around.is_empty();
        let is_item = matches!(around.last(), Some(Step::Item(_)));
        match (&holder.shape, last) {
            (Shape::Mapping { pairs, .. }, Step::Key(key)) => {
                let index = pairs.iter().position(|pair| *pair.name == **key).ok_or_else(|| absent(holder))?;
                match is_last_of(pairs.len()) {
                    true if is_item => Ok(self.empty(holder)),
                    true => self.remove(root, around),
                    false => Ok(vec![self.cut_pair(pairs, index)]),
                }
            }
            (Shape::List { items, .. }, Step::Item(index)) if *index < items.len() => match is_last_of(items.len()) {
                true => self.remove(root, around),
                false => Ok(vec![self.cut_item(items, *index)]),
            },
            (Shape::FlowMapping(pairs), Step::Key(key)) => {
                let index = pairs.iter().position(|pair| *pair.name == **key).ok_or_else(|| absent(holder))?;
                let spans = pairs.iter().map(|pair| pair.key.start..pair.end).collect();
                Ok(vec![cut_from_brackets(spans, index)])
            }
            (Shape::FlowList(items), Step::Item(index)) if *index < items.len() => {
                Ok(vec![cut_from_brackets(items.iter().map(|item| item.head.clone()).collect(), *index)])
            }
            _ => Err(absent(holder)),
        }
    }

    /// Leaves an item without any field.
    fn empty(&self, seat: &Seat) -> Vec<Splice> {
        let range =
            seat.head.start..if begins_beside(seat) { self.end_of_line(seat.head.start) } else { seat.head.end };
        let space = if self.text[..range.start].ends_with(' ') { "" } else { " " };
        vec![Splice { range, with: format!("{space}{{}}") }, Splice { range: seat.tail.clone(), with: String::new() }]
    }

    fn cut_pair(&self, pairs: &[Pair], index: usize) -> Splice {
        let pair = &pairs[index];
        let start = self.start_of_line(pair.key.start);
        if self.text[start..pair.key.start].trim().is_empty() {
            return self.cut_lines(start..pair.end, index > 0);
        }
        // It stands beside its dash: the next field comes there, unless a remark stands between.
        let next =
            pairs.get(index + 1).map(|next| next.key.start).filter(|next| self.text[pair.end..*next].trim().is_empty());
        match next {
            Some(next) => Splice { range: pair.key.start..next, with: String::new() },
            None => {
                let before = self.text[..pair.key.start].trim_end_matches(' ').len();
                Splice { range: before..pair.end, with: self.line_end(before).to_owned() }
            }
        }
    }

    /// Takes whole lines out, with blank lines that would stand double then.
    fn cut_lines(&self, lines: Range<usize>, has_before: bool) -> Splice {
        let before = self.blank_before(lines.start);
        let after = self.blank_after(lines.end);
        let is_end = after >= self.end;
        let range = match (has_before, before < lines.start, after > lines.end) {
            (true, true, true) => before..lines.end,
            (true, true, false) if is_end => before..lines.end,
            (false, _, true) => lines.start..after,
            _ => lines,
        };
        Splice { range, with: String::new() }
    }

    /// Where the blank lines before a line begin.
    fn blank_before(&self, mut at: usize) -> usize {
        while at > 0 {
            let start = self.start_of_line(at - 1);
            if !self.text[start..at].trim().is_empty() {
                break;
            }
            at = start;
        }
        at
    }

    /// Where the blank lines from a line on end.
    fn blank_after(&self, mut at: usize) -> usize {
        while at < self.end {
            let end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end + 1);
            if !self.text[at..end].trim().is_empty() {
                break;
            }
            at = end;
        }
        at
    }

    fn is_blank_before(&self, at: usize) -> bool {
        self.blank_before(at) < at
    }

    fn start_of_line(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |end| end + 1)
    }

    /// One past the last letter of a line.
    fn end_of_line(&self, at: usize) -> usize {
        let line = self.text[at..].split('\n').next().unwrap_or_default();
        at + line.trim_end_matches('\r').len()
    }

    /// How the line before ends, or where there is none, the first.
    fn line_end(&self, at: usize) -> &'static str {
        let end = self.text[..at].rfind('\n').or_else(|| self.text.find('\n'));
        if end.is_some_and(|end| self.text[..end].ends_with('\r')) { "\r\n" } else { "\n" }
    }

    fn lines(&self, lines: &[String], at: usize) -> String {
        let end = self.line_end(at);
        lines.iter().flat_map(|line| [line.as_str(), end]).collect()
    }
}

/// The field after which a new one stands; none where it stands first.
fn anchor(pairs: &[Pair], key: &str, order: &[&str]) -> Option<usize> {
    let place = |key: &str| order.iter().position(|known| *known == key);
    let Some(own) = place(key) else { return Some(pairs.len() - 1) };
    pairs.iter().rposition(|pair| place(&pair.name).is_some_and(|place| place < own))
}

/// The value at a path below another one.
pub fn find<'s>(seat: &'s Seat, path: &[Step]) -> Option<&'s Seat> {
    let Some((step, rest)) = path.split_first() else { return Some(seat) };
    let next = match (&seat.shape, step) {
        (Shape::List { items, .. }, Step::Item(index)) => &items.get(*index)?.seat,
        (Shape::FlowList(items), Step::Item(index)) => items.get(*index)?,
        (Shape::Mapping { pairs, .. } | Shape::FlowMapping(pairs), Step::Key(key)) => {
            &pairs.iter().find(|pair| *pair.name == **key)?.seat
        }
        _ => return None,
    };
    find(next, rest)
}

/// Whether a list or fields begin on the line of the dash that they belong to.
fn begins_beside(seat: &Seat) -> bool {
    let first = match &seat.shape {
        Shape::List { items, .. } => items.first().map(|item: &Item| item.start),
        Shape::Mapping { pairs, .. } => pairs.first().map(|pair| pair.key.start),
        _ => None,
    };
    first == Some(seat.head.start)
}

fn is_in_brackets(seat: &Seat) -> bool {
    matches!(seat.shape, Shape::FlowList(_) | Shape::FlowMapping(_))
}

fn others<T>(all: &[T], index: usize) -> impl Iterator<Item = &T> {
    all.iter().enumerate().filter(move |(at, _)| *at != index).map(|(_, one)| one)
}

/// Takes a value out of brackets, with a comma.
fn cut_from_brackets(spans: Vec<Range<usize>>, index: usize) -> Splice {
    let range = match (index, spans.get(index + 1)) {
        (0, Some(next)) => spans[0].start..next.start,
        (0, None) => spans[0].clone(),
        (index, _) => spans[index - 1].end..spans[index].end,
    };
    Splice { range, with: String::new() }
}

fn absent(seat: &Seat) -> Refusal {
    Refusal { reason: Reason::Absent, at: seat.head.clone() }
}
