//! Where a citation may be: the few byte patterns that every one of them holds.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The slash of a designation.
    Slash,
    /// The hyphen of a designation that may have no slash: `72-NQ-TW`, `64-CP`.
    Hyphen,
    /// The type word of a law, a code, an ordinance or the constitution.
    Law,
    /// The family of a standard.
    Standard,
}

/// Patterns stop before the letter that NFC and NFD write differently.
const PATTERNS: &[(&str, Anchor)] = &[
    ("/", Anchor::Slash),
    ("\u{2044}", Anchor::Slash),
    ("\u{2215}", Anchor::Slash),
    ("\u{FF0F}", Anchor::Slash),
    ("-TW", Anchor::Hyphen),
    ("-CP", Anchor::Hyphen),
    ("Lu", Anchor::Law),
    ("lu", Anchor::Law),
    ("LU", Anchor::Law),
    ("Ph\u{E1}p", Anchor::Law),
    ("Pha\u{301}p", Anchor::Law),
    ("PH\u{C1}P", Anchor::Law),
    ("ph\u{E1}p l", Anchor::Law),
    ("BL", Anchor::Law),
    ("Hi", Anchor::Law),
    ("HI", Anchor::Law),
    ("hi\u{1EBF}n ph", Anchor::Law),
    ("TCVN", Anchor::Standard),
    ("QCVN", Anchor::Standard),
    ("TCXD", Anchor::Standard),
    ("QCXD", Anchor::Standard),
    ("QC\u{110}P", Anchor::Standard),
    ("QCT\u{110}HN", Anchor::Standard),
    ("ISO", Anchor::Standard),
    ("IEC", Anchor::Standard),
];

static FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let patterns = PATTERNS.iter().map(|(pattern, _)| pattern);
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(patterns)
        .expect("a score of short patterns fits any automaton")
});

/// Every anchor of a text with its byte offset, in order.
pub fn all(text: &str) -> impl Iterator<Item = (Anchor, usize)> {
    FINDER.find_iter(text).map(|found| (PATTERNS[found.pattern().as_usize()].1, found.start()))
}
