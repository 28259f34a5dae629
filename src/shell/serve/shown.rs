//! What the server shows at a moment: the newest good site, and what there is to say about the content.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostic::Language;
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::print::{self, Look};
use crate::shell::live::{Live, Round};
use crate::site::{Change, Snapshot};
use crate::source::SourcePath;
use crate::view::View;

/// As many messages as an author can read on a page.
const MOST_NOTICES: usize = 50;

/// The site and its messages, as they are between two changes.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The newest good site; none until the content has been without errors once.
    pub site: Option<Snapshot>,
    /// Where the site begins, with slashes at both ends.
    pub base_path: Arc<str>,
    /// Counts changes.
    pub generation: u64,
    /// The generation in which each page changed last, if it did since the server started. For look-up only.
    pub changed: Arc<HashMap<String, u64>>,
    /// Where the scans and annexes of the site lie on the disk. For look-up only.
    pub attachments: Arc<HashMap<SourcePath, PathBuf>>,
    /// What there is to say, ready for a page.
    pub notices: Arc<str>,
    /// True when the server ends, and with it all streams.
    pub closing: bool,
}

/// What a page shows of the messages.
#[derive(Serialize)]
struct Notices {
    summary: String,
    has_errors: bool,
    items: Vec<Notice>,
    /// How many more there are.
    more: usize,
}

#[derive(Serialize)]
struct Notice {
    severity: &'static str,
    text: String,
}

impl Shown {
    /// What is to be shown after a round of reading.
    pub fn after(&self, round: &Round, live: &Live, prefix: &str, language: Language) -> Self {
        let mut next = self.clone();
        next.notices = notices(&round.diagnostics, live, prefix, language).into();
        if let Some(change) = &round.change {
            next.take(change, live);
        }
        next
    }

    fn take(&mut self, change: &Change, live: &Live) {
        self.generation += 1;
        let mut changed = HashMap::clone(&self.changed);
        // The first site has nothing that anybody could have seen before.
        if self.site.is_some() {
            changed.extend(change.written.iter().chain(&change.removed).map(|url| (url.to_string(), self.generation)));
        }
        let views = || change.site.plan.pages.iter().map(|(_, view)| view);
        let base_path = views().find_map(|view| match view {
            View::Page { frame, .. } => Some(frame.base_path.clone()),
            _ => None,
        });
        let attachments = views().filter_map(|view| match view {
            View::Attachment { source, .. } => Some((source.clone(), live.folder().disk_path(source)?.to_path_buf())),
            _ => None,
        });
        self.base_path = base_path.unwrap_or_else(|| "/".into());
        self.attachments = Arc::new(attachments.collect());
        self.changed = Arc::new(changed);
        self.site = Some(change.site.clone());
    }
}

/// Errors and warnings as JSON. Hints are for `congbo check`.
fn notices(diagnostics: &[Diagnostic], live: &Live, prefix: &str, language: Language) -> String {
    let look = Look { language, color: false, folder: prefix };
    let mut worth: Vec<Diagnostic> =
        diagnostics.iter().filter(|diagnostic| diagnostic.severity < Severity::Hint).cloned().collect();
    // Sorted: what stops the site comes first.
    worth.sort_by_key(|diagnostic| diagnostic.severity);
    let items = worth.iter().take(MOST_NOTICES).map(|diagnostic| Notice {
        severity: if diagnostic.severity == Severity::Error { "error" } else { "warning" },
        text: print::human(std::slice::from_ref(diagnostic), live.sources(), &look).trim_end().to_owned(),
    });
    let notices = Notices {
        summary: print::summary(&worth, language),
        has_errors: has_errors(&worth),
        items: items.collect(),
        more: worth.len().saturating_sub(MOST_NOTICES),
    };
    serde_json::to_string(&notices).expect("texts and numbers become JSON")
}
