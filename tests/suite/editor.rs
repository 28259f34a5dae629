//! `congbo watch` under a random editor on a real folder: in whatever way files are saved, and whatever befalls the output,
//! it becomes what a clean build makes of the content, byte for byte, and its manifest says so.
//!
//! How to run many edits with a seed of one's own: `tests/README.md`.

#![allow(clippy::unwrap_used)]

mod fault;
mod save;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use congbo::inside::diagnostic::{Severity, has_errors};
use congbo::inside::release::manifest::{FILE_NAME, Hash, Manifest};
use congbo::inside::shell::build::build;
use congbo::inside::shell::watch::{Report, Stopper, Watch};
use congbo::inside::shell::workplace::Workplace;

use crate::disks::{Asked, refusing};
use crate::incremental::Folder;
use crate::random::Random;
use crate::watch::quick;
use fault::{Fault, Kind};
use save::Way;

/// Edits in one run of a test in the gate.
const EDITS: usize = 14;

/// Longer than anything takes, because the machine may have other work.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn whatever_is_saved_becomes_a_clean_build() {
    Bench::new(None, 1).run();
}

#[test]
fn whatever_is_saved_becomes_a_clean_build_where_no_events_come() {
    Bench::new(Some(Duration::from_millis(50)), 2).run();
}

/// A content folder that is edited, and an output that follows it.
struct Bench {
    place: tempfile::TempDir,
    seed: u64,
    random: Random,
    /// What the content is to be, by path; a theme lies beside it.
    folder: Folder,
    /// What of it is on the disk.
    saved: BTreeMap<String, String>,
    /// Earlier states of the content, to check out.
    branches: Vec<BTreeMap<String, String>>,
    /// What befell the output and has not been undone.
    fault: Option<Fault>,
    /// Whether the output's disk is full.
    is_full: Arc<AtomicBool>,
    watch: Watching,
    counts: Counts,
}

/// What a run did.
#[derive(Debug, Default)]
struct Counts {
    saves: BTreeMap<Way, usize>,
    faults: BTreeMap<Kind, usize>,
    compared: usize,
}

/// A watch on a thread of its own, and what it reported.
struct Watching {
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
    reports: Arc<Mutex<Vec<String>>>,
}

impl Bench {
    fn new(poll: Option<Duration>, seed: u64) -> Self {
        let seed = number_from("CONGBO_SEED").unwrap_or(seed * 0x9E37_79B9);
        let mut random = Random(seed.max(1));
        let place = tempfile::tempdir().unwrap();
        let is_full = Arc::new(AtomicBool::new(false));
        let folder = Folder::new(&mut random);
        let saved = folder.files.clone();
        save::put_all(place.path(), &saved);
        build(&workplace(place.path(), "other"), has_errors).unwrap();
        let watch = Watching::start(is_full.clone(), &workplace(place.path(), "public"), poll);
        let (branches, counts) = (vec![saved.clone()], Counts::default());
        Self { place, seed, random, folder, saved, branches, fault: None, is_full, watch, counts }
    }

    #[track_caller]
    fn run(mut self) {
        let edits = number_from("CONGBO_EDITS").map_or(EDITS, |edits| edits as usize);
        self.compare("nothing");
        for number in 0..edits {
            let done = self.step();
            self.compare(&format!("edit {number}: {done}"));
        }
        self.watch.stop();
        eprintln!("seed {}, {edits} edits: {:?}", self.seed, self.counts);
        // A site that is broken most of the time would prove little.
        assert!(self.counts.compared > edits / 3, "{:?}", self.counts);
    }

    /// Does something to the output, something to the content, or both; tells what.
    fn step(&mut self) -> String {
        let mut done = Vec::new();
        if let Some(fault) = self.fault.take() {
            done.push(format!("undone {fault:?}"));
            fault.undo();
            self.is_full.store(false, SeqCst);
            // Half the time nothing else happens: then the watch must see by itself that it can go on.
            if self.random.below(2) == 0 {
                return done.concat();
            }
        }
        if self.random.below(3) == 0 {
            let (public, other) = (self.public(), self.place.path().join("other"));
            let fault = Fault::befall(&public, &other, &mut self.random);
            self.is_full.store(fault.kind == Kind::DiskFull, SeqCst);
            *self.counts.faults.entry(fault.kind).or_default() += 1;
            done.push(format!("{fault:?}"));
            let is_alone = fault.kind == Kind::OtherSiteUnpacked || self.random.below(3) == 0;
            self.fault = fault.lasts().then_some(fault);
            if is_alone {
                return done.join("; ");
            }
        }
        done.push(self.save());
        done.join("; ")
    }

    fn save(&mut self) -> String {
        let edit = match self.random.below(8) {
            // The editor of the other test needs something to edit.
            chosen if chosen == 0 || self.folder.files.len() < 5 => {
                let branch = self.random.below(self.branches.len());
                self.folder.files = self.branches[branch].clone();
                format!("branch {branch} checked out")
            }
            1 => save::add_scan(&mut self.folder.files, &mut self.random),
            _ => self.folder.edit(&mut self.random),
        };
        let way = Way::any(&mut self.random);
        *self.counts.saves.entry(way).or_default() += 1;
        way.save(self.place.path(), &self.saved, &self.folder.files, &mut self.random);
        self.saved = self.folder.files.clone();
        if self.random.below(6) == 0 {
            self.branches.push(self.saved.clone());
        }
        format!("{edit}, by {way:?}")
    }

    /// Waits until the output is as a clean build of the content would have it, but for what is in the way.
    #[track_caller]
    fn compare(&mut self, done: &str) {
        let lasting = self.fault.as_ref().map(|fault| (fault.kind, fault.at.clone()));
        let clean = self.place.path().join("clean");
        let _ = fs::remove_dir_all(&clean);
        let built = build(&workplace(self.place.path(), "clean/public"), has_errors).unwrap();
        self.folder.was_good(built.written.is_some());
        if built.written.is_none() && self.counts.compared == 0 {
            // There has been no good site yet.
            return;
        }
        if let Some((Kind::DiskFull, _)) = lasting {
            // Long enough that writing fails.
            std::thread::sleep(Duration::from_millis(100));
            return;
        }
        // While the content has errors, the newest good site may be one that stood for a moment within the last save.
        let expected = built.written.map(|_| {
            self.counts.compared += 1;
            let mut files = tree(&clean.join("public"));
            if let Some((_, blocked)) = &lasting {
                leave_out(&mut files, &self.public(), blocked);
            }
            files
        });
        let deadline = Instant::now() + PATIENCE;
        loop {
            let found = tree(&self.public());
            let differing = match &expected {
                Some(expected) => difference(expected, &found),
                None => difference(&listed(&found), &found),
            };
            if differing.is_empty() {
                return;
            }
            if Instant::now() > deadline {
                let (seed, said) = (self.seed, self.watch.last_reports());
                panic!("seed {seed}, {done}: the output does not settle: {differing:?}\n{said}");
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn public(&self) -> PathBuf {
        self.place.path().join("public")
    }
}

impl Watching {
    fn start(is_full: Arc<AtomicBool>, workplace: &Workplace, poll: Option<Duration>) -> Self {
        let is_refused = move |asked| asked == Asked::Room && is_full.load(SeqCst);
        let disks = refusing(move |asked| is_refused(asked).then_some(ErrorKind::StorageFull));
        let (mut watch, _) = Watch::open_on(disks, workplace, quick(poll)).unwrap();
        let stopper = watch.stopper();
        let reports = Arc::new(Mutex::new(Vec::new()));
        let told = reports.clone();
        let thread = std::thread::spawn(move || {
            while let Some(report) = watch.wait() {
                told.lock().unwrap().push(told_of(&report));
            }
        });
        Self { stopper, thread: Some(thread), reports }
    }

    fn stop(&mut self) {
        self.stopper.stop();
        self.thread.take().unwrap().join().unwrap();
    }

    fn last_reports(&self) -> String {
        let reports = self.reports.lock().unwrap();
        reports[reports.len().saturating_sub(6)..].join("\n")
    }
}

/// A report in a line.
fn told_of(report: &Report) -> String {
    let errors = report.diagnostics.iter().filter(|said| said.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|said| format!("{}:{}", said.location.path, said.code.id)).collect();
    let failures: Vec<&str> = report.failures.iter().map(|failure| failure.message.en.as_str()).collect();
    let (written, waiting) = (report.written, report.waiting);
    format!("{:?}: {written:?}, {waiting} waiting, errors {errors:?}, failures {failures:?}", report.batch)
}

fn number_from(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|number| number.parse().ok())
}

pub fn workplace(place: &Path, output: &str) -> Workplace {
    let at = |name| place.join(name);
    Workplace { content: at("content"), themes: at("themes"), output: at(output), today: None }
}

/// The hash of each file, the manifest's text among them.
pub fn tree(root: &Path) -> BTreeMap<String, String> {
    let walk = walkdir::WalkDir::new(root).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let files = walk.filter_map(|entry| {
        let path = entry.path().strip_prefix(root).ok()?.to_str()?.to_owned();
        // A file may be replaced while the folder is read.
        let bytes = fs::read(entry.path()).ok()?;
        let content = if path == FILE_NAME { String::from_utf8(bytes).ok()? } else { Hash::of(&bytes).to_string() };
        Some((path, content))
    });
    files.collect()
}

/// The tree that a tree's own manifest describes.
fn listed(found: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let text = found.get(FILE_NAME).cloned().unwrap_or_default();
    let files = Manifest::parse(&text).unwrap_or_default().0;
    let files = files.into_iter().map(|(path, hash)| (path, hash.to_string()));
    files.chain([(FILE_NAME.to_owned(), text)]).collect()
}

/// Takes a page out of an expected tree, because a folder stands in its way.
fn leave_out(files: &mut BTreeMap<String, String>, public: &Path, blocked: &Path) {
    let path = blocked.strip_prefix(public).unwrap().to_str().unwrap();
    files.remove(path);
    let mut manifest = Manifest::parse(&files[FILE_NAME]).unwrap();
    manifest.0.remove(path);
    files.insert(FILE_NAME.to_owned(), manifest.print());
}

/// Paths at which two trees differ.
pub fn difference(expected: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Vec<String> {
    let stale = expected.iter().filter(|(path, content)| found.get(*path) != Some(content)).map(|(path, _)| path);
    let left = found.keys().filter(|path| !expected.contains_key(*path));
    let said = |path: &String| match (expected.contains_key(path), found.contains_key(path)) {
        (true, true) => format!("{path} is stale"),
        (true, false) => format!("{path} is missing"),
        _ => format!("{path} should be gone"),
    };
    stale.chain(left).map(said).collect()
}
