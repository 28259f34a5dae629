//! The same archive through a theme whose pages show no more than those of the peers: what the built-in theme costs.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::generate::write;
use crate::process::{Run, run};

/// What each page of a list shows of its rows.
const ROWS: &str =
    "<ul>{% for row in view.rows %}<li><a href=\"{{ row.url | href }}\">{{ row.name }}</a></li>{% endfor %}</ul>";

/// Who links to a document.
const BACKLINKS: &str = "<ul>{% for group in view.cited_by %}{% for sentence in group.sentences %}<li><a \
    href=\"{{ sentence.url | href }}\">{{ sentence.report }}</a></li>{% endfor %}{% endfor %}</ul>";

/// Page kinds of which the peers have none, so that a title does.
const OTHERS: [&str; 11] =
    ["home", "period", "model", "tasks", "places", "place", "search", "data", "gaps", "promises", "404"];

/// Builds the archive in `folder` with the plain theme, beside its site.
pub fn measure(folder: &Path) -> Run {
    let site = folder.join("content/site.yaml");
    let text = fs::read_to_string(&site).expect("the archive has a site.yaml");
    write_theme(&folder.join("themes/plain"));
    write(&site, &format!("{text}theme: plain\n"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    command.current_dir(folder).args(["build", "--output", "public-plain"]);
    let run = run(command).expect("congbo builds the archive");
    write(&site, &text);
    run
}

fn write_theme(theme: &Path) {
    let put = |kind: &str, content: &str| {
        let page = format!(
            "<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><title>{{{{ head.title }}}}</title><h1>{{{{ head.title \
             }}}}</h1>{content}</html>"
        );
        write(&theme.join(format!("{kind}.html")), &page);
    };
    write(&theme.join("theme.yaml"), "name: plain\ncontract: 1\n");
    put("report", "{{ body }}");
    put("document", BACKLINKS);
    put("register", ROWS);
    put("models", ROWS);
    OTHERS.iter().for_each(|kind| put(kind, ""));
}
