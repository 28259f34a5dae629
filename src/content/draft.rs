//! Which entries may be drafts: written down, and not to be published yet.

use std::sync::Arc;

use crate::content::{LegalDocument, Model, PageInfo, PeriodInfo, ReportInfo, Row, Task};
use crate::diagnostic::Mark;

/// An entry that its author may hold back with `draft: true`.
pub trait MayBeDraft {
    /// Where the entry says that it is a draft; none where it is none.
    fn draft_mark(&self) -> Option<Mark>;

    /// Whether it is a draft.
    fn is_draft(&self) -> bool {
        self.draft_mark().is_some()
    }
}

macro_rules! may_be_draft {
    ($($entry:ident),*) => {
        $(impl MayBeDraft for $entry {
            fn draft_mark(&self) -> Option<Mark> {
                self.draft.as_ref().filter(|draft| draft.value).map(|draft| draft.mark)
            }
        })*
    };
}

may_be_draft!(LegalDocument, Model, PageInfo, PeriodInfo, ReportInfo, Row, Task);

impl<T: MayBeDraft> MayBeDraft for Arc<T> {
    fn draft_mark(&self) -> Option<Mark> {
        T::draft_mark(self)
    }
}
