//! The file of the web server that the site is published at.

use std::collections::HashMap;

use crate::address::Url;
use crate::attic::Attic;
use crate::diagnostic::{Location, messages};
use crate::plan::pages::{Pages, Planned};
use crate::plan::planner::Planner;
use crate::release::manifest;
use crate::server::{Moved, Settings};
use crate::view::View;

impl Planner<'_, '_> {
    /// Plans the file of the server that `site.yaml` names. Without one, old addresses that only a server can lead on from are
    /// told, the first with the number of the others.
    pub fn plan_server(&self, pages: &mut Pages, attic: &Attic) {
        let moved = without_doubles(pages);
        let Some(site) = self.archive.site.map(|site| site.value) else { return };
        let Some(server) = site.server else {
            if let Some((old, location)) = moved.first() {
                let address = old.from.to_string();
                pages.said.push(messages::link::needs_server(&address, moved.len(), location.clone()));
            }
            return;
        };
        let moved = moved.into_iter().map(|(moved, _)| moved).collect();
        let settings = Settings { base: site.base_url.path().to_owned(), moved };
        let (name, text) = settings.write(server);
        pages.add_file(Url::new(name), None, View::File(attic.keep(&text)));
    }
}

/// The old addresses in their order, each once; of two entries that want the same one the second is reported, and so is one that
/// would hide a file of the site.
fn without_doubles(pages: &mut Pages) -> Vec<(Moved, Location)> {
    let mut moved = std::mem::take(&mut pages.moved);
    // Sorted: reaches output.
    moved.sort();
    if moved.is_empty() {
        return moved;
    }
    // Servers that do not tell capitals apart would hide it too.
    let of_site = |page: &Planned| (page.url.as_str().to_ascii_lowercase(), page.source.clone());
    let mut files: HashMap<String, Option<Location>> = pages.planned.iter().map(of_site).collect();
    files.insert(manifest::FILE_NAME.to_owned(), None);
    let mut kept: Vec<(Moved, Location)> = Vec::with_capacity(moved.len());
    for (old, location) in moved {
        let file = old.from.query().is_none().then(|| files.get(&old.from.path().to_ascii_lowercase())).flatten();
        let twin = kept.last().filter(|(kept, _)| kept.from == old.from).map(|(_, location)| Some(location.clone()));
        match file.cloned().or(twin) {
            Some(taken) => {
                let address = old.from.to_string();
                pages.said.push(messages::link::address_taken(&address, location, taken));
            }
            None => kept.push((old, location)),
        }
    }
    kept
}
