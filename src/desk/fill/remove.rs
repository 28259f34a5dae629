//! An entry taken out of its file, after it was said what names it.

use super::merge::{self, Found};
use super::shelf::Filed;
use super::{ENTRY, list, list_address};
use crate::desk::Desk;
use crate::desk::asked::Form;
use crate::desk::change::Seen;
use crate::desk::finding::{capitalised, findings};
use crate::desk::pages::shown;
use crate::desk::reply::Reply;
use crate::diagnostic::failure::Failure;
use crate::edit::{self, Change, Path, Value};

/// Asks whether an entry shall go, with everything that would be said then and is not said now.
pub(super) fn ask(desk: &mut Desk, file: &Filed, asked: &Form) -> Result<Reply, Failure> {
    let language = desk.language;
    let room = desk.room()?;
    let text = room.sources().texts.get(&file.path).cloned().unwrap_or_default();
    let index = asked.get(ENTRY).parse::<usize>().unwrap_or(usize::MAX);
    let entry = edit::entries(&file.path, &text).ok().and_then(|all| all.into_iter().nth(index)).flatten();
    let (Some(entry), Some(form), true) = (entry, file.form(room), file.is_list()) else { return Ok(desk.missing()) };
    let without = match edit::apply(&file.path, &text, &Change::Remove { at: Path::root().item(index) }) {
        Ok(without) => without,
        Err(said) => {
            desk.refuse(capitalised(said.message.of(language)), String::new());
            return Ok(Reply::Elsewhere(list_address(file.path.as_str())));
        }
    };
    let mut sources = room.sources().clone();
    sources.texts.insert(file.path.clone(), without.into());
    let said = room.new_findings(&sources);
    let said = findings(&said, &sources, language);
    let (heading, note) = list::heading(&form, &entry);
    let page = shown! {
        heading, note, said, index,
        path => file.path.as_str(),
        base => merge::to_page(&entry),
        list => list_address(file.path.as_str()),
    };
    Ok(desk.page("remove.html", "fill", page))
}

/// Takes an entry out, if it is still the one that she saw.
pub(super) fn remove(desk: &mut Desk, file: &Filed, asked: &Form) -> Result<Reply, Failure> {
    let language = desk.language;
    let back = Reply::Elsewhere(list_address(file.path.as_str()));
    let (form, on_disk) = (file.form(desk.room()?).unwrap_or_default(), desk.on_disk(&file.path)?);
    let text = on_disk.clone().unwrap_or_default();
    let base = merge::of_page(asked.get("goc")).unwrap_or(Value::Map(Vec::new()));
    let now = edit::entries(&file.path, &text).unwrap_or_default();
    let index = asked.get(ENTRY).parse().unwrap_or(usize::MAX);
    let Found::Same(index) = merge::find(&form, &now, index, &base) else {
        desk.refuse(desk.pages.say("entry_changed", &[]), desk.pages.say("remove_changed_hint", &[]));
        return Ok(back);
    };
    match edit::apply(&file.path, &text, &Change::Remove { at: Path::root().item(index) }) {
        Ok(without) => {
            let (what, _) = list::heading(&form, &base);
            let title = desk.pages.say("entry_removed", &[("what", what), ("file", file.path.to_string())]);
            let seen = Seen::on_disk(on_disk.as_deref());
            desk.write(title, [(file.path.clone(), (seen, without.into_bytes()))].into());
        }
        Err(said) => desk.refuse(capitalised(said.message.of(language)), String::new()),
    }
    Ok(back)
}
