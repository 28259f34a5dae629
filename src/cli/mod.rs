//! The words a person types become a command; what it has to say goes to the terminal; its outcome is an exit status.
//!
//! Exit status 0: done. 1: the content has errors. 2: wrong use, or the world failed.

mod arguments;
mod build;
mod check;
mod cite;
mod explain;
mod help;
mod import;
mod new;
mod publish;
mod schema;
mod serve;
mod terminal;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::diagnostic::Language;
use arguments::{Arguments, Command};
use terminal::Terminal;

/// What became of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It did its work.
    Done,
    /// The content has errors.
    ContentErrors,
    /// The world failed, and it was said how.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        ExitCode::from(match outcome {
            Outcome::Done => 0,
            Outcome::ContentErrors => 1,
            Outcome::Failed => 2,
        })
    }
}

/// Runs the command that `arguments` (the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let command = match terminal::language_asked_for(&words) {
        Language::Vietnamese => help::in_vietnamese(Arguments::command()),
        Language::English => Arguments::command(),
    };
    let arguments = match command.try_get_matches_from(words).and_then(|matches| Arguments::from_arg_matches(&matches))
    {
        Ok(arguments) => arguments,
        // Also `--help` and `--version`, which are no errors and exit with 0.
        Err(error) => error.exit(),
    };
    let terminal = Terminal::new(&arguments.common);
    let outcome = match &arguments.command {
        Command::Build(options) => build::run(options, &terminal),
        Command::Cite(options) => cite::run(options, &terminal),
        Command::Watch(options) => watch::run(options, &terminal),
        Command::Import(options) => import::run(options, &terminal),
        Command::New(options) => new::run(options, &terminal),
        Command::Check(options) => check::run(options, &terminal),
        Command::Explain(options) => explain::run(options, &terminal),
        Command::Serve(arguments) => serve::run(arguments, &terminal),
        Command::Publish(options) => publish::run(options, &terminal),
        Command::Verify(options) => publish::run_verify(options, &terminal),
        Command::Package(options) => publish::run_package(options, &terminal),
        Command::Schema(options) => schema::run(options, &terminal),
    };
    outcome.unwrap_or_else(|failure| terminal.fail(&failure)).into()
}
