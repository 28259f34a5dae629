//! `congbo publish`

use std::io::IsTerminal;
use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::Folders;
use crate::cli::terminal::Terminal;
use crate::content::PublishTarget;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::publish::credentials::Environment;
use crate::shell::publish::named::{Heard, build_and_publish, target};
use crate::shell::publish::{self, News, Options};

/// Options of `congbo publish`.
#[derive(Debug, Args)]
pub struct PublishArguments {
    /// The target's name in site.yaml; may be left out when there is only one
    /// | Tên của đích trong site.yaml; có thể bỏ trống khi chỉ có một đích
    #[arg(value_name = "TARGET | ĐÍCH")]
    target: Option<String>,
    /// Where content and themes lie.
    #[command(flatten)]
    folders: Folders,
    /// Folder of the built site
    /// | Thư mục của trang đã dựng
    #[arg(long, default_value = "public", value_name = "FOLDER | THƯ MỤC")]
    output: PathBuf,
    /// Only list what would be added, changed and removed
    /// | Chỉ liệt kê những gì sẽ thêm, sửa, bỏ
    #[arg(long)]
    dry_run: bool,
    /// Read everything back afterwards and compare it
    /// | Sau đó đọc lại tất cả và so sánh
    #[arg(long)]
    verify: bool,
    /// Bring the publication before the last one back (folders and SSH)
    /// | Quay lại bản công bố trước bản cuối (thư mục và SSH)
    #[arg(long, conflicts_with_all = ["dry_run", "verify"])]
    rollback: bool,
    /// Replace files that someone else changed at the target
    /// | Thay cả những tệp mà người khác đã sửa tại đích
    #[arg(long)]
    overwrite: bool,
    /// Accept a server's key or certificate by its fingerprint, as its administrator told it
    /// | Chấp nhận khoá hoặc chứng thư của máy chủ theo dấu vân tay mà người quản trị cho biết
    #[arg(long, value_name = "FINGERPRINT | DẤU VÂN TAY")]
    accept_host_key: Option<String>,
}

/// Builds the site and publishes it, or brings back what was published before.
pub fn run(arguments: &PublishArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workplace = arguments.folders.workplace(&arguments.output)?;
    let name = arguments.target.as_deref();
    let site = workplace.site_info().ok_or_else(|| messages::publish::no_target(name, &[]))?;
    let target = target(&site, name)?;
    let options = Options { sources: vec![workplace.content.clone()], ..arguments.options() };
    if arguments.rollback {
        terminal.warn(publish::roll_back(target, &options)?.as_ref());
        let name = &target.name;
        terminal.tell(&bilingual!(vi: "{name}: đã trở lại bản trước", en: "{name}: the publication before is back"));
        return Ok(Outcome::Done);
    }
    let hear = |heard: Heard<'_>| match heard {
        Heard::Built(built) => {
            terminal.show(&built.diagnostics, &built.sources, &workplace.content_prefix());
            terminal.warn(built.mended.as_ref());
        }
        Heard::News(News::PasswordInClear(warning)) => {
            terminal.show(std::slice::from_ref(warning), &workplace.site_source(), &workplace.content_prefix());
        }
        Heard::News(News::Vanishing(vanishing)) => {
            terminal.tell(&messages::publish::vanishing(&target.name, vanishing));
        }
        Heard::News(News::Rewritten(rewritten)) => {
            terminal.tell(&messages::publish::rewritten(&target.name, rewritten));
        }
    };
    let Some(outcome) = build_and_publish(&workplace, Some(&*target.name), &options, &hear)? else {
        return Ok(Outcome::ContentErrors);
    };
    terminal.warn(outcome.mended.as_ref());
    if arguments.dry_run {
        list(&outcome, terminal);
    }
    tell(&outcome, target, arguments.dry_run, terminal);
    Ok(Outcome::Done)
}

impl PublishArguments {
    fn options(&self) -> Options {
        Options {
            dry_run: self.dry_run,
            verify: self.verify,
            overwrite: self.overwrite,
            accept: self.accept_host_key.clone(),
            quiet: !std::io::stderr().is_terminal(),
            environment: Environment::of_process(),
            ..Options::default()
        }
    }
}

fn list(outcome: &publish::Outcome, terminal: &Terminal) {
    let difference = &outcome.difference;
    for (sign, paths) in [('+', &difference.added), ('~', &difference.changed), ('-', &difference.removed)] {
        for path in paths {
            let size = outcome.sizes.get(path).map_or_else(String::new, |bytes| format!("{bytes:>10}"));
            terminal.print(&format!("{sign} {size:>10} {path}\n"));
        }
    }
}

fn tell(outcome: &publish::Outcome, target: &PublishTarget, is_plan: bool, terminal: &Terminal) {
    let (name, difference) = (&target.name, &outcome.difference);
    let (added, changed, removed) = (difference.added.len(), difference.changed.len(), difference.removed.len());
    let bytes = if is_plan { outcome.planned_bytes() } else { outcome.sent_bytes };
    terminal.tell(&match is_plan {
        true => bilingual!(
            vi: "{name}: sẽ thêm {added}, sửa {changed}, bỏ {removed} tệp, gửi {bytes} byte",
            en: "{name}: would add {added}, change {changed} and remove {removed} files, sending {bytes} bytes",
        ),
        false => bilingual!(
            vi: "{name}: đã thêm {added}, sửa {changed}, bỏ {removed} tệp, gửi {bytes} byte",
            en: "{name}: {added} files added, {changed} changed, {removed} removed, {bytes} bytes sent",
        ),
    });
    let faults = outcome.faults;
    if faults > 0 {
        terminal
            .tell(&bilingual!(vi: "  {faults} lần mất kết nối đã vượt qua", en: "  {faults} passing faults overcome"));
    }
    if let Some(count) = outcome.verified {
        terminal
            .tell(&bilingual!(vi: "  đã đọc lại {count} tệp, tất cả đúng", en: "  {count} files read back, all right"));
    }
}
