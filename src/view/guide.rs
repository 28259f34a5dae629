//! What the guide for makers of themes says of views: all that a template can reach, told by the definitions themselves.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::Value;
use rust_decimal::Decimal;

use super::Markup;
use crate::address::Url;
use trichdan::calendar::Date;

/// The views that were met so far, by name.
#[derive(Debug, Default)]
pub struct Guide {
    /// What is said of each.
    pub views: BTreeMap<&'static str, GuidedView>,
}

/// A view as the guide tells of it.
#[derive(Debug, Default)]
pub struct GuidedView {
    /// What it is.
    pub meaning: String,
    /// Its fields.
    pub fields: Vec<GuidedField>,
}

/// A name that a template can use.
#[derive(Debug)]
pub struct GuidedField {
    /// The name.
    pub name: &'static str,
    /// What kind of value it is.
    pub value: String,
    /// What it means.
    pub meaning: String,
}

/// A type that a template can meet.
pub trait Guided {
    /// What kind of value it is, in the guide's words; views that it leads to join the guide.
    fn told(guide: &mut Guide) -> String;
}

/// The same, of what a function makes.
pub fn told_by<V, T: Guided>(_: fn(&V) -> T) -> fn(&mut Guide) -> String {
    T::told
}

/// The words of a closed set, and what the keys begin with under which the interface has words for them.
pub fn told_words(words: &[&str], prefix: Option<&str>) -> String {
    let words = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    match prefix {
        None => words,
        Some("") => format!("{words}; each is a key of the words"),
        Some(prefix) => format!("{words}; in words `{prefix}…`"),
    }
}

/// The fields of a view, as they are added to a guide.
#[derive(Debug)]
pub struct Fields<'g> {
    guide: &'g mut Guide,
    fields: Vec<GuidedField>,
}

impl Fields<'_> {
    /// Adds a field.
    pub fn add(&mut self, name: &'static str, told: fn(&mut Guide) -> String, docs: &[&str]) {
        self.fields.push(GuidedField { name, value: told(self.guide), meaning: paragraph(docs) });
    }
}

impl Guide {
    /// Adds a view, once, and gives a link to it.
    pub fn view(&mut self, name: &'static str, docs: &[&str], add: impl FnOnce(&mut Fields<'_>)) -> String {
        if !self.views.contains_key(name) {
            // Before its fields, which may lead back to it.
            self.views.insert(name, GuidedView { meaning: paragraph(docs), fields: Vec::new() });
            let mut fields = Fields { guide: self, fields: Vec::new() };
            add(&mut fields);
            let fields = fields.fields;
            self.views.entry(name).or_default().fields = fields;
        }
        format!("[{name}](#{})", name.to_lowercase())
    }
}

fn paragraph(docs: &[&str]) -> String {
    docs.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
}

/// Says of types what templates get for them.
macro_rules! guided {
    ($($type:ty => $told:literal),* $(,)?) => {
        $( impl Guided for $type {
            fn told(_: &mut Guide) -> String {
                $told.to_owned()
            }
        } )*
    };
}

guided! {
    Arc<str> => "text",
    String => "text",
    &'static str => "text",
    bool => "true or false",
    u32 => "number",
    u64 => "number",
    Date => "day",
    Decimal => "decimal",
    Url => "address",
    Markup => "HTML",
    Value => "by the kind of page",
}

impl<T: Guided> Guided for Arc<T> {
    fn told(guide: &mut Guide) -> String {
        T::told(guide)
    }
}

impl<T: Guided> Guided for Option<T> {
    fn told(guide: &mut Guide) -> String {
        format!("{} or none", T::told(guide))
    }
}

impl<T: Guided> Guided for Vec<T> {
    fn told(guide: &mut Guide) -> String {
        format!("list of {}", T::told(guide))
    }
}
