//! The words a person types become a command; what it has to say goes to the terminal; its outcome is an exit status.
//!
//! Exit status 0: done. 1: the content has errors. 2: wrong use, or the world failed.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod build;
mod check;
mod cite;
mod common;
#[cfg(feature = "publish")]
mod desk;
mod explain;
mod handover;
mod help;
mod import;
mod new;
mod package;
#[cfg(feature = "publish")]
mod publish;
mod schema;
mod serve;
mod terminal;
#[cfg(feature = "publish")]
mod verify;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use build::BuildOptions;
use check::CheckOptions;
use cite::CiteOptions;
use common::Common;
#[cfg(feature = "publish")]
use desk::DeskArguments;
use explain::ExplainOptions;
use handover::HandoverArguments;
use import::ImportArguments;
use new::NewArguments;
use package::PackageArguments;
#[cfg(feature = "publish")]
use publish::PublishArguments;
use schema::SchemaOptions;
use serve::ServeArguments;
use terminal::Terminal;
#[cfg(feature = "publish")]
use verify::VerifyArguments;
use watch::WatchOptions;

/// Builds a public archive of science-and-technology reports from a folder of YAML and Markdown
/// | Dựng kho lưu trữ công khai các báo cáo khoa học và công nghệ từ một thư mục YAML và Markdown
#[derive(Debug, Parser)]
#[command(name = "congbo", version, after_help = "  congbo build && congbo serve --open")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    #[cfg(feature = "publish")]
    /// Do everything in a browser: from Word to the public site; `congbo` alone does so too
    /// | Làm mọi việc trong trình duyệt, từ tệp Word đến trang công bố; chỉ gõ `congbo` cũng vậy
    #[command(after_help = "  congbo\n  congbo desk --content content --no-open")]
    Desk(DeskArguments),
    /// Build the site, whole or not at all
    /// | Dựng trang, trọn vẹn hoặc không gì cả
    #[command(after_help = "  congbo build --content content --output public")]
    Build(BuildOptions),
    /// Build the site, and again whenever the content or the theme changes
    /// | Dựng trang, và dựng lại mỗi khi nội dung hoặc giao diện thay đổi
    #[command(after_help = "  congbo watch --output public")]
    Watch(WatchOptions),
    /// Make a period's folder from a file of Word, OpenDocument, RTF, HTML, Markdown or text
    /// | Tạo thư mục kỳ từ tệp Word, OpenDocument, RTF, HTML, Markdown hoặc văn bản
    #[command(after_help = "  congbo import \"Báo cáo 6 tháng.docx\" --dry-run")]
    Import(ImportArguments),
    /// Begin a site, a period, a report or a page
    /// | Bắt đầu một trang, một kỳ, một báo cáo hoặc một trang tự do
    #[command(after_help = "  congbo new site khcn && congbo new period 2022-h2")]
    New(NewArguments),
    /// Read the content as a careful colleague would, beyond what build says
    /// | Đọc nội dung như một đồng nghiệp kỹ tính, ngoài những gì build đã nói
    #[command(after_help = "  congbo check --fix && congbo check --external")]
    Check(CheckOptions),
    #[cfg(feature = "publish")]
    /// Put the site where the public reads it
    /// | Đưa trang lên nơi công chúng đọc
    #[command(after_help = "  congbo publish --dry-run && congbo publish trang-huyen --verify")]
    Publish(PublishArguments),
    #[cfg(feature = "publish")]
    /// Compare a copy of the site with its manifest
    /// | So một bản sao của trang với danh mục của nó
    #[command(after_help = "  congbo verify public && congbo verify https://khcn.example.gov.vn/")]
    Verify(VerifyArguments),
    /// Pack a period for the records office (BagIt)
    /// | Đóng gói một kỳ để nộp lưu trữ (BagIt)
    #[command(after_help = "  congbo package 2022-h1 --to goi-2022-h1")]
    Package(PackageArguments),
    /// Hand a closed archive's part over to one of those that carry on, as a content folder of their own
    /// | Bàn giao một phần kho đã đóng cho một nơi kế thừa, thành một thư mục nội dung riêng
    #[command(after_help = "  congbo handover --to xa-tho-ngoc-2025 --output ban-giao-xa-tho-ngoc")]
    Handover(HandoverArguments),
    /// Explain a message's code, or list all codes
    /// | Giải thích mã của một thông báo, hoặc liệt kê mọi mã
    #[command(after_help = "  congbo explain CB510")]
    Explain(ExplainOptions),
    /// Find the legal documents that a text cites
    /// | Tìm các văn bản mà một đoạn chữ trích dẫn
    #[command(after_help = "  congbo cite report.txt --json\n  echo 'theo Quyết định số 1221/QĐ-UBND' | congbo cite -")]
    Cite(CiteOptions),
    /// Show the site in a browser while it is being written
    /// | Xem trang trong trình duyệt trong khi soạn
    #[command(after_help = "  congbo serve --open")]
    Serve(ServeArguments),
    /// Print the JSON Schemas of the content's files, for editors
    /// | In lược đồ JSON của các tệp nội dung, cho trình soạn thảo
    #[command(after_help = "  congbo schema legal > legal.schema.json")]
    Schema(SchemaOptions),
}

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did its work.
    Done,
    /// The content has errors.
    ContentErrors,
    /// The world failed, and it was said how.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentErrors => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the command that `arguments` (the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    #[cfg_attr(not(feature = "publish"), allow(unused_mut))]
    let mut words: Vec<OsString> = arguments.into_iter().collect();
    let language = terminal::language_asked_for(&words);
    // A double click types nothing.
    #[cfg(feature = "publish")]
    if words.len() == 1 {
        if desk::goes_on_without_window() {
            return ExitCode::SUCCESS;
        }
        words.push("desk".into());
    }
    let command = help::localised(Arguments::command(), language);
    let arguments = match command.try_get_matches_from(words).and_then(|matches| Arguments::from_arg_matches(&matches))
    {
        Ok(arguments) => arguments,
        Err(error) => match help::wrong_use(&error, language) {
            Some(told) => {
                eprint!("{told}");
                return ExitCode::from(2);
            }
            // `--help` and `--version`, which are no errors and exit with 0.
            None => error.exit(),
        },
    };
    let terminal = Terminal::new(&arguments.common);
    let outcome = match &arguments.command {
        #[cfg(feature = "publish")]
        Command::Desk(arguments) => desk::run(arguments, &terminal),
        Command::Build(options) => build::run(options, &terminal),
        Command::Cite(options) => cite::run(options, &terminal),
        Command::Watch(options) => watch::run(options, &terminal),
        Command::Import(options) => import::run(options, &terminal),
        Command::New(options) => new::run(options, &terminal),
        Command::Check(options) => check::run(options, &terminal),
        Command::Explain(options) => explain::run(options, &terminal),
        Command::Serve(arguments) => serve::run(arguments, &terminal),
        #[cfg(feature = "publish")]
        Command::Publish(options) => publish::run(options, &terminal),
        #[cfg(feature = "publish")]
        Command::Verify(options) => verify::run(options, &terminal),
        Command::Package(options) => package::run(options, &terminal),
        Command::Handover(options) => handover::run(options, &terminal),
        Command::Schema(options) => schema::run(options, &terminal),
    };
    outcome.unwrap_or_else(|failure| terminal.fail(&failure)).into()
}
