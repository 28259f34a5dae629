//! The JSON Schemas say what the reader does: both accept the project's own content and refuse the same mistakes.

use std::path::Path;
use std::sync::Arc;

use congbo::inside::content::schema;
use congbo::inside::diagnostic::Severity;
use congbo::inside::parse::names::Names;
use congbo::inside::parse::{self, front};
use congbo::inside::source::SourcePath;
use serde_json::Value;

/// A path of each kind's files.
const PATHS: [(&str, &str); 10] = [
    ("site", "site.yaml"),
    ("issuers", "issuers.yaml"),
    ("places", "places.yaml"),
    ("registers", "registers.yaml"),
    ("legal", "2022-h1/legal.yaml"),
    ("period", "2022-h1/period.yaml"),
    ("models", "2022-h1/models.yaml"),
    ("tasks", "2022-h1/tasks.yaml"),
    ("report", "2022-h1/bao-cao.md"),
    ("page", "pages/gioi-thieu.md"),
];

fn path_of(kind: &str) -> SourcePath {
    let (_, path) = PATHS.iter().find(|(name, _)| *name == kind).expect("a known kind");
    SourcePath::new(path).expect("a good path")
}

/// What an editor's YAML server makes of the text.
fn as_an_editor_sees(yaml: &str) -> Value {
    serde_yaml::from_str(yaml).expect("good YAML")
}

fn schema_accepts(kind: &str, yaml: &str) -> bool {
    let validator = jsonschema::validator_for(&schema::all()[kind]).expect("a good schema");
    validator.is_valid(&as_an_editor_sees(yaml))
}

fn reader_accepts(kind: &str, yaml: &str) -> bool {
    let path = path_of(kind);
    let is_markdown = path.as_str().ends_with(".md");
    let text: Arc<str> = if is_markdown { format!("---\n{yaml}\n---\n").into() } else { yaml.into() };
    let parsed = parse::parse(&path, &text, &Names::default());
    parsed.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
}

#[test]
fn there_is_a_schema_for_every_kind_of_file() {
    let kinds: Vec<&str> = schema::all().into_keys().collect();
    let mut expected = PATHS.map(|(kind, _)| kind);
    expected.sort_unstable();
    assert_eq!(kinds, expected);
}

#[test]
fn every_key_is_described_in_vietnamese() {
    fn walk(schema: &Value, path: &str) {
        let empty = serde_json::Map::new();
        let properties = schema["properties"].as_object().unwrap_or(&empty);
        for (key, property) in properties {
            let description = property["description"].as_str().unwrap_or("");
            assert!(description.len() > 4, "{path}.{key} has no description");
            walk(property, &format!("{path}.{key}"));
        }
        if let Some(items) = schema.get("items") {
            walk(items, &format!("{path}[]"));
        }
    }
    for (kind, schema) in schema::all() {
        walk(&schema, kind);
    }
}

#[test]
fn the_projects_own_content_is_valid() {
    for (kind, path) in PATHS {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(path);
        // Registers are kept by those who declare any.
        if kind == "registers" && !file.exists() {
            continue;
        }
        let text = std::fs::read_to_string(file).expect("the content is there");
        let yaml = match front::split(&text) {
            front::Front::Found { yaml, .. } => &text[yaml],
            _ => &text,
        };
        assert!(reader_accepts(kind, yaml), "{path}: the reader");
        assert!(schema_accepts(kind, yaml), "{path}: the schema");
    }
}

#[track_caller]
fn check(kind: &str, yaml: &str, good: bool) {
    assert_eq!(reader_accepts(kind, yaml), good, "the reader on {yaml}");
    assert_eq!(schema_accepts(kind, yaml), good, "the schema on {yaml}");
}

#[test]
fn reader_and_schema_agree() {
    let place = |line: &str| format!("- id: xa-a\n  name: A\n  kind: xa\n  {line}\n");
    for good in ["from: 2022-06-30", "from: 30/6/2022", "from:", "successors: [xa-b]", "aliases:", "within: xa-b"] {
        check("places", &place(good), true);
    }
    for bad in [
        "from: 2022-13-30",
        "from: 30.6.2022",
        "from: [2022-06-30]",
        "successors: xa-b",
        "successors: [Xã B]",
        "aliases: [\"\"]",
        "within: Xã B",
        "lạ: 1",
    ] {
        check("places", &place(bad), false);
    }
    let model = |line: &str| format!("- id: cay-sen\n  name: Trồng sen\n  {line}\n");
    for good in [
        "hectares: 6",
        "hectares: 1.234,5",
        "households: Không",
        "households: 0",
        "funding: 200 triệu đồng",
        "funding: 1.500.000",
        "funding: 2 tỷ 300 triệu đồng",
        "status: dang-trien-khai",
        "note: 2022",
        "documents: [1221/QĐ-UBND]",
    ] {
        check("models", &model(good), true);
    }
    for bad in [
        "hectares: 6ha",
        "hectares: 2.5",
        "hectares: -2",
        "households: vài",
        "funding: 1.5 tỷ đồng",
        "funding: 300 đô la",
        "status: đang triển khai",
        "status: [dang-trien-khai]",
        "note: { a: b }",
        "documents: 1221/QĐ-UBND",
    ] {
        check("models", &model(bad), false);
    }
    check("models", "- name: Trồng sen\n", false);
    check("models", "- id: cay-sen\n  name:\n", false);
    check("tasks", "# chưa có\n", true);
    check("tasks", "[]", true);
    let site = |line: &str| format!("title: A\nbase_url: https://example.gov.vn/\npublisher: {{ name: B }}\n{line}\n");
    check("site", &site("relative_urls: true"), true);
    check("site", &site("relative_urls: có"), false);
    check("site", &site("language: fr"), false);
    check("site", &site("targets: [{ name: a, url: /srv, connections: 4 }]"), true);
    check("site", &site("targets: [{ name: a, url: /srv, connections: -4 }]"), false);
    check("site", &site("targets: [{ name: a }]"), false);
    check("site", &site("navigation: [{ title: a, url: /van-ban/ }]"), true);
    check("site", &site("navigation: [{ title: a, url: //example.com/ }]"), false);
    check("legal", "- designation: 1221/QĐ-UBND\n  source: https://example.gov.vn/a?b=c\n", true);
    check("legal", "- designation: 1221/QĐ-UBND\n  source: \"javascript:alert(1)\"\n", false);
    check("report", "summary: Sơ kết", true);
    check("report", "title: Sơ kết", false);
    check("page", "title: 2022", true);
}
