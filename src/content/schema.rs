//! JSON Schemas of the content folder's files, so that an editor completes keys and marks mistakes while one types.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::content::{
    Field, Issuer, LedgerInfo, LegalDocument, Model, PageInfo, PeriodInfo, Place, ReportInfo, SiteInfo, Task,
};

/// How much a field is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Every entry has it.
    Required,
    /// It may be absent or empty.
    Optional,
    /// Any number of it.
    List,
}

/// A field as a schema describes it.
#[derive(Debug)]
pub struct FieldSchema {
    /// Its key.
    pub key: &'static str,
    /// How much it is needed.
    pub need: Need,
    /// Its doc comment.
    pub description: String,
    /// The schema of its value, or of one item of a list.
    pub value: Value,
}

/// The schema of each kind of file, by the word that `congbo schema KIND` takes.
pub fn all() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("site", document(SiteInfo::schema())),
        ("issuers", document(list_of(Issuer::schema()))),
        ("places", document(list_of(Place::schema()))),
        ("registers", document(list_of(LedgerInfo::schema()))),
        ("legal", document(list_of(LegalDocument::schema()))),
        ("period", document(PeriodInfo::schema())),
        ("models", document(list_of(Model::schema()))),
        ("tasks", document(list_of(Task::schema()))),
        ("report", document(ReportInfo::schema())),
        ("page", document(PageInfo::schema())),
    ])
}

fn document(mut schema: Value) -> Value {
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    }
    schema
}

fn list_of(item: Value) -> Value {
    json!({ "type": ["array", "null"], "items": item })
}

/// The schema of an entry with these fields and no others.
pub fn of_entry(description: &str, fields: Vec<FieldSchema>) -> Value {
    let required: Vec<&str> =
        fields.iter().filter(|field| field.need == Need::Required).map(|field| field.key).collect();
    let properties: Map<String, Value> =
        fields.into_iter().map(|field| (field.key.to_owned(), of_field(field))).collect();
    json!({
        "description": description,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn of_field(field: FieldSchema) -> Value {
    let mut schema = match field.need {
        Need::Required => field.value,
        Need::Optional => or_empty(field.value),
        Need::List => list_of(field.value),
    };
    if let Some(object) = schema.as_object_mut() {
        object.insert("description".into(), Value::String(field.description));
    }
    schema
}

/// Lets a value be left empty, which YAML calls null.
fn or_empty(mut schema: Value) -> Value {
    if let Some(types) = schema.get_mut("type") {
        match types {
            Value::Array(types) => types.push("null".into()),
            one => *one = json!([one.take(), "null"]),
        }
    }
    if let Some(words) = schema.get_mut("enum").and_then(Value::as_array_mut) {
        words.push(Value::Null);
    }
    schema
}

/// A doc comment's lines as one paragraph.
pub fn paragraph(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}
