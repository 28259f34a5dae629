//! Links that authors write: inside the site, to files, to old addresses; each checked against what is there.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use crate::address::{self, Old, Url, slug_of};
use crate::content::{DocumentReference, Marked, ModelId, last_part};
use crate::diagnostic::known::Known;
use crate::diagnostic::{Location, messages};
use crate::link::drafts::Drafts;
use crate::link::gather::Located;
use crate::parse::body::anchors::Anchors;
use crate::parse::body::{Body, LinkSite};
use crate::parse::{Entries, kind};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::plan::reference::{self, Reference, beside};
use crate::server::Moved;
use crate::source::{Attachment, SourcePath};
use crate::view::*;
use trichdan::text::slug::is_slug;

impl Planner<'_, '_> {
    /// Plans a redirect page for each old address, or a rule of the server where no page can stand.
    pub fn plan_aliases<T>(
        &self,
        pages: &mut Pages,
        aliases: &[Marked<Arc<str>>],
        entry: &Located<'_, T>,
        target: &Url,
        title: &Arc<str>,
    ) {
        for alias in aliases {
            let location = entry.at(alias.mark);
            match Old::read(&alias.value) {
                Some(Old::Page(url)) => {
                    let head = self.head(url, title.clone(), Genre::Door, &[]);
                    let view = RedirectView { target: target.clone(), title: title.clone() };
                    pages.add(Some(location), head, Content::Redirect(Arc::new(view)));
                }
                Some(Old::OfServer(from)) => pages.moved.push((Moved { from, to: target.clone() }, location)),
                None => pages.said.push(messages::link::bad_address(&alias.value, location)),
            }
        }
    }

    /// The files that an entry offers, from `files/` beside it.
    pub fn files<T>(
        &self,
        pages: &mut Pages,
        names: &[Marked<Arc<str>>],
        entry: &Located<'_, T>,
    ) -> Vec<Arc<FileView>> {
        let mut files = Vec::new();
        for name in names {
            match self.attachments.find(entry.path, &name.value) {
                Some((path, attachment)) => files.push(Arc::new(FileView {
                    name: path.file_name().into(),
                    url: address::attachment(path),
                    bytes: attachment.bytes,
                    pages: attachment.facts.paper.as_ref().map(|paper| paper.pages),
                    sha256: attachment.sha256.clone(),
                })),
                None if self.attachments.is_refused(entry.path, &name.value) => {}
                None if let Some(draft) = self.draft_file(entry.path, &name.value) => {
                    pages.said.push(messages::link::names_draft(&name.value, entry.at(name.mark), draft.clone()));
                }
                None => {
                    let folder = format!("{}/files", entry.path.folder());
                    let (location, none) = (entry.at(name.mark), Known::default());
                    let known = self.attachments.names_in(&folder).unwrap_or(&none);
                    pages.said.push(messages::link::missing_attachment(&name.value, &folder, location, known));
                }
            }
        }
        files
    }

    /// Plans the theme's static files.
    pub fn plan_statics(&self, pages: &mut Pages, statics: &BTreeMap<String, Arc<[u8]>>) {
        for (path, bytes) in statics {
            pages.add_file(Url::new(path), None, View::Static(bytes.clone()));
        }
    }

    /// Every address that a text may link to: all `pages` planned so far, and the texts themselves.
    pub fn addresses(&self, pages: &Pages) -> Addresses {
        let mut all = Addresses::default();
        all.pages.extend(pages.planned.iter().map(|page| (page.url.clone(), Goal::OfTheme)));
        for (report, card) in self.archive.reports.iter().zip(&self.ground.cards.reports) {
            all.add_text(&report.entry.path, card.url.clone(), &report.entry.body);
        }
        for (info, body) in &self.archive.pages {
            let slug = slug_of(info);
            all.add_text(info.path, address::free_page(slug), body);
        }
        let old = self.archive.reports.iter().flat_map(|report| &report.entry.info().aliases);
        let old = old.chain(self.archive.pages.iter().flat_map(|(info, _)| &info.value.aliases));
        all.pages.extend(old.filter_map(|alias| match Old::read(&alias.value)? {
            Old::Page(url) => Some((url, Goal::OfTheme)),
            Old::OfServer(_) => None,
        }));
        all.pages.insert(address::sitemap(), Goal::OfTheme);
        all.add_drafts(self.archive.drafts);
        all
    }

    /// Where the links of a text lead.
    pub fn link_targets<T>(
        &self,
        pages: &mut Pages,
        addresses: &Addresses,
        body: &Body,
        entry: &Located<'_, T>,
    ) -> Vec<Option<LinkTarget>> {
        let target = |site: &LinkSite| {
            let at = || entry.bytes(site.span);
            self.link_target(pages, addresses, (&site.address, site.is_image), entry.path, at)
        };
        body.links.iter().map(target).collect()
    }

    /// Where an address leads that is written in the file `from`, whether it is that of a picture or not.
    pub fn link_target(
        &self,
        pages: &mut Pages,
        addresses: &Addresses,
        (address, is_image): (&str, bool),
        from: &SourcePath,
        at: impl Fn() -> Location,
    ) -> Option<LinkTarget> {
        for Reference { path, query, anchor } in reference::readings(address) {
            if let Some((file, attachment)) = self.attachments.find(from, &path) {
                if is_image && !attachment.facts.kind.is_shown() {
                    pages.said.push(messages::media::not_shown(at(), attachment.facts.kind));
                }
                let url = address::attachment(file);
                let narrower = if is_image { narrower_copies(&url, attachment) } else { Vec::new() };
                let url = url.with_query(query).with_anchor(&anchor);
                return Some(LinkTarget { url, size: attachment.facts.size, narrower });
            }
            let Some((url, goal)) = addresses.find(&path, from) else { continue };
            let url = url.with_query(query);
            if let Some(there) = goal.anchors().filter(|there| !anchor.is_empty() && !there.has(&anchor)) {
                let (span, known) = (at(), &there.sections);
                pages.said.push(messages::link::broken_anchor(address, &anchor, span, known));
                return Some(LinkTarget::page(url));
            }
            return Some(LinkTarget::page(url.with_anchor(&anchor)));
        }
        let readings = reference::readings(address);
        if readings.iter().any(|reading| self.attachments.is_refused(from, &reading.path)) {
            return None;
        }
        let draft = |path: &String| addresses.draft(path, from).or_else(|| self.draft_file(from, path));
        if let Some(draft) = readings.iter().find_map(|reading| draft(&reading.path)) {
            pages.said.push(messages::link::names_draft(address, at(), draft.clone()));
            return None;
        }
        let near = self.near_file(from, address).or_else(|| addresses.known().nearest(address));
        pages.said.push(messages::link::broken_link(address, at(), near.as_deref()));
        None
    }

    /// Where it is said that a file is of a draft.
    fn draft_file(&self, from: &SourcePath, name: &str) -> Option<&Location> {
        self.archive.drafts.around(self.attachments.withheld(from, name)?)
    }

    /// The file that an address was likely meant to name: one in the same folder whose name is like it.
    fn near_file(&self, from: &SourcePath, address: &str) -> Option<Arc<str>> {
        let Reference { path, .. } = reference::readings(address).pop()?;
        let meant = beside(from, &path)?;
        let beside_files = SourcePath::new(&format!("{}/files/{}", from.folder(), meant.file_name()))?;
        [&meant, &beside_files].into_iter().find_map(|meant| {
            let (names, name) = (self.attachments.names_in(meant.folder())?, meant.file_name());
            let near = names.nearest(name).or_else(|| names.nearest(&name.to_lowercase()))?;
            let folder = path.rfind('/').map_or("files/", |end| &path[..=end]);
            Some(format!("{folder}{near}").into())
        })
    }

    /// A model by the name that it was last reported under.
    pub fn model_link(&self, id: &ModelId) -> Arc<Link> {
        let card = &self.ground.cards.models[id];
        Arc::new(Link { title: card.name.clone(), url: card.url.clone() })
    }

    /// A body, by its place among all, that has a page.
    pub fn body_link(&self, body: usize) -> Arc<Link> {
        let card = &self.ground.cards.authorities[body];
        Arc::new(Link { title: card.name.clone(), url: card.url.clone() })
    }

    /// The document that an entry refers to, as a link; what is wrong with it was said by `link`.
    pub fn referred(&self, reference: &DocumentReference) -> Option<Arc<Link>> {
        let issuers = &self.archive.issuers;
        let nowhere = || Location {
            path: SourcePath::new("site.yaml").expect("a plain name"),
            place: crate::diagnostic::Place::File,
        };
        let index = self.archive.register.refer(reference, issuers, nowhere, &mut Vec::new())?;
        Some(self.document_link(index))
    }
}

/// The narrower copies of the picture at an address.
fn narrower_copies(url: &Url, picture: &Attachment) -> Vec<NarrowerCopy> {
    let widths = picture.facts.narrower_widths(picture.bytes);
    let copy = |width| NarrowerCopy { url: address::narrower(url, width, &picture.sha256), width };
    widths.into_iter().map(copy).collect()
}

/// The addresses that texts may link to.
#[derive(Debug, Default)]
pub struct Addresses {
    pages: HashMap<Url, Goal>,
    /// The page of each Markdown file.
    texts: HashMap<SourcePath, Url>,
    /// Pages that there are not, because they are drafts, and the place that says so.
    drafts: HashMap<Url, Location>,
    draft_texts: HashMap<SourcePath, Location>,
    /// All pages, once somebody links to one that is not there.
    known: OnceLock<Known>,
}

impl Addresses {
    /// Adds a text's page, or its new words.
    pub fn add_text(&mut self, path: &SourcePath, url: Url, body: &Arc<Body>) {
        self.pages.insert(url.clone(), Goal::Text(body.clone(), OnceLock::new()));
        self.texts.insert(path.clone(), url);
        self.known.take();
    }

    /// `/van-ban/`: an address of the site. `lien-he.md`, `../2022-h1/bao-cao.md`: another text of the content folder.
    fn find(&self, path: &str, from: &SourcePath) -> Option<(Url, &Goal)> {
        let url = match path.strip_prefix('/') {
            Some(path) => Url::new(path),
            None => self.texts.get(&beside(from, path)?)?.clone(),
        };
        let goal = self.pages.get(&url)?;
        Some((url, goal))
    }

    fn add_drafts(&mut self, drafts: &Drafts) {
        for (path, entries, place) in drafts.texts() {
            let url = match entries {
                Entries::Report(front, _) => {
                    kind::period_of(path).map(|period| address::report_at(period, last_part(&front.value.slug, path)))
                }
                Entries::Page(front, _) => Some(address::free_page(last_part(&front.value.slug, path))),
                _ => None,
            };
            self.drafts.extend(url.map(|url| (url, place.clone())));
            self.draft_texts.insert(path.clone(), place.clone());
        }
        self.drafts.extend(drafts.periods().map(|(period, place)| (address::period(period), place.clone())));
    }

    /// Where it is said that the text at an address is a draft.
    fn draft(&self, path: &str, from: &SourcePath) -> Option<&Location> {
        match path.strip_prefix('/') {
            Some(path) => self.drafts.get(&Url::new(path)),
            None => self.draft_texts.get(&beside(from, path)?),
        }
    }

    fn known(&self) -> &Known {
        self.known.get_or_init(|| self.pages.keys().map(Url::as_str).collect())
    }
}

/// What a link may lead to.
#[derive(Debug)]
enum Goal {
    /// A text, and its anchors once a link leads to one of them.
    Text(Arc<Body>, OnceLock<Box<Anchors>>),
    /// A page made by a template: its anchors are the theme's.
    OfTheme,
}

impl Goal {
    /// The anchors that a link may name; none where it may name any.
    fn anchors(&self) -> Option<&Anchors> {
        match self {
            Self::Text(body, anchors) => Some(anchors.get_or_init(|| Box::new(Anchors::of(body)))),
            Self::OfTheme => None,
        }
    }
}

/// A slug or id that becomes a folder's name must be fit for one.
pub fn check_own_slug(pages: &mut Pages, written: &str, source: &Location) {
    if !is_slug(written) {
        pages.said.push(messages::link::bad_address(written, source.clone()));
    }
}
