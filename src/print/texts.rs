//! The texts that messages point into, each prepared once for all its messages.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::parse::yaml::places::Places;
use crate::source::{SourcePath, Sources};

/// Texts by path, as messages ask for them.
pub struct Texts<'s> {
    sources: &'s Sources,
    asked: RefCell<HashMap<SourcePath, Option<Rc<Text<'s>>>>>,
}

impl<'s> Texts<'s> {
    /// None prepared yet.
    pub fn of(sources: &'s Sources) -> Self {
        Self { sources, asked: RefCell::default() }
    }

    /// A file's text; none where it could not be read.
    pub fn get(&self, path: &SourcePath) -> Option<Rc<Text<'s>>> {
        let mut asked = self.asked.borrow_mut();
        if let Some(known) = asked.get(path) {
            return known.clone();
        }
        let of_content = self.sources.texts.get(path).map(|text| &**text);
        let text = of_content.or_else(|| theme_text(path, self.sources)).map(|text| Rc::new(Text::of(text)));
        asked.insert(path.clone(), text.clone());
        text
    }
}

/// The text of a theme's file, which messages name by its path below the theme.
fn theme_text<'s>(path: &SourcePath, sources: &'s Sources) -> Option<&'s str> {
    let file = sources.theme.get(path.as_str())?;
    std::str::from_utf8(file).ok()
}

/// A text whose lines and nodes can be found without reading it again from its beginning.
pub struct Text<'s> {
    /// The text.
    pub text: &'s str,
    /// The first byte of each line.
    lines: Vec<usize>,
    /// Its YAML.
    pub nodes: Places<'s>,
}

impl<'s> Text<'s> {
    /// Finds the lines.
    pub fn of(text: &'s str) -> Self {
        let lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
        Self { text, lines: lines.collect(), nodes: Places::of(text) }
    }

    /// The line and the column of a byte, both from 1; columns count characters, as editors do.
    pub fn line_column(&self, byte: usize) -> (usize, usize) {
        let byte = self.floor(byte);
        let line_number = self.lines.partition_point(|start| *start <= byte);
        let line_start = self.lines[line_number - 1];
        (line_number, self.text[line_start..byte].chars().count() + 1)
    }

    /// The start of the character at or around a byte offset.
    pub fn floor(&self, byte: usize) -> usize {
        self.text.floor_char_boundary(byte)
    }
}
