//! How each small value is read from a field, and the JSON Schema that says the same to an editor.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use crate::content::form::{Kind, Named};
use crate::content::node::Node;
use crate::content::{DocumentReference, Field, Marked, Quantity, Reader, UnitCode};
use crate::diagnostic::messages::field as messages;
use trichdan::calendar::{Date, day};
use trichdan::text::{number, slug};

impl Field for Arc<str> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.text(node).map(Self::from)
    }

    fn schema() -> Json {
        // Numbers and truth values too: `title: 2022` is a text to us, whatever YAML calls it.
        json!({ "type": ["string", "number", "boolean"], "minLength": 1 })
    }
}

impl<T: Field> Field for Marked<T> {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(|value| Self { value, mark: node.mark })
    }

    fn schema() -> Json {
        T::schema()
    }

    fn kind() -> Kind {
        T::kind()
    }
}

impl Field for Date {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match day::day(text) {
            Ok(date) => Some(date),
            Err(problem) => {
                let location = reader.location(node.mark);
                reader.report(messages::bad_date(location, reader.key(), text, problem));
                None
            }
        }
    }

    fn schema() -> Json {
        let iso = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
        let vietnamese = r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])/\d{4}";
        json!({ "type": "string", "pattern": format!("^({iso}|{vietnamese})$") })
    }

    fn kind() -> Kind {
        Kind::Date
    }
}

impl Field for Decimal {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let number = number::read(text).filter(|number| !number.is_sign_negative());
        if number.is_none() {
            let location = reader.location(node.mark);
            reader.report(messages::bad_number(location, reader.key(), text));
        }
        number
    }

    fn schema() -> Json {
        // An integer or a text: `1.500` unquoted is 1.5 to an editor and 1500 to an office.
        json!({ "type": ["integer", "string"], "minimum": 0, "pattern": r"^(\d+|\d{1,3}(\.\d{3})+)(,\d+)?$" })
    }

    fn kind() -> Kind {
        Kind::Number
    }
}

impl Field for Quantity {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let written = reader.text(node)?;
        let amount = read_amount(written);
        if amount.is_none() {
            let location = reader.location(node.mark);
            reader.report(messages::bad_amount(location, reader.key(), written));
        }
        amount.map(|amount| Self { amount, written: written.into() })
    }

    fn schema() -> Json {
        let figure = r"(\d+|\d{1,3}(\.\d{3})+)(,\d+)?";
        let scale = "(nghìn|ngàn|triệu|tỷ|tỉ)";
        let unit = "([Đđ]ồng|đ|₫|VNĐ|VND)";
        json!({
            "type": ["integer", "string"],
            "pattern": format!(r"^([Kk]hông|[-−]?{figure}(\s*{scale}(\s+{figure}\s*{scale})*)?(\s*{unit})?)$"),
        })
    }

    fn kind() -> Kind {
        Kind::Quantity
    }
}

/// Reads a count or an amount of money; `Không` says that there is none.
fn read_amount(written: &str) -> Option<Decimal> {
    if written.to_lowercase() == "không" {
        return Some(Decimal::ZERO);
    }
    match written.strip_prefix(['-', '−']) {
        Some(amount) => number::read_money(amount).map(|amount| -amount),
        None => number::read_money(written),
    }
}

impl Field for bool {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                let location = reader.location(node.mark);
                reader.report(messages::unknown_word(location, reader.key(), text, &["true", "false"]));
                None
            }
        }
    }

    fn schema() -> Json {
        json!({ "type": "boolean" })
    }

    fn kind() -> Kind {
        Kind::YesNo
    }
}

impl Field for u32 {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let number = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
        if number.is_none() {
            let location = reader.location(node.mark);
            reader.report(messages::bad_count(location, reader.key(), text));
        }
        number
    }

    fn schema() -> Json {
        json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX })
    }

    fn kind() -> Kind {
        Kind::Count
    }
}

impl Field for DocumentReference {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        reader.text(node).map(Self::parse)
    }

    fn schema() -> Json {
        json!({ "type": "string", "minLength": 1 })
    }

    fn kind() -> Kind {
        Kind::Reference(Named::Document)
    }
}

impl Field for UnitCode {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        let code = Self::parse(text);
        if code.is_none() {
            let location = reader.location(node.mark);
            reader.report(messages::bad_unit_code(location, reader.key(), text));
        }
        code
    }

    fn schema() -> Json {
        // Without quotes an editor takes it for a number.
        json!({ "type": ["string", "integer"], "pattern": "^([0-9]{2}|[0-9]{3}|[0-9]{5})$" })
    }
}

/// Reads an identifier's letters, which must be fit for an address; another shape is reported.
pub fn read_id(node: &Node, reader: &mut Reader) -> Option<Arc<str>> {
    let text = reader.text(node)?;
    if slug::is_slug(text) {
        return Some(text.into());
    }
    let location = reader.location(node.mark);
    reader.report(messages::bad_id(location, reader.key(), text, &slug::slug(text)));
    None
}

/// The schema of an identifier.
pub fn id_schema() -> Json {
    json!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": slug::LONGEST })
}

/// Reads one word of a closed set.
pub fn read_choice<T>(node: &Node, reader: &mut Reader, words: &[&str], of: fn(&str) -> Option<T>) -> Option<T> {
    let text = reader.text(node)?;
    let found = of(text);
    if found.is_none() {
        let location = reader.location(node.mark);
        reader.report(messages::unknown_word(location, reader.key(), text, words));
    }
    found
}

/// The schema of one word of a closed set.
pub fn choice_schema(words: &[&str]) -> Json {
    json!({ "enum": words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_is_zero_and_amounts_are_read_as_offices_write_them() {
        let table = [
            ("Không", Some("0")),
            ("0", Some("0")),
            ("6", Some("6")),
            ("1.500.000", Some("1500000")),
            ("1,5 tỷ đồng", Some("1500000000")),
            ("-3,5", Some("-3.5")),
            ("1.5", None),
            ("6 ha", None),
            ("khoảng 6", None),
        ];
        for (written, expected) in table {
            let read = read_amount(written).map(|amount| amount.normalize().to_string());
            assert_eq!(read.as_deref(), expected, "{written}");
        }
    }
}
