//! The site as it will be, to be looked at within a page of the desk: made by the same pipeline, and written nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Desk;
use super::reply::Reply;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::edit::{Change, Path, Value, apply};
use crate::link::drafts::Audience;
use crate::media;
use crate::render::{Rendered, render};
use crate::shell::load::ContentFolder;
use crate::site::{Site, Snapshot};
use crate::source::{Attachment, SourcePath, Sources};
use crate::view::{Narrowed, View};
use trichdan::calendar::Date;

/// A site in memory.
pub(super) struct Preview {
    site: Site,
    pictures: BTreeMap<SourcePath, Arc<[u8]>>,
}

impl Preview {
    /// Makes the site of `sources`, with drafts, and with pictures that lie on no disk yet. Errors in its stead.
    pub fn of(
        sources: Sources,
        pictures: &BTreeMap<SourcePath, Arc<[u8]>>,
        today: Option<Date>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut preview = Self { site: Site::default().shown_to(Audience::Authors), pictures: pictures.clone() };
        preview.follow(sources, today).map(|()| preview)
    }

    /// Brings it up to date. Errors where they forbid it.
    pub fn follow(&mut self, mut sources: Sources, today: Option<Date>) -> Result<(), Vec<Diagnostic>> {
        for (path, bytes) in &self.pictures {
            sources.attachments.insert(path.clone(), Attachment::of(path.file_name(), bytes));
        }
        make_relative(&mut sources);
        let update = self.site.update(&sources, today, |_| {});
        if has_errors(&update.diagnostics) { Err(update.diagnostics) } else { Ok(()) }
    }

    /// What is at an address of the site, and what it is.
    pub fn find(&self, address: &str, folder: Option<&ContentFolder>) -> Option<(Vec<u8>, &'static str)> {
        let folder_address = address.strip_suffix("index.html").unwrap_or(address);
        let Snapshot { plan, theme } = self.site.good()?;
        let view = plan.get(folder_address).or_else(|| plan.get(&format!("{address}/")))?;
        let bytes = match (view, render(theme, view).ok()?) {
            (_, Rendered::Text(text)) => text.into_bytes(),
            (_, Rendered::Bytes(bytes)) => bytes.to_vec(),
            // A picture that would be made narrower is shown as it is.
            (View::Attachment { source, .. } | View::Narrowed(Narrowed { source, .. }), _) => {
                match self.pictures.get(source) {
                    Some(bytes) => bytes.to_vec(),
                    None => std::fs::read(folder?.disk_path(source)?).ok()?,
                }
            }
            _ => return None,
        };
        Some((bytes, media::type_of(folder_address)))
    }
}

/// Lets every link be relative, so that the site can stand below any address of the desk.
fn make_relative(sources: &mut Sources) {
    let path = SourcePath::new("site.yaml").expect("a plain name");
    let change = Change::Set { at: Path::root().key("relative_urls"), value: Value::text("true") };
    let relative = sources.texts.get(&path).and_then(|text| apply(&path, text, &change).ok());
    // What cannot be read keeps its text, and its messages.
    sources.texts.extend(relative.map(|text| (path, text.into())));
}

impl Desk {
    /// A page of the site as the content stands now.
    pub(super) fn preview(&mut self, rest: &[&str]) -> Reply {
        let (today, seen) = (self.workplace.today, self.preview.as_ref().map(|(turn, _)| *turn));
        let Ok(room) = self.room() else { return self.missing() };
        let turn = room.turn;
        if seen != Some(turn) {
            let sources = room.sources().clone();
            let made = match self.preview.take() {
                Some((_, mut preview)) => preview.follow(sources, today).map(|()| preview),
                None => Preview::of(sources, &BTreeMap::new(), today),
            };
            self.preview = made.ok().map(|preview| (turn, preview));
        }
        if self.preview.is_none() {
            return Reply::Elsewhere("/soat".to_owned());
        }
        let folder = self.room.as_ref().map(|room| room.live().folder());
        let found = self.preview.as_ref().and_then(|(_, preview)| preview.find(&rest.join("/"), folder));
        found.map_or_else(|| self.missing(), |(bytes, kind)| Reply::Preview(bytes, kind))
    }
}
