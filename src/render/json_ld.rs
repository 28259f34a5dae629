//! What a page says of itself to machines: schema.org as JSON-LD, in one script element.
//!
//! A thing that the original leaves blank is left out: never an empty text, never a guessed date.

use std::fmt::Write;
use std::sync::Arc;

use crate::plan::view::{
    Content, DatasetView, DocumentView, FileView, Frame, Link, PageHead, Relation, RelationRow, ReportView, Status, Url,
};
use crate::render::escape::encode_address;
use trichdan::calendar::Date;

/// The page's data, ready to stand inside `<script type="application/ld+json">`.
pub fn json_ld(frame: &Frame, head: &PageHead, content: &Content) -> String {
    let page = Page { frame, head };
    let mut graph = vec![page.breadcrumbs()];
    match content {
        Content::Home(_) => graph.extend([page.web_site(), page.publisher()]),
        Content::Report(view) => graph.push(page.report(view)),
        Content::Document(view) => graph.push(page.legislation(view)),
        Content::Data(view) => graph.extend(view.datasets.iter().map(|set| page.dataset(set))),
        _ => graph.push(page.thing("WebPage").json("isPartOf", Some(page.site_reference("site"))).end()),
    }
    format!("{{\"@context\":\"https://schema.org\",\"@graph\":[{}]}}", graph.join(","))
}

struct Page<'a> {
    frame: &'a Frame,
    head: &'a PageHead,
}

/// An object that grows by what is known.
struct Thing(String);

impl Thing {
    fn new(kind: &str) -> Self {
        let mut out = String::with_capacity(512);
        out.push_str("{\"@type\":\"");
        out.push_str(kind);
        out.push('"');
        Self(out)
    }

    /// Adds a text.
    fn text(mut self, key: &str, text: Option<impl AsRef<str>>) -> Self {
        if let Some(text) = text {
            self.key(key);
            push_text(text.as_ref(), &mut self.0);
        }
        self
    }

    /// Adds a day.
    fn date(mut self, key: &str, date: Option<Date>) -> Self {
        if let Some(date) = date {
            self.key(key);
            // Writing to a String cannot fail.
            let _ = write!(self.0, "\"{date}\"");
        }
        self
    }

    /// Adds what is JSON already.
    fn json(mut self, key: &str, json: Option<String>) -> Self {
        if let Some(json) = json {
            self.key(key);
            self.0.push_str(&json);
        }
        self
    }

    /// Adds a list, unless it is empty.
    fn list(self, key: &str, items: &[String]) -> Self {
        let some = !items.is_empty();
        self.json(key, some.then(|| format!("[{}]", items.join(","))))
    }

    fn key(&mut self, key: &str) {
        self.0.push_str(",\"");
        self.0.push_str(key);
        self.0.push_str("\":");
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// Writes a JSON string. `<` is escaped too: inside a script element it could end it or open a comment.
fn push_text(text: &str, out: &mut String) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| matches!(byte, 0..32 | b'"' | b'\\' | b'<')) {
        out.push_str(&text[done..at]);
        let _ = write!(out, "\\u{byte:04x}");
        done = at + 1;
    }
    out.push_str(&text[done..]);
    out.push('"');
}

fn named(kind: &str, name: impl AsRef<str>) -> String {
    Thing::new(kind).text("name", Some(name)).end()
}

fn reference(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 10);
    out.push_str("{\"@id\":");
    push_text(address, &mut out);
    out.push('}');
    out
}

impl Page<'_> {
    fn absolute(&self, url: &Url) -> String {
        let mut address = self.frame.base_url.to_string();
        encode_address(url.as_str(), &mut address);
        address
    }

    fn site_id(&self, name: &str) -> String {
        format!("{}#{name}", self.frame.base_url)
    }

    fn site_reference(&self, name: &str) -> String {
        reference(&self.site_id(name))
    }

    /// What every kind of page starts from.
    fn thing(&self, kind: &str) -> Thing {
        let head = self.head;
        let address = self.absolute(&head.url);
        Thing::new(kind)
            .text("@id", Some(&address))
            .text("url", Some(&address))
            .text("name", Some(&head.title))
            .text("description", head.description.as_ref())
            .text("inLanguage", Some("vi"))
            .date("datePublished", head.date)
            .text("temporalCoverage", head.temporal.as_ref())
            .json("spatialCoverage", head.spatial.as_ref().map(|place| named("AdministrativeArea", place)))
            .json("publisher", Some(self.site_reference("publisher")))
            .text("license", self.frame.license.as_ref())
    }

    fn web_site(&self) -> String {
        Thing::new("WebSite")
            .text("@id", Some(self.site_id("site")))
            .text("url", Some(&self.frame.base_url))
            .text("name", Some(&self.frame.title))
            .text("description", self.frame.description.as_ref())
            .text("inLanguage", Some(self.frame.language.word()))
            .json("publisher", Some(self.site_reference("publisher")))
            .end()
    }

    fn publisher(&self) -> String {
        let publisher = &self.frame.publisher;
        Thing::new("GovernmentOrganization")
            .text("@id", Some(self.site_id("publisher")))
            .text("name", Some(&publisher.name))
            .text("address", publisher.address.as_ref())
            .text("telephone", publisher.phone.as_ref())
            .text("email", publisher.email.as_ref())
            .end()
    }

    fn breadcrumbs(&self) -> String {
        let here = (&self.head.title, &self.head.url);
        let way = self.head.breadcrumbs.iter().map(|link| (&link.title, &link.url)).chain([here]);
        let items: Vec<String> = way
            .zip(1_usize..)
            .map(|((title, url), position)| {
                Thing::new("ListItem")
                    .json("position", Some(position.to_string()))
                    .text("name", Some(title))
                    .text("item", Some(self.absolute(url)))
                    .end()
            })
            .collect();
        Thing::new("BreadcrumbList").list("itemListElement", &items).end()
    }

    fn report(&self, view: &ReportView) -> String {
        let documents = view.text.cited_documents();
        let cited: Vec<String> = documents.iter().map(|document| reference(&self.absolute(&document.url))).collect();
        let number = view.number().and(view.card.designation.as_ref());
        let author = view.card.issuer.as_ref();
        self.thing("Report")
            .text("headline", Some(&view.summary))
            .text("reportNumber", number)
            .json("author", author.map(|name| named("GovernmentOrganization", name)))
            .json("isPartOf", Some(self.issue(&view.card.period)))
            .list("citation", &cited)
            .list("encoding", &self.files(&view.files))
            .end()
    }

    fn issue(&self, period: &Link) -> String {
        let address = self.absolute(&period.url);
        Thing::new("PublicationIssue").text("@id", Some(address)).text("name", Some(&period.title)).end()
    }

    fn files(&self, files: &[Arc<FileView>]) -> Vec<String> {
        let file = |file: &Arc<FileView>| {
            Thing::new("MediaObject")
                .text("name", Some(&file.name))
                .text("contentUrl", Some(self.absolute(&file.url)))
                .text("contentSize", Some(file.bytes.to_string()))
                .text("sha256", Some(&file.sha256))
                .end()
        };
        files.iter().map(file).collect()
    }

    fn legislation(&self, view: &DocumentView) -> String {
        let card = &view.card;
        let is_standard = card.status.word == Status::Standard;
        let thing = self
            .thing(if is_standard { "CreativeWork" } else { "Legislation" })
            .text("alternateName", card.title.as_ref())
            .list("encoding", &self.files(&view.files))
            .text("sameAs", view.source.as_ref());
        if is_standard {
            return thing.text("identifier", Some(&card.designation)).end();
        }
        let issuer = view.issued_by.as_ref().or(card.issuer.as_ref());
        thing
            .text("legislationIdentifier", Some(&card.designation))
            .text("legislationType", Some(card.kind()))
            .date("legislationDate", card.date)
            .date("legislationDateOfApplicability", view.effective_from)
            .json("legislationPassedBy", issuer.map(|name| named("GovernmentOrganization", name)))
            .text("legislationLegalForce", legal_force(card.status.word))
            .list("legislationAmends", &self.related(&view.relations, Relation::Amends))
            .list("legislationRepeals", &self.related(&view.relations, Relation::Repeals))
            .list("legislationChanges", &self.related(&view.relations, Relation::Replaces))
            .list("legislationEnsuresImplementationOf", &self.related(&view.relations, Relation::Implements))
            .end()
    }

    fn related(&self, relations: &[Arc<RelationRow>], wanted: Relation) -> Vec<String> {
        let related = relations.iter().filter(|row| row.word == wanted);
        related.map(|row| reference(&self.absolute(&row.document.url))).collect()
    }

    fn dataset(&self, set: &DatasetView) -> String {
        let download = |url: &Url, format: &str| {
            let address = self.absolute(url);
            Thing::new("DataDownload").text("contentUrl", Some(address)).text("encodingFormat", Some(format)).end()
        };
        let distribution = set
            .parts
            .iter()
            .flat_map(|part| [download(&part.csv, "text/csv"), download(&part.json, "application/json")]);
        Thing::new("Dataset")
            .text("@id", Some(self.absolute(&self.head.url.with_anchor(&set.id))))
            .text("name", Some(&set.title))
            .text("description", Some(&set.description))
            .text("inLanguage", Some("vi"))
            .text("license", self.frame.license.as_ref())
            .json("creator", Some(self.site_reference("publisher")))
            .list("distribution", &distribution.collect::<Vec<String>>())
            .end()
    }
}

/// schema.org's words for what is known of a document's force; nothing where it is unknown.
fn legal_force(status: Status) -> Option<&'static str> {
    match status {
        Status::InForce => Some("https://schema.org/InForce"),
        Status::NotYet | Status::Expired | Status::Replaced | Status::Repealed => Some("https://schema.org/NotInForce"),
        Status::Standard | Status::Unknown => None,
    }
}
