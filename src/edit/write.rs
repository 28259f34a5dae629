//! A value as lines of YAML, in the style of the file that it comes into.

use super::outline::{Seat, Shape};
use super::scalar::{self, MOST_COLUMNS, Place};
use super::value::Value;

/// How a file indents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Columns from a key to the fields below it, and to the lines of its text.
    pub fields: usize,
    /// Columns from a key to the dashes below it.
    pub items: usize,
    /// Spaces after a dash.
    pub gap: usize,
}

/// What the rest of the file does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    fields: Option<usize>,
    items: Option<usize>,
    gap: Option<usize>,
}

impl Seen {
    /// Looks at an entry; what was seen before counts.
    pub fn look(&mut self, text: &str, seat: &Seat) {
        match &seat.shape {
            Shape::Mapping { column, pairs } => {
                for pair in pairs {
                    match &pair.seat.shape {
                        Shape::Mapping { column: inner, .. } => drop(self.fields.get_or_insert(inner - column)),
                        Shape::List { column: inner, .. } => drop(self.items.get_or_insert(inner - column)),
                        _ => {}
                    }
                    self.look(text, &pair.seat);
                }
            }
            Shape::List { items, .. } => {
                for item in items {
                    let after = &text[item.start + 1..];
                    let spaces = after.len() - after.trim_start_matches(' ').len();
                    if spaces > 0 {
                        self.gap.get_or_insert(spaces);
                    }
                    self.look(text, &item.seat);
                }
            }
            _ => {}
        }
    }

    /// Whether nothing more can be learnt.
    pub fn is_whole(&self) -> bool {
        self.fields.is_some() && self.items.is_some() && self.gap.is_some()
    }

    /// The style, as the house has it where nothing was seen.
    pub fn style(&self) -> Style {
        Style { fields: self.fields.unwrap_or(2), items: self.items.unwrap_or(2), gap: self.gap.unwrap_or(1) }
    }
}

/// What stands behind a key or dash, and the lines below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Without a space before it; empty where all stands below.
    pub head: String,
    /// With their indentation, without their ends.
    pub tail: Vec<String>,
}

/// What a value is written behind, and how.
#[derive(Debug, Clone, Copy)]
pub struct Spot<'o> {
    /// The column of the key or dash.
    pub column: usize,
    /// How many letters stand before the value, counted from there.
    pub width: usize,
    /// The quotes that the neighbours stand in without need.
    pub habit: Option<char>,
    /// The sign of the block that it comes in the place of, and the column of its lines.
    pub block: Option<(&'o str, usize)>,
}

impl Style {
    /// A value behind a key or a dash.
    pub fn value(&self, value: &Value, spot: Spot<'_>) -> Written {
        match value {
            Value::Text(text) => self.text(text, spot),
            Value::List(items) => {
                let column = spot.column + self.items;
                Written {
                    head: String::new(),
                    tail: items.iter().flat_map(|item| self.item(item, column, None)).collect(),
                }
            }
            Value::Map(fields) => {
                Written { head: String::new(), tail: self.pairs(fields, spot.column + self.fields, None) }
            }
        }
    }

    fn text(&self, text: &str, spot: Spot<'_>) -> Written {
        let text = &scalar::storable(text);
        let indent = spot.block.map_or(spot.column + self.fields, |(_, column)| column.max(spot.column + 1));
        let kept = |own: &str| {
            let known = spot.block.map(|(sign, _)| sign).filter(|sign| *sign == own || *sign == format!("{own}-"));
            known.map_or_else(|| format!("{own}-"), str::to_owned)
        };
        if let Some(tail) = scalar::literal(text, indent) {
            return Written { head: kept("|"), tail };
        }
        let room = MOST_COLUMNS.saturating_sub(spot.column + spot.width);
        if let Some(tail) = scalar::folded(text, room, indent) {
            return Written { head: kept(">"), tail };
        }
        let place = Place { in_brackets: false, habit: spot.habit };
        Written { head: scalar::scalar(text, place), tail: Vec::new() }
    }

    /// Fields below each other, their keys in `column`.
    pub fn pairs(&self, fields: &[(String, Value)], column: usize, habit: Option<char>) -> Vec<String> {
        fields.iter().flat_map(|(key, value)| self.pair(key, value, column, habit)).collect()
    }

    /// A field.
    pub fn pair(&self, key: &str, value: &Value, column: usize, habit: Option<char>) -> Vec<String> {
        let key = scalar::scalar(key, Place::default());
        let spot = Spot { column, width: key.chars().count() + 2, habit, block: None };
        let written = self.value(value, spot);
        let space = if written.head.is_empty() { "" } else { " " };
        let first = format!("{}{key}:{space}{}", " ".repeat(column), written.head);
        [first].into_iter().chain(written.tail).collect()
    }

    /// An item, its dash in `column`.
    pub fn item(&self, value: &Value, column: usize, habit: Option<char>) -> Vec<String> {
        let (margin, gap) = (" ".repeat(column), " ".repeat(self.gap));
        match value {
            Value::Map(fields) if !value.is_blank() => {
                let mut lines = self.pairs(fields, column + 1 + self.gap, habit);
                lines[0] = format!("{margin}-{gap}{}", lines[0].trim_start_matches(' '));
                lines
            }
            Value::Map(_) => vec![format!("{margin}-{gap}{{}}")],
            Value::Text(_) | Value::List(_) => {
                let spot = Spot { column, width: 1 + self.gap, habit, block: None };
                let written = self.value(value, spot);
                let space = if written.head.is_empty() { "" } else { &gap };
                [format!("{margin}-{space}{}", written.head)].into_iter().chain(written.tail).collect()
            }
        }
    }
}

/// A value within brackets.
pub fn flow(value: &Value, habit: Option<char>) -> String {
    match value {
        Value::Text(text) => scalar::scalar(text, Place { in_brackets: true, habit }),
        Value::List(items) => {
            format!("[{}]", items.iter().map(|item| flow(item, habit)).collect::<Vec<_>>().join(", "))
        }
        Value::Map(fields) => {
            format!(
                "{{{}}}",
                fields.iter().map(|(key, value)| flow_pair(key, value, habit)).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

/// A field within brackets.
pub fn flow_pair(key: &str, value: &Value, habit: Option<char>) -> String {
    format!("{}: {}", scalar::scalar(key, Place { in_brackets: true, habit: None }), flow(value, habit))
}

/// The quotes in which all of these texts stand, one of them at least without need.
pub fn habit<'s>(text: &str, seats: impl Iterator<Item = &'s Seat>) -> Option<char> {
    let mut quotes = None;
    let mut is_needless = false;
    for seat in seats {
        match seat.shape {
            Shape::Plain => return None,
            Shape::Quoted(quote) if *quotes.get_or_insert(quote) == quote => {
                let inner = text.get(seat.head.start + 1..seat.head.end.saturating_sub(1)).unwrap_or_default();
                is_needless |= seat.tail.is_empty() && scalar::is_plain(inner);
            }
            Shape::Quoted(_) => return None,
            _ => {}
        }
    }
    quotes.filter(|_| is_needless)
}
