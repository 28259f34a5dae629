//! The house rules, held by tests: formatting, clippy, what a build can do without, and what no file may hold.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Lines of a function that still fit a screen.
const LONGEST_FUNCTION: usize = 75;

#[test]
fn code_is_formatted() {
    run_cargo(&["fmt", "--all", "--check"]);
}

#[test]
fn clippy_has_nothing_to_say() {
    run_cargo(&["clippy", "--all-targets", "--quiet", "--", "--deny", "warnings"]);
}

#[test]
fn congbo_builds_without_publishing() {
    run_cargo(&["check", "--lib", "--bins", "--no-default-features", "--quiet"]);
}

/// What may be built in and what is written beside the program are two lists, of two programs.
#[test]
fn every_licence_that_is_allowed_is_laid_beside_the_program() {
    let list = |file: &str, begin: &str| -> Vec<String> {
        let text = std::fs::read_to_string(root().join(".cargo").join(file)).expect("it is there");
        let lines = text.lines().skip_while(|line| *line != begin).skip(1).take_while(|line| *line != "]");
        lines.map(|line| line.trim().to_owned()).collect()
    };
    let allowed = list("deny.toml", "allow = [");
    assert!(allowed.len() > 10, "{allowed:?}");
    assert_eq!(allowed, list("about.toml", "accepted = ["));
}

#[track_caller]
fn run_cargo(arguments: &[&str]) {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo should run");
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo {}:\n{said}", arguments.join(" "));
}

/// What is written must outlast a power cut, which the calls of `shell/disk` see to; only the single pages of `watch`, which it
/// writes again, need not.
#[test]
fn files_are_written_in_one_place() {
    const WRITES: [&str; 6] = ["fs::write", "fs::rename", "fs::copy", "fs::hard_link", "File::create", "OpenOptions"];
    // The second is a test as a whole.
    const MAY: [&str; 2] = ["shell/write/single.rs", "render/guide.rs"];
    let others = |file: &File| !file.name.starts_with("shell/disk/") && !MAY.contains(&file.name.as_str());
    for file in sources().into_iter().filter(others) {
        for word in WRITES {
            assert!(
                !file.code().any(|line| line.contains(word)),
                "src/{} names {word}; only shell/disk may",
                file.name
            );
        }
    }
}

#[test]
fn every_file_begins_with_what_it_is() {
    for file in sources() {
        assert!(file.text.starts_with("//! "), "src/{} should begin with a sentence after `//!`", file.name);
    }
}

#[test]
fn functions_fit_a_screen() {
    for file in sources() {
        let lines: Vec<&str> = file.text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let head = line
                .trim_start()
                .trim_start_matches("pub ")
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub(super) ");
            // One without a body is a trait's.
            if !head.starts_with("fn ") || head.ends_with(';') {
                continue;
            }
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == end).map_or(1, |length| length + 1);
            assert!(length <= LONGEST_FUNCTION, "src/{}:{}: a function of {length} lines", file.name, start + 1);
        }
    }
}

#[test]
fn nothing_is_left_for_later() {
    for file in sources() {
        for word in ["todo!(", "unimplemented!(", "dbg!(", "#[ignore", "FIXME", "XXX"] {
            assert!(!file.text.contains(word), "src/{} holds {word}", file.name);
        }
    }
}

struct File {
    name: String,
    text: String,
}

impl File {
    /// The lines up to its unit tests, which may use what they like, as may examples in comments.
    fn code(&self) -> impl Iterator<Item = &str> {
        let before_tests = self.text.split("\n#[cfg(test)]").next().unwrap_or(&self.text);
        before_tests.lines().filter(|line| !line.trim_start().starts_with("//"))
    }
}

/// The texts of all source files.
pub fn texts() -> impl Iterator<Item = String> {
    sources().into_iter().map(|file| file.text)
}

fn sources() -> Vec<File> {
    let src = root().join("src");
    let mut files = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("src can be listed").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file can be read");
                files.push(File { name: name_in(&src, &path), text });
            }
        }
    }
    assert!(files.len() > 50, "the source files should be found");
    files
}

fn name_in(src: &Path, path: &Path) -> String {
    path.strip_prefix(src).expect("it was found there").to_string_lossy().replace('\\', "/")
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
