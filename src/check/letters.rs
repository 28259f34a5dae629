//! Letters and encodings, file by file.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::desk::{Desk, File};
use super::passage::Passage;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::source::SourcePath;
use trichdan::text::encoding::{self, Encoding};
use trichdan::text::lookalike;
use trichdan::text::syllable;
use trichdan::text::tone::{Placement, placement};

/// Reads the letters of every file.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_file(said, |file, said| {
        // In another encoding no letter is what it looks like.
        if !check_encoding(file, said) {
            check_lookalikes(file, said);
            check_tone_placement(&file.passages, said);
        }
    });
}

/// Letters of a file as it lies on disk that are not composed. (The core reads every text in NFC.)
pub fn check_composed(path: &SourcePath, on_disk: &str) -> Option<Diagnostic> {
    let composed: String = on_disk.nfc().collect();
    let first = on_disk.char_indices().zip(composed.chars()).find(|((_, one), two)| one != two);
    let at = first.map(|((at, _), _)| at).or((on_disk.len() != composed.len()).then_some(0))?;
    let letters = on_disk.chars().filter(|&letter| unicode_normalization::char::is_combining_mark(letter)).count();
    let location = Location { path: path.clone(), place: Place::Bytes(at as u32, at as u32) };
    Some(messages::not_nfc(letters, location))
}

fn check_lookalikes(file: &File<'_>, said: &mut Vec<Diagnostic>) {
    let mut by_letter: BTreeMap<char, Vec<lookalike::Lookalike>> = BTreeMap::new();
    for found in lookalike::find(file.text) {
        by_letter.entry(found.found).or_default().push(found);
    }
    for places in by_letter.values() {
        let location = |found: &lookalike::Lookalike| {
            let range = found.range();
            Location { path: file.path.clone(), place: Place::Bytes(range.start as u32, range.end as u32) }
        };
        let others = places[1..].iter().map(location).collect();
        said.push(messages::lookalike(&places[0], word_around(file.text, places[0].at), location(&places[0]), others));
    }
}

fn word_around(text: &str, at: usize) -> &str {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = (start..=at).find(|&start| text.is_char_boundary(start)).unwrap_or(at);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    &text[start..end]
}

/// `hòa` and `hoà` in one file: the rarer is reported, at its first place.
fn check_tone_placement(passages: &[Passage<'_>], said: &mut Vec<Diagnostic>) {
    let mut places: [Vec<(&str, &Passage<'_>, usize)>; 2] = [Vec::new(), Vec::new()];
    for passage in passages {
        for (at, word) in words(passage.text) {
            match placement(&word.to_lowercase()) {
                Some(Placement::First) => places[0].push((word, passage, at)),
                Some(Placement::Second) => places[1].push((word, passage, at)),
                None => {}
            }
        }
    }
    let [first, second] = &places;
    let (rare, usual) = if first.len() < second.len() { (first, second) } else { (second, first) };
    let (Some((word, passage, at)), Some((other, other_passage, other_at))) = (rare.first(), usual.first()) else {
        return;
    };
    said.push(messages::mixed_tone_placement(
        (word, rare.len()),
        (other, usual.len()),
        passage.locate(*at..at + word.len()),
        other_passage.locate(*other_at..other_at + other.len()),
    ));
}

/// Runs of letters.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Fewer words prove nothing.
const FEWEST_WORDS: usize = 40;

/// Reports a file in an old encoding or without marks; true for an old encoding.
fn check_encoding(file: &File<'_>, said: &mut Vec<Diagnostic>) -> bool {
    let prose: String = file.passages.iter().map(|passage| passage.text).collect::<Vec<_>>().join("\n");
    let whole = Location { path: file.path.clone(), place: Place::File };
    let (converted, encoding) = encoding::decode(prose.as_bytes());
    if !matches!(encoding, Encoding::Utf8 | Encoding::Utf16) {
        let changed = prose.lines().zip(converted.lines()).find(|(old, new)| old != new);
        let (old, new) = changed.unwrap_or(("", ""));
        said.push(messages::legacy_encoding(encoding.name(), start_of(old), start_of(new), whole));
        return true;
    }
    if prose.is_ascii() {
        // YAML of ids and dates is plain on purpose, so only prose is judged: many words, most of them syllables.
        let share = syllable::share(&prose);
        if share.words >= FEWEST_WORDS && share.percent() >= 60 && file.path.as_str().ends_with(".md") {
            said.push(messages::no_marks(share.words, whole));
        }
    }
    false
}

fn start_of(line: &str) -> &str {
    let end = line.char_indices().nth(40).map_or(line.len(), |(at, _)| at);
    line[..end].trim()
}
