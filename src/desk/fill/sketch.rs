//! The page of a text as it will be, while she types: made in memory, and written nowhere.

use super::shelf::find;
use super::work::typed;
use super::{FILE, save};
use crate::desk::Desk;
use crate::desk::asked::Asked;
use crate::desk::finding::capitalised;
use crate::desk::preview::Preview;
use crate::desk::reply::Reply;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit;
use crate::source::Sources;

/// As many reasons as are told why there is no page.
const MOST: usize = 5;

pub(in crate::desk) fn answer(desk: &mut Desk, asked: &Asked, rest: &[&str]) -> Reply {
    match (asked.is_post, rest) {
        (true, ["thu"]) => desk.or_failure(|desk| try_out(desk, asked)),
        (false, ["xem", address @ ..]) => {
            let folder = desk.room.as_ref().map(|room| room.live().folder());
            let found = desk.sketch.as_ref().and_then(|sketch| sketch.find(&address.join("/"), folder));
            found.map_or_else(|| desk.missing(), |(bytes, kind)| Reply::Preview(bytes, kind))
        }
        _ => desk.missing(),
    }
}

/// Makes the page of what she typed so far.
fn try_out(desk: &mut Desk, asked: &Asked) -> Result<Reply, Failure> {
    let (language, today) = (desk.language, desk.workplace.today);
    let room = desk.room()?;
    let sources = find(room, asked.form.get(FILE)).and_then(|file| with_typed(room, file, asked));
    let Some(sources) = sources else { return Ok(desk.missing()) };
    let said = |diagnostics: &[Diagnostic]| -> Vec<String> {
        let errors = diagnostics.iter().filter(|said| said.severity == Severity::Error).take(MOST);
        errors.map(|said| capitalised(said.message.of(language))).collect()
    };
    let made = sources.and_then(|(sources, address)| {
        let sketch = match desk.sketch.take() {
            Some(mut sketch) => sketch.follow(sources, today).map(|()| sketch),
            None => Preview::of(sources, &Default::default(), today),
        };
        sketch.map(|sketch| (sketch, address))
    });
    Ok(Reply::Json(match made {
        Ok((sketch, address)) => {
            desk.sketch = Some(sketch);
            serde_json::json!({ "address": format!("/viet/xem/{address}"), "said": [] })
        }
        Err(diagnostics) => serde_json::json!({ "said": said(&diagnostics) }),
    }))
}

/// The content with what she typed, and where its page lies; why not, where it cannot be put together.
type Typed = Result<(Sources, String), Vec<Diagnostic>>;

fn with_typed(room: &crate::desk::room::Room, file: super::Filed, asked: &Asked) -> Option<Typed> {
    let path = file.path.clone();
    let text = room.sources().texts.get(&path).cloned().unwrap_or_default();
    let (work, _) = typed(room, file, asked)?;
    let edited = match work.compose(&text) {
        Ok(edited) => edited,
        Err(said) => return Some(Err(vec![*said])),
    };
    let address = save::preview_of(room, &path)?;
    let mut sources = room.sources().clone();
    sources.texts.insert(path, edit::as_read(&edited).into());
    Some(Ok((sources, address)))
}
