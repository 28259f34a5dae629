//! `congbo build`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::diagnostic::bilingual;

use crate::cli::common::Folders;
use crate::cli::terminal::{Terminal, stops};
use crate::diagnostic::failure::Failure;
use crate::shell::build::{Built, build};

/// Options of `congbo build`.
#[derive(Debug, Args)]
pub struct BuildOptions {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Folder that becomes the site
    /// | Thư mục của trang được dựng
    #[arg(long, default_value = "public", value_name = "FOLDER | THƯ MỤC")]
    pub output: PathBuf,
    /// Let warnings stop the build too
    /// | Cảnh báo cũng dừng việc dựng trang
    #[arg(long)]
    pub strict: bool,
    /// Say how long each stage took
    /// | Cho biết thời gian của từng bước
    #[arg(long)]
    pub timings: bool,
}

/// Builds the site and says what there is to say about it.
pub fn run(options: &BuildOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workplace = options.folders.workplace(&options.output)?;
    let built = build(&workplace, |diagnostics| stops(diagnostics, options.strict))?;
    terminal.show(&built.diagnostics, &built.sources, &workplace.content_prefix());
    terminal.warn(built.mended.as_ref());
    if let Some(written) = &built.written {
        let (pages, files, bytes) = (built.pages, written.added + written.changed, written.bytes);
        let (removed, seconds) = (written.removed, built.total().as_secs_f64());
        let output = options.output.display();
        terminal.tell(&bilingual!(
            vi: "{output}: {pages} tệp, ghi {files} ({bytes} byte), bỏ {removed}, trong {seconds:.2} giây",
            en: "{output}: {pages} files, {files} written ({bytes} bytes), {removed} removed, in {seconds:.2} s",
        ));
    }
    if options.timings {
        tell_timings(&built, terminal);
    }
    let outcome = if built.written.is_some() { Outcome::Done } else { Outcome::ContentErrors };
    // The program ends here. To give a large site's memory back piece by piece takes longer than to plan its pages.
    std::mem::forget((built.site, built.sources));
    Ok(outcome)
}

fn tell_timings(built: &Built, terminal: &Terminal) {
    for (stage, time) in &built.timings {
        let milliseconds = time.as_secs_f64() * 1000.0;
        terminal
            .tell(&bilingual!(vi: "  {stage:<8} {milliseconds:>9.1} ms", en: "  {stage:<8} {milliseconds:>9.1} ms"));
    }
}
