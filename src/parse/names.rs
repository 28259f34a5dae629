//! The names of models and places that link wherever a text mentions them.
//!
//! The list comes from the archive; the texts that were read with an older list must be read again only if
//! a name that came or went may occur in them ([`Names::difference`], [`Names::may_occur_in`]).

use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use crate::prose::{Prose, words_of};

/// Names to be found in texts, each in all its spellings.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// As the caller wrote them; sorted, each once.
    written: Vec<Arc<str>>,
    /// Finds the longest spelling that begins at a place; none where there are no names.
    spellings: Option<AhoCorasick>,
    /// The index in `written` that each spelling belongs to.
    name_of_spelling: Vec<u32>,
    /// Says of most places in a text that no name begins there.
    beginnings: Beginnings,
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// Byte offset of its first character.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The name as it stands in the list.
    pub name: &'a Arc<str>,
}

impl Names {
    /// Takes the names, in any order: `Thọ Ngọc`, `xã Thọ Ngọc`, `Mô hình trồng cây sen`. They must be NFC, as texts
    /// are; one of a single letter is left out.
    ///
    /// Too many spellings for one automaton (billions of bytes) is the only way to fail, and finds no names.
    pub fn new(names: impl IntoIterator<Item = Arc<str>>) -> Self {
        let mut written: Vec<Arc<str>> = names.into_iter().filter(is_findable).collect();
        // Sorted: the list's order must not depend on where its names came from.
        written.sort_unstable();
        written.dedup();
        let mut patterns = Vec::new();
        let mut name_of_spelling = Vec::new();
        for (index, name) in (0_u32..).zip(&written) {
            let spellings = spellings(name);
            name_of_spelling.resize(name_of_spelling.len() + spellings.len(), index);
            patterns.extend(spellings);
        }
        let beginnings = Beginnings::new(&patterns);
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostLongest).start_kind(StartKind::Anchored);
        builder.kind(Some(AhoCorasickKind::ContiguousNFA));
        let spellings = if patterns.is_empty() { None } else { builder.build(&patterns).ok() };
        Self { written, spellings, name_of_spelling, beginnings }
    }

    /// Whether it is made of these, which come sorted, each once: to find that out costs less than to make it.
    pub fn are(&self, names: &[Arc<str>]) -> bool {
        names.iter().filter(|name| is_findable(name)).eq(&self.written)
    }

    /// The names as they were given, sorted, each once.
    pub fn written(&self) -> &[Arc<str>] {
        &self.written
    }

    /// Where `text` mentions a name, in order: whole words, and the longest name where several begin.
    pub fn find<'a>(&'a self, text: &str) -> Vec<Found<'a>> {
        let mut all = Vec::new();
        let mut from = 0;
        while let Some(found) = self.first(text, from) {
            from = found.end;
            all.push(found);
        }
        all
    }

    /// The names that only one of both lists holds.
    pub fn difference(&self, other: &Self) -> Self {
        let only_here = self.written.iter().filter(|name| other.written.binary_search(name).is_err());
        let only_there = other.written.iter().filter(|name| self.written.binary_search(name).is_err());
        Self::new(only_here.chain(only_there).cloned())
    }

    /// Whether a text that has been read may hold any of these names, so that it must be read again when they change.
    /// It holds all words of one at least.
    pub fn may_occur_in(&self, prose: &Prose) -> bool {
        self.written.iter().any(|name| prose.may_hold(&words_of(name)))
    }

    /// The first mention at or after the byte `from`.
    fn first(&self, text: &str, from: usize) -> Option<Found<'_>> {
        let spellings = self.spellings.as_ref()?;
        let bytes = text.as_bytes();
        (from..bytes.len())
            .filter(|&at| self.beginnings.may_begin(&bytes[at..]) && (at == from || follows_gap(bytes, at)))
            .find_map(|start| {
                let mut end = text.len();
                // The longest spelling may end inside a word, and a shorter one not.
                loop {
                    let input = Input::new(text).range(start..end).anchored(Anchored::Yes);
                    let found = spellings.find(input)?;
                    if is_whole_words(text, start, found.end()) {
                        let index = self.name_of_spelling[found.pattern().as_usize()];
                        return Some(Found { start, end: found.end(), name: &self.written[index as usize] });
                    }
                    end = found.end() - 1;
                }
            })
    }
}

/// A single letter is no name.
fn is_findable(name: &Arc<str>) -> bool {
    name.chars().nth(1).is_some()
}

/// Whether a word may begin at a byte of `text`: before it stands no letter and no digit. It may be said in vain.
fn follows_gap(text: &[u8], at: usize) -> bool {
    let first_of_character = |byte: &&u8| !(0x80..0xC0).contains(*byte);
    text[..at].iter().rev().find(first_of_character).is_none_or(|before| match before {
        0..0x80 => !before.is_ascii_alphanumeric(),
        // Letters of Vietnamese begin with other bytes than no-break spaces, quotes, dashes and full-width signs do.
        _ => matches!(before, 0xC2 | 0xE2 | 0xE3 | 0xEF),
    })
}

/// The first bytes of all spellings, in a form that is fast to ask: exact for short spellings, a hash for others.
#[derive(Debug, Clone, Default)]
struct Beginnings {
    /// A bit for every first byte: of most bytes of a text it says all.
    first: [u64; 4],
    /// A bit for every pair of bytes that a spelling of less than [`Self::LONG`] bytes begins with.
    short: Vec<u64>,
    /// A bit for the hash of the first [`Self::LONG`] bytes of each longer spelling.
    long: Vec<u64>,
}

impl Beginnings {
    const LONG: usize = 8;
    const LONG_BITS: u32 = 18;

    fn new(spellings: &[String]) -> Self {
        let mut all = Self { first: [0; 4], short: vec![0; 1 << 10], long: vec![0; 1 << (Self::LONG_BITS - 6)] };
        for spelling in spellings.iter().map(String::as_bytes) {
            set(&mut all.first, usize::from(spelling[0]));
            match spelling.first_chunk() {
                Some(first) => set(&mut all.long, Self::long_key(*first)),
                None => set(&mut all.short, Self::short_key(spelling)),
            }
        }
        all
    }

    /// Whether a spelling may begin where `text` does, which is not empty.
    fn may_begin(&self, text: &[u8]) -> bool {
        if !is_set(&self.first, usize::from(text[0])) {
            return false;
        }
        let long = text.first_chunk().is_some_and(|first| is_set(&self.long, Self::long_key(*first)));
        long || is_set(&self.short, Self::short_key(text))
    }

    /// Multiplying by an odd number spreads all eight bytes over the highest bits.
    fn long_key(first: [u8; Self::LONG]) -> usize {
        let hash = u64::from_le_bytes(first).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (hash >> (64 - Self::LONG_BITS)) as usize
    }

    /// A second byte is missing only at a text's end, where no name begins.
    fn short_key(first: &[u8]) -> usize {
        first.first_chunk().map_or(0, |pair| usize::from(u16::from_le_bytes(*pair)))
    }
}

fn set(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
}

/// Lists are equal if they hold the same names; the rest follows from these.
impl PartialEq for Names {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Names {}

fn is_whole_words(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// All ways in which a text may write `name`: in capitals and not, and with either tone placement.
///
/// A name of one or two words that are all capitalised (`Đồng Tiến`) is found so or in full capitals only,
/// because in lower case they may be plain words.
fn spellings(name: &str) -> Vec<String> {
    let mut cases = vec![name.to_owned(), name.to_uppercase()];
    let words: Vec<&str> = name.split_whitespace().collect();
    let all_capitalised = words.iter().all(|word| word.starts_with(char::is_uppercase));
    if words.len() > 2 {
        cases.push(name.to_lowercase());
        cases.push(words.iter().map(|word| with_first(word, true)).collect::<Vec<_>>().join(" "));
    }
    if words.len() > 2 || !all_capitalised {
        cases.push(with_first(name, true));
        cases.push(with_first(name, false));
    }
    let mut spellings: Vec<String> = cases.iter().flat_map(|name| tone_placements(name)).collect();
    // Sorted: only to find repeats; the order of spellings is not seen.
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

fn with_first(name: &str, upper: bool) -> String {
    let length = name.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = name.split_at(length);
    let first = if upper { first.to_uppercase() } else { first.to_lowercase() };
    first + rest
}

/// The two placements of a tone in an open syllable, old and new.
const PLACEMENTS: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// `Thanh Hóa` and `Thanh Hoá`; names with several such syllables in every combination, up to four of them.
fn tone_placements(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in name.split_inclusive(' ') {
        let other = other_placement(word).filter(|_| all.len() < 16);
        let with_other = other.map(|other| all.iter().map(|start| format!("{start}{other}")).collect::<Vec<_>>());
        for start in &mut all {
            start.push_str(word);
        }
        all.extend(with_other.unwrap_or_default());
    }
    all
}

/// The same word with its tone on the other vowel, where both are right.
fn other_placement(word: &str) -> Option<String> {
    let syllable = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let lower = syllable.to_lowercase();
    let (_, wanted) =
        PLACEMENTS.iter().flat_map(|&(old, new)| [(old, new), (new, old)]).find(|(from, _)| lower.ends_with(from))?;
    let start: usize = syllable.char_indices().nth_back(1).map(|(at, _)| at)?;
    // `quý`: the u belongs to the q.
    if lower.len() != syllable.len() || lower[..start].ends_with('q') {
        return None;
    }
    let is_upper = syllable[start..].chars().map(char::is_uppercase);
    let tail: String = wanted
        .chars()
        .zip(is_upper)
        .flat_map(|(letter, upper)| if upper { letter.to_uppercase().collect::<Vec<_>>() } else { vec![letter] })
        .collect();
    Some(format!("{}{tail}{}", &syllable[..start], &word[syllable.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Names {
        Names::new(names.iter().map(|&name| name.into()))
    }

    /// `text` with what is expected to be found in brackets.
    #[track_caller]
    fn check(list: &[&str], marked: &str) {
        let text = marked.replace(['[', ']'], "");
        let names = names(list);
        let mut shown = text.clone();
        for found in names.find(&text).iter().rev() {
            shown.insert(found.end, ']');
            shown.insert(found.start, '[');
        }
        assert_eq!(shown, marked);
    }

    #[test]
    fn the_longest_name_of_whole_words_is_found() {
        let list = ["Thọ Ngọc", "xã Thọ Ngọc", "Thọ Sơn", "Thọ", "Mô hình trồng cây sen", "trồng cây sen"];
        check(&list, "tại [xã Thọ Ngọc] (6ha), [Thọ Sơn].");
        check(&list, "[Thọ] Ngọcx và [Thọ]-Ngọc");
        check(&list, "[Mô hình trồng cây sen] tại [Xã Thọ Ngọc]");
        check(&list, "xThọ Ngọc Thọ1");
    }

    #[test]
    fn case_varies_where_it_cannot_mislead() {
        let list = ["Đồng Tiến", "xã Đồng Tiến", "Trồng cây gai xanh"];
        check(&list, "[ĐỒNG TIẾN], đồng tiến, [XÃ ĐỒNG TIẾN], [xã đồng tiến], [Xã Đồng Tiến]");
        check(&list, "[trồng cây gai xanh], [TRỒNG CÂY GAI XANH], [Trồng Cây Gai Xanh]");
    }

    #[test]
    fn both_tone_placements_are_found() {
        check(&["Thanh Hóa", "Hoà Thuỷ"], "[Thanh Hóa], [Thanh Hoá], [THANH HOÁ], [Hòa Thủy], [Hoà Thủy], [HÒA THUỶ]");
        check(&["Quý Lộc"], "[Quý Lộc], Qúy Lộc");
        check(&["Thùy", "Lũy"], "[Thuỳ] [Luỹ]");
        check(&["Hoàn Khoẻ"], "[Hoàn Khỏe]");
    }

    #[test]
    fn a_text_that_holds_a_name_is_never_overlooked() {
        let names = names(&["Thọ Ngọc", "xã Hòa Bình", "Mô hình lúa-cá 05 ha", "gai xanh (AP1)", "Kỹ"]);
        let may_occur = |text: &str| {
            let prose = crate::prose::Reader::default().prose([("", text)]);
            names.may_occur_in(&prose)
        };
        for text in
            ["“Thọ Ngọc”,", "XÃ HOÀ BÌNH;", "/Mô hình lúa-cá 05 ha.", "MÔ HÌNH LÚA-CÁ 05 HA", "(Gai xanh (AP1))", "Kỹ:"]
        {
            assert!(!names.find(text).is_empty(), "{text} holds a name");
            assert!(may_occur(text), "{text} is overlooked");
        }
        for text in ["Thọ Dân", "xã Bình", ""] {
            assert!(!may_occur(text), "{text} holds not all words of a name");
        }
    }

    /// Looks for every spelling at every character.
    fn looked_for_everywhere(list: &[&str], text: &str) -> Vec<(usize, usize)> {
        let spellings: Vec<String> = list.iter().flat_map(|name| spellings(name)).collect();
        let (mut found, mut from) = (Vec::new(), 0);
        for (at, _) in text.char_indices() {
            let ends = spellings.iter().filter(|spelling| text[at..].starts_with(&***spelling)).map(|it| at + it.len());
            let longest = ends.filter(|end| at >= from && is_whole_words(text, at, *end)).max();
            if let Some(end) = longest {
                found.push((at, end));
                from = end;
            }
        }
        found
    }

    proptest::proptest! {
        #[test]
        fn no_place_is_passed_over(parts in proptest::collection::vec(0..14_usize, 0..12)) {
            const PARTS: [&str; 14] = [
                "Thọ Ngọc", "xã ", "Kỹ", "kỹ", " ", "\u{A0}", "“", "a", "ọ", "-", "1", "THỌ NGỌC", "Thọ", "ｘ",
            ];
            let text: String = parts.iter().map(|part| PARTS[*part]).collect();
            let list = ["Thọ Ngọc", "xã Thọ Ngọc", "Kỹ", "Thọ"];
            let found: Vec<_> = names(&list).find(&text).iter().map(|found| (found.start, found.end)).collect();
            proptest::prop_assert_eq!(found, looked_for_everywhere(&list, &text), "{}", text);
        }
    }

    #[test]
    fn only_what_came_or_went_differs() {
        let old = names(&["Thọ Ngọc", "Thọ Sơn"]);
        let new = names(&["Thọ Ngọc", "Thọ Dân"]);
        assert_eq!(old.difference(&new), names(&["Thọ Dân", "Thọ Sơn"]));
        assert_eq!(old.difference(&old), Names::default());
    }
}
