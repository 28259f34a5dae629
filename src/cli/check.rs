//! `congbo check`

use crate::bilingual;
use crate::cli::Outcome;
use crate::cli::arguments::{CheckOptions, Format};
use crate::cli::terminal::{Terminal, stops};
use crate::diagnostic::failure::Failure;
use crate::shell::check::{mend, read};
use crate::shell::external::Manners;

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
