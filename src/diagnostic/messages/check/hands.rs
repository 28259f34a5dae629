//! Whom attached files name beside their words.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Severity};
use crate::media::Kind;

crate::diagnostic::codes! {
    NAMED_IN_PROPERTIES = "CB585" {
        vi: "tên người trong thuộc tính của tệp",
        "Word, Excel, PowerPoint và các chương trình làm PDF ghi vào thuộc tính của tệp tên người soạn và người lưu sau cùng; ai tải tệp về \
        cũng đọc được. Nếu không định công bố tên ấy thì hãy xóa bằng công cụ Kiểm tra tài liệu của Office, rồi xuất lại PDF. Tên cơ \
        quan, tên máy và tên chương trình không bị xét.";
        en: "a person's name in a file's properties",
        "Word, Excel, PowerPoint and what makes PDFs write into a file's properties who wrote it and who saved it last; anyone \
        who gets the file can read that. Where the name is not meant to be public, remove it with Office's document inspector and make \
        the PDF again. Names of offices, machines and programs are not looked at.";
    }

    MARKS_LEFT = "CB586" {
        vi: "nhận xét hoặc thay đổi theo dõi còn trong tệp",
        "Tệp còn giữ lời nhận xét bên lề, hoặc những chỗ sửa mà Word theo dõi (Track Changes): chữ đã gạch bỏ vẫn còn trong tệp, kèm tên \
        người sửa và giờ sửa, ai tải về cũng đọc được. Bản công bố nên là bản cuối cùng: chấp nhận hoặc từ chối các thay đổi, xóa nhận \
        xét, lưu lại.";
        en: "remarks or tracked changes left in a file",
        "The file still has remarks at its side or changes that Word tracks: words that were struck out are still in it, with the \
        names of those who did and the time, for anyone who gets the file. What is published should be the last version: accept or \
        refuse the changes, delete the remarks, save again.";
    }
}

/// Somebody whom the properties of this file name, and of others: `files` with this one.
pub fn named_in_properties(location: Location, kind: Kind, name: &str, files: usize) -> Diagnostic {
    let message = match files {
        1 => bilingual!(
            vi: "thuộc tính của tệp ghi tên “{name}”",
            en: "the file's properties name “{name}”",
        ),
        _ => bilingual!(
            vi: "thuộc tính của {files} tệp ghi tên “{name}”; đây là tệp đầu tiên",
            en: "the properties of {files} files name “{name}”; this is the first",
        ),
    };
    Diagnostic::new(Severity::Hint, &NAMED_IN_PROPERTIES, location, message).hint(how_to_remove(kind))
}

/// Remarks and changes that are still in a file, and who made them.
pub fn marks_left(location: Location, kind: Kind, comments: u32, changes: u32, by: &[&str]) -> Diagnostic {
    let Bilingual { mut vi, mut en } = match (comments, changes) {
        (_, 0) => bilingual!(vi: "tệp còn {comments} nhận xét", en: "remarks still in the file: {comments}"),
        (0, _) => {
            bilingual!(vi: "tệp còn {changes} thay đổi được theo dõi", en: "tracked changes still in the file: {changes}")
        }
        _ => bilingual!(
            vi: "tệp còn {changes} thay đổi được theo dõi và {comments} nhận xét",
            en: "still in the file: tracked changes {changes}, remarks {comments}",
        ),
    };
    if !by.is_empty() {
        let names = by.join(", ");
        vi.push_str(&format!(" (của {names})"));
        en.push_str(&format!(" (by {names})"));
    }
    let hint = match kind {
        Kind::Pdf => bilingual!(
            vi: "xóa nhận xét bằng chương trình đọc PDF, hoặc xuất lại PDF từ bản cuối cùng",
            en: "delete the remarks in a PDF reader, or make the PDF again from the last version",
        ),
        _ => bilingual!(
            vi: "chấp nhận hoặc từ chối mọi thay đổi, xóa mọi nhận xét (Word: thẻ Xem lại, Review), rồi lưu",
            en: "accept or refuse all changes and delete all comments (Word: the tab Review), and save",
        ),
    };
    Diagnostic::new(Severity::Hint, &MARKS_LEFT, location, Bilingual { vi, en }).hint(hint)
}

fn how_to_remove(kind: Kind) -> Bilingual {
    match kind {
        Kind::Pdf => bilingual!(
            vi: "xóa ở tệp gốc (Word: Tệp › Thông tin › Kiểm tra sự cố › Kiểm tra tài liệu), rồi xuất lại PDF",
            en: "remove it in the original (Word: File › Info › Check for Issues › Inspect Document), and make the PDF again",
        ),
        Kind::OpenText | Kind::OpenSheet | Kind::OpenSlides => bilingual!(
            vi: "LibreOffice: Tệp › Thuộc tính › bỏ chọn “Áp dụng dữ liệu người dùng” › Đặt lại, rồi lưu",
            en: "LibreOffice: File › Properties, uncheck “Apply user data”, Reset Properties, and save",
        ),
        _ => bilingual!(
            vi: "Tệp › Thông tin › Kiểm tra sự cố › Kiểm tra tài liệu (Inspect Document), xóa “Thuộc tính và thông tin cá nhân”, rồi lưu",
            en: "File › Info › Check for Issues › Inspect Document, remove “Document Properties and Personal Information”, and save",
        ),
    }
}
