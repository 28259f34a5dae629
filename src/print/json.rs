//! For programs: one JSON object a line.

use serde_json::{Value, json};

use super::{Found, Look, Texts, in_order};
use crate::diagnostic::{Bilingual, Diagnostic, Severity};
use crate::source::Sources;

/// Every message as an object on a line of its own, in both languages.
///
/// `line` and `column` count from 1, columns in characters; `start` and `end` are byte offsets. All four are
/// null where a message is about a file as a whole.
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, look: &Look) -> String {
    let (texts, mut out) = (Texts::of(sources), String::new());
    for (diagnostic, found) in in_order(diagnostics, &texts) {
        out.push_str(&object(diagnostic, &found, &texts, look).to_string());
        out.push('\n');
    }
    out
}

fn object<'s>(diagnostic: &'s Diagnostic, found: &Found<'s>, texts: &Texts<'s>, look: &Look) -> Value {
    let mut object = place(found, look);
    object["severity"] = json!(severity(diagnostic.severity));
    object["code"] = json!(diagnostic.code.id);
    object["message"] = both(&diagnostic.message);
    object["hint"] = diagnostic.hint.as_ref().map_or(Value::Null, both);
    let related = diagnostic.related.iter().map(|related| {
        let mut object = place(&Found::new(&related.location, texts), look);
        object["message"] = both(&related.label);
        object
    });
    object["related"] = related.collect();
    object
}

fn place(found: &Found, look: &Look) -> Value {
    let lines = found.lines();
    json!({
        "file": format!("{}{}", look.folder, found.path),
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
