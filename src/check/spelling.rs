//! Syllables that cannot be, and compounds one slip away from a fixed one.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::compounds::{COMPOUNDS, OTHER_WORDS, SLIPS};
use super::desk::Desk;
use super::letters::words;
use super::passage::{Kind, Passage};
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use crate::text::fold::{compare_key, fold};
use crate::text::syllable::{self, Fault, Share};
use crate::text::{lookalike, tone};

/// Below this share of possible syllables a file is in another language or encoding, and spelling says nothing.
const VIETNAMESE_SHARE: usize = 75;

/// Reads the spelling of every file.
pub fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    for file in desk.files.iter().filter(|file| is_vietnamese(&file.passages)) {
        check_syllables(&file.passages, said);
        check_joined(&file.passages, said);
        for passage in &file.passages {
            for (range, suggestions) in slips(passage.text) {
                let found = &passage.text[range.clone()];
                let around = passage.around(range.clone());
                said.push(messages::wrong_compound(found, &suggestions, around, passage.locate(range)));
            }
        }
    }
}

/// Words run together that the same file writes apart elsewhere.
fn check_joined(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    // Nearly no file has a candidate, so its pairs are collected only when one turns up.
    let candidates: Vec<(&Passage<'_>, usize, &str)> = passages
        .iter()
        .flat_map(|passage| words(passage.text).map(move |(at, word)| (passage, at, word)))
        .filter(|(passage, at, word)| {
            is_all_letters(word)
                && !word.is_ascii()
                && vowel_groups(word) == 2
                && !is_part_of_code(passage.text, *at..at + word.len())
        })
        .collect();
    if candidates.is_empty() {
        return;
    }
    let prose: Vec<String> = passages.iter().map(|passage| format!(" {} ", passage.text.to_lowercase())).collect();
    for (passage, at, word) in candidates {
        let halves = word.char_indices().skip(1).map(|(middle, _)| word.split_at(middle));
        let mut syllables = halves.filter(|(one, two)| syllable::is_possible(one) && syllable::is_possible(two));
        let apart = syllables.find(|(one, two)| {
            let pair = format!(" {one} {two} ").to_lowercase();
            prose.iter().any(|text| text.contains(&pair))
        });
        if let Some((one, two)) = apart {
            said.push(messages::joined_words(word, &format!("{one} {two}"), passage.locate(at..at + word.len())));
        }
    }
}

fn is_all_letters(word: &str) -> bool {
    word.chars().all(char::is_alphabetic) && word.chars().skip(1).all(char::is_lowercase)
}

/// Whether a file's prose is Vietnamese with its marks. YAML has English keys, so only its own prose could tell.
fn is_vietnamese(passages: &[Passage<'_>]) -> bool {
    let mut share = Share::default();
    let mut has_marks = false;
    for passage in passages.iter().filter(|passage| passage.kind != Kind::Line) {
        share += syllable::share(passage.text);
        has_marks |= !passage.text.is_ascii();
    }
    share.words == 0 || (has_marks && share.percent() >= VIETNAMESE_SHARE)
}

/// Where a word stands, each time with the words around it.
type Places<'a> = Vec<(Location, &'a str)>;

/// One message for each impossible word of a file.
fn check_syllables(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<&str, (Fault, Places<'_>)> = BTreeMap::new();
    for passage in passages {
        for (range, fault) in impossible(passage.text) {
            let word = &passage.text[range.clone()];
            let places = &mut found.entry(word).or_insert((fault, Vec::new())).1;
            places.push((passage.locate(range.clone()), passage.around(range)));
        }
    }
    for (word, (fault, places)) in found {
        let (first, around) = places[0].clone();
        let others = places[1..].iter().map(|(place, _)| place.clone()).collect();
        said.push(messages::impossible_syllable(word, fault, around, first, others));
    }
}

/// The words of a text that should be syllables and are not.
fn impossible(text: &str) -> Vec<(Range<usize>, Fault)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let mut found = Vec::new();
    for (index, &(at, word)) in all.iter().enumerate() {
        let end = at + word.len();
        // A letter of another alphabet is reported as such.
        if !is_native_word(word) || is_part_of_code(text, at..end) || !lookalike::find(word).is_empty() {
            continue;
        }
        let next_is_name = all.get(index + 1).is_some_and(|(_, next)| next.starts_with(char::is_uppercase));
        if word.starts_with(char::is_uppercase) && (next_is_name || !begins_sentence(text, at)) {
            continue;
        }
        if let Some(fault) = syllable::fault(word) {
            found.push((at..end, fault));
        }
    }
    found
}

/// A word that only Vietnamese would write: it has a Vietnamese mark, one vowel group, no digit, no capital inside.
///
/// Without a mark it may be a loan word (`gen`, `internet`), with two vowel groups it is one (`vắcxin`).
fn is_native_word(word: &str) -> bool {
    let has_mark = !word.is_ascii();
    has_mark && is_all_letters(word) && vowel_groups(word) == 1
}

fn vowel_groups(word: &str) -> usize {
    let is_vowel = |letter: char| "aăâeêioôơuưy".contains(tone::split(letter).0);
    let vowels: Vec<bool> = word.chars().flat_map(char::to_lowercase).map(is_vowel).collect();
    vowels.chunk_by(|one, two| one == two).filter(|run| run[0]).count()
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

/// A syllable as compounds are compared by: one tone placement, and `i` where `y` is as right.
fn syllable_key(word: &str) -> String {
    let key = compare_key(word);
    let mut letters = key.chars();
    if let (Some(onset @ ('h' | 'k' | 'l' | 'm' | 's' | 't')), Some(vowel), None) =
        (letters.next(), letters.next(), letters.next())
        && let ('y', tone) = tone::split(vowel)
    {
        return format!("{onset}{}", tone::join('i', tone));
    }
    key
}

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
    longest: usize,
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut by_letters: HashMap<String, Vec<(String, &'static str)>> = HashMap::new();
    for compound in COMPOUNDS.iter().copied() {
        by_letters.entry(fold(compound)).or_default().push((phrase_key(compound), compound));
    }
    Dictionary {
        by_letters,
        right: COMPOUNDS.iter().chain(OTHER_WORDS).map(|phrase| phrase_key(phrase)).collect(),
        slips: SLIPS.iter().map(|(slip, meant)| (phrase_key(slip), *meant)).collect(),
        longest: COMPOUNDS.iter().map(|compound| compound.split(' ').count()).max().unwrap_or(0),
    }
});

/// Compounds of a text that are probably mistyped, longest first where two overlap, with what was meant.
fn slips(text: &str) -> Vec<(Range<usize>, Vec<&'static str>)> {
    let all: Vec<(usize, &str)> = words(text).collect();
    let keys: Vec<String> = all.iter().map(|(_, word)| syllable_key(word)).collect();
    let mut found = Vec::new();
    let mut index = 0;
    while index < all.len() {
        let length = (2..=DICTIONARY.longest).rev().find_map(|length| {
            let window = all.get(index..index + length)?;
            let is_run = window.windows(2).all(|pair| &text[pair[0].0 + pair[0].1.len()..pair[1].0] == " ");
            let meant = is_run.then(|| meant(&keys[index..index + length])).flatten()?;
            let last = window[length - 1];
            found.push((window[0].0..last.0 + last.1.len(), meant));
            Some(length)
        });
        index += length.unwrap_or(1);
    }
    found
}

/// What a run of syllables was meant to be, if it is not what it should be.
fn meant(keys: &[String]) -> Option<Vec<&'static str>> {
    let phrase = keys.join(" ");
    if let Some(meant) = DICTIONARY.slips.get(&phrase) {
        return Some(meant.to_vec());
    }
    if DICTIONARY.right.contains(&phrase) {
        return None;
    }
    let candidates = DICTIONARY.by_letters.get(&fold(&phrase))?;
    let one_off = candidates.iter().filter(|(key, _)| {
        let differing = key.split(' ').zip(keys).filter(|(right, written)| right != written);
        // A syllable that cannot be is reported as such; this is about those that can.
        let all_possible = keys.iter().all(|written| syllable::is_possible(written));
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
        let compounds =
            slips(text).into_iter().map(|(range, meant)| format!("{} → {}", &text[range], meant.join(", ")));
        let syllables = impossible(text).into_iter().map(|(range, fault)| format!("{} {fault:?}", &text[range]));
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
    }

    #[test]
    fn right_words_are_left_alone() {
        check("khóa học về công nghệ, cộng tác viên, quản lí, kĩ thuật, kỹ thuật, thuỷ sản, uỷ ban nhân dân", &[]);
        check("bắt đầu từ năm 2021, có quan hệ, khả năng cao, theo đối tượng, để án treo", &[]);
        check("Đắk Lắk, Pù Nhi, Kon Tum, vắcxin, vắc-xin, gen, internet, OCOP, KH&CN, Krông Pắk", &[]);
        check("công, nghề; khoa. Hóc Môn", &[]);
    }
}
