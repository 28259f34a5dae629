//! The server beside the editor: CB03x.

use std::io;

use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages::file::reason;

crate::diagnostic::codes! {
    PORT_TAKEN = "CB030" {
        vi: "cổng đã có chương trình dùng",
        "Hai chương trình không thể cùng nhận yêu cầu ở một cổng. Không nêu --port thì congbo tự tìm cổng trống kế tiếp.";
        en: "port taken",
        "Two programs cannot answer at one port. Without --port congbo finds the next free one by itself.";
    }

    CANNOT_LISTEN = "CB031" {
        vi: "không mở được cổng",
        "Hệ điều hành không cho nhận yêu cầu ở địa chỉ này: địa chỉ không phải của máy, hoặc cổng dưới 1024 cần quyền quản trị.";
        en: "cannot listen",
        "The system does not let congbo listen there: the address is not this machine's, or a port below 1024 needs an administrator.";
    }

    CANNOT_OPEN_BROWSER = "CB032" {
        vi: "không mở được trình duyệt",
        "--open nhờ hệ điều hành mở trình duyệt mặc định. Nếu không có, hãy tự mở địa chỉ được in ra.";
        en: "browser does not open",
        "--open asks the system for its default browser. Where there is none, open the printed address yourself.";
    }
}

/// The wanted port is taken.
pub fn port_taken(port: u16, shown: Option<&str>) -> Failure {
    let Bilingual { vi, en } = holder(shown);
    Failure::new(&PORT_TAKEN, bilingual!(vi: "cổng {port} {vi}", en: "port {port} {en}")).hint(
        bilingual!(vi: "chọn cổng khác bằng --port, hoặc bỏ --port", en: "choose another with --port, or leave --port out"),
    )
}

/// Another port than the first one is used, because that is taken.
pub fn port_moved(port: u16, shown: Option<&str>) -> Bilingual {
    let Bilingual { vi, en } = holder(shown);
    bilingual!(vi: "cổng {port} {vi}: dùng cổng trống kế tiếp", en: "port {port} {en}: using the next free one")
}

fn holder(shown: Option<&str>) -> Bilingual {
    match shown {
        Some(folder) => {
            bilingual!(vi: "đang do một congbo khác phục vụ {folder}", en: "is used by another congbo, for {folder}")
        }
        None => bilingual!(vi: "đang do chương trình khác dùng", en: "is used by another program"),
    }
}

/// The system refuses to listen.
pub fn cannot_listen(address: &str, cause: &io::Error) -> Failure {
    let Bilingual { vi, en } = reason(cause);
    Failure::new(
        &CANNOT_LISTEN,
        bilingual!(vi: "không nhận được yêu cầu ở {address}: {vi}", en: "cannot listen on {address}: {en}"),
    )
}

/// No browser came up; the server runs all the same.
pub fn cannot_open_browser(address: &str, cause: &io::Error) -> Failure {
    let Bilingual { vi, en } = reason(cause);
    Failure::new(
        &CANNOT_OPEN_BROWSER,
        bilingual!(vi: "không mở được trình duyệt: {vi}", en: "cannot open a browser: {en}"),
    )
    .hint(bilingual!(vi: "tự mở {address}", en: "open {address} yourself"))
}
