//! `congbo import`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::{name, period};
use crate::cli::terminal::Terminal;
use crate::content::PeriodId;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::import::summary;
use crate::shell::import::{ImportOptions, run as import};

/// Options of `congbo import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Word files (.docx, .doc), OpenDocument, RTF, HTML, Markdown or plain text, each read by what is in it
    /// | Tệp Word (.docx, .doc), OpenDocument, RTF, HTML, Markdown hoặc văn bản; tệp được nhận theo nội dung
    #[arg(required = true, value_name = "FILE | TỆP")]
    pub files: Vec<PathBuf>,
    /// Period of the reports, such as 2022-h1; by default the one that the abstract names
    /// | Kỳ của báo cáo, ví dụ 2022-h1; mặc định là kỳ nêu trong trích yếu
    #[arg(long, value_name = "PERIOD | KỲ", value_parser = period)]
    pub period: Option<PeriodId>,
    /// File name of the report, without its ending; by default its type, such as bao-cao
    /// | Tên tệp của báo cáo, không có phần đuôi; mặc định theo loại, ví dụ bao-cao
    #[arg(long, value_name = "NAME | TÊN", value_parser = name)]
    pub name: Option<String>,
    /// Folder of the content
    /// | Thư mục nội dung
    #[arg(long, default_value = "content", value_name = "FOLDER | THƯ MỤC")]
    pub content: PathBuf,
    /// Only show what was found
    /// | Chỉ cho xem những gì tìm thấy
    #[arg(long)]
    pub dry_run: bool,
    /// Replace a report and a period's entry that are there, and write even if words differ
    /// | Ghi đè báo cáo và mục của kỳ đã có, và vẫn ghi dù chữ có khác
    #[arg(long)]
    pub force: bool,
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
