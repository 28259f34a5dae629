//! Handing a part of an archive over: CB73x.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::source::SourcePath;

crate::diagnostic::codes! {
    NOT_CLOSED = "CB731" {
        vi: "kho chưa đóng",
        "Chỉ kho của một cơ quan đã chấm dứt mới được bàn giao từng phần cho những nơi kế thừa: cơ quan còn hoạt động thì kho là của chính cơ \
        quan ấy. Ngày cuối cùng của cơ quan ghi ở `to` trong issuers.yaml.";
        en: "the archive is not closed",
        "Only the archive of a body that has ended is handed over in parts to those that carry on: while the body is there, its archive is \
        its own. The last day of a body stands as `to` in issuers.yaml.";
    }

    NO_HEIR = "CB732" {
        vi: "không phải nơi kế thừa",
        "Phần của kho được bàn giao cho một đơn vị hành chính đang có, lập nên từ địa bàn của kho hoặc từ các đơn vị nằm trong địa bàn ấy, hay \
        cho cơ quan của đơn vị đó.";
        en: "no heir of the archive",
        "A part of the archive is handed over to a unit of today that was made of the archive's own place or of what lay in it, or to the \
        body of such a unit.";
    }

    DRAFTS_IN_HANDOVER = "CB733" {
        vi: "kho còn bản nháp",
        "Kho đã đóng được bàn giao là những gì đã công bố, nên không bàn giao khi còn mục ghi `draft: true`.";
        en: "drafts in what is handed over",
        "What a closed archive hands over is what was published, so nothing is handed over while an entry says `draft: true`.";
    }

    NOT_EMPTY = "CB734" {
        vi: "thư mục bàn giao không trống",
        "Phần bàn giao được ghi vào một thư mục mới hoặc trống, để không lẫn với tệp nào khác và không ghi đè lên gì.";
        en: "the folder of a handover is not empty",
        "What is handed over is written to a new or an empty folder, so that it mixes with no other file and nothing is written over.";
    }
}

/// The archive's body has not ended; none where it is not known whose it is.
pub fn not_closed(body: Option<&str>) -> Failure {
    let message = match body {
        Some(body) => bilingual!(
            vi: "{body} chưa chấm dứt, nên kho này chưa có gì để bàn giao",
            en: "{body} has not ended, so there is nothing to hand over yet",
        ),
        None => bilingual!(
            vi: "không rõ kho này là của cơ quan nào đã chấm dứt",
            en: "nothing tells which body that has ended this archive is of",
        ),
    };
    Failure::new(&NOT_CLOSED, message).hint(bilingual!(
        vi: "ghi `issuer` trong site.yaml, và ở issuers.yaml ghi `to` (ngày cuối cùng) cùng `ended_by` của cơ quan ấy",
        en: "give `issuer` in site.yaml, and `to` (the last day) with `ended_by` of that body in issuers.yaml",
    ))
}

/// An id that is none of the heirs', of which `known` are there.
pub fn no_heir(id: &str, known: &[(&str, String)]) -> Failure {
    let list = known.iter().map(|(id, name)| format!("{id} ({name})")).collect::<Vec<_>>().join(", ");
    let message = bilingual!(
        vi: "`{id}` không phải nơi kế thừa địa bàn của kho này",
        en: "`{id}` is no heir of this archive's place",
    );
    let hint = match known {
        [] => bilingual!(
            vi: "ghi `successors` của các đơn vị trong places.yaml",
            en: "give the `successors` of the units in places.yaml",
        ),
        _ => bilingual!(vi: "các nơi kế thừa: {list}", en: "heirs: {list}"),
    };
    Failure::new(&NO_HEIR, message).hint(hint)
}

/// Drafts in an archive that is to be handed over; `files` hold them.
pub fn drafts(files: &BTreeSet<SourcePath>) -> Failure {
    let files = files.iter().map(SourcePath::as_str).collect::<Vec<_>>().join(", ");
    let message = bilingual!(
        vi: "kho còn bản nháp, chưa bàn giao: {files}",
        en: "the archive has drafts and is not handed over: {files}",
    );
    Failure::new(&DRAFTS_IN_HANDOVER, message).hint(bilingual!(
        vi: "bỏ `draft: true` nếu đã ban hành, hoặc xóa bản nháp",
        en: "take `draft: true` away where they were issued, or delete the drafts",
    ))
}

/// A folder for what is handed over that holds something.
pub fn not_empty(folder: &Path) -> Failure {
    let folder = folder.display();
    let message = bilingual!(vi: "{folder} không trống", en: "{folder} is not empty");
    Failure::new(&NOT_EMPTY, message).hint(bilingual!(
        vi: "chọn một thư mục trống hoặc chưa có bằng --output",
        en: "choose an empty folder or a new one with --output",
    ))
}
