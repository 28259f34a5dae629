//! A YAML value as its author wrote it: texts, lists and mappings, each with its place. Knows no YAML.

use std::borrow::Cow;

use crate::diagnostic::Mark;
use crate::diagnostic::messages::field::Shape;

/// A value and its place. Every scalar is text: `1.10`, `01`, `no` and `~` are what the author typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'t> {
    /// The value.
    pub value: Value<'t>,
    /// Where it stands.
    pub mark: Mark,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'t> {
    /// A scalar of any style, its quotes taken off.
    Text(Cow<'t, str>),
    /// A sequence.
    List(Vec<Node<'t>>),
    /// A mapping in the order of the file, its doubled keys included.
    Mapping(Vec<(Key<'t>, Node<'t>)>),
}

/// A mapping's key and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key<'t> {
    /// The key as written.
    pub name: Cow<'t, str>,
    /// Where it stands.
    pub mark: Mark,
}

impl Node<'_> {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::List(_) | Value::Mapping(_) => None,
        }
    }

    /// True for a value left empty, which means "unknown".
    pub fn is_blank(&self) -> bool {
        self.text().is_some_and(|text| text.trim().is_empty())
    }

    /// The shape of this value, for messages.
    pub fn shape(&self) -> Shape {
        match self.value {
            Value::Text(_) => Shape::Single,
            Value::List(_) => Shape::List,
            Value::Mapping(_) => Shape::Mapping,
        }
    }

    /// The value under a key of a mapping; the first one where the key is doubled.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match &self.value {
            Value::Mapping(pairs) => pairs.iter().find(|(key, _)| key.name == name).map(|(_, value)| value),
            Value::Text(_) | Value::List(_) => None,
        }
    }
}
