//! An entry on her page: what she began from, what she typed, and the text of its file that these make.

use super::merge::{self, Found};
use super::sheet::Fields;
use super::shelf::Filed;
use super::upload::{self, Files};
use super::{BODY, ENTRY, list, suggest};
use crate::content::form::{Form, Kind};
use crate::content::schema::Need;
use crate::desk::asked::Asked;
use crate::desk::room::Room;
use crate::diagnostic::Diagnostic;
use crate::edit::{self, Change, Path, Value};
use crate::hash::Hash;
use trichdan::text::slug::slug;

/// What stands before the name of each field of an entry.
const PREFIX: &str = "f.";

/// An entry on her page.
pub(super) struct Work {
    pub file: Filed,
    pub form: Form,
    /// Its number among the file's entries; none of one that is not there yet.
    pub index: Option<usize>,
    /// What she began from.
    pub base: Value,
    /// As she typed it.
    pub entry: Value,
    pub body: Option<Body>,
    pub focus: Path,
    /// The list that shall have one more line.
    pub more: Path,
    /// Where somebody else wrote something else.
    pub theirs: Fields,
    /// What would be said if it were written, and the text that it is said of.
    pub refused: Option<(String, Vec<Diagnostic>)>,
}

/// The text below an entry.
pub(super) struct Body {
    /// Tells the text that she began from.
    pub base: String,
    pub text: String,
    /// What the file says by now, where somebody else changed it too.
    pub theirs: Option<String>,
}

impl Body {
    pub fn of(text: &str) -> Option<Self> {
        let text = edit::body(text)?;
        Some(Self { base: print_of(&text), text, theirs: None })
    }

    /// Whether she changed it.
    fn is_changed(&self) -> bool {
        print_of(&self.text) != self.base
    }
}

fn print_of(text: &str) -> String {
    Hash::of(edit::as_read(text).as_bytes()).to_string()
}

/// What she typed, with what she began from.
pub(super) fn typed<'u>(room: &Room, file: Filed, asked: &'u Asked) -> Option<(Work, Files<'u>)> {
    let form = file.form(room)?;
    let (files, named) = upload::places(&asked.files, &file.path, room.sources());
    let dropped = Some(asked.form.get("bot")).filter(|dropped| !dropped.is_empty());
    let is_dropped = |name: &str| {
        let rest = dropped.and_then(|dropped| name.strip_prefix(dropped));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let fields = asked.form.0.iter().filter_map(|(name, text)| Some((name.strip_prefix(PREFIX)?, text.as_str())));
    let mut inputs: Vec<(String, &str)> =
        fields.filter(|(name, _)| !is_dropped(name)).map(|(name, text)| (name.to_owned(), text)).collect();
    for (index, (field, name)) in named.iter().enumerate() {
        let is_list = form.field(field).is_some_and(|field| field.need == Need::List);
        // Behind whatever is there.
        inputs.push((if is_list { format!("{field}.{}", 100_000 + index) } else { field.clone() }, name));
    }
    let inputs: Vec<(&str, &str)> = inputs.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let entry = suggest::resolved(&form, &edit::typed(&form, &inputs), room.known());
    let base = merge::of_page(asked.form.get("goc")).unwrap_or(Value::Map(Vec::new()));
    let index = asked.form.get(ENTRY).parse().ok();
    let body = asked.form.whole(BODY).filter(|_| file.has_body()).map(|text| Body {
        base: asked.form.get("goc_than").to_owned(),
        text: text.to_owned(),
        theirs: None,
    });
    Some((Work::of(file, form, index, base, entry, body), files))
}

impl Work {
    pub fn of(file: Filed, form: Form, index: Option<usize>, base: Value, entry: Value, body: Option<Body>) -> Self {
        let (focus, more, theirs, refused) = (Path::root(), Path::root(), Fields::new(), None);
        Self { file, form, index, base, entry, body, focus, more, theirs, refused }
    }

    /// Finds the entry among those that the file has now. False where somebody else changed the same as she, or took it out;
    /// then both are to be seen.
    pub fn meet(&mut self, text: &str) -> Result<bool, Box<Diagnostic>> {
        let now = edit::entries(&self.file.path, text)?;
        let meets = self.meet_body(text);
        let Some(index) = self.index else {
            self.name_itself();
            return Ok(meets);
        };
        let found = match merge::find(&self.form, &now, index, &self.base) {
            // A file that is one entry has no other.
            Found::Gone if !self.file.is_list() => Found::Changed(0),
            found => found,
        };
        let index = match found {
            Found::Same(index) | Found::Changed(index) => index,
            Found::Gone => {
                (self.index, self.base) = (None, Value::Map(Vec::new()));
                return Ok(false);
            }
        };
        self.index = Some(index);
        let entry = now.into_iter().nth(index).flatten().unwrap_or_else(|| self.base.clone());
        let changes = merge::changes(&self.form, &self.base, &self.entry);
        self.theirs = merge::conflicts(&changes, &self.base, &entry);
        // What she did not touch is what it is now.
        self.entry = entry.filled(&Value::Map(changes.into_iter().collect()));
        self.base = entry;
        Ok(meets && self.theirs.is_empty())
    }

    fn meet_body(&mut self, text: &str) -> bool {
        let now = edit::body(text);
        let Some((body, now)) = self.body.as_mut().zip(now) else { return true };
        let (theirs, is_changed) = (print_of(&now), body.is_changed());
        if theirs == body.base || theirs == print_of(&body.text) {
            return true;
        }
        body.base = theirs;
        match is_changed {
            true => body.theirs = Some(now),
            false => body.text = now,
        }
        !is_changed
    }

    /// A new entry without an id is called by its name.
    fn name_itself(&mut self) {
        let Some(id) = self.form.fields.iter().find(|field| field.kind == Kind::OwnId) else { return };
        let (name, _) = list::heading(&self.form, &self.entry);
        if let Value::Map(fields) = &mut self.entry
            && let Some((_, value)) = fields.iter_mut().find(|(key, _)| *key == *id.key)
            && value.is_blank()
            && !name.is_empty()
        {
            *value = Value::Text(slug(&name));
        }
    }

    /// The file's text with what she changed.
    pub fn compose(&self, text: &str) -> Result<String, Box<Diagnostic>> {
        let path = &self.file.path;
        let mut changes = merge::changes(&self.form, &self.base, &self.entry);
        let in_order = self.form.fields.iter().filter_map(|field| changes.remove_entry(&*field.key));
        let value = Value::Map(in_order.collect());
        let at = self.at(text);
        let change = match self.index {
            None => Change::Insert { list: Path::root(), index: edit::count(path, text).unwrap_or(0), value },
            Some(_) => Change::Set { at, value },
        };
        let is_untouched = matches!(&change, Change::Set { value: Value::Map(fields), .. } if fields.is_empty());
        let edited = if is_untouched { text.to_owned() } else { edit::apply(path, text, &change)? };
        match self.body.as_ref().filter(|body| body.is_changed()) {
            Some(body) => edit::apply(path, &edited, &Change::Body(body.text.clone())),
            None => Ok(edited),
        }
    }

    /// Where the entry is, or will be, in its file.
    pub fn at(&self, text: &str) -> Path {
        match (self.file.is_list(), self.index) {
            (false, _) => Path::root(),
            (true, Some(index)) => Path::root().item(index),
            (true, None) => Path::root().item(edit::count(&self.file.path, text).unwrap_or(0)),
        }
    }

    /// Whether a message speaks of this entry, in the text that it would become.
    pub fn is_about(&self, edited: &str, said: &Diagnostic) -> bool {
        if said.location.path != self.file.path || !self.file.is_list() {
            return said.location.path == self.file.path;
        }
        let index = self.index.unwrap_or_else(|| edit::count(&self.file.path, edited).unwrap_or(1).saturating_sub(1));
        let found = edit::paths(&said.location.path, &edit::as_read(edited), &[said.location.place]);
        found.into_iter().flatten().any(|path| path.0.starts_with(&Path::root().item(index).0))
    }
}
