//! Reading an entry from its node: every wrong field is reported, not the first one only.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::content::form::Kind;
use crate::content::node::{Node, Value};
use crate::diagnostic::known::Known;
use crate::diagnostic::messages::field::{self, Shape};
use crate::diagnostic::{Diagnostic, Location, Mark, Place};
use crate::source::SourcePath;

/// A type that a field of the content folder can have.
pub trait Field: Sized {
    /// Reads the value; when it cannot be read, says why and gives `None`.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The JSON Schema of what [`Field::read`] accepts.
    fn schema() -> Json;

    /// What a form asks for.
    fn kind() -> Kind {
        Kind::Text
    }
}

/// What reading one file has to say so far.
#[derive(Debug)]
pub struct Reader<'p> {
    path: &'p SourcePath,
    /// The key whose value is being read, for messages.
    key: &'static str,
    diagnostics: Vec<Diagnostic>,
}

impl<'p> Reader<'p> {
    /// A reader of this file.
    pub fn new(path: &'p SourcePath) -> Self {
        Self { path, key: "", diagnostics: Vec::new() }
    }

    /// The key whose value is being read.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// The place of a node of this file.
    pub fn location(&self, mark: Mark) -> Location {
        Location { path: self.path.clone(), place: Place::Node(mark) }
    }

    /// Notes a message.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Everything noted, in the order of reading.
    pub fn finish(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// The text of a scalar without outer spaces; a list or a mapping in its place is reported.
    pub fn text<'n>(&mut self, node: &'n Node) -> Option<&'n str> {
        let text = node.text().map(str::trim);
        if text.is_none() {
            self.wrong_shape(node, Shape::Single);
        }
        text
    }

    /// Reports a value of another kind than its field asks for.
    pub fn wrong_shape(&mut self, node: &Node, wanted: Shape) {
        let only_key = match &node.value {
            Value::Mapping(pairs) if pairs.len() == 1 => Some(&*pairs[0].0.name),
            _ => None,
        };
        let location = self.location(node.mark);
        self.report(field::wrong_shape(location, self.key, wanted, node.shape(), only_key));
    }
}

/// The fields of one entry, sorted out by key. Made by the reader that [`entry!`](crate::content::entry) generates.
#[derive(Debug)]
pub struct Fields<'n, 't> {
    entry: Mark,
    keys: &'static [&'static str],
    values: Vec<Option<&'n Node<'t>>>,
    missing: Vec<&'static str>,
    /// Keys that unknown ones seem to mean: that they are misspelt has been said, so they are not missing.
    misspelt: Vec<Arc<str>>,
}

impl<'n, 't> Fields<'n, 't> {
    /// Sorts a mapping's values by `keys`; reports unknown and doubled keys, and a value that is no mapping.
    pub fn of(node: &'n Node<'t>, keys: &'static [&'static str], reader: &mut Reader) -> Option<Self> {
        let Value::Mapping(pairs) = &node.value else {
            reader.wrong_shape(node, Shape::Mapping);
            return None;
        };
        let mut values: Vec<Option<&Node>> = vec![None; keys.len()];
        let mut first_marks: Vec<Option<Mark>> = vec![None; keys.len()];
        let mut misspelt = Vec::new();
        for (key, value) in pairs {
            let location = reader.location(key.mark);
            let Some(index) = keys.iter().position(|known| *known == key.name) else {
                misspelt.extend(Known::from_iter(keys).nearest(&key.name));
                reader.report(field::unknown_key(location, &key.name, keys));
                continue;
            };
            if let Some(first) = first_marks[index] {
                let first = reader.location(first);
                reader.report(field::duplicate_key(location, first, &key.name));
                continue;
            }
            first_marks[index] = Some(key.mark);
            values[index] = Some(value);
        }
        Some(Self { entry: node.mark, keys, values, missing: Vec::new(), misspelt })
    }

    /// The value of a key, unless it is absent or left empty.
    fn value(&self, key: &str) -> Option<&'n Node<'t>> {
        let index = self.keys.iter().position(|known| *known == key)?;
        self.values[index].filter(|node| !node.is_blank())
    }

    /// A field that every entry must have.
    pub fn required<T: Field>(&mut self, key: &'static str, reader: &mut Reader) -> Option<T> {
        let Some(node) = self.value(key) else {
            self.missing.push(key);
            return None;
        };
        read_under(key, node, reader)
    }

    /// A field that may be absent. One that is there but wrong has been reported, and counts as absent.
    pub fn optional<T: Field>(&mut self, key: &'static str, reader: &mut Reader) -> Option<Option<T>> {
        Some(self.value(key).and_then(|node| read_under(key, node, reader)))
    }

    /// A list that may be absent. Wrong items have been reported, and are left out.
    pub fn list<T: Field>(&mut self, key: &'static str, reader: &mut Reader) -> Option<Vec<T>> {
        Some(self.value(key).map_or_else(Vec::new, |node| read_items(key, node, reader)))
    }

    /// Reports the required keys that were not there, all in one message.
    pub fn finish(mut self, reader: &mut Reader) {
        self.missing.retain(|key| !self.misspelt.iter().any(|near| **near == **key));
        if !self.missing.is_empty() {
            let location = reader.location(self.entry);
            reader.report(field::missing_keys(location, &self.missing));
        }
    }
}

/// Reads a value with messages that name its key.
fn read_under<T: Field>(key: &'static str, node: &Node, reader: &mut Reader) -> Option<T> {
    let outer = std::mem::replace(&mut reader.key, key);
    let value = T::read(node, reader);
    reader.key = outer;
    value
}

/// Reads the items of a list.
fn read_items<T: Field>(key: &'static str, node: &Node, reader: &mut Reader) -> Vec<T> {
    let Value::List(items) = &node.value else {
        let outer = std::mem::replace(&mut reader.key, key);
        reader.wrong_shape(node, Shape::List);
        reader.key = outer;
        return Vec::new();
    };
    let mut values = Vec::with_capacity(items.len());
    for item in items {
        if item.is_blank() {
            let location = reader.location(item.mark);
            reader.report(field::blank_item(location, key));
        } else {
            values.extend(read_under::<T>(key, item, reader));
        }
    }
    values
}
