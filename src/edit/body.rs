//! The text below the front matter: another one comes in its place, line by line.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::UnicodeNormalization;

use super::as_read;
use super::refusal::{Reason, Refusal};
use crate::parse::front;

/// The text below the front matter, as the reader sees it; none where there is no front matter.
pub fn body(text: &str) -> Option<String> {
    let text = as_read(text);
    front::body_start(&text).map(|start| text[start..].to_owned())
}

/// Puts a text below the front matter; lines that stay keep their bytes. The last line of `text` is ended.
pub(super) fn replace(text: &str, body: &str) -> Result<String, Refusal> {
    let start = front::body_start(text).ok_or(Refusal { reason: Reason::Damaged, at: 0..0 })?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let new: String = body.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "").nfc().collect();
    let new: Vec<String> = new.lines().map(str::to_owned).collect();
    let lines: Vec<&str> = text[start..].split_inclusive('\n').collect();
    let old: Vec<String> = lines.iter().map(|line| line.trim_end_matches(['\n', '\r']).nfc().collect()).collect();
    let mut edited = text[..start].to_owned();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match op {
            DiffOp::Equal { old_index, len, .. } => edited.extend(lines[old_index..old_index + len].iter().copied()),
            op => edited.extend(new[op.new_range()].iter().flat_map(|line| [line.as_str(), end])),
        }
    }
    Ok(edited)
}
