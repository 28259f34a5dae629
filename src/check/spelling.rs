//! Syllables that cannot be, and compounds one slip away from a fixed one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use super::compounds::{COMPOUNDS, OTHER_WORDS, SLIPS};
use super::desk::Desk;
use super::letters::words;
use super::passage::{Kind, Passage};
use super::vocabulary::{Known, Vocabulary, syllable_key};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use trichdan::text::fold::fold;
use trichdan::text::syllable::{self, Fault, Share};

/// Below this share of possible syllables a file is in another language or encoding, and spelling says nothing.
const VIETNAMESE_SHARE: usize = 75;

/// Reads the spelling of every file.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_file(said, |file, said| {
        let mut known = Vocabulary::default();
        if !is_vietnamese(&file.passages, &mut known) {
            return;
        }
        check_syllables(&file.passages, &mut known, said);
        check_joined(&file.passages, &mut known, said);
        for passage in &file.passages {
            for (range, suggestions) in slips(passage.text, &mut known) {
                let found = &passage.text[range.clone()];
                let around = passage.around(range.clone());
                said.push(messages::wrong_compound(found, &suggestions, around, passage.locate(range)));
            }
        }
    });
}

/// Words run together that the same file writes apart elsewhere.
fn check_joined<'a>(passages: &[Passage<'a>], known: &mut Vocabulary<'a>, said: &mut Vec<Diagnostic>) {
    // Nearly no file has a candidate, so its pairs are collected only when one turns up.
    let candidates: Vec<(&Passage<'_>, usize, &str)> = passages
        .iter()
        .flat_map(|passage| words(passage.text).map(move |(at, word)| (passage, at, word)))
        .filter(|(passage, at, word)| {
            known.of(word).may_be_joined && !is_part_of_code(passage.text, *at..at + word.len())
        })
        .collect();
    if candidates.is_empty() {
        return;
    }
    let pair = |(one, two): (&str, &str)| format!("{one} {two}").to_lowercase();
    let wanted: HashSet<String> = candidates.iter().flat_map(|(_, _, word)| syllables_of(word).map(pair)).collect();
    let written = pairs(passages, &wanted);
    for (passage, at, word) in candidates {
        if let Some((one, two)) = syllables_of(word).find(|halves| written.contains(&pair(*halves))) {
            said.push(messages::joined_words(word, &format!("{one} {two}"), passage.locate(at..at + word.len())));
        }
    }
}

/// Longer than two syllables together can be.
const LONGEST_PAIR_LETTERS: usize = 14;

/// The ways to part a word into two syllables.
fn syllables_of(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let word = if word.chars().nth(LONGEST_PAIR_LETTERS).is_none() { word } else { "" };
    let halves = word.char_indices().skip(1).map(move |(middle, _)| word.split_at(middle));
    halves.filter(|(one, two)| syllable::is_possible(one) && syllable::is_possible(two))
}

/// Those of the wanted pairs of words that stand side by side somewhere, in small letters.
fn pairs(passages: &[Passage<'_>], wanted: &HashSet<String>) -> HashSet<String> {
    let mut found = HashSet::new();
    for passage in passages {
        let lower = passage.text.to_lowercase();
        let ends = lower.match_indices(' ').map(|(at, _)| at).chain([lower.len()]);
        let (mut one, mut two) = (0, 0);
        for (index, end) in ends.enumerate() {
            if index > 0
                && let Some(pair) = wanted.get(&lower[one..end])
            {
                found.insert(pair.clone());
            }
            (one, two) = (two, end + 1);
        }
    }
    found
}

/// Whether a file's prose is Vietnamese with its marks. YAML has English keys, so only its own prose could tell.
fn is_vietnamese<'a>(passages: &[Passage<'a>], known: &mut Vocabulary<'a>) -> bool {
    let mut share = Share::default();
    let mut has_marks = false;
    for passage in passages.iter().filter(|passage| passage.kind != Kind::Line) {
        share += syllable::share_by(passage.text, |word| known.of(word).is_possible);
        has_marks |= !passage.text.is_ascii();
    }
    share.words == 0 || (has_marks && share.percent() >= VIETNAMESE_SHARE)
}

/// Where a word stands, each time with the words around it.
type Places<'a> = Vec<(Location, &'a str)>;

/// One message for each impossible word of a file.
fn check_syllables<'a>(passages: &[Passage<'a>], known: &mut Vocabulary<'a>, said: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<&str, (Fault, Places<'_>)> = BTreeMap::new();
    for passage in passages {
        for (range, fault) in impossible(passage.text, known) {
            let word = &passage.text[range.clone()];
            let places = &mut found.entry(word).or_insert((fault, Vec::new())).1;
            places.push((passage.locate(range.clone()), passage.around(range)));
        }
    }
    for (word, (fault, places)) in found {
        let (first, around) = places[0].clone();
        let others: Vec<Location> = places[1..].iter().map(|(place, _)| place.clone()).collect();
        said.push(messages::impossible_syllable(word, fault, around, first, &others));
    }
}

/// The words of a text that should be syllables and are not.
fn impossible<'a>(text: &'a str, known: &mut Vocabulary<'a>) -> Vec<(Range<usize>, Fault)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let mut found = Vec::new();
    for (index, &(at, word)) in all.iter().enumerate() {
        let Some(fault) = known.of(word).fault else { continue };
        let end = at + word.len();
        if is_part_of_code(text, at..end) {
            continue;
        }
        let next_is_name = all.get(index + 1).is_some_and(|(_, next)| next.starts_with(char::is_uppercase));
        if word.starts_with(char::is_uppercase) && (next_is_name || !begins_sentence(text, at)) {
            continue;
        }
        found.push((at..end, fault));
    }
    found
}

/// Joined to something by a hyphen, a slash, a dot or an at sign, as in codes, addresses and names of peoples.
fn is_part_of_code(text: &str, range: Range<usize>) -> bool {
    let joins = |letter: char| matches!(letter, '-' | '/' | '@' | '_' | '\'' | '’' | '&');
    let dotted = text[range.end..].starts_with('.') && text[range.end + 1..].starts_with(char::is_alphanumeric);
    text[..range.start].ends_with(joins) || text[range.end..].starts_with(joins) || dotted
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|letter: char| letter.is_whitespace() || "-+*“\"(".contains(letter));
    before.is_empty() || before.ends_with(['.', ':', ';', '!', '?'])
}

/// The keys of a phrase's syllables, parted by spaces.
fn phrase_key(phrase: &str) -> String {
    phrase.split(' ').map(syllable_key).collect::<Vec<_>>().join(" ")
}

struct Dictionary {
    /// Compounds by their letters without marks.
    by_letters: HashMap<String, Vec<(String, &'static str)>>,
    /// Right words that look like slips, compounds themselves among them.
    right: HashSet<String>,
    /// Slips that are known one by one.
    slips: HashMap<String, &'static [&'static str]>,
    /// How many syllables the longest of these may have that begins with two, by the letters of the two.
    longest: HashMap<String, usize>,
}

impl Dictionary {
    fn longest_from(&self, two: &[Rc<Known>]) -> usize {
        let [first, second] = two else { return 0 };
        self.longest.get(&format!("{} {}", first.letters, second.letters)).copied().unwrap_or(0)
    }
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut by_letters: HashMap<String, Vec<(String, &'static str)>> = HashMap::new();
    for compound in COMPOUNDS.iter().copied() {
        by_letters.entry(fold(compound)).or_default().push((phrase_key(compound), compound));
    }
    let mut longest: HashMap<String, usize> = HashMap::new();
    for phrase in COMPOUNDS.iter().copied().chain(SLIPS.iter().map(|(slip, _)| *slip)) {
        let letters = fold(phrase);
        let syllables: Vec<&str> = letters.split(' ').collect();
        let longest = longest.entry(syllables[..2].join(" ")).or_default();
        *longest = syllables.len().max(*longest);
    }
    Dictionary {
        by_letters,
        right: COMPOUNDS.iter().chain(OTHER_WORDS).map(|phrase| phrase_key(phrase)).collect(),
        slips: SLIPS.iter().map(|(slip, meant)| (phrase_key(slip), *meant)).collect(),
        longest,
    }
});

/// Compounds of a text that are probably mistyped, longest first where two overlap, with what was meant.
fn slips<'a>(text: &'a str, known: &mut Vocabulary<'a>) -> Vec<(Range<usize>, Vec<&'static str>)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let syllables: Vec<Rc<Known>> = all.iter().map(|(_, word)| known.of(word)).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < all.len() {
        let longest = DICTIONARY.longest_from(&syllables[index..all.len().min(index + 2)]);
        let length = (2..=longest).rev().find_map(|length| {
            let window = all.get(index..index + length)?;
            let is_run = window.windows(2).all(|pair| &text[pair[0].0 + pair[0].1.len()..pair[1].0] == " ");
            let meant = is_run.then(|| meant(&syllables[index..index + length])).flatten()?;
            if length == 2 && is_parted(&syllables, index) {
                return None;
            }
            let last = window[length - 1];
            found.push((window[0].0..last.0 + last.1.len(), meant));
            Some(length)
        });
        index += length.unwrap_or(1);
    }
    found
}

/// Whether two syllables stand side by side by chance, each a part of another word: `nghị đình` in `kiến nghị đình chỉ`.
fn is_parted(syllables: &[Rc<Known>], index: usize) -> bool {
    let is_word = |at: usize| syllables.get(at..at + 2).is_some_and(is_right_word);
    index.checked_sub(1).is_some_and(is_word) || is_word(index + 1)
}

fn is_right_word(pair: &[Rc<Known>]) -> bool {
    DICTIONARY.right.contains(&pair.iter().map(|known| known.key.as_str()).collect::<Vec<_>>().join(" "))
}

/// What a run of syllables was meant to be, if it is not what it should be.
fn meant(syllables: &[Rc<Known>]) -> Option<Vec<&'static str>> {
    let joined = |part: fn(&Known) -> &str| syllables.iter().map(|known| part(known)).collect::<Vec<_>>().join(" ");
    let phrase = joined(|known| &known.key);
    if let Some(meant) = DICTIONARY.slips.get(&phrase) {
        return Some(meant.to_vec());
    }
    if DICTIONARY.right.contains(&phrase) {
        return None;
    }
    let candidates = DICTIONARY.by_letters.get(&joined(|known| &known.letters))?;
    let one_off = candidates.iter().filter(|(key, _)| {
        let differing = key.split(' ').zip(syllables).filter(|(right, written)| *right != written.key);
        // A syllable that cannot be is reported as such; this is about those that can.
        let all_possible = syllables.iter().all(|written| syllable::is_possible(&written.key));
        differing.count() == 1 && all_possible
    });
    let meant: Vec<&'static str> = one_off.map(|(_, compound)| *compound).collect();
    (!meant.is_empty()).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let compounds = slips(text, &mut Vocabulary::default())
            .into_iter()
            .map(|(range, meant)| format!("{} → {}", &text[range], meant.join(", ")));
        let syllables = impossible(text, &mut Vocabulary::default());
        let syllables = syllables.into_iter().map(|(range, fault)| format!("{} {fault:?}", &text[range]));
        assert_eq!(compounds.chain(syllables).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn slips_are_found() {
        check("công nghệ cao chuyên đổi số, đầu tư", &["chuyên đổi số → chuyển đổi số"]);
        check("năng lượng tái tạo, chế thải công nghiệp", &["chế thải → phế thải, chất thải"]);
        check("Chuyên giao công nghệ", &["Chuyên giao → chuyển giao"]);
        check("đẩy mạnh ứng dung khoa học", &["ứng dung → ứng dụng"]);
        check("các nghành, truờng học, tôc độ", &["nghành Letters", "truờng Letters", "tôc StopTone"]);
        check("Nghành nông nghiệp qúy I", &["Nghành Letters", "qúy TonePlace"]);
        check(
            "Căn cư Luật Khoa học; Ủy bân nhân dân; uỷ bân",
            &["Căn cư → căn cứ", "Ủy bân nhân dân → ủy ban nhân dân", "uỷ bân → ủy ban"],
        );
    }

    #[test]
    fn right_words_are_left_alone() {
        check("khóa học về công nghệ, cộng tác viên, quản lí, kĩ thuật, kỹ thuật, thuỷ sản, uỷ ban nhân dân", &[]);
        check("bắt đầu từ năm 2021, có quan hệ, khả năng cao, theo đối tượng, để án treo", &[]);
        check("Đắk Lắk, Pù Nhi, Kon Tum, vắcxin, vắc-xin, gen, internet, OCOP, KH&CN, Krông Pắk", &[]);
        check("công, nghề; khoa. Hóc Môn", &[]);
        check("kiến nghị đình chỉ nhiệm vụ, đề nghị định kỳ báo cáo, khuyến nghị đình hoãn, hữu nghị định hướng", &[]);
        check("cần cù, cần cử cán bộ, nhà căn cũ, nước ủy bạn", &[]);
    }
}
