//! `congbo import`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::{name, period};
use crate::cli::terminal::Terminal;
use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{bilingual, has_errors};
use crate::import::{ledger, summary};
use crate::shell::import::{ImportOptions, RowsAsked, rows, run as import};

/// Options of `congbo import`.
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Word files (.docx, .doc), OpenDocument, RTF, HTML, PDF, Markdown or plain text, each read by what is in it; with --register also .xlsx and .csv
    /// | Tệp Word (.docx, .doc), OpenDocument, RTF, HTML, PDF, Markdown hoặc văn bản; tệp được nhận theo nội dung; với --register thì cả .xlsx và .csv
    #[arg(required = true, value_name = "FILE | TỆP")]
    pub files: Vec<PathBuf>,
    /// Period of the reports, such as 2022-h1; by default the one that the abstract names
    /// | Kỳ của báo cáo, ví dụ 2022-h1; mặc định là kỳ nêu trong trích yếu
    #[arg(long, value_name = "PERIOD | KỲ", value_parser = period)]
    pub period: Option<PeriodId>,
    /// Register whose rows a table of the file holds, such as ocop; needs --period
    /// | Sổ mà một bảng trong tệp ghi các dòng, ví dụ ocop; cần --period
    #[arg(long, value_name = "REGISTER | SỔ", value_parser = name, requires = "period")]
    pub register: Option<String>,
    /// Which table or sheet of the file has the rows, counted from 1; by default all that fit the register
    /// | Bảng hoặc trang tính thứ mấy của tệp ghi các dòng; mặc định là mọi bảng hợp với sổ
    #[arg(long, value_name = "NUMBER | SỐ", value_parser = table, requires = "register")]
    pub table: Option<usize>,
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

fn table(written: &str) -> Result<usize, String> {
    written.parse().map_err(|_| "expected a number such as 2 | cần một số, ví dụ 2".to_owned())
}

/// Imports files, shows what was found, and says what is doubtful.
pub fn run(arguments: &ImportArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let options = ImportOptions {
        files: arguments.files.clone(),
        content: arguments.content.clone(),
        period: arguments.period,
        name: arguments.name.clone(),
        dry_run: arguments.dry_run,
        force: arguments.force,
    };
    if let (Some(register), Some(period)) = (&arguments.register, arguments.period) {
        let asked = RowsAsked { register: register.clone(), period, table: arguments.table };
        return run_rows(&options, &asked, terminal);
    }
    let imported = import(&options)?;
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

/// Imports rows of a register: says first what each column becomes, then writes.
fn run_rows(options: &ImportOptions, asked: &RowsAsked, terminal: &Terminal) -> Result<Outcome, Failure> {
    let folder = format!("{}/", options.content.display());
    let imported = rows(options, asked)?;
    if let Some(draft) = &imported.draft {
        terminal.print(&ledger::shown(draft, terminal.language));
    }
    terminal.show(&imported.diagnostics, &imported.sources, &folder);
    if imported.draft.is_none() || has_errors(&imported.diagnostics) {
        return Ok(Outcome::ContentErrors);
    }
    if !options.dry_run {
        imported.write(options)?;
        for path in imported.texts.keys() {
            terminal.tell(&bilingual!(vi: "đã ghi {folder}{path}", en: "wrote {folder}{path}"));
        }
    }
    Ok(Outcome::Done)
}
