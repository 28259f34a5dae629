//! The outline: numbering of sections, cut sentences, lists.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    SECTION_SKIPPED = "CB540" {
        vi: "đánh số mục bị nhảy",
        "Số của mục không nối tiếp mục trước cùng cấp. Có thể đánh nhầm số, hoặc mất một mục khi chuyển từ tệp gốc.";
        en: "a section's number is skipped",
        "The section's number does not follow the one before it on the same level. It may be mistyped, or a \
        section was lost on the way from the original.";
    }

    SECTION_REPEATED = "CB541" {
        vi: "hai mục cùng số",
        "Hai mục cùng cấp, cùng nằm trong một mục lớn, mang cùng một số. Người dẫn lại “mục 2.1” sẽ không biết mục nào.";
        en: "two sections share a number",
        "Two sections of one level inside the same section bear the same number. Whoever refers to “mục 2.1” \
        cannot say which.";
    }

    HEADING_MARKS = "CB542" {
        vi: "cấp tiêu đề không theo cách đánh số",
        "Các mục đánh số cùng kiểu (I., II. hoặc 1., 2.) lại mang số dấu # khác nhau. congbo dựng mục lục theo cách đánh \
        số nên trang không sai, nhưng người sửa tệp và công cụ khác sẽ hiểu nhầm. Thường do bộ chuyển đổi từ Word hoặc PDF.";
        en: "heading marks do not follow the numbering",
        "Sections numbered alike (I., II. or 1., 2.) bear different numbers of # marks. congbo derives the \
        outline from the numbering, so the page is right, but editors and other tools are misled. Converters from Word \
        or PDF do this.";
    }

    PAGE_BREAK = "CB543" {
        vi: "câu bị cắt làm hai đoạn",
        "Đoạn trước không có dấu kết thúc, đoạn sau bắt đầu bằng chữ thường: câu bị ngắt ở chỗ sang trang khi chuyển từ \
        PDF hoặc Word. Hãy nối hai đoạn bằng một dấu cách.";
        en: "a sentence cut into two paragraphs",
        "The first paragraph ends without punctuation and the next begins with a small letter: a sentence was \
        cut at a page's end on the way from PDF or Word. Join the two with a space.";
    }

    LIST_ENDS = "CB544" {
        vi: "dấu cuối các mục liệt kê không thống nhất",
        "Trong một danh sách, các mục thường kết thúc bằng dấu chấm phẩy và mục cuối bằng dấu chấm. Ở đây có mục giữa kết \
        thúc bằng dấu chấm hoặc mục cuối kết thúc bằng chấm phẩy; có thể mất mục, hoặc ghép hai danh sách.";
        en: "list items end unevenly",
        "Items of a list usually end in a semicolon and the last in a full stop. Here an inner item ends in a \
        full stop or the last in a semicolon; an item may be lost, or two lists were joined.";
    }

    CLAUSE_REPEATED = "CB545" {
        vi: "một đoạn dài lặp lại ngay sau đó",
        "Hai đoạn liền nhau chứa cùng một chuỗi chữ dài. Có thể do chép dán nhầm; nếu có chủ ý thì để nguyên.";
        en: "a long clause repeated at once",
        "Two neighbouring paragraphs hold the same long run of words. It may be a slip in copying; if it is \
        meant, leave it.";
    }

    BARE_LINE = "CB546" {
        vi: "dòng lẻ nằm giữa danh sách",
        "Một dòng ngắn không có dấu đầu dòng nằm giữa các mục liệt kê, nên không rõ nó thuộc mục nào. Có thể mất dấu “+” hoặc “-”.";
        en: "a bare line inside a list",
        "A short line without a list mark stands between list items, so it is unclear to which it belongs. A “+” or \
        “-” may be lost.";
    }
}

/// `2.1.` then `2.3.`
pub fn section_skipped(found: &str, expected: &str, before: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "mục “{found}” đứng sau mục “{before}”, thiếu “{expected}”",
        en: "section “{found}” follows “{before}”; “{expected}” is missing",
    );
    Diagnostic::new(Severity::Warning, &SECTION_SKIPPED, location, message)
}

/// A first section that is not number one.
pub fn section_starts_late(found: &str, expected: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "mục đầu tiên là “{found}”, thiếu “{expected}”",
        en: "the first section is “{found}”; “{expected}” is missing",
    );
    Diagnostic::new(Severity::Warning, &SECTION_SKIPPED, location, message)
}

/// `2.1.` and `2.1.`
pub fn section_repeated(number: &str, second: Location, first: Location) -> Diagnostic {
    let message = bilingual!(vi: "hai mục cùng mang số “{number}”", en: "two sections are numbered “{number}”");
    Diagnostic::new(Severity::Warning, &SECTION_REPEATED, second, message)
        .related(first, bilingual!(vi: "mục “{number}” thứ nhất", en: "the first “{number}”"))
}

/// `#### I.` and `## II.`
pub fn heading_marks(first: (&str, u8), second: (&str, u8), location: Location, other: Location) -> Diagnostic {
    let ((one, one_marks), (two, two_marks)) = (first, second);
    let message = bilingual!(
        vi: "mục “{two}” có {two_marks} dấu #, mục “{one}” cùng kiểu có {one_marks}",
        en: "section “{two}” has {two_marks} # marks, “{one}” of the same kind has {one_marks}",
    );
    Diagnostic::new(Severity::Hint, &HEADING_MARKS, location, message)
        .related(other, bilingual!(vi: "mục “{one}”", en: "section “{one}”"))
}

/// A heading `3.1.` beside a paragraph `1.1.`
pub fn heading_or_paragraph(heading: &str, paragraph: &str, location: Location, other: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "mục “{heading}” là tiêu đề, mục “{paragraph}” cùng kiểu là đoạn văn",
        en: "section “{heading}” is a heading, “{paragraph}” of the same kind a paragraph",
    );
    Diagnostic::new(Severity::Hint, &HEADING_MARKS, location, message)
        .related(other, bilingual!(vi: "mục “{paragraph}”", en: "section “{paragraph}”"))
}

/// Two halves of a sentence.
pub fn page_break(end: &str, start: &str, location: Location, next: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "câu bị cắt: “… {end}” / “{start} …”",
        en: "a sentence is cut: “… {end}” / “{start} …”",
    );
    Diagnostic::new(Severity::Warning, &PAGE_BREAK, location, message)
        .hint(bilingual!(vi: "nối hai đoạn bằng một dấu cách", en: "join the two paragraphs with a space"))
        .related(next, bilingual!(vi: "đoạn nối tiếp", en: "the rest of the sentence"))
}

/// Items of one list that do not end as the others do.
pub fn list_ends(odd: usize, items: usize, location: Location, others: Vec<Location>) -> Diagnostic {
    let message = bilingual!(
        vi: "danh sách {items} mục có {odd} mục kết thúc khác các mục còn lại",
        en: "list items that end unlike the others: {odd} of {items}",
    );
    let mut diagnostic = Diagnostic::new(Severity::Hint, &LIST_ENDS, location, message).hint(bilingual!(
        vi: "các mục giữa kết thúc bằng “;”, mục cuối bằng “.”",
        en: "inner items end in “;”, the last in “.”",
    ));
    for other in others {
        diagnostic = diagnostic.related(other, bilingual!(vi: "và mục này", en: "and this one"));
    }
    diagnostic
}

/// The same words twice running.
pub fn clause_repeated(clause: &str, second: Location, first: Location) -> Diagnostic {
    let message = bilingual!(vi: "lặp lại “{clause}”", en: "“{clause}” is repeated");
    Diagnostic::new(Severity::Hint, &CLAUSE_REPEATED, second, message)
        .related(first, bilingual!(vi: "lần thứ nhất", en: "the first time"))
}

/// Items none of which has an end.
pub fn list_without_ends(items: usize, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "{items} mục liệt kê đều không có dấu kết thúc",
        en: "none of {items} list items has an end mark",
    );
    Diagnostic::new(Severity::Hint, &LIST_ENDS, location, message).hint(bilingual!(
        vi: "các mục giữa kết thúc bằng “;”, mục cuối bằng “.”",
        en: "inner items end in “;”, the last in “.”",
    ))
}

/// A line between items.
pub fn bare_line(line: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "“{line}” nằm lẻ giữa các mục liệt kê", en: "“{line}” stands bare between list items");
    Diagnostic::new(Severity::Hint, &BARE_LINE, location, message)
}
