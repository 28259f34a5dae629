//! Footnotes: those that are referred to come last, in the order of their numbers; a text that nothing refers to, or whose
//! name was used before, stays in its place as it is written. All that went astray is reported.

use std::collections::{BTreeMap, HashMap};

use comrak::Arena;
use comrak::nodes::{AstNode, NodeValue};

use super::signs::{all_below, text};
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::markdown;

/// Puts the texts of footnotes where readers look for them.
pub fn place<'a>(arena: &'a Arena<'a>, document: &'a AstNode<'a>) {
    let texts = all_below(document, |value| matches!(value, NodeValue::FootnoteDefinition(_)));
    if texts.is_empty() {
        return;
    }
    let numbers: HashMap<String, u32> = document
        .descendants()
        .filter_map(|node| match &node.data().value {
            NodeValue::FootnoteReference(note) => Some((note.name.clone(), note.ix)),
            _ => None,
        })
        .collect();
    let mut referred: Vec<(u32, &AstNode<'_>)> = Vec::new();
    for note in texts {
        let (name, is_referred) = match &note.data().value {
            NodeValue::FootnoteDefinition(note) => (note.name.clone(), note.total_references > 0),
            _ => continue,
        };
        match numbers.get(&name).filter(|_| is_referred) {
            Some(number) => referred.push((*number, note)),
            None => show_as_written(arena, note, &name),
        }
    }
    // Sorted: reaches output.
    referred.sort_by_key(|(number, _)| *number);
    referred.into_iter().for_each(|(_, note)| document.append(note));
}

/// Puts what a footnote's text holds in its place, its name before the first words.
fn show_as_written<'a>(arena: &'a Arena<'a>, note: &'a AstNode<'a>, name: &str) {
    let place = note.data().sourcepos;
    if let Some(first) = note.first_child().filter(|first| matches!(first.data().value, NodeValue::Paragraph)) {
        first.prepend(text(arena, &format!("[^{name}]: "), place));
    }
    while let Some(child) = note.first_child() {
        note.insert_before(child);
    }
    note.detach();
}

/// Where a footnote's name stands, in bytes of the Markdown.
#[derive(Default)]
struct Note {
    references: Vec<(usize, usize)>,
    texts: Vec<(usize, usize)>,
}

/// What there is to say about the footnotes of a text, in its order.
///
/// Code is not told from prose here: who writes `[^1]` in code is rare.
pub fn astray(source: &Source<'_>) -> Vec<Diagnostic> {
    let notes = read(source.written());
    let at = |&(start, end): &(usize, usize)| source.location(source.span_in_markdown(start..end));
    let messages = notes.iter().flat_map(|(name, note)| {
        let message = match (&note.references[..], &note.texts[..]) {
            ([reference, ..], []) => Some(markdown::footnote_without_text(at(reference), name)),
            ([], [text, ..]) => Some(markdown::footnote_without_reference(at(text), name)),
            _ => None,
        };
        // The last text is the one that is shown.
        let shown = note.texts.last();
        let repeated = note.texts.iter().take(note.texts.len().saturating_sub(1));
        let repeated =
            repeated.zip(shown).map(|(text, shown)| markdown::footnote_written_twice(at(text), at(shown), name));
        message.into_iter().chain(repeated)
    });
    let mut messages: Vec<Diagnostic> = messages.collect();
    // Sorted: in the order of the text, not of the names.
    messages.sort_by(|a, b| a.location.cmp(&b.location));
    messages
}

fn read(text: &str) -> BTreeMap<String, Note> {
    let mut notes: BTreeMap<String, Note> = BTreeMap::new();
    for start in memchr::memmem::find_iter(text.as_bytes(), "[^") {
        let length = text[start..].find([']', '\n']).filter(|&length| text[start + length..].starts_with(']'));
        let Some(end) = length.map(|length| start + length + 1) else { continue };
        // Names are compared without case.
        let note = notes.entry(text[start + 2..end - 1].to_lowercase()).or_default();
        let before = text[..start].trim_end_matches([' ', '>', '\t']).chars().next_back();
        let begins_line = before.is_none_or(|before| before == '\n');
        let is_text = begins_line && text[end..].starts_with(':');
        if is_text { note.texts.push((start, end)) } else { note.references.push((start, end)) }
    }
    notes
}
