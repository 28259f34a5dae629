//! What a page says of itself to machines: schema.org as JSON-LD, in one script element.
//!
//! A thing that the original leaves blank is left out: never an empty text, never a guessed date.

use std::fmt::Display;

use serde_json::{Map, Value, json};

use crate::plan::view::{
    Content, DataView, DocumentView, FileView, Frame, Link, PageHead, RelationRow, ReportView, Url,
};

/// The page's data, ready to stand inside `<script type="application/ld+json">`.
pub fn json_ld(frame: &Frame, head: &PageHead, content: &Content) -> String {
    let page = Page { frame, head };
    let mut graph = vec![page.breadcrumbs()];
    graph.extend(match content {
        Content::Home(_) => vec![page.web_site(), page.publisher()],
        Content::Report(view, _) => vec![page.report(view)],
        Content::Document(view) => vec![page.legislation(view)],
        Content::Data(view) => page.datasets(view),
        _ => vec![page.web_page()],
    });
    let data = json!({ "@context": "https://schema.org", "@graph": graph });
    // Inside a script element only `<` can end it or open a comment.
    data.to_string().replace('<', "\\u003c")
}

struct Page<'a> {
    frame: &'a Frame,
    head: &'a PageHead,
}

/// An object that grows by what is known.
struct Known(Map<String, Value>);

impl Known {
    fn new(kind: &str) -> Self {
        Self(Map::new()).with("@type", Some(kind))
    }

    fn with<T: Into<Value>>(mut self, key: &str, value: Option<T>) -> Self {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value.into());
        }
        self
    }

    fn with_text(self, key: &str, value: Option<impl Display>) -> Self {
        self.with(key, value.map(|value| value.to_string()))
    }

    fn with_list(self, key: &str, values: Vec<Value>) -> Self {
        let some = !values.is_empty();
        self.with(key, some.then_some(values))
    }
}

impl From<Known> for Value {
    fn from(known: Known) -> Self {
        Value::Object(known.0)
    }
}

fn named(kind: &str, name: &str) -> Value {
    json!({ "@type": kind, "name": name })
}

impl Page<'_> {
    fn absolute(&self, url: &Url) -> String {
        let mut address = self.frame.base_url.to_string();
        super::escape::encode_address(url.as_str(), &mut address);
        address
    }

    fn reference(&self, url: &Url) -> Value {
        json!({ "@id": self.absolute(url) })
    }

    fn site_id(&self, name: &str) -> String {
        format!("{}#{name}", self.frame.base_url)
    }

    /// What every kind of page starts from.
    fn thing(&self, kind: &str) -> Known {
        Known::new(kind)
            .with("@id", Some(self.absolute(&self.head.url)))
            .with("url", Some(self.absolute(&self.head.url)))
            .with_text("name", Some(&self.head.title))
            .with_text("description", self.head.description.as_ref())
            .with("inLanguage", Some("vi"))
            .with_text("datePublished", self.head.date)
            .with_text("temporalCoverage", self.head.temporal.as_ref())
            .with("spatialCoverage", self.head.spatial.as_deref().map(|place| named("AdministrativeArea", place)))
            .with("publisher", Some(json!({ "@id": self.site_id("publisher") })))
            .with_text("license", self.frame.license.as_ref())
    }

    fn web_page(&self) -> Value {
        self.thing("WebPage").with("isPartOf", Some(json!({ "@id": self.site_id("site") }))).into()
    }

    fn web_site(&self) -> Value {
        Known::new("WebSite")
            .with("@id", Some(self.site_id("site")))
            .with_text("url", Some(&self.frame.base_url))
            .with_text("name", Some(&self.frame.title))
            .with_text("description", self.frame.description.as_ref())
            .with("inLanguage", Some(self.frame.language))
            .with("publisher", Some(json!({ "@id": self.site_id("publisher") })))
            .into()
    }

    fn publisher(&self) -> Value {
        let publisher = &self.frame.publisher;
        Known::new("GovernmentOrganization")
            .with("@id", Some(self.site_id("publisher")))
            .with_text("name", Some(&publisher.name))
            .with_text("address", publisher.address.as_ref())
            .with_text("telephone", publisher.phone.as_ref())
            .with_text("email", publisher.email.as_ref())
            .into()
    }

    fn breadcrumbs(&self) -> Value {
        let here = (&self.head.title, &self.head.url);
        let way = self.head.breadcrumbs.iter().map(|link| (&link.title, &link.url)).chain([here]);
        let items: Vec<Value> = way
            .enumerate()
            .map(|(index, (title, url))| {
                json!({ "@type": "ListItem", "position": index + 1, "name": &**title, "item": self.absolute(url) })
            })
            .collect();
        json!({ "@type": "BreadcrumbList", "itemListElement": items })
    }

    fn report(&self, view: &ReportView) -> Value {
        let cited = view.cited.iter().filter_map(|row| Some(self.reference(&row.document.as_ref()?.url))).collect();
        let number = view.number.as_ref().and(view.card.designation.as_ref());
        self.thing("Report")
            .with_text("headline", Some(&view.summary))
            .with_text("reportNumber", number)
            .with("author", view.card.issuer.as_deref().map(|name| named("GovernmentOrganization", name)))
            .with("isPartOf", Some(self.part(&view.card.period)))
            .with_list("citation", cited)
            .with_list("encoding", self.files("MediaObject", &view.files))
            .into()
    }

    fn part(&self, period: &Link) -> Value {
        json!({ "@type": "PublicationIssue", "@id": self.absolute(&period.url), "name": &*period.title })
    }

    fn files(&self, kind: &str, files: &[std::sync::Arc<FileView>]) -> Vec<Value> {
        files
            .iter()
            .map(|file| {
                Known::new(kind)
                    .with_text("name", Some(&file.name))
                    .with("contentUrl", Some(self.absolute(&file.url)))
                    .with_text("contentSize", Some(file.bytes))
                    .with_text("sha256", Some(&file.sha256))
                    .into()
            })
            .collect()
    }

    fn legislation(&self, view: &DocumentView) -> Value {
        let card = &view.card;
        let kind = if card.status.word == "standard" { "CreativeWork" } else { "Legislation" };
        let issuer = view.issued_by.as_ref().or(card.issuer.as_ref());
        let thing = self
            .thing(kind)
            .with_text("alternateName", card.title.as_ref())
            .with_list("encoding", self.files("MediaObject", &view.files))
            .with_text("sameAs", view.source.as_ref());
        if kind == "CreativeWork" {
            return thing.with_text("identifier", Some(&card.designation)).into();
        }
        thing
            .with_text("legislationIdentifier", Some(&card.designation))
            .with_text("legislationType", Some(&card.kind))
            .with_text("legislationDate", card.date)
            .with_text("legislationDateOfApplicability", view.effective_from)
            .with("legislationPassedBy", issuer.map(|name| named("GovernmentOrganization", name)))
            .with("legislationLegalForce", legal_force(card.status.word))
            .with_list("legislationAmends", self.related(&view.relations, "amends"))
            .with_list("legislationRepeals", self.related(&view.relations, "repeals"))
            .with_list("legislationChanges", self.related(&view.relations, "replaces"))
            .with_list("legislationEnsuresImplementationOf", self.related(&view.relations, "implements"))
            .into()
    }

    fn related(&self, relations: &[std::sync::Arc<RelationRow>], word: &str) -> Vec<Value> {
        relations.iter().filter(|row| row.word == word).map(|row| self.reference(&row.document.url)).collect()
    }

    fn datasets(&self, view: &DataView) -> Vec<Value> {
        let set = |set: &std::sync::Arc<crate::plan::view::DatasetView>| {
            let download = |url: &Url, format: &str| json!({ "@type": "DataDownload", "contentUrl": self.absolute(url), "encodingFormat": format });
            let downloads = |part: &crate::plan::view::DataPartView| {
                [download(&part.csv, "text/csv"), download(&part.json, "application/json")]
            };
            Known::new("Dataset")
                .with("@id", Some(self.absolute(&self.head.url.with_anchor(&set.id))))
                .with_text("name", Some(&set.title))
                .with_text("description", Some(&set.description))
                .with("inLanguage", Some("vi"))
                .with_text("license", self.frame.license.as_ref())
                .with("creator", Some(json!({ "@id": self.site_id("publisher") })))
                .with_list("distribution", set.parts.iter().flat_map(|part| downloads(part)).collect())
                .into()
        };
        view.datasets.iter().map(set).collect()
    }
}

/// schema.org's words for what is known of a document's force; nothing where it is unknown.
fn legal_force(word: &str) -> Option<&'static str> {
    match word {
        "in-force" => Some("https://schema.org/InForce"),
        "not-yet" | "expired" | "replaced" | "repealed" => Some("https://schema.org/NotInForce"),
        _ => None,
    }
}
