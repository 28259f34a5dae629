//! Vietnamese text: folding, slugs, order, numbers, syllables. Knows nothing of documents.

pub mod encoding;
pub mod fold;
mod legacy;
pub mod lookalike;
pub mod number;
pub mod order;
pub mod roman;
pub mod slug;
pub mod syllable;
pub mod tone;
pub mod word;

/// A text on one line, with one space wherever it has several, or a line end.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
