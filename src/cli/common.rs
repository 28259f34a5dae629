//! What several commands are given: folders, a day, how to speak, how to notice changes; and the readers of such words.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::content::PeriodId;
use crate::diagnostic::failure::Failure;
use crate::shell::workplace::{self, Workplace};
use trichdan::calendar::Date;
use trichdan::text::slug;

/// Options of every command.
#[derive(Debug, Args)]
pub struct Common {
    /// Language of messages: vi or en; by default that of the system
    /// | Ngôn ngữ thông báo: vi hoặc en; mặc định theo máy
    #[arg(long, global = true, value_name = "LANGUAGE | NGÔN NGỮ")]
    pub lang: Option<MessageLanguage>,
    /// How messages are written
    /// | Dạng thông báo
    #[arg(long, global = true, default_value = "human", value_name = "FORMAT | DẠNG")]
    pub format: Format,
}

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageLanguage {
    /// Vietnamese
    /// | Tiếng Việt
    Vi,
    /// English
    /// | Tiếng Anh
    En,
}

/// How messages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the line and a caret
    /// | Cho người đọc, kèm dòng và dấu chỉ chỗ
    Human,
    /// One JSON object a line
    /// | Mỗi dòng một đối tượng JSON
    Json,
    /// SARIF 2.1.0, for code hosts and editors
    /// | SARIF 2.1.0, cho trình soạn thảo và máy chủ mã nguồn
    Sarif,
    /// Annotations of GitHub's workflows
    /// | Chú thích cho quy trình của GitHub
    Github,
}

/// Where content, themes and output lie.
#[derive(Debug, Clone, Args)]
pub struct Folders {
    /// Folder of the content
    /// | Thư mục nội dung
    #[arg(long, default_value = "content", value_name = "FOLDER | THƯ MỤC")]
    pub content: PathBuf,
    /// Folder of themes; a theme's files there override the built-in ones
    /// | Thư mục giao diện; tệp ở đó thay cho tệp có sẵn
    #[arg(long, default_value = "themes", value_name = "FOLDER | THƯ MỤC")]
    pub themes: PathBuf,
    /// The day on which documents' status is computed: YYYY-MM-DD, or `today`; by default SOURCE_DATE_EPOCH, else the newest day in the content
    /// | Ngày tính hiệu lực văn bản: NĂM-THÁNG-NGÀY, hoặc `today` (hôm nay); mặc định SOURCE_DATE_EPOCH, nếu không có thì ngày mới nhất trong nội dung
    #[arg(long, value_name = "DATE | NGÀY")]
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
        trichdan::calendar::parse_iso(text)
            .map(Self::Day)
            .ok_or_else(|| "expected YYYY-MM-DD or `today` | cần NĂM-THÁNG-NGÀY hoặc `today`".to_string())
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

/// How changes are noticed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Noticing {
    /// Look through the folders every so many seconds instead of asking the system: for network drives
    /// | Cứ chừng ấy giây lại xem các thư mục thay vì hỏi hệ điều hành: dùng cho ổ mạng
    #[arg(long, value_name = "SECONDS | GIÂY", num_args = 0..=1, default_missing_value = "1", value_parser = seconds)]
    pub poll: Option<Duration>,
}

fn seconds(written: &str) -> Result<Duration, String> {
    let seconds: f64 = written.parse().map_err(|_| "expected a number of seconds | cần một số giây".to_string())?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(every) if (0.05..=3600.0).contains(&seconds) => Ok(every),
        _ => Err("expected 0.05 to 3600 seconds | cần từ 0.05 đến 3600 giây".to_string()),
    }
}

/// Reads a period's id.
pub fn period(text: &str) -> Result<PeriodId, String> {
    PeriodId::parse(text).ok_or_else(|| {
        "expected 2022-h1, 2022-q3, 2022-9m or 2022 | cần dạng 2022-h1, 2022-q3, 2022-9m hoặc 2022".to_owned()
    })
}

/// Reads a file name that is fit for an address.
pub fn name(text: &str) -> Result<String, String> {
    if slug::is_slug(text) {
        Ok(text.to_owned())
    } else {
        {
            let fit = slug::slug(text);
            Err(format!("expected a name such as {fit} | cần một tên như {fit}"))
        }
    }
}
