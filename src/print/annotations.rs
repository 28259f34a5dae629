//! For GitHub's workflows: commands that put a message beside its line in a change.

use super::{Look, Texts};
use crate::diagnostic::counted::counted;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Sources;

/// Every message as a workflow command on a line of its own.
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, look: &Look) -> String {
    let told = counted(diagnostics);
    let texts = Texts::of(&told, sources);
    let mut out = String::new();
    for (diagnostic, found) in texts.in_order(&told) {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let file = property(&found.shown_path(look));
        let place = found.lines().map_or_else(String::new, |((line, column), (end_line, end_column))| {
            format!(",line={line},col={column},endLine={end_line},endColumn={end_column}")
        });
        let title = property(&format!("{} {}", diagnostic.code.id, super::title(diagnostic.code, look.language)));
        let mut words = diagnostic.message.of(look.language).to_owned();
        if let Some(hint) = &diagnostic.hint {
            words.push('\n');
            words.push_str(hint.of(look.language));
        }
        out.push_str(&format!("::{command} file={file}{place},title={title}::{}\n", data(&words)));
    }
    out
}

/// Escapes what would end a command's text.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes what would end a command's property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
