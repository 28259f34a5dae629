//! The official header and foot of each report.

use super::desk::{Desk, Report};
use crate::content::{MayBeDraft, ReportInfo, is_without_number};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use trichdan::text::fold::fold;

/// Reads each report's front matter.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    desk.of_each_report(said, |report, said| {
        // A draft has no number and no day yet.
        if !report.info().is_draft() {
            check_blanks(report, said);
        }
        check_parties(report, said);
        check_title(report, said);
    });
}

fn check_blanks(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let info = report.info();
    let designation = info.designation.as_ref().map_or("", |designation| designation.value.trim());
    let is_numbered = !is_without_number(designation);
    if !is_numbered {
        said.push(messages::blank_number(designation, info.date.is_some(), report.field("designation")));
    }
    if info.date.is_none() {
        let written = info.date_written.as_deref().unwrap_or("");
        said.push(messages::blank_date(written, is_numbered, report.field("date_written")));
    }
    if !info.signatures.iter().any(|signature| signature.name.as_deref().is_some_and(|name| !name.trim().is_empty())) {
        said.push(messages::blank_signer(report.field("signatures")));
    }
    if info.issuer.is_none() && info.issuer_written.is_none() {
        said.push(messages::no_issuer(report.header()));
    }
}

fn check_parties(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let info = report.info();
    if info.addressees.is_empty()
        && is_addressed(info)
        && let Some(recipient) = info.recipients.iter().find(|recipient| is_higher_body(recipient))
    {
        said.push(messages::no_addressee(recipient.trim_start_matches(['-', ' ']), report.field("recipients")));
    }
    // A department's head signs alone; only a committee is a collective.
    let is_committee = match (&info.issuer, &info.issuer_written) {
        (Some(issuer), _) => issuer.value.as_str().starts_with("ubnd"),
        (None, Some(written)) => fold(written).starts_with("uy ban nhan dan"),
        (None, None) => true,
    };
    for signature in &info.signatures {
        if let Some(first) = signature.authority.first()
            && first.starts_with("KT. CHỦ TỊCH")
            && is_committee
        {
            said.push(messages::authority_without_body(first, report.field("signatures")));
        }
    }
}

/// Whether a document of this type is sent to somebody. A decision, a directive or a plan is issued, and goes to all who are
/// named under `Nơi nhận`.
fn is_addressed(info: &ReportInfo) -> bool {
    let kind = info.kind.as_deref().map_or_else(|| "bao cao".to_owned(), fold);
    ["bao cao", "to trinh", "cong van", "de cuong bao cao"].iter().any(|addressed| kind.starts_with(addressed))
}

/// `Sở …`, `UBND tỉnh`, `Bộ …`, `HĐND tỉnh`: bodies above a district or a commune.
fn is_higher_body(recipient: &str) -> bool {
    let folded = fold(recipient.trim_start_matches(['-', ' ']));
    ["so ", "bo ", "ubnd tinh", "hdnd tinh", "uy ban nhan dan tinh", "tinh uy"]
        .iter()
        .any(|body| folded.starts_with(body))
}

fn check_title(report: Report<'_>, said: &mut Vec<Diagnostic>) {
    let title = report.info().summary.trim();
    if title.ends_with('.') && !title.ends_with("...") {
        said.push(messages::title_stop(report.field("summary")));
    }
    for part in ["Phương hướng", "Nhiệm vụ trọng tâm"] {
        let Some(at) = title.find(part) else { continue };
        let before = title[..at].trim_end();
        if before.ends_with(char::is_lowercase) {
            let start = before.rfind(' ').and_then(|space| before[..space].rfind(' ')).map_or(0, |space| space + 1);
            said.push(messages::title_runs_on(&title[start..at + part.len()], report.field("summary")));
            break;
        }
    }
}
