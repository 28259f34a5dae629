//! Three sides of an entry: what she began from, what she typed, what the file says by now.

use serde_json::{Map, Value as Json};

use super::sheet::{self, Fields};
use crate::content::form::{Form, Kind};
use crate::content::schema::Need;
use crate::edit::{self, Path, Value};

/// Where the entry that she began from is now.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// As it was.
    Same(usize),
    /// Somebody changed it.
    Changed(usize),
    /// Somebody took it out.
    Gone,
}

/// Finds an entry among those that a file has now: the same one, else one of the same name.
pub(super) fn find(form: &Form, now: &[Option<Value>], index: usize, base: &Value) -> Found {
    let meant = base.meaning();
    let is_same = |entry: &Option<Value>| entry.as_ref().is_some_and(|entry| entry.meaning() == meant);
    if now.get(index).is_some_and(is_same) {
        return Found::Same(index);
    }
    if let Some(moved) = only(now, is_same) {
        return Found::Same(moved);
    }
    let key = form.fields.iter().find(|field| field.kind == Kind::OwnId);
    let key = key.or_else(|| form.fields.iter().find(|field| field.need == Need::Required));
    let name_of = |entry: &Value| entry.get(&Path::root().key(&key?.key).0).cloned();
    let name = name_of(base).filter(|name| !name.is_blank());
    let is_named = |entry: &Option<Value>| name.is_some() && entry.as_ref().and_then(name_of) == name;
    match only(now, is_named) {
        Some(index) => Found::Changed(index),
        None => Found::Gone,
    }
}

fn only(now: &[Option<Value>], is_meant: impl Fn(&Option<Value>) -> bool) -> Option<usize> {
    let mut found = now.iter().enumerate().filter(|(_, entry)| is_meant(entry)).map(|(index, _)| index);
    found.next().filter(|_| found.next().is_none())
}

/// The fields in which what she typed differs from what a page of `base` would send untouched.
pub(super) fn changes(form: &Form, base: &Value, typed: &Value) -> Fields {
    let sent = sheet::sent(form, base);
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let untouched = edit::typed(form, &sent);
    let Value::Map(fields) = typed else { return Fields::new() };
    let differs = |(key, value): &&(String, Value)| meaning(&untouched, key) != value.meaning();
    fields.iter().filter(differs).cloned().collect()
}

/// Of her changes, those whose field somebody else changed to something else, with what it holds now.
pub(super) fn conflicts(changes: &Fields, base: &Value, now: &Value) -> Fields {
    let of = |value: &Value, key: &str| value.get(&Path::root().key(key).0).cloned().unwrap_or(Value::text(""));
    let is_conflict = |(key, hers): &(&String, &Value)| {
        let theirs = meaning(now, key);
        theirs != meaning(base, key) && theirs != hers.meaning()
    };
    changes.iter().filter(is_conflict).map(|(key, _)| (key.clone(), of(now, key))).collect()
}

fn meaning(entry: &Value, key: &str) -> Value {
    entry.get(&Path::root().key(key).0).map_or(Value::text(""), Value::meaning)
}

/// What she began from, as her page keeps it.
pub(super) fn to_page(base: &Value) -> String {
    json(base).to_string()
}

/// What her page kept; none where it is no such thing.
pub(super) fn of_page(kept: &str) -> Option<Value> {
    value(serde_json::from_str(kept).ok()?)
}

fn json(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(fields) => {
            Json::Object(fields.iter().map(|(key, value)| (key.clone(), json(value))).collect::<Map<_, _>>())
        }
    }
}

fn value(json: Json) -> Option<Value> {
    Some(match json {
        Json::String(text) => Value::Text(text),
        Json::Array(items) => Value::List(items.into_iter().map(value).collect::<Option<_>>()?),
        Json::Object(fields) => {
            let field = |(key, json)| Some((key, value(json)?));
            Value::Map(fields.into_iter().map(field).collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str, note: &str) -> Value {
        Value::map([("id", Value::text("xa-a")), ("name", Value::text(name)), ("within", Value::text(note))])
    }

    #[test]
    fn only_what_both_changed_is_a_conflict() {
        let form = Form::by_name("places").unwrap_or_default();
        let (base, now) = (place("A", "huyen"), place("A", "tinh"));
        let changed = |typed: &Value| changes(&form, &base, typed);
        assert!(changed(&base).is_empty());
        let hers = changed(&place("B", "huyen"));
        assert_eq!(hers.keys().collect::<Vec<_>>(), ["name"]);
        assert!(conflicts(&hers, &base, &now).is_empty());
        let hers = changed(&place("A", "quan"));
        assert_eq!(conflicts(&hers, &base, &now), Fields::from([("within".to_owned(), Value::text("tinh"))]));
        let hers = changed(&place("A", "tinh"));
        assert!(conflicts(&hers, &base, &now).is_empty(), "both mean the same");
    }

    /// Whatever an entry holds, a page that nobody touched changes nothing.
    #[test]
    fn an_untouched_page_changes_nothing() {
        let form = Form::by_name("period").unwrap_or_default();
        let figure = Value::map([("id", Value::text("a")), ("models", Value::texts(["b", "c"]))]);
        let entry = Value::map([
            ("title", Value::text("6 tháng")),
            ("from", Value::text("2022-01-01")),
            ("to", Value::text("hôm qua")),
            ("indicators", Value::List(vec![figure])),
            ("task_counts", Value::map([("approved", Value::text("Không"))])),
            ("notes", Value::text("Một\nhai")),
            ("draft", Value::text("false")),
        ]);
        let sent = sheet::sent(&form, &entry);
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(changes(&form, &entry, &edit::typed(&form, &sent)), Fields::new());
    }

    #[test]
    fn an_entry_is_found_where_it_went() {
        let form = Form::by_name("places").unwrap_or_default();
        let other = || Some(Value::map([("id", Value::text("xa-b"))]));
        let base = place("A", "");
        assert_eq!(find(&form, &[other(), Some(base.clone())], 1, &base), Found::Same(1));
        assert_eq!(find(&form, &[Some(base.clone()), other()], 1, &base), Found::Same(0));
        assert_eq!(find(&form, &[other(), None, Some(place("C", ""))], 0, &base), Found::Changed(2));
        assert_eq!(find(&form, &[other()], 0, &base), Found::Gone);
    }

    #[test]
    fn a_page_keeps_what_she_began_from() {
        let base = Value::map([("a", Value::text("\"1\"\n")), ("b", Value::List(vec![place("A", "")]))]);
        assert_eq!(of_page(&to_page(&base)), Some(base));
        assert_eq!(of_page("{\"a\": 1}"), None);
    }
}
