//! `congbo serve`

use std::net::IpAddr;

use clap::Args;

use crate::cli::Outcome;
use crate::diagnostic::bilingual;

use crate::cli::common::{Folders, Noticing};
use crate::cli::terminal::Terminal;
use crate::cli::watch::{name, out_of_watches};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::print;
use crate::shell::serve::{Patience, Report, ServeOptions, Server};
use crate::source::Sources;

/// Options of `congbo serve`.
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// Where content and themes lie.
    #[command(flatten)]
    pub folders: Folders,
    /// Open the site in the browser
    /// | Mở trang trong trình duyệt
    #[arg(long)]
    pub open: bool,
    /// Port to listen on; by default the first free one from 8000 on
    /// | Cổng; mặc định là cổng trống đầu tiên từ 8000
    #[arg(long, value_name = "PORT | CỔNG", value_parser = port)]
    pub port: Option<u16>,
    /// Address to listen on; by default this machine alone can reach the site
    /// | Địa chỉ lắng nghe; mặc định chỉ máy này xem được
    #[arg(long, value_name = "ADDRESS | ĐỊA CHỈ", value_parser = address)]
    pub host: Option<IpAddr>,
    /// Another name under which browsers reach this machine; may be given several times
    /// | Tên khác mà trình duyệt dùng để tới máy này; có thể ghi nhiều lần
    #[arg(long, value_name = "NAME | TÊN")]
    pub host_name: Vec<String>,
    /// How changes are noticed.
    #[command(flatten)]
    pub noticing: Noticing,
}

pub fn port(written: &str) -> Result<u16, String> {
    written.parse().map_err(|_| "expected a number from 0 to 65535 | cần một số từ 0 đến 65535".to_owned())
}

fn address(written: &str) -> Result<IpAddr, String> {
    written
        .parse()
        .map_err(|_| "expected an address such as 127.0.0.1 or ::1 | cần một địa chỉ như 127.0.0.1 hoặc ::1".to_owned())
}

/// Serves until it is interrupted.
pub fn run(arguments: &ServeArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    // Nothing is written: the output folder is only named so that it is not the content.
    let workplace = arguments.folders.workplace("public".as_ref())?;
    let options = ServeOptions {
        host: arguments.host,
        port: arguments.port,
        host_names: arguments.host_name.clone(),
        poll: arguments.noticing.poll,
        language: terminal.language,
        patience: Patience::default(),
    };
    let (server, first) = Server::open(&workplace, &options)?;
    let mut teller = Teller { terminal: *terminal, prefix: workplace.content_prefix(), said: Vec::new() };
    if server.polls() && options.poll.is_none() {
        terminal.tell(&out_of_watches());
    }
    teller.say(&first, server.sources());
    if let Some(moved) = server.moved() {
        terminal.tell(&moved);
    }
    let url = server.url();
    terminal.tell(&bilingual!(vi: "{url} (Ctrl+C để dừng)", en: "{url} (Ctrl+C to stop)"));
    if arguments.open
        && let Err(cause) = open::that_detached(&url)
    {
        terminal.fail(&messages::serve::cannot_open_browser(&url, &cause));
    }
    // Where the signal cannot be had, the system ends the program by itself.
    let interrupted = async { _ = tokio::signal::ctrl_c().await };
    server.run(interrupted, move |report, sources| teller.tell(report, sources))?;
    Ok(Outcome::Done)
}

/// Says what is new, and not again what was said before.
struct Teller {
    terminal: Terminal,
    prefix: String,
    said: Vec<Diagnostic>,
}

impl Teller {
    fn tell(&mut self, report: Result<Report, Failure>, sources: &Sources) {
        match report {
            Ok(report) => self.say(&report, sources),
            Err(failure) => _ = self.terminal.fail(&failure),
        }
    }

    fn say(&mut self, report: &Report, sources: &Sources) {
        let is_fresh = |diagnostic: &&Diagnostic| self.said.binary_search(diagnostic).is_err();
        let fresh: Vec<Diagnostic> = report.diagnostics.iter().filter(is_fresh).cloned().collect();
        self.terminal.show(&fresh, sources, &self.prefix);
        self.said.clone_from(&report.diagnostics);
        // Sorted: only for the search.
        self.said.sort_unstable();
        let (what, milliseconds) = (name(&report.batch), report.took.as_millis());
        let summary = print::summary(&report.diagnostics, self.terminal.language);
        self.terminal.tell(&match report.pages {
            Some(pages) => bilingual!(
                vi: "{what}: {pages} trang thay đổi, trong {milliseconds} ms",
                en: "{what}: {pages} pages changed, in {milliseconds} ms",
            ),
            None => bilingual!(
                vi: "{what}: {summary}; vẫn hiện trang tốt gần nhất ({milliseconds} ms)",
                en: "{what}: {summary}; the last good site is still shown ({milliseconds} ms)",
            ),
        });
    }
}
