//! What README tells people to type works as it stands there.

use std::path::{Path, PathBuf};
use std::process::Command;

use clap::CommandFactory;
use congbo::inside::cli::Arguments;

use crate::fixture::copy_folder;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).expect("README.md can be read")
}

/// The one block of commands that holds some words.
#[track_caller]
fn block(words: &str) -> String {
    let readme = readme();
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let found: Vec<&str> = blocks.filter(|block| block.contains(words)).collect();
    let [only] = found[..] else { panic!("{} blocks of commands hold {words:?}", found.len()) };
    only.to_owned()
}

/// Types commands in a copy of the real site; gives its folder, for as long as it is kept.
#[track_caller]
fn type_in(commands: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    for name in ["content", "themes"] {
        copy_folder(&root().join(name), &folder.path().join(name));
    }
    let program = PathBuf::from(env!("CARGO_BIN_EXE_congbo"));
    let beside = program.parent().expect("the program lies in a folder");
    let path = std::env::join_paths(
        std::iter::once(beside.to_owned()).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let output = Command::new("sh")
        .args(["-euc", commands])
        .env("PATH", path.expect("no folder's name holds a colon"))
        .current_dir(folder.path())
        .output()
        .expect("there is a shell");
    assert!(output.status.success(), "{commands}\n{}", String::from_utf8_lossy(&output.stderr));
    folder
}

#[test]
fn an_editor_finds_the_schema() {
    let folder = type_in(&(block("congbo schema") + "\ncongbo build"));
    let legal = folder.path().join("content/2022-h1/legal.yaml");
    let text = std::fs::read_to_string(&legal).expect("the file is there");
    let (_, named) = text.lines().next().and_then(|line| line.split_once("$schema=")).expect("the first line names it");
    let schema = legal.parent().expect("it lies in a folder").join(named);
    let schema = std::fs::read_to_string(&schema).unwrap_or_else(|error| panic!("{}: {error}", schema.display()));
    assert!(schema.contains("\"$schema\""), "{schema}");
}

#[test]
fn a_theme_begins_with_one_word() {
    let folder = type_in(&(block("themes/huyen/words") + "\ncongbo build"));
    let page = std::fs::read_to_string(folder.path().join("public/index.html")).expect("the page is built");
    assert!(page.contains("Văn bản chỉ đạo"));
}

/// `congbo publish --dry-run`: the command is there, and so is the option.
#[test]
fn commands_and_options_are_there() {
    let mut program = Arguments::command();
    program.build();
    let readme = readme();
    let mut tried = 0;
    for line in readme.lines() {
        for typed in line.split("congbo ").skip(1) {
            let mut words = typed.split([' ', '`', '"', '\\', ')', '…', ';']);
            let name = words.next().unwrap_or_default();
            let Some(command) = program.find_subcommand(name) else { continue };
            tried += 1;
            for option in words.take_while(|word| !matches!(*word, "&&" | "|" | "congbo" | "")) {
                let Some(long) = option.strip_prefix("--") else { continue };
                let is_known = command.get_arguments().any(|argument| argument.get_long() == Some(long));
                assert!(is_known, "congbo {name} knows no {option}: {line}");
            }
        }
    }
    assert!(tried > 20, "README names commands");
}
