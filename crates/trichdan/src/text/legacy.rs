//! The two encodings that Vietnamese was typed in before Unicode: TCVN3 (ABC) and VNI.
//!
//! Both put their letters on the codes of Western European ones, so an old text looks like `Céng hßa x· héi`
//! or `Coäng hoøa xaõ hoäi` until it is shown in its own typeface.

/// TCVN3 (ABC) by the letter that Latin-1 has at the same code.
const TCVN3: &[(&str, &str)] = &[
    ("¨©®ªÆ«¬\u{AD}", "ăâđêặôơư"),
    ("µ¶·¸¹", "àảãáạ"),
    ("»¼½¾", "ằẳẵắ"),
    ("ÇÈÉÊË", "ầẩẫấậ"),
    ("ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ÒÓÔÕÖ", "ềểễếệ"),
    ("×ØÜÝÞ", "ìỉĩíị"),
    ("ßáâãä", "òỏõóọ"),
    ("åæçèé", "ồổỗốộ"),
    ("êëìíî", "ờởỡớợ"),
    ("ïñòóô", "ùủũúụ"),
    ("õö÷øù", "ừửữứự"),
    ("úûüýþ", "ỳỷỹýỵ"),
    ("¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ"),
];

/// VNI letters that stand alone.
const VNI_SINGLE: (&str, &str) = ("ñÑôÔöÖìÌíÍæÆóÓòÒîÎ", "đĐơƠưƯìÌíÍỉỈĩĨịỊỵỴ");

/// VNI marks that follow a vowel, and what they make of it: mark, then vowels, then letters.
const VNI_MARKS: &[(char, &str, &str)] = &[
    ('ø', "aeouyôö", "àèòùỳờừ"),
    ('ù', "aeouyôö", "áéóúýớứ"),
    ('û', "aeouyôö", "ảẻỏủỷởử"),
    ('õ', "aeouyôö", "ãẽõũỹỡữ"),
    ('ï', "aeouôö", "ạẹọụợự"),
    ('â', "aeo", "âêô"),
    ('à', "aeo", "ầềồ"),
    ('á', "aeo", "ấếố"),
    ('å', "aeo", "ẩểổ"),
    ('ã', "aeo", "ẫễỗ"),
    ('ä', "aeo", "ậệộ"),
    ('ê', "a", "ă"),
    ('è', "a", "ằ"),
    ('é', "a", "ắ"),
    ('ú', "a", "ẳ"),
    ('ü', "a", "ẵ"),
    ('ë', "a", "ặ"),
];

/// Reads TCVN3 (ABC); characters that it does not use stay as they are.
pub fn from_tcvn3(text: &str) -> String {
    text.chars().map(|letter| TCVN3.iter().find_map(|row| paired(row, letter)).unwrap_or(letter)).collect()
}

/// Reads VNI; characters that it does not use stay as they are.
pub fn from_vni(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek().and_then(|mark| vni_pair(letter, *mark)) {
            Some(whole) => {
                read.push(whole);
                letters.next();
            }
            None => read.push(paired(&VNI_SINGLE, letter).unwrap_or(letter)),
        }
    }
    read
}

/// A vowel with its mark. Capitals have capital marks, and some typists left the mark small.
fn vni_pair(vowel: char, mark: char) -> Option<char> {
    let (small_vowel, small_mark) = (lower(vowel), lower(mark));
    let row = VNI_MARKS.iter().find(|(known, ..)| *known == small_mark)?;
    let letter = paired(&(row.1, row.2), small_vowel)?;
    Some(if vowel == small_vowel { letter } else { upper(letter) })
}

fn paired((from, to): &(&str, &str), letter: char) -> Option<char> {
    let place = from.chars().position(|known| known == letter)?;
    to.chars().nth(place)
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

fn upper(letter: char) -> char {
    letter.to_uppercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_national_name_and_motto() {
        type Decode = fn(&str) -> String;
        let table: [(Decode, &str, &str); 5] = [
            (from_tcvn3, "Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            (from_tcvn3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
            (from_vni, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
            (from_vni, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
            (from_vni, "COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
        ];
        for (decode, typed, expected) in table {
            assert_eq!(decode(typed), expected);
        }
    }

    #[test]
    fn tables_are_complete_and_one_to_one() {
        let mut letters: Vec<char> = TCVN3.iter().flat_map(|row| row.1.chars()).collect();
        let mut codes: Vec<char> = TCVN3.iter().flat_map(|row| row.0.chars()).collect();
        assert!(TCVN3.iter().all(|row| row.0.chars().count() == row.1.chars().count()));
        for list in [&mut letters, &mut codes] {
            list.sort();
            list.dedup();
            assert_eq!(list.len(), 74);
        }
        let of_vni = VNI_MARKS.iter().flat_map(|row| row.2.chars()).chain(VNI_SINGLE.1.chars());
        let mut of_vni: Vec<char> = of_vni.filter(|letter| letter.is_lowercase()).collect();
        of_vni.sort();
        of_vni.dedup();
        assert_eq!(of_vni.len(), 67);
    }
}
