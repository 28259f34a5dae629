//! Figures that disagree: prose against lists, totals against their parts.

use crate::bilingual;
use crate::diagnostic::{Diagnostic, Location, Severity};

crate::codes! {
    HECTARES_DISAGREE = "CB520" {
        vi: "diện tích khác với models.yaml",
        "Diện tích ghi ngay sau tên mô hình trong lời văn khác với `hectares` của mô hình trong models.yaml \
        cùng kỳ. Bảng và dữ liệu mở lấy số trong models.yaml, nên người đọc sẽ thấy hai số.";
        en: "hectares differ from models.yaml",
        "The hectares right after a model's name in the prose differ from its `hectares` in models.yaml of \
        the same period. Tables and open data take the number from models.yaml, so readers will see two.";
    }

    COUNT_DISAGREES = "CB521" {
        vi: "số lượng nhiệm vụ, mô hình không khớp",
        "Con số trong lời văn, trong period.yaml (task_counts) và số mục trong tasks.yaml, models.yaml của \
        cùng kỳ không khớp nhau. “Không” nghĩa là bằng 0; để trống nghĩa là không rõ và không bị so.";
        en: "counts of tasks or models disagree",
        "The number in the prose, in period.yaml (task_counts) and the number of entries in tasks.yaml or \
        models.yaml of the same period do not agree. “Không” means 0; an empty field means unknown and is not compared.";
    }

    TABLE_SUM = "CB522" {
        vi: "dòng tổng của bảng không bằng tổng các dòng",
        "Dòng “Tổng” hoặc “Cộng” khác với tổng các dòng phía trên ở cột này. Dòng bắt đầu bằng “Trong đó” \
        không được cộng. Hãy cộng lại, hoặc ghi rõ dòng tổng tính cả mục không nêu trong bảng.";
        en: "a table's total is not the sum of its rows",
        "The row “Tổng” or “Cộng” differs from the sum of the rows above it in this column. Rows that \
        begin with “Trong đó” (of which) are not added. Add it up again, or say that the total counts more than the \
        table shows.";
    }

    TABLE_PERCENT = "CB523" {
        vi: "tỷ lệ phần trăm trong bảng không khớp",
        "Cột tỷ lệ của bảng phải cộng lại thành con số ở dòng tổng, cho phép lệch do làm tròn.";
        en: "percentages in a table do not add up",
        "A table's column of percentages must add up to its total row, give or take rounding.";
    }

    INDICATOR_SUM = "CB524" {
        vi: "chỉ số không bằng tổng các mô hình",
        "Chỉ số này nêu các mô hình cộng thành nó (`models`), nhưng tổng diện tích của chúng trong models.yaml \
        là con số khác.";
        en: "indicator is not the sum of its models",
        "The indicator names the models that make it up (`models`), but their hectares in models.yaml add \
        up to another number.";
    }

    GRADE_WITHOUT_TASK = "CB525" {
        vi: "có xếp loại mà không có nhiệm vụ nghiệm thu",
        "Báo cáo ghi kết quả đánh giá xếp loại, nhưng cũng ghi không có nhiệm vụ nào được nghiệm thu, nên không rõ đã xếp loại \
        việc gì.";
        en: "a grade without an accepted task",
        "The report gives a grade and also says that no task was accepted, so it is unclear what was graded.";
    }
}

/// `Mô hình … (6ha)` against `hectares: 5`.
pub fn hectares_disagree(name: &str, prose: &str, listed: &str, location: Location, model: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "“{name}”: báo cáo ghi {prose} ha, models.yaml ghi {listed} ha",
        en: "“{name}”: the report says {prose} ha, models.yaml says {listed} ha",
    );
    Diagnostic::new(Severity::Warning, &HECTARES_DISAGREE, location, message)
        .hint(bilingual!(vi: "đối chiếu bản gốc rồi sửa bên sai", en: "compare the original and mend the wrong side"))
        .related(model, bilingual!(vi: "diện tích trong models.yaml", en: "the hectares in models.yaml"))
}

/// Two counts of one thing.
pub fn count_disagrees(
    what: (&str, &str),
    here: &str,
    there: &str,
    location: Location,
    other: (Location, &str),
) -> Diagnostic {
    let (vi, en) = what;
    let (place, file) = other;
    let message = bilingual!(
        vi: "{vi}: ở đây là {here}, {file} có {there}",
        en: "{en}: {here} here, {there} in {file}",
    );
    Diagnostic::new(Severity::Warning, &COUNT_DISAGREES, location, message)
        .related(place, bilingual!(vi: "{there} theo {file}", en: "{there} by {file}"))
}

/// A total row's cell.
pub fn table_sum(column: &str, written: &str, sum: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "cột “{column}”: dòng tổng ghi {written}, các dòng cộng lại là {sum}",
        en: "column “{column}”: the total says {written}, the rows add up to {sum}",
    );
    Diagnostic::new(Severity::Warning, &TABLE_SUM, location, message)
}

/// A total of percentages.
pub fn table_percent(column: &str, written: &str, sum: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "cột “{column}”: tỷ lệ cộng lại là {sum}%, dòng tổng ghi {written}%",
        en: "column “{column}”: percentages add up to {sum}%, the total says {written}%",
    );
    Diagnostic::new(Severity::Warning, &TABLE_PERCENT, location, message)
}

/// An indicator and the models that it is said to add up.
pub fn indicator_sum(name: &str, written: &str, sum: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "chỉ số “{name}” ghi {written}, các mô hình nêu tên cộng lại là {sum} ha",
        en: "the indicator “{name}” says {written}, the models it names add up to {sum} ha",
    );
    Diagnostic::new(Severity::Warning, &INDICATOR_SUM, location, message)
}

/// A grade beside a count of none.
pub fn grade_without_task(grade: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "xếp loại “{grade}” mà không có nhiệm vụ nào được nghiệm thu",
        en: "the grade “{grade}” though no task was accepted",
    );
    Diagnostic::new(Severity::Hint, &GRADE_WITHOUT_TASK, location, message)
}
