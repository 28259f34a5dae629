//! What was changed and could be taken back: CB05x.

use std::io;
use std::path::Path;

use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages::file::reason;

crate::diagnostic::codes! {
    DAMAGED = "CB050" {
        vi: "bản ghi thay đổi bị hỏng",
        "Mỗi thay đổi được ghi lại trong thư mục ẩn cạnh content/ để có thể hoàn tác. Bản ghi này không đọc được, nên không hoàn \
        tác được thay đổi ấy; nội dung hiện có không bị ảnh hưởng. Có thể xoá tệp đó.";
        en: "damaged record of a change",
        "Each change is noted in the hidden folder beside content/, so that it can be taken back. This record cannot be read, \
        so that change cannot be taken back; the content as it is now is not touched. The file may be deleted.";
    }

    NOT_SAVED = "CB051" {
        vi: "không lưu được thay đổi",
        "Thay đổi được ghi vào thư mục ẩn cạnh content/ trước, rồi mới ghi vào tệp. Một trong hai việc không làm được, nên các tệp giữ như trước. Giải phóng chỗ trống hoặc sửa quyền ghi rồi lưu lại.";
        en: "change not saved",
        "A change is noted in the hidden folder beside content/ before its files are written. One of the two could not be done, so the files stay as they were. Free some room or mend the permissions and save again.";
    }
}

/// The disk refuses the record of a change, or its files.
pub fn not_saved(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    Failure::new(
        &NOT_SAVED,
        bilingual!(
            vi: "không lưu được thay đổi ({path}): {vi}; các tệp giữ như trước",
            en: "the change is not saved ({path}): {en}; the files stay as they were",
        ),
    )
}

/// A record that cannot be read.
pub fn damaged(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(&DAMAGED, bilingual!(vi: "bản ghi {path} bị hỏng", en: "the record {path} is damaged"))
}
