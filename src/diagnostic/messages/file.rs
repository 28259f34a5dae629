//! Files that cannot be read or written: CB0xx.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Bilingual, Code, Diagnostic, Location, Place, Severity};
use crate::release::manifest::Damage;
use crate::source::SourcePath;

crate::diagnostic::codes! {
    NOT_UTF8 = "CB001" {
        vi: "tệp không phải UTF-8",
        "congbo chỉ đọc văn bản mã hoá UTF-8. Tệp cũ thường dùng TCVN3 (phông .VnTime), VNI, \
        Windows-1258 hoặc UTF-16; đọc nhầm bảng mã sẽ làm sai chữ mà không ai hay. Hãy mở tệp bằng trình soạn thảo \
        đúng bảng mã rồi lưu lại thành UTF-8.";
        en: "file is not UTF-8",
        "congbo reads UTF-8 text only. Older files are often in TCVN3 (.VnTime fonts), VNI, Windows-1258 \
        or UTF-16; guessing the encoding would garble words unnoticed. Open the file in an editor with its right \
        encoding and save it as UTF-8.";
    }

    NUL = "CB002" {
        vi: "tệp chứa ký tự NUL",
        "Ký tự NUL không bao giờ có trong văn bản; tệp có lẽ là UTF-16, bị hỏng, hoặc không phải văn bản. \
        Hãy lưu lại thành UTF-8, hoặc chuyển tệp vào thư mục files/ nếu đó là tệp đính kèm.";
        en: "file holds a NUL",
        "A NUL never stands in text; the file is probably UTF-16, damaged, or not a text. Save it as \
        UTF-8, or move it into a files/ folder if it is an attachment.";
    }

    TOO_LARGE = "CB003" {
        vi: "tệp quá lớn",
        "Văn bản lớn bất thường hầu như luôn là tệp đặt nhầm chỗ, và tệp đính kèm quá lớn thì người đọc \
        không tải về được. Hãy tách tệp, nén bản quét, hoặc bỏ tệp ra khỏi thư mục nội dung.";
        en: "file is too large",
        "A text of unusual size is nearly always a misplaced file, and an attachment that large cannot be \
        downloaded by most readers. Split it, compress the scan, or take it out of the content folder.";
    }

    NOT_A_FILE = "CB004" {
        vi: "không phải tệp thường",
        "Liên kết tượng trưng có thể dẫn ra ngoài thư mục nội dung và đưa lên trang những gì không định \
        công bố, nên congbo không đi theo liên kết nào. Hãy chép tệp thật vào thư mục.";
        en: "not an ordinary file",
        "A symbolic link may lead out of the content folder and publish what nobody meant to publish, so \
        congbo follows none. Copy the file itself into the folder.";
    }

    SAME_PATH = "CB005" {
        vi: "hai tệp trùng tên sau khi chuẩn hoá",
        "Tên tiếng Việt có hai cách mã hoá: dựng sẵn (NFC) và tổ hợp (NFD, thường do macOS tạo ra). Hai tệp \
        nhìn giống hệt nhau nhưng là hai tệp. congbo coi chúng là một tên, nên phải xoá hoặc đổi tên một tệp.";
        en: "two files become one path",
        "Vietnamese names can be encoded precomposed (NFC) or decomposed (NFD, often made by macOS). The \
        two files look alike and are two. congbo takes them as one name, so one must be deleted or renamed.";
    }

    BAD_NAME = "CB006" {
        vi: "tên tệp không dùng được",
        "Tên tệp trở thành địa chỉ trên trang và phải mở được trên mọi máy: chỉ dùng chữ Unicode, không có \
        dấu \\ và ký tự điều khiển. Hãy đổi tên tệp.";
        en: "unusable file name",
        "A file's name becomes an address on the site and must work on every machine: Unicode letters, no \
        backslash, no control character. Rename the file.";
    }

    UNREADABLE = "CB007" {
        vi: "không đọc được tệp",
        "Hệ điều hành không cho đọc tệp. Hãy xem quyền truy cập, và đóng chương trình đang giữ tệp.";
        en: "file cannot be read",
        "The operating system does not let the file be read. Look at its permissions, and close the \
        program that holds it.";
    }

    UNKNOWN_EXTENSION = "CB008" {
        vi: "tệp không được dùng đến",
        "congbo đọc .md và .yaml; mọi tệp khác chỉ được công bố khi nằm trong thư mục files/ của kỳ hoặc của \
        nội dung. Tệp ở chỗ khác bị bỏ qua, và người viết thường không biết điều đó.";
        en: "file is not used",
        "congbo reads .md and .yaml; any other file is published only from a files/ folder of a period or \
        of the content. Elsewhere it is left out, which its author often does not know.";
    }

    NO_FOLDER = "CB010" {
        vi: "không có thư mục",
        "Không tìm thấy thư mục cần đọc. Hãy chạy lệnh trong thư mục dự án, hoặc chỉ ra đường dẫn.";
        en: "no such folder",
        "The folder to read was not found. Run the command inside the project's folder, or name the path.";
    }

    OVERLAP = "CB011" {
        vi: "thư mục xuất và thư mục nguồn chồng nhau",
        "Nếu trang được xuất vào chính thư mục nội dung, vào trong nó, hoặc vào thư mục chứa nó, thì lần dựng \
        sau có thể đọc nhầm hoặc thay mất bản gốc. Hãy chọn hai thư mục nằm cạnh nhau.";
        en: "output and source folders overlap",
        "Were the site written into the content folder, inside it, or into a folder that holds it, the \
        next build could read its own pages or replace the originals. Choose two folders side by side.";
    }

    NOT_OURS = "CB012" {
        vi: "thư mục xuất không phải do congbo tạo",
        "Thư mục có tệp nhưng không có manifest-sha256.txt của congbo, nên không biết tệp nào được phép thay. \
        Hãy chọn một thư mục trống hoặc chưa có.";
        en: "output folder is not congbo's",
        "The folder holds files but no manifest-sha256.txt of congbo's, so nobody can tell which files may \
        be replaced. Choose an empty folder or one that does not exist yet.";
    }

    IN_THE_WAY = "CB013" {
        vi: "một tệp lạ nằm đúng chỗ của một trang",
        "congbo không bao giờ xoá hay ghi đè tệp mà nó không tạo ra. Hãy chuyển tệp đó đi, hoặc đổi địa chỉ \
        của trang.";
        en: "a foreign file stands where a page must go",
        "congbo never deletes or overwrites a file that it did not write. Move that file away, or change \
        the page's address.";
    }

    CANNOT_WRITE = "CB014" {
        vi: "không ghi được",
        "Hệ điều hành từ chối ghi: đĩa đầy, thư mục chỉ đọc, thiếu quyền, hoặc trên Windows một chương trình \
        khác đang mở tệp. `build` khi đó giữ nguyên trang cũ; `watch` vẫn ghi những tệp khác và thử lại tệp này cho đến khi \
        ghi được.";
        en: "cannot write",
        "The operating system refused to write: the disk is full, the folder is read-only, a permission is \
        missing, or on Windows another program has the file open. `build` then leaves the old site untouched; `watch` \
        writes the other files and tries this one again until it can be written.";
    }

    LOCKED = "CB015" {
        vi: "một lệnh congbo khác đang ghi",
        "Hai lệnh cùng ghi một thư mục sẽ trộn hai trang vào nhau. Hãy đợi lệnh kia xong hoặc dừng nó. Khoá \
        tự mất khi lệnh kia kết thúc, kể cả khi bị ngắt đột ngột.";
        en: "another congbo is writing",
        "Two commands writing one folder would mix two sites. Wait for the other or stop it. The lock \
        vanishes when that command ends, even if it is killed.";
    }

    CHANGED_MEANWHILE = "CB016" {
        vi: "tệp thay đổi trong lúc dựng trang",
        "Tệp đính kèm đã bị thay sau khi congbo đọc nó, nên mã SHA-256 trên trang không còn đúng. Hãy chạy lại; \
        `watch` tự đợi cho đến khi tệp được chép xong.";
        en: "a file changed while the site was built",
        "An attachment was replaced after congbo read it, so the SHA-256 on its page is no longer right. \
        Run the command again; `watch` waits by itself until the file is whole.";
    }

    BAD_OUTPUT_PATH = "CB017" {
        vi: "địa chỉ trang không ghi được thành tệp",
        "Mỗi trang phải nằm trong thư mục xuất và chỉ có một trang ở mỗi địa chỉ. Địa chỉ chứa .., dấu \\ hoặc \
        ký tự điều khiển, hay hai trang cùng một địa chỉ, đều bị từ chối.";
        en: "an address cannot be a file",
        "Each page must lie inside the output folder, one page at each address. An address with .., a \
        backslash or a control character, or two pages at one address, is refused.";
    }

    CANNOT_WATCH = "CB018" {
        vi: "không theo dõi được thư mục",
        "`watch` và `serve` nhờ hệ điều hành báo khi có tệp thay đổi. Ổ đĩa mạng và một số máy ảo không báo; \
        khi đó dùng --poll để congbo tự xem lại thư mục theo chu kỳ.";
        en: "folder cannot be watched",
        "`watch` and `serve` ask the system to tell when a file changes. Network drives and some virtual machines \
        do not tell; use --poll there, so that congbo looks through the folders by itself.";
    }

    DAMAGED_MANIFEST = "CB019" {
        vi: "danh mục của thư mục trang bị hỏng",
        "manifest-sha256.txt ghi từng tệp mà congbo đã tạo cùng mã SHA-256 của nó; nhờ đó congbo biết tệp nào được \
        phép thay và không bao giờ đụng đến tệp của người khác. Đĩa lỗi, mất điện giữa chừng hoặc sửa tay có thể làm danh \
        mục trống rỗng, bị cắt cụt hoặc mất. Khi đó `build`, `watch`, và `publish` vào một thư mục, dựng lại trọn vẹn cả \
        trang; thư mục cũ được giữ nguyên, không xoá tệp nào, trong thư mục ẩn bên cạnh, ví dụ .public.congbo/damaged-1. Tệp \
        không rõ do ai tạo vẫn ở chỗ cũ trong trang, trừ khi đúng chỗ đó là một trang của site.";
        en: "the manifest of a site's folder is damaged",
        "manifest-sha256.txt lists every file that congbo made with its SHA-256; by it congbo knows which files \
        it may replace, and never touches those of others. A failing disk, a power cut or an edit by hand can leave it \
        empty, cut off or lost. `build`, `watch`, and `publish` to a folder, then make the whole site anew; the old \
        folder is kept as it was, with every file, in the hidden folder beside it, such as .public.congbo/damaged-1. Files that \
        may be anybody's stay where they are in the site, unless a page must go there.";
    }
}

fn whole(path: &SourcePath) -> Location {
    Location { path: path.clone(), place: Place::File }
}

fn error(code: &'static Code, path: &SourcePath, message: Bilingual) -> Diagnostic {
    Diagnostic::new(Severity::Error, code, whole(path), message)
}

/// `line` is 1-based; `byte` is the first wrong byte, `offset` its place in the file.
pub fn not_utf8(path: &SourcePath, byte: u8, offset: usize, line: usize, likely: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp không phải UTF-8: byte {byte:#04X} ở dòng {line} (vị trí {offset}); có lẽ là {likely}",
        en: "the file is not UTF-8: byte {byte:#04X} in line {line} (offset {offset}); it is probably {likely}",
    );
    error(&NOT_UTF8, path, message).hint(bilingual!(
        vi: "mở tệp với bảng mã {likely} rồi lưu lại thành UTF-8",
        en: "open the file as {likely} and save it as UTF-8",
    ))
}

/// `line` is 1-based.
pub fn nul(path: &SourcePath, offset: usize, line: usize) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp chứa ký tự NUL ở dòng {line} (vị trí {offset}), nên không phải văn bản",
        en: "the file holds a NUL in line {line} (offset {offset}), so it is not a text",
    );
    error(&NUL, path, message).hint(bilingual!(
        vi: "lưu lại thành UTF-8, hoặc chuyển tệp đính kèm vào thư mục files/",
        en: "save it as UTF-8, or move an attachment into a files/ folder",
    ))
}

/// Both lengths in bytes.
pub fn too_large(path: &SourcePath, bytes: u64, limit: u64) -> Diagnostic {
    let (size, limit) = (mebibytes(bytes), mebibytes(limit));
    let message = bilingual!(
        vi: "tệp dài {size} MiB, quá giới hạn {limit} MiB",
        en: "the file is {size} MiB long, above the limit of {limit} MiB",
    );
    error(&TOO_LARGE, path, message)
}

/// Up to a tenth, rounded up so that a file above the limit never looks equal to it.
fn mebibytes(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(1 << 20);
    match tenths % 10 {
        0 => format!("{}", tenths / 10),
        rest => format!("{},{rest}", tenths / 10),
    }
}

pub fn symbolic_link(path: &SourcePath) -> Diagnostic {
    let message = bilingual!(
        vi: "đây là liên kết tượng trưng, có thể dẫn ra ngoài thư mục",
        en: "this is a symbolic link, which may lead out of the folder",
    );
    error(&NOT_A_FILE, path, message).hint(bilingual!(
        vi: "thay liên kết bằng chính tệp mà nó dẫn tới",
        en: "replace the link by the file that it leads to",
    ))
}

/// A pipe, socket or device.
pub fn special_file(path: &SourcePath) -> Diagnostic {
    let message = bilingual!(
        vi: "đây là ống dẫn, ổ cắm hoặc thiết bị, không phải tệp thường",
        en: "this is a pipe, socket or device, not an ordinary file",
    );
    error(&NOT_A_FILE, path, message)
}

/// `first` and `second` are the two names as the disk has them, shown with their code points where they differ.
pub fn same_path(path: &SourcePath, first: &str, second: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "hai tệp cùng thành một đường dẫn sau khi chuẩn hoá NFC: \"{first}\" và \"{second}\"",
        en: "two files become one path after NFC normalisation: \"{first}\" and \"{second}\"",
    );
    error(&SAME_PATH, path, message).hint(bilingual!(
        vi: "so sánh nội dung rồi xoá hoặc đổi tên một trong hai tệp",
        en: "compare them, then delete or rename one",
    ))
}

/// `shown` is the name with what cannot be shown escaped.
pub fn bad_name(path: &SourcePath, shown: &str) -> Diagnostic {
    let message = bilingual!(
        vi: "tên tệp \"{shown}\" không phải Unicode, hoặc chứa dấu \\ hay ký tự điều khiển",
        en: "the file name \"{shown}\" is not Unicode, or holds a backslash or a control character",
    );
    error(&BAD_NAME, path, message).hint(bilingual!(vi: "đổi tên tệp", en: "rename the file"))
}

/// Reading failed.
pub fn unreadable(path: &SourcePath, cause: &io::Error) -> Diagnostic {
    let Bilingual { vi, en } = reason(cause);
    error(&UNREADABLE, path, bilingual!(vi: "không đọc được tệp: {vi}", en: "the file cannot be read: {en}"))
}

/// A file that is neither a text nor under `files/`.
pub fn unknown_extension(path: &SourcePath) -> Diagnostic {
    let message = bilingual!(
        vi: "tệp này không được đọc và không được công bố",
        en: "this file is neither read nor published",
    );
    let folder = path.folder();
    let place = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let name = path.file_name();
    Diagnostic::new(Severity::Warning, &UNKNOWN_EXTENSION, whole(path), message).hint(bilingual!(
        vi: "tệp đính kèm thì chuyển vào {place}files/{name}; văn bản thì đổi đuôi thành .md hoặc .yaml",
        en: "an attachment goes to {place}files/{name}; a text ends in .md or .yaml",
    ))
}

/// The folder to read is not there or is not a folder.
pub fn no_folder(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    let message = bilingual!(
        vi: "không mở được thư mục {path}: {vi}",
        en: "the folder {path} cannot be opened: {en}",
    );
    Failure::new(&NO_FOLDER, message).hint(bilingual!(
        vi: "chạy trong thư mục dự án, hoặc dùng `congbo new` để tạo dự án mới",
        en: "run inside the project's folder, or start one with `congbo new`",
    ))
}

/// The output is the source, inside it, or around it.
pub fn overlap(output: &Path, source: &Path) -> Failure {
    let (output, source) = (output.display(), source.display());
    let message = bilingual!(
        vi: "thư mục xuất {output} và thư mục nguồn {source} trùng nhau hoặc thư mục này nằm trong thư mục kia",
        en: "the output folder {output} and the source folder {source} are one, or one lies inside the other",
    );
    Failure::new(&OVERLAP, message).hint(bilingual!(
        vi: "chọn thư mục xuất nằm cạnh thư mục nguồn, ví dụ public",
        en: "choose an output folder beside the source folder, such as public",
    ))
}

/// The output holds files and no manifest of ours; `example` is one of them.
pub fn not_ours(output: &Path, example: &Path) -> Failure {
    let (output, example) = (output.display(), example.display());
    let message = bilingual!(
        vi: "thư mục {output} không phải do congbo tạo và đang có tệp, ví dụ {example}",
        en: "the folder {output} was not made by congbo and holds files, such as {example}",
    );
    Failure::new(&NOT_OURS, message).hint(bilingual!(
        vi: "chọn một thư mục trống hoặc chưa có",
        en: "choose an empty folder or one that does not exist yet",
    ))
}

/// A folder's manifest does not tell what is ours.
pub fn damaged_manifest(path: &Path, damage: Damage) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), wrong(damage));
    let message = bilingual!(
        vi: "{path} {vi}, nên không biết tệp nào của trang do congbo tạo",
        en: "{path} {en}, so nobody can tell which files are congbo's",
    );
    Failure::new(&DAMAGED_MANIFEST, message).hint(bilingual!(
        vi: "chạy `congbo build`, hoặc `congbo publish` nếu là thư mục của một đích: trang được dựng lại trọn vẹn, thư mục \
            cũ được giữ nguyên",
        en: "run `congbo build`, or `congbo publish` where the folder is a target's: the site is made anew, and the old \
            folder is kept",
    ))
}

/// A damaged manifest was made good: the whole folder that had it is `kept`, and of the files `unexplained` in the new
/// site nobody knows whether they are ours.
pub fn mended_manifest(path: &Path, damage: Damage, kept: &Path, unexplained: &[PathBuf]) -> Failure {
    let (path, kept, Bilingual { vi, en }) = (path.display(), kept.display(), wrong(damage));
    let message = bilingual!(
        vi: "{path} {vi}; trang đã được dựng lại trọn vẹn, thư mục cũ được giữ nguyên ở {kept}",
        en: "{path} {en}; the site was made anew, and the old folder is kept in {kept}",
    );
    let hint = match unexplained.first().map(|path| path.display()) {
        None => bilingual!(
            vi: "khi chắc chắn không còn cần gì trong {kept} thì xoá thư mục đó",
            en: "delete {kept} once you are certain that you need nothing in it",
        ),
        Some(first) => {
            let count = unexplained.len();
            bilingual!(
                vi: "{count} tệp không rõ do ai tạo vẫn ở trong trang, ví dụ {first}: tệp nào của trang cũ thì xoá đi",
                en: "{count} of the files in the site may be anybody's, such as {first}: delete those of the old site",
            )
        }
    };
    Failure::new(&DAMAGED_MANIFEST, message).hint(hint)
}

/// What is wrong with a manifest, after its name.
pub fn wrong(damage: Damage) -> Bilingual {
    match damage {
        Damage::Missing => bilingual!(vi: "bị mất", en: "is lost"),
        Damage::Unreadable(kind) => {
            let Bilingual { vi, en } = reason(&kind.into());
            bilingual!(vi: "không đọc được ({vi})", en: "cannot be read ({en})")
        }
        Damage::Empty => bilingual!(vi: "trống rỗng", en: "is empty"),
        Damage::Line(line_number) => {
            bilingual!(vi: "hỏng ở dòng {line_number}", en: "is damaged in line {line_number}")
        }
        Damage::Short => bilingual!(vi: "thiếu những tệp mà congbo đã ghi", en: "lacks files that congbo wrote"),
        Damage::OtherHash => {
            bilingual!(vi: "đã bị sửa sau lần công bố gần nhất", en: "was altered after the last publication")
        }
    }
}

/// A foreign file or folder stands at a page's path.
pub fn in_the_way(path: &Path) -> Failure {
    let path = path.display();
    let message = bilingual!(
        vi: "{path} không phải do congbo tạo, nhưng một trang của site cần đúng chỗ đó",
        en: "{path} was not made by congbo, and a page of the site must go there",
    );
    Failure::new(&IN_THE_WAY, message).hint(bilingual!(
        vi: "chuyển tệp đó đi chỗ khác, hoặc đổi địa chỉ của trang",
        en: "move that file elsewhere, or change the page's address",
    ))
}

/// What a build put on the disk to save memory cannot be read back.
pub fn scratch_lost(cause: &io::Error) -> Failure {
    let Bilingual { vi, en } = reason(cause);
    let message = bilingual!(
        vi: "không đọc lại được phần tạm ghi ra đĩa trong lúc dựng: {vi}; trang cũ còn nguyên",
        en: "what was put on the disk while building cannot be read back: {en}; the old site is untouched",
    );
    Failure::new(&CANNOT_WRITE, message).hint(bilingual!(
        vi: "chạy lại; nếu vẫn vậy, kiểm tra đĩa chứa thư mục xuất",
        en: "run again; if that does not help, check the disk that the output folder is on",
    ))
}

/// Writing, linking, renaming or removing failed.
pub fn cannot_write(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    let message = bilingual!(
        vi: "không ghi được {path}: {vi}; trang cũ còn nguyên",
        en: "cannot write {path}: {en}; the old site is untouched",
    );
    let failure = Failure::new(&CANNOT_WRITE, message);
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => failure.hint(bilingual!(
            vi: "giải phóng dung lượng: trong lúc dựng cần chỗ cho cả trang cũ và phần thay đổi",
            en: "free some space: while building, the old site and what changes both need room",
        )),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => failure.hint(bilingual!(
            vi: "congbo cần quyền ghi vào thư mục xuất và thư mục chứa nó, vì trang mới được dựng bên cạnh trang cũ",
            en: "congbo must be able to write the output folder and the folder around it, where the new site is staged",
        )),
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => failure.hint(bilingual!(
            vi: "thư mục xuất là điểm gắn kết (mount); hãy xuất vào một thư mục bên trong nó",
            en: "the output folder is a mount point; let the output be a folder inside it",
        )),
        _ => failure,
    }
}

/// Writing or removing one file of the site failed, and will be tried again.
pub fn not_yet_written(path: &Path, cause: &io::Error) -> Failure {
    let (path, Bilingual { vi, en }) = (path.display(), reason(cause));
    let message = bilingual!(
        vi: "chưa ghi được {path}: {vi}; congbo sẽ thử lại",
        en: "cannot write {path} yet: {en}; congbo will try again",
    );
    let failure = Failure::new(&CANNOT_WRITE, message);
    match cause.kind() {
        _ if is_open_elsewhere(cause) => failure
            .hint(bilingual!(vi: "đóng tệp đó trong chương trình kia", en: "close the file in the other program")),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            failure.hint(bilingual!(vi: "giải phóng dung lượng đĩa", en: "free some space on the disk"))
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy => failure.hint(bilingual!(
            vi: "đóng chương trình đang mở tệp đó, hoặc bỏ thuộc tính chỉ đọc của tệp hay thư mục chứa nó",
            en: "close the program that has the file open, or let it and its folder be written",
        )),
        _ => failure,
    }
}

/// Another process holds the lock file.
pub fn locked(lock: &Path) -> Failure {
    let lock = lock.display();
    let message = bilingual!(
        vi: "một lệnh congbo khác đang ghi vào thư mục này (khoá {lock})",
        en: "another congbo is writing this folder (lock {lock})",
    );
    Failure::new(&LOCKED, message).hint(bilingual!(
        vi: "đợi lệnh kia xong, hoặc dừng `congbo watch` đang chạy",
        en: "wait for it, or stop the `congbo watch` that is running",
    ))
}

/// An attachment differs from what was read.
pub fn changed_meanwhile(path: &Path) -> Failure {
    let path = path.display();
    let message = bilingual!(
        vi: "{path} đã thay đổi trong lúc dựng trang",
        en: "{path} changed while the site was built",
    );
    Failure::new(&CHANGED_MEANWHILE, message).hint(bilingual!(vi: "chạy lại lệnh", en: "run the command again"))
}

/// An attachment that is still being copied, or is changing for another reason; it will be tried again.
pub fn still_changing(path: &Path) -> Failure {
    let path = path.display();
    let message = bilingual!(
        vi: "{path} còn đang thay đổi; congbo sẽ lấy tệp này khi chép xong",
        en: "{path} is still changing; congbo takes it as soon as it is whole",
    );
    Failure::new(&CHANGED_MEANWHILE, message)
}

/// An output path that leaves the folder or cannot be a file name everywhere.
pub fn bad_output_path(path: &str) -> Failure {
    let path = path.escape_debug();
    let message = bilingual!(
        vi: "địa chỉ \"{path}\" không thể là một tệp trong thư mục xuất",
        en: "the address \"{path}\" cannot be a file inside the output folder",
    );
    Failure::new(&BAD_OUTPUT_PATH, message)
}

/// Two pages of one build at one path.
pub fn written_twice(path: &str) -> Failure {
    let message = bilingual!(
        vi: "hai trang cùng ghi vào {path}",
        en: "two pages are written to {path}",
    );
    Failure::new(&BAD_OUTPUT_PATH, message)
}

/// The operating system's reason in both languages; the rarer ones keep the system's own words.
pub fn reason(cause: &io::Error) -> Bilingual {
    common_reason(cause).unwrap_or_else(|| {
        let words = cause.to_string();
        Bilingual { vi: words.clone(), en: words }
    })
}

/// The same, if it is a common one.
pub fn common_reason(cause: &io::Error) -> Option<Bilingual> {
    let (vi, en) = match cause.kind() {
        _ if is_open_elsewhere(cause) => ("một chương trình khác đang mở tệp", "another program has it open"),
        io::ErrorKind::NotFound => ("không tồn tại", "it does not exist"),
        io::ErrorKind::PermissionDenied => ("không đủ quyền", "permission denied"),
        io::ErrorKind::AlreadyExists => ("đã tồn tại", "it already exists"),
        io::ErrorKind::NotADirectory => ("không phải thư mục", "not a folder"),
        io::ErrorKind::IsADirectory => ("là một thư mục", "it is a folder"),
        io::ErrorKind::DirectoryNotEmpty => ("thư mục không trống", "the folder is not empty"),
        io::ErrorKind::StorageFull => ("đĩa đầy", "the disk is full"),
        io::ErrorKind::QuotaExceeded => ("hết hạn mức đĩa", "the disk quota is used up"),
        io::ErrorKind::ReadOnlyFilesystem => ("đĩa chỉ cho đọc", "the disk is read-only"),
        io::ErrorKind::FileTooLarge => ("tệp quá lớn", "the file is too large"),
        io::ErrorKind::InvalidFilename => ("tên quá dài hoặc không hợp lệ", "the name is too long or not valid"),
        io::ErrorKind::ResourceBusy => ("đang được dùng", "it is in use"),
        io::ErrorKind::CrossesDevices => ("nằm trên một ổ đĩa khác", "it lies on another disk"),
        _ => return None,
    };
    Some(bilingual!(vi: "{vi}", en: "{en}"))
}

/// Windows lets a program keep others from a file that it has open; the library has no word for that.
fn is_open_elsewhere(cause: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    const LOCK_VIOLATION: i32 = 33;
    cfg!(windows) && matches!(cause.raw_os_error(), Some(SHARING_VIOLATION | LOCK_VIOLATION))
}

/// The system refused to tell about changes in a folder.
pub fn cannot_watch(folder: &Path, cause: &io::Error) -> Failure {
    let (folder, Bilingual { vi, en }) = (folder.display(), reason(cause));
    Failure::new(&CANNOT_WATCH, bilingual!(vi: "không theo dõi được {folder}: {vi}", en: "cannot watch {folder}: {en}"))
        .hint(bilingual!(vi: "thử thêm --poll", en: "try --poll"))
}
