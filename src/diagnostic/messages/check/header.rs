//! The official header and foot: what is left blank, and what decree 30/2020/NĐ-CP asks for.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::diagnostic::codes! {
    BLANK_NUMBER = "CB531" {
        vi: "báo cáo để trống số",
        "Bản này chưa có số: là dự thảo, hoặc bản sao chưa điền. Trang sẽ hiện đúng chỗ trống đó. Nếu báo cáo đã có \
        đủ ngày ban hành thì số để trống là lỗi, vì văn bản đã phát hành phải có số. Không được tự đặt số.";
        en: "the report's number is blank",
        "This copy has no number: a draft, or a copy in which it was not filled in. The page shows the gap \
        as it is. If the report bears a full date, a blank number is an error, since an issued document has one. Never \
        make a number up.";
    }

    BLANK_DATE = "CB532" {
        vi: "báo cáo để trống ngày",
        "Bản này chưa ghi đủ ngày, tháng. Trang sẽ hiện đúng như bản gốc ghi. Nếu báo cáo đã có số thì ngày để \
        trống là lỗi. Không được tự đặt ngày.";
        en: "the report's date is blank",
        "This copy gives no full date. The page shows what the original shows. If the report has a number, \
        a blank date is an error. Never make a date up.";
    }

    BLANK_SIGNER = "CB533" {
        vi: "báo cáo không có người ký",
        "Phần đầu tệp không ghi tên người ký. Văn bản hành chính phải có chức vụ và họ tên người ký (Nghị định \
        30/2020/NĐ-CP, Điều 8); bản không có chữ ký là dự thảo.";
        en: "nobody signed the report",
        "The front matter names no signer. An administrative document bears its signer's office and name \
        (Decree 30/2020/NĐ-CP, Article 8); without them it is a draft.";
    }

    NO_ISSUER = "CB534" {
        vi: "báo cáo không ghi cơ quan ban hành",
        "Phần đầu tệp không có `issuer`, nên trang không hiện được tên cơ quan, và congbo không so được số với dãy số \
        của cơ quan đó.";
        en: "the report names no issuer",
        "The front matter has no `issuer`, so the page cannot show the body's name and congbo cannot compare \
        the number with that body's run.";
    }

    NO_ADDRESSEE = "CB535" {
        vi: "báo cáo lên cấp trên không có “Kính gửi”",
        "Báo cáo gửi cơ quan cấp trên có dòng “Kính gửi” dưới trích yếu (Nghị định 30/2020/NĐ-CP, Phụ lục I). Nơi \
        nhận cho thấy báo cáo này gửi lên cấp trên, nhưng không có dòng đó. Nếu bản gốc không có thì để nguyên.";
        en: "a report to a higher body without an addressee",
        "A report to a higher body has a line “Kính gửi” below its title (Decree 30/2020/NĐ-CP, Appendix I). \
        The recipients show that this one goes to a higher body, yet the line is not there. If the original has none, \
        leave it.";
    }

    AUTHORITY_WITHOUT_BODY = "CB536" {
        vi: "ký thay mà thiếu dòng “TM.”",
        "Ủy ban nhân dân làm việc theo chế độ tập thể, nên báo cáo của Ủy ban ký ba dòng: “TM. ỦY BAN NHÂN DÂN”, \
        “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”. Ở đây thiếu dòng đầu. Nếu bản gốc thiếu thì để nguyên.";
        en: "signed for the head without the body's line",
        "A people's committee works as a collective, so its reports are signed in three lines: “TM. ỦY BAN \
        NHÂN DÂN”, “KT. CHỦ TỊCH”, “PHÓ CHỦ TỊCH”. The first is not here. If the original lacks it, leave it.";
    }

    TITLE_STOP = "CB537" {
        vi: "trích yếu có dấu chấm ở cuối",
        "Trích yếu là tên của văn bản, không kết thúc bằng dấu chấm.";
        en: "a full stop at the end of the title",
        "The title names the document and does not end in a full stop.";
    }

    TITLE_RUNS_ON = "CB538" {
        vi: "trích yếu thiếu dấu ngắt trước chữ hoa",
        "Trong trích yếu, một vế mới viết hoa (như “Phương hướng”) đứng ngay sau chữ thường mà không có dấu phẩy, chấm \
        phẩy hay gạch. Có lẽ bản gốc xuống dòng ở đó.";
        en: "the title runs on without punctuation",
        "Inside the title a new part begins with a capital (such as “Phương hướng”) right after a small word, \
        with no comma, semicolon or dash. The original probably breaks the line there.";
    }

    ISSUED_ON_SUNDAY = "CB539" {
        vi: "văn bản ban hành vào Chủ nhật",
        "Cơ quan ít khi ban hành văn bản vào Chủ nhật, nên ngày có thể bị gõ sai. Đây chỉ là gợi ý.";
        en: "issued on a Sunday",
        "Offices rarely issue documents on a Sunday, so the date may be mistyped. It is only a hint.";
    }
}

/// `/BC-UBND`. With a full date the document claims to have been issued.
pub fn blank_number(written: &str, is_dated: bool, location: Location) -> Diagnostic {
    let severity = if is_dated { Severity::Error } else { Severity::Warning };
    let message = match written {
        "" => bilingual!(vi: "báo cáo không ghi số, ký hiệu", en: "the report has no number and symbol"),
        _ => {
            bilingual!(vi: "số của báo cáo để trống: “Số: {written}”", en: "the report's number is blank: “Số: {written}”")
        }
    };
    Diagnostic::new(severity, &BLANK_NUMBER, location, message).hint(bilingual!(
        vi: "nếu đã phát hành thì điền số theo bản gốc; nếu bản gốc để trống thì để nguyên, trang sẽ ghi rõ là để trống",
        en: "if it was issued, fill in the original's number; if the original is blank, leave it, and the page says so",
    ))
}

/// `ngày tháng năm 2022`. With a number the document claims to have been issued.
pub fn blank_date(written: &str, is_numbered: bool, location: Location) -> Diagnostic {
    let severity = if is_numbered { Severity::Error } else { Severity::Warning };
    let message = match written {
        "" => bilingual!(vi: "báo cáo không ghi ngày", en: "the report has no date"),
        _ => bilingual!(vi: "ngày của báo cáo để trống: “{written}”", en: "the report's date is blank: “{written}”"),
    };
    Diagnostic::new(severity, &BLANK_DATE, location, message).hint(bilingual!(
        vi: "nếu đã phát hành thì điền ngày theo bản gốc; nếu bản gốc để trống thì để nguyên",
        en: "if it was issued, fill in the original's date; if the original is blank, leave it",
    ))
}

/// No name among the signatures.
pub fn blank_signer(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "báo cáo không có họ tên người ký", en: "the report has no signer's name");
    Diagnostic::new(Severity::Warning, &BLANK_SIGNER, location, message)
        .hint(bilingual!(vi: "thêm `signatures` theo bản gốc", en: "add `signatures` as in the original"))
}

/// No issuer.
pub fn no_issuer(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "báo cáo không ghi cơ quan ban hành", en: "the report names no issuer");
    Diagnostic::new(Severity::Warning, &NO_ISSUER, location, message)
        .hint(bilingual!(vi: "thêm `issuer`", en: "add `issuer`"))
}

/// A higher body among the recipients, and no addressee.
pub fn no_addressee(recipient: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "gửi “{recipient}” mà không có dòng “Kính gửi”",
        en: "sent to “{recipient}” without a line “Kính gửi”",
    );
    Diagnostic::new(Severity::Hint, &NO_ADDRESSEE, location, message)
}

/// `KT. CHỦ TỊCH` alone.
pub fn authority_without_body(first_line: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "“{first_line}” không có dòng “TM. ỦY BAN NHÂN DÂN” ở trên",
        en: "“{first_line}” without “TM. ỦY BAN NHÂN DÂN” above it",
    );
    Diagnostic::new(Severity::Hint, &AUTHORITY_WITHOUT_BODY, location, message)
}

/// A title that ends in a full stop.
pub fn title_stop(location: Location) -> Diagnostic {
    let message = bilingual!(vi: "trích yếu kết thúc bằng dấu chấm", en: "the title ends in a full stop");
    Diagnostic::new(Severity::Hint, &TITLE_STOP, location, message)
}

/// `… đầu năm Phương hướng …`
pub fn title_runs_on(around: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "trích yếu thiếu dấu ngắt ở “{around}”",
        en: "the title lacks punctuation at “{around}”",
    );
    Diagnostic::new(Severity::Hint, &TITLE_RUNS_ON, location, message)
}

/// A Sunday.
pub fn issued_on_sunday(what: &str, date: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "{what} ghi ngày {date}, là Chủ nhật", en: "{what} is dated {date}, a Sunday");
    Diagnostic::new(Severity::Hint, &ISSUED_ON_SUNDAY, location, message)
}
