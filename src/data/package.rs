//! `datapackage.json` (Data Package 2.0): every file with its length, hash and columns, checkable by any Frictionless tool.

use serde_json::{Value, json};

use super::table::{About, Column};
use super::{Facts, Format, Part, Set};
use crate::media;

const PACKAGE_PROFILE: &str = "https://datapackage.org/profiles/2.0/datapackage.json";
const RESOURCE_PROFILE: &str = "https://datapackage.org/profiles/2.0/dataresource.json";

/// Describes all data of a site.
pub fn describe(facts: &Facts, sets: &[Set]) -> String {
    let resources: Vec<Value> =
        sets.iter().flat_map(|set| set.parts.iter().flat_map(|part| resources_of(set, part))).collect();
    let mut package = json!({
        "$schema": PACKAGE_PROFILE,
        "name": trichdan::text::slug::slug(&facts.title),
        "id": format!("{}du-lieu/datapackage.json", facts.id_base),
        "title": &*facts.title,
        "description": described(facts),
        "homepage": format!("{}du-lieu/", facts.base_url),
        "created": format!("{}T00:00:00Z", facts.today),
        "contributors": contributors(facts),
        "keywords": ["khoa học và công nghệ", "báo cáo", "văn bản"],
    });
    if let Some(version) = &facts.newest_period {
        package["version"] = json!(&**version);
    }
    if let Some(license) = &facts.license {
        package["licenses"] = json!([license_of(license)]);
    }
    package["resources"] = resources.into();
    let mut text = serde_json::to_string_pretty(&package).expect("a JSON value can always be written");
    text.push('\n');
    text
}

/// Whose data it is, and who publishes it.
fn contributors(facts: &Facts) -> Vec<Value> {
    let creator = facts.creator.as_ref().map(|name| match &facts.creator_page {
        Some(page) => json!({ "title": &**name, "path": format!("{}{page}", facts.base_url), "roles": ["creator"] }),
        None => json!({ "title": &**name, "roles": ["creator"] }),
    });
    creator.into_iter().chain([json!({ "title": &*facts.publisher, "roles": ["publisher"] })]).collect()
}

fn described(facts: &Facts) -> String {
    let parts = [facts.description.as_deref().unwrap_or_default(), &closing(facts), RULES];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// That nothing will come any more, where the body whose archive it is has ended.
pub fn closing(facts: &Facts) -> String {
    match (&facts.creator, facts.closed) {
        (Some(body), Some(last)) => {
            let last = trichdan::calendar::short(last);
            format!("Phông lưu trữ đã đóng: {body} hoạt động đến hết ngày {last}.")
        }
        _ => String::new(),
    }
}

/// What whoever uses the files must know; also on the open-data page.
pub const RULES: &str = "Ô trống (null trong JSON) là không rõ; 0 là không có. Trong CSV, các giá trị của một ô cách nhau \
bằng dấu |, và ô chữ bắt đầu bằng = + - @ có thêm dấu ' ở đầu để bảng tính không coi là công thức; JSON giữ nguyên văn.";

fn resources_of(set: &Set, part: &Part) -> impl Iterator<Item = Value> {
    Format::ALL.iter().map(|format| resource(set, part, *format))
}

fn resource(set: &Set, part: &Part, format: Format) -> Value {
    let (path, file) = (part.path_as(format), part.file(format));
    // A table is named as keys of other tables name it; the same rows for programs are beside it.
    let (name, is_table) = match format {
        Format::Csv => (part.path.replace('/', "-"), true),
        Format::Json => (format!("{}-json", part.path.replace('/', "-")), false),
    };
    let title = part
        .title
        .as_ref()
        .map_or_else(|| set.about.title.to_string(), |title| format!("{}, {title}", set.about.title));
    let mut resource = json!({
        "$schema": RESOURCE_PROFILE,
        "name": name,
        "path": path,
        "title": title,
        "description": set.about.description,
        "format": format.word(),
        "mediatype": media::bare_type_of(&path),
        "bytes": file.text.length(),
        "hash": format!("sha256:{}", file.sha256),
    });
    if is_table {
        resource["type"] = json!("table");
    }
    resource["encoding"] = json!("utf-8");
    if is_table {
        resource["schema"] = schema(&set.about);
    }
    resource
}

fn schema(about: &About) -> Value {
    let keys: Vec<&str> = about.columns.iter().filter(|column| column.is_key).map(|column| &*column.name).collect();
    let foreign: Vec<Value> = about.columns.iter().filter_map(|column| foreign_key(about, column)).collect();
    let mut schema = json!({
        "fields": about.columns.iter().map(field).collect::<Vec<_>>(),
        "primaryKey": keys,
        "missingValues": [""],
    });
    if !foreign.is_empty() {
        schema["foreignKeys"] = foreign.into();
    }
    schema
}

fn field(column: &Column) -> Value {
    let mut field = json!({ "name": column.name, "type": column.kind, "title": column.meaning });
    if let Some(format) = column.format {
        field["format"] = json!(format);
    }
    if column.is_required {
        field["constraints"] = json!({ "required": true });
    }
    field
}

/// A key of the table itself names no resource.
fn foreign_key(about: &About, column: &Column) -> Option<Value> {
    let target = column.refers_to?;
    let mut reference = json!({ "fields": ["id"] });
    if target != about.name {
        reference["resource"] = json!(target);
    }
    Some(json!({ "fields": [column.name], "reference": reference }))
}

/// A licence by its name in the list of the Open Definition, with the address of those that are common.
fn license_of(license: &str) -> Value {
    match address_of_license(license) {
        Some(address) if address == license => json!({ "path": address }),
        Some(address) => json!({ "name": license, "path": address }),
        None => json!({ "name": license }),
    }
}

/// The address of a licence that is named by its SPDX name, or is an address itself.
pub fn address_of_license(license: &str) -> Option<&str> {
    match license {
        "CC-BY-4.0" => Some("https://creativecommons.org/licenses/by/4.0/"),
        "CC-BY-SA-4.0" => Some("https://creativecommons.org/licenses/by-sa/4.0/"),
        "CC0-1.0" => Some("https://creativecommons.org/publicdomain/zero/1.0/"),
        "ODC-By-1.0" => Some("https://opendatacommons.org/licenses/by/1-0/"),
        "ODbL-1.0" => Some("https://opendatacommons.org/licenses/odbl/1-0/"),
        "PDDL-1.0" => Some("https://opendatacommons.org/licenses/pddl/1-0/"),
        address if address.starts_with("https://") || address.starts_with("http://") => Some(address),
        _ => None,
    }
}
