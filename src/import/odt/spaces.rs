//! Spaces: those between words count as one, and those that the author wanted are elements of their own.

use crate::import::manuscript::Inline;

/// Stands for a space that the author wanted.
pub const SPACE: char = '\u{1}';

/// Makes one space of several, none at the beginning: so the format wants it, where it does not count spaces.
pub fn collapse_spaces(inlines: &mut Vec<Inline>) {
    let mut is_after_space = true;
    for inline in inlines.iter_mut() {
        match inline {
            Inline::Text(run) => {
                run.text.retain(|letter| {
                    let is_space = letter == ' ';
                    let keeps = !(is_space && is_after_space);
                    is_after_space = is_space;
                    keeps
                });
                run.text = run.text.replace(SPACE, " ");
            }
            Inline::Break => is_after_space = true,
            Inline::Note(_) | Inline::Picture(_) => is_after_space = false,
        }
    }
    inlines.retain(|inline| !matches!(inline, Inline::Text(run) if run.text.is_empty()));
}
