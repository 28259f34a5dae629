//! For programs: one JSON object a line.

use serde_json::{Value, json};

use super::{Found, Look, Texts};
use crate::diagnostic::counted::counted;
use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::source::Sources;

/// Every message as an object on a line of its own, in both languages.
///
/// `line` and `column` count from 1, columns in characters; `start` and `end` are byte offsets. All four are
/// null where a message is about a file as a whole.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, look: &Look) -> String {
    let told = counted(diagnostics);
    let texts = Texts::of(&told, sources);
    let mut out = String::new();
    for (diagnostic, found) in texts.in_order(&told) {
        out.push_str(&object(diagnostic, &found, &texts, look).to_string());
        out.push('\n');
    }
    out
}

fn object(diagnostic: &Diagnostic, found: &Found, texts: &Texts, look: &Look) -> Value {
    let mut object = place(found, look);
    object["severity"] = json!(severity(diagnostic.severity));
    object["code"] = json!(diagnostic.code.id);
    object["message"] = both(&diagnostic.message);
    object["hint"] = diagnostic.hint.as_ref().map_or(Value::Null, both);
    let related = diagnostic.related.iter().map(|related| {
        let mut object = place(&texts.find(&related.location), look);
        object["message"] = both(&related.label);
        object
    });
    object["related"] = related.collect();
    object
}

fn place(found: &Found, look: &Look) -> Value {
    let lines = found.lines();
    json!({
        "file": found.shown_path(look),
        "line": lines.map(|(start, _)| start.0),
        "column": lines.map(|(start, _)| start.1),
        "end_line": lines.map(|(_, end)| end.0),
        "end_column": lines.map(|(_, end)| end.1),
        "start": found.span.as_ref().map(|span| span.start),
        "end": found.span.as_ref().map(|span| span.end),
    })
}

fn both(text: &Bilingual) -> Value {
    json!({ "vi": text.vi, "en": text.en })
}

/// The severity's name in data, the same in every language.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}
