//! What a page is found by, in one number: 26 bits of the folded hash, 4 bits of the form with marks, 2 bits of weight.
//!
//! Keys sort by folded form first, so a shard is a range of keys, and all forms of `hoc` (`học`, `hóc`) stand
//! together. Different words may share their 26 bits; the script looks at the text before it shows a hit.

use super::chunk::Token;
use super::hash;

/// Bits of the folded form.
pub const FOLDED_BITS: u32 = 26;

/// How much a key weighs in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// It is in the text.
    Once,
    /// It is in the text three times or more.
    Often,
    /// It is in the title.
    Title,
    /// It is the number of the very document.
    Designation,
}

/// The key of a single token.
pub fn single(token: Token) -> u32 {
    (token.folded >> (32 - FOLDED_BITS)) << 4 | token.exact >> 28
}

/// The key of two tokens side by side.
pub fn pair(first: Token, second: Token) -> u32 {
    let folded = hash::pair(first.folded, second.folded);
    let exact = hash::pair(first.exact, second.exact);
    (folded >> (32 - FOLDED_BITS)) << 4 | exact >> 28
}

/// The folded form's bits of a weighted key.
pub fn folded(weighted: u32) -> u32 {
    weighted >> (32 - FOLDED_BITS)
}

/// A key with its weight in the two lowest bits.
pub fn weighted(key: u32, impact: Impact) -> u32 {
    key << 2 | impact as u32
}

/// From how many times on a key counts as frequent in its text.
pub const OFTEN: u32 = 3;

/// A key with how often it was met in the two lowest bits; more than [`OFTEN`] does not matter.
pub fn counted(key: u32, times: u32) -> u32 {
    key << 2 | times.min(OFTEN)
}
