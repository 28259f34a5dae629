//! Notices about reports: their days, what they must say, and the documents that they rest on.

use crate::content::{Basis, NoticeKind, ReportInfo};
use crate::diagnostic::{Diagnostic, messages};
use crate::link::Archive;
use crate::link::gather::Located;

/// Says what is doubtful in the notices of a report.
pub fn check(archive: &Archive<'_>, report: &Located<'_, ReportInfo>, said: &mut Vec<Diagnostic>) {
    for notice in &report.value.notices {
        let at = || report.at(notice.date.mark);
        let day = notice.date.value;
        if let Some(issued) = report.value.date.filter(|issued| day < *issued) {
            said.push(messages::link::notice_before_report(day, issued, at()));
        }
        if day > archive.today {
            said.push(messages::link::notice_to_come(day, archive.today, at()));
        }
        if notice.kind == NoticeKind::Corrected && notice.changes.is_none() {
            said.push(messages::link::correction_of_nothing(day, at()));
        }
        if let Some(by) = &notice.by
            && let Basis::Document(reference) = &by.value
        {
            archive.register.refer(reference, &archive.issuers, || report.at(by.mark), said);
        }
    }
}
