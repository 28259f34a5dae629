//! What `--help` and wrong use say, in both languages, at 80 columns: a file for each language under `data/help/`.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::fixture::check_golden;

/// What is typed after `congbo`.
const TYPED: &[&str] = &[
    "--help",
    "build --help",
    "publish --help",
    "new period --help",
    "--version",
    "",
    "bild",
    "build --outptu x",
    "build --date hom-nay",
    "build --output",
    "import",
    "new",
    "new period 2022-x",
    "new report 2022-h1 Báo_cáo",
    "check --format xml",
    "check --link-cache a",
    "watch --poll 0",
    "publish --rollback --dry-run",
    "publish a b",
    "cite --add a.txt",
    "build --strict --strict",
    "build --strict=yes",
    "serve --port 70000",
    "serve --port tam",
    "serve --host may-chu",
];

#[track_caller]
fn check(language: &str) {
    let mut shown = String::new();
    for typed in TYPED {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command.args(["--lang", language]).args(typed.split_whitespace()).env("COLUMNS", "80");
        let output = command.output().expect("congbo runs");
        let said = [output.stdout, output.stderr].concat();
        let status = output.status.code().map_or("none".to_owned(), |code| code.to_string());
        shown.push_str(&format!("$ congbo {typed}\n{}[{status}]\n\n", String::from_utf8_lossy(&said)));
    }
    let path = format!("{}/tests/suite/data/help/{language}.txt", env!("CARGO_MANIFEST_DIR"));
    check_golden(Path::new(&path), &shown.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
}

#[test]
fn help_in_vietnamese() {
    check("vi");
}

#[test]
fn help_in_english() {
    check("en");
}

/// A double click types nothing; then the language is the system's. No browser can be opened without a path to one.
#[test]
fn without_a_command_the_desk_opens() {
    for (locale, said) in
        [("vi_VN.UTF-8", "bàn làm việc: http://127.0.0.1:"), ("en_GB.UTF-8", "the desk: http://127.0.0.1:")]
    {
        let home = tempfile::tempdir().expect("a folder can be made");
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command.env("LC_ALL", locale).env("PATH", "").env("HOME", home.path()).current_dir(home.path());
        let mut program = command.stderr(Stdio::piped()).spawn().expect("congbo runs");
        let mut line = String::new();
        let read = BufReader::new(program.stderr.take().expect("it is piped")).read_line(&mut line);
        program.kill().expect("it runs until it is stopped");
        program.wait().expect("it ends");
        assert!(read.is_ok() && line.starts_with(said), "{locale}: {line}");
    }
}
