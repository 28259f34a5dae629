//! Figures that disagree: prose against lists, totals against their parts.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Severity};

crate::diagnostic::codes! {
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

    SHARE_DIFFERS = "CB547" {
        vi: "phần trăm không khớp với các số bên cạnh",
        "Con số phần trăm không phải là tỷ lệ của hai số đứng cạnh nó, cũng không khớp với số nào khác trong đoạn và các đoạn ngay trước. Hãy \
        tính lại, hoặc ghi rõ tỷ lệ này tính trên số nào.";
        en: "a percentage that does not follow from the numbers beside it",
        "The percentage is not the share of the two numbers beside it, nor of any other number in the passage and in those just before it. \
        Reckon again, or say of what it is a share.";
    }

    GROWTH_DIFFERS = "CB548" {
        vi: "mức tăng, giảm không khớp với hai số",
        "Mức tăng hoặc giảm không đưa từ con số kỳ trước đến con số kỳ này, và cũng không khớp với hai số nào khác trong đoạn. Hãy tính lại.";
        en: "growth that does not lead from one number to the other",
        "The growth does not lead from the number before to the number now, nor between any two other numbers of the passage. Reckon again.";
    }

    PARTS_DIFFER = "CB549" {
        vi: "các phần không cộng lại thành tổng",
        "Các phần nêu sau “gồm”, “trong đó” hoặc trong ngoặc không cộng lại thành con số tổng đứng trước, dù câu văn cho thấy đó là tất cả các phần; \
        hoặc một phần lớn hơn tổng của nó. Hãy cộng lại, hoặc nói rõ đó chỉ là một số phần.";
        en: "parts that do not add up to their whole",
        "The parts after “gồm”, “trong đó” or in brackets do not add up to the whole before them, though the sentence says that these are all; \
        or a part is more than its whole. Add them up again, or say that these are only some.";
    }

    RESPECTIVE = "CB553" {
        vi: "“lần lượt” với số lượng khác nhau",
        "Sau “lần lượt” phải có đúng một con số cho mỗi năm hoặc mỗi nơi nêu trước đó. Ở đây thừa hoặc thiếu, nên không rõ số nào của ai.";
        en: "as many numbers as things are wanted",
        "After “lần lượt” (respectively) stands one number for each year or place named before it. Here there are more or fewer, so it is unclear \
        whose each is.";
    }

    ROW_SUM = "CB554" {
        vi: "cột tổng của một dòng không bằng các cột thành phần",
        "Ở hầu hết các dòng của bảng, cột tổng bằng tổng các cột bên cạnh; riêng dòng này thì không. Hãy cộng lại.";
        en: "a row's total is not the sum of its columns",
        "In most rows of the table the total is the sum of the columns beside it; in this row it is not. Add it up again.";
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

/// `32 … (9,33%)` of 739.
pub fn share_differs(part: &str, whole: &str, written: &str, right: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "{part} trên {whole} là {right}%, không phải {written}%",
        en: "{part} of {whole} is {right}%, not {written}%",
    );
    Diagnostic::new(Severity::Warning, &SHARE_DIFFERS, location, message).hint(compare())
}

/// `120, tăng 25% so với … (90)`.
pub fn growth_differs(now: &str, then: &str, written: &str, right: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "từ {then} đến {now} là {right}%, không phải {written}%",
        en: "from {then} to {now} is {right}%, not {written}%",
    );
    Diagnostic::new(Severity::Warning, &GROWTH_DIFFERS, location, message).hint(compare())
}

/// A whole that is not the sum of its parts.
pub fn parts_differ(whole: &str, sum: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "tổng ghi {whole}, các phần nêu sau đó cộng lại là {sum}",
        en: "the whole says {whole}, the parts after it add up to {sum}",
    );
    Diagnostic::new(Severity::Warning, &PARTS_DIFFER, location, message).hint(compare())
}

/// A part that is more than its whole.
pub fn part_beyond_whole(part: &str, whole: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "một phần là {part}, lớn hơn tổng {whole}",
        en: "one part is {part}, more than the whole of {whole}",
    );
    Diagnostic::new(Severity::Warning, &PARTS_DIFFER, location, message).hint(compare())
}

fn compare() -> Bilingual {
    bilingual!(vi: "đối chiếu bản gốc rồi sửa số sai", en: "compare the original and mend the wrong number")
}

/// `lần lượt` with another number of numbers than of things.
pub fn respective(things: usize, numbers: usize, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "“lần lượt” cho {things} mục nhưng có {numbers} số",
        en: "“lần lượt” for {things} things, with {numbers} numbers",
    );
    Diagnostic::new(Severity::Warning, &RESPECTIVE, location, message).hint(compare())
}

/// A row whose total differs from its columns, unlike those of the other rows.
pub fn row_sum(column: &str, written: &str, sum: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "cột “{column}” ghi {written}, các cột của dòng này cộng lại là {sum}",
        en: "column “{column}” says {written}, the columns of this row add up to {sum}",
    );
    Diagnostic::new(Severity::Warning, &ROW_SUM, location, message).hint(compare())
}
