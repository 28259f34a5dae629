//! What there is to find in a chunk: the letters between two spaces, such as `“Phát`, `KH&CN,` or `1221/QĐ-UBND`.

use std::sync::LazyLock;

use super::hash;
use trichdan::text::fold::{compare_key, fold};

/// A syllable, a number or an abbreviation, as two hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Token {
    /// Of its folded form: `hoc` for `Học`.
    pub folded: u32,
    /// Of its form with marks, in one spelling: `học` for `Học`.
    pub exact: u32,
}

impl Token {
    /// A word that is spelt in one way.
    pub fn of(word: &str) -> Self {
        Self { folded: hash::token(word), exact: hash::token(word) }
    }
}

/// A chunk taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chunk {
    /// All that it can be found by: its parts and, where letters are joined by signs, the whole.
    pub tokens: Vec<Token>,
    /// What it is to its neighbours in a phrase; none for numbers and for the small words of grammar.
    pub word: Option<Token>,
    /// True when a phrase cannot begin before it and go on into it.
    pub opens: bool,
    /// True when a phrase cannot go on after it.
    pub closes: bool,
}

/// Words of grammar: a phrase with one of them says no more than its other words, so no pair is kept of them.
const GRAMMAR: [&str; 26] = [
    "và", "của", "các", "cho", "với", "được", "trên", "trong", "theo", "về", "từ", "đến", "những", "là", "có", "tại",
    "để", "vào", "do", "như", "này", "bằng", "ra", "đã", "không", "số",
];

/// The same without marks: who types a name without marks means the same name.
static FOLDED_GRAMMAR: LazyLock<Vec<String>> = LazyLock::new(|| GRAMMAR.iter().map(|word| fold(word)).collect());

/// Takes a chunk apart; the search script does the same with what the reader types.
pub fn read(chunk: &str) -> Chunk {
    let mut parts = parts(chunk);
    let is_word = |token: &str| token.chars().all(char::is_alphabetic);
    let joined = joined(chunk, &parts);
    let word = match (&joined, &parts[..]) {
        (Some(whole), _) => Some(whole).filter(|whole| is_word(&whole.0)),
        (None, [single]) => Some(single).filter(|single| is_word(&single.0) && !GRAMMAR.contains(&&*single.1)),
        _ => None,
    };
    Chunk {
        word: word.map(hashed),
        opens: chunk.starts_with(['(', '[', '{', '“', '"']),
        closes: chunk.ends_with(['.', ',', ';', ':', '!', '?', ')', ']', '}', '”', '"']),
        tokens: {
            parts.extend(joined);
            parts.iter().map(hashed).collect()
        },
    }
}

/// The syllables, numbers and abbreviations of a text, each by itself.
pub fn parts_of(text: &str) -> impl Iterator<Item = Token> {
    text.split_whitespace().flat_map(parts).map(|part| hashed(&part))
}

/// What a page is called, as one token: its words in order, without those of grammar.
pub fn name(text: &str) -> Token {
    let parts: Vec<(String, String)> = text.split_whitespace().flat_map(parts).collect();
    let spelt = |form: fn(&(String, String)) -> &str| {
        let words = parts.iter().filter(|part| !FOLDED_GRAMMAR.contains(&part.0));
        let words: Vec<&str> = words.map(form).collect();
        hash::token(&format!("=ten:{}", words.join(" ")))
    };
    Token { folded: spelt(|part| &part.0), exact: spelt(|part| &part.1) }
}

fn hashed((folded, exact): &(String, String)) -> Token {
    Token { folded: hash::token(folded), exact: hash::token(exact) }
}

/// Runs of letters and digits, folded and with marks; numbers without leading zeros.
fn parts(chunk: &str) -> Vec<(String, String)> {
    let (folded, exact) = (fold(chunk), one_i(&compare_key(chunk)));
    let runs = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|run| !run.is_empty())
            .map(|run| without_zeros(run).to_owned())
            .collect()
    };
    runs(&folded).into_iter().zip(runs(&exact)).collect()
}

/// A number without leading zeros.
pub fn without_zeros(run: &str) -> &str {
    let rest = run.trim_start_matches('0');
    if run.bytes().all(|byte| byte.is_ascii_digit()) && !rest.is_empty() { rest } else { run }
}

/// `ky` and `ki` with their tones, spelt with `i`, as [`fold`] does it without tones.
fn one_i(exact: &str) -> String {
    const PAIRS: [(char, char); 6] = [('y', 'i'), ('ỳ', 'ì'), ('ỷ', 'ỉ'), ('ỹ', 'ĩ'), ('ý', 'í'), ('ỵ', 'ị')];
    let letters: Vec<char> = exact.chars().collect();
    let in_word = |index: Option<usize>| {
        index.and_then(|index| letters.get(index)).is_some_and(|letter| letter.is_alphanumeric())
    };
    let open = |index: usize| {
        index > 0
            && matches!(letters[index - 1], 'h' | 'k' | 'l' | 'm' | 's' | 't')
            && !in_word(index.checked_sub(2))
            && !in_word(Some(index + 1))
    };
    let respelt = letters.iter().enumerate().map(|(index, &letter)| {
        let pair = PAIRS.iter().find(|pair| pair.0 == letter && open(index));
        pair.map_or(letter, |pair| pair.1)
    });
    respelt.collect()
}

/// `1221qdubnd` for `1221/QĐ-UBND`, `khcn` for `KH&CN`: parts that signs join and that hold a letter.
fn joined(chunk: &str, parts: &[(String, String)]) -> Option<(String, String)> {
    let core = chunk.trim_matches(|letter: char| !letter.is_alphanumeric());
    let signs = core.chars().filter(|letter| !letter.is_alphanumeric());
    let fits = parts.len() > 1
        && core.chars().count() <= 40
        && core.chars().any(char::is_alphabetic)
        && signs.clone().all(|sign| matches!(sign, '/' | '-' | '–' | '\u{2010}' | '\u{2011}' | '&' | '.'));
    fits.then(|| {
        parts
            .iter()
            .fold(Default::default(), |(folded, exact): (String, String), part| (folded + &part.0, exact + &part.1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(chunk: &str, forms: &[&str], word: Option<&str>) {
        let read = read(chunk);
        let folded: Vec<u32> = read.tokens.iter().map(|token| token.folded).collect();
        assert_eq!(folded, forms.iter().map(|form| hash::token(form)).collect::<Vec<_>>(), "{chunk}");
        assert_eq!(read.word.map(|word| word.folded), word.map(hash::token), "{chunk}");
    }

    #[test]
    fn chunks_fall_into_what_people_type() {
        check("Hội", &["hoi"], Some("hoi"));
        check("nghệ,", &["nghe"], Some("nghe"));
        check("của", &["cua"], None);
        check("cua", &["cua"], Some("cua"));
        check("KH&CN", &["kh", "cn", "khcn"], Some("khcn"));
        check("1221/QĐ-UBND;", &["1221", "qd", "ubnd", "1221qdubnd"], None);
        check("01/2021/TT-BKH&CN", &["1", "2021", "tt", "bkh", "cn", "12021ttbkhcn"], None);
        check("07/4/2020", &["7", "4", "2020"], None);
        check("–", &[], None);
    }

    #[test]
    fn two_right_spellings_are_one() {
        for (one, other) in
            [("hòa", "hoà"), ("uỷ", "Ủy"), ("quản", "QUẢN"), ("kỹ", "kĩ"), ("Mỹ", "mĩ"), ("thuý", "thúy")]
        {
            assert_eq!(read(one).tokens, read(other).tokens, "{one} {other}");
        }
        for (one, other) in [("bạn", "bán"), ("duy", "dui"), ("ý", "í")] {
            assert_ne!(read(one).tokens[0].exact, read(other).tokens[0].exact, "{one} {other}");
        }
    }
}
