//! Spelling, capitals, and one thing called by two names.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};
use trichdan::text::syllable::Fault;

crate::diagnostic::codes! {
    IMPOSSIBLE_SYLLABLE = "CB570" {
        vi: "âm tiết không thể có trong tiếng Việt",
        "Phụ âm đầu, vần và thanh này không ghép được thành âm tiết: “nghành”, “truờng”, “tôc”, “qúy”. Tên riêng, chữ viết tắt và \
        từ mượn không bị xét. Nếu là tên riêng hoặc tiếng dân tộc, hãy bỏ qua bằng chú thích có lý do.";
        en: "a syllable that Vietnamese cannot have",
        "This onset, rhyme and tone make no syllable: “nghành”, “truờng”, “tôc”, “qúy”. Names, abbreviations and \
        loan words are left out. If it is a name or another language of Vietnam, ignore it with a comment that says so.";
    }

    WRONG_COMPOUND = "CB571" {
        vi: "cụm từ có lẽ gõ sai",
        "Từng tiếng đều có thể có, nhưng ghép lại thì chỉ khác một cụm từ cố định ở một dấu hoặc một chữ: “chuyên đổi số”, “chế \
        thải”. congbo chỉ gợi ý; nếu bản gốc viết như vậy thì giữ nguyên và bỏ qua bằng chú thích có lý do.";
        en: "a compound that is probably mistyped",
        "Each syllable is possible, but together they are one mark or letter away from a fixed compound: “chuyên đổi \
        số”, “chế thải”. congbo only suggests; if the original has it so, keep it and ignore it with a comment that says why.";
    }

    CAPITALS = "CB572" {
        vi: "viết hoa không đúng quy tắc",
        "Nghị định 30/2020/NĐ-CP, Phụ lục II quy định cách viết hoa: tên loại văn bản chỉ hoa chữ đầu (Nghị quyết, Quyết định); tên \
        cơ quan và chức danh theo quy tắc riêng.";
        en: "capitals not by the rules",
        "Decree 30/2020/NĐ-CP, Appendix II, rules capitals: a type of document has its first letter alone in \
        capitals (Nghị quyết, Quyết định); bodies and offices follow rules of their own.";
    }

    UNEVEN_WORDING = "CB573" {
        vi: "một khái niệm viết nhiều cách",
        "Trong một văn bản, cùng một khái niệm hoặc tên gọi nên viết một cách để người đọc và công cụ tìm kiếm không tưởng là hai \
        việc khác nhau.";
        en: "one thing written in several ways",
        "In one text the same thing should have one name, so that neither readers nor searches take it for two.";
    }

    PREFERRED_FORM = "CB574" {
        vi: "cách viết được khuyến nghị khác",
        "Cách viết này không sai nghĩa nhưng khác với tên chính thức hoặc chuẩn soạn thảo, như “hằng năm”, “Công Thương”, “Thông tin và \
        Truyền thông”. Nếu bản gốc viết như vậy thì giữ nguyên.";
        en: "another form is preferred",
        "The words are understood, yet differ from the official name or the drafting norm, such as “hằng năm”, “Công \
        Thương”, “Thông tin và Truyền thông”. If the original has them so, keep them.";
    }

    WORD_TWICE = "CB575" {
        vi: "một chữ gõ hai lần liền",
        "Một hư từ (của, và, các, được…) lặp lại liền nhau, hầu như luôn do gõ thừa. Từ láy như “dần dần” không bị xét.";
        en: "a word typed twice",
        "A small word (của, và, các, được …) stands twice running, nearly always by a slip. Reduplications such as “dần \
        dần” are left alone.";
    }

    JOINED_WORDS = "CB576" {
        vi: "hai chữ viết dính nhau",
        "Chuỗi chữ này tách ra thành hai âm tiết mà chính văn bản này viết rời ở chỗ khác, nên có lẽ mất dấu cách khi chuyển từ \
        PDF hoặc Word.";
        en: "two words run together",
        "The letters come apart into two syllables that this very text writes apart elsewhere, so a space was \
        probably lost on the way from PDF or Word.";
    }
}

/// A word that is no syllable.
pub fn impossible_syllable(
    word: &str,
    fault: Fault,
    around: &str,
    location: Location,
    others: &[Location],
) -> Diagnostic {
    let (vi, en) = match fault {
        Fault::Letters => ("không có âm tiết này", "there is no such syllable"),
        Fault::Tones => ("có hai dấu thanh", "it has two tones"),
        Fault::StopTone => ("vần này chỉ mang dấu sắc hoặc nặng", "this rhyme takes sắc or nặng only"),
        Fault::TonePlace => ("dấu thanh đặt sai chữ", "the tone is on the wrong letter"),
    };
    let message = bilingual!(vi: "“{word}”: {vi}", en: "“{word}”: {en}");
    let diagnostic = Diagnostic::new(Severity::Warning, &IMPOSSIBLE_SYLLABLE, location, message)
        .hint(bilingual!(vi: "đọc lại “{around}”", en: "read “{around}” again"));
    also_written(diagnostic, word, others)
}

/// `chuyên đổi số`.
pub fn wrong_compound(found: &str, suggestions: &[&str], around: &str, location: Location) -> Diagnostic {
    let vi = suggestions.iter().map(|each| format!("“{each}”")).collect::<Vec<_>>().join(" hoặc ");
    let en = suggestions.iter().map(|each| format!("“{each}”")).collect::<Vec<_>>().join(" or ");
    let message = bilingual!(vi: "“{found}” có lẽ là {vi}: “{around}”", en: "“{found}” is probably {en}: “{around}”");
    Diagnostic::new(Severity::Warning, &WRONG_COMPOUND, location, message).hint(bilingual!(
        vi: "đối chiếu bản gốc; nếu bản gốc viết như vậy thì giữ nguyên",
        en: "compare the original; if it has this, keep it",
    ))
}

/// `Nghị Quyết`.
pub fn capitals(found: &str, expected: &str, location: Location, others: &[Location]) -> Diagnostic {
    let message = bilingual!(vi: "“{found}” viết hoa không đúng quy tắc", en: "“{found}” has its capitals wrong");
    let diagnostic = Diagnostic::new(Severity::Hint, &CAPITALS, location, message)
        .hint(bilingual!(vi: "viết “{expected}”", en: "write “{expected}”"));
    also_written(diagnostic, found, others)
}

/// `kinh tế xã hội` beside `kinh tế - xã hội`. `ways` begins with the one to keep.
pub fn uneven_wording(ways: &[(&str, usize)], location: Location, other: Location) -> Diagnostic {
    let list = ways.iter().map(|(way, count)| format!("“{way}” ×{count}")).collect::<Vec<_>>().join(", ");
    let keep = ways.first().map_or("", |(way, _)| way);
    let message = bilingual!(vi: "viết nhiều cách: {list}", en: "written in several ways: {list}");
    Diagnostic::new(Severity::Hint, &UNEVEN_WORDING, location, message)
        .hint(bilingual!(vi: "nên thống nhất “{keep}”", en: "keep to “{keep}”"))
        .related(other, bilingual!(vi: "cách kia", en: "the other way"))
}

/// `hàng năm`.
pub fn preferred_form(found: &str, expected: &str, location: Location, others: &[Location]) -> Diagnostic {
    let message = bilingual!(vi: "“{found}”: nên viết “{expected}”", en: "“{found}”: “{expected}” is preferred");
    also_written(Diagnostic::new(Severity::Hint, &PREFERRED_FORM, location, message), found, others)
}

/// The other places of a wording that one message is about.
fn also_written(diagnostic: Diagnostic, found: &str, others: &[Location]) -> Diagnostic {
    others.iter().fold(diagnostic, |diagnostic, other| {
        diagnostic.related(other.clone(), bilingual!(vi: "cũng viết “{found}”", en: "“{found}” again"))
    })
}

/// `của của`.
pub fn word_twice(found: &str, around: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "“{found}” gõ hai lần: “{around}”", en: "“{found}” is typed twice: “{around}”");
    Diagnostic::new(Severity::Warning, &WORD_TWICE, location, message)
}

/// `côngnghệ`.
pub fn joined_words(found: &str, apart: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "“{found}” có lẽ là “{apart}”", en: "“{found}” is probably “{apart}”");
    Diagnostic::new(Severity::Warning, &JOINED_WORDS, location, message)
}
