//! What was typed and cannot be done: CB02x.

use std::io;
use std::path::Path;

use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::known::Known;
use crate::diagnostic::messages::did_you_mean;
use crate::diagnostic::messages::file::reason;
use crate::source::SourcePath;

crate::diagnostic::codes! {
    CANNOT_READ = "CB020" {
        vi: "không đọc được đầu vào",
        "Tệp nêu trên dòng lệnh không mở được, hoặc không phải văn bản UTF-8. Hãy xem lại tên tệp; tệp Word cũ hoặc bảng mã cũ thì dùng `congbo import`.";
        en: "the input cannot be read",
        "The file on the command line cannot be opened, or is not UTF-8 text. Check its name; for Word files and old encodings use `congbo import`.";
    }

    BAD_ARGUMENT = "CB021" {
        vi: "tham số không dùng được",
        "Một từ trên dòng lệnh hoặc một biến môi trường không mang giá trị mà lệnh này hiểu. `congbo LỆNH --help` nêu các giá trị hợp lệ.";
        en: "an argument that cannot be used",
        "A word of the command line, or an environment variable, has no value that this command understands. `congbo COMMAND --help` lists what it takes.";
    }

    ATTACHMENT_GONE = "CB022" {
        vi: "tệp đính kèm biến mất",
        "Một tệp trong files/ bị xóa trong lúc đang dựng trang. `build` khi đó giữ nguyên trang cũ: hãy chạy lại lệnh; `watch` tự thử lại.";
        en: "an attached file vanished",
        "A file under files/ was removed while the site was being built. `build` then leaves the old site untouched: run the command again; `watch` tries again by itself.";
    }
}

/// An input that cannot be read.
pub fn cannot_read(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    Failure::new(&CANNOT_READ, bilingual!(vi: "không đọc được {path}: {vi}", en: "cannot read {path}: {en}"))
}

/// An input that is not UTF-8; `offset` is the first byte that is not.
pub fn not_utf8(path: &Path, offset: usize) -> Failure {
    let path = path.display();
    let message = bilingual!(
        vi: "{path} không phải văn bản UTF-8 (từ byte {offset})",
        en: "{path} is not UTF-8 text (from byte {offset} on)",
    );
    Failure::new(&CANNOT_READ, message)
        .hint(bilingual!(vi: "lưu lại tệp với bảng mã UTF-8", en: "save the file again as UTF-8"))
}

/// A schema that does not exist.
pub fn unknown_schema<'k>(kind: &str, known: impl Iterator<Item = &'k str> + Clone) -> Failure {
    let all = known.clone().collect::<Vec<_>>().join(", ");
    let failure = Failure::new(
        &BAD_ARGUMENT,
        bilingual!(vi: "không có lược đồ `{kind}`; có: {all}", en: "there is no schema `{kind}`; there are: {all}"),
    );
    match Known::from_iter(known).nearest(kind) {
        Some(near) => failure.hint(did_you_mean(&near)),
        None => failure,
    }
}

/// `SOURCE_DATE_EPOCH` that is no number of seconds.
pub fn bad_epoch(written: &str) -> Failure {
    Failure::new(
        &BAD_ARGUMENT,
        bilingual!(
            vi: "SOURCE_DATE_EPOCH=`{written}` không phải số giây từ năm 1970",
            en: "SOURCE_DATE_EPOCH=`{written}` is not a number of seconds since 1970",
        ),
    )
}

/// A file that vanished between reading and writing.
pub fn attachment_gone(path: &SourcePath) -> Failure {
    Failure::new(
        &ATTACHMENT_GONE,
        bilingual!(vi: "{path} vừa bị xóa trong lúc dựng trang", en: "{path} was removed while the site was being built"),
    )
}

/// A file of the content folder that cannot be mended.
pub fn cannot_write(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    Failure::new(&CANNOT_READ, bilingual!(vi: "không ghi được {path}: {vi}", en: "cannot write {path}: {en}"))
}

/// A code that does not exist.
pub fn unknown_code<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Failure {
    let failure =
        Failure::new(&BAD_ARGUMENT, bilingual!(vi: "không có mã `{written}`", en: "there is no code `{written}`"));
    match Known::from_iter(known).nearest(&written.to_uppercase()) {
        Some(near) => failure.hint(did_you_mean(&near)),
        None => failure.hint(bilingual!(vi: "`congbo explain` liệt kê mọi mã", en: "`congbo explain` lists all codes")),
    }
}
