//! Links that authors write: inside the site, to files, to old addresses; each checked against what is there.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use crate::address::{self, Old, Url, slug_of};
use crate::content::{DocumentReference, Marked};
use crate::diagnostic::known::Known;
use crate::diagnostic::{Location, messages};
use crate::link::gather::Located;
use crate::parse::body::anchors::Anchors;
use crate::parse::body::{Body, LinkSite};
use crate::plan::pages::Pages;
use crate::plan::planner::Planner;
use crate::plan::reference::{self, Reference};
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
            match self.attachment(entry.path, &name.value) {
                Some((path, attachment)) => files.push(Arc::new(FileView {
                    name: path.file_name().into(),
                    url: address::attachment(path),
                    bytes: attachment.bytes,
                    pages: attachment.facts.paper.as_ref().map(|paper| paper.pages),
                    sha256: attachment.sha256.clone(),
                })),
                None if self.is_refused(entry.path, &name.value) => {}
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

    /// `scan.pdf`, `files/scan.pdf`, `../2021-h2/files/scan.pdf`, `/2021-h2/files/scan.pdf`: a file by its path from the entry's
    /// own folder, from the folder `files/` in it, or from the content folder.
    fn attachment(&self, from: &SourcePath, name: &str) -> Option<(&SourcePath, &Attachment)> {
        meant(from, name).find_map(|path| self.attachments.all.get_key_value(&path))
    }

    /// Whether such a name leads to what is there and could not be taken: its own message says enough.
    fn is_refused(&self, from: &SourcePath, name: &str) -> bool {
        meant(from, name).any(|path| self.attachments.is_refused(&path))
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
        body.links.iter().map(|site| self.link_target(pages, addresses, site, entry)).collect()
    }

    fn link_target<T>(
        &self,
        pages: &mut Pages,
        addresses: &Addresses,
        site: &LinkSite,
        entry: &Located<'_, T>,
    ) -> Option<LinkTarget> {
        for Reference { path, query, anchor } in reference::readings(&site.address) {
            if let Some((file, attachment)) = self.attachment(entry.path, &path) {
                if site.is_image && !attachment.facts.kind.is_shown() {
                    pages.said.push(messages::media::not_shown(entry.bytes(site.span), attachment.facts.kind));
                }
                let url = address::attachment(file).with_query(query).with_anchor(&anchor);
                return Some(LinkTarget { url, size: attachment.facts.size });
            }
            let Some((url, goal)) = addresses.find(&path, entry.path) else { continue };
            let url = url.with_query(query);
            if let Some(there) = goal.anchors().filter(|there| !anchor.is_empty() && !there.has(&anchor)) {
                let (span, known) = (entry.bytes(site.span), &there.sections);
                pages.said.push(messages::link::broken_anchor(&site.address, &anchor, span, known));
                return Some(LinkTarget { url, size: None });
            }
            return Some(LinkTarget { url: url.with_anchor(&anchor), size: None });
        }
        if reference::readings(&site.address).iter().any(|reading| self.is_refused(entry.path, &reading.path)) {
            return None;
        }
        let near = self.near_file(entry.path, &site.address).or_else(|| addresses.known().nearest(&site.address));
        pages.said.push(messages::link::broken_link(&site.address, entry.bytes(site.span), near.as_deref()));
        None
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

/// The paths that a name may mean, written in the entry at `from`.
fn meant(from: &SourcePath, name: &str) -> impl Iterator<Item = SourcePath> {
    let paths = match name.strip_prefix('/') {
        Some(path) => [SourcePath::new(path), None],
        None => [beside(from, name), beside(from, &format!("files/{name}"))],
    };
    paths.into_iter().flatten()
}

/// The addresses that texts may link to.
#[derive(Debug, Default)]
pub struct Addresses {
    pages: HashMap<Url, Goal>,
    /// The page of each Markdown file.
    texts: HashMap<SourcePath, Url>,
    /// All of them, once somebody links to one that is not there.
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

/// The path that `relative` names when it is written in the file `from`; none when it leaves the content folder.
fn beside(from: &SourcePath, relative: &str) -> Option<SourcePath> {
    let mut parts: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    SourcePath::new(&parts.join("/"))
}

/// A slug or id that becomes a folder's name must be fit for one.
pub fn check_own_slug(pages: &mut Pages, written: &str, source: &Location) {
    if !is_slug(written) {
        pages.said.push(messages::link::bad_address(written, source.clone()));
    }
}
