//! The official frame around a report's text: the heading of page 1, and the recipients and signature at its end.
//!
//! Decree 30/2020/NĐ-CP, Appendix I, fixes what stands there; how it is typed (tables, line breaks, spaces) is
//! everyone's own habit.

mod foot;
mod head;
mod line;
mod phrase;

use super::manuscript::{Block, Manuscript};
use trichdan::text::fold::fold;

pub use foot::Foot;
pub use head::Head;

/// A manuscript with its frame taken off.
#[derive(Debug, Default)]
pub struct Framed {
    /// What stood above the text.
    pub head: Head,
    /// What stood below it.
    pub foot: Foot,
    /// The text, and after it annexes.
    pub body: Vec<Block>,
}

/// Takes the frame off. What cannot be told for a part of the frame stays in the body.
pub fn take(manuscript: &Manuscript) -> Framed {
    let (mut head, body_start) = head::take(&manuscript.blocks);
    // Word offices put the stamp into the page header, too.
    let margins = || manuscript.margin_words.iter().flat_map(|words| words.lines());
    let in_margin = || margins().find(|line| phrase::is_draft_stamp(&fold(line))).map(|line| line.trim().to_owned());
    head.draft = head.draft.or_else(in_margin);
    let below = &manuscript.blocks[body_start..];
    let (foot, foot_range) = foot::take(below);
    let mut body = head.leftover_blocks();
    body.extend_from_slice(&below[..foot_range.start]);
    body.extend(foot.leftover_blocks());
    body.extend_from_slice(&below[foot_range.end..]);
    Framed { head, foot, body }
}

#[cfg(test)]
mod tests;
