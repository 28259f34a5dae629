//! `congbo desk`, and `congbo` alone.

use std::path::PathBuf;

use clap::Args;

use crate::cli::Outcome;
use crate::cli::common::Folders;
use crate::cli::serve::port;
use crate::cli::terminal::Terminal;
use crate::desk::DeskOptions;
use crate::desk::server::Server;
use crate::diagnostic::bilingual;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::shell::publish::credentials::Environment;

/// Options of `congbo desk`.
#[derive(Debug, Args)]
pub struct DeskArguments {
    /// Where content and themes lie.
    #[command(flatten)]
    folders: Folders,
    /// Folder of the built site
    /// | Thư mục của trang đã dựng
    #[arg(long, default_value = "public", value_name = "FOLDER | THƯ MỤC")]
    output: PathBuf,
    /// Port to listen on; by default the first free one from 8000 on
    /// | Cổng; mặc định là cổng trống đầu tiên từ 8000
    #[arg(long, value_name = "PORT | CỔNG", value_parser = port)]
    port: Option<u16>,
    /// Only say the address, and open no browser
    /// | Chỉ in địa chỉ, không mở trình duyệt
    #[arg(long)]
    no_open: bool,
}

/// Keeps the desk until it is interrupted.
pub fn run(arguments: &DeskArguments, terminal: &Terminal) -> Result<Outcome, Failure> {
    let environment = Environment::of_process();
    let server = Server::open(&DeskOptions {
        workplace: arguments.folders.workplace(&arguments.output)?,
        port: arguments.port,
        language: terminal.language,
        memory: environment.desk_memory(),
        environment,
    })?;
    let url = server.url();
    terminal.tell(&bilingual!(
        vi: "bàn làm việc: {url} (Ctrl+C, hoặc đóng cửa sổ này, để dừng)",
        en: "the desk: {url} (Ctrl+C, or close this window, to stop)",
    ));
    if !arguments.no_open
        && let Err(cause) = open::that_detached(&url)
    {
        terminal.fail(&messages::serve::cannot_open_browser(&url, &cause));
    }
    server.run(async { _ = tokio::signal::ctrl_c().await })?;
    Ok(Outcome::Done)
}

/// On Windows a double click opens a black window that would end the desk when it is closed: the desk goes on in a process of its
/// own, and the window goes. It is closed by its own button.
#[cfg(windows)]
pub fn goes_on_without_window() -> bool {
    use std::os::windows::process::CommandExt;
    use std::process::{Command, Stdio};
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let program = std::env::current_exe().map(Command::new);
    let begun = program.and_then(|mut program| {
        let program = program.arg("desk").creation_flags(CREATE_NO_WINDOW);
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    });
    begun.is_ok()
}

/// Elsewhere whoever starts it has a terminal already.
#[cfg(not(windows))]
pub fn goes_on_without_window() -> bool {
    false
}
