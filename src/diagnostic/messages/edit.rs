//! Texts that a form cannot change, and leaves to whoever wrote them: CB119.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    BY_HAND = "CB119" {
        vi: "chỗ này cần sửa trong tệp",
        "Biểu mẫu chỉ đổi đúng chỗ được sửa; mọi chữ khác của tệp giữ nguyên. Ở vài cách viết YAML hiếm gặp, hoặc khi tệp đang có \
        lỗi, không thể chắc chắn như vậy, nên congbo không đổi gì. Mở tệp bằng trình soạn thảo và sửa ở đó.";
        en: "to be changed in the file",
        "A form changes only what was changed in it; every other letter of the file stays. In some rare ways of writing YAML, or \
        where the file is in error, that cannot be sure, so congbo changes nothing. Open the file in an editor and \
        change it there.";
    }
}

fn by_hand(location: Location, why: Bilingual) -> Diagnostic {
    Diagnostic::new(Severity::Error, &BY_HAND, location, why).hint(bilingual!(
        vi: "mở tệp và sửa chỗ này bằng tay; không có gì bị đổi",
        en: "open the file and change this by hand; nothing was changed",
    ))
}

/// `*name`, `&name`, `!name`, `? key`.
pub fn anchor(location: Location) -> Diagnostic {
    by_hand(
        location,
        bilingual!(
            vi: "biểu mẫu không sửa được mục có ký hiệu YAML này",
            en: "a form cannot change an entry with this sign of YAML",
        ),
    )
}

/// Brackets over several lines.
pub fn flow(location: Location) -> Diagnostic {
    by_hand(
        location,
        bilingual!(
            vi: "biểu mẫu không sửa được danh sách trong ngoặc viết trên nhiều dòng",
            en: "a form cannot change what stands in brackets over several lines",
        ),
    )
}

/// Tabs and odd line ends.
pub fn tab(location: Location) -> Diagnostic {
    by_hand(
        location,
        bilingual!(
            vi: "biểu mẫu không sửa được mục có phím tab hoặc dấu xuống dòng lạ",
            en: "a form cannot change an entry with tabs or odd line ends",
        ),
    )
}

/// What cannot be read.
pub fn damaged(location: Location) -> Diagnostic {
    by_hand(
        location,
        bilingual!(
            vi: "biểu mẫu không sửa được mục viết sai hoặc viết khác thường ở đây",
            en: "a form cannot change an entry that is in error here, or written in an unusual way",
        ),
    )
}

/// What is not there, or no longer.
pub fn absent(location: Location) -> Diagnostic {
    by_hand(
        location,
        bilingual!(
            vi: "không còn chỗ mà biểu mẫu muốn sửa",
            en: "what the form would change is not there",
        ),
    )
}

/// An edit whose text would not say what was meant.
pub fn unproven(location: Location) -> Diagnostic {
    by_hand(
        location,
        bilingual!(
            vi: "sửa bằng biểu mẫu ở đây sẽ làm mục này nói khác đi",
            en: "a change by the form would make this entry say something else",
        ),
    )
}
