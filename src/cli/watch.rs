//! `congbo watch`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::diagnostic::bilingual;

use crate::cli::common::{Folders, Noticing};
use crate::cli::terminal::Terminal;
use crate::diagnostic::Bilingual;
use crate::diagnostic::failure::Failure;
use crate::print;
use crate::shell::batch::Batch;
use crate::shell::watch::{Report, Rhythm, Watch};
use crate::shell::workplace::Workplace;

/// Options of `congbo watch`.
#[derive(Debug, Args)]
pub struct WatchOptions {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Folder that becomes the site
    /// | Thư mục của trang được dựng
    #[arg(long, default_value = "public", value_name = "FOLDER | THƯ MỤC")]
    pub output: PathBuf,
    /// How changes are noticed.
    #[command(flatten)]
    pub noticing: Noticing,
}

/// Builds, and rebuilds until it is interrupted.
pub fn run(options: &WatchOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workplace = options.folders.workplace(&options.output)?;
    let (mut watch, report) = Watch::open(&workplace, Rhythm::with_poll(options.noticing.poll))?;
    if watch.polls() && options.noticing.poll.is_none() {
        terminal.tell(&out_of_watches());
    }
    say(&report, &watch, terminal, &workplace);
    while let Some(report) = watch.wait() {
        say(&report, &watch, terminal, &workplace);
    }
    Ok(Outcome::Done)
}

/// What the system's refusal to give more watches means.
pub fn out_of_watches() -> Bilingual {
    bilingual!(
        vi: "hệ thống không cho theo dõi thêm thư mục: congbo tự xem lại mỗi giây (trên Linux có thể tăng fs.inotify.max_user_watches)",
        en: "the system has no more watches to give: congbo looks through the folders every second (on Linux, raise fs.inotify.max_user_watches)",
    )
}

fn say(report: &Report, watch: &Watch, terminal: &Terminal, workplace: &Workplace) {
    terminal.show(&report.fresh, watch.sources(), &workplace.content_prefix());
    for failure in &report.failures {
        terminal.fail(failure);
    }
    terminal.warn(report.mended.as_ref());
    // What the watch does by itself is about the output.
    let by_itself = report.batch.is_empty();
    let what = if by_itself { workplace.output.display().to_string() } else { name(&report.batch) };
    let milliseconds = report.took.as_millis();
    let Some(written) = report.written else {
        let summary = print::summary(&report.diagnostics, terminal.language);
        terminal.tell(&bilingual!(
            vi: "{what}: {summary}; trang đã dựng trước đó được giữ nguyên ({milliseconds} ms)",
            en: "{what}: {summary}; the site as it was last built stays ({milliseconds} ms)",
        ));
        return;
    };
    let (files, removed) = (written.added + written.changed, written.removed);
    terminal.tell(&match report.waiting {
        0 => bilingual!(
            vi: "{what}: ghi {files} tệp, bỏ {removed}, trong {milliseconds} ms",
            en: "{what}: {files} files written, {removed} removed, in {milliseconds} ms",
        ),
        waiting => bilingual!(
            vi: "{what}: ghi {files} tệp, bỏ {removed}, còn {waiting} tệp chưa ghi được và sẽ thử lại, trong {milliseconds} ms",
            en: "{what}: {files} files written, {removed} removed, {waiting} could not be yet and will be tried again, in {milliseconds} ms",
        ),
    });
}

/// What changed, in a few words.
pub fn name(batch: &Batch) -> String {
    let mut paths = batch.paths.iter().map(|path| path.display());
    match (batch.everything, paths.next(), paths.count()) {
        (true, ..) | (_, None, _) => "*".to_owned(),
        (_, Some(only), 0) => only.to_string(),
        (_, Some(first), more) => format!("{first} +{more}"),
    }
}
