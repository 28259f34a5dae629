//! What congbo has to say about a content folder: one type for every message, made in one place.
//!
//! A stage returns `(value, Vec<Diagnostic>)`; nothing in the core prints. Every message is built by a
//! constructor under [`messages`], in Vietnamese and English at once, so that neither can be forgotten.

pub mod counted;
pub mod failure;
pub mod known;
pub mod messages;

use crate::source::SourcePath;

/// How bad it is. Errors stop a build; warnings do so with `--strict`; hints never do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be built rightly.
    Error,
    /// The site can be built, and a reader may be misled.
    Warning,
    /// A careful colleague would mention it.
    Hint,
}

trichdan::choice! {
    /// A language of the interface.
    pub enum Language {
        /// Tiếng Việt.
        Vietnamese = "vi", "Tiếng Việt";
        /// Tiếng Anh.
        English = "en", "English";
    }
}

impl Language {
    /// The words of this language.
    pub fn choose(self, vi: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }
}

/// A sentence in both languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bilingual {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

/// Makes a [`Bilingual`]: `bilingual!(vi: "thiếu {key}", en: "{key} is missing")`, with names captured as in `format!`.
macro_rules! bilingual {
    (vi: $vi:literal, en: $en:literal $(,)?) => {
        $crate::diagnostic::Bilingual { vi: format!($vi), en: format!($en) }
    };
}
pub(crate) use bilingual;

/// The kind of a message: its stable name, and what `congbo explain` says of it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// `CB` and three digits, stable for ever: it stands in `ignore:` comments and in other tools' output.
    pub id: &'static str,
    /// A few Vietnamese words that name the kind.
    pub title_vi: &'static str,
    /// A few English words that name the kind.
    pub title_en: &'static str,
    /// Vietnamese: why it is reported and what to do, a paragraph.
    pub explanation_vi: &'static str,
    /// English: why it is reported and what to do, a paragraph.
    pub explanation_en: &'static str,
}

/// Defines the codes of a file's messages: of one definition come the code, its words in both languages and its place
/// in the list that `congbo explain` and `ignore:` know. The words are a few that name the kind, and a paragraph that
/// explains it.
///
/// A list that [`messages::codes`] forgets is dead code, which the compiler reports.
macro_rules! codes {
    ( $( $name:ident = $id:literal {
        vi: $title_vi:literal, $explanation_vi:literal;
        en: $title_en:literal, $explanation_en:literal;
    } )+ ) => {
        $(
            #[doc = concat!($id, ": ", $title_en, ".")]
            pub static $name: $crate::diagnostic::Code = $crate::diagnostic::Code {
                id: $id,
                title_vi: $title_vi,
                title_en: $title_en,
                explanation_vi: $explanation_vi,
                explanation_en: $explanation_en,
            };
        )+

        /// Every code of this file.
        pub(in crate::diagnostic) static CODES: &[&$crate::diagnostic::Code] = &[ $( &$name, )+ ];
    };
}
pub(crate) use codes;

/// A place inside a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// Byte offsets in the file's text: from the first to one past the last.
    Bytes(u32, u32),
    /// A YAML node; its bytes are looked up when the message is printed (see `parse::yaml`).
    Node(Mark),
}

/// Names a YAML node: the entry it belongs to, and its number among the entry's nodes.
///
/// The YAML library tells a node's place only in an error, so a mark is cheap to carry and is turned into
/// bytes by reading the entry once more, which happens only when a message needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Byte offset of the entry's text in the file.
    pub entry_start: u32,
    /// Length of the entry's text in bytes.
    pub entry_bytes: u32,
    /// The node's place in reading order, keys and values counted alike.
    pub ordinal: u32,
}

/// A file and a place in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub path: SourcePath,
    /// The place in it.
    pub place: Place,
}

/// A second place that a message points at, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What stands there.
    pub label: Bilingual,
}

/// One message.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The main place.
    pub location: Location,
    /// How bad it is.
    pub severity: Severity,
    /// Its kind.
    pub code: &'static Code,
    /// What is wrong, in one sentence without a full stop.
    pub message: Bilingual,
    /// What to do, if that can be said.
    pub hint: Option<Bilingual>,
    /// The other side or sides.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// A message at a place, with neither a hint nor a second place yet.
    pub fn new(severity: Severity, code: &'static Code, location: Location, message: Bilingual) -> Self {
        Self { location, severity, code, message, hint: None, related: Vec::new() }
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: Bilingual) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Adds a second place.
    pub fn related(mut self, location: Location, label: Bilingual) -> Self {
        self.related.push(Related { location, label });
        self
    }
}

/// Whether one of them is an error, so that nothing may be made of what they speak of.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
