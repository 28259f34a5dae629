//! The form of an entry as a page shows it: each field with what it holds, what is said of it, and how it is asked for.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::list;
use super::suggest::word;
use crate::content::form::{Choice, Form, FormField, Kind};
use crate::content::schema::Need;
use crate::desk::finding::capitalised;
use crate::desk::room::Nameable;
use crate::diagnostic::{Diagnostic, Language, Severity};
use crate::edit::{Path, Problems, Step, Value};
use trichdan::calendar::{self, day};

/// An entry's fields by key.
pub(super) type Fields = BTreeMap<String, Value>;

/// A field, an item of a list, or fields of their own.
#[derive(Debug, Serialize, Default)]
pub(super) struct Input {
    /// What it is called in the request: its path in the entry.
    pub name: String,
    /// Its id on the page.
    id: String,
    label: String,
    help: Option<String>,
    /// How it is asked for.
    look: &'static str,
    is_required: bool,
    has_focus: bool,
    value: String,
    choices: Vec<Word>,
    /// What is searched while she types.
    named: &'static str,
    /// What the reference that stands there leads to.
    meant: String,
    said: Vec<Said>,
    /// What the file says by now, where somebody else changed it.
    theirs: String,
    /// The items of a list, the fields of a group.
    inner: Vec<Input>,
    /// Whether each item has fields of its own.
    has_fields: bool,
    is_open: bool,
}

/// One of the words that a field may hold.
#[derive(Debug, Serialize)]
struct Word {
    word: String,
    label: String,
    is_chosen: bool,
}

/// A message at its field.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    pub severity: &'static str,
    word: &'static str,
    message: String,
    hint: String,
}

impl Said {
    pub fn of(diagnostic: &Diagnostic, language: Language) -> Self {
        Self {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "hint",
            },
            word: diagnostic.severity.word(language),
            message: capitalised(diagnostic.message.of(language)),
            hint: diagnostic.hint.as_ref().map_or_else(String::new, |hint| capitalised(hint.of(language))),
        }
    }
}

/// What is known around an entry while its form is made.
pub(super) struct Around<'a> {
    pub language: Language,
    pub known: &'a Nameable,
    /// The messages about the file, and where the entry is in it.
    pub problems: &'a Problems,
    pub entry: Path,
    /// Where the cursor shall stand.
    pub focus: Path,
    /// The list that shall have one more line.
    pub more: Path,
    pub theirs: &'a Fields,
    /// Whether the entry is a new one, which may go without an id.
    pub is_new: bool,
}

/// The form, and what is said of the entry and of no field of it.
pub(super) fn sheet(form: &Form, entry: &Value, around: &Around<'_>) -> (Vec<Input>, Vec<Said>) {
    let inputs = around.fields(form, Some(entry), &Path::root(), true);
    let mut shown = BTreeSet::new();
    inputs.iter().for_each(|input| input.names(&mut shown));
    let of_entry = around.problems.within(&around.entry).filter(|(path, _)| {
        let inside = Path(path.0[around.entry.0.len()..].to_vec()).to_string();
        !shown.contains(inside.as_str())
    });
    let said = of_entry.map(|(_, diagnostic)| Said::of(diagnostic, around.language)).collect();
    (inputs, said)
}

/// What the page of an entry sends when nothing is touched.
pub(super) fn sent(form: &Form, entry: &Value) -> Vec<(String, String)> {
    let around = Around {
        language: Language::Vietnamese,
        known: &Nameable::new(),
        problems: &Problems::default(),
        entry: Path::root(),
        focus: Path::root(),
        more: Path::root(),
        theirs: &Fields::new(),
        is_new: false,
    };
    let mut sent = Vec::new();
    around.fields(form, Some(entry), &Path::root(), true).iter().for_each(|input| input.send(&mut sent));
    sent
}

impl Input {
    fn names<'i>(&'i self, names: &mut BTreeSet<&'i str>) {
        names.insert(&self.name);
        self.inner.iter().for_each(|input| input.names(names));
    }

    fn send(&self, sent: &mut Vec<(String, String)>) {
        match self.look {
            "list" | "group" => self.inner.iter().for_each(|input| input.send(sent)),
            _ => sent.push((self.name.clone(), self.value.clone())),
        }
    }

    fn take_focus(&mut self) {
        match self.inner.first_mut() {
            Some(first) => first.take_focus(),
            None => self.has_focus = true,
        }
    }

    /// Whether it or something in it must be seen at once.
    pub fn calls(&self) -> bool {
        self.has_focus || !self.said.is_empty() || !self.theirs.is_empty() || self.inner.iter().any(Self::calls)
    }

    /// The first words that it holds, by which a closed group is known.
    fn first_words(&self) -> &str {
        match self.inner.as_slice() {
            [] => &self.value,
            inner => inner.iter().map(Self::first_words).find(|words| !words.is_empty()).unwrap_or_default(),
        }
    }
}

impl Around<'_> {
    fn fields(&self, form: &Form, entry: Option<&Value>, at: &Path, is_whole: bool) -> Vec<Input> {
        let value = |field: &FormField| entry.and_then(|entry| entry.get(&Path::root().key(&field.key).0));
        form.fields.iter().map(|field| self.field(field, value(field), &at.key(&field.key), is_whole)).collect()
    }

    fn field(&self, field: &FormField, value: Option<&Value>, at: &Path, is_whole: bool) -> Input {
        let is_required = is_whole && field.need == Need::Required && !(self.is_new && field.kind == Kind::OwnId);
        let mut input = match field.need {
            Need::List => self.list(field, value, at),
            Need::Required | Need::Optional => self.one(&field.kind, value, at, is_required),
        };
        (input.label, input.help) = (field.label.clone(), field.help.clone());
        input.is_required = is_required;
        if let [Step::Key(key)] = &at.0[..] {
            input.theirs = self.theirs.get(&**key).map(shown).unwrap_or_default();
        }
        // What is long and says nothing yet waits behind its name.
        let is_short = !matches!(field.kind, Kind::Entry(_)) || is_required;
        input.is_open = is_short || input.calls() || input.first_words().is_empty() && *at == self.more;
        input
    }

    /// The items that are there, and a line for one more; of what has fields of its own, only where it is asked for.
    fn list(&self, field: &FormField, value: Option<&Value>, at: &Path) -> Input {
        let items: &[Value] = match value {
            Some(Value::List(items)) => items,
            Some(text @ Value::Text(_)) if !text.is_blank() => std::slice::from_ref(text),
            _ => &[],
        };
        let has_fields = matches!(field.kind, Kind::Entry(_));
        let is_awaited = *at == self.more || self.focus.0.starts_with(&at.0);
        let blank = match (has_fields, is_awaited) {
            (true, false) => 0,
            (true, true) | (false, false) => 1,
            (false, true) => 3,
        };
        let values = items.iter().map(Some).chain(std::iter::repeat_n(None, blank));
        let inner = values.enumerate().map(|(index, item)| {
            let mut input = self.one(&field.kind, item, &at.item(index), false);
            let words = match (&field.kind, item) {
                (Kind::Entry(form), Some(item)) => list::heading(form, item).0,
                _ => String::new(),
            };
            input.label = if words.is_empty() { format!("{} {}", field.label, index + 1) } else { words };
            input.is_open = item.is_none() || input.calls();
            input
        });
        let mut inner: Vec<Input> = inner.collect();
        if *at == self.more
            && let Some(first) = inner.get_mut(items.len())
        {
            first.take_focus();
        }
        Input { look: "list", inner, has_fields, ..self.blank(at) }
    }

    fn one(&self, kind: &Kind, value: Option<&Value>, at: &Path, is_whole: bool) -> Input {
        let mut input = self.blank(at);
        let text = match value {
            Some(Value::Text(text)) => text.trim(),
            _ => "",
        };
        input.value = text.to_owned();
        input.look = match kind {
            Kind::Text | Kind::LongText if *kind == Kind::LongText || is_tall(text) => "long",
            _ if text.contains('\n') => "long",
            Kind::Text | Kind::LongText | Kind::OwnId | Kind::Address => "line",
            Kind::Date => "date",
            Kind::Number | Kind::Quantity | Kind::Count => "number",
            Kind::YesNo => "tick",
            Kind::Choice(_) => "choice",
            Kind::Reference(_) => "reference",
            Kind::File => "file",
            Kind::Entry(_) => "group",
        };
        match kind {
            Kind::Date => input.value = day::day(text).map_or_else(|_| text.to_owned(), calendar::short),
            Kind::YesNo => input.value = if text == "true" { "on" } else { "" }.to_owned(),
            Kind::Choice(choices) => input.choices = options(choices, text),
            Kind::Reference(named) => {
                input.named = word(*named);
                let known = self.known.get(named).and_then(|known| known.iter().find(|known| known.word == text));
                input.meant =
                    known.filter(|known| !known.name.is_empty()).map_or_else(String::new, |known| known.name.clone());
            }
            Kind::Entry(form) => input.inner = self.fields(form, value, at, is_whole),
            _ => {}
        }
        input
    }

    fn blank(&self, at: &Path) -> Input {
        let name = at.to_string();
        let in_file = Path(self.entry.0.iter().chain(&at.0).cloned().collect());
        let said = self.problems.at(&in_file).iter().map(|diagnostic| Said::of(diagnostic, self.language));
        let has_focus = *at == self.focus && !at.0.is_empty();
        Input { id: format!("f-{}", name.replace('.', "-")), name, has_focus, said: said.collect(), ..Input::default() }
    }
}

/// Letters beyond which a text needs more than a line.
const A_LINE: usize = 64;

fn is_tall(text: &str) -> bool {
    text.contains('\n') || text.chars().count() > A_LINE
}

/// The words that may be chosen, and the one that stands there whatever it is.
fn options(choices: &[Choice], text: &str) -> Vec<Word> {
    let option =
        |word: &str, label: &str| Word { word: word.to_owned(), label: label.to_owned(), is_chosen: word == text };
    let mut options = vec![option("", "—")];
    options.extend(choices.iter().map(|choice| option(&choice.word, &choice.label)));
    if !options.iter().any(|option| option.is_chosen) {
        options.push(option(text, text));
    }
    options
}

/// A value as a line of words.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) if text.trim().is_empty() => "—".to_owned(),
        Value::Text(text) => text.trim().to_owned(),
        Value::List(items) => items.iter().map(shown).collect::<Vec<_>>().join("; "),
        Value::Map(fields) => {
            fields.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect::<Vec<_>>().join(", ")
        }
    }
}
