//! Documents that bear a mark of secrecy: an error of building, so that no command ever publishes one.

use super::front;
use crate::diagnostic::messages::entry;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::parse::Entries;
use crate::parse::body::Block;
use crate::source::SourcePath;

/// Says of every mark in a file that the document is secret; `blocks` are those of its body, if it has one.
/// `site.yaml` is no document.
pub(super) fn check(path: &SourcePath, text: &str, entries: &Entries, blocks: &[Block]) -> Vec<Diagnostic> {
    if matches!(entries, Entries::Site(_)) || !(text.contains("ật") || text.contains("ẬT")) {
        return Vec::new();
    }
    let body_start = front::body_start(text).filter(|_| entries.body().is_some());
    let lines_end = body_start.unwrap_or(text.len());
    let blocks = blocks.iter().map(|block| (&*block.text, block.span));
    let marked = lines(&text[..lines_end]).chain(blocks).filter_map(|(words, span)| Some((stamp(words)?, span)));
    // `Mật` in a table of degrees is a value of its column; a stamp is in capitals.
    let is_stamp = |stamp: &str, start| !stamp.chars().any(char::is_lowercase) || !is_cell(text, start);
    let marked = marked.filter(|(stamp, span)| is_stamp(stamp, span.0));
    let at = |(start, end)| Location { path: path.clone(), place: Place::Bytes(start, end) };
    marked.map(|(stamp, span)| entry::secret(stamp, at(span))).collect()
}

/// Whether what begins at a byte stands in a row of a table.
fn is_cell(text: &str, start: u32) -> bool {
    let before = &text[..start as usize];
    before[before.rfind('\n').map_or(0, |end| end + 1)..].trim_start().starts_with('|')
}

/// Lines of YAML, with their places.
fn lines(yaml: &str) -> impl Iterator<Item = (&str, (u32, u32))> {
    let mut start = 0;
    yaml.split_inclusive('\n').map(move |line| {
        let span = (start as u32, (start + line.trim_end().len()) as u32);
        start += line.len();
        (line, span)
    })
}

/// A mark of secrecy that stands alone, as a stamp does; `bảo mật` in a sentence is none.
fn stamp(text: &str) -> Option<&str> {
    let bare = text.trim().trim_start_matches("Độ mật:").trim().trim_end_matches('.');
    let is_stamp = matches!(bare, "MẬT" | "TỐI MẬT" | "TUYỆT MẬT" | "Mật" | "Tối mật" | "Tuyệt mật");
    is_stamp.then_some(bare)
}
