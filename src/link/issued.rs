//! The archive's own reports by number and symbol: a report may cite another, or itself.

use std::collections::HashMap;

use crate::content::Issuer;
use crate::link::gather::{ReportEntry, ReportIndex};
use crate::link::issuer_names::IssuerNames;
use crate::link::lineage::Lineage;
use trichdan::calendar::Date;
use trichdan::citation::Citation;
use trichdan::designation::Designation;

/// All reports that have a number.
#[derive(Debug, Default)]
pub struct Issued(HashMap<Designation, Vec<IssuedReport>>);

#[derive(Debug)]
struct IssuedReport {
    index: ReportIndex,
    date: Option<Date>,
    issuer: Option<usize>,
}

impl Issued {
    /// Takes the reports in the order of the archive.
    pub fn new(reports: &[ReportEntry], issuers: &Lineage<'_, Issuer>) -> Self {
        let mut issued: HashMap<Designation, Vec<IssuedReport>> = HashMap::new();
        for (index, report) in reports.iter().enumerate() {
            let info = report.info();
            let designation = info.designation.as_ref().and_then(|written| Designation::parse(&written.value));
            if let Some(designation) = designation {
                let issuer = info.issuer.as_ref().and_then(|issuer| issuers.find(issuer.value.as_str()));
                let index = ReportIndex(index as u32);
                issued.entry(designation).or_default().push(IssuedReport { index, date: info.date, issuer });
            }
        }
        Self(issued)
    }

    /// The report that a citation means, in the report `own` or in none. Numbers begin anew each year and with each body, so without
    /// the date only `own` itself is meant; nothing is guessed.
    pub fn find(&self, citation: &Citation, own: Option<ReportIndex>, names: &IssuerNames) -> Option<ReportIndex> {
        let agrees = |report: &&IssuedReport| {
            let is_of_day = match citation.date {
                Some(date) => report.date == Some(date),
                None => Some(report.index) == own,
            };
            is_of_day && names.may_mean(citation.issuer.as_deref(), report.issuer)
        };
        let mut found = self.0.get(&citation.designation)?.iter().filter(agrees);
        let only = found.next()?;
        found.next().is_none().then_some(only.index)
    }
}
