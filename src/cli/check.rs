//! `congbo check`

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::{Folders, Format};
use crate::cli::terminal::{Terminal, stops};
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::shell::check::{mend, read};
use crate::shell::external::Manners;

/// Options of `congbo check`.
#[derive(Debug, Args)]
pub struct CheckOptions {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Mend letters that are not what they look like (NFC, Ð, Cyrillic), and show the difference; never wording
    /// | Chữa những chữ không đúng như vẻ ngoài (NFC, Ð, Kirin) và cho xem chỗ khác; không bao giờ sửa câu chữ
    #[arg(long)]
    pub fix: bool,
    /// Ask other hosts whether links to them still work, slowly
    /// | Hỏi các máy chủ khác xem liên kết tới đó còn dùng được không, chậm rãi
    #[arg(long)]
    pub external: bool,
    /// File that remembers other hosts' answers for a week
    /// | Tệp nhớ câu trả lời của các máy chủ khác trong một tuần
    #[arg(long, value_name = "FILE | TỆP", requires = "external")]
    pub link_cache: Option<PathBuf>,
    /// Let warnings give exit status 1 too
    /// | Cảnh báo cũng cho mã thoát 1
    #[arg(long)]
    pub strict: bool,
}

/// Reads the content carefully, mending letters first if asked to.
pub fn run(options: &CheckOptions, terminal: &Terminal) -> Result<Outcome, Failure> {
    let workplace = options.folders.workplace(&options.folders.content)?;
    if options.fix {
        let mended = mend(&workplace)?;
        for file in &mended {
            // Machines read messages on standard output; the diff is for people.
            match terminal.format {
                Format::Human => terminal.print(&file.diff),
                _ => eprint!("{}", file.diff),
            }
        }
        let files = mended.len();
        let letters: usize = mended.iter().map(|file| file.composed + file.exchanged).sum();
        terminal.tell(&bilingual!(
            vi: "đã sửa {letters} chữ trong {files} tệp; không đổi câu chữ nào",
            en: "mended {letters} letters in {files} files; no wording was changed",
        ));
    }
    let manners = Manners { memory: options.link_cache.clone(), ..Manners::default() };
    let reading = read(&workplace, options.external.then_some(&manners))?;
    terminal.show(&reading.diagnostics, &reading.sources, &workplace.content_prefix());
    if reading.diagnostics.is_empty() {
        terminal.tell(&bilingual!(vi: "không có gì đáng ngờ", en: "nothing doubtful"));
    }
    Ok(if stops(&reading.diagnostics, options.strict) { Outcome::ContentErrors } else { Outcome::Done })
}
