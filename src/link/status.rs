//! The law at a date: whether a document was in force, as far as the register can tell.

use crate::link::register::{Document, DocumentIndex, Register, Relation};
use trichdan::calendar::Date;
use trichdan::designation::Designation;

/// What the register knows of a document on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Issued later, or not yet in force.
    NotYet,
    /// In force.
    InForce,
    /// Past its own last day.
    Expired,
    /// Replaced by another document that is in force.
    Replaced(DocumentIndex),
    /// Repealed by another document that is in force.
    Repealed(DocumentIndex),
    /// A technical standard, which is applied rather than in force.
    Standard,
    /// The register does not say enough. Never guessed.
    Unknown,
}

impl Status {
    /// The word that stands for it in data and in templates.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::InForce => "in-force",
            Self::Expired => "expired",
            Self::Replaced(_) => "replaced",
            Self::Repealed(_) => "repealed",
            Self::Standard => "standard",
            Self::Unknown => "unknown",
        }
    }

    /// The document that ended it.
    pub fn by(self) -> Option<DocumentIndex> {
        match self {
            Self::Replaced(by) | Self::Repealed(by) => Some(by),
            _ => None,
        }
    }
}

/// A status, and since when where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusOn {
    /// The status.
    pub status: Status,
    /// Its first day.
    pub since: Option<Date>,
}

/// Computes the status of a document on a day from its own fields and from how others end it.
pub fn status(document: &Document<'_>, ends: &Ends, on: Date) -> StatusOn {
    let entry = document.entry.value;
    let issued = entry.date.as_ref().map(|date| date.value);
    if issued.is_some_and(|date| on < date) || entry.effective_from.is_some_and(|date| on < date) {
        return StatusOn { status: Status::NotYet, since: None };
    }
    let end = ends.by(on);
    if let End::On(since, status) = end {
        return StatusOn { status, since: Some(since) };
    }
    if let Some(last) = entry.effective_to.filter(|last| *last < on) {
        return StatusOn { status: Status::Expired, since: last.tomorrow().ok() };
    }
    if matches!(document.designation, Designation::Standard { .. }) {
        return StatusOn { status: Status::Standard, since: None };
    }
    match (entry.effective_from, end) {
        (Some(since), End::Never) => StatusOn { status: Status::InForce, since: Some(since) },
        _ => StatusOn { status: Status::Unknown, since: None },
    }
}

enum End {
    /// Nothing in the register ends it by that day.
    Never,
    /// Something ends it, but since when is not known.
    Perhaps,
    /// It ended on that day.
    On(Date, Status),
}

/// How other documents end one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ends {
    /// The first day of which it is known, and by which document.
    first: Option<(Date, Status)>,
    /// Since when something may have ended it, of which no day is known.
    perhaps_since: Option<Date>,
}

impl Ends {
    /// Of a document, by its relations.
    pub fn of(register: &Register<'_>, index: DocumentIndex) -> Self {
        let mut ends = Self::default();
        for (relation, other) in register.relations(index) {
            let status = match relation {
                Relation::ReplacedBy => Status::Replaced(*other),
                Relation::RepealedBy => Status::Repealed(*other),
                _ => continue,
            };
            let ender = register.document(*other).entry.value;
            match ender.effective_from {
                Some(since) if ends.first.is_none_or(|(first, _)| since < first) => ends.first = Some((since, status)),
                Some(_) => {}
                None => {
                    let issued = ender.date.as_ref().map_or(Date::MIN, |date| date.value);
                    ends.perhaps_since = Some(ends.perhaps_since.map_or(issued, |since| since.min(issued)));
                }
            }
        }
        ends
    }

    fn by(&self, day: Date) -> End {
        match (self.first, self.perhaps_since) {
            (Some((since, status)), _) if since <= day => End::On(since, status),
            (_, Some(since)) if since <= day => End::Perhaps,
            _ => End::Never,
        }
    }
}
