//! Where the nodes of a text stand, for many messages about them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use super::{locate, read};
use crate::content::node::{Node, Value};
use crate::diagnostic::Mark;

/// The places of a file's nodes; an entry is read once, however many of its nodes are asked for.
#[derive(Debug)]
pub struct Places<'t> {
    text: &'t str,
    /// By the entry's first byte and its length.
    entries: RefCell<HashMap<(u32, u32), Entry>>,
}

/// The places of one entry's texts, by their numbers.
type Entry = HashMap<u32, Range<usize>>;

impl<'t> Places<'t> {
    /// Nothing read yet.
    pub fn of(text: &'t str) -> Self {
        Self { text, entries: RefCell::default() }
    }

    /// The bytes of a node: see [`locate`].
    pub fn locate(&self, mark: Mark) -> Range<usize> {
        let mut entries = self.entries.borrow_mut();
        let entry = entries.entry((mark.entry_start, mark.entry_bytes)).or_insert_with(|| texts_of(self.text, mark));
        entry.get(&mark.ordinal).cloned().unwrap_or_else(|| locate(self.text, mark))
    }
}

/// The places of all nodes of an entry that are texts as the file has them: ids and words nearly always are.
fn texts_of(text: &str, mark: Mark) -> Entry {
    let range = mark.entry_start as usize..mark.entry_start as usize + mark.entry_bytes as usize;
    let mut places = Entry::new();
    if text.get(range.clone()).is_some()
        && let Ok(node) = read(text, range)
    {
        note(&node, text, &mut places);
    }
    places
}

fn note(node: &Node<'_>, text: &str, places: &mut Entry) {
    let mut note_text = |written: &str, mark: Mark| {
        let start = written.as_ptr() as usize - text.as_ptr() as usize;
        places.insert(mark.ordinal, start..start + written.len());
    };
    match &node.value {
        Value::Text(Cow::Borrowed(written)) if !written.is_empty() => note_text(written, node.mark),
        Value::Text(_) => {}
        Value::List(items) => items.iter().for_each(|item| note(item, text, places)),
        Value::Mapping(pairs) => {
            for (key, _) in pairs {
                if let Cow::Borrowed(name) = &key.name
                    && !name.is_empty()
                {
                    note_text(name, key.mark);
                }
            }
            pairs.iter().for_each(|(_, value)| note(value, text, places));
        }
    }
}
