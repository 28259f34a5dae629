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
    /// Past the last day of force that it gives itself.
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
    let force = entry.force();
    if issued.is_some_and(|date| on < date) || force.begins_after(on) {
        return StatusOn { status: Status::NotYet, since: None };
    }
    match (ends.by(on), force.ended_by(on)) {
        // The first end counts; of one day the reason that says more.
        (End::On(since, status), own) if own.is_none_or(|own| since <= own) => {
            return StatusOn { status, since: Some(since) };
        }
        (_, Some(since)) => return StatusOn { status: Status::Expired, since: Some(since) },
        (End::SomeDay(status), None) => return StatusOn { status, since: None },
        (End::Never | End::On(..), None) => {}
    }
    if matches!(document.designation, Designation::Standard { .. }) {
        return StatusOn { status: Status::Standard, since: None };
    }
    match force.from {
        Some(since) => StatusOn { status: Status::InForce, since: Some(since) },
        None => StatusOn { status: Status::Unknown, since: None },
    }
}

/// What others say of a document's end.
enum End {
    /// Nothing in the register ends it by that day.
    Never,
    /// Something ends it, but since when is not recorded.
    SomeDay(Status),
    /// It ended on that day.
    On(Date, Status),
}

/// How other documents end one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ends {
    /// The first day of which it is known, and by which document.
    first: Option<(Date, Status)>,
    /// The first that ended it on a day that is not recorded, and the day before which it cannot have been.
    unrecorded: Option<(Date, Status)>,
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
            let (end, since) = match ender.effective_from {
                Some(since) => (&mut ends.first, since),
                None => (&mut ends.unrecorded, ender.date.as_ref().map_or(Date::MIN, |date| date.value)),
            };
            if end.is_none_or(|(first, _)| since < first) {
                *end = Some((since, status));
            }
        }
        ends
    }

    fn by(&self, day: Date) -> End {
        match (self.first, self.unrecorded) {
            (Some((since, status)), _) if since <= day => End::On(since, status),
            (_, Some((since, status))) if since <= day => End::SomeDay(status),
            _ => End::Never,
        }
    }
}
