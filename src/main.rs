//! The program: the words a person typed become a command, and its outcome an exit status.

fn main() -> std::process::ExitCode {
    congbo::cli::run(std::env::args_os())
}
