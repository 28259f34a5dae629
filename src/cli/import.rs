//! `congbo import`

use std::path::PathBuf;

use clap::Args;

use crate::bilingual;
use crate::cli::Outcome;
use crate::cli::terminal::Terminal;
use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::import::summary;
use crate::shell::import::{ImportOptions, run as import};
use trichdan::text::slug;

/// Options of `congbo import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Word files (.docx), Markdown or plain text
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Period of the reports, such as 2022-h1; by default the one that the abstract names
    #[arg(long, value_name = "PERIOD", value_parser = period)]
    pub period: Option<PeriodId>,
    /// File name of the report, without its ending; by default its type, such as bao-cao
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub name: Option<String>,
    /// Folder of the content
    #[arg(long, default_value = "content", value_name = "FOLDER")]
    pub content: PathBuf,
    /// Only show what was found
    #[arg(long)]
    pub dry_run: bool,
    /// Replace a report and a period's entry that are there, and write even if words differ
    #[arg(long)]
    pub force: bool,
}

/// Reads a period's id.
pub fn period(text: &str) -> Result<PeriodId, String> {
    PeriodId::parse(text).ok_or_else(|| "expected 2022-h1, 2022-q3, 2022-9m or 2022".to_owned())
}

/// Reads a file name that is fit for an address.
pub fn name(text: &str) -> Result<String, String> {
    if slug::is_slug(text) { Ok(text.to_owned()) } else { Err(format!("expected a name such as {}", slug::slug(text))) }
}

/// Imports files, shows what was found, and says what is doubtful.
pub fn run(arguments: &ImportArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let imported = import(&ImportOptions {
        files: arguments.files.clone(),
        content: arguments.content.clone(),
        period: arguments.period,
        name: arguments.name.clone(),
        dry_run: arguments.dry_run,
        force: arguments.force,
    })?;
    for draft in &imported.drafts {
        terminal.print(&summary::table(draft, terminal.language));
    }
    let folder = format!("{}/", arguments.content.display());
    terminal.show(&imported.diagnostics, &imported.sources, &folder);
    for path in &imported.written {
        terminal.tell(&bilingual!(vi: "đã ghi {folder}{path}", en: "wrote {folder}{path}"));
    }
    Ok(if imported.forbids_writing(arguments.force) { Outcome::ContentErrors } else { Outcome::Done })
}
