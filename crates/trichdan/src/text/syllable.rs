//! Which syllables Vietnamese can have.
//!
//! A syllable is an onset (or none), a rhyme and one of six tones. What does not come apart that way is a
//! typing error, another language, or another encoding; names of places and loan words are the caller's to leave out.

use super::tone::{self, Tone};

/// Why a word is no Vietnamese syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// No onset and rhyme make these letters: `nghành`, `truờng`.
    Letters,
    /// More than one tone mark: `nghiệ́p`.
    Tones,
    /// A rhyme in c, ch, p or t with a tone other than sắc or nặng: `tôc`, `tồc`.
    StopTone,
    /// The tone on a letter that cannot bear it here: `qúy`, `gìa`, `hòan`.
    TonePlace,
}

/// Whether Vietnamese can have this syllable. Takes one word, NFC, in any case.
pub fn is_possible(word: &str) -> bool {
    fault(word).is_none()
}

/// What is wrong with a word as a Vietnamese syllable, if anything is.
pub fn fault(word: &str) -> Option<Fault> {
    let mut plain = String::with_capacity(word.len());
    let mut toned = None;
    for letter in word.chars().flat_map(char::to_lowercase) {
        let (vowel, tone) = tone::split(letter);
        if tone != Tone::Level {
            if toned.is_some() {
                return Some(Fault::Tones);
            }
            toned = Some((plain.len(), tone));
        }
        plain.push(vowel);
    }
    let Some((onset, rhyme)) = split(&plain) else {
        return Some(Fault::Letters);
    };
    let tone = toned.map_or(Tone::Level, |(_, tone)| tone);
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    if stopped && !matches!(tone, Tone::Sharp | Tone::Heavy) {
        return Some(Fault::StopTone);
    }
    // `gì` and `giếng` share the i of the onset, so the rhyme may begin before the onset's end.
    let rhyme_start = plain.len() - rhyme.len();
    debug_assert!(rhyme_start <= onset.len());
    let (at, _) = toned?;
    let misplaced = at < rhyme_start || !bears_tone(rhyme, at - rhyme_start);
    misplaced.then_some(Fault::TonePlace)
}

/// Onset and rhyme of a syllable without its tone, if its letters make one.
fn split(plain: &str) -> Option<(&str, &str)> {
    if let Some(rest) = plain.strip_prefix("qu") {
        return AFTER_QU.contains(&rest).then_some((&plain[..2], rest));
    }
    if let Some(rest) = plain.strip_prefix("gi") {
        let whole = &plain[1..];
        if is_rhyme(rest) && !rest.starts_with(['i', 'y']) && !rest.starts_with("ê") {
            return Some((&plain[..2], rest));
        }
        // `gì`, `gìn`; `giếng` is written without a second i.
        return is_rhyme(whole).then_some((&plain[..2], whole));
    }
    let onset = ONSETS.iter().find(|onset| plain.starts_with(**onset)).copied().unwrap_or("");
    let rhyme = &plain[onset.len()..];
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let agrees = match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "g" | "ng" => !front,
        "" => !rhyme.starts_with("iê"),
        _ => true,
    };
    let hangs_on = rhyme.starts_with("yê") && !onset.is_empty();
    (agrees && !hangs_on && is_rhyme(rhyme)).then_some((&plain[..onset.len()], rhyme))
}

fn is_rhyme(rhyme: &str) -> bool {
    RHYMES.binary_search(&rhyme).is_ok()
}

/// Whether the letter at byte `at` of a rhyme may carry its tone.
fn bears_tone(rhyme: &str, at: usize) -> bool {
    // One of these, the last if there are two (`ươ`), always does.
    if let Some(marked) = rhyme.rfind(['ă', 'â', 'ê', 'ô', 'ơ']) {
        return at == marked;
    }
    if let Some(marked) = rhyme.find('ư') {
        return at == marked;
    }
    let vowels = rhyme.find(|letter| !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')).unwrap_or(rhyme.len());
    let closed = vowels < rhyme.len();
    match (vowels, closed) {
        (1, _) => at == 0,
        (count, true) => at == count - 1,
        (2, false) if matches!(rhyme, "oa" | "oe" | "uy") => true,
        (2, false) => at == 0,
        (_, false) => at == 1,
    }
}

/// How many of a text's words are possible syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// Words that Vietnamese can have.
    pub possible: usize,
    /// All words: runs of letters, not counting those wholly in capitals or with digits.
    pub words: usize,
}

impl std::ops::AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.possible += other.possible;
        self.words += other.words;
    }
}

impl Share {
    /// Possible syllables among a hundred words; 100 for a text without words.
    pub fn percent(self) -> usize {
        (self.possible * 100).checked_div(self.words).unwrap_or(100)
    }
}

/// Counts the possible syllables of a text: a share below 60 speaks for another language or encoding.
pub fn share(text: &str) -> Share {
    share_by(text, is_possible)
}

/// [`share`], for who knows the words already.
pub fn share_by<'t>(text: &'t str, mut is_possible: impl FnMut(&'t str) -> bool) -> Share {
    let mut share = Share::default();
    for word in words(text) {
        share.words += 1;
        share.possible += usize::from(is_possible(word));
    }
    share
}

/// A text's words that may be syllables: runs of letters with a small one among them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_lowercase) && !word.contains(|letter: char| letter.is_numeric()))
}

/// Longest first, so that the first that fits is the right one; `gi` and `qu` are read apart.
const ONSETS: [&str; 25] = [
    "ngh", "ch", "gh", "kh", "ng", "nh", "ph", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r",
    "s", "t", "v", "x",
];

/// Sorted, by code point.
const RHYMES: [&str; 161] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên",
    "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ",
    "y", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên",
    "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ",
    "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn",
    "ương", "ươp", "ươt", "ươu",
];

/// What may follow `qu`, whose u is the glide.
const AFTER_QU: [&str; 41] = [
    "a", "ac", "ach", "ai", "an", "ang", "anh", "ao", "at", "au", "ay", "ăc", "ăm", "ăn", "ăng", "ăt", "âc", "ân",
    "âng", "ât", "ây", "e", "en", "eo", "et", "ê", "ên", "êch", "ênh", "êt", "i", "y", "it", "yt", "ynh", "yên", "yêt",
    "ych", "ơ", "ơt", "ôc",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_sorted_and_onsets_longest_first() {
        assert!(RHYMES.is_sorted());
        assert!(ONSETS.is_sorted_by_key(|onset| std::cmp::Reverse(onset.chars().count())));
    }

    #[test]
    fn every_word_of_these_sentences_is_possible() {
        let sentences = [
            "Gìn giữ giếng nước, gì cũng quý; quốc huy, quyển sách, quỳnh, quýt, quỵt",
            "khuya khoắt ngoằn ngoèo khuỷu tay huých tuýp xoong soóc yểng yêu ỉa ủy uỷ thủy thuỷ hòa hoà",
            "nghiêng nghệ ghế kẻ kỷ cương nghiệp ngoại giường giặc giết giữa già giả giúp giục",
            "được những người hưởng ứng thuở quơ huơ luân khuất khuấy tuần quần quật quẩy toàn hoạch",
            "Đắc đường đẹp uể oải oẳn uyên uyển ương ướt yếu pin Pù hằng huyện xã thị trấn triển khai",
        ];
        for sentence in sentences {
            for word in words(sentence) {
                assert_eq!(fault(word), None, "{word}");
            }
        }
    }

    #[test]
    fn slips_of_the_hand_are_not() {
        let table = [
            ("nghành", Fault::Letters),
            ("kách", Fault::Letters),
            ("truờng", Fault::Letters),
            ("phuơng", Fault::Letters),
            ("giuờng", Fault::Letters),
            ("cế", Fault::Letters),
            ("ngiên", Fault::Letters),
            ("đuợc", Fault::Letters),
            ("chuyễnn", Fault::Letters),
            ("internet", Fault::Letters),
            ("tôc", Fault::StopTone),
            ("tồc", Fault::StopTone),
            ("việ̀t", Fault::Letters),
            ("hộí", Fault::Tones),
            ("qúy", Fault::TonePlace),
            ("qủa", Fault::TonePlace),
            ("gìa", Fault::TonePlace),
            ("hòan", Fault::TonePlace),
            ("cuả", Fault::TonePlace),
            ("đựơc", Fault::TonePlace),
            ("ngừơi", Fault::TonePlace),
        ];
        for (word, expected) in table {
            assert_eq!(fault(word), Some(expected), "{word}");
        }
    }

    #[test]
    fn the_share_tells_vietnamese_from_other_texts() {
        assert_eq!(share("Cộng hòa xã hội chủ nghĩa Việt Nam, UBND, 01/2021").percent(), 100);
        assert!(share("Céng hßa x· héi chñ nghÜa ViÖt Nam").percent() < 60);
        assert_eq!(share("").percent(), 100);
    }
}
