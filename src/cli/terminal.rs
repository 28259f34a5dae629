//! Where a command's words go: in which language, in which format, with colour or without.

use std::ffi::OsString;
use std::io::{IsTerminal, Write};

use crate::cli::Outcome;
use crate::cli::common::{Common, Format, MessageLanguage};
use crate::diagnostic::Language;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::print::{self, Look};
use crate::source::Sources;

/// The terminal, or whatever stands in its place.
#[derive(Debug, Clone, Copy)]
pub struct Terminal {
    /// Language of messages.
    pub language: Language,
    /// How messages are written.
    pub format: Format,
    color: bool,
}

impl Terminal {
    /// Reads the options, and the environment where they are silent.
    pub fn new(common: &Common) -> Self {
        let language = match common.lang {
            Some(MessageLanguage::Vi) => Language::Vietnamese,
            Some(MessageLanguage::En) => Language::English,
            None => language_of_system(),
        };
        let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { language, format: common.format, color }
    }

    /// Says what there is to say about the content. Machines read standard output, people standard error.
    pub fn show(&self, diagnostics: &[Diagnostic], sources: &Sources, folder: &str) {
        let look = Look { language: self.language, color: self.color, folder };
        match self.format {
            Format::Human => {
                eprint!("{}", print::human(diagnostics, sources, &look));
                let summary = print::summary(diagnostics, self.language);
                if !summary.is_empty() {
                    eprintln!("{summary}");
                }
            }
            Format::Json => self.print(&print::json(diagnostics, sources, &look)),
            Format::Sarif => self.print(&print::sarif(diagnostics, sources, &look)),
            Format::Github => self.print(&print::github(diagnostics, sources, &look)),
        }
    }

    /// Writes a result to standard output; a reader that has gone away is no failure.
    pub fn print(&self, text: &str) {
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    /// Tells a person how the work went.
    pub fn tell(&self, text: &Bilingual) {
        eprintln!("{}", text.of(self.language));
    }

    /// Tells why a command could not do its work.
    pub fn fail(&self, failure: &Failure) -> Outcome {
        self.tell_failure(failure, &bilingual!(vi: "lỗi", en: "error"));
        Outcome::Failed
    }

    /// Tells what a command found wrong with the world and made good.
    pub fn warn(&self, mended: Option<&Failure>) {
        if let Some(mended) = mended {
            self.tell_failure(mended, &bilingual!(vi: "cảnh báo", en: "warning"));
        }
    }

    fn tell_failure(&self, failure: &Failure, word: &Bilingual) {
        let (word, hint) = match self.language {
            Language::Vietnamese => (&word.vi, "gợi ý"),
            Language::English => (&word.en, "hint"),
        };
        eprintln!("{word}[{}]: {}", failure.code.id, failure.message.of(self.language));
        if let Some(text) = &failure.hint {
            eprintln!("  = {hint}: {}", text.of(self.language));
        }
    }
}

/// Whether messages like these stop a build.
pub fn stops(diagnostics: &[Diagnostic], strict: bool) -> bool {
    let worst_allowed = if strict { Severity::Hint } else { Severity::Warning };
    diagnostics.iter().any(|diagnostic| diagnostic.severity < worst_allowed)
}

/// The language of `--help`, which is written before the options are understood.
pub fn language_asked_for(words: &[OsString]) -> Language {
    let after = |word: &OsString| word.to_str().and_then(|word| word.strip_prefix("--lang=").map(str::to_owned));
    let joined = words.iter().find_map(after);
    let apart = words.windows(2).find(|pair| pair[0] == "--lang").and_then(|pair| pair[1].to_str().map(str::to_owned));
    match joined.or(apart).as_deref() {
        Some("en") => Language::English,
        Some("vi") => Language::Vietnamese,
        _ => language_of_system(),
    }
}

/// English where the system speaks English, else Vietnamese: the people who run this are Vietnamese offices.
fn language_of_system() -> Language {
    let locale = sys_locale::get_locale().unwrap_or_default();
    if locale.starts_with("en") { Language::English } else { Language::Vietnamese }
}
