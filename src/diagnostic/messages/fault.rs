//! What went wrong at a server, where neither the server nor the system says it: for the messages of publishing.

use std::path::Path;

use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;

/// Nothing came for longer than we wait.
pub fn no_answer() -> Bilingual {
    bilingual!(vi: "máy chủ không trả lời", en: "the server does not answer")
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
pub fn local_file(path: &Path, cause: &dyn std::fmt::Display) -> Bilingual {
    let path = path.display();
    bilingual!(vi: "{path}: {cause}", en: "{path}: {cause}")
}

/// A site on the web was to be changed.
pub fn only_read() -> Bilingual {
    bilingual!(vi: "trang trên mạng chỉ đọc được", en: "a site on the web can only be read")
}

/// A thread of ours failed.
pub fn broken_session() -> Bilingual {
    bilingual!(vi: "một phiên làm việc bị hỏng", en: "a session panicked")
}
