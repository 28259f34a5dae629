//! `congbo verify`

use std::path::Path;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::terminal::Terminal;
use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::shell::{publish, verify};

/// Options of `congbo verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// A folder, or the address of a published site
    /// | Một thư mục, hoặc địa chỉ của trang đã công bố
    #[arg(value_name = "FOLDER or URL | THƯ MỤC hoặc URL", default_value = "public")]
    place: String,
}

/// Compares a copy with its manifest and names what differs.
pub fn run(arguments: &VerifyArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let place = arguments.place.as_str();
    let is_web = place.starts_with("http://") || place.starts_with("https://");
    let comparison = if is_web { publish::verify_web(place)? } else { verify::folder(Path::new(place))? };
    let said = |path: &str, what: Bilingual| {
        let what = what.of(terminal.language).to_owned();
        terminal.print(&format!("{path}: {what}\n"));
    };
    comparison.changed.iter().for_each(|path| said(path, bilingual!(vi: "khác mã", en: "another hash")));
    comparison.missing.iter().for_each(|path| said(path, bilingual!(vi: "thiếu", en: "missing")));
    comparison.foreign.iter().for_each(|path| said(path, bilingual!(vi: "tệp lạ", en: "not in the manifest")));
    let same = comparison.check(place)?;
    terminal.tell(&bilingual!(vi: "{place}: {same} tệp, tất cả đúng", en: "{place}: {same} files, all right"));
    Ok(Outcome::Done)
}
