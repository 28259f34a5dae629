//! What of an archive is whose, and the bodies that have a page.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::PeriodId;
use crate::link::Archive;
use crate::link::lineage::line;

/// What of an archive is a body's own.
#[derive(Debug, Default)]
pub struct Works {
    /// By the archive's order.
    pub reports: Vec<u32>,
    pub periods: Vec<PeriodId>,
    pub documents: u32,
}

/// What is whose, of the bodies that have anything.
pub fn works(archive: &Archive<'_>) -> BTreeMap<usize, Works> {
    let mut works: BTreeMap<usize, Works> = BTreeMap::new();
    for (index, report) in (0..).zip(&archive.reports) {
        if let Some(body) = report.issuer {
            works.entry(body).or_default().reports.push(index);
        }
    }
    for period in archive.periods.keys() {
        if let Some(body) = archive.authorities.of_period(*period).body {
            works.entry(body).or_default().periods.push(*period);
        }
    }
    for (_, document) in archive.register.iter() {
        if let Some(body) = document.issuer {
            works.entry(body).or_default().documents += 1;
        }
    }
    works
}

/// The bodies of which there is something to show: their own things, or that they came before or after such a body.
pub fn bodies_with_page(archive: &Archive<'_>, works: &BTreeMap<usize, Works>) -> BTreeSet<usize> {
    let issuers = &archive.issuers;
    let known: BTreeSet<usize> = works.keys().copied().chain(archive.authorities.own().body).collect();
    let mut with_page = known.clone();
    for body in known {
        with_page.extend(line(body, |body| issuers.forerunners(body).iter().copied()));
        with_page.extend(line(body, |body| issuers.successors(body).iter().copied()));
    }
    with_page
}
