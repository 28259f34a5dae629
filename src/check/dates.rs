//! Days that do not exist, that are not the day of the week beside them, or that an issue date should not be.

use jiff::civil::Weekday;
use std::ops::Range;

use super::desk::Desk;
use super::passage::Passage;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use trichdan::calendar::{self, Date, DateParse, short};

/// Reads every date of every text, and every date of issue.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_file(said, |file, said| {
        for passage in &file.passages {
            for found in calendar::find(passage.text) {
                check_day(passage, &found, said);
            }
        }
    });
    for (_, document) in desk.archive.register.iter() {
        let entry = &document.entry;
        if let Some(date) = &entry.value.date {
            check_issue(desk, &entry.value.designation.value, date.value, entry.at(date.mark), said);
        }
    }
    for report in &desk.reports {
        if let Some(date) = report.info().date {
            check_issue(
                desk,
                report.info().designation.as_ref().map_or("báo cáo", |it| &it.value),
                date,
                report.field("date"),
                said,
            );
        }
    }
}

fn check_day(passage: &Passage<'_>, found: &DateParse, said: &mut Vec<Diagnostic>) {
    let written = &passage.text[found.start..found.end];
    match found.date {
        // `phiên bản 3.20.2021`
        None if written.starts_with(|first: char| first.is_ascii_digit()) && written.contains('.') => {}
        None => said.push(messages::no_such_day(written, passage.locate(found.start..found.end))),
        Some(date) => {
            if let Some((range, day)) = weekday_beside(passage.text, found).filter(|(_, day)| *day != date.weekday()) {
                let around = range.start.min(found.start)..range.end.max(found.end);
                let shown = &passage.text[around.clone()];
                said.push(messages::another_weekday(shown, date, weekday_name(day), passage.locate(around)));
            }
        }
    }
}

/// The days of the week from Monday on, as they are written after `thứ`, and Sunday.
const WEEKDAYS: [(Weekday, &str, &[&str]); 7] = [
    (Weekday::Monday, "thứ Hai", &["thứ hai", "thứ 2"]),
    (Weekday::Tuesday, "thứ Ba", &["thứ ba", "thứ 3"]),
    (Weekday::Wednesday, "thứ Tư", &["thứ tư", "thứ 4"]),
    (Weekday::Thursday, "thứ Năm", &["thứ năm", "thứ 5"]),
    (Weekday::Friday, "thứ Sáu", &["thứ sáu", "thứ 6"]),
    (Weekday::Saturday, "thứ Bảy", &["thứ bảy", "thứ 7"]),
    (Weekday::Sunday, "Chủ nhật", &["chủ nhật"]),
];

/// The day of the week that is written beside a date: in brackets behind it, or before it at the beginning of a phrase. Elsewhere
/// `thứ 2` may be an ordinal, as in `kỳ họp thứ 2, ngày 15/6/2022`.
fn weekday_beside(text: &str, found: &DateParse) -> Option<(Range<usize>, Weekday)> {
    let behind = || {
        let (inside, _) = text[found.end..].strip_prefix(" (")?.split_once([')', '('])?;
        let start = found.end + " (".len();
        Some((start..start + inside.len() + 1, weekday(inside)?))
    };
    let before = || {
        let words = text[..found.start].strip_suffix(' ')?.trim_end_matches(',');
        let start = words.rmatch_indices(' ').nth(1).map_or(0, |(space, _)| space + 1);
        let day = weekday(&words[start..])?;
        // `vào sáng thứ Hai`, `lúc 8 giờ thứ Hai`, or nothing.
        let lead = text[..start].trim_end();
        let begins = lead.is_empty() || lead.ends_with(['.', ',', ';', ':', '(', '-']);
        let is_time = |(_, last): (&str, &str)| TIMES.contains(&&*last.to_lowercase());
        (begins || lead.rsplit_once(' ').is_some_and(is_time)).then_some((start..words.len(), day))
    };
    behind().or_else(before)
}

/// What stands before a day of the week.
const TIMES: [&str; 9] = ["vào", "sáng", "chiều", "tối", "giờ", "phút", "từ", "đến", "trước"];

/// No day of the week is written with more bytes.
const LONGEST_WEEKDAY_BYTES: usize = 24;

fn weekday(written: &str) -> Option<Weekday> {
    let written = Some(written.trim()).filter(|written| written.len() <= LONGEST_WEEKDAY_BYTES)?.to_lowercase();
    WEEKDAYS.iter().find(|(_, _, forms)| forms.contains(&&*written)).map(|(day, ..)| *day)
}

fn weekday_name(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(each, ..)| *each == day).map_or("", |(_, name, _)| *name)
}

fn check_issue(desk: &Desk<'_>, what: &str, date: Date, location: Location, said: &mut Vec<Diagnostic>) {
    if date > desk.archive.today {
        said.push(messages::in_the_future(what, date, desk.archive.today, location));
    } else if date.weekday() == Weekday::Sunday {
        said.push(messages::issued_on_sunday(what, &short(date), location));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_the_week_is_read_where_it_can_be_nothing_else() {
        for (text, expected) in [
            ("Ngày 02/01/2011 (thứ 2) họp Hội đồng.", Some(Weekday::Monday)),
            ("Thứ Tư, ngày 15/6/2022", Some(Weekday::Wednesday)),
            ("Hội nghị họp vào sáng thứ năm ngày 16 tháng 6 năm 2022", Some(Weekday::Thursday)),
            ("Họp lúc 8 giờ, Chủ nhật, ngày 19/6/2022", Some(Weekday::Sunday)),
            ("Hội nghị họp chiều thứ năm ngày 16 tháng 6 năm 2022", Some(Weekday::Thursday)),
            ("Kỳ họp thứ 2, ngày 15/6/2022", None),
            ("Hội nghị lần thứ tư ngày 15/6/2022", None),
            ("ngày 15/6/2022 (thứ nhất)", None),
            ("ngày 15/6/2022, thứ hai là kinh phí", None),
        ] {
            let found = calendar::find(text)[0];
            assert_eq!(weekday_beside(text, &found).map(|(_, day)| day), expected, "{text}");
        }
    }
}
