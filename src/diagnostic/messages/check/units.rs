//! What the careful reader says of units that a text names.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    UNKNOWN_COMMUNE = "CB559" {
        vi: "một xã mà kho chưa biết",
        "Danh mục đơn vị hành chính kèm chương trình có xã này trong tỉnh vào ngày của báo cáo, nhưng nó không thuộc địa bàn của trang và không \
        có trong places.yaml, nên tên không thành liên kết. Nếu đúng là xã ấy, hãy chép mục được đề nghị vào places.yaml.";
        en: "a commune that the archive does not know",
        "The program's list of administrative units has this commune in the province on the report's day, but it is not of the site's \
        place nor in places.yaml, so its name leads nowhere. If it is that commune, copy the proposed entry into places.yaml.";
    }
}

/// A commune that the list has and the archive has not; `entry` is what to write.
pub fn unknown_commune(name: &str, entry: &str, location: Location, others: Vec<Location>) -> Diagnostic {
    let message = bilingual!(vi: "kho chưa biết {name}", en: "the archive does not know {name}");
    let diagnostic = Diagnostic::new(Severity::Hint, &UNKNOWN_COMMUNE, location, message).hint(bilingual!(
        vi: "nếu đúng là xã này, thêm vào places.yaml: {entry}",
        en: "if it is this one, add to places.yaml: {entry}",
    ));
    others.into_iter().fold(diagnostic, |diagnostic, other| {
        diagnostic.related(other, bilingual!(vi: "cũng nhắc tới", en: "named here too"))
    })
}
