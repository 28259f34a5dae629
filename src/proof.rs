//! The proof that an import kept every word: the words of the source and of the result, counted and compared.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

/// What differs between a source and what was made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proof {
    /// Words of the source.
    pub source_words: usize,
    /// Words of the result.
    pub result_words: usize,
    /// Words that the result lacks, in the order of the source.
    pub lost: Vec<Difference>,
    /// Words that the source lacks, in the order of the result.
    pub added: Vec<Difference>,
}

/// A word that stands more often on one side, with its neighbours there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub word: String,
    /// How many times more it stands on this side.
    pub times: usize,
    /// The words around its last place on this side.
    pub context: String,
}

impl Proof {
    /// Whether not a word differs.
    pub fn holds(&self) -> bool {
        self.lost.is_empty() && self.added.is_empty()
    }
}

/// Compares two texts word by word, in any order. `left_out` are words of the source that were left out on
/// purpose and `put_in` words of the result that were put in on purpose; both are reported elsewhere.
pub fn compare(source: &str, left_out: &str, result: &str, put_in: &str) -> Proof {
    let (source_words, result_words) = (words(source), words(result));
    let mut balance: BTreeMap<&str, isize> = BTreeMap::new();
    let (left_out, put_in) = (words(left_out), words(put_in));
    for (words, step) in [(&source_words, 1), (&put_in, 1), (&result_words, -1), (&left_out, -1)] {
        for word in words {
            *balance.entry(word).or_default() += step;
        }
    }
    Proof {
        lost: differences(&source_words, &balance, 1),
        added: differences(&result_words, &balance, -1),
        source_words: source_words.len(),
        result_words: result_words.len(),
    }
}

fn differences(words: &[String], balance: &BTreeMap<&str, isize>, sign: isize) -> Vec<Difference> {
    const NEIGHBOURS: usize = 3;
    let mut left: BTreeMap<&str, isize> = balance.clone();
    let mut found = Vec::new();
    // From the end, so that of a word that stands too often the last one is shown: usually the one that is new.
    for (index, word) in words.iter().enumerate().rev() {
        let Some(times) = left.insert(word, 0).filter(|times| times * sign > 0) else {
            continue;
        };
        let around = &words[index.saturating_sub(NEIGHBOURS)..words.len().min(index + NEIGHBOURS + 1)];
        found.push(Difference { word: word.clone(), times: times.unsigned_abs(), context: around.join(" ") });
    }
    found.reverse();
    found
}

/// A text's words: what stands between spaces, without signs at its ends, raised digits like plain ones.
///
/// A sign alone is no word: list dashes and drawn lines come and go with the form.
pub fn words(text: &str) -> Vec<String> {
    // A label may be typed without a space behind it: `Số:12/BC-UBND`, `Kính gửi:Sở`.
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '\u{200B}' | ':');
    let words = text.split(is_between).filter_map(|token| {
        let plain: String =
            token.nfkc().filter(|letter| !matches!(letter, '\u{AD}' | '\u{FEFF}' | '\u{2060}')).collect();
        let word = plain.trim_matches(|letter: char| !letter.is_alphanumeric());
        (!word.is_empty()).then(|| word.to_owned())
    });
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, result: &str, lost: &[&str], added: &[&str]) {
        let proof = compare(source, "", result, "");
        let words = |differences: &[Difference]| -> Vec<String> {
            differences.iter().map(|difference| difference.word.clone()).collect()
        };
        assert_eq!(
            (words(&proof.lost), words(&proof.added)),
            (
                lost.iter().map(|word| (*word).to_owned()).collect(),
                added.iter().map(|word| (*word).to_owned()).collect()
            )
        );
        assert_eq!(proof.holds(), lost.is_empty() && added.is_empty());
    }

    #[test]
    fn differences_are_found_and_named() {
        check("Số: 05/BC-UBND, năm 2022", "năm 2022 Số 05/BC-UBND", &[], &[]);
        check("hai hai ba", "hai ba", &["hai"], &[]);
        check("27‑KH/TU", "27KH/TU", &["27‐KH/TU"], &["27KH/TU"]);
        check("NHÂN DÂN HUYỆN", "NHÂN DÂNHUYỆN", &["DÂN", "HUYỆN"], &["DÂNHUYỆN"]);
        check("10 m2", "10 m²", &[], &[]);
        check("", "", &[], &[]);
    }

    #[test]
    fn what_was_done_on_purpose_is_no_difference() {
        let proof = compare("hiện ẩn", "ẩn", "1. hiện", "1.");
        assert!(proof.holds(), "{proof:?}");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn a_text_is_equal_to_itself_in_any_order(mut tokens in proptest::collection::vec("\\PC{0,6}", 0..20)) {
            let source = tokens.join(" ");
            tokens.reverse();
            proptest::prop_assert!(compare(&source, "", &tokens.join(" "), "").holds());
        }
    }
}
