//! What went wrong at a server, where neither the server nor the system says it: for the messages of publishing.

use std::io;
use std::path::Path;

use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;
use crate::diagnostic::messages::file::{common_reason, reason};

/// Somebody said to stop.
pub fn stopped() -> Bilingual {
    bilingual!(vi: "đã dừng theo yêu cầu", en: "stopped as asked")
}

/// Nothing came for longer than we wait.
pub fn no_answer() -> Bilingual {
    bilingual!(vi: "máy chủ không trả lời", en: "the server does not answer")
}

/// Why there is no connection, or none any more; `None` where the system says nothing common.
pub fn of_connection(cause: &io::Error) -> Option<Bilingual> {
    Some(match cause.kind() {
        io::ErrorKind::ConnectionRefused => {
            bilingual!(vi: "máy chủ từ chối kết nối", en: "the server refused the connection")
        }
        io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe
        | io::ErrorKind::UnexpectedEof => bilingual!(vi: "kết nối bị đứt", en: "the connection broke"),
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => no_answer(),
        io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable | io::ErrorKind::NetworkDown => {
            bilingual!(vi: "không có đường mạng tới máy chủ", en: "no network leads to the server")
        }
        _ if is_unknown_name(cause) => no_such_server(),
        _ => return common_reason(cause),
    })
}

/// No address belongs to a server's name; neither the library nor the systems have a kind for that.
fn is_unknown_name(cause: &io::Error) -> bool {
    const HOST_NOT_FOUND: i32 = 11001;
    cfg!(windows) && cause.raw_os_error() == Some(HOST_NOT_FOUND)
        || cause.to_string().starts_with("failed to lookup address information")
}

/// The server's name leads nowhere.
pub fn no_such_server() -> Bilingual {
    bilingual!(vi: "không có máy chủ nào tên như vậy", en: "no server has this name")
}

/// Nobody vouches for the server.
pub fn bad_certificate() -> Bilingual {
    bilingual!(vi: "chứng thư số của máy chủ không hợp lệ", en: "the server's certificate is not valid")
}

/// No way to log in was left.
pub fn no_login() -> Bilingual {
    bilingual!(vi: "không có mật khẩu, khoá hay agent nào được chấp nhận", en: "no password, key or agent was accepted")
}

/// FTP with TLS was asked for; `answer` is the server's.
pub fn no_tls(answer: &str) -> Bilingual {
    bilingual!(vi: "máy chủ không có TLS: {answer}", en: "the server offers no TLS: {answer}")
}

/// Uploads are cut again and again, without any fault.
pub fn cut_uploads() -> Bilingual {
    bilingual!(vi: "tệp đến nơi ngắn hơn lúc gửi", en: "files arrive shorter than they were sent")
}

/// A file of the built site is not what its manifest says.
pub fn changed_since_built(path: &str) -> Bilingual {
    bilingual!(
        vi: "{path}: đã thay đổi từ khi dựng trang; hãy dựng lại",
        en: "{path}: changed since it was built; build again",
    )
}

/// A file of this machine cannot be used.
pub fn local_file(path: &Path, cause: &io::Error) -> Bilingual {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    bilingual!(vi: "{path}: {vi}", en: "{path}: {en}")
}

/// A site on the web was to be changed.
pub fn only_read() -> Bilingual {
    bilingual!(vi: "trang trên mạng chỉ đọc được", en: "a site on the web can only be read")
}

/// A thread of ours failed.
pub fn broken_session() -> Bilingual {
    bilingual!(vi: "một phiên làm việc bị hỏng", en: "a session panicked")
}
