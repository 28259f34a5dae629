//! The program: the words a person typed become a command, and its outcome an exit status.

#![allow(clippy::disallowed_methods)]

/// All cores make and drop small texts all the time; the system's allocator takes a tenth longer over it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    congbo::run(std::env::args_os())
}
