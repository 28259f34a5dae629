//! What pages say of themselves in the vocabulary of schema.org: each thing with those of its properties that we know.
//!
//! What is unknown is left out: never an empty text, never a guessed date.

use serde::{Serialize, Serializer};

use trichdan::calendar::Date;

/// All that a page says.
#[derive(Serialize)]
pub struct Graph<'a> {
    /// The vocabulary.
    #[serde(rename = "@context")]
    pub context: &'static str,
    #[serde(rename = "@graph")]
    pub things: Vec<Thing<'a>>,
}

/// A thing that stands by itself.
#[derive(Serialize)]
#[serde(untagged)]
pub enum Thing<'a> {
    Breadcrumbs(BreadcrumbsThing<'a>),
    WebSite(WebSiteThing<'a>),
    Publisher(OrganizationThing<'a>),
    Authority(AuthorityThing<'a>),
    WebPage(WebPageThing<'a>),
    Report(ReportThing<'a>),
    Legislation(LegislationThing<'a>),
    Standard(StandardThing<'a>),
    Dataset(DatasetThing<'a>),
}

/// A thing that is told elsewhere, by its address.
#[derive(Serialize)]
pub struct Reference {
    #[serde(rename = "@id")]
    pub id: String,
}

/// The way from the home page.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "BreadcrumbList", rename_all = "camelCase")]
pub struct BreadcrumbsThing<'a> {
    pub item_list_element: Vec<BreadcrumbThing<'a>>,
}

/// A page on that way.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
pub struct BreadcrumbThing<'a> {
    pub position: usize,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
}

/// The whole site.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebSite", rename_all = "camelCase")]
pub struct WebSiteThing<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: &'a str,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    pub in_language: &'static str,
    pub publisher: Reference,
}

/// A body; its address only where it stands by itself.
#[derive(Serialize, Default)]
#[serde(tag = "@type", rename = "GovernmentOrganization")]
pub struct OrganizationThing<'a> {
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<&'a str>,
}

/// A body on its own page.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "GovernmentOrganization", rename_all = "camelCase")]
pub struct AuthorityThing<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternate_name: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    pub founding_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    pub dissolution_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area_served: Option<PlaceThing<'a>>,
}

/// A place, by its name.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "AdministrativeArea")]
pub struct PlaceThing<'a> {
    pub name: &'a str,
}

/// What every kind of page says.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Work<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub url: String,
    pub name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<&'a str>,
    pub in_language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    pub date_published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    pub date_modified: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<OrganizationThing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub temporal_coverage: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spatial_coverage: Option<PlaceThing<'a>>,
    pub publisher: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<&'a str>,
}

/// A page of which no more is to say.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "WebPage", rename_all = "camelCase")]
pub struct WebPageThing<'a> {
    #[serde(flatten)]
    pub work: Work<'a>,
    pub is_part_of: Reference,
}

/// A report.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Report", rename_all = "camelCase")]
pub struct ReportThing<'a> {
    #[serde(flatten)]
    pub work: Work<'a>,
    pub headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<OrganizationThing<'a>>,
    pub is_part_of: IssueThing<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creative_work_status: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub correction: Vec<CorrectionThing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub citation: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub encoding: Vec<FileThing<'a>>,
}

/// A correction of a report.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "CorrectionComment", rename_all = "camelCase")]
pub struct CorrectionThing<'a> {
    pub date_created: Date,
    pub text: &'a str,
}

/// A period, of which a report is a part.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "PublicationIssue")]
pub struct IssueThing<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "MediaObject", rename_all = "camelCase")]
pub struct FileThing<'a> {
    pub name: &'a str,
    pub content_url: String,
    pub content_size: String,
    pub sha256: &'a str,
}

/// A legal document.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Legislation", rename_all = "camelCase")]
pub struct LegislationThing<'a> {
    #[serde(flatten)]
    pub document: RegisteredWork<'a>,
    pub legislation_identifier: &'a str,
    pub legislation_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    pub legislation_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "day")]
    pub legislation_date_of_applicability: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legislation_passed_by: Option<OrganizationThing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legislation_legal_force: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub legislation_amends: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub legislation_repeals: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub legislation_changes: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub legislation_ensures_implementation_of: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub is_part_of: Vec<Reference>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub has_part: Vec<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legislation_jurisdiction: Option<PlaceThing<'a>>,
}

/// A technical standard, which is no law.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "CreativeWork")]
pub struct StandardThing<'a> {
    #[serde(flatten)]
    pub document: RegisteredWork<'a>,
    pub identifier: &'a str,
}

/// What laws and standards have in common.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisteredWork<'a> {
    #[serde(flatten)]
    pub work: Work<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alternate_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub encoding: Vec<FileThing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_as: Option<&'a str>,
}

/// A table of open data.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "Dataset", rename_all = "camelCase")]
pub struct DatasetThing<'a> {
    #[serde(rename = "@id")]
    pub id: String,
    pub name: &'a str,
    pub description: &'a str,
    pub in_language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub license: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<OrganizationThing<'a>>,
    pub publisher: Reference,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spatial_coverage: Option<PlaceThing<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub distribution: Vec<DownloadThing>,
}

/// A file of a table.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "DataDownload", rename_all = "camelCase")]
pub struct DownloadThing {
    pub content_url: String,
    pub encoding_format: &'static str,
}

fn day<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    match date {
        Some(date) => serializer.collect_str(date),
        None => serializer.serialize_none(),
    }
}
