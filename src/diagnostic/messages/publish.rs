//! Publishing and verifying: CB7xx.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages::file::{reason, wrong};
use crate::diagnostic::{Bilingual, Diagnostic, Location, Mark, Place, Severity};
use crate::release::address::BadAddress;
use crate::release::manifest::Damage;
use crate::release::rewritten::Rewritten;
use crate::release::vanishing::{Page, Vanishing};
use crate::source::SourcePath;

crate::diagnostic::codes! {
    NO_TARGET = "CB701" {
        vi: "không có đích công bố này",
        "Đích công bố được đặt tên trong site.yaml, mục targets. Khi chỉ có một đích thì không cần nêu tên.";
        en: "no such target",
        "Targets are named in site.yaml under targets. With only one target its name may be left out.";
    }

    BAD_TARGET = "CB702" {
        vi: "địa chỉ đích không dùng được",
        "Đích là một thư mục, hoặc sftp://, ftp://, ftps://, webdav://, webdavs://, s3://, zip://. Mật khẩu không \
        bao giờ nằm trong địa chỉ, vì site.yaml thường được chia sẻ.";
        en: "unusable target address",
        "A target is a folder, or sftp://, ftp://, ftps://, webdav://, webdavs://, s3://, zip://. A password \
        never stands in the address, for site.yaml is usually shared.";
    }

    NOT_BUILT = "CB703" {
        vi: "trang chưa được dựng",
        "Chỉ công bố được một trang đã dựng trọn vẹn, có manifest-sha256.txt và đủ mọi tệp mà nó liệt kê.";
        en: "site is not built",
        "Only a whole built site can be published: with manifest-sha256.txt and every file that it lists.";
    }

    BASE_DIFFERS = "CB704" {
        vi: "địa chỉ gốc không khớp với đích",
        "Trang được dựng cho một địa chỉ gốc; đặt ở địa chỉ khác thì nguồn cấp tin, sơ đồ trang và dữ liệu mở \
        dẫn sai chỗ. Hãy sửa base_url, hoặc bật relative_urls.";
        en: "base address does not fit the target",
        "A site is built for one base address; put elsewhere, its feed, site map and open data lead to the \
        wrong place. Correct base_url, or turn relative_urls on.";
    }

    PASSWORD_IN_CLEAR = "CB719" {
        vi: "mật khẩu gửi không mã hóa",
        "FTP và WebDAV qua HTTP gửi mật khẩu như đã gõ: ai ở trên đường tới máy chủ đều đọc được, rồi sửa được trang. Hỏi \
        người quản trị máy chủ về ftps://, webdavs:// hoặc sftp://.";
        en: "a password is sent without encryption",
        "FTP, and WebDAV over HTTP, send the password as it was typed: whoever stands on the way to the server can read it, and \
        then change the site. Ask the server's administrator for ftps://, webdavs:// or sftp://.";
    }

    LOCAL_BASE = "CB718" {
        vi: "base_url chỉ có trên máy này",
        "Địa chỉ gốc như http://localhost:8000/ hay http://192.168.1.5/ chỉ mở được trên máy này hoặc trong mạng của cơ quan. \
        Trang công bố với địa chỉ ấy dẫn máy tìm kiếm, nguồn tin và trích dẫn của bạn đọc tới nơi không ai mở được. Ghi địa chỉ \
        công khai vào base_url của site.yaml, hoặc base_url của đích.";
        en: "base_url of this machine alone",
        "A base address such as http://localhost:8000/ or http://192.168.1.5/ opens on this machine or in the office's network \
        alone. A site published with it sends search engines, feeds and readers' citations to where nobody gets. Write the public \
        address as base_url in site.yaml, or of the target.";
    }

    CREDENTIALS = "CB705" {
        vi: "mật khẩu không dùng được",
        "Mật khẩu lấy từ biến môi trường CONGBO_PASSWORD_TÊN, từ lệnh trong CONGBO_PASSWORD_COMMAND_TÊN, hoặc từ \
        kho khoá của hệ điều hành. Ký tự điều khiển bị từ chối vì có thể chèn lệnh vào giao thức.";
        en: "unusable credentials",
        "A password comes from the variable CONGBO_PASSWORD_NAME, from the command in \
        CONGBO_PASSWORD_COMMAND_NAME, or from the system's keyring. Control characters are refused, for they could \
        smuggle commands into a protocol.";
    }

    UNKNOWN_HOST = "CB706" {
        vi: "máy chủ chưa được biết",
        "Khoá hoặc chứng thư của máy chủ chưa được xác nhận, nên không thể biết có ai đứng giữa hay không. Hãy hỏi \
        người quản trị dấu vân tay của khoá, so từng chữ, rồi chấp nhận.";
        en: "unknown server",
        "The server's key or certificate is not confirmed, so nobody knows whether someone sits in between. \
        Ask its administrator for the fingerprint, compare every letter, and then accept it.";
    }

    CHANGED_HOST = "CB707" {
        vi: "khoá của máy chủ đã thay đổi",
        "Máy chủ đưa ra một khoá khác với khoá đã ghi nhớ: hoặc máy chủ được cài lại, hoặc có người giả mạo. Hãy hỏi \
        người quản trị trước khi xoá khoá cũ khỏi known_hosts.";
        en: "the server's key changed",
        "The server shows another key than the remembered one: either it was set up anew, or someone \
        pretends to be it. Ask its administrator before you take the old key out of known_hosts.";
    }

    LOGIN = "CB708" {
        vi: "không đăng nhập được",
        "Máy chủ không nhận tên người dùng, mật khẩu hoặc khoá. Không có gì đã thay đổi.";
        en: "login refused",
        "The server did not take the user, password or key. Nothing was changed.";
    }

    SERVER = "CB709" {
        vi: "máy chủ báo lỗi",
        "Kết nối bị đứt nhiều lần, hoặc máy chủ từ chối một việc. Người đọc vẫn thấy trang cũ; chạy lại lệnh thì \
        phần đã gửi không phải gửi lại.";
        en: "the server failed",
        "The connection broke again and again, or the server refused something. Readers still see the old \
        site; run the command again, and what was sent is not sent again.";
    }

    NO_ROOM = "CB710" {
        vi: "máy chủ hết chỗ",
        "Trong lúc công bố, máy chủ cần chỗ cho cả trang cũ và phần thay đổi. Hãy giải phóng dung lượng rồi chạy lại.";
        en: "the server is full",
        "While publishing, the server needs room for the old site and for what changes. Free some and run \
        the command again.";
    }

    BUSY = "CB711" {
        vi: "một người khác đang công bố",
        "Hai lệnh cùng công bố vào một đích sẽ trộn hai trang vào nhau. Khoá của một lệnh bị ngắt tự mất hiệu lực sau \
        chưa đầy một phút.";
        en: "someone else is publishing",
        "Two commands publishing to one target would mix two sites. The lock of a killed command lapses \
        within a minute.";
    }

    TARGET_CHANGED = "CB712" {
        vi: "đích đã bị người khác thay đổi",
        "Một tệp của trang tại đích không còn như lần công bố trước để lại. Có thể ai đó sửa trực tiếp trên máy chủ; \
        ghi đè sẽ mất phần sửa đó.";
        en: "someone else changed the target",
        "A file of the site at the target is not as the last publication left it. Someone may have mended it \
        on the server; overwriting would lose that.";
    }

    FOREIGN_AT_TARGET = "CB713" {
        vi: "tệp lạ tại đích",
        "congbo không bao giờ ghi đè hay xoá tệp mà nó không tạo ra, ở đích cũng vậy.";
        en: "foreign file at the target",
        "congbo never overwrites or deletes a file that it did not write, at the target neither.";
    }

    STOPPED = "CB721" {
        vi: "đã dừng theo yêu cầu",
        "Người công bố bấm dừng. Công chúng vẫn thấy trang cũ; những gì đã gửi nằm chờ tại máy chủ, và lần công bố sau làm tiếp từ đó.";
        en: "stopped as asked",
        "Whoever publishes said to stop. Readers still see the old site; what was sent waits at the server, and the next publication \
        goes on from there.";
    }

    NO_ROLLBACK = "CB714" {
        vi: "không có bản trước để quay lại",
        "Chỉ thư mục và máy chủ SSH giữ lại bản công bố trước. Ở đích khác, hãy lấy lại nội dung cũ rồi công bố lại.";
        en: "nothing to roll back to",
        "Only folders and SSH servers keep the publication before. Elsewhere, bring the old content back and \
        publish it.";
    }

    COPY_DIFFERS = "CB715" {
        vi: "bản sao khác với danh mục",
        "Mỗi tệp của trang được ghi cùng mã SHA-256 trong manifest-sha256.txt. Tệp có mã khác đã bị thay đổi hoặc hỏng; \
        tệp thiếu thì đã mất.";
        en: "a copy differs from its manifest",
        "Every file of the site stands with its SHA-256 in manifest-sha256.txt. A file with another hash was \
        changed or damaged; a missing one is lost.";
    }

    NO_PERIOD = "CB716" {
        vi: "không có kỳ báo cáo này",
        "Gói lưu trữ được làm cho một kỳ báo cáo có thư mục trong nội dung.";
        en: "no such period",
        "An archive package is made for a reporting period that has a folder in the content.";
    }

    DRAFTS_IN_PACKAGE = "CB720" {
        vi: "gói lưu trữ có bản nháp",
        "Gói lưu trữ ghi lại những gì đã công bố, kèm nội dung gốc của kỳ, nên không đóng gói khi kỳ còn mục ghi `draft: true`. Hãy công bố \
        hoặc chuyển bản nháp ra ngoài thư mục của kỳ.";
        en: "a package with drafts",
        "A package is the record of what was published, with the period's own files, so none is made while an entry of the period says \
        `draft: true`. Publish the drafts, or move them out of the period's folder.";
    }

    BAD_MANIFEST = "CB717" {
        vi: "danh mục tại đích bị hỏng",
        "manifest-sha256.txt, và các phần của nó trong thư mục manifest-sha256, cho biết tệp nào tại đích là của trang. \
        Khi một phần bị mất hay bị sửa thì không phân biệt được tệp của trang với tệp của người khác, nên không tệp nào bị thay \
        hay xoá. Lấy lại phần đó từ bản sao lưu là đủ; nếu không, phải công bố lại từ đầu vào một thư mục trống.";
        en: "the manifest at the target is damaged",
        "manifest-sha256.txt, and its parts in the folder manifest-sha256, say which files at the target are the \
        site's. With a part lost or altered, nobody can tell the site's files from those of others, so none is replaced \
        or removed. It is enough to bring that part back from a backup; without one, the site has to be published anew \
        into an empty folder.";
    }
}

/// `known` are the names in site.yaml; `asked` is `None` when no name was given.
pub fn no_target(asked: Option<&str>, known: &[&str]) -> Failure {
    let message = match (asked, known.is_empty()) {
        (_, true) => bilingual!(vi: "site.yaml chưa có đích công bố nào", en: "site.yaml names no target yet"),
        (Some(asked), _) => bilingual!(vi: "không có đích \"{asked}\"", en: "there is no target \"{asked}\""),
        (None, _) => bilingual!(vi: "có nhiều đích, hãy nêu tên một đích", en: "there are several targets: name one"),
    };
    let known = if known.is_empty() { "targets: [{ name: …, url: … }]".to_owned() } else { known.join(", ") };
    Failure::new(&NO_TARGET, message)
        .hint(bilingual!(vi: "các đích trong site.yaml: {known}", en: "targets in site.yaml: {known}"))
}

/// A password that goes to the target without encryption; `mark` is where `site.yaml` writes its URL.
pub fn password_in_clear(target: &str, mark: Mark) -> Diagnostic {
    let path = SourcePath::new("site.yaml").expect("a file of the content folder");
    let message = bilingual!(
        vi: "mật khẩu của đích \"{target}\" được gửi không mã hóa",
        en: "the password of the target \"{target}\" is sent without encryption",
    );
    let location = Location { path, place: Place::Node(mark) };
    Diagnostic::new(Severity::Warning, &PASSWORD_IN_CLEAR, location, message).hint(bilingual!(
        vi: "dùng ftps://, webdavs:// hoặc sftp:// nếu máy chủ có; nếu không, đặt mật khẩu riêng cho đích này",
        en: "use ftps://, webdavs:// or sftp:// if the server has it; if not, let this target have a password of its own",
    ))
}

/// The target's URL cannot be used.
pub fn bad_target(target: &str, cause: BadAddress) -> Failure {
    let why = match cause {
        BadAddress::UnknownProtocol => bilingual!(vi: "giao thức không được hỗ trợ", en: "its protocol is not known"),
        BadAddress::Password => bilingual!(vi: "địa chỉ chứa mật khẩu", en: "it holds a password"),
        BadAddress::NoHost => bilingual!(vi: "thiếu tên máy chủ", en: "it names no server"),
        BadAddress::BadPort => bilingual!(vi: "cổng không hợp lệ", en: "its port is not valid"),
        BadAddress::BadCharacter => {
            bilingual!(vi: "có ký tự không dùng được", en: "it holds a character that cannot be used")
        }
    };
    let Bilingual { vi, en } = why;
    let message = bilingual!(
        vi: "địa chỉ của đích \"{target}\" không dùng được: {vi}",
        en: "the address of the target \"{target}\" cannot be used: {en}",
    );
    Failure::new(&BAD_TARGET, message).hint(bilingual!(
        vi: "ví dụ: sftp://ten@may-chu/duong/dan, ftps://ten@may-chu/thu-muc, ../www",
        en: "for example: sftp://name@server/path, ftps://name@server/folder, ../www",
    ))
}

/// The built site is missing or not whole.
pub fn not_built(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    let message = bilingual!(
        vi: "không đọc được {path} của trang đã dựng: {vi}",
        en: "{path} of the built site cannot be read: {en}",
    );
    Failure::new(&NOT_BUILT, message).hint(bilingual!(vi: "chạy `congbo build`", en: "run `congbo build`"))
}

/// The site was built for another base address than the target's.
pub fn base_differs(target: &str, built: &str, expected: &str) -> Failure {
    let message = bilingual!(
        vi: "trang được dựng cho {built}, còn đích \"{target}\" là {expected}",
        en: "the site was built for {built}, and the target \"{target}\" is {expected}",
    );
    Failure::new(&BASE_DIFFERS, message).hint(bilingual!(
        vi: "sửa base_url trong site.yaml, hoặc đặt relative_urls: true",
        en: "correct base_url in site.yaml, or set relative_urls: true",
    ))
}

/// The site was built for an address that only this machine or its neighbours can open.
pub fn local_base(target: &str, built: &str) -> Failure {
    let message = bilingual!(
        vi: "trang được dựng cho {built}, địa chỉ mà bạn đọc của đích \"{target}\" không mở được",
        en: "the site was built for {built}, which readers at the target \"{target}\" cannot open",
    );
    Failure::new(&LOCAL_BASE, message).hint(bilingual!(
        vi: "ghi địa chỉ công khai của trang vào base_url trong site.yaml",
        en: "write the site's public address as base_url in site.yaml",
    ))
}

/// A password with a control character.
pub fn control_character(target: &str) -> Failure {
    let message = bilingual!(
        vi: "mật khẩu của đích \"{target}\" chứa ký tự điều khiển",
        en: "the password of the target \"{target}\" holds a control character",
    );
    Failure::new(&CREDENTIALS, message)
}

/// The command that should print the password failed.
pub fn password_command(target: &str, variable: &str) -> Failure {
    let message = bilingual!(
        vi: "lệnh trong {variable} không cho ra mật khẩu của đích \"{target}\"",
        en: "the command in {variable} gave no password for the target \"{target}\"",
    );
    Failure::new(&CREDENTIALS, message)
}

/// Somebody said to stop while files were being sent.
pub fn stopped(server: &str) -> Failure {
    Failure::new(&STOPPED, bilingual!(vi: "đã dừng gửi tới {server}", en: "sending to {server} was stopped"))
        .hint(bilingual!(vi: "công bố lại để làm tiếp từ chỗ dừng", en: "publish again to go on from there"))
}

/// The server's key or certificate is not known.
pub fn unknown_host(server: &str, fingerprint: &str) -> Failure {
    let message = bilingual!(
        vi: "chưa biết máy chủ {server}; nó đưa ra khoá {fingerprint}",
        en: "the server {server} is not known; it shows the key {fingerprint}",
    );
    Failure::new(&UNKNOWN_HOST, message).hint(bilingual!(
        vi: "so dấu vân tay với người quản trị máy chủ, rồi chạy lại với --accept-host-key {fingerprint}",
        en: "compare the fingerprint with the server's administrator, then run again with --accept-host-key {fingerprint}",
    ))
}

/// The server's key is another one than before.
pub fn changed_host(server: &str, fingerprint: &str) -> Failure {
    let message = bilingual!(
        vi: "khoá của máy chủ {server} khác với khoá đã ghi nhớ; nó đưa ra {fingerprint}",
        en: "the key of the server {server} is not the remembered one; it shows {fingerprint}",
    );
    Failure::new(&CHANGED_HOST, message).hint(bilingual!(
        vi: "hỏi người quản trị; nếu máy chủ được cài lại, chạy `ssh-keygen -R {server}`",
        en: "ask its administrator; if it was set up anew, run `ssh-keygen -R {server}`",
    ))
}

/// `variable` is where the password of the target may stand.
pub fn login(server: &str, words: &Bilingual, target: &str, variable: &str) -> Failure {
    let Bilingual { vi, en } = words;
    let message = bilingual!(
        vi: "máy chủ {server} không cho đăng nhập: {vi}",
        en: "the server {server} refuses the login: {en}",
    );
    Failure::new(&LOGIN, message).hint(bilingual!(
        vi: "kiểm tra user trong site.yaml và mật khẩu trong biến {variable} hoặc kho khoá của hệ điều hành; trên Windows, cất \
            mật khẩu một lần bằng `cmdkey /generic:congbo/{target} /user:TÊN /pass`",
        en: "look at user in site.yaml and at the password in the variable {variable} or the system's keyring; on Windows, \
            put the password there once with `cmdkey /generic:congbo/{target} /user:NAME /pass`",
    ))
}

/// The server refused something, or the connection does not last.
pub fn server(server: &str, words: &Bilingual) -> Failure {
    let Bilingual { vi, en } = words;
    let message = bilingual!(
        vi: "máy chủ {server}: {vi}",
        en: "the server {server}: {en}",
    );
    let failure = Failure::new(&SERVER, message);
    if en.contains("session reuse") || en.contains("not resumed") {
        return failure.hint(bilingual!(
            vi: "máy chủ FTP đòi dùng lại phiên TLS; tắt require_ssl_reuse (vsftpd) hoặc tuỳ chọn tương tự",
            en: "the FTP server demands that TLS sessions be resumed; turn require_ssl_reuse (vsftpd) or its like off",
        ));
    }
    failure.hint(bilingual!(
        vi: "chạy lại lệnh: phần đã gửi không phải gửi lại",
        en: "run the command again: what was sent is not sent again",
    ))
}

/// The server forbids an operation.
pub fn denied(server: &str, words: &Bilingual) -> Failure {
    let Bilingual { vi, en } = words;
    let message = bilingual!(
        vi: "máy chủ {server} không cho phép: {vi}",
        en: "the server {server} does not permit it: {en}",
    );
    Failure::new(&SERVER, message).hint(bilingual!(
        vi: "người dùng phải được ghi, đổi tên và xoá trong thư mục của đích",
        en: "the user must be allowed to write, rename and delete in the target's folder",
    ))
}

/// The server's disk or quota is used up.
pub fn no_room(server: &str, words: &Bilingual) -> Failure {
    let Bilingual { vi, en } = words;
    let message = bilingual!(
        vi: "máy chủ {server} hết chỗ: {vi}; người đọc vẫn thấy trang cũ",
        en: "the server {server} is full: {en}; readers still see the old site",
    );
    Failure::new(&NO_ROOM, message)
}

/// Another publisher holds the lock, the folder `lock`; `machine` is empty where the lock does not tell it.
pub fn busy(server: &str, machine: &str, lock: &str) -> Failure {
    let message = match machine {
        "" => bilingual!(vi: "một người khác đang công bố vào {server}", en: "someone else is publishing to {server}"),
        _ => {
            bilingual!(vi: "máy {machine} đang công bố vào {server}", en: "the machine {machine} is publishing to {server}")
        }
    };
    Failure::new(&BUSY, message).hint(bilingual!(
        vi: "đợi rồi chạy lại; nếu chắc chắn không ai đang công bố, xoá thư mục {lock} tại máy chủ",
        en: "wait, then run again; if certainly nobody is publishing, remove the folder {lock} at the server",
    ))
}

/// Files at the target that are not as we left them.
pub fn target_changed(server: &str, paths: &[String]) -> Failure {
    let (count, first) = (paths.len(), paths.first().map_or("", String::as_str));
    let message = bilingual!(
        vi: "{count} tệp tại {server} đã bị người khác thay đổi, ví dụ {first}",
        en: "{count} files at {server} were changed by someone else, such as {first}",
    );
    Failure::new(&TARGET_CHANGED, message).hint(bilingual!(
        vi: "xem lại các tệp đó và đưa phần đã sửa vào nội dung; dùng --overwrite để thay bằng bản mới",
        en: "look at those files and bring what was mended into the content; --overwrite replaces them",
    ))
}

/// Pages that readers find at the target today, and whose addresses will lead nowhere: a note, for pages may be meant to go.
pub fn vanishing(target: &str, vanishing: &Vanishing) -> Bilingual {
    let count = vanishing.named.len() + vanishing.more;
    let mut note = bilingual!(
        vi: "{target}: {count} địa chỉ mà bạn đọc đang có sẽ không còn dẫn tới đâu; để giữ địa chỉ nào, dán dòng của nó vào mục mới:",
        en: "{target}: {count} addresses that readers have will lead nowhere; to keep one, paste its line into the new entry:",
    );
    let mut say = |line: Bilingual| {
        note.vi.push_str(&format!("\n{}", line.vi));
        note.en.push_str(&format!("\n{}", line.en));
    };
    for Page { address, heir } in &vanishing.named {
        say(match heir {
            Some(heir) => bilingual!(
                vi: "  aliases: [{address}]    # cùng tiêu đề: {heir}",
                en: "  aliases: [{address}]    # same title: {heir}",
            ),
            None => bilingual!(vi: "  aliases: [{address}]", en: "  aliases: [{address}]"),
        });
    }
    if vanishing.more > 0 {
        let more = vanishing.more;
        say(bilingual!(vi: "  và {more} địa chỉ nữa", en: "  and {more} more"));
    }
    note
}

/// Reports that readers know with other words, and of which no new notice tells: a note, for it may be a slip of the pen.
pub fn rewritten(target: &str, rewritten: &Rewritten) -> Bilingual {
    let count = rewritten.named.len() + rewritten.more;
    let mut note = bilingual!(
        vi: "{target}: câu chữ của {count} báo cáo đã công bố thay đổi mà không có thông báo mới; nếu không chỉ là lỗi gõ, thêm vào đầu tệp báo cáo:\n  \
            notices:\n    - {{kind: dinh-chinh, date: NGÀY/THÁNG/NĂM, reason: LÝ DO, changes: ĐÃ ĐỔI GÌ}}",
        en: "{target}: the words of {count} published reports differ, and no new notice says so; unless it is a slip of the pen, add to the report's front \
            matter:\n  notices:\n    - {{kind: dinh-chinh, date: DAY/MONTH/YEAR, reason: WHY, changes: WHAT WAS CHANGED}}",
    );
    let mut say = |line: Bilingual| {
        note.vi.push_str(&format!("\n{}", line.vi));
        note.en.push_str(&format!("\n{}", line.en));
    };
    for address in &rewritten.named {
        say(bilingual!(vi: "  {address}", en: "  {address}"));
    }
    if rewritten.more > 0 {
        let more = rewritten.more;
        say(bilingual!(vi: "  và {more} báo cáo nữa", en: "  and {more} more"));
    }
    note
}

/// A text of the manifest at the target is not what it should be; `path` is its name there.
pub fn bad_remote_manifest(server: &str, path: &str, damage: Damage) -> Failure {
    let Bilingual { vi, en } = wrong(damage);
    let message = bilingual!(
        vi: "{path} tại {server} {vi}, nên không biết tệp nào ở đó là của trang; chưa tệp nào bị thay đổi",
        en: "{path} at {server} {en}, so nobody can tell which files there are the site's; nothing was changed",
    );
    Failure::new(&BAD_MANIFEST, message).hint(bilingual!(
        vi: "lấy lại tệp đó từ bản sao lưu của máy chủ rồi chạy lại; nếu không có bản sao lưu, chuyển tệp riêng của mình đi \
            chỗ khác, xoá hết thư mục của đích rồi công bố lại từ đầu",
        en: "bring that file back from a backup of the server and run again; without a backup, move files of your own away, \
            empty the target's folder and publish everything anew",
    ))
}

/// A site on the web serves no manifest.
pub fn no_manifest(place: &str) -> Failure {
    let message = bilingual!(
        vi: "{place} không có manifest-sha256.txt",
        en: "{place} serves no manifest-sha256.txt",
    );
    Failure::new(&NOT_BUILT, message)
}

/// A foreign file stands at a page's path.
pub fn foreign_at_target(server: &str, path: &str) -> Failure {
    let message = bilingual!(
        vi: "{path} tại {server} không phải do congbo tạo, nhưng một trang cần đúng chỗ đó",
        en: "{path} at {server} was not made by congbo, and a page must go there",
    );
    Failure::new(&FOREIGN_AT_TARGET, message).hint(bilingual!(
        vi: "chuyển tệp đó đi, hoặc đổi địa chỉ của trang",
        en: "move that file away, or change the page's address",
    ))
}

/// The target keeps no earlier publication.
pub fn no_rollback(target: &str) -> Failure {
    let message = bilingual!(
        vi: "đích \"{target}\" không có bản trước trọn vẹn để quay lại",
        en: "the target \"{target}\" has no whole earlier publication to return to",
    );
    Failure::new(&NO_ROLLBACK, message)
}

/// A copy is not what its manifest says.
pub fn copy_differs(place: &str, changed: usize, missing: usize) -> Failure {
    let message = bilingual!(
        vi: "{place} khác với danh mục: {changed} tệp sai mã, {missing} tệp thiếu",
        en: "{place} differs from its manifest: {changed} files have another hash, {missing} are missing",
    );
    Failure::new(&COPY_DIFFERS, message)
}

/// `known` are the periods that have a folder.
pub fn no_period(period: &str, known: &[String]) -> Failure {
    let known = known.join(", ");
    let message = bilingual!(vi: "không có kỳ \"{period}\"", en: "there is no period \"{period}\"");
    Failure::new(&NO_PERIOD, message).hint(bilingual!(vi: "các kỳ: {known}", en: "periods: {known}"))
}

/// Drafts in a period that is to be packed; `files` hold them.
pub fn drafts_in_package(period: &str, files: &BTreeSet<SourcePath>) -> Failure {
    let files = files.iter().map(SourcePath::as_str).collect::<Vec<_>>().join(", ");
    let message = bilingual!(
        vi: "kỳ {period} còn bản nháp, chưa đóng gói: {files}",
        en: "period {period} has drafts and is not packed: {files}",
    );
    Failure::new(&DRAFTS_IN_PACKAGE, message).hint(bilingual!(
        vi: "bỏ `draft: true` khi đã ban hành, hoặc chuyển bản nháp ra ngoài thư mục kỳ",
        en: "take `draft: true` away once they are issued, or move them out of the period's folder",
    ))
}
