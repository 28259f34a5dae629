//! An entry's form: shown, taken, and written as one change, or shown again with the reason why not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::merge::{self, Found};
use super::sheet::{Around, Fields, Input, Said, sheet};
use super::shelf::Filed;
use super::upload::{self, Files};
use super::{BODY, ENTRY, FOCUS, NEW, entry_address, list, list_address, suggest};
use crate::content::form::{Form, Kind};
use crate::desk::Desk;
use crate::desk::asked::{self, Asked};
use crate::desk::change::Seen;
use crate::desk::finding::{Finding, capitalised, findings};
use crate::desk::pages::shown;
use crate::desk::reply::Reply;
use crate::desk::room::Room;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{self, Change, Path, Problems, Value};
use crate::hash::Hash;
use crate::source::{Attachment, SourcePath};
use trichdan::text::slug::slug;

/// What stands before the name of each field of an entry.
const PREFIX: &str = "f.";

/// An entry on her page.
pub(in crate::desk) struct Work {
    file: Filed,
    form: Form,
    /// Its number among the file's entries; none of one that is not there yet.
    index: Option<usize>,
    /// What she began from.
    base: Value,
    /// As she typed it.
    entry: Value,
    body: Option<Body>,
    focus: Path,
    /// The list that shall have one more line.
    more: Path,
    /// Where somebody else wrote something else.
    theirs: Fields,
    /// What would be said if it were written, and the text that it is said of.
    refused: Option<(String, Vec<Diagnostic>)>,
}

/// The text below an entry.
struct Body {
    /// Tells the text that she began from.
    base: String,
    text: String,
    /// What the file says by now, where somebody else changed it too.
    theirs: Option<String>,
}

impl Body {
    fn of(text: &str) -> Option<Self> {
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

/// Shows the form of an entry as it is, or of a new one.
pub(super) fn begin(desk: &mut Desk, file: Filed, asked: &asked::Form) -> Result<Reply, Failure> {
    let language = desk.language;
    let room = desk.room()?;
    let Some(form) = file.form(room) else { return Ok(Reply::Elsewhere(list_address(file.path.as_str()))) };
    let text = room.sources().texts.get(&file.path).cloned().unwrap_or_default();
    let index = (asked.get(ENTRY) != NEW).then(|| asked.get(ENTRY).parse::<usize>().unwrap_or(0));
    let nothing = || Value::Map(Vec::new());
    let base = match (index, edit::entries(&file.path, &text)) {
        (Some(index), Ok(entries)) => entries.into_iter().nth(index).flatten(),
        (None, Ok(_)) => Some(nothing()),
        (_, Err(said)) => {
            let text = capitalised(said.message.of(language));
            desk.refuse(text, String::new());
            return Ok(Reply::Elsewhere(if file.is_list() {
                list_address(file.path.as_str())
            } else {
                "/dien".into()
            }));
        }
    };
    let base = match base {
        Some(base) if !base.is_blank() => base,
        Some(_) => nothing(),
        None if file.is_list() => return Ok(desk.missing()),
        // What cannot be read is shown empty; to write it is refused where it stands.
        None => nothing(),
    };
    let (body, focus) = (Body::of(&text).filter(|_| file.has_body()), asked.get(FOCUS).parse().unwrap_or_default());
    let entry = base.clone();
    let (more, theirs, refused) = (Path::root(), Fields::new(), None);
    show(desk, Work { file, form, index, base, entry, body, focus, more, theirs, refused })
}

/// Takes what she typed: writes it, or shows it with one line more or less.
pub(super) fn take(desk: &mut Desk, file: Filed, asked: &Asked) -> Result<Reply, Failure> {
    let Some((mut work, files)) = typed(desk.room()?, file, asked) else { return Ok(desk.missing()) };
    let more: Path = asked.form.get("them").parse().unwrap_or_default();
    if more != Path::root() || asked.form.has("bot") {
        (work.focus, work.more) = (more.clone(), more);
        return show(desk, work);
    }
    write(desk, work, &files, &asked.form)
}

/// What she typed, with what she began from.
pub(in crate::desk) fn typed<'u>(room: &Room, file: Filed, asked: &'u Asked) -> Option<(Work, Files<'u>)> {
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
        let is_list = form.field(field).is_some_and(|field| field.need == crate::content::schema::Need::List);
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
    let (focus, more, theirs, refused) = (Path::root(), Path::root(), Fields::new(), None);
    Some((Work { file, form, index, base, entry, body, focus, more, theirs, refused }, files))
}

/// Writes what she changed, unless somebody else changed the same, or it would bring an error.
fn write(desk: &mut Desk, mut work: Work, files: &Files<'_>, form: &asked::Form) -> Result<Reply, Failure> {
    let language = desk.language;
    let on_disk = desk.on_disk(&work.file.path)?;
    let text = on_disk.clone().unwrap_or_default();
    let edited = match work.meet(&text).map(|met| met.then(|| work.compose(&text))) {
        Ok(Some(Ok(edited))) => edited,
        Ok(Some(Err(said))) | Err(said) => {
            let hint = said.hint.as_ref().map(|hint| capitalised(hint.of(language))).unwrap_or_default();
            desk.refuse(capitalised(said.message.of(language)), hint);
            return show(desk, work);
        }
        Ok(None) => {
            let key = if work.index.is_none() { "entry_gone" } else { "entry_changed" };
            let (text, hint) = (desk.pages.say(key, &[]), desk.pages.say("entry_changed_hint", &[]));
            desk.refuse(text, hint);
            return show(desk, work);
        }
    };
    let (path, room) = (work.file.path.clone(), desk.room()?);
    let mut sources = room.sources().clone();
    sources.texts.insert(path.clone(), edit::as_read(&edited).into());
    sources
        .attachments
        .extend(files.iter().map(|(path, bytes)| (path.clone(), Attachment::of(path.file_name(), bytes))));
    let mut said = room.new_findings(&sources);
    said.retain(|said| said.severity == Severity::Error);
    let is_own = |said: &Diagnostic| work.is_about(&edited, said) || files.contains_key(&said.location.path);
    if said.iter().any(is_own) || (!said.is_empty() && !form.has("chap_nhan")) {
        let text = desk.pages.say("entry_wrong", &[]);
        desk.refuse(text, desk.pages.say("entry_wrong_hint", &[]));
        work.refused = Some((edit::as_read(&edited), said));
        return show(desk, work);
    }
    let (what, _) = list::heading(&work.form, &work.entry);
    let key = if work.index.is_some() { "entry_saved" } else { "entry_added" };
    let title = desk.pages.say(key, &[("what", what), ("file", path.to_string())]);
    let mut written: BTreeMap<SourcePath, (Seen, Vec<u8>)> =
        files.iter().map(|(path, bytes)| (path.clone(), (Seen::Nothing, bytes.to_vec()))).collect();
    written.insert(path, (Seen::on_disk(on_disk.as_deref()), edited.clone().into_bytes()));
    if edited == text && files.is_empty() {
        desk.tell(desk.pages.say("entry_same", &[]));
    } else if !desk.write(title, written) {
        return show(desk, work);
    }
    let next = if form.has("tiep") { entry_address(work.file.path.as_str(), None) } else { work.next(desk, &text)? };
    Ok(Reply::Elsewhere(next))
}

impl Work {
    /// Finds the entry among those that the file has now. False where somebody else changed the same as she, or took it out;
    /// then both are to be seen.
    fn meet(&mut self, text: &str) -> Result<bool, Box<Diagnostic>> {
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
    pub(in crate::desk) fn compose(&self, text: &str) -> Result<String, Box<Diagnostic>> {
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
    fn at(&self, text: &str) -> Path {
        match (self.file.is_list(), self.index) {
            (false, _) => Path::root(),
            (true, Some(index)) => Path::root().item(index),
            (true, None) => Path::root().item(edit::count(&self.file.path, text).unwrap_or(0)),
        }
    }

    /// Whether a message speaks of this entry, in the text that it would become.
    fn is_about(&self, edited: &str, said: &Diagnostic) -> bool {
        if said.location.path != self.file.path || !self.file.is_list() {
            return said.location.path == self.file.path;
        }
        let index = self.index.unwrap_or_else(|| edit::count(&self.file.path, edited).unwrap_or(1).saturating_sub(1));
        let found = edit::paths(&said.location.path, &edit::as_read(edited), &[said.location.place]);
        found.into_iter().flatten().any(|path| path.0.starts_with(&Path::root().item(index).0))
    }

    /// Where she goes on: at the entry while there is something to be said of it, else at the list.
    fn next(&self, desk: &mut Desk, before: &str) -> Result<String, Failure> {
        let path = &self.file.path;
        let at = self.at(before);
        let room = desk.room()?;
        let text = room.sources().texts.get(path).cloned().unwrap_or_default();
        let is_said = || Problems::of(path, &text, room.findings()).within(&at).next().is_some();
        Ok(match at.0.first() {
            Some(edit::Step::Item(index)) if is_said() => entry_address(path.as_str(), Some(*index)),
            Some(_) => list_address(path.as_str()),
            None => entry_address(path.as_str(), Some(0)),
        })
    }
}

/// The page of an entry.
fn show(desk: &mut Desk, work: Work) -> Result<Reply, Failure> {
    let language = desk.language;
    desk.room()?;
    let room = desk.room.as_ref().expect("it was just read");
    let path = &work.file.path;
    let now: Arc<str> = room.sources().texts.get(path).cloned().unwrap_or_default();
    let (text, said) = match &work.refused {
        Some((text, said)) => (text.as_str(), said.as_slice()),
        None => (&*now, room.findings()),
    };
    let is_read = work.index.is_some() || work.refused.is_some();
    let problems = if is_read { Problems::of(path, text, said) } else { Problems::default() };
    let around = Around {
        language,
        known: room.known(),
        problems: &problems,
        entry: match (work.index, &work.refused) {
            (None, Some(_)) => Path::root().item(edit::count(path, text).unwrap_or(1).saturating_sub(1)),
            _ => work.at(&now),
        },
        focus: work.focus.clone(),
        more: work.more.clone(),
        theirs: &work.theirs,
        is_new: work.index.is_none(),
    };
    let (fields, said_of_entry): (_, Vec<Said>) = sheet(&work.form, &work.entry, &around);
    let elsewhere: Vec<Diagnostic> = match &work.refused {
        Some((text, said)) => said.iter().filter(|said| !work.is_about(text, said)).cloned().collect(),
        None => Vec::new(),
    };
    let elsewhere: Vec<Finding> = findings(&elsewhere, room.sources(), language);
    let (heading, _) = list::heading(&work.form, &work.entry);
    let is_in_period = crate::parse::kind::period_of(path).is_some();
    let body = work.body.as_ref();
    let page = shown! {
        title => work.file.title(&desk.pages, room),
        path => path.as_str(),
        number => work.index.map_or(NEW.to_owned(), |index| index.to_string()),
        base => merge::to_page(&work.base),
        what => work.form.title,
        heading, fields, elsewhere, is_in_period,
        is_list => work.file.is_list(),
        has_errors => said_of_entry.iter().any(|said| said.severity == "error") || work.refused.is_some(),
        is_front_open => !work.more.0.is_empty() || fields.iter().any(Input::calls),
        said => said_of_entry,
        has_conflict => !work.theirs.is_empty() || body.is_some_and(|body| body.theirs.is_some()),
        body => body.map(|body| shown! { text => body.text, base => body.base, theirs => body.theirs }),
        has_focus => work.focus == Path::root().key(BODY),
        list => list_address(path.as_str()),
        remove => work.index.filter(|_| work.file.is_list()).map(|index| super::remove_address(path.as_str(), index)),
        again => entry_address(path.as_str(), work.index),
        preview => preview_of(room, path),
    };
    Ok(desk.page(if work.file.has_body() { "write.html" } else { "entry.html" }, "fill", page))
}

/// Where the page of a text lies in the site.
pub(super) fn preview_of(room: &Room, path: &SourcePath) -> Option<String> {
    let files = room.live().site().files();
    match &files.get(path)?.entries {
        crate::parse::Entries::Report(info, _) => {
            let slug = crate::content::last_part(&info.value.slug, path);
            Some(format!("bao-cao/{}/{slug}/", crate::parse::kind::period_of(path)?))
        }
        crate::parse::Entries::Page(info, _) => Some(format!("{}/", crate::content::last_part(&info.value.slug, path))),
        _ => None,
    }
}
