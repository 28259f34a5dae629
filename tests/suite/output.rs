//! The output folder: whole or not at all, nothing foreign lost, nothing written that stands there already.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

use congbo::inside::diagnostic::failure::Failure;
use congbo::inside::release::manifest::{Difference, FILE_NAME, Hash, Manifest};
use congbo::inside::shell;
use congbo::inside::shell::disk::{Disks, real_disks};
use congbo::inside::shell::workplace::Workplace;
use congbo::inside::shell::write::{FileContent, FileCopy, Output, Written};
use rayon::prelude::*;
use tempfile::TempDir;

use crate::disks::{Asked, refusing};
use crate::fixture::write_file;

pub type Files = BTreeMap<String, String>;

/// Tells a copy of this program to build until it is killed.
const BUILD_HERE: &str = "CONGBO_TEST_BUILD_HERE";

pub fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// A project folder with `content/` and, after a build, `public/`.
pub struct Project {
    pub folder: TempDir,
}

impl Project {
    pub fn new() -> Self {
        // In memory where there is such a place: some disks take seconds to delete and make files over and over.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let folder = tempfile::tempdir_in(place).unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        write_file(&self.path(name), text);
    }

    pub fn build(&self, site: &Files) -> Result<Written, Failure> {
        build(self.folder.path(), site, &[])
    }

    /// Everything under `public/` but the manifest.
    pub fn public(&self) -> Files {
        let mut files = read_tree(&self.path("public"));
        files.remove(FILE_NAME);
        files
    }
}

pub fn build(project: &Path, site: &Files, copies: &[FileCopy]) -> Result<Written, Failure> {
    build_on(&real_disks(), project, site, copies)
}

pub fn build_on(disks: &Disks, project: &Path, site: &Files, copies: &[FileCopy]) -> Result<Written, Failure> {
    let mut output = Output::open_on(disks, &project.join("public"), &[&project.join("content")])?;
    write(&mut output, site, copies)
}

pub fn write(output: &mut Output, site: &Files, copies: &[FileCopy]) -> Result<Written, Failure> {
    let written = output.write_whole::<Infallible>(copies, |pages| {
        site.par_iter().for_each(|(path, text)| pages.put(path.clone(), text.clone().into_bytes()));
        Ok(())
    })?;
    Ok(written.unwrap_or_else(|never| match never {}))
}

pub fn read_tree(root: &Path) -> Files {
    let walk = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    walk.filter(|entry| !entry.file_type().is_dir())
        .map(|entry| {
            let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

/// The inode, length and time of every file: anything written shows.
fn fingerprints(root: &Path) -> BTreeMap<PathBuf, String> {
    let walk = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap);
    walk.filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let metadata = entry.metadata().unwrap();
            let mark = format!("{:?} {} {:?}", same_file(&metadata), metadata.len(), metadata.modified().unwrap());
            (entry.path().to_path_buf(), mark)
        })
        .collect()
}

#[cfg(unix)]
fn same_file(metadata: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn same_file(_: &fs::Metadata) -> u64 {
    0
}

/// Asserts that the tree holds exactly what its own manifest says, and `foreign`; gives the manifest.
#[track_caller]
pub fn check_whole(public: &Path, foreign: &[&str]) -> Manifest {
    let mut tree = read_tree(public);
    let manifest = Manifest::parse(&tree.remove(FILE_NAME).unwrap()).unwrap();
    for path in foreign {
        assert!(tree.remove(*path).is_some(), "{path} was lost");
    }
    let found = tree.into_iter().map(|(path, text)| (path, Hash::of(text.as_bytes()))).collect();
    assert_eq!(Difference::between(&manifest, &Manifest(found)), Difference::default());
    manifest
}

#[test]
fn a_second_build_writes_nothing() {
    let project = Project::new();
    let site = files(&[("index.html", "home"), ("van-ban/index.html", "list"), ("style.css", "")]);
    let first = project.build(&site).unwrap();
    assert_eq!((first.added, first.changed, first.removed, first.unchanged), (3, 0, 0, 0));
    assert_eq!(project.public(), site);

    let before = fingerprints(project.folder.path());
    let second = project.build(&site).unwrap();
    assert_eq!(second, Written { unchanged: 3, ..Written::default() });
    assert_eq!(fingerprints(project.folder.path()), before);

    // Without the record of what was seen, files are read instead: the answer is the same.
    fs::remove_dir_all(project.path(".public.congbo")).unwrap();
    let before = fingerprints(&project.path("public"));
    assert_eq!(project.build(&site).unwrap(), second);
    assert_eq!(fingerprints(&project.path("public")), before);
}

#[test]
fn only_what_differs_is_written_and_what_vanishes_is_gone() {
    let project = Project::new();
    project.build(&files(&[("index.html", "1"), ("a/index.html", "a"), ("b/index.html", "b")])).unwrap();
    let before = fingerprints(&project.path("public"));
    let next = files(&[("index.html", "2"), ("a/index.html", "a"), ("c/index.html", "c")]);
    let written = project.build(&next).unwrap();
    assert_eq!((written.added, written.changed, written.removed, written.unchanged), (1, 1, 1, 1));
    assert_eq!(project.public(), next);
    assert!(!project.path("public/b").exists());
    let same = project.path("public/a/index.html");
    assert_eq!(fingerprints(&project.path("public"))[&same], before[&same]);
    check_whole(&project.path("public"), &[]);
}

#[test]
fn a_file_damaged_on_the_disk_is_written_again() {
    let project = Project::new();
    let site = files(&[("index.html", "home"), ("a.html", "page")]);
    project.build(&site).unwrap();
    project.write("public/a.html", "PAGE, edited by hand");
    fs::remove_file(project.path("public/index.html")).unwrap();
    assert_eq!(project.build(&site).unwrap().changed, 2);
    assert_eq!(project.public(), site);
}

#[test]
fn foreign_files_survive() {
    let project = Project::new();
    project.build(&files(&[("index.html", "1"), ("old/index.html", "old")])).unwrap();
    project.write("public/.well-known/acme", "secret");
    project.write("public/old/photo.jpg", "photo");
    fs::create_dir(project.path("public/empty")).unwrap();
    project.build(&files(&[("index.html", "2")])).unwrap();
    let expected = files(&[("index.html", "2"), (".well-known/acme", "secret"), ("old/photo.jpg", "photo")]);
    assert_eq!(project.public(), expected);
    assert!(project.path("public/empty").is_dir());
}

#[test]
fn a_folder_that_is_not_ours_is_refused() {
    let project = Project::new();
    project.write("public/thesis.docx", "three years of work");
    let failure = project.build(&files(&[("index.html", "1")])).unwrap_err();
    assert_eq!(failure.code.id, "CB012");
    assert_eq!(project.public(), files(&[("thesis.docx", "three years of work")]));

    let project = Project::new();
    project.write("public/.gitkeep", "");
    project.build(&files(&[("index.html", "1")])).unwrap();
    assert_eq!(project.public(), files(&[("index.html", "1"), (".gitkeep", "")]));
}

#[test]
fn a_foreign_file_in_the_way_of_a_page_is_named() {
    #[track_caller]
    fn check(foreign: &str, page: &str, named: &str) {
        let project = Project::new();
        let old = files(&[("index.html", "1")]);
        project.build(&old).unwrap();
        project.write(&format!("public/{foreign}"), "mine");
        let failure = project.build(&files(&[("index.html", "2"), (page, "page")])).unwrap_err();
        assert_eq!(failure.code.id, "CB013", "{failure:?}");
        assert!(failure.message.en.contains(&format!("public/{named} ")), "{failure:?}");
        let mut kept = old;
        kept.insert(foreign.to_owned(), "mine".to_owned());
        assert_eq!(project.public(), kept);
        assert!(!project.path(".public.congbo/new").exists());
    }
    check("a.html", "a.html", "a.html");
    check("a", "a/index.html", "a");
    check("a/b/c.txt", "a/b", "a/b");
}

#[test]
fn output_and_sources_must_lie_apart() {
    #[track_caller]
    fn check(output: &str) {
        let project = Project::new();
        project.write("content/site.yaml", "title: x");
        let content = project.path("content");
        let failure = Output::open(&project.path(output), &[&content]).unwrap_err();
        assert_eq!(failure.code.id, "CB011", "{failure:?}");
        assert_eq!(read_tree(project.folder.path()), files(&[("content/site.yaml", "title: x")]));
    }
    check("content");
    check("content/public");
    check("content/not/yet/there");
    check("");
    check("content/../content");
}

#[cfg(unix)]
#[test]
fn links_do_not_hide_that_output_and_content_are_one() {
    let project = Project::new();
    std::os::unix::fs::symlink(project.path("content"), project.path("public")).unwrap();
    let failure = project.build(&files(&[("index.html", "1")])).unwrap_err();
    assert_eq!(failure.code.id, "CB011");
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_keeps_being_one() {
    let project = Project::new();
    fs::create_dir(project.path("real")).unwrap();
    std::os::unix::fs::symlink(project.path("real"), project.path("public")).unwrap();
    project.build(&files(&[("index.html", "1")])).unwrap();
    project.build(&files(&[("index.html", "2")])).unwrap();
    assert!(project.path("public").is_symlink());
    assert_eq!(fs::read_to_string(project.path("real/index.html")).unwrap(), "2");
}

#[test]
fn bad_addresses_write_nothing() {
    #[track_caller]
    fn check(path: &str) {
        let project = Project::new();
        let failure = project.build(&files(&[(path, "x")])).unwrap_err();
        assert_eq!(failure.code.id, "CB017", "{failure:?}");
        assert!(!project.path("public").exists());
    }
    check("../x");
    check("../../x");
    check("../../../x");
    check("a/../../x");
    check("/etc/x");
    check("a//b");
    check("a/./b");
    check("a\\b");
    check("a\nb");
    check("");
    check(FILE_NAME);
}

#[test]
fn a_failed_rendering_leaves_the_old_site() {
    let project = Project::new();
    let site = files(&[("index.html", "1")]);
    project.build(&site).unwrap();
    let mut output = Output::open(&project.path("public"), &[]).unwrap();
    let outcome = output.write_whole(&[], |pages| {
        pages.put("index.html".to_owned(), b"2".to_vec());
        Err("template")
    });
    assert_eq!(outcome, Ok(Err("template")));
    assert_eq!(project.public(), site);
    assert!(!project.path(".public.congbo/new").exists());
}

#[test]
fn two_writers_are_refused() {
    let project = Project::new();
    let _first = Output::open(&project.path("public"), &[]).unwrap();
    assert_eq!(project.build(&files(&[("index.html", "1")])).unwrap_err().code.id, "CB015");
}

#[test]
fn attachments_are_copied_and_proved() {
    let project = Project::new();
    project.write("content/files/scan.pdf", "scan");
    let copy = |text: &str| FileCopy {
        to: "tep/scan.pdf".to_owned(),
        from: project.path("content/files/scan.pdf"),
        bytes: text.len() as u64,
        hash: Hash::of(text.as_bytes()),
        is_cleaned: false,
    };
    let site = files(&[("index.html", "1")]);
    build(project.folder.path(), &site, &[copy("scan")]).unwrap();
    assert_eq!(project.public()["tep/scan.pdf"], "scan");
    assert_eq!(build(project.folder.path(), &site, &[copy("scan")]).unwrap().unchanged, 2);

    let failure = build(project.folder.path(), &site, &[copy("another scan")]).unwrap_err();
    assert_eq!(failure.code.id, "CB016");
    assert_eq!(project.public()["tep/scan.pdf"], "scan");
}

#[test]
fn single_files_are_replaced() {
    let project = Project::new();
    project.build(&files(&[("index.html", "1"), ("a/index.html", "a"), ("b/c/index.html", "c")])).unwrap();
    project.write("public/b/mine.txt", "mine");
    let mut output = Output::open(&project.path("public"), &[]).unwrap();
    let mut replace = |pages: &[(&str, &str)], removed: &[&str]| {
        let removed: Vec<String> = removed.iter().map(|&path| path.to_owned()).collect();
        output.replace(contents(pages), &removed)
    };
    let pages = [("index.html", "2"), ("a/index.html", "a"), ("d/index.html", "d")];
    let written = replace(&pages, &["b/c/index.html", "b/mine.txt"]).written;
    assert_eq!((written.added, written.changed, written.removed, written.unchanged), (1, 1, 1, 1));
    check_whole(&project.path("public"), &["b/mine.txt"]);
    // The manifest follows each single change: of words, and of what goes.
    assert!(replace(&[("a/index.html", "b")], &[]).failed.is_empty());
    check_whole(&project.path("public"), &["b/mine.txt"]);
    assert!(replace(&[], &["a/index.html"]).failed.is_empty());
    check_whole(&project.path("public"), &["b/mine.txt"]);
    assert!(replace(&[("a/index.html", "a")], &[]).failed.is_empty());
    let taken = replace(&[("b/mine.txt", "page")], &[]);
    assert_eq!(taken.failed["b/mine.txt"].code.id, "CB013");
    drop(output);

    let next = files(&[("index.html", "2"), ("a/index.html", "a"), ("d/index.html", "d")]);
    check_whole(&project.path("public"), &["b/mine.txt"]);
    assert!(!project.path("public/b/c").exists());
    assert_eq!(project.build(&next).unwrap(), Written { unchanged: 3, ..Written::default() });
}

fn contents(pages: &[(&str, &str)]) -> Vec<(String, Result<FileContent, Failure>)> {
    let bytes = |text: &str| Ok(FileContent::Bytes(text.as_bytes().to_vec()));
    pages.iter().map(|&(path, text)| (path.to_owned(), bytes(text))).collect()
}

#[test]
fn a_file_that_cannot_be_written_keeps_no_other_back_and_the_manifest_says_what_is_there() {
    /// Somebody puts a file or a folder of his own at `blocked`, where the file at `failing` must go.
    #[track_caller]
    fn check(blocked: &str, by_a_folder: bool, failing: &str) {
        let project = Project::new();
        project.build(&files(&[("index.html", "1"), ("a/index.html", "1"), ("b/index.html", "1")])).unwrap();
        let (public, blocked_at) = (project.path("public"), project.path(&format!("public/{blocked}")));
        remove(&blocked_at);
        if by_a_folder {
            fs::create_dir_all(&blocked_at).unwrap();
        } else {
            project.write(&format!("public/{blocked}"), "mine");
        }

        let mut output = Output::open(&public, &[]).unwrap();
        let next = [("index.html", "2"), ("a/index.html", "2"), ("c/index.html", "2")];
        let replaced = output.replace(contents(&next), &["b/index.html".to_owned()]);
        let failed: Vec<&String> = replaced.failed.keys().collect();
        assert_eq!(failed, [failing]);
        let failure = &replaced.failed[failing];
        assert_eq!(failure.code.id, "CB013", "{failure:?}");
        assert!(failure.message.en.contains(&format!("public/{blocked} ")), "{failure:?}");
        assert!(!failure.message.en.contains("untouched"), "{failure:?}");
        let manifest = check_whole(&public, if by_a_folder { &[] } else { std::slice::from_ref(&blocked) });
        let listed: Vec<&str> = manifest.0.keys().map(String::as_str).collect();
        let others = ["a/index.html", "c/index.html", "index.html"].into_iter().filter(|path| *path != failing);
        assert_eq!(listed, others.collect::<Vec<_>>());

        remove(&blocked_at);
        assert!(output.replace(contents(&next), &["b/index.html".to_owned()]).failed.is_empty());
        assert_eq!(project.public(), files(&next));
        check_whole(&public, &[]);
    }
    check("index.html", true, "index.html");
    check("a/index.html", true, "a/index.html");
    check("c/index.html", true, "c/index.html");
    check("a", false, "a/index.html");
    check("c", false, "c/index.html");
}

fn remove(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

#[test]
fn a_disk_that_fills_up_at_any_moment_leaves_the_old_site() {
    let (old, new) =
        (files(&[("index.html", "1"), ("a/index.html", "a")]), files(&[("index.html", "2"), ("b/c.html", "c")]));
    let project = Project::new();
    project.build(&old).unwrap();
    for room in 0.. {
        let left = AtomicUsize::new(room);
        let fills_up = move |asked| {
            let is_full =
                asked == Asked::Room && left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_err();
            is_full.then_some(ErrorKind::StorageFull)
        };
        match build_on(&refusing(fills_up), project.folder.path(), &new, &[]) {
            Ok(_) => break,
            Err(failure) => {
                assert_eq!(failure.code.id, "CB014");
                assert!(failure.message.en.ends_with(": the disk is full; the old site is untouched"), "{failure:?}");
            }
        }
        assert_eq!(project.public(), old);
        check_whole(&project.path("public"), &[]);
        assert!(!project.path(".public.congbo/new").exists(), "room {room}: the full disk needs the room");
    }
    assert_eq!(project.public(), new);
}

#[test]
fn a_disk_that_takes_nothing_or_cannot_flush_leaves_the_old_site() {
    #[track_caller]
    fn check(refused: &'static [Asked], kind: ErrorKind, said: &str) {
        let (old, new) = (files(&[("index.html", "1")]), files(&[("index.html", "2")]));
        let project = Project::new();
        project.build(&old).unwrap();
        let disks = refusing(move |asked| refused.contains(&asked).then_some(kind));
        let failure = build_on(&disks, project.folder.path(), &new, &[]).unwrap_err();
        assert_eq!(failure.code.id, "CB014");
        assert!(failure.message.en.contains(said), "{failure:?}");
        assert_eq!(project.public(), old);
        project.build(&new).unwrap();
        assert_eq!(project.public(), new);
    }
    check(&[Asked::Room, Asked::Change], ErrorKind::ReadOnlyFilesystem, "the disk is read-only");
    check(&[Asked::Change], ErrorKind::PermissionDenied, "permission denied");
    check(&[Asked::Flush], ErrorKind::StorageFull, "the disk is full");
}

#[test]
fn whichever_change_of_names_is_refused_a_site_stands_at_once() {
    let (old, new) = (files(&[("index.html", "1")]), files(&[("index.html", "2")]));
    for exchanges in [true, false] {
        let stands_after_refusal = |refused: usize| {
            let project = Project::new();
            project.build(&old).unwrap();
            let changes = AtomicUsize::new(0);
            let refuse = move |asked| match asked {
                Asked::Exchange => (!exchanges).then_some(ErrorKind::Unsupported),
                Asked::Change => (changes.fetch_add(1, Relaxed) == refused).then_some(ErrorKind::PermissionDenied),
                Asked::Room | Asked::Flush => None,
            };
            let is_done = build_on(&refusing(refuse), project.folder.path(), &new, &[]).is_ok();
            check_whole(&project.path("public"), &[]);
            assert_eq!(project.public(), if is_done { &new } else { &old }.clone(), "the change {refused} was refused");
            is_done
        };
        let refusals = (0..6).filter(|refused| !stands_after_refusal(*refused)).count();
        assert_eq!(refusals, if exchanges { 2 } else { 3 });
    }
}

/// Two sites of 150 pages that share a third of their pages.
fn large_site(version: usize) -> Files {
    let pages = (0..150).map(|number| {
        let text = format!("{} {number}", if number % 3 == 0 { 0 } else { version });
        (format!("{}/page-{number}.html", version * (number % 2)), text.repeat(200))
    });
    pages.collect()
}

/// Not a test of its own: the process that the next test kills.
#[test]
fn builds_until_killed() {
    let Some(project) = std::env::var_os(BUILD_HERE).map(PathBuf::from) else { return };
    eprintln!("ready");
    for version in [2, 1].into_iter().cycle() {
        build(&project, &large_site(version), &[]).unwrap();
    }
}

fn start_building(project: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "output::builds_until_killed", "--nocapture"])
        .env(BUILD_HERE, project)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stderr.take().unwrap().read_exact(&mut [0; 6]).unwrap();
    child
}

#[test]
fn killed_at_any_moment_the_old_or_the_new_site_stands() {
    let project = Project::new();
    let expected: Vec<Manifest> = (1..=2)
        .map(|version| {
            let pages = large_site(version).into_iter();
            Manifest(pages.map(|(path, text)| (path, Hash::of(text.as_bytes()))).collect())
        })
        .collect();
    build(project.folder.path(), &large_site(2), &[]).unwrap();
    project.write("public/mine.txt", "mine");
    let start = Instant::now();
    build(project.folder.path(), &large_site(1), &[]).unwrap();
    let one_build = start.elapsed();
    let mut seen = [0, 0];
    for round in 0..64 {
        let mut child = start_building(project.folder.path());
        // Delays spread evenly over two builds, in an order that is the same on every run.
        std::thread::sleep(one_build * (round * 29 % 64) / 32);
        child.kill().unwrap();
        child.wait().unwrap();
        let manifest = check_whole(&project.path("public"), &["mine.txt"]);
        let version = expected.iter().position(|known| *known == manifest).expect("the site is neither version");
        seen[version] += 1;
    }
    assert!(seen.iter().all(|&count| count > 0), "the kills met only one version: {seen:?}");
    build(project.folder.path(), &large_site(2), &[]).unwrap();
    assert_eq!(check_whole(&project.path("public"), &["mine.txt"]), expected[1]);
}

/// A build that wrote nothing new was read no less: what it has to say does not depend on the last one.
#[test]
fn warnings_are_told_by_every_build() {
    let project = Project::new();
    project
        .write("content/site.yaml", "title: Kho\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n");
    project.write("content/2022-h1/period.yaml", "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n");
    project.write("content/2022-h1/bao-cao.md", "---\nsummary: Sơ kết\n---\n\n<font>Chữ</font>\n");
    let workplace = Workplace {
        content: project.path("content"),
        themes: project.path("themes"),
        output: project.path("public"),
        today: None,
    };
    let codes = || {
        let built = shell::build::build(&workplace, |_| false).unwrap();
        assert!(built.written.is_some());
        built.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect::<Vec<_>>()
    };
    let first = codes();
    assert!(first.contains(&"CB201"), "{first:?}");
    assert_eq!(codes(), first);
}
