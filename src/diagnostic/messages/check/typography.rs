//! Quotes, spaces, units.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    MIXED_QUOTES = "CB550" {
        vi: "hai kiểu dấu ngoặc kép trong một văn bản",
        "Văn bản dùng cả ngoặc kép cong “…” và ngoặc kép thẳng \"…\". Nên dùng một kiểu; ngoặc cong là kiểu của chữ in.";
        en: "two kinds of quotation marks in one text",
        "The text uses both curly “…” and straight \"…\" quotation marks. Choose one; curly ones are the \
        printer's.";
    }

    SPACING = "CB551" {
        vi: "dấu cách thừa hoặc thiếu",
        "Dấu câu viết liền chữ đứng trước và cách chữ đứng sau một dấu cách; trong ngoặc không có dấu cách sát ngoặc; \
        “&” trong chữ viết tắt viết liền hai bên (KH&CN). “./.” ở cuối văn bản là đúng.";
        en: "a space too many or too few",
        "Punctuation stands right after the word before it and one space before the next; there is no space \
        just inside brackets; “&” in an abbreviation has none on either side (KH&CN). “./.” at a document's end is right.";
    }

    UNIT_JOINED = "CB552" {
        vi: "số và đơn vị viết liền",
        "Giữa số và đơn vị đo có một dấu cách: 6 ha. congbo hiểu cả hai cách viết; đây là gợi ý về trình bày.";
        en: "number and unit joined",
        "A space stands between a number and its unit: 6 ha. congbo reads both; this is a matter of form.";
    }
}

/// `“…”` and `"…"`.
pub fn mixed_quotes(curly: usize, straight: usize, location: Location, other: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "{curly} ngoặc kép cong và {straight} ngoặc kép thẳng trong một văn bản",
        en: "{curly} curly and {straight} straight quotation marks in one text",
    );
    Diagnostic::new(Severity::Hint, &MIXED_QUOTES, location, message)
        .related(other, bilingual!(vi: "kiểu kia", en: "the other kind"))
}

/// `KH &CN`, `năm ;`, `thông...cũng`.
pub fn spacing(found: &str, expected: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "dấu cách sai ở “{found}”", en: "wrong spacing in “{found}”");
    Diagnostic::new(Severity::Hint, &SPACING, location, message)
        .hint(bilingual!(vi: "viết “{expected}”", en: "write “{expected}”"))
}

/// `6ha`.
pub fn unit_joined(found: &str, expected: &str, location: Location, others: Vec<Location>) -> Diagnostic {
    let message = bilingual!(vi: "“{found}”: số và đơn vị viết liền", en: "“{found}”: number and unit are joined");
    let mut diagnostic = Diagnostic::new(Severity::Hint, &UNIT_JOINED, location, message)
        .hint(bilingual!(vi: "viết “{expected}”", en: "write “{expected}”"));
    for other in others {
        diagnostic = diagnostic.related(other, bilingual!(vi: "cũng viết liền", en: "joined too"));
    }
    diagnostic
}
