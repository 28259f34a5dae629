//! Reading the YAML of one file: entry by entry, with traps looked for first.

use std::ops::Range;
use std::sync::Arc;

use crate::content::node::{Node, Value};
use crate::content::{Field, Marked, Reader, field};
use crate::diagnostic::counted::counted;
use crate::diagnostic::messages::field::Shape;
use crate::diagnostic::messages::{entry, yaml as messages};
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::parse::body::Block;
use crate::parse::entries::Entry;
use crate::parse::yaml::split::{self, Entries};
use crate::parse::yaml::traps::{self, Trap, TrapKind};
use crate::parse::yaml::{self, Fault};
use crate::source::SourcePath;

/// A file while it is read.
pub(super) struct File<'f> {
    pub(super) path: &'f SourcePath,
    pub(super) text: &'f str,
    reader: Reader<'f>,
    unread: Vec<Arc<str>>,
    /// The words of its body, if it has one.
    pub(super) blocks: Vec<Block>,
}

impl<'f> File<'f> {
    pub(super) fn new(path: &'f SourcePath, text: &'f str) -> Self {
        Self { path, text, reader: Reader::new(path), unread: Vec::new(), blocks: Vec::new() }
    }

    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.reader.report(diagnostic);
    }

    /// A place in this file.
    pub(super) fn location(&self, place: Place) -> Location {
        Location { path: self.path.clone(), place }
    }

    /// Says that one value, or a list of them, is wanted where keys stand, or keys where a value stands.
    pub(super) fn wrong_shape(&mut self, node: &Node<'_>) {
        let wanted = if matches!(node.value, Value::Mapping(_)) { Shape::Single } else { Shape::Mapping };
        self.reader.wrong_shape(node, wanted);
    }

    /// Reads an id.
    pub(super) fn read_id(&mut self, node: &Node<'_>) -> Option<Arc<str>> {
        field::read_id(node, &mut self.reader)
    }

    /// Reads whether an entry is a draft.
    pub(super) fn read_draft(&mut self, node: &Node<'_>) -> Option<Marked<bool>> {
        Marked::read(node, &mut self.reader)
    }

    /// Says why there is nothing to read.
    pub(super) fn refuse<T>(&mut self, diagnostic: Diagnostic) -> Option<T> {
        self.report(diagnostic);
        None
    }

    /// The ids of entries that could not be read, and the messages, each kind as often as is told.
    pub(super) fn finish(self) -> (Vec<Arc<str>>, Vec<Diagnostic>) {
        (self.unread, counted(&self.reader.finish()))
    }

    /// Reads a file that is one entry.
    pub(super) fn single<T: Field>(&mut self) -> Option<Entry<T>> {
        self.entry(0..self.text.len())
    }

    /// Reads a file that is a list of entries, each by itself.
    pub(super) fn list<T: Field>(&mut self) -> Vec<Entry<T>> {
        self.nodes().iter().filter_map(|node| self.value(node)).collect()
    }

    /// The entries of a file that is a list, before they are read as anything.
    pub(super) fn nodes(&mut self) -> Vec<Node<'f>> {
        match split::entries(self.text) {
            Entries::Listed(ranges) => ranges.into_iter().filter_map(|range| self.item(range)).collect(),
            Entries::Whole => self.bracketed_list(),
            Entries::Nothing => Vec::new(),
            Entries::Stray(span) => {
                let location = self.bytes(span);
                self.report(entry::not_a_list(location));
                Vec::new()
            }
        }
    }

    /// Reads the entry at `range`.
    pub(super) fn entry<T: Field>(&mut self, range: Range<usize>) -> Option<Entry<T>> {
        let root = self.node(range)?;
        self.value(&root)
    }

    /// What stands at `range` behind the dash of a list.
    fn item(&mut self, range: Range<usize>) -> Option<Node<'f>> {
        let root = self.node(range)?;
        match root.value {
            Value::List(items) => items.into_iter().next(),
            _ => Some(root),
        }
    }

    /// Reads `[{…}, {…}]`.
    fn bracketed_list(&mut self) -> Vec<Node<'f>> {
        let Some(root) = self.node(0..self.text.len()) else {
            return Vec::new();
        };
        let Value::List(items) = root.value else {
            let location = self.reader.location(root.mark);
            self.report(entry::not_a_list(location));
            return Vec::new();
        };
        items
    }

    fn value<T: Field>(&mut self, node: &Node) -> Option<Entry<T>> {
        // An entry with nothing in it lacks its required keys; that says more than "this is no mapping".
        let empty = Node { value: Value::Mapping(Vec::new()), mark: node.mark };
        let value = T::read(if node.is_blank() { &empty } else { node }, &mut self.reader);
        if value.is_none() {
            let name = ["id", "designation"].iter().find_map(|key| node.get(key)?.text());
            self.unread.extend(name.map(Arc::from));
        }
        value.map(|value| Entry { value, mark: node.mark })
    }

    /// Reads a stretch of YAML and says what is wrong with it.
    fn node(&mut self, range: Range<usize>) -> Option<Node<'f>> {
        let text: &'f str = self.text;
        let traps = traps::find(text, range.clone());
        for trap in traps.iter().filter(|trap| trap.kind.is_silent()) {
            self.report_trap(trap);
        }
        let fault = match yaml::read(text, range.clone()) {
            Ok(node) => return Some(node),
            Err(fault) => fault,
        };
        self.unread.extend(name_in_broken(&text[range.clone()]).map(Arc::from));
        match fault {
            // Told already, if by another name.
            Fault::Tag | Fault::Syntax { .. } if traps.iter().any(|trap| breaks(trap.kind)) => {}
            Fault::TooLarge => {
                let first_line = text[range.clone()].lines().next().map_or(0, str::len);
                let location = self.bytes(range.start..range.start + first_line);
                self.report(messages::too_large(location));
            }
            Fault::TooDeep { at } => {
                let location = self.bytes(at..at + 1);
                self.report(messages::too_large(location));
            }
            Fault::Tag => {
                let location = self.bytes(range);
                self.report(messages::alias(location, '!'));
            }
            Fault::Syntax { problem, at } => self.report_fault(&problem, at, &traps),
        }
        None
    }

    /// Blames the loud trap nearest before the place where the library gave up, or else says what the library says.
    fn report_fault(&mut self, problem: &str, at: usize, traps: &[Trap]) {
        let loud = traps.iter().filter(|trap| !trap.kind.is_silent());
        let line_end = self.text[at..].find('\n').map_or(self.text.len(), |end| at + end);
        let nearest = loud.filter(|trap| trap.span.start <= line_end).max_by_key(|trap| trap.span.start);
        match nearest {
            Some(trap) => self.report_trap(trap),
            None => {
                let end = self.text[..line_end].trim_end().len().max(at);
                let location = self.bytes(at..end);
                self.report(messages::syntax(location, problem));
            }
        }
    }

    fn report_trap(&mut self, trap: &Trap) {
        let location = self.bytes(trap.span.clone());
        let words = &self.text[trap.span.clone()];
        let sign = words.chars().next().unwrap_or(' ');
        self.report(match trap.kind {
            TrapKind::CutByHash => messages::cut_by_hash(location, words),
            TrapKind::Alias => messages::alias(location, sign),
            TrapKind::Documents => messages::several_documents(location),
            TrapKind::Tab => messages::tab(location),
            TrapKind::Escape => messages::escape(location, words),
            TrapKind::Colon => messages::colon_in_value(location),
            TrapKind::AfterQuote => messages::text_after_quote(location),
            TrapKind::UnclosedQuote => messages::unclosed_quote(location),
            TrapKind::UnclosedBracket => messages::unclosed_bracket(location),
            TrapKind::NoSpace => messages::no_space_after_colon(location),
            TrapKind::Reserved => messages::reserved_start(location, sign),
        });
    }

    fn bytes(&self, span: Range<usize>) -> Location {
        Location { path: self.path.clone(), place: Place::Bytes(span.start as u32, span.end as u32) }
    }
}

/// Silent traps that, besides, make the library stop.
fn breaks(kind: TrapKind) -> bool {
    matches!(kind, TrapKind::Alias | TrapKind::Documents | TrapKind::Tab | TrapKind::Escape)
}

/// The id that an entry of broken YAML seems to have, so that what names it is not blamed.
fn name_in_broken(yaml: &str) -> Option<&str> {
    yaml.lines().find_map(|line| {
        let line = line.trim_start().trim_start_matches("- ").trim_start();
        let value = line.strip_prefix("id:").or_else(|| line.strip_prefix("designation:"))?;
        Some(value.trim().trim_matches(['"', '\'']))
    })
}
