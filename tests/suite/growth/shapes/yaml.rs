//! Hostile YAML: in front matter, and in each file of entries.

use super::{Shape, each, file};

type Yaml = fn(usize) -> String;

/// What a value or a line repeats.
const YAML: &[(&str, Yaml)] = &[
    ("opening brackets", |n| format!("x: {}", "[".repeat(n))),
    ("nested brackets", |n| format!("x: {}{}", "[".repeat(n), "]".repeat(n))),
    ("opening braces", |n| format!("x: {}", "{a: ".repeat(n))),
    ("braces and brackets", |n| format!("x: {}", "[{a: ".repeat(n))),
    ("brackets on lines", |n| format!("x:\n{}", "  [\n".repeat(n))),
    ("brackets as keys", |n| format!("x: {}", "[[]: ".repeat(n))),
    ("a flow list", |n| format!("x: [{}]", "a, ".repeat(n))),
    ("a flow list of lists", |n| format!("x: [{}]", "[a], ".repeat(n))),
    ("a flow mapping", |n| format!("x: {{{}}}", each(n, |i| format!("a{i}: b, ")))),
    ("a flow mapping of one key", |n| format!("x: {{{}}}", "a: b, ".repeat(n))),
    ("commas in brackets", |n| format!("x: [{}", ",".repeat(n))),
    ("question marks", |n| format!("{}a", "? ".repeat(n))),
    ("question marks in brackets", |n| format!("x: [{}", "? ".repeat(n))),
    ("dashes", |n| format!("x:\n  {}a", "- ".repeat(n))),
    ("colons", |n| format!("x: {}", ": ".repeat(n))),
    ("colons without spaces", |n| format!("x: {}", ":".repeat(n))),
    ("keys on one line", |n| format!("x: {}", "a: ".repeat(n))),
    ("quotes opened", |n| format!("x: \"{}", "a ".repeat(n))),
    ("quotes", |n| format!("x: {}", "\"".repeat(n))),
    ("single quotes", |n| format!("x: {}", "'".repeat(n))),
    ("single quotes and words", |n| format!("x: '{}'", "a''".repeat(n))),
    ("escapes", |n| format!("x: \"{}\"", "\\n".repeat(n))),
    ("bad escapes", |n| format!("x: \"{}\"", "\\P".repeat(n))),
    ("a long plain value", |n| format!("x: {}", "chữ ".repeat(n))),
    ("a long plain value on lines", |n| format!("x: a\n{}", "  chữ\n".repeat(n))),
    ("a long quoted value on lines", |n| format!("x: \"a\n{}\"", "  chữ\n".repeat(n))),
    ("a long key", |n| format!("{}: a", "x".repeat(n))),
    ("a long key in quotes", |n| format!("\"{}\": a", "x".repeat(n))),
    ("a block", |n| format!("x: |\n{}", "  chữ\n".repeat(n))),
    ("a folded block", |n| format!("x: >\n{}", "  chữ\n\n".repeat(n))),
    ("blank lines in a block", |n| format!("x: |\n  a{}  b", "\n".repeat(n))),
    ("blank lines", |n| format!("x: a{}", "\n".repeat(n))),
    ("comments", |n| format!("{}x: a", "# a\n".repeat(n))),
    ("comments on one line", |n| format!("x: a {}", "# a ".repeat(n))),
    ("cut by signs", |n| each(n, |i| format!("x{i}: a #b\n"))),
    ("signs on one line", |n| format!("x: a {}", "#b ".repeat(n))),
    ("unknown keys", |n| each(n, |i| format!("x{i}: a\n"))),
    ("one key often", |n| "x: a\n".repeat(n)),
    ("one known key often", |n| "title: a\n".repeat(n)),
    ("numbers as keys", |n| each(n, |i| format!("{i}: a\n"))),
    ("anchors", |n| each(n, |i| format!("x{i}: &a{i} b\n"))),
    ("aliases", |n| each(n, |i| format!("x{i}: *a\n"))),
    ("aliases in brackets", |n| format!("x: [{}]", "*a, ".repeat(n))),
    ("anchors in brackets", |n| format!("x: [{}]", each(n, |i| format!("&a{i} b, ")))),
    ("tags", |n| each(n, |i| format!("x{i}: !a b\n"))),
    ("tags on one line", |n| format!("x: [{}]", "!a b, ".repeat(n))),
    ("a long tag", |n| format!("x: !{} a", "b".repeat(n))),
    ("a long anchor", |n| format!("x: &{} a", "b".repeat(n))),
    ("documents", |n| "x: a\n---\n".repeat(n)),
    ("documents ended", |n| "x: a\n...\n".repeat(n)),
    ("directives", |n| format!("{}---\nx: a", "%TAG !a! b\n".repeat(n))),
    ("tabs", |n| format!("x:{}a", "\t".repeat(n))),
    ("tabs on lines", |n| "\tx: a\n".repeat(n)),
    ("spaces", |n| format!("x:{}a", " ".repeat(n))),
    ("deeper and deeper", |n| each((n as f64).sqrt() as usize, |i| format!("{}x:\n", " ".repeat(i)))),
    ("not indented", |n| "x\n".repeat(n)),
    ("values without keys", |n| "x y z\n".repeat(n)),
    ("no space after the colon", |n| "x:a\n".repeat(n)),
    ("typed values", |n| format!("x: [{}]", "1.10, ".repeat(n))),
    ("typed values on lines", |n| each(n, |i| format!("x{i}: 1.10\n"))),
    ("empty values", |n| each(n, |i| format!("x{i}:\n"))),
    ("merge keys", |n| "<<: a\n".repeat(n)),
    ("percent signs", |n| format!("x: {}", "%".repeat(n))),
    ("at signs", |n| format!("x: {}", "@".repeat(n))),
    ("pluses", |n| format!("x: >{}", "+".repeat(n))),
    ("bars", |n| format!("x: {}", "|".repeat(n))),
    ("list items", |n| format!("x:\n{}", "  - a\n".repeat(n))),
    ("list items of mappings", |n| format!("x:\n{}", "  - a: b\n".repeat(n))),
    ("recipients", |n| format!("recipients:\n{}", "  - Sở KH&CN;\n".repeat(n))),
    ("empty recipients", |n| format!("recipients:\n{}", "  -\n".repeat(n))),
    ("aliases of one address", |n| format!("aliases:\n{}", "  - /a/\n".repeat(n))),
    ("aliases of many addresses", |n| format!("aliases:\n{}", each(n, |i| format!("  - /a{i}/\n")))),
    ("files that are not there", |n| format!("files:\n{}", each(n, |i| format!("  - a{i}.pdf\n")))),
    ("letters not composed", |n| format!("x: {}", "e\u{323}\u{302}".repeat(n))),
    ("line ends of another kind", |n| "x: a\u{85}".repeat(n)),
    ("line separators", |n| format!("x: {}", "a\u{2028}".repeat(n))),
    ("control letters", |n| format!("x: {}", "\u{7f}".repeat(n))),
    ("byte order marks", |n| format!("x: {}", "\u{feff}".repeat(n))),
];

/// The files that hold YAML, each with what stands before the hostile lines.
const PLACES: &[(&str, &str)] = &[
    ("site.yaml", "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: A\n"),
    ("2022-h1/period.yaml", "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n"),
    ("2022-h1/models.yaml", "- id: trong-sen\n  name: Mô hình trồng cây sen\n"),
    ("2022-h1/legal.yaml", "- designation: 15/2021/QĐ-UBND\n"),
    ("2022-h1/bao-cao.md", "---\nsummary: Sơ kết\n"),
];

pub fn shapes() -> Vec<Shape> {
    let places = PLACES.iter().flat_map(|&(path, before)| {
        YAML.iter().map(move |&(name, yaml)| {
            Shape::new(format!("{path}: {name}"), move |n| file(path, placed(path, before, &yaml(n))))
        })
    });
    places.collect()
}

/// The YAML in its file: front matter ends, an entry's keys are indented.
fn placed(path: &str, before: &str, yaml: &str) -> String {
    if path.ends_with(".md") {
        return format!("{before}{yaml}\n---\n\nChữ.\n");
    }
    let indent = if before.starts_with("- ") { "  " } else { "" };
    let lines =
        yaml.split('\n').map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") });
    format!("{before}{}", lines.collect::<String>())
}
