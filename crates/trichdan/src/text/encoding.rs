//! Which encoding a text was typed in, found by what becomes of its syllables; and the text in Unicode.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{legacy, syllable};

/// An encoding of Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// Unicode as it should be.
    Utf8,
    /// Unicode in two bytes a letter, as some Windows programs save it.
    Utf16,
    /// TCVN3, also called ABC: the typefaces `.VnTime`, `.VnArial`.
    Tcvn3,
    /// VNI: the typefaces `VNI-Times`, `VNI-Helve`.
    Vni,
    /// Windows-1258.
    Windows1258,
    /// Windows-1258 that some program took for Windows-1252: `Viêòt Nam`.
    MisreadWindows1258,
    /// UTF-8 that some program took for Windows-1252: `Viá»‡t Nam`.
    MisreadUtf8,
}

impl Encoding {
    /// Its name, the same in both languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI",
            Self::Windows1258 => "Windows-1258",
            Self::MisreadWindows1258 => "Windows-1258 ⇒ 1252",
            Self::MisreadUtf8 => "UTF-8 ⇒ 1252",
        }
    }

    /// Reads a text that holds this encoding's codes as Latin-1 letters; `None` where that cannot be.
    pub fn decode(self, text: &str) -> Option<String> {
        match self {
            Self::Utf8 | Self::Utf16 => Some(text.to_owned()),
            Self::Tcvn3 => Some(legacy::from_tcvn3(text)),
            Self::Vni => Some(legacy::from_vni(text)),
            Self::Windows1258 | Self::MisreadWindows1258 => {
                let (bytes, _, has_unmappable) = WINDOWS_1252.encode(text);
                let (decoded, _) = WINDOWS_1258.decode_without_bom_handling(&bytes);
                (!has_unmappable).then(|| decoded.nfc().collect())
            }
            Self::MisreadUtf8 => {
                let (bytes, _, has_unmappable) = WINDOWS_1252.encode(text);
                let decoded = UTF_8.decode_without_bom_handling_and_without_replacement(&bytes)?;
                (!has_unmappable).then(|| decoded.into_owned())
            }
        }
    }
}

/// Below this share of possible syllables (in a hundred), a text is hardly Vietnamese in Unicode.
const DOUBTFUL_SHARE: usize = 75;
/// From this share on, it surely is.
const GOOD_SHARE: usize = 90;
/// Fewer words than this prove nothing.
const FEWEST_WORDS: usize = 8;

/// A text file's bytes as Unicode, with what they were.
pub fn decode(bytes: &[u8]) -> (String, Encoding) {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return (UTF_16LE.decode(bytes).0.into_owned(), Encoding::Utf16);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return (UTF_16BE.decode(bytes).0.into_owned(), Encoding::Utf16);
    }
    match UTF_8.decode(bytes) {
        (text, _, false) => match typed_in(&text) {
            Some((encoding, converted)) => (converted, encoding),
            None => (text.into_owned(), Encoding::Utf8),
        },
        // Not UTF-8, so its codes are bytes; whichever reading makes the most syllables is the right one.
        _ => {
            let text = WINDOWS_1252.decode_without_bom_handling(bytes).0;
            let readings = [Encoding::Windows1258, Encoding::Tcvn3, Encoding::Vni].map(|encoding| {
                let converted = encoding.decode(&text).unwrap_or_default();
                (share(&converted).percent(), converted, encoding)
            });
            let best = readings.into_iter().rev().max_by_key(|(percent, ..)| *percent);
            best.map_or((text.into_owned(), Encoding::Windows1258), |(_, converted, encoding)| (converted, encoding))
        }
    }
}

/// The old encoding that a Unicode text is really in, and the text read that way; `None` for an honest text.
pub fn typed_in(text: &str) -> Option<(Encoding, String)> {
    let before = share(text);
    if !is_doubtful(before) {
        return None;
    }
    let candidates = [Encoding::MisreadUtf8, Encoding::MisreadWindows1258, Encoding::Tcvn3, Encoding::Vni];
    let readings = candidates.into_iter().filter_map(|encoding| Some((encoding, encoding.decode(text)?)));
    let good = readings.filter(|(_, converted)| share(converted).percent() >= GOOD_SHARE);
    good.rev().max_by_key(|(_, converted)| share(converted).percent())
}

/// The possible syllables among a text's words, taken at spaces: old encodings have signs inside words.
pub fn share(text: &str) -> syllable::Share {
    let mut share = syllable::Share::default();
    for token in text.split_whitespace() {
        let word = token.trim_matches(|letter: char| letter.is_ascii_punctuation() || "“”‘’…–".contains(letter));
        let is_counted = word.chars().any(char::is_lowercase) && !word.contains(|letter: char| letter.is_ascii_digit());
        // Words in plain letters are the same in every encoding, and abbreviations have no syllables.
        if is_counted && !word.is_ascii() {
            share.words += 1;
            share.possible += usize::from(word.split(['-', '/', '.', ',']).all(syllable::is_possible));
        }
    }
    share
}

/// Whether so few of its words can be Vietnamese that a text was hardly typed in Unicode.
pub fn is_doubtful(share: syllable::Share) -> bool {
    share.words >= FEWEST_WORDS && share.percent() < DOUBTFUL_SHARE
}

/// The encoding that a typeface belongs to, and whether it shows every letter as a capital.
pub fn of_typeface(name: &str) -> Option<(Encoding, bool)> {
    if name.starts_with(".Vn") {
        return Some((Encoding::Tcvn3, name.ends_with('H')));
    }
    let is_vni = name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("VNI"));
    is_vni.then_some((Encoding::Vni, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Kiện toàn Hội đồng Khoa học và Công nghệ huyện và phân công cán bộ phụ trách theo dõi, \
        Quyết định số 1221/QĐ-UBND; ứng dụng tiến bộ kỹ thuật.";

    #[track_caller]
    fn check(bytes: &[u8], expected: Encoding) {
        assert_eq!(decode(bytes), (TEXT.to_owned(), expected));
    }

    #[test]
    fn bytes_are_read_in_their_encoding() {
        check(TEXT.as_bytes(), Encoding::Utf8);
        check(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(), Encoding::Utf8);
        let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(TEXT.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        check(&utf16, Encoding::Utf16);
        let decomposed: String = TEXT.nfd().collect();
        check(&windows_1258(&decomposed), Encoding::Windows1258);
        let tcvn3 = "KiÖn toµn Héi ®ång Khoa häc vµ C«ng nghÖ huyÖn vµ ph©n c«ng c¸n bé phô tr¸ch theo dâi, \
            QuyÕt ®Þnh sè 1221/Q§-UBND; øng dông tiÕn bé kü thuËt.";
        check(&latin_1(tcvn3), Encoding::Tcvn3);
        check(tcvn3.as_bytes(), Encoding::Tcvn3);
        let vni = "Kieän toaøn Hoäi ñoàng Khoa hoïc vaø Coâng ngheä huyeän vaø phaân coâng caùn boä phuï traùch theo doõi, \
            Quyeát ñònh soá 1221/QÑ-UBND; öùng duïng tieán boä kyõ thuaät.";
        check(&latin_1(vni), Encoding::Vni);
        check(vni.as_bytes(), Encoding::Vni);
        let misread = WINDOWS_1252.decode_without_bom_handling(TEXT.as_bytes()).0;
        check(misread.as_bytes(), Encoding::MisreadUtf8);
    }

    #[test]
    fn honest_texts_stay() {
        for text in
            ["Trung tâm nghiên cứu Stuttgart, Göttingen và Besançon: déjà vu, garçon", "", "Phòng KT-HT", "Việt"]
        {
            assert_eq!(decode(text.as_bytes()), (text.to_owned(), Encoding::Utf8));
        }
    }

    fn latin_1(text: &str) -> Vec<u8> {
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
    }

    /// Windows-1258 has the vowels with hats and horns whole and the tones apart.
    fn windows_1258(decomposed: &str) -> Vec<u8> {
        let hats = [
            ("a\u{302}", "â"),
            ("e\u{302}", "ê"),
            ("o\u{302}", "ô"),
            ("a\u{306}", "ă"),
            ("o\u{31B}", "ơ"),
            ("u\u{31B}", "ư"),
        ];
        // In NFD the dot below comes before the hat.
        let mut text =
            decomposed.replace("\u{323}\u{302}", "\u{302}\u{323}").replace("\u{323}\u{306}", "\u{306}\u{323}");
        for (apart, whole) in hats {
            text = text.replace(apart, whole);
        }
        WINDOWS_1258.encode(&text).0.into_owned()
    }
}
