//! What can be typed, with the help that `--help` shows.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::import::ImportArguments;
use crate::cli::new::NewArguments;
use crate::cli::publish::{PackageArguments, PublishArguments, VerifyArguments};
use crate::diagnostic::failure::Failure;
use crate::shell::workplace::{self, Workplace};
use trichdan::calendar::Date;

/// Builds a public archive of science-and-technology reports from a folder of YAML and Markdown.
#[derive(Debug, Parser)]
#[command(name = "congbo", version, after_help = "Example:\n  congbo build && congbo serve --open")]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Language of messages: vi or en; by default that of the system
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<MessageLanguage>,
    /// How messages are written
    #[arg(long, global = true, default_value = "human", value_name = "FORMAT")]
    pub format: Format,
}

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageLanguage {
    /// Vietnamese
    Vi,
    /// English
    En,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the line and a caret
    Human,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
    /// Annotations of GitHub's workflows
    Github,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site, whole or not at all
    #[command(after_help = "Example:\n  congbo build --content content --output public")]
    Build(BuildOptions),
    /// Build the site, and again whenever the content or the theme changes
    #[command(after_help = "Example:\n  congbo watch --output public")]
    Watch(WatchOptions),
    /// Make a period's folder from a Word file, Markdown or plain text
    #[command(after_help = "Example:\n  congbo import \"Báo cáo 6 tháng.docx\" --dry-run")]
    Import(ImportArguments),
    /// Begin a site, a period, a report or a page
    #[command(after_help = "Example:\n  congbo new site khcn && congbo new period 2022-h2")]
    New(NewArguments),
    /// Read the content as a careful colleague would, beyond what build says
    #[command(after_help = "Example:\n  congbo check --fix && congbo check --external")]
    Check(CheckOptions),
    /// Put the site where the public reads it
    #[command(after_help = "Example:\n  congbo publish --dry-run && congbo publish trang-huyen --verify")]
    Publish(PublishArguments),
    /// Compare a copy of the site with its manifest
    #[command(after_help = "Example:\n  congbo verify public && congbo verify https://khcn.example.gov.vn/")]
    Verify(VerifyArguments),
    /// Pack a period for the records office (BagIt)
    #[command(after_help = "Example:\n  congbo package 2022-h1 --to goi-2022-h1")]
    Package(PackageArguments),
    /// Explain a message's code, or list all codes
    #[command(after_help = "Example:\n  congbo explain CB510")]
    Explain(ExplainOptions),
    /// Find the legal documents that a text cites
    #[command(
        after_help = "Example:\n  congbo cite report.txt --json\n  echo 'theo Quyết định số 1221/QĐ-UBND' | congbo cite -"
    )]
    Cite(CiteOptions),
    /// Show the site in a browser while it is being written
    #[command(after_help = "Example:\n  congbo serve --open")]
    Serve(ServeArguments),
    /// Print the JSON Schemas of the content's files, for editors
    #[command(after_help = "Example:\n  congbo schema legal > legal.schema.json")]
    Schema(SchemaOptions),
}

/// Where content, themes and output lie.
#[derive(Debug, Clone, Args)]
pub struct Folders {
    /// Folder of the content
    #[arg(long, default_value = "content", value_name = "FOLDER")]
    pub content: PathBuf,
    /// Folder of themes; a theme's files there override the built-in ones
    #[arg(long, default_value = "themes", value_name = "FOLDER")]
    pub themes: PathBuf,
    /// The day on which documents' status is computed: YYYY-MM-DD, or `today`; by default SOURCE_DATE_EPOCH, else the newest day in the content
    #[arg(long, value_name = "DATE")]
    pub date: Option<DateChoice>,
}

/// A day given on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateChoice {
    /// The clock's.
    Today,
    /// That one.
    Day(Date),
}

impl std::str::FromStr for DateChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "today" {
            return Ok(Self::Today);
        }
        trichdan::calendar::parse_iso(text).map(Self::Day).ok_or_else(|| "expected YYYY-MM-DD or `today`".to_string())
    }
}

impl Folders {
    /// Where the site is made, with the output given.
    pub fn workplace(&self, output: &Path) -> Result<Workplace, Failure> {
        let today = match self.date {
            Some(DateChoice::Day(day)) => Some(day),
            Some(DateChoice::Today) => Some(workplace::clock_day()),
            None => workplace::source_date_epoch()?,
        };
        let (content, themes, output) = (self.content.clone(), self.themes.clone(), output.to_path_buf());
        Ok(Workplace { content, themes, output, today })
    }
}

/// Options of `congbo build`.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Folder that becomes the site
    #[arg(long, default_value = "public", value_name = "FOLDER")]
    pub output: PathBuf,
    /// Let warnings stop the build too
    #[arg(long)]
    pub strict: bool,
    /// Say how long each stage took
    #[arg(long)]
    pub timings: bool,
}

/// Options of `congbo watch`.
#[derive(Debug, Args)]
pub struct WatchOptions {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Folder that becomes the site
    #[arg(long, default_value = "public", value_name = "FOLDER")]
    pub output: PathBuf,
    /// How changes are noticed.
    #[command(flatten)]
    pub noticing: Noticing,
}

/// Options of `congbo serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Port to listen on; by default the first free one from 8000 on
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Address to listen on; by default this machine alone can reach the site
    #[arg(long, value_name = "ADDRESS")]
    pub host: Option<IpAddr>,
    /// Another name under which browsers reach this machine; may be given several times
    #[arg(long, value_name = "NAME")]
    pub host_name: Vec<String>,
    /// How changes are noticed.
    #[command(flatten)]
    pub noticing: Noticing,
}

/// How changes are noticed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Noticing {
    /// Look through the folders every so many seconds instead of asking the system: for network drives
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "1", value_parser = seconds)]
    pub poll: Option<Duration>,
}

fn seconds(written: &str) -> Result<Duration, String> {
    let seconds: f64 = written.parse().map_err(|_| "expected a number of seconds".to_string())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(every) if (0.05..=3600.0).contains(&seconds) => Ok(every),
        _ => Err("expected 0.05 to 3600 seconds".to_string()),
    }
}

/// Options of `congbo cite`.
#[derive(Debug, Args)]
pub struct CiteOptions {
    /// A text file, or - for standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// One JSON object for each citation, with byte offsets
    #[arg(long)]
    pub json: bool,
    /// Add a register entry for every document that the content's reports cite and the register lacks
    #[arg(long, conflicts_with_all = ["file", "json"])]
    pub add: bool,
    /// Folder of the content, for --add
    #[arg(long, default_value = "content", value_name = "FOLDER")]
    pub content: PathBuf,
}

/// Options of `congbo schema`.
#[derive(Debug, Args)]
pub struct SchemaOptions {
    /// One file's schema, such as `legal`; without it all of them in one object
    #[arg(value_name = "KIND")]
    pub kind: Option<String>,
}

/// Options of `congbo check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Mend letters that are not what they look like (NFC, Ð, Cyrillic), and show the difference; never wording
    #[arg(long)]
    pub fix: bool,
    /// Ask other hosts whether links to them still work, slowly
    #[arg(long)]
    pub external: bool,
    /// File that remembers other hosts' answers for a week
    #[arg(long, value_name = "FILE", requires = "external")]
    pub link_cache: Option<PathBuf>,
    /// Let warnings give exit status 1 too
    #[arg(long)]
    pub strict: bool,
}

/// Options of `congbo explain`.
#[derive(Debug, Args)]
pub struct ExplainOptions {
    /// The code, such as CB510; without it all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}
