//! What a reference may lead to, as she types: for the script of the desk.

use crate::content::form::{Form, Kind, Named};
use crate::desk::Desk;
use crate::desk::asked;
use crate::desk::reply::Reply;
use crate::desk::room::Nameable;
use crate::diagnostic::failure::Failure;
use crate::edit::{Value, complete};
use trichdan::text::fold::fold;

/// As many as a list under a field shows.
const MOST: usize = 10;

/// The words by which pages name what a reference leads to.
const WORDS: [(Named, &str); 8] = [
    (Named::Issuer, "co-quan"),
    (Named::Place, "noi"),
    (Named::Model, "mo-hinh"),
    (Named::Task, "nhiem-vu"),
    (Named::Promise, "viec"),
    (Named::Document, "van-ban"),
    (Named::Ledger, "so"),
    (Named::Column, "cot"),
];

/// The word by which pages name a kind.
pub(super) fn word(named: Named) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == named).map_or("", |(_, word)| word)
}

pub(super) fn answer(desk: &mut Desk, asked: &asked::Form) -> Result<Reply, Failure> {
    let room = desk.room()?;
    let named = WORDS.iter().find(|(_, word)| *word == asked.get("loai")).map(|(named, _)| *named);
    let known = named.and_then(|named| room.known().get(&named)).map_or(&[][..], Vec::as_slice);
    let found = complete(asked.get("chu"), known, MOST);
    let found = found
        .into_iter()
        .map(|known| serde_json::json!({ "word": known.word, "name": known.name, "note": known.note }));
    Ok(Reply::Json(found.collect()))
}

/// An entry in which what was typed for a reference and is a thing's whole name becomes what is written to name it.
pub(super) fn resolved(form: &Form, entry: &Value, known: &Nameable) -> Value {
    let Value::Map(fields) = entry else { return entry.clone() };
    let field = |(key, value): &(String, Value)| {
        let kind = form.field(key).map(|field| &field.kind);
        (key.clone(), kind.map_or_else(|| value.clone(), |kind| of_kind(kind, value, known)))
    };
    Value::Map(fields.iter().map(field).collect())
}

fn of_kind(kind: &Kind, value: &Value, known: &Nameable) -> Value {
    match (kind, value) {
        (_, Value::List(items)) => Value::List(items.iter().map(|item| of_kind(kind, item, known)).collect()),
        (Kind::Entry(form), value) => resolved(form, value, known),
        (Kind::Reference(named), Value::Text(text)) => {
            let all = known.get(named).map_or(&[][..], Vec::as_slice);
            let mut meant = all.iter().filter(|known| fold(&known.name) == fold(text));
            match (all.iter().any(|known| known.word == *text), meant.next(), meant.next()) {
                (false, Some(one), None) => Value::text(&one.word),
                _ => value.clone(),
            }
        }
        _ => value.clone(),
    }
}
