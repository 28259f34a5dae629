//! `congbo package`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::Folders;
use crate::cli::terminal::Terminal;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::shell::package;

/// Options of `congbo package`.
#[derive(Debug, Args)]
pub struct PackageArguments {
    /// The period, such as 2022-h1
    /// | Kỳ, ví dụ 2022-h1
    #[arg(value_name = "PERIOD | KỲ")]
    period: String,
    /// Where content and themes lie.
    #[command(flatten)]
    folders: Folders,
    /// Folder of the built site
    /// | Thư mục của trang đã dựng
    #[arg(long, default_value = "public", value_name = "FOLDER | THƯ MỤC")]
    output: PathBuf,
    /// Folder that becomes the package; by default goi-PERIOD
    /// | Thư mục của gói; mặc định goi-KỲ
    #[arg(long, value_name = "FOLDER | THƯ MỤC")]
    to: Option<PathBuf>,
}

/// Packs a period for the records office.
pub fn run(arguments: &PackageArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let period = arguments.period.as_str();
    let to = arguments.to.clone().unwrap_or_else(|| PathBuf::from(format!("goi-{period}")));
    let workplace = arguments.folders.workplace(&arguments.output)?;
    let packed = package::write(period, &package::info(period, &workplace), &workplace, &to)?;
    let (files, bytes, to) = (packed.files, packed.bytes, to.display());
    terminal.tell(&bilingual!(vi: "{to}: {files} tệp, {bytes} byte", en: "{to}: {files} files, {bytes} bytes"));
    Ok(Outcome::Done)
}
