//! The six tones: taking one off a letter, putting one on, and where in a syllable it belongs.

/// A tone of Vietnamese, in alphabetical order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// No mark: `ma`.
    Level,
    /// Huyền: `mà`.
    Falling,
    /// Hỏi: `mả`.
    Dipping,
    /// Ngã: `mã`.
    Rising,
    /// Sắc: `má`.
    Sharp,
    /// Nặng: `mạ`.
    Heavy,
}

use Tone::*;

const TONES: [Tone; 6] = [Level, Falling, Dipping, Rising, Sharp, Heavy];

/// The twelve vowel letters with their six tones, in the order of [`Tone`].
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// Takes the tone off a lower-case letter: `ệ` is `ê` with [`Heavy`]. Letters that carry no tone come back as they are.
pub fn split(letter: char) -> (char, Tone) {
    if letter.is_ascii() {
        return (letter, Level);
    }
    for row in &VOWELS {
        if let Some(place) = row.iter().position(|&toned| toned == letter) {
            return (row[0], TONES[place]);
        }
    }
    (letter, Level)
}

/// Puts a tone on a lower-case vowel: `ê` and [`Heavy`] make `ệ`. Other letters come back as they are.
pub fn join(vowel: char, tone: Tone) -> char {
    let row = VOWELS.iter().find(|row| row[0] == vowel);
    row.map_or(vowel, |row| row[tone as usize])
}

/// Where the tone of an open `oa`, `oe` or `uy` stands: the one matter in which two spellings are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placement {
    /// On the first vowel, as decree 30/2020/NĐ-CP spells `HÒA`: `hòa`, `thủy`.
    First,
    /// On the second vowel: `hoà`, `thuỷ`.
    Second,
}

/// Which placement a lower-case syllable shows, if it is one of those that have two.
pub fn placement(syllable: &str) -> Option<Placement> {
    let mut letters = syllable.chars().rev();
    let (last, before) = (letters.next()?, letters.next()?);
    if letters.next() == Some('q') {
        return None;
    }
    match (split(before), split(last)) {
        (('o', first), ('a' | 'e', second)) | (('u', first), ('y', second)) => match (first, second) {
            (Level, Level) => None,
            (_, Level) => Some(Placement::First),
            (Level, _) => Some(Placement::Second),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_toned_letter_comes_apart_and_together() {
        for row in VOWELS {
            for letter in row {
                let (vowel, tone) = split(letter);
                assert_eq!(join(vowel, tone), letter);
            }
        }
    }

    #[test]
    fn two_placements_only_in_open_syllables_and_not_after_q() {
        let table = [
            ("hòa", Some(Placement::First)),
            ("hoà", Some(Placement::Second)),
            ("khoẻ", Some(Placement::Second)),
            ("ủy", Some(Placement::First)),
            ("uỷ", Some(Placement::Second)),
            ("hoàn", None),
            ("quý", None),
            ("hoa", None),
            ("ý", None),
        ];
        for (syllable, expected) in table {
            assert_eq!(placement(syllable), expected, "{syllable}");
        }
    }
}
