//! YAML that cannot be read, or that reads as something its author did not mean: CB100 to CB109.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    SYNTAX = "CB100" {
        vi: "sai cú pháp YAML",
        "Mục này không đọc được. Nguyên nhân hay gặp: thụt lề không đều, thiếu dấu ngoặc kép đóng, \
        thiếu dấu cách sau dấu hai chấm. Các mục khác trong cùng danh sách vẫn được đọc.";
        en: "YAML syntax error",
        "The entry cannot be read. Usual causes: uneven indentation, a missing closing quote, no space \
        after a colon. The other entries of the same list are still read.";
    }

    COLON = "CB101" {
        vi: "dấu hai chấm trong giá trị",
        "Trong YAML, dấu hai chấm rồi dấu cách nghĩa là \"khóa: giá trị\". Một giá trị có dấu hai chấm \
        bên trong phải đặt trong dấu ngoặc kép: title: \"Đề án: Phát triển …\".";
        en: "colon inside a value",
        "In YAML a colon and a space mean \"key: value\". A value that holds one must stand in quotes: \
        title: \"Đề án: Phát triển …\".";
    }

    CUT_BY_HASH = "CB102" {
        vi: "giá trị bị dấu # cắt mất",
        "Dấu cách rồi dấu # bắt đầu một chú thích, nên phần sau nó không lên trang. Nếu nó thuộc giá \
        trị, đặt cả giá trị trong dấu ngoặc kép; nếu là chú thích thật, viết một dấu cách sau dấu #.";
        en: "value cut by #",
        "A space and a # begin a comment, so what follows never reaches the site. If it belongs to the \
        value, put the value in quotes; if it is a comment, write a space after the #.";
    }

    TAB = "CB103" {
        vi: "thụt lề không bằng dấu cách",
        "YAML chỉ thụt lề bằng dấu cách thường. Phím tab, hoặc dấu cách không ngắt dòng chép từ Word, \
        làm hỏng mục. Thay mỗi chỗ như vậy bằng hai dấu cách.";
        en: "not indented with spaces",
        "YAML is indented with plain spaces only. A tab, or a non-breaking space pasted from Word, \
        breaks the entry. Replace each by two spaces.";
    }

    ALIAS = "CB104" {
        vi: "ký hiệu YAML không dùng",
        "Giá trị bắt đầu bằng *, & hoặc ! có nghĩa riêng trong YAML (neo, tham chiếu, nhãn), và congbo \
        không dùng chúng: mỗi mục nói đủ về mình. Nếu đó là chữ của giá trị, đặt cả giá trị trong dấu ngoặc kép.";
        en: "YAML alias, anchor or tag",
        "A value that begins with *, & or ! is an alias, anchor or tag in YAML. congbo has no use for \
        them: every entry says all of itself. If the character belongs to the value, put the value in quotes.";
    }

    DOCUMENTS = "CB105" {
        vi: "nhiều tài liệu trong một tệp",
        "Dòng --- hoặc ... chia một tệp YAML thành nhiều tài liệu, và phần sau sẽ bị bỏ. Xóa dòng đó.";
        en: "several documents in one file",
        "A line of --- or ... splits a YAML file into documents, of which only the first would be \
        read. Remove the line.";
    }

    TOO_LARGE = "CB106" {
        vi: "mục quá lớn",
        "Không mục nào cần lồng sâu hay dài đến thế; giới hạn giữ cho một tệp hỏng không làm máy treo. \
        Chia mục ra, hoặc đưa phần dài vào tệp đính kèm.";
        en: "entry too large",
        "No entry needs to be nested or to go on like this; the limits keep a damaged file from \
        hanging the machine. Split the entry, or attach the long part as a file.";
    }

    AFTER_QUOTE = "CB107" {
        vi: "chữ sau dấu ngoặc kép đóng",
        "Giá trị bắt đầu bằng dấu ngoặc kép phải kết thúc bằng dấu ngoặc kép. Khi chỉ một phần câu nằm \
        trong ngoặc, đặt cả câu trong dấu nháy đơn: title: '\"Khung nhiệm vụ\" của tỉnh'.";
        en: "text after a closing quote",
        "A value that begins with a quote must end with one. Where only a part of the sentence is \
        quoted, put the whole in single quotes: title: '\"Khung nhiệm vụ\" của tỉnh'.";
    }

    ESCAPE = "CB108" {
        vi: "dấu \\ trong ngoặc kép",
        "Trong ngoặc kép, YAML đổi dấu \\ và chữ sau nó thành một ký tự khác, kể cả ký tự không nhìn \
        thấy. congbo chỉ nhận \\\", \\\\, \\/, \\n và \\t. Nếu dấu \\ thuộc giá trị, dùng dấu nháy đơn hoặc viết \
        \\\\.";
        en: "backslash in double quotes",
        "In double quotes YAML turns a backslash and the letter after it into another character, some \
        of them invisible. congbo takes \\\", \\\\, \\/, \\n and \\t only. If the backslash belongs to the value, \
        use single quotes or write \\\\.";
    }
}

fn error(code: &'static Code, location: Location, message: Bilingual) -> Diagnostic {
    Diagnostic::new(Severity::Error, code, location, message)
}

/// What the YAML library could not read, in its own words, when nothing better is known.
pub fn syntax(location: Location, problem: &str) -> Diagnostic {
    let (vi, en) = explain(problem);
    error(&SYNTAX, location, bilingual!(vi: "không đọc được YAML: {vi}", en: "this is not YAML: {en}")).hint(
        bilingual!(
            vi: "kiểm tra thụt lề, dấu ngoặc và dấu hai chấm ở dòng này và dòng trên",
            en: "look at the indentation, quotes and colons of this line and the one above",
        ),
    )
}

/// The library's English problem as a clerk would say it.
fn explain(problem: &str) -> (&str, &str) {
    const KNOWN: [(&str, &str, &str); 9] = [
        ("found unexpected end of stream", "thiếu dấu đóng ngoặc", "a quote or bracket is never closed"),
        ("could not find expected ':'", "thiếu dấu hai chấm sau khóa", "a key has no colon"),
        (
            "did not find expected key",
            "dòng này không thẳng hàng với các khóa khác",
            "this line does not line up with the other keys",
        ),
        (
            "did not find expected '-'",
            "dòng này không thuộc mục nào của danh sách",
            "this line belongs to no item of the list",
        ),
        (
            "block sequence entries are not allowed",
            "danh sách phải bắt đầu ở dòng mới",
            "a list must start on a new line",
        ),
        ("mapping values are not allowed", "dấu hai chấm ở chỗ không được phép", "a colon where none may be"),
        (
            "found unknown escape character",
            "dấu \\ trong ngoặc kép; dùng ngoặc đơn",
            "a backslash in double quotes; use single quotes",
        ),
        (
            "found character that cannot start any token",
            "ký tự này không được đứng đầu giá trị",
            "no value may begin with this character",
        ),
        ("did not find expected ',' or", "thiếu dấu phẩy hoặc dấu đóng ngoặc", "a comma or closing bracket is missing"),
    ];
    let known = KNOWN.iter().find(|(words, _, _)| problem.contains(words));
    known.map_or((problem, problem), |(_, vi, en)| (*vi, *en))
}

/// A value with a colon and a space inside.
pub fn colon_in_value(location: Location) -> Diagnostic {
    error(&COLON, location, bilingual!(vi: "giá trị có dấu hai chấm bên trong", en: "the value has a colon inside"))
        .hint(bilingual!(vi: "đặt cả giá trị trong dấu ngoặc kép", en: "put the whole value in quotes"))
}

/// A value that a comment cuts short.
pub fn cut_by_hash(location: Location, lost: &str) -> Diagnostic {
    error(
        &CUT_BY_HASH,
        location,
        bilingual!(vi: "phần \"{lost}\" bị coi là chú thích và mất đi", en: "\"{lost}\" counts as a comment and is lost"),
    )
    .hint(bilingual!(
        vi: "đặt cả giá trị trong dấu ngoặc kép; nếu là chú thích thật, viết một dấu cách sau dấu #",
        en: "put the whole value in quotes; for a real comment write a space after the #",
    ))
}

/// A tab in a line's indentation.
pub fn tab(location: Location) -> Diagnostic {
    error(
        &TAB,
        location,
        bilingual!(vi: "dòng này thụt lề bằng tab hoặc dấu cách lạ", en: "this line is indented with a tab or an odd space"),
    )
    .hint(bilingual!(vi: "thay bằng dấu cách thường", en: "use plain spaces instead"))
}

/// A value that begins with `*`, `&` or `!`.
pub fn alias(location: Location, sign: char) -> Diagnostic {
    error(
        &ALIAS,
        location,
        bilingual!(
            vi: "giá trị bắt đầu bằng `{sign}`, ký hiệu mà congbo không dùng",
            en: "the value begins with `{sign}`, which congbo has no use for",
        ),
    )
    .hint(bilingual!(
        vi: "nếu đó là chữ của giá trị, đặt cả giá trị trong dấu ngoặc kép",
        en: "if it belongs to the value, put the value in quotes",
    ))
}

/// A second YAML document, or a directive.
pub fn several_documents(location: Location) -> Diagnostic {
    error(
        &DOCUMENTS,
        location,
        bilingual!(
            vi: "dòng này chia tệp thành nhiều tài liệu YAML",
            en: "this line splits the file into several YAML documents",
        ),
    )
    .hint(bilingual!(vi: "xóa dòng này", en: "remove the line"))
}

/// An entry above the limits.
pub fn too_large(location: Location) -> Diagnostic {
    error(
        &TOO_LARGE,
        location,
        bilingual!(vi: "mục này quá lớn hoặc lồng quá sâu", en: "this entry is too large or nested too deep"),
    )
}

/// A value that goes on after its closing quote.
pub fn text_after_quote(location: Location) -> Diagnostic {
    error(
        &AFTER_QUOTE,
        location,
        bilingual!(vi: "còn chữ sau dấu ngoặc đóng", en: "there is text after the closing quote"),
    )
    .hint(bilingual!(vi: "đặt cả giá trị trong dấu nháy đơn: '…'", en: "put the whole value in single quotes: '…'"))
}

/// A quote that never closes.
pub fn unclosed_quote(location: Location) -> Diagnostic {
    error(&SYNTAX, location, bilingual!(vi: "dấu ngoặc này không được đóng", en: "this quote is never closed"))
        .hint(bilingual!(vi: "thêm dấu ngoặc đóng ở cuối giá trị", en: "add the closing quote at the end of the value"))
}

/// A bracket that never closes.
pub fn unclosed_bracket(location: Location) -> Diagnostic {
    error(&SYNTAX, location, bilingual!(vi: "dấu ngoặc này không được đóng", en: "this bracket is never closed")).hint(
        bilingual!(
            vi: "thêm dấu đóng ngoặc; nếu nó thuộc giá trị, đặt cả giá trị trong dấu ngoặc kép",
            en: "close it; if it belongs to the value, put the value in quotes",
        ),
    )
}

/// A backslash and the letter after it in double quotes.
pub fn escape(location: Location, written: &str) -> Diagnostic {
    error(
        &ESCAPE,
        location,
        bilingual!(
            vi: "`{written}` trong ngoặc kép sẽ thành ký tự khác",
            en: "`{written}` in double quotes becomes another character",
        ),
    )
    .hint(
        bilingual!(vi: "dùng dấu nháy đơn, hoặc viết hai dấu \\\\", en: "use single quotes, or write two backslashes"),
    )
}

/// `key:value`.
pub fn no_space_after_colon(location: Location) -> Diagnostic {
    error(&SYNTAX, location, bilingual!(vi: "thiếu dấu cách sau dấu hai chấm", en: "there is no space after the colon"))
        .hint(bilingual!(vi: "viết `khóa: giá trị`", en: "write `key: value`"))
}

/// A value whose first character YAML keeps for itself.
pub fn reserved_start(location: Location, sign: char) -> Diagnostic {
    error(
        &SYNTAX,
        location,
        bilingual!(vi: "giá trị không được bắt đầu bằng `{sign}`", en: "a value may not begin with `{sign}`"),
    )
    .hint(bilingual!(vi: "đặt cả giá trị trong dấu ngoặc kép", en: "put the whole value in quotes"))
}
