//! Words that exist, among which a message looks for the one that a misspelt word was meant to be.
//!
//! A site whose folder was renamed asks as many times as it has links, and each time all its addresses could be the
//! answer; so nobody compares a word with each of them. They are walked like a tree, and most of it is left at once: see
//! [`tree`]. Where hundreds are hardly like the word, the walk would take too long; then those that share the rarest
//! pieces with it are compared: see [`pieces`]. (Automata and lists of deletions, as libraries have them, are for distances
//! of two or three. An address of fifty letters may be meant with twenty others.)

mod pieces;
mod tree;

use std::collections::HashMap;
use std::slice;
use std::sync::{Arc, Mutex, OnceLock};

use pieces::Pieces;
use tree::{Best, Letters, Reading, Search};

/// A set of words. What it answers depends on them alone, not on what was asked before.
#[derive(Debug, Default)]
pub struct Known {
    from_first: Reading,
    /// Where a word is misspelt at its end, a tree of beginnings would be walked far in vain, and one of endings is not.
    from_last: Reading,
    /// Made when a walk was given up.
    pieces: OnceLock<Pieces>,
    /// A word that is gone is named in many places.
    answers: Mutex<HashMap<Box<str>, Option<Arc<str>>>>,
}

impl<W: AsRef<str>> Extend<W> for Known {
    fn extend<I: IntoIterator<Item = W>>(&mut self, words: I) {
        let count = self.count();
        for word in words {
            self.from_first.add(word.as_ref().chars().collect());
            self.from_last.add(word.as_ref().chars().rev().collect());
        }
        if self.count() > count {
            self.from_first.sort();
            self.from_last.sort();
            (self.pieces, self.answers) = (OnceLock::new(), Mutex::default());
        }
    }
}

impl<W: AsRef<str>> FromIterator<W> for Known {
    fn from_iter<I: IntoIterator<Item = W>>(words: I) -> Self {
        let mut known = Self::default();
        known.extend(words);
        known
    }
}

impl Known {
    /// How many words there are, each as often as it was given.
    pub fn count(&self) -> usize {
        self.from_first.words.len()
    }

    /// Whether this word is one of them.
    pub fn has(&self, word: &str) -> bool {
        let word: Letters = word.chars().collect();
        self.from_first.words.binary_search(&word).is_ok()
    }

    /// The known word nearest to this one, if any is near: by Damerau and Levenshtein's distance as a share of the longer
    /// word. Of several the first in the order of letters.
    pub fn nearest(&self, word: &str) -> Option<Arc<str>> {
        let earlier = self.answers.lock().ok().and_then(|answers| answers.get(word).cloned());
        earlier.unwrap_or_else(|| {
            let answer = self.find(word);
            if let Ok(mut answers) = self.answers.lock() {
                answers.insert(word.into(), answer.clone());
            }
            answer
        })
    }

    fn find(&self, word: &str) -> Option<Arc<str>> {
        let (from_first, from_last): (Letters, Letters) = (word.chars().collect(), word.chars().rev().collect());
        let mut best = Best::new();
        self.from_first.guess(&mut Search::new(&from_first, false, &mut best));
        self.from_last.guess(&mut Search::new(&from_last, true, &mut best));
        match best.is_other_at_its_end(&from_first) {
            false => self.from_first.search(&mut Search::new(&from_first, false, &mut best)),
            true => self.from_last.search(&mut Search::new(&from_last, true, &mut best)),
        }
        if best.gave_up() {
            let pieces = self.pieces.get_or_init(|| Pieces::of(&self.from_first.words));
            let mut search = Search::new(&from_first, false, &mut best);
            for index in pieces.alike(&from_first) {
                search.among(slice::from_ref(&self.from_first.words[index]));
            }
        }
        best.word.map(|word| word.iter().collect::<String>().into())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every known word compared with the asked one.
    fn slowly<'k>(word: &str, known: &'k [String]) -> Option<&'k str> {
        known
            .iter()
            .map(|known| (strsim::normalized_damerau_levenshtein(word, known), known.as_str()))
            .filter(|(likeness, _)| *likeness >= 0.6)
            .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)))
            .map(|(_, known)| known)
    }

    #[track_caller]
    fn check(word: &str, known: &[String]) {
        assert_eq!(Known::from_iter(known).nearest(word).as_deref(), slowly(word, known), "{word:?} among {known:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn the_nearest_of_few_letters(word in "[abcđ]{0,9}", known in prop::collection::vec("[abcđ]{0,9}", 0..40)) {
            check(&word, &known);
        }

        #[test]
        fn the_nearest_address(
            word in "/(bao-cao|van-ban|tin)/20[12][0-9]-[hq][12]/[a-e-]{1,20}/",
            known in prop::collection::vec("/(bao-cao|van-ban)/20[12][0-9]-[hq][12]/[a-e-]{1,20}/", 0..60),
        ) {
            check(&word, &known);
        }
    }

    #[test]
    fn words_that_come_later_are_known_too() {
        let mut known = Known::from_iter(["xa-tho-ngoc"]);
        assert_eq!(known.nearest("xa-tho-ngoan").as_deref(), Some("xa-tho-ngoc"));
        known.extend(["xa-tho-ngoa"]);
        assert_eq!(known.nearest("xa-tho-ngoan").as_deref(), Some("xa-tho-ngoa"));
        check("", &[]);
        check("", &[String::new()]);
    }

    #[test]
    fn no_word_is_like_a_book() {
        let book = "a".repeat(100_000);
        assert_eq!(Known::from_iter([&book]).nearest(&format!("{book}b")), None);
    }

    /// Addresses asked as after renaming a folder, a period, a file.
    #[test]
    fn among_the_addresses_of_a_large_site() {
        let known: Vec<String> = (0..2_000).map(|report| format!("/bao-cao/2022-h1/bao-cao-so-{report}/")).collect();
        let index = Known::from_iter(&known);
        for word in [
            "/bao-cao-cu/2022-h1/bao-cao-so-1321/",
            "/tin/bao-cao-so-77/",
            "/bao-cao/2021-h2/bao-cao-so-9999/",
            "/bao-cao/2022-h1/so-1345/",
            "/bao-cao/2022-h1/bao-cao-so-1345.htm",
            "/x/",
        ] {
            assert_eq!(index.nearest(word).as_deref(), slowly(word, &known), "{word}");
        }
    }

    /// Thousands of addresses of the same syllables are all a little like the asked one, which is misspelt all over.
    #[test]
    fn a_walk_that_is_given_up_still_finds_what_was_meant() {
        let syllables = ["khoa", "hoc", "cong", "nghe", "doi", "moi", "sang", "tao", "nong", "nghiep", "giong", "lua"];
        let word = |number: usize| {
            let digit = |place: u32| syllables[number * 7_919 / 12_usize.pow(place) % 12];
            (0..7).map(digit).collect::<Vec<_>>().join("-")
        };
        let known =
            Known::from_iter((0..3_000).map(|number| format!("/bao-cao/2022-h{}/{}/", number % 2, word(number))));
        let meant = format!("/bao-cao/2022-h1/{}/", word(1_777));
        let asked = format!("/bao-cao/2021-q3/ve-{}-xyz", word(1_777).replacen("-", "", 1));
        assert_eq!(known.nearest(&asked).as_deref(), Some(meant.as_str()), "{asked}");
    }
}
