//! Which pages exist, and all that each may show.
//!
//! Always runs over the whole archive, and makes one closed view for each page: see [`crate::view`].

mod attachments;
mod authority;
mod copies;
mod document;
mod figure;
mod findable;
mod forerunner;
mod frame;
mod ledger;
mod link;
mod listing;
mod machine;
mod model;
mod overview;
mod pages;
mod period;
mod place;
pub(crate) mod planner;
mod prefix;
mod promise;
pub mod reference;
mod register;
mod report;
pub mod revise;
mod row;
mod server;
mod shelf;
mod task;
mod vocabulary;
mod words;
mod works;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::address::Url;
use crate::attic::Attic;
use crate::data::OpenData;
use crate::diagnostic::{Diagnostic, messages};
use crate::link::Archive;
use crate::search::{Findable, Vocabulary};
use crate::source::{Attachment, SourcePath};
use crate::view::View;
use attachments::Attachments;
use link::Addresses;
use pages::{Pages, Planned};
use planner::{Ground, Planner};

/// All pages of a site, by address.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// Sorted by address; no address twice.
    pub pages: Vec<(Url, View)>,
}

/// The plan of a whole site, and what came with it.
#[derive(Debug)]
pub struct Whole {
    pub plan: Plan,
    /// What search can find.
    pub findable: Vec<Findable>,
    /// What search calls things.
    pub vocabulary: Vocabulary,
    /// Everything that there is to say.
    pub said: Vec<Diagnostic>,
    /// What it leaves to the next plan.
    pub left: Left,
}

impl Plan {
    /// Adds files that are made from the plan itself, such as the search index; they take no address of a page.
    pub fn extend(&mut self, files: Vec<(Url, View)>) {
        self.pages.extend(files);
        // Sorted: reaches output. Stable, so that a page stays before a file of the same address.
        self.pages.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.pages.dedup_by(|(later, _), (first, _)| later == first);
    }

    /// Puts views in the place of those at the same addresses; gives the addresses of those that differ, sorted.
    pub fn amend(&mut self, pages: Vec<(Url, View)>) -> Vec<Url> {
        let mut differing = Vec::new();
        for (url, view) in pages {
            match self.pages.binary_search_by(|(other, _)| other.cmp(&url)) {
                Ok(index) if self.pages[index].1 == view => continue,
                Ok(index) => self.pages[index].1 = view,
                Err(index) => self.pages.insert(index, (url.clone(), view)),
            }
            differing.push(url);
        }
        // Sorted: reaches output.
        differing.sort();
        differing
    }

    /// The view at an address.
    pub fn get(&self, url: &str) -> Option<&View> {
        let found = self.pages.binary_search_by(|(other, _)| other.as_str().cmp(url));
        found.ok().map(|index| &self.pages[index].1)
    }

    /// The address and the view of a file of the site: of `ky/index.html` those at `ky/`.
    pub fn at_file(&self, file: &str) -> Option<(Url, &View)> {
        let folder = file.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
        let addresses = folder.into_iter().chain([file]);
        addresses.map(|address| Some((Url::new(address), self.get(address)?))).find_map(|found| found)
    }
}

/// What a plan is made of besides the archive.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'p> {
    /// Files that entries may offer.
    pub attachments: &'p BTreeMap<SourcePath, Attachment>,
    /// Files and folders that are there and could not be taken.
    pub refused: &'p BTreeSet<SourcePath>,
    /// The theme's static files, by address.
    pub statics: &'p BTreeMap<String, Arc<[u8]>>,
}

/// What a plan leaves to the next, which takes over what is still right. It saves work and changes nothing.
#[derive(Debug)]
pub struct Left {
    ground: Ground,
    data: OpenData,
    addresses: Addresses,
    said: Vec<Diagnostic>,
}

/// Plans the whole site. Without a `site.yaml` that can be read there is none.
///
/// `before` is what the last plan left; without one, the files of open data go to the attic.
pub fn plan(
    archive: &Archive<'_>,
    surroundings: Surroundings<'_>,
    attic: &Attic,
    before: Option<Left>,
) -> Option<Whole> {
    let ground = Ground::of(archive, archive.site?.value, before.as_ref().map(|before| &before.ground));
    let planner = Planner {
        archive,
        attachments: Attachments::of(surroundings.attachments, surroundings.refused, archive),
        ground,
    };
    let data_before = before.map_or_else(|| OpenData::on(attic.clone()), |before| before.data);
    let (data, mut pages) =
        rayon::join(|| OpenData::of(archive, &planner.ground.cards, &data_before), || pages_of_entries(&planner));
    planner.plan_data(&mut pages, &data);
    planner.plan_words(&mut pages);
    planner.plan_attachments(&mut pages);
    planner.plan_feeds(&mut pages);
    planner.plan_statics(&mut pages, surroundings.statics);
    // Texts come last: their links are checked against all pages.
    let addresses = planner.addresses(&pages);
    let mut texts = planner.no_pages();
    planner.plan_reports(&mut texts, &addresses);
    planner.plan_free_pages(&mut texts, &addresses);
    let findable = planner.findable();
    let vocabulary = planner.vocabulary();
    pages.append(texts);
    planner.plan_prefixes(&mut pages);
    planner.plan_sitemap(&mut pages);
    planner.plan_server(&mut pages, attic);
    let mut said = pages.said;
    let pages = without_collisions(pages.planned, &mut said);
    let left = Left { ground: planner.ground, data, addresses, said: said.clone() };
    Some(Whole { plan: Plan { pages }, findable, vocabulary, said, left })
}

/// The pages of everything that stands in YAML, and the lists of it.
fn pages_of_entries(planner: &Planner<'_, '_>) -> Pages {
    let mut pages = planner.no_pages();
    planner.plan_home(&mut pages);
    planner.plan_period_list(&mut pages);
    planner.plan_periods(&mut pages);
    planner.plan_report_list(&mut pages);
    planner.plan_documents(&mut pages);
    planner.plan_register(&mut pages);
    planner.plan_models(&mut pages);
    planner.plan_tasks(&mut pages);
    planner.plan_ledgers(&mut pages);
    planner.plan_places(&mut pages);
    planner.plan_authorities(&mut pages);
    planner.plan_promises(&mut pages);
    planner.plan_gaps(&mut pages);
    planner.plan_doors(&mut pages);
    pages
}

/// Sorts the pages; of two for one address the first in content order stays, and the other is reported.
fn without_collisions(mut pages: Vec<Planned>, said: &mut Vec<Diagnostic>) -> Vec<(Url, View)> {
    // Sorted: reaches output. Generated pages, which have no source, come first.
    pages.par_sort_by(|one, other| one.url.cmp(&other.url).then_with(|| one.source.cmp(&other.source)));
    let mut kept: Vec<Planned> = Vec::with_capacity(pages.len());
    for page in pages {
        match kept.last() {
            Some(first) if first.url == page.url => {
                // Generated pages come first, so a second one without a source is one of two that were generated.
                if let Some(second) = page.source {
                    said.push(messages::link::address_taken(page.url.as_str(), second, first.source.clone()));
                }
            }
            _ => kept.push(page),
        }
    }
    report_pages_below_files(&kept, said);
    report_same_but_for_case(&kept, said);
    kept.into_iter().map(|page| (page.url, page.view)).collect()
}

/// Reports old addresses with capitals that are another page's without: some disks keep one file for both.
fn report_same_but_for_case(pages: &[Planned], said: &mut Vec<Diagnostic>) {
    let has_capital = |page: &&Planned| page.url.as_str().contains(|letter: char| letter.is_ascii_uppercase());
    let capital: Vec<&Planned> = pages.iter().filter(has_capital).collect();
    if capital.is_empty() {
        return;
    }
    let mut seen: HashMap<String, &Planned> = HashMap::new();
    for page in pages.iter().filter(|page| !has_capital(page)).chain(capital) {
        let same = seen.insert(page.url.file().to_ascii_lowercase(), page);
        if let (Some(same), Some(source)) = (same, page.source.clone()) {
            said.push(messages::link::address_taken(same.url.as_str(), source, same.source.clone()));
        }
    }
}

/// Reports pages whose folder would have the name of a file: an old address below a scan without an ending.
fn report_pages_below_files(pages: &[Planned], said: &mut Vec<Diagnostic>) {
    // A folder's name has no dot, so no other file can be in its way.
    let is_file = |page: &&Planned| !page.url.as_str().contains('.') && !page.url.file().ends_with("index.html");
    let files: HashMap<&str, &Planned> = pages.iter().filter(is_file).map(|page| (page.url.as_str(), page)).collect();
    if files.is_empty() {
        return;
    }
    for page in pages {
        let (address, source) = (page.url.as_str(), page.source.clone());
        let file = address.match_indices('/').find_map(|(end, _)| files.get(&address[..end]));
        if let (Some(file), Some(source)) = (file, source) {
            said.push(messages::link::address_taken(file.url.as_str(), source, file.source.clone()));
        }
    }
}
