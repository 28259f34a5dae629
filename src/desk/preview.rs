//! The site as it will be, to be looked at within a page of the desk: made by the same pipeline, and written nowhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Desk;
use super::reply::Reply;
use crate::diagnostic::Diagnostic;
use crate::link::drafts::Audience;
use crate::media;
use crate::parse::names::Names;
use crate::parse::{Entries, parse};
use crate::render::{Rendered, render};
use crate::shell::load::ContentFolder;
use crate::site::{Site, Snapshot};
use crate::source::{Attachment, SourcePath, Sources};
use crate::view::{Narrowed, View};
use trichdan::calendar::Date;

/// A site in memory.
pub(super) struct Preview {
    site: Snapshot,
    pictures: BTreeMap<SourcePath, Arc<[u8]>>,
}

impl Preview {
    /// Makes the site of `sources`, with drafts, and with pictures that lie on no disk yet. Errors in its stead.
    pub fn of(
        mut sources: Sources,
        pictures: &BTreeMap<SourcePath, Arc<[u8]>>,
        today: Option<Date>,
    ) -> Result<Self, Vec<Diagnostic>> {
        for (path, bytes) in pictures {
            sources.attachments.insert(path.clone(), Attachment::of(path.file_name(), bytes));
        }
        make_relative(&mut sources);
        let mut site = Site::default().shown_to(Audience::Authors);
        let update = site.update(&sources, today, |_| {});
        match site.good() {
            Some(good) => Ok(Self { site: good.clone(), pictures: pictures.clone() }),
            None => Err(update.diagnostics),
        }
    }

    /// What is at an address of the site, and what it is.
    pub fn find(&self, address: &str, folder: Option<&ContentFolder>) -> Option<(Vec<u8>, &'static str)> {
        let folder_address = address.strip_suffix("index.html").unwrap_or(address);
        let view = self.site.plan.get(folder_address).or_else(|| self.site.plan.get(&format!("{address}/")))?;
        let bytes = match (view, render(&self.site.theme, view).ok()?) {
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
    const KEY: &str = "relative_urls";
    let path = SourcePath::new("site.yaml").expect("a plain name");
    let Some(text) = sources.texts.get(&path) else { return };
    let is_relative = match parse(&path, text, &Names::default()).entries {
        Entries::Site(site) => site.value.relative_urls == Some(true),
        _ => return,
    };
    if !is_relative {
        let others = text.lines().filter(|line| !line.starts_with(KEY));
        let text: String = others.flat_map(|line| [line, "\n"]).collect();
        sources.texts.insert(path, format!("{text}{KEY}: true\n").into());
    }
}

impl Desk {
    /// A page of the site as the content stands now.
    pub(super) fn preview(&mut self, rest: &[&str]) -> Reply {
        let (today, seen) = (self.workplace.today, self.preview.as_ref().map(|(turn, _)| *turn));
        let Ok(room) = self.room() else { return self.missing() };
        let turn = room.turn;
        if seen != Some(turn) {
            let made = Preview::of(room.sources().clone(), &BTreeMap::new(), today);
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
