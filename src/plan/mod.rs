//! Which pages exist, and all that each may show.
//!
//! Always runs over the whole archive, and makes one closed view for each page: see [`view`].

pub(crate) mod address;
mod document;
mod figure;
mod findable;
mod frame;
mod link;
mod listing;
mod machine;
mod model;
mod period;
mod place;
pub(crate) mod planner;
mod promise;
mod register;
mod report;
mod section;
mod task;
pub mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::Language;
use crate::data::OpenData;
use crate::diagnostic::{Diagnostic, messages};
use crate::link::Archive;
use crate::source::{Attachment, SourcePath};
pub use findable::{Findable, FindableKind, FindableText};
use planner::{Planned, Planner};
use view::{Url, View};

/// All pages of a site, by address.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Sorted by address; no address twice.
    pub pages: Vec<(Url, View)>,
    /// What search can find.
    pub findable: Vec<Findable>,
}

impl Plan {
    /// Adds files that are made from the plan itself, such as the search index; they take no address of a page.
    pub fn extend(&mut self, files: Vec<(Url, View)>) {
        self.pages.extend(files);
        // Sorted: reaches output. Stable, so that a page stays before a file of the same address.
        self.pages.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.pages.dedup_by(|(later, _), (first, _)| later == first);
    }

    /// The view at an address.
    pub fn get(&self, url: &str) -> Option<&View> {
        let found = self.pages.binary_search_by(|(other, _)| other.as_str().cmp(url));
        found.ok().map(|index| &self.pages[index].1)
    }
}

/// What a plan is made of besides the archive.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'p> {
    /// Files that entries may offer.
    pub attachments: &'p BTreeMap<SourcePath, Attachment>,
    /// The theme's static files, by address.
    pub statics: &'p BTreeMap<String, Arc<[u8]>>,
    /// The open data of the same archive.
    pub data: &'p OpenData,
}

/// Plans the whole site. Without a `site.yaml` that can be read there is no site, and no page.
pub fn plan(archive: &Archive<'_>, surroundings: Surroundings<'_>) -> (Plan, Vec<Diagnostic>) {
    let Some(site) = archive.site else { return (Plan::default(), Vec::new()) };
    let frame = frame::frame(archive, site.value);
    let language = site.value.language.unwrap_or(Language::Vietnamese);
    let mut planner = Planner::new(archive, surroundings.attachments, frame, language);
    planner.plan_home();
    planner.plan_periods();
    planner.plan_documents();
    planner.plan_register();
    planner.plan_models();
    planner.plan_tasks();
    planner.plan_places();
    planner.plan_promises();
    planner.plan_gaps();
    planner.plan_doors();
    planner.plan_data(surroundings.data);
    planner.plan_attachments();
    // Texts come last: their links are checked against all pages.
    planner.note_addresses();
    planner.plan_reports();
    planner.plan_free_pages();
    planner.plan_feeds();
    planner.plan_sitemap();
    planner.plan_statics(surroundings.statics);
    let mut said = std::mem::take(&mut planner.said);
    let findable = planner.findable();
    let pages = without_collisions(planner.pages, &mut said);
    (Plan { pages, findable }, said)
}

/// Sorts the pages; of two for one address the first in content order stays, and the other is reported.
fn without_collisions(mut pages: Vec<Planned>, said: &mut Vec<Diagnostic>) -> Vec<(Url, View)> {
    // Sorted: reaches output. Generated pages, which have no source, come first.
    pages.sort_by(|one, other| one.url.cmp(&other.url).then_with(|| one.source.cmp(&other.source)));
    let mut kept: Vec<Planned> = Vec::with_capacity(pages.len());
    for page in pages {
        match kept.last() {
            Some(first) if first.url == page.url => {
                let second = page.source.or_else(|| first.source.clone());
                if let Some(second) = second {
                    let first = first.source.clone().unwrap_or_else(|| second.clone());
                    said.push(messages::link::address_taken(page.url.as_str(), second, first));
                }
            }
            _ => kept.push(page),
        }
    }
    kept.into_iter().map(|page| (page.url, page.view)).collect()
}
