//! Names of places, and which unit they mean.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};
use trichdan::calendar::{Date, short};

crate::diagnostic::codes! {
    UNIT_IN_DOUBT = "CB557" {
        vi: "không rõ đơn vị nào",
        "Nhiều đơn vị, xưa và nay, mang cùng một tên; câu văn không cho biết chắc là đơn vị nào, nên tên không được liên kết. \
        Hãy viết rõ: “xã … cũ”, “xã … (nay là xã …)”, tên huyện, tỉnh bên cạnh, hoặc ngày của báo cáo.";
        en: "it is not clear which unit is meant",
        "Several units, former ones and today's, bear one name, and the sentence does not say for certain which is meant, so the \
        name is not linked. Say it: `xã … cũ`, `xã … (nay là xã …)`, the district or province beside it, or the report's day.";
    }

    UNIT_HAD_ENDED = "CB558" {
        vi: "đơn vị đã chấm dứt trước ngày báo cáo",
        "Vào ngày của báo cáo không còn đơn vị nào mang tên này. Tên vẫn được liên kết với đơn vị cũ, vì chưa đơn vị nào khác \
        mang tên ấy; nên viết “… cũ” hoặc “… (nay là …)” để người đọc biết.";
        en: "the unit had ended before the report's day",
        "No unit bore this name on the report's day. It still links to the former unit, since no other ever bore the name; write \
        `… cũ` or `… (nay là …)`, so that readers know.";
    }
}

/// A name that several units bore.
pub fn unit_in_doubt(surface: &str, units: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "không rõ “{surface}” là đơn vị nào, nên không liên kết: {units}",
        en: "it is not clear which unit `{surface}` means, so it is not linked: {units}",
    );
    Diagnostic::new(Severity::Hint, &UNIT_IN_DOUBT, location, message).hint(bilingual!(
        vi: "viết rõ “{surface} cũ”, “{surface} (nay là …)”, hoặc tên huyện, tỉnh bên cạnh",
        en: "write `{surface} cũ`, `{surface} (nay là …)`, or the district or province beside it",
    ))
}

/// A name whose only bearer is gone.
pub fn unit_had_ended(surface: &str, to: Date, location: Location) -> Diagnostic {
    let last = short(to);
    let message = bilingual!(
        vi: "“{surface}” chỉ có đến ngày {last}, trước ngày của báo cáo",
        en: "`{surface}` was there until {last} only, before the report's day",
    );
    Diagnostic::new(Severity::Hint, &UNIT_HAD_ENDED, location, message).hint(
        bilingual!(vi: "viết “{surface} cũ”, hoặc tên đơn vị hiện nay", en: "write `{surface} cũ`, or today's unit"),
    )
}
