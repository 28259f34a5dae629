//! The entries of a file: found by their words, a page at a time.

use serde::Serialize;

use super::shelf::Filed;
use super::{entry_address, list_address, query};
use crate::content::form::{Form, FormField, Kind};
use crate::content::schema::Need;
use crate::desk::Desk;
use crate::desk::asked;
use crate::desk::pages::shown;
use crate::desk::reply::Reply;
use crate::diagnostic::failure::Failure;
use crate::edit::{self, Path, Problems, Value};
use trichdan::text::fold::fold;

/// As many entries as one page shows.
const ON_A_PAGE: usize = 50;

/// An entry in a list.
#[derive(Debug, Serialize)]
struct Row {
    address: String,
    heading: String,
    note: String,
    /// How many things are said of it.
    findings: usize,
}

pub(super) fn page(desk: &mut Desk, file: &Filed, asked: &asked::Form) -> Result<Reply, Failure> {
    let language = desk.language;
    let (searched, number) = (asked.get("tim").to_owned(), asked.get("trang").parse::<usize>().unwrap_or(1).max(1));
    let (room, words) = desk.room_and_pages()?;
    let path = file.path.as_str();
    let title = file.title(words, room);
    let text = room.sources().texts.get(&file.path).cloned().unwrap_or_default();
    let form = file.form(room);
    let read = match &form {
        Some(_) => edit::entries(&file.path, &text).map_err(|said| said.message.of(language).to_owned()),
        None => Err(String::new()),
    };
    let by_hand = read.as_ref().err().cloned();
    let (form, entries) = (form.unwrap_or_default(), read.unwrap_or_default());
    if !file.is_list() {
        return Ok(Reply::Elsewhere(entry_address(path, Some(0))));
    }
    let (total, sought) = (entries.len(), fold(&searched));
    let found: Vec<(usize, &Option<Value>)> =
        entries.iter().enumerate().filter(|(_, entry)| has_words(entry.as_ref(), &sought)).collect();
    let count = found.len();
    let pages = count.div_ceil(ON_A_PAGE).max(1);
    let number = number.min(pages);
    let problems = Problems::of(&file.path, &text, room.findings());
    let row = |(index, entry): &(usize, &Option<Value>)| {
        let (heading, note) = entry.as_ref().map(|entry| heading(&form, entry)).unwrap_or_default();
        let findings = problems.within(&Path::root().item(*index)).count();
        Row { address: entry_address(path, Some(*index)), heading, note, findings }
    };
    let rows: Vec<Row> = found.iter().skip((number - 1) * ON_A_PAGE).take(ON_A_PAGE).map(row).collect();
    let turn = |number: usize| {
        format!("{}&{}", list_address(path), query(&[("tim", &searched), ("trang", &number.to_string())]))
    };
    let page = shown! {
        title, path, by_hand, rows, searched, total, count, number, pages,
        is_there => file.is_there,
        what => form.title,
        new => entry_address(path, None),
        before => (number > 1).then(|| turn(number - 1)),
        after => (number < pages).then(|| turn(number + 1)),
    };
    Ok(desk.page("entries.html", "fill", page))
}

/// Whether an entry has all words, marks left out.
fn has_words(entry: Option<&Value>, folded: &str) -> bool {
    let mut words = folded.split_whitespace().peekable();
    if words.peek().is_none() {
        return true;
    }
    let mut texts = Vec::new();
    entry.into_iter().for_each(|entry| gather(entry, &mut texts));
    let all = fold(&texts.join(" "));
    words.all(|word| all.contains(word))
}

fn gather<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::Text(text) => texts.push(text),
        Value::List(items) => items.iter().for_each(|item| gather(item, texts)),
        Value::Map(fields) => fields.iter().for_each(|(_, value)| gather(value, texts)),
    }
}

/// What an entry is called in a list, and a few words more: what its form needs comes first.
pub(super) fn heading(form: &Form, entry: &Value) -> (String, String) {
    const MORE: usize = 3;
    let mut said: Vec<(bool, String)> = form.fields.iter().filter_map(|field| words_of(field, entry)).collect();
    if said.is_empty() {
        let id = form.fields.iter().find(|field| field.kind == Kind::OwnId);
        let id = id.and_then(|field| text_of(field, entry)).unwrap_or_default();
        return (id, String::new());
    }
    let first = said.iter().position(|(is_required, _)| *is_required).unwrap_or(0);
    let (_, heading) = said.remove(first);
    let more: Vec<String> = said.into_iter().take(MORE).map(|(_, words)| words).collect();
    (heading, more.join(" · "))
}

/// The words of a field that a list shows, and whether it is a text that every entry has.
fn words_of(field: &FormField, entry: &Value) -> Option<(bool, String)> {
    const LONGEST: usize = 90;
    let text = text_of(field, entry)?;
    let words = match &field.kind {
        Kind::Choice(choices) => {
            choices.iter().find(|choice| choice.word == text).map_or(text, |choice| choice.label.to_string())
        }
        Kind::OwnId | Kind::YesNo | Kind::Entry(_) => return None,
        _ => text,
    };
    let is_name = field.need == Need::Required && matches!(field.kind, Kind::Text | Kind::LongText);
    let cut = words.char_indices().nth(LONGEST).map_or(words.clone(), |(end, _)| format!("{}…", &words[..end]));
    Some((is_name, cut))
}

fn text_of(field: &FormField, entry: &Value) -> Option<String> {
    match entry.get(&Path::root().key(&field.key).0)? {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    }
}
