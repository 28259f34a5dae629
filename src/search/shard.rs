//! One file of the index: a script that hands its text to `congboShard`.

use super::findable::FindableKind;
use super::placed::Placed;
use crate::attic::Kept;
use crate::prose::codebook;

/// A file of the index. Shards of pages are written when asked for, from what the index holds anyway; equal
/// shards share their parts, so comparing them costs next to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shard {
    /// The name under which the script waits for it: its path without `.js`.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What a shard holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Text that needs no escape inside a JSON string.
    Text(Kept),
    /// Pages of a cell with their words, and the cell's first slot.
    Pages(Vec<Placed>, u32),
}

impl Shard {
    pub fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        out.extend_from_slice(b"congboShard(\"");
        codebook::push_escaped(&self.name, &mut out);
        out.extend_from_slice(b"\",\"");
        match &self.content {
            Content::Text(text) => out.extend_from_slice(text.text().as_bytes()),
            Content::Pages(pages, base) => pages.iter().for_each(|page| push_page(page, *base, &mut out)),
        }
        out.extend_from_slice(b"\");\n");
        out
    }
}

/// Writes a page as one line: slot in its cell, address, title, label, date, note, subject, words; parted by tabs.
fn push_page(page: &Placed, base: u32, out: &mut Vec<u8>) {
    let record = &page.entry.record;
    out.extend_from_slice((page.slot - base).to_string().as_bytes());
    let date = record.date.map_or_else(String::new, |date| date.to_string());
    let note = record.note.as_deref().unwrap_or_default();
    for field in [&*record.url, &*record.title, &*record.label, &*date, note] {
        out.extend_from_slice(b"\\t");
        codebook::push_escaped(field, out);
    }
    out.extend_from_slice(b"\\t");
    // The others have it in their words.
    if let (FindableKind::Report | FindableKind::Page, Some(subject)) = (record.kind, &record.subject) {
        codebook::push_escaped(subject, out);
    }
    out.extend_from_slice(b"\\t");
    out.extend_from_slice(record.prose.parts[page.part as usize].code.text().as_bytes());
    out.extend_from_slice(b"\\n");
}
