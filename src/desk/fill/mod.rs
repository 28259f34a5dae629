//! Entries filled in by forms, which are made of the definitions that the reader has: no field is named here.
//!
//! [`shelf`] knows which files there are, [`list`] shows the entries of one, [`sheet`] is the form of an entry as a page shows it.
//! [`work`] is the entry as she has it before her, and [`save`] writes what she changed of it, and nothing else: [`merge`] holds
//! what she began from against what she typed and against what the file says by then.

mod list;
mod merge;
mod remove;
mod save;
mod sheet;
mod shelf;
pub(super) mod sketch;
mod suggest;
mod upload;
mod work;

use super::Desk;
use super::asked::Asked;
use super::reply::Reply;
use super::room::Room;
use crate::diagnostic::Place;
use crate::edit::{self, Path, Step};
use shelf::find;
pub(super) use shelf::{Filed, Row, of_periods};

pub(super) fn answer(desk: &mut Desk, asked: &Asked, rest: &[&str]) -> Reply {
    let fields = if asked.is_post { &asked.form } else { &asked.query };
    if let (false, []) = (asked.is_post, rest) {
        return desk.or_failure(shelf::page);
    }
    let file = match desk.room() {
        Ok(room) => find(room, fields.get(FILE)),
        Err(failure) => return desk.or_failure(|_| Err(failure)),
    };
    match (asked.is_post, rest, file) {
        (false, ["goi-y"], _) => desk.or_failure(|desk| suggest::answer(desk, &asked.query)),
        (false, ["tep"], Some(file)) => desk.or_failure(|desk| list::page(desk, &file, &asked.query)),
        (false, ["muc"], Some(file)) => desk.or_failure(|desk| save::begin(desk, file, &asked.query)),
        (true, ["muc"], Some(file)) => desk.or_failure(|desk| save::take(desk, file, asked)),
        (false, ["bo"], Some(file)) => desk.or_failure(|desk| remove::ask(desk, &file, &asked.query)),
        (true, ["bo"], Some(file)) => desk.or_failure(|desk| remove::remove(desk, &file, &asked.form)),
        _ => desk.missing(),
    }
}

/// The fields of requests: which file, which of its entries, and where the cursor shall stand.
const FILE: &str = "ten";
const ENTRY: &str = "muc";
const FOCUS: &str = "o";
/// The entry that is not there yet.
const NEW: &str = "moi";
/// The focus on the text below the front matter.
const BODY: &str = "than";

/// The address of the list of a file's entries.
fn list_address(file: &str) -> String {
    format!("/dien/tep?{}", query(&[(FILE, file)]))
}

/// The address of the form of an entry, of a new one without a number.
pub(super) fn entry_address(file: &str, entry: Option<usize>) -> String {
    let entry = entry.map_or(NEW.to_owned(), |entry| entry.to_string());
    format!("/dien/muc?{}", query(&[(FILE, file), (ENTRY, &entry)]))
}

/// Where it is asked whether an entry shall go.
fn remove_address(file: &str, entry: usize) -> String {
    format!("/dien/bo?{}", query(&[(FILE, file), (ENTRY, &entry.to_string())]))
}

fn query(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Where what stands at places of a file can be corrected; none where no form has it.
pub(super) fn addresses(room: &Room, file: &str, places: &[Place]) -> Vec<Option<String>> {
    let found = find(room, file).filter(|file| file.form(room).is_some());
    let text = found.as_ref().and_then(|found| room.sources().texts.get(&found.path));
    let Some((found, text)) = found.zip(text) else { return vec![None; places.len()] };
    let address = |at: Option<Path>| {
        let (entry, focus) = match at.as_ref().map(|at| at.0.as_slice()) {
            Some([Step::Item(entry), rest @ ..]) if found.is_list() => (*entry, Path(rest.to_vec()).to_string()),
            Some(rest) if !found.is_list() => (0, Path(rest.to_vec()).to_string()),
            None if found.has_body() => (0, BODY.to_owned()),
            _ => return None,
        };
        let focus = if focus.is_empty() { String::new() } else { format!("&{}", query(&[(FOCUS, &focus)])) };
        Some(format!("{}{focus}", entry_address(file, Some(entry))))
    };
    edit::paths(&found.path, text, places).into_iter().map(address).collect()
}
