//! What a page says of itself to machines: schema.org as JSON-LD, in one script element.

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use super::schema_org::*;
use crate::address::Url;
use crate::content::NoticeKind;
use crate::media;
use crate::render::escape::encode_address;
use crate::view::{
    AuthorityCard, AuthorityView, Content, DatasetView, DocumentView, FileView, Frame, Link, PageHead, Relation,
    RelationRow, ReportView, Status,
};

/// The language of what is published, whatever that of the interface is.
const PUBLISHED: &str = "vi";

/// The page's data, ready to stand inside `<script type="application/ld+json">`.
pub fn json_ld(frame: &Frame, head: &PageHead, content: &Content) -> String {
    let page = Page { frame, head };
    let mut things = vec![page.breadcrumbs()];
    match content {
        Content::Home(_) => things.extend([page.web_site(), page.publisher()]),
        Content::Report(view) => things.push(page.report(view)),
        Content::Document(view) => things.push(page.registered(view)),
        Content::Authority(view) => things.push(page.authority(view)),
        Content::Data(view) => things.extend(view.datasets.iter().map(|set| page.dataset(set))),
        _ => things.push(Thing::WebPage(WebPageThing { work: page.work(), is_part_of: page.site_reference("site") })),
    }
    for_script(&Graph { context: "https://schema.org", things })
}

/// Writes JSON that may stand in a script element.
fn for_script(value: &impl Serialize) -> String {
    let mut out = Vec::with_capacity(2048);
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, ForScript));
    written.expect("texts and numbers can always be written to memory");
    String::from_utf8(out).expect("JSON made of texts is text")
}

/// Compact JSON in which `<` is escaped too: inside a script element it could end it or open a comment.
struct ForScript;

impl Formatter for ForScript {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut parts = fragment.split('<');
        out.write_all(parts.next().unwrap_or_default().as_bytes())?;
        parts.try_for_each(|part| {
            out.write_all(b"\\u003c")?;
            out.write_all(part.as_bytes())
        })
    }
}

fn corrections(view: &ReportView) -> Vec<CorrectionThing<'_>> {
    let corrections = view.notices.iter().filter(|notice| notice.kind == NoticeKind::Corrected);
    corrections
        .map(|notice| CorrectionThing {
            date_created: notice.date,
            text: notice.changes.as_deref().unwrap_or(&notice.reason),
        })
        .collect()
}

struct Page<'a> {
    frame: &'a Frame,
    head: &'a PageHead,
}

impl<'a> Page<'a> {
    fn absolute(&self, url: &Url) -> String {
        let mut address = self.frame.base_url.to_string();
        encode_address(url.as_str(), &mut address);
        address
    }

    fn reference(&self, url: &Url) -> Reference {
        Reference { id: self.absolute(url) }
    }

    fn site_id(&self, name: &str) -> String {
        format!("{}#{name}", self.frame.base_url)
    }

    fn site_reference(&self, name: &str) -> Reference {
        Reference { id: self.site_id(name) }
    }

    /// What every kind of page starts from.
    fn work(&self) -> Work<'a> {
        let head = self.head;
        let address = self.absolute(&head.url);
        Work {
            id: address.clone(),
            url: address,
            name: &head.title,
            description: head.description.as_deref(),
            in_language: PUBLISHED,
            date_published: head.date,
            date_modified: head.modified,
            creator: head.creator.as_deref().map(|name| self.maker(name)),
            temporal_coverage: head.temporal.as_deref(),
            spatial_coverage: head.spatial.as_deref().map(|name| PlaceThing { name }),
            publisher: self.site_reference("publisher"),
            license: self.frame.license.as_deref(),
        }
    }

    /// The same without a description that another of its properties is.
    fn work_but_for(&self, told: &str) -> Work<'a> {
        let work = self.work();
        Work { description: work.description.filter(|description| *description != told), ..work }
    }

    /// Who made the page's thing, under the name that the page gives; the same that the body's own page tells of, where it has one.
    fn maker(&self, name: &'a str) -> OrganizationThing<'a> {
        match &self.head.authority {
            Some(body) if *body.name == *name => self.body(body),
            _ => OrganizationThing { name, ..OrganizationThing::default() },
        }
    }

    /// A body that has a page.
    fn body(&self, card: &'a AuthorityCard) -> OrganizationThing<'a> {
        OrganizationThing { id: Some(self.absolute(&card.url)), name: &card.name, ..OrganizationThing::default() }
    }

    /// A body as its own page tells of it.
    fn authority(&self, view: &'a AuthorityView) -> Thing<'a> {
        Thing::Authority(AuthorityThing {
            id: self.absolute(&view.card.url),
            url: self.absolute(&view.card.url),
            name: &view.card.name,
            alternate_name: view.aliases.iter().map(|name| &**name).collect(),
            founding_date: view.card.from,
            dissolution_date: view.card.to,
            area_served: view.area.as_deref().map(|name| PlaceThing { name }),
        })
    }

    fn web_site(&self) -> Thing<'a> {
        Thing::WebSite(WebSiteThing {
            id: self.site_id("site"),
            url: &self.frame.base_url,
            name: &self.frame.title,
            description: self.frame.description.as_deref(),
            in_language: self.frame.language.word(),
            publisher: self.site_reference("publisher"),
        })
    }

    fn publisher(&self) -> Thing<'a> {
        let publisher = &self.frame.publisher;
        Thing::Publisher(OrganizationThing {
            id: Some(self.site_id("publisher")),
            name: &publisher.name,
            address: publisher.address.as_deref(),
            telephone: publisher.phone.as_deref(),
            email: publisher.email.as_deref(),
        })
    }

    fn breadcrumbs(&self) -> Thing<'a> {
        // Of the page itself the address is known.
        let here = (&*self.head.title, None);
        let way = self.head.breadcrumbs.iter().map(|link| (&*link.title, Some(&link.url))).chain([here]);
        let item = |((name, url), position): ((&'a str, Option<&Url>), usize)| BreadcrumbThing {
            position,
            name,
            item: url.map(|url| self.absolute(url)),
        };
        Thing::Breadcrumbs(BreadcrumbsThing { item_list_element: way.zip(1..).map(item).collect() })
    }

    fn report(&self, view: &'a ReportView) -> Thing<'a> {
        let cited = view.text.cited_documents();
        Thing::Report(ReportThing {
            // Its author says who made it, and its headline what it is about.
            work: Work { creator: None, ..self.work_but_for(&view.summary) },
            headline: &view.summary,
            report_number: view.number().and(view.card.designation.as_deref()),
            author: view.card.issuer.as_deref().map(|name| self.maker(name)),
            is_part_of: self.issue(&view.card.period),
            creative_work_status: view.card.notice.map(NoticeKind::label),
            correction: corrections(view),
            citation: cited.iter().map(|document| self.reference(&document.url)).collect(),
            encoding: self.files(&view.files),
        })
    }

    fn issue(&self, period: &'a Link) -> IssueThing<'a> {
        IssueThing { id: self.absolute(&period.url), name: &period.title }
    }

    fn files(&self, files: &'a [Arc<FileView>]) -> Vec<FileThing<'a>> {
        let file = |file: &'a Arc<FileView>| FileThing {
            name: &file.name,
            content_url: self.absolute(&file.url),
            content_size: file.bytes.to_string(),
            sha256: &file.sha256,
        };
        files.iter().map(file).collect()
    }

    /// A document of the register: a law, or a standard.
    fn registered(&self, view: &'a DocumentView) -> Thing<'a> {
        let card = &view.card;
        let document = RegisteredWork {
            work: self.work_but_for(card.title.as_deref().unwrap_or_default()),
            alternate_name: card.title.as_deref(),
            encoding: self.files(&view.files),
            same_as: view.source.as_deref(),
        };
        if card.status.word == Status::Standard {
            return Thing::Standard(StandardThing { document, identifier: &card.designation });
        }
        Thing::Legislation(LegislationThing {
            document,
            legislation_identifier: &card.designation,
            legislation_type: card.kind(),
            legislation_date: card.date,
            legislation_date_of_applicability: view.effective_from,
            legislation_passed_by: view.issued_by.as_deref().or(card.issuer.as_deref()).map(|name| self.maker(name)),
            legislation_legal_force: legal_force(card.status.word),
            legislation_amends: self.related(&view.relations, Relation::Amends),
            legislation_repeals: self.related(&view.relations, Relation::Repeals),
            legislation_changes: self.related(&view.relations, Relation::Replaces),
            legislation_ensures_implementation_of: self.related(&view.relations, Relation::Implements),
            is_part_of: self.related(&view.relations, Relation::AnnexOf),
            has_part: self.related(&view.relations, Relation::HasAnnex),
            legislation_jurisdiction: self.head.spatial.as_deref().map(|name| PlaceThing { name }),
        })
    }

    fn related(&self, relations: &[Arc<RelationRow>], wanted: Relation) -> Vec<Reference> {
        let related = relations.iter().filter(|row| row.word == wanted);
        related.map(|row| self.reference(&row.document.url)).collect()
    }

    fn dataset(&self, set: &'a DatasetView) -> Thing<'a> {
        let download = |url: &Url| DownloadThing {
            content_url: self.absolute(url),
            encoding_format: media::bare_type_of(url.as_str()),
        };
        let files = set.parts.iter().flat_map(|part| [&part.csv, &part.json].map(download));
        Thing::Dataset(DatasetThing {
            id: self.absolute(&self.head.url.with_anchor(&set.id)),
            name: &set.title,
            description: &set.description,
            in_language: PUBLISHED,
            license: self.frame.license.as_deref(),
            creator: self.frame.authority.as_deref().map(|body| self.body(body)),
            publisher: self.site_reference("publisher"),
            spatial_coverage: self.head.spatial.as_deref().map(|name| PlaceThing { name }),
            distribution: files.collect(),
        })
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

#[cfg(test)]
mod tests {
    use super::for_script;

    #[test]
    fn nothing_that_a_text_holds_ends_its_script() {
        for (text, expected) in [
            ("Quyết định số 1221/QĐ-UBND", "\"Quyết định số 1221/QĐ-UBND\""),
            ("</script><!-- \"x\" <", "\"\\u003c/script>\\u003c!-- \\\"x\\\" \\u003c\""),
            ("<\n\\", "\"\\u003c\\n\\\\\""),
        ] {
            assert_eq!(for_script(&text), expected);
        }
    }
}
