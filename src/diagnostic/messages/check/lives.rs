//! Things that live over periods: models, tasks, and the periods themselves.

use std::fmt::Display;

use crate::diagnostic::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};
use trichdan::calendar::{Date, short};

crate::diagnostic::codes! {
    MODEL_VANISHES = "CB526" {
        vi: "mô hình biến mất mà không kết thúc",
        "Mô hình có trong một kỳ, không có trong kỳ sau, và chưa từng được ghi là đã kết thúc. Người đọc sẽ hỏi: \
        còn hay hết? Hãy ghi `status: da-ket-thuc` hoặc ngày kết thúc `to:`, hoặc thêm mô hình vào kỳ sau.";
        en: "a model vanishes without an end",
        "The model stands in one period, not in the next, and was never said to have ended. Readers will \
        ask whether it is still there. Write `status: da-ket-thuc` or its last day `to:`, or add it to the next period.";
    }

    TASK_VANISHES = "CB527" {
        vi: "nhiệm vụ biến mất mà chưa nghiệm thu",
        "Nhiệm vụ mới phê duyệt hoặc chuyển tiếp ở kỳ này không còn ở kỳ sau, mà chưa ghi là đã nghiệm thu hay \
        dừng thực hiện.";
        en: "a task vanishes without an end",
        "A task that was approved or carried on in this period is gone in the next, without having been \
        accepted or stopped.";
    }

    PERIOD_WITHOUT_REPORT = "CB528" {
        vi: "kỳ chưa có báo cáo",
        "Thư mục của kỳ không có tệp báo cáo (.md) nào, nên trang của kỳ chỉ có số liệu mà không có văn bản.";
        en: "a period without a report",
        "The period's folder holds no report (.md), so its page shows figures without a document.";
    }

    PERIODS_OVERLAP = "CB529" {
        vi: "hai kỳ chồng nhau",
        "Hai kỳ có ngày chung mà không kỳ nào nằm trọn trong kỳ kia (như quý trong năm), nên số liệu bị tính hai \
        lần. Hãy xem lại `from` và `to` trong period.yaml.";
        en: "two periods overlap",
        "Two periods share days and neither lies wholly inside the other (as a quarter does in its year), so \
        figures are counted twice. Look at `from` and `to` in period.yaml.";
    }

    PERIOD_MISSING = "CB530" {
        vi: "thiếu kỳ báo cáo ở giữa",
        "Giữa hai kỳ cùng loại thiếu một kỳ. Nếu kỳ đó có báo cáo thì nên bổ sung; nếu không, ghi chú để người đọc \
        biết.";
        en: "a period is missing in between",
        "Between two periods of one kind another is missing. Add its report if there was one; if there was \
        none, a note tells readers so.";
    }
}

/// A model that the next period does not list.
pub fn model_vanishes(name: &str, last: impl Display, next: impl Display, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "mô hình “{name}” có ở kỳ {last}, không có ở kỳ {next}, và chưa ghi kết thúc",
        en: "the model “{name}” is in {last} and not in {next}, and has no end",
    );
    Diagnostic::new(Severity::Warning, &MODEL_VANISHES, location, message).hint(bilingual!(
        vi: "ghi `status: da-ket-thuc` hoặc `to:`, hoặc thêm mô hình vào {next}/models.yaml",
        en: "write `status: da-ket-thuc` or `to:`, or add it to {next}/models.yaml",
    ))
}

/// A task that the next period does not list.
pub fn task_vanishes(name: &str, last: impl Display, next: impl Display, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "nhiệm vụ “{name}” có ở kỳ {last}, không có ở kỳ {next}, và chưa nghiệm thu hay dừng",
        en: "the task “{name}” is in {last} and not in {next}, and was neither accepted nor stopped",
    );
    Diagnostic::new(Severity::Warning, &TASK_VANISHES, location, message)
        .hint(bilingual!(vi: "thêm nhiệm vụ vào {next}/tasks.yaml", en: "add it to {next}/tasks.yaml"))
}

/// A folder without a report.
pub fn period_without_report(period: impl Display, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "kỳ {period} chưa có báo cáo nào", en: "the period {period} has no report");
    Diagnostic::new(Severity::Warning, &PERIOD_WITHOUT_REPORT, location, message)
        .hint(bilingual!(vi: "tạo bằng `congbo new report {period}`", en: "make one with `congbo new report {period}`"))
}

/// Two periods with common days.
pub fn periods_overlap(
    later: impl Display,
    earlier: impl Display,
    common: (Date, Date),
    here: Location,
    there: Location,
) -> Diagnostic {
    let (from, to) = (short(common.0), short(common.1));
    let message = bilingual!(
        vi: "kỳ {later} và kỳ {earlier} chồng nhau từ {from} đến {to}",
        en: "{later} and {earlier} overlap from {from} to {to}",
    );
    Diagnostic::new(Severity::Warning, &PERIODS_OVERLAP, here, message)
        .related(there, bilingual!(vi: "kỳ {earlier}", en: "the period {earlier}"))
}

/// A gap in a row of periods.
pub fn period_missing(
    missing: impl Display,
    before: impl Display,
    after: impl Display,
    location: Location,
) -> Diagnostic {
    let message = bilingual!(
        vi: "thiếu kỳ {missing} giữa kỳ {before} và kỳ {after}",
        en: "{missing} is missing between {before} and {after}",
    );
    Diagnostic::new(Severity::Hint, &PERIOD_MISSING, location, message).hint(
        bilingual!(vi: "tạo bằng `congbo new period {missing}`", en: "make it with `congbo new period {missing}`"),
    )
}
