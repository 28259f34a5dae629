//! What is said of the content, as pages show it.

use serde::Serialize;

use crate::diagnostic::messages::check::{LOOKALIKE, NOT_NFC};
use crate::diagnostic::{Diagnostic, Language, Place, Severity};
use crate::print::{Excerpt, excerpts};
use crate::source::Sources;

/// A message, in one language.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Finding {
    pub severity: &'static str,
    /// How bad it is, in a word.
    pub word: &'static str,
    pub code: &'static str,
    /// The code in a few words, and in a paragraph.
    pub kind: &'static str,
    pub why: &'static str,
    pub message: String,
    pub hint: Option<String>,
    /// Path in the content folder.
    pub file: String,
    pub line: Option<usize>,
    /// The byte at which the words begin.
    pub start: usize,
    #[serde(skip)]
    pub place: Place,
    /// The form in which it can be corrected.
    pub form: Option<String>,
    /// The words that are meant, and those before and after them in their line.
    pub before: String,
    pub words: String,
    pub after: String,
    /// Other places, each with what stands there.
    pub related: Vec<(String, String)>,
    /// Whether the desk can mend it without touching a word.
    pub can_mend: bool,
    /// Whether a comment with a reason can silence it.
    pub can_stay: bool,
}

/// All messages, in the order of files and of places in them.
pub(super) fn findings(diagnostics: &[Diagnostic], sources: &Sources, language: Language) -> Vec<Finding> {
    excerpts(diagnostics, sources).into_iter().map(|excerpt| finding(excerpt, language)).collect()
}

fn finding(excerpt: Excerpt, language: Language) -> Finding {
    let Excerpt { diagnostic, file, line, start, words: [before, words, after] } = excerpt;
    let severity = diagnostic.severity;
    let (kind, why) = match language {
        Language::Vietnamese => (diagnostic.code.title_vi, diagnostic.code.explanation_vi),
        Language::English => (diagnostic.code.title_en, diagnostic.code.explanation_en),
    };
    let related = diagnostic.related.iter();
    Finding {
        severity: match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        },
        word: severity.word(language),
        code: diagnostic.code.id,
        kind,
        why,
        message: capitalised(diagnostic.message.of(language)),
        hint: diagnostic.hint.as_ref().map(|hint| capitalised(hint.of(language))),
        related: related
            .map(|related| (related.location.path.to_string(), related.label.of(language).to_owned()))
            .collect(),
        can_mend: *diagnostic.code == LOOKALIKE || *diagnostic.code == NOT_NFC,
        can_stay: severity != Severity::Error,
        place: diagnostic.location.place,
        form: None,
        file,
        line,
        start,
        before,
        words,
        after,
    }
}

/// Messages begin small, as they stand behind a path; on a page they are sentences.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
