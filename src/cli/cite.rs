//! `congbo cite`

use crate::citation::json;
use crate::cli::Outcome;
use crate::cli::arguments::CiteOptions;
use crate::cli::terminal::Terminal;
use crate::diagnostic::failure::Failure;
use crate::shell::input;

/// Prints the citations of a text.
pub fn run(options: &CiteOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let text = input::read(&options.file)?;
    if options.json {
        terminal.print(&json::lines(&text));
        return Ok(Outcome::Done);
    }
    for citation in crate::citation::find(&text) {
        let surface = &text[citation.start..citation.end];
        terminal.print(&format!("{:>8}  {surface}\n", citation.start));
    }
    Ok(Outcome::Done)
}
