//! From a citation to the document it means.
//!
//! Number, year in the number and symbol must agree; then date and issuer narrow. Exactly one left: a link.
//! A date or issuer that disagrees with the only candidate: a link, and a warning that shows both. More than
//! one left: no link. Nothing is guessed.

use crate::content::Issuer;
use crate::diagnostic::{Diagnostic, Location, messages};
use crate::link::gather::ReportIndex;
use crate::link::issued::Issued;
use crate::link::issuer_names::IssuerNames;
use crate::link::lineage::Lineage;
use crate::link::register::{DocumentIndex, Register};
use trichdan::citation::Citation;

/// What a citation leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// One document.
    Found(DocumentIndex),
    /// A report of the archive, perhaps the one that cites it.
    Report(ReportIndex),
    /// None of the register.
    Missing,
    /// More than one of the register.
    Ambiguous,
}

/// What resolving looks things up in.
#[derive(Debug, Clone, Copy)]
pub struct Resolver<'r, 'a> {
    /// The documents.
    pub register: &'r Register<'a>,
    pub issuers: &'r Lineage<'a, Issuer>,
    /// Their names.
    pub names: &'r IssuerNames,
    /// The reports by their numbers.
    pub issued: &'r Issued,
    /// The report that cites, if one does.
    pub own: Option<ReportIndex>,
}

impl Resolver<'_, '_> {
    /// Finds the document that `citation`, written as `surface` at `location`, means; says what is doubtful.
    pub fn resolve(
        &self,
        citation: &Citation,
        surface: &str,
        location: impl Fn() -> Location,
        said: &mut Vec<Diagnostic>,
    ) -> Resolution {
        let all = self.register.with_designation(&citation.designation);
        match all {
            [] if self.register.is_unread(&citation.designation) => Resolution::Missing,
            [] => self.report_or_missing(citation, surface, location(), said),
            [only] => {
                self.report_disagreement(citation, surface, *only, &location, said);
                Resolution::Found(*only)
            }
            _ => self.narrow(citation, surface, &location, said),
        }
    }

    fn narrow(
        &self,
        citation: &Citation,
        surface: &str,
        location: &impl Fn() -> Location,
        said: &mut Vec<Diagnostic>,
    ) -> Resolution {
        let by_date = || {
            let perhaps = self.register.perhaps_of_day(&citation.designation, citation.date);
            perhaps.filter(|index| self.date_agrees(citation, *index))
        };
        // Whoever is told of a few knows enough.
        let some = messages::link::MOST_CANDIDATES + 1;
        let both: Vec<DocumentIndex> =
            by_date().filter(|index| self.issuer_agrees(citation, *index)).take(some).collect();
        let by_date: Vec<DocumentIndex> = by_date().take(some).collect();
        match (both.as_slice(), by_date.as_slice()) {
            ([only], _) => Resolution::Found(*only),
            // The date leaves one, and the issuer disagrees with it.
            ([], [only]) => {
                self.report_disagreement(citation, surface, *only, location, said);
                Resolution::Found(*only)
            }
            ([], []) => self.report_or_missing(citation, surface, location(), said),
            (left, by_date) => {
                let left = if left.is_empty() { by_date } else { left };
                let candidates = left.iter().map(|index| self.register.candidate(*index, self.issuers));
                said.push(messages::link::ambiguous_citation(surface, location(), candidates));
                Resolution::Ambiguous
            }
        }
    }

    /// What the register does not have may be a report of the archive itself, or a draft.
    fn report_or_missing(
        &self,
        citation: &Citation,
        surface: &str,
        location: Location,
        said: &mut Vec<Diagnostic>,
    ) -> Resolution {
        if let Some(report) = self.issued.find(citation, self.own, self.names) {
            return Resolution::Report(report);
        }
        // Of a law that is named short it was said where it is cited whole.
        if !citation.is_short {
            said.push(match self.register.draft(&citation.designation) {
                Some(draft) => messages::link::names_draft(surface, location, draft.clone()),
                None => messages::link::not_in_register(surface, citation, location),
            });
        }
        Resolution::Missing
    }

    fn date_agrees(&self, citation: &Citation, index: DocumentIndex) -> bool {
        let registered = self.register.document(index).date();
        citation.date.is_none() || registered.is_none() || citation.date == registered
    }

    fn issuer_agrees(&self, citation: &Citation, index: DocumentIndex) -> bool {
        self.names.may_mean(citation.issuer.as_deref(), self.register.document(index).issuer)
    }

    fn report_disagreement(
        &self,
        citation: &Citation,
        surface: &str,
        index: DocumentIndex,
        location: &impl Fn() -> Location,
        said: &mut Vec<Diagnostic>,
    ) {
        let document = self.register.document(index);
        let entry = &document.entry;
        if let (Some(cited), Some(date)) = (citation.date, entry.value.date.as_ref())
            && cited != date.value
        {
            said.push(messages::link::date_disagrees(surface, cited, date.value, location(), entry.at(date.mark)));
        }
        if let (Some(cited), Some(issuer), Some(registered)) =
            (citation.issuer.as_deref(), entry.value.issuer.as_ref(), document.issuer)
            && !self.issuer_agrees(citation, index)
        {
            let name = &self.issuers.get(registered).name;
            said.push(messages::link::issuer_disagrees(surface, cited, name, location(), entry.at(issuer.mark)));
        }
    }
}
