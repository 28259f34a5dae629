//! What a field holds, as a person means it, and what a change makes of it.

use unicode_normalization::UnicodeNormalization;

use super::Change;
use super::path::{Path, Step};
use super::scalar;
use crate::content::node::{self, Node};

/// A text, a list or fields. Numbers, days and `true` are texts: the reader knows what its field asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// A text; an empty one means that nothing is known.
    Text(String),
    /// Items.
    List(Vec<Value>),
    /// Fields in their order.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Fields.
    pub fn map<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Map(fields.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// A list of texts.
    pub fn texts<const N: usize>(texts: [&str; N]) -> Self {
        Self::List(texts.map(Self::text).into())
    }

    /// What the reader found.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            node::Value::Text(text) => Self::Text(text.to_string()),
            node::Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            node::Value::Mapping(pairs) => {
                Self::Map(pairs.iter().map(|(key, value)| (key.name.to_string(), Self::of(value))).collect())
            }
        }
    }

    /// The value at a path below.
    pub fn get(&self, path: &[Step]) -> Option<&Self> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        match (self, step) {
            (Self::List(items), Step::Item(index)) => items.get(*index)?.get(rest),
            (Self::Map(fields), Step::Key(key)) => {
                fields.iter().find(|(known, _)| **known == **key).and_then(|(_, value)| value.get(rest))
            }
            _ => None,
        }
    }

    /// Whether it says nothing: an empty text, or items or fields that all say nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(Self::is_blank),
            Self::Map(fields) => fields.iter().all(|(_, value)| value.is_blank()),
        }
    }

    /// The value as it can stand in a file: texts composed, without outer spaces and what YAML does not hold; without
    /// fields that say nothing.
    pub fn storable(&self) -> Self {
        match self {
            Self::Text(text) => Self::Text(scalar::storable(&text.nfc().collect::<String>()).trim().to_owned()),
            Self::List(items) => Self::List(items.iter().filter(|item| !item.is_blank()).map(Self::storable).collect()),
            Self::Map(fields) => {
                let said = fields.iter().filter(|(_, value)| !value.is_blank());
                Self::Map(said.map(|(key, value)| (key.clone(), value.storable())).collect())
            }
        }
    }

    /// The value as it can stand in a file, with the fields that say nothing: they are to be taken out.
    pub fn composed(&self) -> Self {
        match self {
            Self::Map(fields) if !self.is_blank() => {
                Self::Map(fields.iter().map(|(key, value)| (key.clone(), value.composed())).collect())
            }
            Self::List(items) => Self::List(items.iter().filter(|item| !item.is_blank()).map(Self::composed).collect()),
            value if value.is_blank() => Self::Text(String::new()),
            value => value.storable(),
        }
    }

    /// What the reader takes it for: fields in any order, what says nothing being nothing.
    pub fn meaning(&self) -> Self {
        if self.is_blank() {
            return Self::Text(String::new());
        }
        let mut stored = self.storable();
        stored.sort_fields();
        stored
    }

    fn sort_fields(&mut self) {
        match self {
            Self::Text(_) => {}
            Self::List(items) => items.iter_mut().for_each(Self::sort_fields),
            Self::Map(fields) => {
                fields.iter_mut().for_each(|(_, value)| value.sort_fields());
                fields.sort();
            }
        }
    }

    /// This value with another one laid over it: fields that `new` does not name stay, blank ones go.
    pub fn filled(&self, new: &Self) -> Self {
        let (Self::Map(old), Self::Map(new)) = (self, new) else { return new.clone() };
        let mut fields = old.clone();
        for (key, value) in new {
            match fields.iter_mut().find(|(known, _)| known == key) {
                Some((_, known)) => *known = known.filled(value),
                None => fields.push((key.clone(), value.clone())),
            }
        }
        Self::Map(fields)
    }

    /// The value after a change; none where what is to be changed is not there. This is what an edit is held to.
    pub fn after(&self, change: &Change) -> Option<Self> {
        match change {
            Change::Set { at, value } => {
                self.with(&at.0, &mut |old| Some(Some(old.map_or_else(|| value.clone(), |old| old.filled(value)))))
            }
            Change::Remove { at } => self.with(&at.0, &mut |old| old.map(|_| None)),
            Change::Insert { list, index, value } => {
                self.with_list(list, |items| (*index <= items.len()).then(|| items.insert(*index, value.clone())))
            }
            Change::Move { list, from, to } => self.with_list(list, |items| {
                let is_there = *from < items.len() && *to < items.len();
                is_there.then(|| {
                    let item = items.remove(*from);
                    items.insert(*to, item);
                })
            }),
            Change::Body(_) => Some(self.clone()),
        }
    }

    fn with_list(&self, list: &Path, change: impl Fn(&mut Vec<Self>) -> Option<()>) -> Option<Self> {
        self.with(&list.0, &mut |old| {
            let mut items = match old {
                Some(Self::List(items)) => items.clone(),
                Some(other) if !other.is_blank() => return None,
                _ => Vec::new(),
            };
            change(&mut items)?;
            Some(Some(Self::List(items)))
        })
    }

    /// This value with the one at a path changed; a changed value of none is taken out.
    fn with(&self, path: &[Step], change: &mut dyn FnMut(Option<&Self>) -> Option<Option<Self>>) -> Option<Self> {
        let Some((step, rest)) = path.split_first() else {
            return change(Some(self))?.or_else(|| Some(Self::Text(String::new())));
        };
        let nothing = Self::Text(String::new());
        match (self, step) {
            (Self::Map(_), Step::Key(key)) => self.with_field(key, rest, change),
            (Self::Text(text), Step::Key(key)) if text.trim().is_empty() => {
                Self::Map(Vec::new()).with_field(key, rest, change)
            }
            (Self::List(items), Step::Item(index)) => {
                let mut items = items.clone();
                let old = items.get(*index);
                match (
                    if rest.is_empty() { change(old)? } else { Some(old.unwrap_or(&nothing).with(rest, change)?) },
                    old,
                ) {
                    (Some(new), Some(_)) => items[*index] = new,
                    (Some(new), None) if *index == items.len() => items.push(new),
                    (None, Some(_)) => drop(items.remove(*index)),
                    _ => return None,
                }
                Some(Self::List(items))
            }
            (Self::Text(text), Step::Item(0)) if text.trim().is_empty() => Self::List(Vec::new()).with(path, change),
            _ => None,
        }
    }

    fn with_field(
        &self,
        key: &str,
        rest: &[Step],
        change: &mut dyn FnMut(Option<&Self>) -> Option<Option<Self>>,
    ) -> Option<Self> {
        let Self::Map(fields) = self else { return None };
        let mut fields = fields.clone();
        let nothing = Self::Text(String::new());
        let at = fields.iter().position(|(known, _)| known == key);
        let old = at.map(|at| &fields[at].1);
        let new = match rest {
            [] => change(old)?,
            rest => Some(old.unwrap_or(&nothing).with(rest, change)?),
        };
        match (at, new) {
            (Some(at), Some(new)) => fields[at].1 = new,
            (Some(at), None) => drop(fields.remove(at)),
            (None, Some(new)) => fields.push((key.to_owned(), new)),
            (None, None) => return None,
        }
        Some(Self::Map(fields))
    }
}
