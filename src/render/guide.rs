//! The reference for makers of themes, `themes/REFERENCE.md`: made of the definitions of views, filters and templates, so
//! that it names all that a template can reach. `UPDATE_EXPECT=1 cargo test --lib reference` writes it anew.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use minijinja::Environment;

use super::filters::TOOLS;
use super::page::TemplateNames;
use super::theme::whole_line_tags;
use crate::view::Content;
use crate::view::guide::{Guide, Guided, GuidedView};
use trichdan::text::one_line;

const THEMES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/themes");

const INTRODUCTION: &str = "\
# All that a template can use

Made of the program's own definitions by `UPDATE_EXPECT=1 cargo test --lib reference`; a test holds it true. How to begin a theme
is in [README.md](README.md). Of values: a *decimal* and a *day* are in machine form (`1234.5`, `2022-06-30`) and are written for
readers by `number` and `date`; an *address* is one of the site, made a link by `href`; printing what is *none* without `if` is an
error. Of a value that is one of several words the reference gives the beginning of the keys under which the interface has
words for it, where it has any: `{{ (\"state_\" ~ status.word) | t }}`.
";

/// Every template of the default theme by its path, with its text.
fn templates() -> BTreeMap<String, String> {
    let read = |folder: &str| {
        let entries = std::fs::read_dir(Path::new(THEMES).join("default").join(folder)).unwrap();
        let names = entries.map(|entry| format!("{folder}{}", entry.unwrap().file_name().to_string_lossy()));
        let is_template = |name: &String| [".html", ".xml", ".txt"].iter().any(|end| name.ends_with(end));
        let text = |name: &String| std::fs::read_to_string(Path::new(THEMES).join("default").join(name)).unwrap();
        names.filter(is_template).map(|name| (name.clone(), text(&name))).collect::<Vec<_>>()
    };
    read("").into_iter().chain(read("part/")).collect()
}

/// What the comment at a template's head says.
#[track_caller]
fn head_comment(name: &str, text: &str) -> String {
    let comment = text.strip_prefix("{#").and_then(|rest| rest.split_once("#}"));
    let (comment, _) = comment.unwrap_or_else(|| panic!("{name} should begin with a comment on what it shows"));
    one_line(comment)
}

/// The names that a part must be given: those that it uses and that not every template sees.
fn needs(name: &str, templates: &BTreeMap<String, String>, seen_by_all: &GuidedView) -> Vec<String> {
    let mut environment = Environment::new();
    environment.set_syntax(whole_line_tags());
    environment.add_template_owned(name, inlined(name, templates)).unwrap();
    let used = environment.get_template(name).unwrap().undeclared_variables(false);
    let is_given = |used: &String| used == "static" || seen_by_all.fields.iter().any(|field| field.name == used);
    let mut needs: Vec<String> = used.into_iter().filter(|used| !is_given(used)).collect();
    needs.sort();
    needs
}

/// A template's text with what it includes in the place of each `include`.
fn inlined(name: &str, templates: &BTreeMap<String, String>) -> String {
    let (open, close) = ("{% include \"", "\" %}");
    let mut parts = templates[name].split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (included, rest) = part.split_once(close).unwrap();
        text + &inlined(included, templates) + rest
    })
}

/// The names of a template's blocks, in order.
fn blocks(text: &str) -> Vec<&str> {
    text.split("{% block ").skip(1).filter_map(|rest| rest.split_once(" %}")).map(|(name, _)| name).collect()
}

fn table(out: &mut String, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let mut line = |cells: Vec<String>| writeln!(out, "| {} |", cells.join(" | ")).unwrap();
    line(heads.iter().map(|head| (*head).to_owned()).collect());
    line(heads.iter().map(|_| "---".to_owned()).collect());
    rows.for_each(line);
}

fn push_fields(out: &mut String, view: &GuidedView) {
    let row = |field: &crate::view::guide::GuidedField| {
        vec![format!("`{}`", field.name), field.value.clone(), field.meaning.clone()]
    };
    table(out, &["name", "value", "meaning"], view.fields.iter().map(row));
}

fn code(names: &[impl AsRef<str>]) -> String {
    names.iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

fn reference() -> String {
    let mut guide = Guide::default();
    TemplateNames::told(&mut guide);
    let kinds = Content::guided(&mut guide);
    let names = guide.views.remove("TemplateNames").unwrap();
    let templates = templates();
    let mut out = String::from(INTRODUCTION);

    out.push_str("\n## Names in every template\n\n");
    push_fields(&mut out, &names);

    out.push_str("\n## Templates\n\n");
    table(
        &mut out,
        &["template", "`view`", "shows"],
        kinds.iter().map(|(template, view)| {
            let name = view.trim_start_matches('[').split(']').next().unwrap();
            vec![format!("`{template}`"), view.clone(), guide.views[name].meaning.clone()]
        }),
    );
    let base = &templates["base.html"];
    let fills = code(&blocks(base));
    writeln!(out, "\n`base.html`: {} Blocks: {fills}.", head_comment("base.html", base)).unwrap();

    out.push_str(
        "\n## Parts\n\nPieces for `include`; what each needs is set around it: `{% with links = view.models %}`.\n\n",
    );
    let parts = templates.iter().filter(|(name, _)| name.starts_with("part/"));
    table(
        &mut out,
        &["part", "needs", "shows"],
        parts.map(|(name, text)| {
            vec![format!("`{name}`"), code(&needs(name, &templates, &names)), head_comment(name, text)]
        }),
    );

    out.push_str("\n## Filters and functions\n\nBesides those of [minijinja](https://docs.rs/minijinja/latest/minijinja/filters/). `href`, `absolute` and `static` need the\npage around them: use them in templates and parts, not in macros.\n\n");
    table(
        &mut out,
        &["written", "gives"],
        TOOLS.iter().map(|(written, gives)| vec![format!("`{}`", written.replace('|', "\\|")), (*gives).to_owned()]),
    );

    out.push_str("\n## Views\n");
    for (name, view) in &guide.views {
        write!(out, "\n### {name}\n\n{}\n\n", view.meaning).unwrap();
        push_fields(&mut out, view);
    }
    out
}

#[test]
fn the_reference_names_all_that_a_template_can_use() {
    let path = Path::new(THEMES).join("REFERENCE.md");
    let reference = reference();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &reference).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == reference, "themes/REFERENCE.md is not what the definitions say (UPDATE_EXPECT=1 writes it)");
}
