//! Footnotes that went astray: Markdown shows a reference without a text as it is written, and drops a text without
//! a reference or with a name that was used before.

use std::collections::BTreeMap;

use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::markdown;

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
    let notes = read(source.markdown());
    let at = |&(start, end): &(usize, usize)| source.location(source.span_in_markdown(start, end));
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
