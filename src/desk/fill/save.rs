//! The form of an entry: shown, taken, and written as one change, or shown again with the reason why not.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::merge;
use super::sheet::{Around, Input, Said, sheet};
use super::shelf::Filed;
use super::upload::Files;
use super::work::{Body, Work, typed};
use super::{BODY, ENTRY, FOCUS, NEW, entry_address, list, list_address};
use crate::desk::Desk;
use crate::desk::asked::{self, Asked};
use crate::desk::change::Seen;
use crate::desk::finding::{Finding, capitalised, findings};
use crate::desk::pages::shown;
use crate::desk::reply::Reply;
use crate::desk::room::Room;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{self, Path, Problems, Value};
use crate::source::{Attachment, SourcePath};

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
    show(desk, Work { focus, ..Work::of(file, form, index, base, entry, body) })
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
    let next = if form.has("tiep") { entry_address(work.file.path.as_str(), None) } else { next(&work, desk, &text)? };
    Ok(Reply::Elsewhere(next))
}

/// Where she goes on: at the entry while there is something to be said of it, else at the list.
fn next(work: &Work, desk: &mut Desk, before: &str) -> Result<String, Failure> {
    let path = &work.file.path;
    let at = work.at(before);
    let room = desk.room()?;
    let text = room.sources().texts.get(path).cloned().unwrap_or_default();
    let is_said = || Problems::of(path, &text, room.findings()).within(&at).next().is_some();
    Ok(match at.0.first() {
        Some(edit::Step::Item(index)) if is_said() => entry_address(path.as_str(), Some(*index)),
        Some(_) => list_address(path.as_str()),
        None => entry_address(path.as_str(), Some(0)),
    })
}

/// The page of an entry.
fn show(desk: &mut Desk, work: Work) -> Result<Reply, Failure> {
    let language = desk.language;
    let (room, pages) = desk.room_and_pages()?;
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
        title => work.file.title(pages, room),
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
