//! Links that authors write: inside the site, to files, to old addresses; each checked against what is there.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::{DocumentReference, Marked};
use crate::diagnostic::{Location, messages};
use crate::link::gather::Located;
use crate::parse::body::{Body, LinkSite};
use crate::plan::address;
use crate::plan::planner::{Planned, Planner};
use crate::plan::view::*;
use crate::source::{Attachment, SourcePath};
use crate::text::slug::{is_slug, slug};

impl Planner<'_, '_> {
    /// Plans a redirect page for each old address.
    pub fn plan_aliases<T>(
        &mut self,
        aliases: &[Marked<Arc<str>>],
        entry: &Located<'_, T>,
        target: &Url,
        title: &Arc<str>,
    ) {
        for alias in aliases {
            let location = entry.at(alias.mark);
            let Some(url) = address::written(&alias.value) else {
                self.said.push(messages::link::bad_address(&alias.value, location));
                continue;
            };
            let head = self.head(url, title, "", &[]);
            let view = RedirectView { target: target.clone(), title: title.clone() };
            self.add(Some(location), head, Content::Redirect(Arc::new(view)));
        }
    }

    /// A slug or id that becomes a folder's name must be fit for one.
    pub fn check_own_slug(&mut self, written: &str, source: &Location) {
        if !is_slug(written) {
            self.said.push(messages::link::bad_address(written, source.clone()));
        }
    }

    /// The files that an entry offers, from `files/` beside it.
    pub fn files<T>(&mut self, names: &[Marked<Arc<str>>], entry: &Located<'_, T>) -> Vec<Arc<FileView>> {
        let mut files = Vec::new();
        for name in names {
            match self.attachment(entry.path, &name.value) {
                Some((path, attachment)) => files.push(Arc::new(FileView {
                    name: path.file_name().into(),
                    url: attachment_url(path),
                    bytes: attachment.bytes,
                    sha256: attachment.sha256.clone(),
                })),
                None => {
                    let folder = format!("{}/files", entry.path.folder());
                    let known =
                        self.attachments.keys().filter(|path| path.folder() == folder).map(SourcePath::file_name);
                    self.said.push(messages::link::missing_attachment(
                        &name.value,
                        &folder,
                        entry.at(name.mark),
                        known,
                    ));
                }
            }
        }
        files
    }

    /// `scan.pdf`, `files/scan.pdf`: a file in the folder `files/` beside the entry's own file.
    fn attachment(&self, beside: &SourcePath, name: &str) -> Option<(&SourcePath, &Attachment)> {
        let name = name.strip_prefix("files/").unwrap_or(name);
        let folder = beside.folder();
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        self.attachments.get_key_value(&SourcePath::new(&format!("{prefix}files/{name}"))?)
    }

    /// Plans a copy of every file.
    pub fn plan_attachments(&mut self) {
        for (path, attachment) in self.attachments {
            let source = Some(Location { path: path.clone(), place: crate::diagnostic::Place::File });
            let Attachment { bytes, sha256 } = attachment;
            let view = View::Attachment { source: path.clone(), sha256: sha256.clone(), bytes: *bytes };
            self.pages.push(Planned { url: attachment_url(path), source, view });
        }
    }

    /// Plans the theme's static files.
    pub fn plan_statics(&mut self, statics: &BTreeMap<String, Arc<[u8]>>) {
        for (path, bytes) in statics {
            self.pages.push(Planned { url: Url::new(path), source: None, view: View::Static(bytes.clone()) });
        }
    }

    /// Notes every address that a text may link to: all pages planned so far, and the texts themselves.
    pub fn note_addresses(&mut self) {
        let planned = self.pages.iter().map(|page| (page.url.as_str().to_string(), Anchors::Any));
        self.addresses.extend(planned);
        for (report, card) in self.archive.reports.iter().zip(&self.reports) {
            self.addresses.insert(card.url.as_str().to_string(), Anchors::Of(report.entry.body));
            self.texts.insert(report.entry.info.path.clone(), card.url.clone());
        }
        for (info, body) in &self.archive.pages {
            let slug = info.value.slug.as_ref().map_or(info.path.stem(), |slug| &slug.value);
            let url = address::free_page(slug);
            self.addresses.insert(url.as_str().to_string(), Anchors::Of(body));
            self.texts.insert(info.path.clone(), url);
        }
    }

    /// Where the links of a text lead.
    pub fn link_targets<T>(&mut self, body: &Body, entry: &Located<'_, T>) -> Vec<Target> {
        body.links.iter().map(|site| self.link_target(site, entry)).collect()
    }

    fn link_target<T>(&mut self, site: &LinkSite, entry: &Located<'_, T>) -> Target {
        let (path, anchor) = site.address.split_once('#').unwrap_or((&site.address, ""));
        if let Some((file, _)) = self.attachment(entry.path, path) {
            return Target::Address(attachment_url(file));
        }
        let Some((url, anchors)) = self.linked_page(path, entry.path) else {
            let known = self.addresses.keys().map(String::as_str);
            self.said.push(messages::link::broken_link(&site.address, entry.bytes(site.span), known));
            return Target::Broken;
        };
        match anchors {
            Anchors::Of(there) if !anchor.is_empty() && !has_anchor(there, anchor) => {
                let known = there.headings.iter().map(|heading| &*heading.anchor);
                self.said.push(messages::link::broken_anchor(&site.address, anchor, entry.bytes(site.span), known));
                Target::Address(url)
            }
            _ => Target::Address(url.with_anchor(anchor)),
        }
    }

    /// `/van-ban/`: an address of the site. `lien-he.md`, `../2022-h1/bao-cao.md`: another text of the content folder.
    fn linked_page(&self, path: &str, from: &SourcePath) -> Option<(Url, Anchors<'_>)> {
        let url = match path.strip_prefix('/') {
            Some(path) => Url::new(path),
            None => self.texts.get(&beside(from, path)?)?.clone(),
        };
        let anchors = *self.addresses.get(url.as_str())?;
        Some((url, anchors))
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

/// What a page offers to link to.
#[derive(Debug, Clone, Copy)]
pub enum Anchors<'a> {
    /// The anchors of a text.
    Of(&'a Body),
    /// A page made by a template: its anchors are the theme's.
    Any,
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

fn has_anchor(body: &Body, anchor: &str) -> bool {
    body.headings.iter().any(|heading| &*heading.anchor == anchor)
        || body.blocks.iter().any(|block| &*block.anchor == anchor)
}

/// `tep/2022-h1/bao-cao-quet.pdf`
pub fn attachment_url(path: &SourcePath) -> Url {
    let folder = path.folder();
    let folder = folder.strip_suffix("/files").unwrap_or(if folder == "files" { "chung" } else { folder });
    let name = path.file_name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = if extension.is_empty() { String::new() } else { format!(".{}", slug(extension)) };
    let folders: Vec<String> = folder.split('/').map(slug).collect();
    Url::new(&format!("tep/{}/{}{extension}", folders.join("/"), slug(stem)))
}
