//! Where a site is made: its content, its theme, its output, and the day it is made for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::content::SiteInfo;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::parse::names::Names;
use crate::parse::{Entries, parse};
use crate::shell::load::{ContentFolder, Limits};
use crate::source::{SourcePath, Sources};
use trichdan::calendar::Date;

/// The folders of a site and the day given to its build.
#[derive(Debug, Clone)]
pub struct Workplace {
    /// The content folder.
    pub content: PathBuf,
    /// The folder of themes; it need not exist.
    pub themes: PathBuf,
    /// The folder that becomes the site.
    pub output: PathBuf,
    /// The day for status; none lets the content decide.
    pub today: Option<Date>,
}

impl Workplace {
    /// The folder of the theme that `site.yaml` asks for, if there is one; else the built-in theme is used alone.
    pub fn theme_folder(&self) -> Option<PathBuf> {
        let theme = self.site_info().and_then(|site| site.theme);
        let folder = self.themes.join(theme.as_deref().unwrap_or("default"));
        folder.is_dir().then_some(folder)
    }

    /// What `site.yaml` says, if it can be read; what is wrong with it is said when everything is read.
    pub fn site_info(&self) -> Option<SiteInfo> {
        let sources = self.site_source();
        let parsed = sources.texts.iter().next().map(|(path, text)| parse(path, text, &Names::default()).entries);
        match parsed {
            Some(Entries::Site(site)) => Some(site.value.clone()),
            _ => None,
        }
    }

    /// `site.yaml` alone, for messages about what it says; nothing where it cannot be read.
    pub fn site_source(&self) -> Sources {
        let mut sources = Sources::default();
        if let Ok(text) = std::fs::read_to_string(self.content.join("site.yaml")) {
            let path = SourcePath::new("site.yaml").expect("a plain name");
            sources.texts.insert(path, Arc::from(text));
        }
        sources
    }

    /// Opens content and theme for reading.
    pub fn open(&self) -> Result<ContentFolder, Failure> {
        ContentFolder::open(&self.content, self.theme_folder().as_deref(), Limits::default())
    }

    /// The folders that the output must keep clear of.
    pub fn sources(&self) -> [&Path; 1] {
        [&self.content]
    }

    /// What stands before a path in messages: `content/`.
    pub fn content_prefix(&self) -> String {
        format!("{}/", self.content.display())
    }
}

/// The law's clock: UTC+7 all over Vietnam (Quyết định 134/2002/QĐ-TTg), wherever the machine stands.
pub const LAW_TIME: jiff::tz::TimeZone = jiff::tz::TimeZone::fixed(jiff::tz::offset(7));

/// The day that it is in Vietnam, whatever the machine's own time zone.
pub fn clock_day() -> Date {
    law_day(jiff::Timestamp::now())
}

fn law_day(moment: jiff::Timestamp) -> Date {
    moment.to_zoned_datetime(LAW_TIME).date()
}

/// The day in Vietnam of `SOURCE_DATE_EPOCH`, seconds since 1970 (reproducible-builds.org).
///
/// Fails when the variable is set to something else.
pub fn source_date_epoch() -> Result<Option<Date>, Failure> {
    let Some(written) = std::env::var_os("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let seconds = written.to_str().and_then(|text| text.parse::<i64>().ok());
    let moment = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    match moment {
        Some(moment) => Ok(Some(law_day(moment))),
        None => Err(messages::command::bad_epoch(&written.to_string_lossy())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_begins_as_it_does_in_vietnam() {
        for (moment, day) in [("2022-06-30T16:59:59Z", "2022-06-30"), ("2022-06-30T17:00:00Z", "2022-07-01")] {
            let moment: jiff::Timestamp = moment.parse().expect("a moment");
            assert_eq!(law_day(moment).to_string(), day);
        }
    }
}
