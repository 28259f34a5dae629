//! Files that are not what their place in the content folder asks for: CB140 to CB149, and CB583.

use crate::diagnostic::bilingual;
use crate::diagnostic::known::Known;
use crate::diagnostic::{Code, Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    UNKNOWN_FILE = "CB140" {
        vi: "tệp không dùng đến",
        "Thư mục content/ chỉ có những tệp đã định: site.yaml, issuers.yaml, places.yaml, registers.yaml, \
        legal/*.yaml, pages/*.md và mỗi kỳ một thư mục với period.yaml, legal.yaml, models.yaml, tasks.yaml, các \
        báo cáo *.md, các dòng của sổ trong so/ và files/. Tệp khác tên thì nội dung không lên trang.";
        en: "file that is not used",
        "The content folder holds site.yaml, issuers.yaml, places.yaml, registers.yaml, legal/*.yaml, pages/*.md, and \
        a folder per period with period.yaml, legal.yaml, models.yaml, tasks.yaml, reports *.md, rows of registers in so/, and files/. What a \
        file of another name says never reaches the site.";
    }

    BAD_PERIOD = "CB141" {
        vi: "tên thư mục không phải kỳ báo cáo",
        "Thư mục của kỳ có tên 2022-q1 đến 2022-q4 (quý), 2022-h1 và 2022-h2 (6 tháng), 2022-9m (9 \
        tháng) hoặc 2022 (năm).";
        en: "folder that is no period",
        "A period's folder is called 2022-q1 to 2022-q4 (quarters), 2022-h1 and 2022-h2 (halves), \
        2022-9m (nine months) or 2022 (year).";
    }

    NOT_A_LIST = "CB142" {
        vi: "tệp phải là một danh sách",
        "Tệp này chứa nhiều mục; mỗi mục bắt đầu bằng \"- \" ở đầu dòng, các khóa của nó thụt vào hai \
        dấu cách.";
        en: "file that should be a list",
        "The file holds several entries; each starts with \"- \" at the start of a line, its keys \
        indented by two spaces.";
    }

    FRONT_MATTER = "CB143" {
        vi: "thiếu phần đầu của bài",
        "Tệp .md bắt đầu bằng một dòng ---, rồi các khóa YAML, rồi một dòng --- nữa, rồi mới đến nội \
        dung.";
        en: "missing front matter",
        "A .md file starts with a line of ---, then keys in YAML, then another line of ---, then its \
        text.";
    }

    MORE = "CB149" {
        vi: "còn nhiều thông báo nữa",
        "Trong mỗi tệp, mỗi loại thông báo chỉ được in một trăm lần đầu, ở mọi định dạng của --format; phần còn lại \
        được đếm. Sửa các chỗ đã nêu rồi chạy lại thì thấy các chỗ sau.";
        en: "more messages",
        "Of each kind of message the first hundred in a file are told, in every --format; the rest is counted. \
        Mend those and run again to see the next.";
    }

    SECRET = "CB583" {
        vi: "dấu độ mật",
        "Văn bản đóng dấu Mật, Tối mật hoặc Tuyệt mật không bao giờ được đưa lên trang công khai. Hãy rút văn bản khỏi thư mục nội dung, \
        kể cả bản quét, hoặc chỉ công bố sau khi được giải mật. Không lệnh nào dựng hay công bố trang khi còn dấu này.";
        en: "a mark of secrecy",
        "A document stamped Mật, Tối mật or Tuyệt mật must never be on a public page. Take it out of the content folder, \
        scans included, or publish it only after it was declassified. No command builds or publishes while it is there.";
    }
}

/// A file that no stage reads; `names` are the names its folder may have. A near miss is an error, any other a warning.
pub fn unknown_file(location: Location, names: &[&str]) -> Diagnostic {
    let name = location.path.file_name().to_owned();
    let near = Known::from_iter(names).nearest(&name);
    let severity = if near.is_some() { Severity::Error } else { Severity::Warning };
    let message = bilingual!(vi: "tệp `{name}` không được dùng đến", en: "the file `{name}` is not used");
    let hint = match near {
        Some(near) => bilingual!(vi: "có phải `{near}`?", en: "did you mean `{near}`?"),
        None => {
            let names = names.join(", ");
            bilingual!(vi: "ở thư mục này có: {names}", en: "this folder may have: {names}")
        }
    };
    Diagnostic::new(severity, &UNKNOWN_FILE, location, message).hint(hint)
}

/// A folder that is neither a period nor one of the fixed ones.
pub fn bad_period(location: Location) -> Diagnostic {
    let folder = location.path.folder().split('/').next().unwrap_or_default();
    let message =
        bilingual!(vi: "thư mục `{folder}` không phải là kỳ báo cáo", en: "the folder `{folder}` is no period");
    let hint = bilingual!(
        vi: "đặt tên như 2022-h1, 2022-q3, 2022-9m hoặc 2022",
        en: "name it like 2022-h1, 2022-q3, 2022-9m or 2022",
    );
    Diagnostic::new(Severity::Error, &BAD_PERIOD, location, message).hint(hint)
}

/// A file of entries that is no list.
pub fn not_a_list(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "tệp này phải là một danh sách", en: "this file should be a list");
    let hint = bilingual!(vi: "bắt đầu mỗi mục bằng \"- \" ở đầu dòng", en: "start each entry with \"- \" at the start of a line");
    Diagnostic::new(Severity::Error, &NOT_A_LIST, location, message).hint(hint)
}

/// Markdown that does not begin with `---`.
pub fn no_front_matter(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "bài này không có phần đầu", en: "this text has no front matter");
    let hint = bilingual!(
        vi: "bắt đầu tệp bằng dòng ---, các khóa, rồi dòng ---",
        en: "begin the file with a line of ---, the keys, and a line of ---",
    );
    Diagnostic::new(Severity::Error, &FRONT_MATTER, location, message).hint(hint)
}

/// Front matter without an end.
pub fn unclosed_front_matter(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "phần đầu của bài không có dòng --- kết thúc", en: "the front matter has no closing line of ---");
    let hint = bilingual!(vi: "thêm dòng --- sau khóa cuối cùng", en: "add a line of --- after the last key");
    Diagnostic::new(Severity::Error, &FRONT_MATTER, location, message).hint(hint)
}

/// Stands for the `count` messages of a kind in a file that are not told.
pub fn more_of_kind(location: Location, severity: Severity, kind: &Code, count: usize) -> Diagnostic {
    let Code { id, title_vi, title_en, .. } = kind;
    let message = bilingual!(
        vi: "còn {count} thông báo {id} nữa trong tệp này: {title_vi}",
        en: "{count} more messages {id} in this file: {title_en}",
    );
    let hint = bilingual!(vi: "sửa các chỗ nêu trên rồi chạy lại", en: "mend those above and run again");
    Diagnostic::new(severity, &MORE, location, message).hint(hint)
}

/// `TỐI MẬT` on a line of its own.
pub fn secret(stamp: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "văn bản có dấu “{stamp}”", en: "the document is stamped “{stamp}”");
    Diagnostic::new(Severity::Error, &SECRET, location, message)
        .hint(bilingual!(vi: "không công bố văn bản này", en: "do not publish it"))
}
