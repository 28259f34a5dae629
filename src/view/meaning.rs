//! Closed sets of meanings as templates see them: by their word, or, where the author chose it, by its label.
//!
//! A view carries the set's own type; here is the only place where it becomes a text. What readers see of a word
//! is the theme's: `state_expired` in `words/vi.yaml` for [`Status::Expired`].

use minijinja::Value;

use super::authority::Succession;
use super::document::LifeEvent;
use super::figure::{ChartAxis, ChartForm, ChartSubject, Direction};
use super::genre::Genre;
use super::ledger::RowState;
use super::list::FacetKind;
use super::report::Gap;
use super::shown::Shown;
use crate::address::Url;
use crate::content::{IssuerLevel, ModelStatus, NoticeKind, OutcomeState, PeriodKind, TaskLevel, TaskState};
use crate::diagnostic::Language;
use crate::link::register::Relation;
use crate::link::status::Status;
use crate::search::FindableKind;

/// A member of a closed set that the interface has words for.
pub trait InterfaceWord: Copy {
    /// The word that stands for it in a template: `expired`.
    fn word(self) -> &'static str;

    /// The key under which a theme has what readers see: `state_expired`.
    fn key(self) -> String;
}

/// Says how members of closed sets are shown, and what the guide to themes tells of it.
macro_rules! shown {
    ($set:ty, $how:ident, $told:expr) => {
        impl Shown for $set {
            fn shown(&self) -> Value {
                Value::from(self.$how())
            }
        }

        #[cfg(test)]
        impl super::guide::Guided for $set {
            fn told(_: &mut super::guide::Guide) -> String {
                $told
            }
        }
    };
}

macro_rules! shown_by_word {
    ($($set:ty),* $(,)?) => {
        $( shown!($set, word, super::guide::told_words(<$set>::WORDS, None)); )*
    };
}

macro_rules! shown_by_label {
    ($($set:ty),* $(,)?) => {
        $( shown!($set, label, "text".to_owned()); )*
    };
}

/// The same for sets that the interface has words for, under keys that begin with a prefix.
macro_rules! interface_words {
    ($($set:ty => $prefix:literal),* $(,)?) => {
        $( shown!($set, word, super::guide::told_words(<$set>::WORDS, Some($prefix))); )*

        $( impl InterfaceWord for $set {
            fn word(self) -> &'static str {
                self.word()
            }

            fn key(self) -> String {
                format!(concat!($prefix, "{}"), self.word())
            }
        } )*

        /// The keys of all sets: a theme has words for each.
        #[cfg(test)]
        pub fn interface_keys() -> impl Iterator<Item = String> {
            std::iter::empty()$( .chain(<$set>::ALL.iter().map(|member| member.key())) )*
        }
    };
}

interface_words! {
    Status => "state_",
    Relation => "relation_",
    LifeEvent => "life_",
    Succession => "succession_",
    Gap => "gap_",
    Direction => "change_",
    FacetKind => "facet_",
    ChartSubject => "chart_",
    ChartAxis => "",
    NoticeKind => "notice_",
    RowState => "row_",
}

shown_by_word!(Language, PeriodKind, FindableKind, OutcomeState, ChartForm);
impl Shown for Url {
    fn shown(&self) -> Value {
        Value::from(self.shared())
    }
}

shown_by_label!(IssuerLevel, ModelStatus, TaskLevel, TaskState, Genre);
