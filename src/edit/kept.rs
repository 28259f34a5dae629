//! A file of entries with only some of them: each to the byte, with the remarks right above it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::layout::item;
use super::outline::Item;
use super::splice::lead;
use crate::parse::yaml::split::{self, Entries, lines};

/// The text of a file of entries with those of these indexes alone. Remarks that belong to none stay: what stands above the first
/// entry is said of the file. None where the entries do not stand on lines of their own, or would not be read as they were.
pub fn kept(text: &str, indexes: &BTreeSet<usize>) -> Option<String> {
    if let Some(text) = text.strip_prefix('\u{FEFF}') {
        return kept(text, indexes).map(|text| format!("\u{FEFF}{text}"));
    }
    let items = items(text)?;
    let leads: Vec<usize> = (0..items.len()).map(|index| lead(text, &items, index)).collect();
    let mut result = text[..*leads.first()?].to_owned();
    for (index, item) in items.iter().enumerate() {
        let gap = item.end..leads.get(index + 1).copied().unwrap_or(text.len());
        if indexes.contains(&index) {
            result.push_str(&text[leads[index]..gap.end]);
        } else {
            result.extend(lines_with_ends(text, gap).filter(|line| !line.trim().is_empty()));
        }
    }
    if indexes.last().is_some_and(|last| last + 1 < items.len()) {
        // The blank lines that stood before what is gone would end the file.
        let words = result.trim_end().len();
        let end = result[words..].find('\n').map_or(result.len(), |end| words + end + 1);
        result.truncate(end);
    }
    is_as_it_was(text, &items, indexes, &result).then_some(result)
}

fn items(text: &str) -> Option<Vec<Item>> {
    match split::entries(text) {
        Entries::Listed(ranges) => Some(ranges.into_iter().map(|range| item(text, range)).collect()),
        Entries::Whole | Entries::Nothing | Entries::Stray(_) => None,
    }
}

fn lines_with_ends(text: &str, range: Range<usize>) -> impl Iterator<Item = &str> {
    let end = range.end;
    lines(&text[range.clone()]).map(move |(start, line)| {
        let from = range.start + start;
        let after = from + line.len();
        &text[from..text[after..end].find('\n').map_or(end, |at| after + at + 1)]
    })
}

/// Whether just the entries that were meant are read from the result, each with its own words.
fn is_as_it_was(text: &str, before: &[Item], indexes: &BTreeSet<usize>, result: &str) -> bool {
    let Some(after) = items(result) else { return indexes.is_empty() };
    let meant = before.iter().enumerate().filter(|(index, _)| indexes.contains(index)).map(|(_, item)| item);
    after.iter().map(|item| &result[item.start..item.end]).eq(meant.map(|item| &text[item.start..item.end]))
}
