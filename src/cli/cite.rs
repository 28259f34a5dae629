//! `congbo cite`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::diagnostic::bilingual;

use crate::cli::terminal::Terminal;
use crate::diagnostic::failure::Failure;
use crate::shell::{input, register};
use trichdan::citation::json;

/// Options of `congbo cite`.
#[derive(Debug, Args)]
pub struct CiteOptions {
    /// A text file, or - for standard input
    /// | Một tệp văn bản, hoặc - để đọc từ đầu vào chuẩn
    #[arg(value_name = "FILE | TỆP", default_value = "-")]
    pub file: PathBuf,
    /// One JSON object for each citation, with byte offsets
    /// | Mỗi trích dẫn một đối tượng JSON, kèm vị trí byte
    #[arg(long)]
    pub json: bool,
    /// Add a register entry for every document that the content's reports cite and the register lacks
    /// | Thêm vào sổ mọi văn bản mà báo cáo trích dẫn nhưng sổ chưa có
    #[arg(long, conflicts_with_all = ["file", "json"])]
    pub add: bool,
    /// Folder of the content, for --add
    /// | Thư mục nội dung, dùng với --add
    #[arg(long, default_value = "content", value_name = "FOLDER | THƯ MỤC")]
    pub content: PathBuf,
}

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
