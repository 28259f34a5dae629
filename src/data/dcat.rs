//! `dcat.jsonld`: the data sets as data portals list them (DCAT 2), with its context inside, so that no tool need fetch one.

use serde_json::{Value, json};

use super::package::{address_of_license, closing};
use super::{Facts, Format, Part, Set};
use crate::media;

/// Describes the catalogue of all data of a site.
pub fn describe(facts: &Facts, sets: &[Set]) -> String {
    let page = format!("{}du-lieu/", facts.base_url);
    let publisher = format!("{}#publisher", facts.id_base);
    let description = format!("{} {}", facts.description.as_ref().unwrap_or(&facts.title), closing(facts));
    let mut catalog = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{}du-lieu/#catalog", facts.id_base),
        "@type": "dcat:Catalog",
        "dct:title": vietnamese(&facts.title),
        "dct:description": vietnamese(description.trim_end()),
        "dct:language": language(),
        "dct:modified": date(&facts.today.to_string()),
        "foaf:homepage": { "@id": page },
        "dct:publisher": { "@id": publisher, "@type": "foaf:Organization", "foaf:name": vietnamese(&facts.publisher) },
        "dcat:dataset": sets.iter().map(|set| dataset(facts, set, &page, &publisher)).collect::<Vec<_>>(),
    });
    if let Some((id, name)) = creator(facts) {
        catalog["dct:creator"] = json!({ "@id": id, "@type": "foaf:Organization", "foaf:name": vietnamese(name) });
    }
    let mut text = serde_json::to_string_pretty(&catalog).expect("a JSON value can always be written");
    text.push('\n');
    text
}

/// The body whose data it is, which need not be the one that publishes it: its id and its name.
fn creator(facts: &Facts) -> Option<(String, &str)> {
    let (name, page) = (facts.creator.as_deref()?, facts.creator_page.as_deref()?);
    Some((format!("{}{page}", facts.id_base), name))
}

fn dataset(facts: &Facts, set: &Set, page: &str, publisher: &str) -> Value {
    let mut dataset = json!({
        "@id": format!("{}du-lieu/#{}", facts.id_base, set.about.name),
        "@type": "dcat:Dataset",
        "dct:identifier": set.about.name,
        "dct:title": vietnamese(&set.about.title),
        "dct:description": vietnamese(&set.about.description),
        "dct:publisher": { "@id": publisher },
        "dct:language": language(),
        "dct:modified": date(&facts.today.to_string()),
        "dcat:landingPage": { "@id": format!("{page}#{}", set.about.name) },
        "dcat:theme": { "@id": "http://publications.europa.eu/resource/authority/data-theme/TECH" },
        "dcat:keyword": [vietnamese("khoa học và công nghệ"), vietnamese(&set.about.title)],
        "dcat:distribution": set.parts.iter().flat_map(|part| distributions(facts, part, page)).collect::<Vec<_>>(),
    });
    if let Some((id, _)) = creator(facts) {
        dataset["dct:creator"] = json!({ "@id": id });
    }
    if facts.closed.is_some() {
        dataset["dct:accrualPeriodicity"] =
            json!({ "@id": "http://publications.europa.eu/resource/authority/frequency/NEVER" });
    }
    if let Some(place) = &facts.place {
        dataset["dct:spatial"] =
            json!({ "@type": "dct:Location", "http://www.w3.org/2000/01/rdf-schema#label": vietnamese(place) });
    }
    if let Some((from, to)) = facts.covers {
        dataset["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": date(&from.to_string()),
            "dcat:endDate": date(&to.to_string()),
        });
    }
    dataset
}

fn distributions(facts: &Facts, part: &Part, page: &str) -> Vec<Value> {
    let distribution = |format: &Format| {
        let (path, file) = (part.path_as(*format), part.file(*format));
        let media_type = media::bare_type_of(&path);
        let address = format!("{page}{path}");
        let mut distribution = json!({
            "@id": format!("{}du-lieu/{path}", facts.id_base),
            "@type": "dcat:Distribution",
            "dct:title": vietnamese(&format!("{} ({})", part.path, format.word().to_uppercase())),
            "dcat:accessURL": { "@id": page },
            "dcat:downloadURL": { "@id": address },
            "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{media_type}") },
            "dcat:byteSize": { "@value": file.text.length().to_string(), "@type": "xsd:nonNegativeInteger" },
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
                "spdx:checksumValue": { "@value": file.sha256.to_string(), "@type": "xsd:hexBinary" },
            },
        });
        if let Some(license) = facts.license.as_deref().and_then(address_of_license) {
            distribution["dct:license"] = json!({ "@id": license });
        }
        distribution
    };
    Format::ALL.iter().map(distribution).collect()
}

fn vietnamese(text: &str) -> Value {
    json!({ "@value": text, "@language": "vi" })
}

fn language() -> Value {
    json!({ "@id": "http://publications.europa.eu/resource/authority/language/VIE" })
}

fn date(day: &str) -> Value {
    json!({ "@value": day, "@type": "xsd:date" })
}
