//! The period's own entry: its span, the counts of tasks, events, and what is promised for the next period.

use rust_decimal::Decimal;

use super::free_id::FreeIds;
use super::models::Named;
use super::register::{Cited, Passage};
use crate::content::{IssuerId, PeriodId, PeriodPart};
use crate::import::yaml::{Fields, Value};
use trichdan::calendar::{self, Life};
use trichdan::text::fold::{compare_key, fold};
use trichdan::text::slug::slug_within;
use trichdan::text::{number, roman};

/// The period that a report is about, by its abstract and, for the year, its date. `None` where they do not tell
/// exactly one.
pub fn derive(summary: &str, date_written: Option<&str>) -> Option<PeriodId> {
    let words = fold(summary);
    let mut named: Vec<(usize, String)> = Vec::new();
    for (phrase, part) in [("6 thang dau nam", "-h1"), ("6 thang cuoi nam", "-h2"), ("9 thang", "-9m"), ("nam 20", "")]
    {
        named.extend(words.find(phrase).map(|at| (at, part.to_owned())));
    }
    named.extend(quarter(&words));
    // The first one named is looked back on; a later one is what is planned.
    let (at, part) = named.into_iter().min()?;
    let year = year_after(&words[at..]).or_else(|| year_after(&fold(date_written?)))?;
    PeriodId::parse(&format!("{year}{part}"))
}

/// `quý II`, `quý 2`, in folded words.
fn quarter(words: &str) -> Option<(usize, String)> {
    let at = words.find("quy ")?;
    let numeral = words[at..].split_whitespace().nth(1)?.trim_end_matches([',', '.', '/']);
    let number = roman::read(&numeral.to_uppercase()).or_else(|| numeral.parse().ok());
    let number = number.filter(|number| (1..=4).contains(number))?;
    Some((at, format!("-q{number}")))
}

/// The first year of four digits.
fn year_after(words: &str) -> Option<i16> {
    let numbers = words.split(|letter: char| !letter.is_ascii_digit());
    numbers.filter(|digits| digits.len() == 4).find_map(|digits| digits.parse().ok())
}

/// What people call a period: `6 tháng đầu năm 2022`.
pub fn title(period: PeriodId) -> String {
    let year = period.year();
    match period.part() {
        PeriodPart::Half(1) => format!("6 tháng đầu năm {year}"),
        PeriodPart::Half(_) => format!("6 tháng cuối năm {year}"),
        PeriodPart::NineMonths => format!("9 tháng đầu năm {year}"),
        PeriodPart::Quarter(number) => format!("Quý {} năm {year}", roman::write(number.into()).unwrap_or_default()),
        PeriodPart::Year => format!("Năm {year}"),
    }
}

/// What the report says of tasks: `Tổng số nhiệm vụ KH&CN mới phê duyệt: Không`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Newly approved, as written.
    pub approved: Option<String>,
    /// Carried over, as written.
    pub continued: Option<String>,
    /// Accepted, as written.
    pub accepted: Option<String>,
    /// The grade, as written.
    pub grade: Option<String>,
    /// Passages that count tasks in a way that was not understood, with their blocks.
    pub unclear: Vec<(usize, String)>,
}

impl Counts {
    /// True when a count is there that is not none: its tasks belong into `tasks.yaml`.
    pub fn has_tasks(&self) -> bool {
        let counts = [&self.approved, &self.continued, &self.accepted];
        counts.into_iter().flatten().any(|count| number::read(count).is_some_and(|count| count > Decimal::ZERO))
    }

    fn fields(&self) -> Fields {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        Fields::new()
            .text("approved", &text(&self.approved))
            .text("continued", &text(&self.continued))
            .text("accepted", &text(&self.accepted))
            .text("grade", &text(&self.grade))
    }
}

/// Reads the counts of tasks.
pub fn counts(passages: &[Passage]) -> Counts {
    let mut counts = Counts::default();
    for passage in passages {
        let Some((what, value)) = passage.text.split_once(':') else {
            continue;
        };
        let (what, value) = (fold(what), value.trim().trim_end_matches(['.', ';', ',']).trim());
        if what.contains("xep loai") && value.split_whitespace().count() <= 4 && !value.is_empty() {
            counts.grade.get_or_insert_with(|| value.to_owned());
            continue;
        }
        if !what.contains("nhiem vu") || what.split_whitespace().count() > 14 {
            continue;
        }
        let slot = if what.contains("phe duyet") {
            &mut counts.approved
        } else if what.contains("chuyen tiep") {
            &mut counts.continued
        } else if what.contains("nghiem thu") {
            &mut counts.accepted
        } else {
            continue;
        };
        match quantity(value) {
            Some(quantity) => drop(slot.get_or_insert(quantity)),
            None => counts.unclear.push((passage.block, passage.text.to_owned())),
        }
    }
    counts
}

/// `Không`, `02 nhiệm vụ`: the number as written, or the word for none.
fn quantity(value: &str) -> Option<String> {
    if compare_key(value) == "không" || compare_key(value).starts_with("không có") {
        return Some("Không".to_owned());
    }
    let first = value.split_whitespace().next()?;
    number::read(first).map(|_| first.to_owned())
}

/// What the report promises: the items below a heading such as `Phương hướng, nhiệm vụ … 6 tháng cuối năm`.
pub fn is_plan_heading(words: &str) -> bool {
    let folded = fold(words);
    folded.contains("phuong huong") || (folded.contains("nhiem vu") && folded.contains("trong tam"))
}

/// A promise's words and the anchor of the section that makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promised {
    /// One sentence, or a part of one up to a semicolon.
    pub words: String,
    /// `muc-ii`
    pub anchor: String,
}

/// Parts an item into what can be kept or broken by itself: sentences, and their parts between semicolons.
pub fn promises(item: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, sign) in item.match_indices(['.', ';']) {
        let after = &item[at + 1..];
        let next = after.trim_start();
        let ends = match sign {
            ";" => after.starts_with(' '),
            _ => after.starts_with(' ') && next.starts_with(char::is_uppercase),
        };
        if ends {
            let end = if sign == ";" { at } else { at + 1 };
            parts.push(item[start..end].trim().to_owned());
            start = item.len() - next.len();
        }
    }
    parts.push(item[start..].trim().trim_end_matches(';').to_owned());
    parts.retain(|part| part.split_whitespace().count() > 2);
    parts
}

/// Something that happened on a day of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// The day, as the site writes it.
    pub date: String,
    /// What happened, as written.
    pub words: String,
    /// The decision that it rests on.
    pub document: Option<String>,
}

/// Events of the period: what its own body's decisions did, and meetings with a day.
pub fn events(passages: &[Passage], documents: &[Cited], issuer: Option<&IssuerId>, period: PeriodId) -> Vec<Happened> {
    let days = Life { from: Some(period.first_day()), to: Some(period.last_day()) };
    let is_inside = |date: calendar::Date| days.contains(date);
    let mut found = Vec::new();
    for document in documents.iter().filter(|document| document.title_is_sentence) {
        let (Some(date), Some(words)) = (document.date, &document.title) else {
            continue;
        };
        if is_inside(date) && issuer.is_some() && document.issuer.as_ref() == issuer {
            let id = issuer.map_or("", IssuerId::as_str);
            let document = Some(format!("{id} {} {}", document.written, date.year()));
            found.push(Happened { date: calendar::short(date), words: words.clone(), document });
        }
    }
    for passage in passages {
        for clause in passage.text.split([':', ';']).map(str::trim).filter(|clause| fold(clause).starts_with("hop ")) {
            let Some(date) =
                calendar::find(clause).into_iter().find_map(|found| found.date).filter(|date| is_inside(*date))
            else {
                continue;
            };
            let words = clause.split(" ngày ").next().unwrap_or(clause).trim_end_matches([',', ' ']);
            found.push(Happened { date: calendar::short(date), words: words.to_owned(), document: None });
        }
    }
    found
}

/// Everything that the period's entry says.
pub struct Told<'a> {
    pub period: PeriodId,
    /// Models that the report names.
    pub models: &'a [Named],
    /// Counts of tasks.
    pub counts: &'a Counts,
    pub events: &'a [Happened],
    pub promises: &'a [Promised],
    /// The report's file name without its ending.
    pub report: &'a str,
    /// What is blank in the original.
    pub notes: &'a str,
}

/// The entry of `period.yaml`.
pub fn entry(told: &Told) -> Fields {
    let events = told.events.iter().map(|event| {
        let document = event.document.as_deref().unwrap_or_default();
        Value::Map(Fields::new().text("date", &event.date).text("title", &event.words).text("document", document))
    });
    let mut ids = FreeIds::default();
    let promises = told.promises.iter().map(|promise| {
        let id = ids.take(&id(&promise.words));
        let section = format!("{}#{}", told.report, promise.anchor);
        Value::Map(Fields::new().text("id", &id).text("title", &promise.words).text("section", &section))
    });
    Fields::new()
        .text("title", &title(told.period))
        .text("from", &told.period.first_day().to_string())
        .text("to", &told.period.last_day().to_string())
        .list("indicators", indicators(told.models))
        .map("task_counts", told.counts.fields())
        .list("events", events.collect())
        .list("promises", promises.collect())
        .text("notes", told.notes)
}

/// What a promise wants to be called: its first words.
fn id(words: &str) -> String {
    const WORDS: usize = 6;
    let first: Vec<&str> = words.split_whitespace().take(WORDS).collect();
    slug_within(&first.join(" "), 48)
}

/// How many models are named, and their area together: sums of what the report says, never of what it does not.
fn indicators(models: &[Named]) -> Vec<Value> {
    if models.is_empty() {
        return Vec::new();
    }
    let ids = |models: &[&Named]| models.iter().map(|model| Value::Text(model.id.to_string())).collect::<Vec<_>>();
    let all: Vec<&Named> = models.iter().collect();
    let with_area: Vec<&Named> = models.iter().filter(|model| model.hectares.is_some()).collect();
    let open = models.iter().any(|model| model.list_is_open);
    let open_note = if open {
        "Báo cáo kết thúc danh sách bằng dấu ba chấm, nên số mô hình thực có thể nhiều hơn."
    } else {
        ""
    };
    let named = Fields::new()
        .text("id", "mo-hinh-neu-ten")
        .text("name", "Mô hình nêu tên trong báo cáo")
        .text("value", &all.len().to_string())
        .text("unit", "mô hình")
        .text("note", open_note)
        .list("models", ids(&all));
    let mut indicators = vec![Value::Map(named)];
    if !with_area.is_empty() {
        let sum: Decimal = with_area.iter().filter_map(|model| model.hectares).sum();
        let of_all = match with_area.len() == all.len() {
            true => in_words(all.len()),
            false => format!("{} trong {}", in_words(with_area.len()), in_words(all.len())),
        };
        let note = format!("Cộng từ {of_all} mô hình nêu tên; báo cáo không ghi tổng.");
        let area = Fields::new()
            .text("id", "dien-tich-mo-hinh")
            .text("name", "Diện tích các mô hình nêu tên")
            .text("value", &number::write(sum))
            .text("unit", "ha")
            .text("note", &note)
            .list("models", ids(&with_area));
        indicators.push(Value::Map(area));
    }
    indicators
}

/// A small number as a sentence says it.
pub fn in_words(number: usize) -> String {
    const WORDS: [&str; 11] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(summary: &str, date: &str, expected: Option<&str>) {
        let derived = derive(summary, Some(date)).map(|period| period.to_string());
        assert_eq!(derived.as_deref(), expected, "{summary}");
    }

    #[test]
    fn the_period_is_the_one_looked_back_on() {
        check("Sơ kết 6 tháng đầu năm Phương hướng nhiệm vụ 6 tháng cuối năm 2022.", "năm 2022", Some("2022-h1"));
        check("Kết quả quý III năm 2021, nhiệm vụ quý IV", "", Some("2021-q3"));
        check(
            "Kết quả công tác 9 tháng đầu năm, nhiệm vụ 3 tháng cuối năm",
            "ngày 20 tháng 9 năm 2023",
            Some("2023-9m"),
        );
        check("Tổng kết công tác năm 2022, phương hướng năm 2023", "ngày 14 tháng 12 năm 2022", Some("2022"));
        check("Kết quả năm 2022, phương hướng quý I năm 2023", "", Some("2022"));
        check("Kết quả kiểm tra", "năm 2022", None);
    }

    #[test]
    fn counts_keep_none_apart_from_unknown() {
        let passage = |text: &'static str| Passage { block: 0, text, is_item: true };
        let read = counts(&[
            passage("+ Tổng số nhiệm vụ KH&CN mới phê duyệt: Không"),
            passage("+ Số nhiệm vụ chuyển tiếp: 02 nhiệm vụ;"),
            passage("Kết quả đánh giá xếp loại: Trung bình"),
            passage("Nhiệm vụ đã nghiệm thu: đang tổng hợp"),
        ]);
        assert_eq!(
            (read.approved.as_deref(), read.continued.as_deref(), read.grade.as_deref()),
            (Some("Không"), Some("02"), Some("Trung bình"))
        );
        assert_eq!((read.accepted.as_deref(), read.unclear.len(), read.has_tasks()), (None, 1, true));
    }
}
