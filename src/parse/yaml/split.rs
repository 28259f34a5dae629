//! A file's list cut into its entries, so that a broken entry hides no other.

use std::ops::Range;

/// What a file of entries looks like before it is read.
#[derive(Debug, PartialEq, Eq)]
pub enum Entries {
    /// Each entry's bytes, from its `- ` to the next.
    Listed(Vec<Range<usize>>),
    /// A list in brackets, or something else that only reading can tell.
    Whole,
    /// Nothing but comments.
    Nothing,
    /// Text before the first `- `, at these bytes.
    Stray(Range<usize>),
}

/// Cuts a text at the lines that start an entry of its outermost list.
pub fn entries(text: &str) -> Entries {
    let mut starts: Vec<usize> = Vec::new();
    let mut indent = None;
    let mut stray = None;
    for (start, line) in lines(text) {
        let content = line.trim_start_matches(' ');
        if starts.is_empty() && is_passed_over(content) {
            continue;
        }
        let column = line.len() - content.len();
        let is_item = is_item(content);
        if starts.is_empty() && content.starts_with(['[', '{']) {
            return Entries::Whole;
        }
        if is_item && column == *indent.get_or_insert(column) {
            starts.push(start);
        } else if starts.is_empty() && stray.is_none() {
            stray = Some(start + column..start + line.trim_end().len());
        }
    }
    if let Some(stray) = stray {
        return Entries::Stray(stray);
    }
    if starts.is_empty() {
        return Entries::Nothing;
    }
    let ends = starts.iter().copied().skip(1).chain([text.len()]);
    Entries::Listed(starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect())
}

/// Each line of a text without its end, with its first byte's offset.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end_matches(['\n', '\r'])))
    })
}

/// Blank lines, comments, and the mark that a document begins.
fn is_passed_over(content: &str) -> bool {
    let content = content.trim_end();
    content.is_empty() || content.starts_with('#') || content == "---"
}

fn is_item(content: &str) -> bool {
    content == "-" || content.starts_with("- ") || content.starts_with("-\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let Entries::Listed(ranges) = entries(text) else {
            panic!("no list: {text}");
        };
        let found: Vec<&str> = ranges.into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn each_entry_is_cut_out_whole() {
        check("# đầu\n- id: a\n  list:\n    - x\n\n- id: b\n", &["- id: a\n  list:\n    - x\n\n", "- id: b\n"]);
        check("---\n-\n  id: a\n- id: b", &["-\n  id: a\n", "- id: b"]);
        check("  - a: |\n      - text\n  - b: 1\n", &["  - a: |\n      - text\n", "  - b: 1\n"]);
    }

    #[test]
    fn what_is_no_list_is_told_apart() {
        assert_eq!(entries(""), Entries::Nothing);
        assert_eq!(entries("# chỉ có chú thích\n\n"), Entries::Nothing);
        assert_eq!(entries("[]"), Entries::Whole);
        assert_eq!(entries("id: a\n- id: b\n"), Entries::Stray(0..5));
    }
}
