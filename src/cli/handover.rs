//! `congbo handover`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::Folders;
use crate::cli::terminal::Terminal;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Bilingual, bilingual, has_errors};
use crate::handover::Account;
use crate::shell::handover::{self, Written};

/// Options of `congbo handover`.
#[derive(Debug, Args)]
pub struct HandoverArguments {
    /// The heir: the id of a place or of a body
    /// | Nơi kế thừa: mã trong places.yaml, trong danh mục kèm chương trình hoặc trong issuers.yaml
    #[arg(long, value_name = "ID | MÃ")]
    to: String,
    /// Where content and themes lie.
    #[command(flatten)]
    folders: Folders,
    /// Folder that becomes the heir's content; by default ban-giao-ID
    /// | Thư mục nội dung của nơi kế thừa; mặc định ban-giao-MÃ
    #[arg(long, value_name = "FOLDER | THƯ MỤC")]
    output: Option<PathBuf>,
}

/// Hands a part of a closed archive over to one of its heirs.
pub fn run(arguments: &HandoverArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let to = arguments.output.clone().unwrap_or_else(|| PathBuf::from(format!("ban-giao-{}", arguments.to)));
    let workplace = arguments.folders.workplace(&to)?;
    match handover::run(&workplace, &arguments.to, &to)? {
        handover::Outcome::Errors(diagnostics, sources) => {
            terminal.show(&diagnostics, &sources, &workplace.content_prefix());
            Ok(Outcome::ContentErrors)
        }
        handover::Outcome::Written(written) => {
            let Written { account, files, diagnostics, sources } = *written;
            terminal.show(&diagnostics, &sources, &format!("{}/", to.display()));
            let to = to.display();
            terminal.tell(&bilingual!(vi: "{to}: {files} tệp", en: "{to}: {files} files"));
            summary(&account).iter().for_each(|line| terminal.tell(line));
            Ok(if has_errors(&diagnostics) { Outcome::ContentErrors } else { Outcome::Done })
        }
    }
}

/// What was taken and left, and what is still to be written by hand.
fn summary(account: &Account) -> Vec<Bilingual> {
    let Account { heir, keeper, title, address, day, page, .. } = account;
    let mut lines = vec![bilingual!(
        vi: "phần của \"{title}\" ({address}) về {heir}, cho {keeper}, ngày {day}",
        en: "the part of \"{title}\" ({address}) about {heir}, for {keeper}, on {day}",
    )];
    for line in &account.lines {
        let (Bilingual { vi, en }, taken, left) = (line.kind.name(), line.taken.len(), line.left.len());
        let why = line.kind.why_left();
        let (why_vi, why_en) =
            if left > 0 { (format!(": {}", why.vi), format!(": {}", why.en)) } else { Default::default() };
        lines.push(bilingual!(
            vi: "  {vi}: lấy {taken}, để lại {left}{why_vi}",
            en: "  {en}: {taken} taken, {left} left{why_en}",
        ));
    }
    if !account.cut.is_empty() {
        let count = account.cut.len();
        lines.push(bilingual!(
            vi: "  {count} con số không còn dẫn về mô hình, vì có mô hình để lại",
            en: "  {count} figures no more name their models, for some of these are left",
        ));
    }
    lines.push(bilingual!(
        vi: "biên bản: pages/{page}.md, root/ban-giao.txt, root/ban-giao-sha256.txt; còn là mẫu trong site.yaml: base_url, identity",
        en: "record: pages/{page}.md, root/ban-giao.txt, root/ban-giao-sha256.txt; still samples in site.yaml: base_url, identity",
    ));
    lines
}
