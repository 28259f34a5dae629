//! Vietnamese alphabetical order.
//!
//! CLDR's `vi`: a ă â b c d đ e ê …, tones in the order none, huyền, hỏi, ngã, sắc, nặng. Keys are made once
//! per name and compared as bytes, so that sorting never collates twice.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

/// A text's place in Vietnamese order; keys compare as their texts do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(Box<[u8]>);

/// The key of a word or title. Numbers inside compare as numbers: `Quý 2` comes before `Quý 10`.
pub fn key(text: &str) -> Key {
    let mut bytes = Vec::with_capacity(text.len() * 2);
    let Ok(()) = COLLATOR.write_sort_key_to(text, &mut bytes);
    // Texts that the alphabet calls equal (`ke-hoach`, `kế hoạch` differ, but a stray mark may not) keep a fixed order.
    bytes.push(0);
    bytes.extend_from_slice(text.as_bytes());
    Key(bytes.into())
}

/// The key of a person's name: by given name, which stands last, then by the names between, then by family name.
pub fn person_key(name: &str) -> Key {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    if let [family, .., _] = words[..] {
        words.rotate_right(1);
        words.remove(1);
        words.push(family);
    }
    // A comma sorts before every letter, so a shorter given name comes first whatever follows.
    key(&words.join(", "))
}

static COLLATOR: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::from(&locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    CollatorBorrowed::try_new(preferences, CollatorOptions::default()).expect("the order of Vietnamese is compiled in")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: fn(&str) -> Key, sorted: &[&str]) {
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by_key(|name| key(name));
        assert_eq!(names, sorted);
    }

    #[test]
    fn letters_and_tones_stand_in_vietnamese_order() {
        check(key, &["a", "à", "ả", "ã", "á", "ạ", "ă", "â", "d", "dz", "đ", "đa", "e", "ê", "o", "ô", "ơ", "u", "ư"]);
    }

    #[test]
    fn numbers_inside_names_count() {
        check(key, &["Kỳ 2", "Kỳ 10", "Xã Thọ Ngọc", "Xã Thọ Sơn"]);
    }

    #[test]
    fn people_stand_by_given_name() {
        check(
            person_key,
            &["Trần An", "Lê Văn Bình", "Nguyễn Văn Bình", "Lê Xuân Bình", "Đỗ Thị Hoa", "Lê Quang Trung"],
        );
    }
}
