//! CB4xx: themes, and pages that a template cannot make.

use super::did_you_mean;
use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    TEMPLATE = "CB401" {
        vi: "mẫu giao diện có lỗi",
        "Mẫu trang sai cú pháp, hoặc dùng một tên mà trang không có. Tên viết sai không được bỏ qua vì như \
        vậy trang sẽ thiếu nội dung mà không ai biết. Sửa mẫu ở dòng được nêu; các tên mỗi loại trang có được ghi trong \
        themes/README.md. Lỗi ở mẫu nằm trong themes/default mà bạn không sửa là lỗi của congbo.";
        en: "a template is wrong",
        "A page template has wrong syntax, or uses a name that its page does not have. A misspelt name is \
        not passed over, because the page would then lack something without anybody noticing. Mend the template at the \
        line named; themes/README.md lists the names of each page kind. An error in a file of themes/default that you did not \
        change is a fault of congbo.";
    }

    BAD_WORDS = "CB402" {
        vi: "tệp từ ngữ giao diện có lỗi",
        "words/vi.yaml và words/en.yaml của giao diện là các dòng \"mã: chữ\". Tệp nêu trên không đọc được, \
        nên chữ mặc định được dùng.";
        en: "a file of interface words is wrong",
        "A theme's words/vi.yaml and words/en.yaml hold lines of \"key: text\". The file named cannot be \
        read, so the default words are used.";
    }

    OTHER_CONTRACT = "CB403" {
        vi: "giao diện viết cho phiên bản khác",
        "theme.yaml ghi giao diện được viết cho bộ tên nào (contract). Khi congbo bỏ một tên mà mẫu có thể \
        dùng, số này tăng lên. Đọc CHANGELOG.md để biết tên nào đã đổi, sửa mẫu, rồi ghi số mới.";
        en: "the theme was written for another version",
        "theme.yaml says for which set of names (contract) a theme was written. The number rises when congbo \
        drops a name that templates could use. Read CHANGELOG.md for what changed, mend the templates, then write the \
        new number.";
    }

    NOT_UTF8 = "CB404" {
        vi: "tệp giao diện không phải UTF-8",
        "Mẫu và tệp từ ngữ phải lưu bằng mã UTF-8. Mở tệp, chọn lưu với mã UTF-8, rồi chạy lại.";
        en: "a theme's file is not UTF-8",
        "Templates and files of words must be saved as UTF-8. Open the file, save it as UTF-8, run again.";
    }

    UNREAD_FILE = "CB405" {
        vi: "tệp giao diện không có tác dụng",
        "Tệp của giao diện thay cho tệp cùng tên trong themes/default, hoặc được một mẫu khác của giao diện gọi bằng include, \
        extends. Tệp có tên khác thì không được đọc, nên trang vẫn như cũ. Đổi tên tệp; các tên có tác dụng được ghi trong \
        themes/README.md. Tệp để trình duyệt tải về thì đặt trong static/.";
        en: "a theme's file has no effect",
        "A theme's file takes the place of the file of its name in themes/default, or another template of the theme names it in \
        include or extends. A file under any other name is not read, so pages stay as they were. Rename it; \
        themes/README.md lists the names that have an effect. Files for browsers to fetch belong in static/.";
    }
}

/// A template cannot be read, or cannot make a page.
pub fn template(location: Location, what: &str, line: usize) -> Diagnostic {
    let path = location.path.clone();
    Diagnostic::new(
        Severity::Error,
        &TEMPLATE,
        location,
        bilingual!(vi: "mẫu {path}, dòng {line}: {what}", en: "template {path}, line {line}: {what}"),
    )
    .hint(bilingual!(
        vi: "sửa mẫu, hoặc xóa tệp để dùng lại mẫu mặc định",
        en: "mend the template, or delete the file to use the default one again",
    ))
}

/// A file of words is not a map of texts.
pub fn bad_words(location: Location, what: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &BAD_WORDS,
        location,
        bilingual!(vi: "tệp từ ngữ không đọc được: {what}", en: "the file of words cannot be read: {what}"),
    )
    .hint(bilingual!(
        vi: "mỗi dòng là \"mã: chữ\"; chữ có dấu hai chấm thì đặt trong ngoặc kép",
        en: "each line is \"key: text\"; put a text that holds a colon in quotes",
    ))
}

/// A theme's `theme.yaml` names another contract than this program's.
pub fn other_contract(location: Location, found: &str, expected: u32) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &OTHER_CONTRACT,
        location,
        bilingual!(
            vi: "giao diện viết cho contract {found}, chương trình này dùng contract {expected}",
            en: "the theme was written for contract {found}, this program has contract {expected}",
        ),
    )
    .hint(bilingual!(
        vi: "xem CHANGELOG.md, sửa các mẫu, rồi ghi \"contract: {expected}\" trong theme.yaml",
        en: "see CHANGELOG.md, mend the templates, then write \"contract: {expected}\" in theme.yaml",
    ))
}

/// A template or a file of words is not UTF-8.
pub fn not_utf8(location: Location) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        &NOT_UTF8,
        location,
        bilingual!(vi: "tệp không phải UTF-8", en: "the file is not UTF-8"),
    )
    .hint(bilingual!(vi: "lưu lại tệp bằng mã UTF-8", en: "save the file as UTF-8"))
}

/// A file that is never read; `near` is the name that was likely meant.
pub fn unread_file(location: Location, near: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Warning,
        &UNREAD_FILE,
        location,
        bilingual!(vi: "giao diện không dùng tệp tên này", en: "no page uses a file of this name"),
    );
    match near {
        Some(near) => diagnostic.hint(did_you_mean(near)),
        None => diagnostic.hint(bilingual!(
            vi: "xem các tên có tác dụng trong themes/README.md, hoặc chuyển tệp vào static/",
            en: "see themes/README.md for the names that have an effect, or move the file into static/",
        )),
    }
}
