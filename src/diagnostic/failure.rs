//! What the world refused: a folder that cannot be written, a server that does not answer.
//!
//! A [`Diagnostic`](crate::diagnostic::Diagnostic) is about the content and gives exit status 1; a failure is
//! about everything else and gives exit status 2. One that could be made good on the way is told as a warning.

use std::fmt;

use crate::diagnostic::{Bilingual, Code};

/// Why a command could not do its work, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Its kind.
    pub code: &'static Code,
    /// What went wrong, with the path or the server's name, without a full stop.
    pub message: Bilingual,
    /// What to do, if that can be said.
    pub hint: Option<Bilingual>,
}

impl Failure {
    /// A failure without a hint yet.
    pub fn new(code: &'static Code, message: Bilingual) -> Self {
        Self { code, message, hint: None }
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: Bilingual) -> Self {
        self.hint = Some(hint);
        self
    }
}

/// In English, as errors are written; [`Bilingual::of`] gives the message in either language.
impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.code.id, self.message.en)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(formatter, "; {}", hint.en))
    }
}

impl std::error::Error for Failure {}
