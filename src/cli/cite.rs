//! `congbo cite`

use crate::bilingual;
use crate::cli::Outcome;
use crate::cli::arguments::CiteOptions;
use crate::cli::terminal::Terminal;
use crate::diagnostic::failure::Failure;
use crate::shell::{input, register};
use trichdan::citation::json;

/// Prints the citations of a text.
pub fn run(options: &CiteOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    if options.add {
        return add(options, terminal);
    }
    let text = input::read(&options.file)?;
    if options.json {
        terminal.print(&json::lines(&text));
        return Ok(Outcome::Done);
    }
    for citation in trichdan::citation::find(&text) {
        let surface = &text[citation.start..citation.end];
        terminal.print(&format!("{:>8}  {surface}\n", citation.start));
    }
    Ok(Outcome::Done)
}

/// Adds register entries and names each.
fn add(options: &CiteOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let folder = options.content.display();
    for (path, grown) in register::add(&options.content)? {
        for document in grown.added {
            terminal.tell(&bilingual!(vi: "{folder}/{path}: thêm {document}", en: "{folder}/{path}: added {document}"));
        }
    }
    Ok(Outcome::Done)
}
