//! What crosses the wire when one report of a large archive is edited, for each kind of target.
//!
//! ```sh
//! cargo bench --bench publish -- 10000                      # on the memory disk, /dev/shm
//! cargo bench --bench publish -- 10000 --program ../congbo  # another build of the program
//! cargo bench --bench publish -- 10000 --only SSH           # one kind of target
//! ```
//!
//! An archive is generated, published whole, and published again after one line of one report has changed: three
//! times, since a server over SSH keeps two sites, and each is filled and looked through once. Real servers on loopback
//! take it, behind a wire that counts. What they need is installed by `tests/setup`; a kind of target whose server
//! is missing is left out.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

#[allow(dead_code)]
#[path = "../archive/generate.rs"]
mod generate;
mod places;
#[allow(dead_code, clippy::unwrap_used)]
#[path = "../../suite/publish/servers.rs"]
mod servers;
mod wire;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use generate::Archive;
use places::Place;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let after =
        |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    let pages = arguments.first().and_then(|pages| pages.parse().ok()).unwrap_or(1_000);
    let program = after("--program").map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_congbo")), PathBuf::from);
    let folder = PathBuf::from(after("--folder").map_or("/dev/shm", String::as_str)).join("congbo-bench-publish");
    // Left by a run that was stopped.
    let _ = fs::remove_dir_all(&folder);
    Archive::of(pages).write_content(&folder.join("content"));

    let office = Office { program: fs::canonicalize(program).expect("the program is there"), folder: folder.clone() };
    println!(
        "| target | publication | sent, kB | received, kB | requests | s |\n| --- | --- | --: | --: | --: | --: |"
    );
    for place in places::all(&folder) {
        if after("--only").is_none_or(|name| name == place.name) {
            office.measure(place);
        }
    }
    let _ = fs::remove_dir_all(&folder);
}

/// A project folder and the program that builds and publishes it.
struct Office {
    program: PathBuf,
    folder: PathBuf,
}

impl Office {
    /// Publishes the archive and two edits of it, and tells of each what crossed the wire.
    fn measure(&self, place: Place) {
        let site = "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\ntargets:\n";
        fs::write(self.folder.join("content/site.yaml"), format!("{site}{}", place.entry)).expect("a file");
        self.accept(&place);
        let report = self.folder.join("content/2023-h1/bao-cao-0.md");
        let text = fs::read_to_string(&report).expect("the first report is there");
        for publication in ["whole", "one edit", "second edit", "third edit"] {
            if publication != "whole" {
                let edited = format!("{text}\nĐã sửa: {publication}.\n");
                fs::write(&report, edited).expect("the report can be saved");
            }
            self.run(&place, &["build"]);
            let before = place.counts();
            let start = Instant::now();
            self.run(&place, &["publish", "dich"]);
            let seconds = start.elapsed().as_secs_f64();
            let crossed = place.counts().since(&before);
            println!(
                "| {} | {publication} | {:.1} | {:.1} | {} | {seconds:.2} |",
                place.name,
                crossed.sent as f64 / 1e3,
                crossed.received as f64 / 1e3,
                crossed.requests,
            );
        }
        fs::write(&report, text).expect("the report can be saved");
        fs::remove_dir_all(self.folder.join(".public.congbo")).expect("what was remembered of the target");
    }

    /// Accepts the server's key, as a person would by the fingerprint that the refusal shows.
    fn accept(&self, place: &Place) {
        let refused = self.command(place, &["publish", "dich", "--dry-run"]).output().expect("congbo runs");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        if let Some((_, fingerprint)) = said.rsplit_once("--accept-host-key ") {
            let fingerprint = fingerprint.split_whitespace().next().expect("a fingerprint");
            self.run(place, &["publish", "dich", "--dry-run", "--accept-host-key", fingerprint]);
        }
    }

    fn run(&self, place: &Place, arguments: &[&str]) {
        let output = self.command(place, arguments).output().expect("congbo runs");
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn command(&self, place: &Place, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.folder).args(arguments).args(["--lang", "en"]).stdin(Stdio::null());
        command.env("CONGBO_KNOWN_HOSTS", self.list("known-hosts"));
        command.env("CONGBO_ACCEPTED_CERTIFICATES", self.list("certificates"));
        command.envs(place.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn list(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join(name)
    }
}
