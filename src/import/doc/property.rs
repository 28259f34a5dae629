//! Lists of properties (grpprl), and the pages that say which letters have which ([MS-DOC], 2.6 and 2.9.33).

use std::collections::BTreeSet;
use std::ops::Range;

use super::bytes::{size_at, slice, u16_at};

/// Bytes of a page of properties.
const PAGE: usize = 512;

/// Letters with the same properties.
#[derive(Debug, Clone)]
pub struct Run {
    /// Their bytes.
    pub bytes: Range<usize>,
    /// Their properties, in the stream of the text.
    pub properties: Range<usize>,
}

/// Which pages are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// Of characters.
    Characters,
    /// Of paragraphs: their properties begin with the number of their style.
    Paragraphs,
}

/// The runs that the pages of a table (PlcBte) name, by their places.
pub fn runs(word: &[u8], table: &[u8], of: Of) -> Vec<Run> {
    let (_, pages) = super::bytes::places(table, 4);
    let pages: BTreeSet<usize> = pages.into_iter().filter_map(|page| size_at(page, 0)).collect();
    let pages = pages.into_iter().filter_map(|number| slice(word, (number & 0x3F_FFFF) * PAGE, PAGE).zip(Some(number)));
    let mut runs: Vec<Run> = pages.flat_map(|(page, number)| on_page(page, (number & 0x3F_FFFF) * PAGE, of)).collect();
    runs.sort_by_key(|run| run.bytes.start);
    runs
}

fn on_page(page: &[u8], page_at: usize, of: Of) -> Vec<Run> {
    let count = usize::from(page[PAGE - 1]);
    let entry_bytes = if of == Of::Characters { 1 } else { 13 };
    let run = |index: usize| {
        let bytes = size_at(page, index * 4)?..size_at(page, index * 4 + 4)?;
        let entry = *page.get((count + 1) * 4 + index * entry_bytes)?;
        let at = usize::from(entry) * 2;
        let properties = match (entry, of) {
            (0, _) => 0..0,
            (_, Of::Characters) => at + 1..at + 1 + usize::from(*page.get(at)?),
            (_, Of::Paragraphs) => match usize::from(*page.get(at)?) {
                0 => at + 2..at + 2 + usize::from(*page.get(at + 1)?) * 2,
                words => at + 1..at + words * 2,
            },
        };
        let end = properties.end.min(PAGE - 1);
        let start = properties.start.min(end);
        (bytes.start < bytes.end).then_some(Run { bytes, properties: page_at + start..page_at + end })
    };
    (0..count).map_while(|index| (index * 4 + 8 <= PAGE).then(|| run(index))).flatten().collect()
}

/// The run that a byte belongs to.
pub fn run_at(runs: &[Run], byte: usize) -> Option<&Run> {
    let after = runs.partition_point(|run| run.bytes.start <= byte);
    runs.get(after.checked_sub(1)?).filter(|run| run.bytes.contains(&byte))
}

/// A property: its code, and its value.
pub type Property<'a> = (u16, &'a [u8]);

/// The properties of a list, as far as it is whole.
pub fn properties(mut list: &[u8]) -> impl Iterator<Item = Property<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = &list[2..];
        let (skipped, length) = value_bounds(code, rest)?;
        let value = slice(rest, skipped, length)?;
        list = &rest[skipped + length..];
        Some((code, value))
    })
}

/// Bytes before a property's value that tell its length, and those of the value.
fn value_bounds(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    const ROW: u16 = 0xD608;
    const TABS: u16 = 0xC615;
    Some(match code >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ if code == ROW => (2, usize::from(u16_at(rest, 0)?).checked_sub(1)?),
        _ if code == TABS && *rest.first()? == 255 => {
            let gone = usize::from(*rest.get(1)?) * 4;
            (1, 2 + gone + usize::from(*rest.get(2 + gone)?) * 3)
        }
        _ => (1, usize::from(*rest.first()?)),
    })
}

/// A switch: on, off, or as in the style or against it.
pub fn switch(value: &[u8], in_style: Option<bool>) -> Option<bool> {
    match value.first()? {
        0 => Some(false),
        0x80 => in_style,
        0x81 => Some(!in_style.unwrap_or(false)),
        _ => Some(true),
    }
}
