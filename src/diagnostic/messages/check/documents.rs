//! Documents that reports cite: numbers, dates, symbols, titles.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Diagnostic, Location, Severity};
use trichdan::calendar::{Date, short};

crate::diagnostic::codes! {
    NUMBER_OUT_OF_STEP = "CB510" {
        vi: "số văn bản lệch với ngày ban hành",
        "Một cơ quan đánh số văn bản cùng ký hiệu liên tục từ đầu năm, nên trong một năm số lớn hơn phải \
        ban hành sau. Văn bản này không khớp với dãy của các văn bản cùng cơ quan, cùng ký hiệu, cùng năm (dãy phải có \
        từ ba văn bản trở lên): hoặc ngày, hoặc số bị gõ sai. Hãy đối chiếu bản gốc rồi sửa; congbo không tự sửa.";
        en: "number out of step with its date",
        "A body numbers its documents of one symbol in a single run each year, so a higher number must \
        be the later one. This document does not fit the run of the same issuer, symbol and year (which needs at \
        least three documents): either the date or the number was mistyped. Compare the original and mend it; congbo \
        changes nothing by itself.";
    }

    SYMBOL_NOT_OFFICIAL = "CB511" {
        vi: "ký hiệu văn bản không đúng cách viết chính thức",
        "Ký hiệu gồm chữ viết tắt tên loại và tên cơ quan, nối bằng gạch nối, không có dấu cách và không có \
        dấu “&” (Nghị định 30/2020/NĐ-CP, Phụ lục I): TT-BKHCN, không phải TT-BKH&CN. Dấu “&” chỉ dùng trong lời văn, \
        như Bộ KH&CN. congbo vẫn nhận ra văn bản; hãy sửa nếu bản gốc viết đúng.";
        en: "symbol not as officially written",
        "A symbol is made of the abbreviations of type and body, joined by hyphens, without spaces and \
        without “&” (Decree 30/2020/NĐ-CP, Appendix I): TT-BKHCN, not TT-BKH&CN. The “&” belongs to prose, as in Bộ \
        KH&CN. congbo recognises the document all the same; mend it if the original has it right.";
    }

    ANOTHER_WEEKDAY = "CB502" {
        vi: "thứ và ngày không khớp",
        "Ngày ghi bên cạnh không phải là thứ ấy trong tuần: thứ hoặc ngày có lẽ gõ sai. Chỉ xét khi thứ đứng trong ngoặc ngay sau ngày, \
        hoặc đứng đầu cụm từ ngay trước ngày.";
        en: "day of the week and date disagree",
        "The date is another day of the week than the one beside it: one of the two is probably mistyped. Only days of the week in \
        brackets right behind a date, or at the beginning of a phrase right before it, are looked at.";
    }

    NO_SUCH_DAY = "CB512" {
        vi: "ngày không có trong lịch",
        "Ngày này không có trong lịch, như 31/4 hay 29/02 của năm không nhuận, nên chắc chắn có chữ số gõ \
        sai. Hãy đối chiếu bản gốc.";
        en: "a day that does not exist",
        "The calendar has no such day, like 31 April or 29 February of a common year, so a digit is \
        certainly wrong. Compare the original.";
    }

    NOT_YET_ISSUED = "CB513" {
        vi: "dẫn văn bản chưa ban hành",
        "Văn bản được dẫn ban hành sau ngày của báo cáo (hoặc sau ngày cuối kỳ, nếu báo cáo để trống \
        ngày), nên một trong hai ngày bị gõ sai.";
        en: "cites a document not yet issued",
        "The cited document was issued after the report's date (or after the period's last day where the \
        report leaves its date blank), so one of the two dates is wrong.";
    }

    NO_LONGER_IN_FORCE = "CB514" {
        vi: "dẫn văn bản đã hết hiệu lực",
        "Theo sổ đăng ký, văn bản này đã hết hiệu lực, bị thay thế hoặc bị bãi bỏ vào ngày của báo cáo. Nếu \
        báo cáo nhắc lại việc cũ thì để nguyên và ghi lý do bằng chú thích bỏ qua; nếu dùng làm căn cứ thì cần văn bản \
        mới. Nếu sổ đăng ký sai thì sửa sổ.";
        en: "cites a document no longer in force",
        "By the register this document had expired, been replaced or been repealed on the report's date. \
        If the report looks back, leave it and say so in an ignore comment; if it is used as a basis, the new \
        document is needed. If the register is wrong, mend the register.";
    }

    TWO_DATES = "CB515" {
        vi: "một văn bản được dẫn với hai ngày",
        "Cùng số hiệu, cùng cơ quan, cùng năm mà ngày ban hành khác nhau: một chỗ bị gõ sai. Hãy đối chiếu \
        bản gốc, rồi ghi văn bản vào sổ đăng ký để congbo so mọi lần dẫn với sổ.";
        en: "one document cited with two dates",
        "The same designation, issuer and year with different days of issue: one place is wrong. Compare \
        the original, then register the document so that congbo compares every citation with the register.";
    }

    TWO_TITLES = "CB516" {
        vi: "trích yếu khác với sổ đăng ký",
        "Trích yếu viết sau số hiệu gần giống nhưng không trùng với trích yếu trong sổ đăng ký. Có thể là rút \
        gọn có chủ ý, cũng có thể là chép sót chữ.";
        en: "title differs from the register",
        "The title written after the designation is close to the registered one but not the same. It may \
        be shortened on purpose, or words were lost in copying.";
    }

    IN_THE_FUTURE = "CB517" {
        vi: "ngày ban hành ở tương lai",
        "Văn bản mang ngày ban hành sau hôm nay, nên ngày hoặc năm bị gõ sai.";
        en: "date of issue in the future",
        "The document bears a date of issue after today, so its day or year is wrong.";
    }

    ABBREVIATED_TYPE = "CB518" {
        vi: "tên loại văn bản viết tắt trong lời văn",
        "Tên loại viết tắt chỉ dùng trong ký hiệu; trong lời văn viết đủ: Quyết định số 12/QĐ-UBND. Người \
        đọc ngoài cơ quan không phải ai cũng hiểu QĐ, TT, NĐ.";
        en: "type of document abbreviated in prose",
        "A type is abbreviated inside the symbol only; prose spells it out: Quyết định số 12/QĐ-UBND. Not \
        every reader outside the office knows QĐ, TT or NĐ.";
    }

    UNEVEN_CITATIONS = "CB519" {
        vi: "cách dẫn văn bản không thống nhất",
        "Phần lớn văn bản trong báo cáo được dẫn có chữ “số” trước số hiệu, riêng chỗ này thì không. Nghị định \
        30/2020/NĐ-CP dẫn văn bản bằng tên loại, số và ký hiệu, ngày, cơ quan ban hành, trích yếu.";
        en: "documents cited in uneven ways",
        "Most documents in this report are cited with “số” before the designation, and this one is not. \
        Decree 30/2020/NĐ-CP cites by type, number and symbol, date, issuer and title.";
    }

    ISSUER_VARIES = "CB509" {
        vi: "cùng một dãy văn bản, cơ quan ghi khác nhau",
        "Các văn bản cùng ký hiệu này thuộc một dãy số; phần lớn được ghi là của Chủ tịch Ủy ban nhân dân, riêng văn bản này \
        ghi là của Ủy ban nhân dân (hoặc ngược lại). Hai chức danh ban hành chung một dãy số nên congbo vẫn nhận ra, nhưng có thể ghi nhầm.";
        en: "one run of documents, two issuers",
        "Documents of this symbol share one run of numbers; most are said to be the chairman's, and this one the \
        committee's (or the reverse). The two share their numbers, so congbo recognises it, yet one may be a slip.";
    }

    BARE_CITATION = "CB508" {
        vi: "dẫn lần đầu không ghi ngày và cơ quan",
        "Lần đầu dẫn một văn bản cần ghi tên loại, số, ký hiệu, ngày ban hành, cơ quan và trích yếu; các lần sau chỉ cần tên loại và số, \
        ký hiệu (Nghị định 30/2020/NĐ-CP, Phụ lục I). Số của văn bản cá biệt quay lại từ 01 mỗi năm, nên thiếu ngày thì không biết là văn bản nào.";
        en: "first cited without date and issuer",
        "The first citation of a document gives type, number, symbol, date, issuer and title; later ones type, number and \
        symbol alone (Decree 30/2020/NĐ-CP, Appendix I). Numbers of individual documents begin again at 01 each year, so without a date \
        nobody can tell which one is meant.";
    }
}

/// A document and the day it bears, as a message names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated<'a> {
    /// Its designation as written.
    pub designation: &'a str,
    /// Its day of issue.
    pub date: Date,
    /// Where it stands.
    pub location: Location,
}

/// How a document that is out of step with its series may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// If the number is right: the days between which it was probably issued.
    pub likely_dates: (Date, Date),
    /// A day in reach that differs from the written one in the month alone, or has day and month exchanged.
    pub slip: Option<Date>,
    /// If the date is right: the numbers between which its own probably lies.
    pub likely_numbers: (u32, u32),
}

/// A number between whose neighbours its date does not lie.
pub fn number_out_of_step(
    suspect: &Dated<'_>,
    readings: &Readings,
    neighbours: (Option<&Dated<'_>>, Option<&Dated<'_>>),
) -> Diagnostic {
    let (designation, date) = (suspect.designation, short(suspect.date));
    let names: Vec<(String, String)> = [neighbours.0, neighbours.1]
        .into_iter()
        .flatten()
        .map(|other| {
            let (name, day) = (other.designation, short(other.date));
            (format!("{name} ngày {day}"), format!("{name} of {day}"))
        })
        .collect();
    let vi = names.iter().map(|(vi, _)| vi.as_str()).collect::<Vec<_>>().join(" và ");
    let en = names.iter().map(|(_, en)| en.as_str()).collect::<Vec<_>>().join(" and ");
    let message = bilingual!(
        vi: "{designation} ngày {date} lệch với dãy số cùng năm: {vi}",
        en: "{designation} of {date} is out of step with the same year's run: {en}",
    );
    let mut diagnostic = Diagnostic::new(Severity::Warning, &NUMBER_OUT_OF_STEP, suspect.location.clone(), message)
        .hint(likely(readings));
    for other in [neighbours.0, neighbours.1].into_iter().flatten() {
        let (name, day) = (other.designation, short(other.date));
        diagnostic =
            diagnostic.related(other.location.clone(), bilingual!(vi: "{name} ngày {day}", en: "{name} of {day}"));
    }
    diagnostic
}

/// What is likely if the number is right, and what if the date is.
fn likely(found: &Readings) -> Bilingual {
    let (from, to) = (short(found.likely_dates.0), short(found.likely_dates.1));
    let (low, high) = found.likely_numbers;
    match found.slip.map(short) {
        Some(slip) => bilingual!(
            vi: "nếu số đúng thì ngày khoảng {from} đến {to} (có thể là {slip}); nếu ngày đúng thì số khoảng {low} đến {high}; \
                đối chiếu bản gốc",
            en: "if the number is right, the date is about {from} to {to} (perhaps {slip}); if the date is right, the number \
                is about {low} to {high}; compare the original",
        ),
        None => bilingual!(
            vi: "nếu số đúng thì ngày khoảng {from} đến {to}; nếu ngày đúng thì số khoảng {low} đến {high}; đối chiếu bản gốc",
            en: "if the number is right, the date is about {from} to {to}; if the date is right, the number is about {low} to \
                {high}; compare the original",
        ),
    }
}

/// `TT-BKH&CN` where the symbol is `TT-BKHCN`; further places with the same symbol are pointed at.
pub fn symbol_not_official(written: &str, official: &str, first: Location, others: Vec<Location>) -> Diagnostic {
    let message = bilingual!(
        vi: "ký hiệu “{written}” không đúng cách viết chính thức",
        en: "the symbol “{written}” is not as officially written",
    );
    let mut diagnostic = Diagnostic::new(Severity::Warning, &SYMBOL_NOT_OFFICIAL, first, message)
        .hint(bilingual!(vi: "viết “{official}”", en: "write “{official}”"));
    for other in others {
        diagnostic = diagnostic.related(other, bilingual!(vi: "cũng viết “{written}”", en: "also “{written}”"));
    }
    diagnostic
}

/// `31/4/2021`.
pub fn no_such_day(written: &str, location: Location) -> Diagnostic {
    let message = bilingual!(vi: "không có ngày “{written}”", en: "there is no day “{written}”");
    Diagnostic::new(Severity::Warning, &NO_SUCH_DAY, location, message)
        .hint(bilingual!(vi: "đối chiếu bản gốc", en: "compare the original"))
}

/// A day of the week beside a date that is another.
pub fn another_weekday(written: &str, date: Date, weekday: &str, location: Location) -> Diagnostic {
    let date = short(date);
    let message = bilingual!(
        vi: "“{written}”: ngày {date} không phải {weekday}",
        en: "“{written}”: {date} is not {weekday}",
    );
    Diagnostic::new(Severity::Warning, &ANOTHER_WEEKDAY, location, message).hint(
        bilingual!(vi: "đối chiếu thứ và ngày với bản gốc", en: "compare day of the week and date with the original"),
    )
}

/// A citation of a document that was issued after the report.
pub fn not_yet_issued(surface: &str, issued: Date, report: Date, location: Location) -> Diagnostic {
    let (issued, report) = (short(issued), short(report));
    let message = bilingual!(
        vi: "“{surface}” ban hành ngày {issued}, sau ngày của báo cáo ({report})",
        en: "“{surface}” was issued on {issued}, after the report's date ({report})",
    );
    Diagnostic::new(Severity::Warning, &NOT_YET_ISSUED, location, message).hint(bilingual!(
        vi: "kiểm tra lại ngày của văn bản và ngày của báo cáo",
        en: "check the document's date and the report's",
    ))
}

/// How a document came to be without force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Its own last day passed.
    Expired,
    /// Another document took its place.
    Replaced,
    /// Another document ended it.
    Repealed,
}

/// A citation of a document that was over on the report's date.
pub fn no_longer_in_force(
    surface: &str,
    ending: Ending,
    since: Option<Date>,
    report: Date,
    location: Location,
    register: Location,
) -> Diagnostic {
    let (vi, en) = match ending {
        Ending::Expired => ("hết hiệu lực", "expired"),
        Ending::Replaced => ("bị thay thế", "replaced"),
        Ending::Repealed => ("bị bãi bỏ", "repealed"),
    };
    let report = short(report);
    let message = match since.map(short) {
        Some(since) => bilingual!(
            vi: "“{surface}” đã {vi} từ {since}, trước ngày của báo cáo ({report})",
            en: "“{surface}” was {en} from {since}, before the report's date ({report})",
        ),
        None => bilingual!(
            vi: "“{surface}” đã {vi} trước ngày của báo cáo ({report})",
            en: "“{surface}” was {en} before the report's date ({report})",
        ),
    };
    Diagnostic::new(Severity::Warning, &NO_LONGER_IN_FORCE, location, message)
        .related(register, bilingual!(vi: "theo sổ đăng ký", en: "by the register"))
}

/// Two places that give one unregistered document different days.
pub fn two_dates(second: &Dated<'_>, first: &Dated<'_>) -> Diagnostic {
    let designation = second.designation;
    let (one, two) = (short(second.date), short(first.date));
    let message = bilingual!(
        vi: "{designation} ghi ngày {one}, chỗ khác ghi ngày {two}",
        en: "{designation} is dated {one} here and {two} elsewhere",
    );
    Diagnostic::new(Severity::Warning, &TWO_DATES, second.location.clone(), message)
        .related(first.location.clone(), bilingual!(vi: "ở đây ghi ngày {two}", en: "dated {two} here"))
}

/// A title that is nearly the registered one.
pub fn two_titles(written: &str, registered: &str, location: Location, register: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "trích yếu “{written}” khác với sổ đăng ký",
        en: "the title “{written}” differs from the register",
    );
    Diagnostic::new(Severity::Hint, &TWO_TITLES, location, message)
        .related(register, bilingual!(vi: "sổ ghi “{registered}”", en: "the register has “{registered}”"))
}

/// A date of issue after today.
pub fn in_the_future(what: &str, date: Date, today: Date, location: Location) -> Diagnostic {
    let (date, today) = (short(date), short(today));
    let message = bilingual!(
        vi: "“{what}” ghi ngày {date}, sau hôm nay ({today})",
        en: "“{what}” is dated {date}, after today ({today})",
    );
    Diagnostic::new(Severity::Warning, &IN_THE_FUTURE, location, message)
}

/// `QĐ 12/QĐ-UBND`.
pub fn abbreviated_type(surface: &str, full: &str, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "“{surface}”: tên loại viết tắt trong lời văn",
        en: "“{surface}”: the type is abbreviated in prose",
    );
    Diagnostic::new(Severity::Hint, &ABBREVIATED_TYPE, location, message)
        .hint(bilingual!(vi: "viết đủ “{full}”", en: "spell out “{full}”"))
}

/// A citation without `số` among many with it.
pub fn uneven_citation(surface: &str, with: usize, without: usize, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "“{surface}” thiếu chữ “số”: {with} chỗ khác có, {without} chỗ không",
        en: "“{surface}” lacks “số”: {with} places have it, {without} do not",
    );
    Diagnostic::new(Severity::Hint, &UNEVEN_CITATIONS, location, message)
}

/// `của UBND tỉnh` among many `của Chủ tịch UBND tỉnh`.
pub fn issuer_varies(surface: &str, rare: &str, usual: &str, count: usize, location: Location) -> Diagnostic {
    let message = bilingual!(
        vi: "“{surface}” ghi của “{rare}”, {count} văn bản cùng dãy ghi của “{usual}”",
        en: "“{surface}” is of “{rare}”, {count} others of its run are of “{usual}”",
    );
    Diagnostic::new(Severity::Hint, &ISSUER_VARIES, location, message)
}

/// Documents that a report never gives a date or an issuer; one message for the report.
pub fn bare_citations(surface: &str, first: Location, others: Vec<Location>) -> Diagnostic {
    let count = others.len() + 1;
    let message = bilingual!(
        vi: "“{surface}” dẫn lần đầu mà không ghi ngày và cơ quan ({count} văn bản trong báo cáo)",
        en: "“{surface}” is first cited without date and issuer (documents cited so: {count})",
    );
    let mut diagnostic = Diagnostic::new(Severity::Hint, &BARE_CITATION, first, message);
    for other in others {
        diagnostic = diagnostic.related(other, bilingual!(vi: "cũng vậy", en: "the same"));
    }
    diagnostic
}
