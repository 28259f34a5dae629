//! Writes entries as a careful person would type them: one field a line, quotes only where YAML needs them.

use crate::edit::scalar::{self, MOST_COLUMNS, folded};
use trichdan::text::one_line;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, a number, a date: all are text to congbo.
    Text(String),
    /// Items, each on a line of its own.
    List(Vec<Value>),
    /// Fields, indented below their key.
    Map(Fields),
}

/// Fields in the order in which they are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields(Vec<Line>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Field(&'static str, Value),
    Yes(&'static str),
    Remark(String),
}

impl Fields {
    /// No fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text; an empty one is left out, because empty means unknown.
    pub fn text(mut self, key: &'static str, text: &str) -> Self {
        if !text.is_empty() {
            self.0.push(Line::Field(key, Value::Text(text.to_owned())));
        }
        self
    }

    /// Says that something is so: `draft: true`.
    pub fn yes(mut self, key: &'static str) -> Self {
        self.0.push(Line::Yes(key));
        self
    }

    /// Adds a list of texts; an empty one is left out.
    pub fn texts(self, key: &'static str, texts: &[String]) -> Self {
        let items = texts.iter().cloned().map(Value::Text).collect();
        self.list(key, items)
    }

    /// Adds a list; an empty one is left out.
    pub fn list(mut self, key: &'static str, items: Vec<Value>) -> Self {
        if !items.is_empty() {
            self.0.push(Line::Field(key, Value::List(items)));
        }
        self
    }

    /// Adds fields below a key; none are left out.
    pub fn map(mut self, key: &'static str, fields: Self) -> Self {
        if !fields.0.is_empty() {
            self.0.push(Line::Field(key, Value::Map(fields)));
        }
        self
    }

    /// Adds a line that only people read.
    pub fn remark(mut self, words: &str) -> Self {
        self.0.push(Line::Remark(one_line(words)));
        self
    }

    /// The fields as a YAML mapping.
    pub fn write(&self) -> String {
        let mut text = String::new();
        write_fields(self, 0, &mut text);
        text
    }

    /// The fields as an item of a YAML list.
    pub fn write_item(&self) -> String {
        let mut text = String::new();
        write_item(&Value::Map(self.clone()), 0, &mut text);
        text
    }

    /// Every text of the fields, in order, a line each.
    pub fn words(&self) -> String {
        let mut words = String::new();
        push_words(self, &mut words);
        words
    }
}

fn push_words(fields: &Fields, words: &mut String) {
    for line in &fields.0 {
        if let Line::Field(_, value) = line {
            push_value_words(value, words);
        }
    }
}

fn push_value_words(value: &Value, words: &mut String) {
    match value {
        Value::Text(text) => {
            words.push_str(text);
            words.push('\n');
        }
        Value::List(items) => items.iter().for_each(|item| push_value_words(item, words)),
        Value::Map(fields) => push_words(fields, words),
    }
}

fn write_fields(fields: &Fields, indent: usize, text: &mut String) {
    let margin = " ".repeat(indent);
    for line in &fields.0 {
        match line {
            Line::Remark(words) => text.push_str(&format!("{margin}# {words}\n")),
            Line::Yes(key) => text.push_str(&format!("{margin}{key}: true\n")),
            Line::Field(key, Value::Text(words)) => {
                let room = MOST_COLUMNS.saturating_sub(indent + key.len() + 2);
                match folded(words, room, indent + 2) {
                    Some(lines) => text.push_str(&format!("{margin}{key}: >-\n{}\n", lines.join("\n"))),
                    None => text.push_str(&format!("{margin}{key}: {}\n", scalar(words))),
                }
            }
            Line::Field(key, Value::List(items)) => {
                text.push_str(&format!("{margin}{key}:\n"));
                items.iter().for_each(|item| write_item(item, indent + 2, text));
            }
            Line::Field(key, Value::Map(fields)) => {
                text.push_str(&format!("{margin}{key}:\n"));
                write_fields(fields, indent + 2, text);
            }
        }
    }
}

fn scalar(text: &str) -> String {
    scalar::scalar(text, scalar::Place::default())
}

/// An item: its first field stands beside the dash. Remarks before that field stand above the dash.
fn write_item(item: &Value, indent: usize, text: &mut String) {
    let margin = " ".repeat(indent);
    match item {
        Value::Text(words) => text.push_str(&format!("{margin}- {}\n", scalar(words))),
        Value::List(items) => {
            text.push_str(&format!("{margin}-\n"));
            items.iter().for_each(|item| write_item(item, indent + 2, text));
        }
        Value::Map(fields) => {
            let first = fields.0.iter().position(|line| matches!(line, Line::Field(..))).unwrap_or(fields.0.len());
            let (remarks, fields) = fields.0.split_at(first);
            write_fields(&Fields(remarks.to_vec()), indent, text);
            let mut inner = String::new();
            write_fields(&Fields(fields.to_vec()), indent + 2, &mut inner);
            text.push_str(&format!("{margin}- {}", inner.trim_start_matches(' ')));
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::content::node;
    use crate::parse::yaml;

    #[test]
    fn entries_look_as_typed_by_hand() {
        let entry = Fields::new().remark("Chưa rõ cơ quan").text("designation", "27-KH/TU").text("issuer", "").list(
            "signatures",
            vec![Value::Map(Fields::new().texts("authority", &["KT. CHỦ TỊCH".to_owned()]).text("name", "A"))],
        );
        assert_eq!(
            entry.write_item(),
            "# Chưa rõ cơ quan\n- designation: 27-KH/TU\n  signatures:\n    - authority:\n        - KT. CHỦ TỊCH\n      name: A\n"
        );
    }

    /// Shows what our own reader makes of YAML, in the form of the value that was written.
    fn read_back(text: &str) -> Value {
        value(&yaml::read(text, 0..text.len()).unwrap())
    }

    fn value(node: &node::Node) -> Value {
        match &node.value {
            node::Value::List(items) => Value::List(items.iter().map(value).collect()),
            node::Value::Mapping(fields) => {
                Value::Map(Fields(fields.iter().map(|(_, node)| Line::Field("key", value(node))).collect()))
            }
            node::Value::Text(text) => Value::Text(text.to_string()),
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn any_text_reads_back(texts in proptest::collection::vec("([\\PC\n\t\u{200B}\u{200D}\u{202E}\u{A0}\u{E000}:#'\"\\\\{}\\[\\]&*!|>%@`, -]{1,20}|([a-zđ:#-]{1,9} ){30}x)", 1..5)) {
            let fields = |texts: &[String]| Fields::new().texts("key", texts).text("key", &texts[0]);
            let written = fields(&texts).write();
            let kept: Vec<String> = texts.iter().map(|text| scalar::storable(text)).collect();
            proptest::prop_assert_eq!(read_back(&written), Value::Map(fields(&kept)), "{}", written);
        }
    }
}
