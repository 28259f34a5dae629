//! What was typed into a form, as values that the reader takes: days in every Vietnamese form, numbers, choices by their label.

use std::collections::BTreeSet;

use super::path::{Path, Step};
use super::value::Value;
use crate::content::form::{Choice, Form, FormField, Kind};
use crate::content::schema::Need;
use trichdan::calendar::{self, day};
use trichdan::text::fold::fold;
use trichdan::text::lookalike;

/// The value that a page's inputs give, by their names; fields of which no input is there are not named in it, so they stay
/// as they are.
///
/// The inputs of a list are numbered, in their order on the page; numbers may be missing and items left blank. What cannot be
/// understood stays as it was typed: the reader says what is wrong with it, at its field.
///
/// ```
/// use congbo::inside::content::form::Form;
/// use congbo::inside::edit::{Value, typed};
///
/// let form = Form::by_name("models").expect("a kind of file");
/// let inputs = [("id", "cay-sen"), ("places.0", "xa-tho-ngoc"), ("places.2", ""), ("from", "ngày 7 tháng 4 năm 2020"), ("note", "")];
/// let expected = Value::map([
///     ("id", Value::text("cay-sen")),
///     ("places", Value::texts(["xa-tho-ngoc"])),
///     ("from", Value::text("07/4/2020")),
///     ("note", Value::text("")),
/// ]);
/// assert_eq!(typed(&form, &inputs), expected);
/// ```
pub fn typed(form: &Form, inputs: &[(&str, &str)]) -> Value {
    let inputs: Vec<(Path, &str)> =
        inputs.iter().map(|(name, text)| (name.parse().unwrap_or_default(), *text)).collect();
    let inputs: Vec<(&[Step], &str)> = inputs.iter().map(|(path, text)| (path.0.as_slice(), *text)).collect();
    entry(form, &inputs)
}

fn entry(form: &Form, inputs: &[(&[Step], &str)]) -> Value {
    let fields = form.fields.iter().filter_map(|field| {
        let below = below(inputs, &Step::Key((*field.key).into()));
        (!below.is_empty()).then(|| (field.key.to_string(), field_value(field, &below)))
    });
    Value::Map(fields.collect())
}

fn field_value(field: &FormField, inputs: &[(&[Step], &str)]) -> Value {
    if field.need != Need::List {
        return one(&field.kind, inputs);
    }
    let indexes: BTreeSet<usize> = inputs
        .iter()
        .filter_map(|(path, _)| match path.first() {
            Some(Step::Item(index)) => Some(*index),
            _ => None,
        })
        .collect();
    let items = indexes.into_iter().map(|index| one(&field.kind, &below(inputs, &Step::Item(index))));
    Value::List(items.filter(|item| !item.is_blank()).collect())
}

fn one(kind: &Kind, inputs: &[(&[Step], &str)]) -> Value {
    match kind {
        Kind::Entry(form) => entry(form, inputs),
        kind => Value::Text(inputs.last().map(|(_, typed)| text(kind, typed)).unwrap_or_default()),
    }
}

/// The inputs whose names go on from a step, by what follows it.
fn below<'i>(inputs: &[(&'i [Step], &'i str)], step: &Step) -> Vec<(&'i [Step], &'i str)> {
    let rest = inputs.iter().filter_map(|(path, typed)| match path.split_first() {
        Some((first, rest)) if first == step => Some((rest, *typed)),
        _ => None,
    });
    rest.collect()
}

/// What was typed for one value, as it stands in the file.
pub fn text(kind: &Kind, typed: &str) -> String {
    let typed = typed.replace("\r\n", "\n");
    let typed = typed.trim();
    let understood = match kind {
        Kind::Date if day::day(typed).is_err() => calendar::parse(typed).map(calendar::short),
        Kind::Number | Kind::Count => Some(typed.chars().filter(|letter| !lookalike::space(*letter)).collect()),
        Kind::YesNo => yes_or_no(typed),
        Kind::Choice(choices) => chosen(choices, typed),
        _ => None,
    };
    understood.unwrap_or_else(|| typed.to_owned())
}

/// A box that is ticked says `on`; one that is not says nothing.
fn yes_or_no(typed: &str) -> Option<String> {
    match fold(typed).as_str() {
        "on" | "true" | "co" => Some("true".to_owned()),
        "false" | "khong" | "" => Some(String::new()),
        _ => None,
    }
}

fn chosen(choices: &[Choice], typed: &str) -> Option<String> {
    let is_meant = |choice: &&Choice| choice.word == typed || fold(&choice.label) == fold(typed);
    choices.iter().find(is_meant).map(|choice| choice.word.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_numbers_and_choices_are_understood() {
        let choice = || {
            Kind::Choice(vec![
                Choice { word: "xa".into(), label: "xã".into() },
                Choice { word: "tinh".into(), label: "tỉnh".into() },
            ])
        };
        for (kind, typed, expected) in [
            (Kind::Date, "7/4/2020", "7/4/2020"),
            (Kind::Date, "2020-04-07", "2020-04-07"),
            (Kind::Date, "07-04-2020", "07/4/2020"),
            (Kind::Date, "7.4.2020", "07/4/2020"),
            (Kind::Date, "ngày 7 tháng 4 năm 2020", "07/4/2020"),
            (Kind::Date, "31/6/2020", "31/6/2020"),
            (Kind::Date, "hôm qua", "hôm qua"),
            (Kind::Number, " 1 234,5 ", "1234,5"),
            (Kind::Quantity, "1,5 tỷ đồng", "1,5 tỷ đồng"),
            (Kind::Quantity, "Không", "Không"),
            (Kind::YesNo, "on", "true"),
            (Kind::YesNo, "", ""),
            (choice(), "Tỉnh", "tinh"),
            (choice(), "xa", "xa"),
            (choice(), "làng", "làng"),
            (Kind::Text, " một \r\nhai ", "một \nhai"),
        ] {
            assert_eq!(text(&kind, typed), expected, "{kind:?} {typed}");
        }
    }
}
