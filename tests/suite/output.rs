//! The output folder: whole or not at all, nothing foreign lost, nothing written that stands there already.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use congbo::diagnostic::failure::Failure;
use congbo::release::manifest::{Difference, FILE_NAME, Hash, Manifest};
use congbo::shell;
use congbo::shell::workplace::Workplace;
use congbo::shell::write::{FileCopy, Output, Written};
use rayon::prelude::*;
use tempfile::TempDir;

type Files = BTreeMap<String, String>;

/// Tells a copy of this program to build until it is killed.
const BUILD_HERE: &str = "CONGBO_TEST_BUILD_HERE";

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// A project folder with `content/` and, after a build, `public/`.
struct Project {
    folder: TempDir,
}

impl Project {
    fn new() -> Self {
        // In memory where there is such a place: some disks take seconds to delete and make files over and over.
        let memory = Path::new("/dev/shm");
        let place = if memory.is_dir() { memory.to_path_buf() } else { std::env::temp_dir() };
        let folder = tempfile::tempdir_in(place).unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), text).unwrap();
    }

    fn build(&self, site: &Files) -> Result<Written, Failure> {
        build(self.folder.path(), site, &[])
    }

    /// Everything under `public/` but the manifest.
    fn public(&self) -> Files {
        let mut files = read_tree(&self.path("public"));
        files.remove(FILE_NAME);
        files
    }
}

fn build(project: &Path, site: &Files, copies: &[FileCopy]) -> Result<Written, Failure> {
    let mut output = Output::open(&project.join("public"), &[&project.join("content")])?;
    let written = output.write_whole::<Infallible>(copies, |pages| {
        site.par_iter().for_each(|(path, text)| pages.put(path.clone(), text.clone().into_bytes()));
        Ok(())
    })?;
    Ok(written.unwrap_or_else(|never| match never {}))
}

fn read_tree(root: &Path) -> Files {
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
fn check_whole(public: &Path, foreign: &[&str]) -> Manifest {
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
    let page = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let pages = vec![page("index.html", "2"), page("a/index.html", "a"), page("d/index.html", "d")];
    let written = output.replace(pages, &[], &["b/c/index.html".to_owned(), "b/mine.txt".to_owned()]).unwrap();
    assert_eq!((written.added, written.changed, written.removed, written.unchanged), (1, 1, 1, 1));
    check_whole(&project.path("public"), &["b/mine.txt"]);
    // The manifest follows each single change: of words, and of what goes.
    output.replace(vec![page("a/index.html", "b")], &[], &[]).unwrap();
    check_whole(&project.path("public"), &["b/mine.txt"]);
    output.replace(Vec::new(), &[], &["a/index.html".to_owned()]).unwrap();
    check_whole(&project.path("public"), &["b/mine.txt"]);
    output.replace(vec![page("a/index.html", "a")], &[], &[]).unwrap();
    let taken = output.replace(vec![page("b/mine.txt", "page")], &[], &[]).unwrap_err();
    assert_eq!(taken.code.id, "CB013");
    drop(output);

    let next = files(&[("index.html", "2"), ("a/index.html", "a"), ("d/index.html", "d")]);
    check_whole(&project.path("public"), &["b/mine.txt"]);
    assert!(!project.path("public/b/c").exists());
    assert_eq!(project.build(&next).unwrap(), Written { unchanged: 3, ..Written::default() });
}

/// Not a test of its own: what the next test runs where it may mount disks.
#[test]
fn builds_on_a_tiny_disk() {
    let Some(disk) = std::env::var_os("CONGBO_TEST_TINY_DISK").map(PathBuf::from) else { return };
    let mount = |options: &str| {
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&disk).status();
        assert!(mounted.unwrap().success());
    };
    mount("size=400k");
    let old = files(&[("index.html", "1")]);
    build(&disk, &old, &[]).unwrap();
    for failure in [build(&disk, &large_site(1), &[]).unwrap_err(), build(&disk, &large_site(2), &[]).unwrap_err()] {
        assert_eq!(failure.code.id, "CB014");
        assert!(failure.message.en.ends_with(": the disk is full; the old site is untouched"), "{failure:?}");
        check_whole(&disk.join("public"), &[]);
        assert!(!disk.join(".public.congbo/new").exists());
    }
    build(&disk, &files(&[("index.html", "2")]), &[]).unwrap();
    mount("remount,ro");
    let failure = build(&disk, &old, &[]).unwrap_err();
    assert!(failure.message.en.contains("the disk is read-only"), "{failure:?}");
    assert_eq!(read_tree(&disk.join("public"))["index.html"], "2");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_or_read_only_disk_leaves_the_old_site() {
    let own_mounts = ["--user", "--map-root-user", "--mount"];
    if !Command::new("unshare").args(own_mounts).arg("true").status().is_ok_and(|status| status.success()) {
        eprintln!("this system lets no process mount a disk of its own: nothing was tried");
        return;
    }
    let disk = tempfile::tempdir().unwrap();
    let tried = Command::new("unshare")
        .args(own_mounts)
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "output::builds_on_a_tiny_disk"])
        .env("CONGBO_TEST_TINY_DISK", disk.path())
        .output()
        .unwrap();
    assert!(tried.status.success(), "{}", String::from_utf8_lossy(&tried.stdout));
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
