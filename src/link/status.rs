//! The law at a date: whether a document was in force, as far as the register can tell.

use crate::link::register::{DocumentIndex, Register, Relation};
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

/// Computes the status of a document on a day from its own fields and from what others say they do to it.
pub fn status(register: &Register<'_>, index: DocumentIndex, on: Date) -> StatusOn {
    let document = register.document(index);
    let entry = document.entry.value;
    let issued = entry.date.as_ref().map(|date| date.value);
    let force = entry.force();
    if issued.is_some_and(|date| on < date) || force.begins_after(on) {
        return StatusOn { status: Status::NotYet, since: None };
    }
    let by_others = end_by_others(register, index, on);
    let by_itself = force.ended_by(on);
    match (by_others, by_itself) {
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

fn end_by_others(register: &Register<'_>, index: DocumentIndex, on: Date) -> End {
    let mut end = End::Never;
    for (relation, other) in register.relations(index) {
        let status = match relation {
            Relation::ReplacedBy => Status::Replaced(*other),
            Relation::RepealedBy => Status::Repealed(*other),
            _ => continue,
        };
        let ender = register.document(*other).entry.value;
        match (ender.effective_from, ender.date.as_ref()) {
            (Some(since), _) if since <= on => {
                if !matches!(end, End::On(earlier, _) if earlier <= since) {
                    end = End::On(since, status);
                }
            }
            (Some(_), _) => {}
            (None, Some(issued)) if on < issued.value => {}
            (None, _) => {
                if matches!(end, End::Never) {
                    end = End::SomeDay(status);
                }
            }
        }
    }
    end
}
