//! `congbo new`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::cli::Outcome;
use crate::cli::common::{name, period};
use crate::cli::terminal::Terminal;
use crate::content::PeriodId;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::import::begin::Office;
use crate::shell::new::{Beginning, run as begin};
use trichdan::text::slug::slug;

/// Options of `congbo new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// What to begin.
    #[command(subcommand)]
    pub what: What,
    /// Folder of the content
    /// | Thư mục nội dung
    #[arg(long, global = true, default_value = "content", value_name = "FOLDER | THƯ MỤC")]
    pub content: PathBuf,
}

/// What can be begun.
#[derive(Debug, Subcommand)]
pub enum What {
    /// A site that builds at once, in a folder of its own
    /// | Một trang dựng được ngay, trong thư mục riêng
    Site {
        /// The folder
        /// | Thư mục
        #[arg(value_name = "FOLDER | THƯ MỤC")]
        folder: PathBuf,
        /// The unit that it is about, by name or by code, such as "xã Triệu Sơn"; its forerunners are known
        /// | Đơn vị mà trang nói về, theo tên hoặc mã số, ví dụ "xã Triệu Sơn"; các đơn vị trước đó đã biết sẵn
        #[arg(long, value_name = "UNIT | ĐƠN VỊ")]
        place: Option<String>,
    },
    /// A period; models and tasks of the one before that have not ended are carried on, to be confirmed
    /// | Một kỳ; mô hình, nhiệm vụ chưa kết thúc của kỳ trước được chép sang để xác nhận
    Period {
        /// Its id, such as 2022-h2
        /// | Mã của kỳ, ví dụ 2022-h2
        #[arg(value_name = "PERIOD | KỲ", value_parser = period)]
        id: PeriodId,
    },
    /// A report of a period
    /// | Một báo cáo của một kỳ
    Report {
        /// The period
        /// | Kỳ
        #[arg(value_name = "PERIOD | KỲ", value_parser = period)]
        period: PeriodId,
        /// Its file name, without its ending
        /// | Tên tệp, không có phần đuôi
        #[arg(default_value = "bao-cao", value_name = "NAME | TÊN", value_parser = name)]
        name: String,
    },
    /// A free page
    /// | Một trang tự do
    Page {
        /// Its title
        /// | Tên trang
        #[arg(value_name = "TITLE | TÊN TRANG")]
        title: String,
    },
}

/// Begins what was asked for and names the files.
pub fn run(arguments: &NewArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let content = arguments.content.clone();
    let written = begin(&match &arguments.what {
        What::Site { folder, place } => Beginning::Site(folder.clone(), place.clone(), Office::default()),
        What::Period { id } => Beginning::Period(content, *id),
        What::Report { period, name } => Beginning::Report(content, *period, name.clone()),
        What::Page { title } => Beginning::Page(content, slug(title), title.clone()),
    })?;
    for path in written {
        let path = path.display();
        terminal.tell(&bilingual!(vi: "đã ghi {path}", en: "wrote {path}"));
    }
    Ok(Outcome::Done)
}
