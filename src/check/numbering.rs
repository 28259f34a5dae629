//! Each issuer's documents of one symbol and year, as the register and the reports give them.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::series::{Issued, out_of_step};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::check as messages;
use crate::diagnostic::messages::check::Dated;
use crate::link::register::{Document, DocumentIndex};
use crate::link::resolve::Resolution;
use trichdan::designation::Designation;

/// What shares one run of numbers: issuer, symbol, year, and whether the year stands in the number.
type Run<'a> = (usize, &'a str, i16, bool);

/// Compares numbers with dates, run by run.
pub(super) fn check(desk: &Desk<'_>, said: &mut Vec<Diagnostic>) {
    let mut runs: BTreeMap<Run<'_>, Vec<(Issued, Dated<'_>)>> = BTreeMap::new();
    for (index, document) in desk.archive.register.iter() {
        if let Some((run, issued)) = place_in_run(document.issuer, &document.designation, document.date()) {
            runs.entry(run).or_default().push((issued, registered(desk, index, document, issued)));
        }
    }
    for report in &desk.reports {
        let sites = report.body().citations.iter().zip(&report.linked.citations);
        for (site, _) in sites.filter(|(_, resolution)| **resolution == Resolution::Missing) {
            let citation = &site.citation;
            let bearers = citation.issuer.as_deref().map_or(&[][..], |name| desk.archive.issuer_names.bearers(name));
            let [issuer] = bearers else { continue };
            if let Some((run, issued)) = place_in_run(Some(*issuer), &citation.designation, citation.date) {
                let dated = Dated { designation: &site.surface, date: issued.date, location: report.at(site.span) };
                runs.entry(run).or_default().push((issued, dated));
            }
        }
    }
    for run in runs.values() {
        let issued: Vec<Issued> = run.iter().map(|(issued, _)| *issued).collect();
        for found in out_of_step(&issued) {
            let dated = |index: Option<usize>| index.map(|index| &run[index].1);
            let neighbours = (dated(found.neighbours.0), dated(found.neighbours.1));
            said.push(messages::number_out_of_step(&run[found.index].1, &found.readings, neighbours));
        }
    }
}

fn place_in_run(
    issuer: Option<usize>,
    designation: &Designation,
    date: Option<trichdan::calendar::Date>,
) -> Option<(Run<'_>, Issued)> {
    // Party numbers run through a term, whose limits nobody writes down.
    let Designation::State { number, year, symbol } = designation else { return None };
    let date = date?;
    let issued = Issued { number: number.parse().ok()?, date };
    Some(((issuer?, symbol, year.unwrap_or(date.year()), year.is_some()), issued))
}

/// A registered document as its first citing report has it, where the reader can compare; else its register entry.
fn registered<'a>(desk: &Desk<'a>, index: DocumentIndex, document: &Document<'a>, issued: Issued) -> Dated<'a> {
    let entry = &document.entry;
    let cited = desk.archive.cited_by[index.0 as usize].iter().rev().find_map(|naming| {
        let report = &desk.reports[naming.report.0 as usize];
        let site = &report.body().citations[naming.site as usize];
        (site.citation.date == Some(issued.date)).then(|| report.at(site.span))
    });
    let mark = entry.value.date.as_ref().map_or(entry.mark, |date| date.mark);
    Dated {
        designation: &entry.value.designation.value,
        date: issued.date,
        location: cited.unwrap_or_else(|| entry.at(mark)),
    }
}
