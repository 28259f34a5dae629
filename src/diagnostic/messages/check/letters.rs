//! Letters that are not what they look like.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};
use trichdan::text::lookalike::{Kind, Lookalike};

crate::diagnostic::codes! {
    NOT_NFC = "CB560" {
        vi: "chữ có dấu không ở dạng dựng sẵn",
        "Tệp dùng chữ và dấu rời nhau (Unicode tổ hợp), nhìn giống hệt nhưng máy coi là khác, nên tìm kiếm ở công cụ khác \
        sẽ sót. congbo đọc được; `congbo check --fix` chuyển cả tệp về dạng dựng sẵn (NFC) mà không đổi chữ nào.";
        en: "letters not in composed form",
        "The file has letters and marks apart (decomposed Unicode), which look the same and compare as \
        different, so searches in other tools miss them. congbo reads them; `congbo check --fix` composes the whole \
        file (NFC) without changing a word.";
    }

    LOOKALIKE = "CB561" {
        vi: "chữ trông giống chữ Việt nhưng không phải",
        "Chữ này thuộc bảng chữ khác: Ð (eth của tiếng Iceland) thay cho Đ, hoặc chữ Nga, chữ Hy Lạp lẫn trong từ Việt. \
        Mắt không phân biệt được nhưng máy tìm không ra. `congbo check --fix` sửa được.";
        en: "a letter that only looks Vietnamese",
        "The letter belongs to another alphabet: Ð (Icelandic eth) for Đ, or a Cyrillic or Greek letter in a \
        Vietnamese word. The eye cannot tell, and searches fail. `congbo check --fix` mends it.";
    }

    INVISIBLE = "CB562" {
        vi: "ký tự không nhìn thấy",
        "Dấu cách có độ rộng bằng không, dấu đổi chiều chữ hoặc gạch nối mềm nằm trong văn bản, thường do chép từ trang web \
        hoặc Word. Chúng làm tìm kiếm và nhận số hiệu văn bản sai. Hãy xóa đi.";
        en: "an invisible character",
        "A zero-width space, a direction mark or a soft hyphen stands in the text, usually copied from a web \
        page or Word. They spoil searching and the recognition of designations. Delete them.";
    }

    LEGACY_ENCODING = "CB563" {
        vi: "văn bản ở bảng mã cũ",
        "Phần lớn chữ trong tệp không phải âm tiết tiếng Việt, nhưng đọc theo bảng mã này thì thành tiếng Việt. Tệp đã được \
        lưu thành UTF-8 mà chưa chuyển mã. Hãy chuyển bằng `congbo import`; congbo không tự sửa tệp đã có.";
        en: "text in an old encoding",
        "Most words of the file are no Vietnamese syllables, and become so when read in this encoding. It was \
        saved as UTF-8 without being converted. Convert it with `congbo import`; congbo does not rewrite a file that is \
        there.";
    }

    MIXED_TONE_PLACEMENT = "CB564" {
        vi: "hai cách đặt dấu thanh trong một văn bản",
        "Với âm tiết mở oa, oe, uy, cả “hòa” và “hoà” đều được dùng, nhưng một văn bản nên theo một cách. congbo coi hai cách là \
        một khi tìm và so tên.";
        en: "two placements of tones in one text",
        "In open syllables with oa, oe, uy both “hòa” and “hoà” are in use, but one text should keep to one. \
        congbo takes the two as equal in search and in names.";
    }

    NO_MARKS = "CB565" {
        vi: "văn bản không dấu",
        "Tệp dài mà không có chữ tiếng Việt nào mang dấu, có lẽ dấu đã mất khi chuyển đổi.";
        en: "text without marks",
        "A long file without a single Vietnamese letter with a mark: the marks were probably lost in a \
        conversion.";
    }
}

/// A file in NFD or half composed.
pub fn not_nfc(letters: usize, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "{letters} chữ có dấu không ở dạng dựng sẵn (NFC)",
        en: "{letters} letters are not in composed form (NFC)",
    );
    Diagnostic::new(Severity::Warning, &NOT_NFC, location, message)
        .hint(bilingual!(vi: "chạy `congbo check --fix`", en: "run `congbo check --fix`"))
}

/// A character that is not what it looks like, in the word `around` it; further places are pointed at.
pub fn lookalike(found: &Lookalike, word: &str, location: Location, others: Vec<Location>) -> Diagnostic {
    let letter = found.found;
    let code = format!("U+{:04X}", letter as u32);
    let (kind, message) = match (found.kind, found.instead) {
        (Kind::Invisible, _) | (_, None) => (
            &INVISIBLE,
            bilingual!(vi: "ký tự không nhìn thấy {code} ở “{word}”", en: "the invisible character {code} in “{word}”"),
        ),
        (_, Some(instead)) => (
            &LOOKALIKE,
            bilingual!(
                vi: "“{letter}” ({code}) ở “{word}” không phải chữ “{instead}”",
                en: "“{letter}” ({code}) in “{word}” is not the letter “{instead}”",
            ),
        ),
    };
    let mut diagnostic = Diagnostic::new(Severity::Warning, kind, location, message);
    diagnostic = match found.kind {
        Kind::Invisible => diagnostic.hint(bilingual!(vi: "xóa ký tự này", en: "delete it")),
        _ => diagnostic.hint(bilingual!(vi: "chạy `congbo check --fix`", en: "run `congbo check --fix`")),
    };
    for other in others {
        diagnostic = diagnostic.related(other, bilingual!(vi: "cũng ký tự này", en: "the same character"));
    }
    diagnostic
}

/// A text that only its old encoding makes Vietnamese.
pub fn legacy_encoding(encoding: &str, sample: &str, converted: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "văn bản ở bảng mã {encoding}: “{sample}” là “{converted}”",
        en: "the text is in {encoding}: “{sample}” is “{converted}”",
    );
    Diagnostic::new(Severity::Error, &LEGACY_ENCODING, location, message)
        .hint(bilingual!(vi: "chuyển mã bằng `congbo import`", en: "convert it with `congbo import`"))
}

/// `hòa` and `hoà`.
pub fn mixed_tone_placement(
    rare: (&str, usize),
    usual: (&str, usize),
    location: Location,
    other: Location,
) -> Diagnostic {
    let ((rare, rare_count), (usual, usual_count)) = (rare, usual);
    let message = bilingual!(
        vi: "hai cách đặt dấu thanh: {rare_count} chỗ như “{rare}”, {usual_count} chỗ như “{usual}”",
        en: "two placements of tones: {rare_count} like “{rare}”, {usual_count} like “{usual}”",
    );
    Diagnostic::new(Severity::Hint, &MIXED_TONE_PLACEMENT, location, message)
        .related(other, bilingual!(vi: "cách kia", en: "the other way"))
}

/// A long text in plain ASCII.
pub fn no_marks(words: usize, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "{words} chữ mà không chữ nào có dấu", en: "{words} words and no mark on any");
    Diagnostic::new(Severity::Warning, &NO_MARKS, location, message)
}
