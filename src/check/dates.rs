//! Days that do not exist, or that an issue date should not be.

use jiff::civil::Weekday;

use super::desk::Desk;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::{Diagnostic, Location};
use trichdan::calendar::{self, Date, short};

/// Reads every date of every text, and every date of issue.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_file(said, |file, said| {
        for passage in &file.passages {
            for found in calendar::find(passage.text).iter().filter(|found| found.date.is_none()) {
                let written = &passage.text[found.start..found.end];
                said.push(messages::no_such_day(written, passage.locate(found.start..found.end)));
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

fn check_issue(desk: &Desk<'_>, what: &str, date: Date, location: Location, said: &mut Vec<Diagnostic>) {
    if date > desk.archive.today {
        said.push(messages::in_the_future(what, date, desk.archive.today, location));
    } else if date.weekday() == Weekday::Sunday {
        said.push(messages::issued_on_sunday(what, &short(date), location));
    }
}
