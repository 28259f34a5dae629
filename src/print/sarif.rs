//! For code scanners: SARIF 2.1.0, one run with the rules that occur in it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Found, Look, Texts, title};
use crate::diagnostic::Language;
use crate::diagnostic::counted::counted;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Sources;

/// All messages as one SARIF log.
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, look: &Look) -> String {
    let told = counted(diagnostics);
    let texts = Texts::of(&told, sources);
    let codes: BTreeMap<&str, &Code> = told.iter().map(|each| (each.code.id, each.code)).collect();
    let results: Vec<Value> = texts
        .in_order(&told)
        .into_iter()
        .map(|(diagnostic, found)| {
            let index = codes.keys().position(|id| *id == diagnostic.code.id);
            result(diagnostic, index, &found, &texts, look)
        })
        .collect();
    let rules: Vec<Value> = codes.values().map(|code| rule(code, look.language)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "congbo", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

fn rule(code: &Code, language: Language) -> Value {
    let explanation = match language {
        Language::Vietnamese => code.explanation_vi,
        Language::English => code.explanation_en,
    };
    json!({
        "id": code.id,
        "shortDescription": { "text": title(code, language) },
        "fullDescription": { "text": explanation },
    })
}

fn result(diagnostic: &Diagnostic, rule: Option<usize>, found: &Found, texts: &Texts, look: &Look) -> Value {
    let mut text = diagnostic.message.of(look.language).to_owned();
    if let Some(hint) = &diagnostic.hint {
        text.push_str(". ");
        text.push_str(hint.of(look.language));
    }
    let related = diagnostic.related.iter().map(|related| {
        let mut location = location(&texts.find(&related.location), look);
        location["message"] = json!({ "text": related.label.of(look.language) });
        location
    });
    json!({
        "ruleId": diagnostic.code.id,
        "ruleIndex": rule,
        "level": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "note",
        },
        "message": { "text": text },
        "locations": [location(found, look)],
        "relatedLocations": related.collect::<Vec<Value>>(),
    })
}

fn location(found: &Found, look: &Look) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&found.shown_path(look)) } });
    if let (Some((start, end)), Some(span)) = (found.lines(), &found.span) {
        physical["region"] = json!({
            "startLine": start.0,
            "startColumn": start.1,
            "endLine": end.0,
            "endColumn": end.1,
            "byteOffset": span.start,
            "byteLength": span.len(),
        });
    }
    json!({ "physicalLocation": physical })
}

/// A relative path as a URI.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'.' | b'_' | b'~');
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
