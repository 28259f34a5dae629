//! The law at a date: whether a document was in force, as far as the register can tell.

use crate::link::register::{DocumentIndex, Register, Relation};
use trichdan::calendar::Date;
use trichdan::designation::Designation;

trichdan::choice! {
    /// What the register knows of a document on a day.
    pub enum Status {
        /// Issued later, or not yet in force.
        NotYet = "not-yet";
        /// In force.
        InForce = "in-force";
        /// Past the last day of force that it gives itself.
        Expired = "expired";
        /// Replaced by another document that is in force.
        Replaced = "replaced";
        /// Repealed by another document that is in force.
        Repealed = "repealed";
        /// A technical standard, which is applied rather than in force.
        Standard = "standard";
        /// The register does not say enough. Never guessed.
        Unknown = "unknown";
    }
}

impl Status {
    /// Whether a document that was in force is so no longer.
    pub fn has_ended(self) -> bool {
        match self {
            Self::Expired | Self::Replaced | Self::Repealed => true,
            Self::NotYet | Self::InForce | Self::Standard | Self::Unknown => false,
        }
    }
}

/// A status, and since when and by which document where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusOn {
    /// The status.
    pub status: Status,
    /// Its first day.
    pub since: Option<Date>,
    /// The document that ended it.
    pub by: Option<DocumentIndex>,
}

impl StatusOn {
    fn own(status: Status, since: Option<Date>) -> Self {
        Self { status, since, by: None }
    }
}

/// Computes the status of a document on a day from its own fields and from what others say they do to it.
pub fn status(register: &Register<'_>, index: DocumentIndex, on: Date) -> StatusOn {
    let document = register.document(index);
    let entry = document.entry.value;
    let issued = entry.date.as_ref().map(|date| date.value);
    let force = entry.force();
    if issued.is_some_and(|date| on < date) || force.begins_after(on) {
        return StatusOn::own(Status::NotYet, None);
    }
    let end = end_by_others(register, index, on);
    if let End::On(since, status, by) = end {
        return StatusOn { status, since: Some(since), by: Some(by) };
    }
    if let Some(since) = force.ended_by(on) {
        return StatusOn::own(Status::Expired, Some(since));
    }
    if matches!(document.designation, Designation::Standard { .. }) {
        return StatusOn::own(Status::Standard, None);
    }
    match (force.from, end) {
        (Some(since), End::Never) => StatusOn::own(Status::InForce, Some(since)),
        _ => StatusOn::own(Status::Unknown, None),
    }
}

enum End {
    /// Nothing in the register ends it by that day.
    Never,
    /// Something ends it, but since when is not known.
    Perhaps,
    /// It ended on that day, in that way, by that document.
    On(Date, Status, DocumentIndex),
}

fn end_by_others(register: &Register<'_>, index: DocumentIndex, on: Date) -> End {
    let mut end = End::Never;
    for (relation, other) in register.relations(index) {
        let status = match relation {
            Relation::ReplacedBy => Status::Replaced,
            Relation::RepealedBy => Status::Repealed,
            _ => continue,
        };
        let ender = register.document(*other).entry.value;
        match (ender.effective_from, ender.date.as_ref()) {
            (Some(since), _) if since <= on => {
                if !matches!(end, End::On(earlier, ..) if earlier <= since) {
                    end = End::On(since, status, *other);
                }
            }
            (Some(_), _) => {}
            (None, Some(issued)) if on < issued.value => {}
            (None, _) => {
                if matches!(end, End::Never) {
                    end = End::Perhaps;
                }
            }
        }
    }
    end
}
