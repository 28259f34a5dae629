//! When the power is cut at any moment, the output is the old site or the new one, and nothing foreign is lost.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use congbo::inside::diagnostic::failure::Failure;
use congbo::inside::release::manifest::FILE_NAME;
use congbo::inside::shell::disk::Disks;
use congbo::inside::shell::write::Output;

use crate::disks::PowerCut;
use crate::output::{Files, Project, build, check_whole, files, write};
use crate::random::Random;

/// Cuts at each moment, because chance decides what a disk forgets.
const CUTS: u64 = 16;

/// Whether a disk exchanges two folders in one step: only then do readers see a site at any moment.
const KINDS_OF_DISK: [bool; 2] = [true, false];

fn old_site() -> Files {
    files(&[("index.html", "1"), ("same.css", "same"), ("old/a.html", "a"), ("both/b.html", "old")])
}

fn new_site() -> Files {
    files(&[("index.html", "2"), ("same.css", "same"), ("new/c.html", "c"), ("both/b.html", "new")])
}

/// Lets `run` do its work on a disk whose power is cut at each of its moments in turn, beginning from what `start` makes.
#[track_caller]
fn check(start: impl Fn(&Project), run: impl Fn(&Disks, &Path) -> Result<(), Failure>, look: impl Fn(&Project, Look)) {
    for exchanges in KINDS_OF_DISK {
        let cut_after = |calls: usize, seed: u64| {
            let project = Project::new();
            start(&project);
            let removed = project.path("removed");
            fs::create_dir(&removed).unwrap();
            let disk = PowerCut::after(calls, exchanges, project.folder.path(), &removed);
            let is_done = run(&disk.disks(), &project.path("public")).is_ok();
            let lasted = disk.lasted();
            disk.cut(&mut Random(seed * 0x9E37_79B9 + calls as u64));
            if exchanges {
                look(&project, Look { is_done, is_recovered: false });
            }
            drop(Output::open(&project.path("public"), &[]).unwrap());
            look(&project, Look { is_done, is_recovered: true });
            lasted
        };
        let calls = (0..).find(|&calls| (1..=CUTS).all(|seed| cut_after(calls, seed)));
        // A run that asks its disk for nothing proves nothing.
        assert!(calls.is_some_and(|calls| calls > 5));
    }
}

/// When the output is looked at.
#[derive(Debug, Clone, Copy)]
struct Look {
    /// Whether the run had told that all was done.
    is_done: bool,
    /// Whether another run has begun since.
    is_recovered: bool,
}

/// Asserts that one of two sites stands, and the second if that was promised.
#[track_caller]
fn assert_one_of(project: &Project, old: &Files, new: &Files, look: Look) {
    check_whole(&project.path("public"), &["mine.txt"]);
    let mut found = project.public();
    found.remove("mine.txt");
    assert!(found == *new || (found == *old && !look.is_done), "{look:?}: {found:?}");
}

/// Asserts that the next build makes the new site of whatever is there, and leaves nothing beside it.
#[track_caller]
fn assert_next_build_mends(project: &Project) {
    let written = build(project.folder.path(), &new_site(), &[]).unwrap();
    assert!(written.unchanged <= new_site().len());
    let mut found = project.public();
    found.remove("mine.txt");
    assert_eq!(found, new_site());
    for name in ["new", "ready", "old", "gone", "damaged"] {
        assert!(!project.path(".public.congbo").join(name).exists(), "{name} was left");
    }
}

fn build_new(disks: &Disks, public: &Path) -> Result<(), Failure> {
    write(&mut Output::open_on(disks, public, &[])?, &new_site(), &[]).map(|_| ())
}

#[test]
fn of_a_build_the_old_or_the_new_site_stands() {
    let start = |project: &Project| {
        project.build(&old_site()).unwrap();
        project.write("public/mine.txt", "mine");
    };
    check(start, build_new, |project, look| assert_one_of(project, &old_site(), &new_site(), look));
}

#[test]
fn after_a_cut_the_next_build_makes_the_site() {
    let start = |project: &Project| {
        project.build(&old_site()).unwrap();
    };
    check(start, build_new, |project, look| {
        if look.is_recovered {
            assert_next_build_mends(project);
        }
    });
}

#[test]
fn of_the_first_build_nothing_or_the_whole_site_stands() {
    check(
        |_| {},
        build_new,
        |project, look| {
            if look.is_done || project.path("public").exists() {
                check_whole(&project.path("public"), &[]);
                assert_eq!(project.public(), new_site());
            }
        },
    );
}

#[test]
fn of_a_publication_to_a_folder_the_one_before_is_whole_too() {
    let start = |project: &Project| {
        for site in [files(&[("index.html", "0")]), old_site()] {
            let mut output = Output::open(&project.path("public"), &[]).unwrap();
            output.keep_previous();
            write(&mut output, &site, &[]).unwrap();
        }
        project.write("public/mine.txt", "mine");
    };
    let publish = |disks: &Disks, public: &Path| {
        let mut output = Output::open_on(disks, public, &[])?;
        output.keep_previous();
        write(&mut output, &new_site(), &[]).map(|_| ())
    };
    check(start, publish, |project, look| assert_one_of(project, &old_site(), &new_site(), look));

    let start = |project: &Project| {
        start(project);
        let mut output = Output::open(&project.path("public"), &[]).unwrap();
        output.keep_previous();
        write(&mut output, &new_site(), &[]).unwrap();
    };
    let roll_back = |disks: &Disks, public: &Path| Output::open_on(disks, public, &[])?.roll_back("đích");
    check(start, roll_back, |project, look| assert_one_of(project, &new_site(), &old_site(), look));
}

#[test]
fn while_a_damaged_manifest_is_made_good_nothing_is_lost() {
    let start = |project: &Project| {
        project.build(&old_site()).unwrap();
        project.write("public/mine.txt", "mine");
        project.write(&format!("public/{FILE_NAME}"), "");
    };
    check(start, build_new, |project, look| {
        // A damaged site goes by two changes of a name, so that only the next run finds a site in any case.
        if look.is_recovered && look.is_done {
            assert_eq!(project.public()["index.html"], "2");
        }
        let kept =
            [project.path("public"), project.path(".public.congbo/damaged"), project.path(".public.congbo/damaged-1")];
        for (path, text) in
            old_site().iter().map(|(path, text)| (path.as_str(), text.as_str())).chain([("mine.txt", "mine")])
        {
            let is_kept =
                |tree: &std::path::PathBuf| fs::read_to_string(tree.join(path)).is_ok_and(|found| found == text);
            assert!(kept.iter().any(is_kept), "{path} was lost");
        }
    });
}
