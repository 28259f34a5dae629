//! Links to other hosts.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    DEAD_LINK = "CB590" {
        vi: "liên kết ngoài không còn",
        "Máy chủ kia trả lời rằng trang không còn (404, 410), hoặc tên miền không tồn tại. Hãy thay bằng địa chỉ mới, hoặc đính kèm tệp vào \
        files/ để không phụ thuộc trang khác.";
        en: "a dead link to another site",
        "The other server says that the page is gone (404, 410), or the host name does not exist. Use the new \
        address, or keep a copy in files/ so as not to depend on another site.";
    }

    LINK_MOVED = "CB591" {
        vi: "liên kết ngoài đã chuyển",
        "Máy chủ kia chuyển hẳn trang sang địa chỉ khác (301, 308). Địa chỉ cũ thường sẽ mất; nên ghi địa chỉ mới.";
        en: "a link to another site has moved",
        "The other server moved the page for good (301, 308). The old address usually dies; write the new one.";
    }

    LINK_UNCERTAIN = "CB592" {
        vi: "không kiểm tra được liên kết ngoài",
        "Máy chủ kia không trả lời, từ chối, hoặc báo lỗi tạm thời. Không có nghĩa là liên kết hỏng; hãy thử lại sau hoặc mở bằng trình duyệt.";
        en: "a link to another site could not be checked",
        "The other server did not answer, refused, or reported a passing fault. The link need not be broken; try \
        later or open it in a browser.";
    }
}

/// Gone.
pub fn dead_link(address: &str, answer: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "liên kết không còn ({answer}): {address}", en: "dead link ({answer}): {address}");
    Diagnostic::new(Severity::Warning, &DEAD_LINK, location, message)
}

/// Moved for good.
pub fn link_moved(address: &str, new_address: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "{address} đã chuyển sang {new_address}", en: "{address} has moved to {new_address}");
    Diagnostic::new(Severity::Hint, &LINK_MOVED, location, message)
}

/// No clear answer.
pub fn link_uncertain(address: &str, answer: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "không kiểm tra được {address}: {answer}", en: "could not check {address}: {answer}");
    Diagnostic::new(Severity::Hint, &LINK_UNCERTAIN, location, message)
}
