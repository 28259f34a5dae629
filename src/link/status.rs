//! The law at a date: whether a document was in force, as far as the register can tell.

use crate::link::register::{Document, DocumentIndex, Register, Relation};
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

/// Computes the status of a document on a day from its own fields and from how others end it.
pub fn status(document: &Document<'_>, ends: &Ends, on: Date) -> StatusOn {
    let entry = document.entry.value;
    let issued = entry.date.as_ref().map(|date| date.value);
    let force = entry.force();
    if issued.is_some_and(|date| on < date) || force.begins_after(on) {
        return StatusOn::own(Status::NotYet, None);
    }
    match (ends.by(on), force.ended_by(on)) {
        // The first end counts; of one day the reason that says more.
        (End::On(since, status, by), own) if own.is_none_or(|own| since <= own) => {
            return StatusOn { status, since: Some(since), by: Some(by) };
        }
        (_, Some(since)) => return StatusOn::own(Status::Expired, Some(since)),
        (End::SomeDay(status, by), None) => return StatusOn { status, since: None, by: Some(by) },
        (End::Never | End::On(..), None) => {}
    }
    if matches!(document.designation, Designation::Standard { .. }) {
        return StatusOn::own(Status::Standard, None);
    }
    match force.from {
        Some(since) => StatusOn::own(Status::InForce, Some(since)),
        None => StatusOn::own(Status::Unknown, None),
    }
}

/// What others say of a document's end.
enum End {
    /// Nothing in the register ends it by that day.
    Never,
    /// Something ends it, but since when is not recorded.
    SomeDay(Status, DocumentIndex),
    /// It ended on that day, in that way, by that document.
    On(Date, Status, DocumentIndex),
}

/// How other documents end one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ends {
    /// The first day of which it is known, and by which document.
    first: Option<(Date, Status, DocumentIndex)>,
    /// The first that ended it on a day that is not recorded, and the day before which it cannot have been.
    unrecorded: Option<(Date, Status, DocumentIndex)>,
}

impl Ends {
    /// Of a document, by its relations.
    pub fn of(register: &Register<'_>, index: DocumentIndex) -> Self {
        let mut ends = Self::default();
        for (relation, other) in register.relations(index) {
            let status = match relation {
                Relation::ReplacedBy => Status::Replaced,
                Relation::RepealedBy => Status::Repealed,
                _ => continue,
            };
            let ender = register.document(*other).entry.value;
            let (end, since) = match ender.force().from {
                Some(since) => (&mut ends.first, since),
                None => (&mut ends.unrecorded, ender.date.as_ref().map_or(Date::MIN, |date| date.value)),
            };
            if end.is_none_or(|(first, ..)| since < first) {
                *end = Some((since, status, *other));
            }
        }
        ends
    }

    fn by(&self, day: Date) -> End {
        match (self.first, self.unrecorded) {
            (Some((since, status, by)), _) if since <= day => End::On(since, status, by),
            (_, Some((since, status, by))) if since <= day => End::SomeDay(status, by),
            _ => End::Never,
        }
    }
}
