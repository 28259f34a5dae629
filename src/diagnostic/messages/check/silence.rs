//! Comments that silence one place, and what is wrong with them.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    UNUSED_IGNORE = "CB500" {
        vi: "chú thích bỏ qua không còn tác dụng",
        "Chú thích này bỏ qua một mã mà chỗ đó không còn bị báo nữa: lỗi đã sửa, hoặc chú thích đặt sai chỗ. Chú thích có tác dụng với \
        đoạn ngay sau nó (Markdown) hoặc mục ngay sau nó (YAML). Hãy xóa để lần sau không che mất lỗi thật.";
        en: "an ignore comment without effect",
        "The comment ignores a code that is no longer reported there: it was mended, or the comment stands in the \
        wrong place. It works on the block right after it (Markdown) or the entry right after it (YAML). Delete it, so \
        that it hides nothing real later.";
    }

    BAD_IGNORE = "CB501" {
        vi: "chú thích bỏ qua viết sai",
        "Chú thích bỏ qua cần mã và lý do, ví dụ: <!-- congbo: bỏ qua CB571 vì bản gốc viết như vậy --> trước đoạn trong Markdown, hoặc \
        `# congbo: bỏ qua CB571 vì bản gốc viết như vậy` trước mục trong YAML. Không bỏ qua được lỗi (error).";
        en: "a malformed ignore comment",
        "An ignore comment needs a code and a reason, for example: <!-- congbo: ignore CB571 because the original has \
        it --> before a block of Markdown, or `# congbo: ignore CB571 because the original has it` before an entry of YAML. \
        Errors cannot be ignored.";
    }
}

/// Nothing to silence.
pub fn unused_ignore(code: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "không có {code} nào ở đây để bỏ qua", en: "there is no {code} here to ignore");
    Diagnostic::new(Severity::Hint, &UNUSED_IGNORE, location, message)
        .hint(bilingual!(vi: "xóa chú thích này", en: "delete the comment"))
}

/// No code, or one that does not exist.
pub fn unknown_code(written: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "không có mã “{written}”", en: "there is no code “{written}”");
    Diagnostic::new(Severity::Warning, &BAD_IGNORE, location, message)
        .hint(bilingual!(vi: "xem các mã bằng `congbo explain`", en: "`congbo explain` lists the codes"))
}

/// A code without a reason.
pub fn no_reason(code: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "bỏ qua {code} mà không có lý do", en: "{code} is ignored without a reason");
    Diagnostic::new(Severity::Warning, &BAD_IGNORE, location, message)
        .hint(bilingual!(vi: "viết lý do sau chữ “vì”", en: "write the reason after “because”"))
}
