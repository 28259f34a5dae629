//! What a run finds that was stopped around the exchange of two sites: each row of the journal, made by hand and opened.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;

use congbo::inside::release::manifest::FILE_NAME;
use congbo::inside::shell::write::Output;

use crate::disks::refusing;
use crate::fixture::write_file;
use crate::output::{Files, Project, files, read_tree};

/// Which tree bears which name when a run was stopped, and which after the next has begun. `public` is the site, all else lies
/// in the work folder. `part` is a tree of which anything may be missing, `spoiled` the old site with a damaged manifest;
/// somebody put a file of his own into `old+mine`.
const JOURNAL: &str = "
# while the new site is staged
public=old new=part                             -> public=old
new=part                                        ->
# whole, and not yet in place
public=old ready=new                            -> public=old
ready=new                                       -> public=new
# exchanged in one step, and while the old site is dropped
public=new ready=old                            -> public=new
public=new gone=part                            -> public=new
public=new new=part gone=part                   -> public=new
# between the two renames, where there is no exchange in one step
ready=new old=old                               -> public=new
old=old                                         -> public=old
# and after them
public=new old=old                              -> public=new
# what somebody put into the site meanwhile
public=new ready=old+mine                       -> public=new+mine
public=new old=old+mine                         -> public=new+mine
ready=new old=old+mine                          -> public=new+mine
# a site whose manifest was damaged is kept
ready=new damaged=spoiled                       -> public=new damaged-1=spoiled
public=new damaged=old                          -> public=new damaged-1=old
public=new damaged=spoiled                      -> public=new damaged-1=spoiled
public=new damaged=spoiled damaged-1=old        -> public=new damaged-1=old damaged-2=spoiled
damaged=spoiled                                 -> public=spoiled
public=new old=spoiled                          -> public=new damaged-1=spoiled
# a publication to a folder, which keeps the site before
public=new ready=old previous=old               -> public=new previous=old
public=new ready=old gone=part                  -> public=new
public=new previous=old                         -> public=new previous=old
# and its way back
old=new previous=old                            -> public=new previous=old
public=old old=new                              -> public=old
public=old previous=new                         -> public=old previous=new
";

/// The trees that the journal speaks of, by their words there.
struct Trees(BTreeMap<&'static str, Files>);

impl Trees {
    fn make() -> Self {
        let built = |site: &[(&str, &str)]| {
            let project = Project::new();
            project.build(&files(site)).unwrap();
            read_tree(&project.path("public"))
        };
        let old = built(&[("index.html", "1"), ("old/a.html", "a"), ("same.css", "same")]);
        let new = built(&[("index.html", "2"), ("new/b.html", "b"), ("same.css", "same")]);
        let with = |tree: &Files, path: &str, text: &str| {
            let mut tree = tree.clone();
            tree.insert(path.to_owned(), text.to_owned());
            tree
        };
        let trees = [
            ("old+mine", with(&old, "my/own.txt", "mine")),
            ("new+mine", with(&new, "my/own.txt", "mine")),
            ("spoiled", with(&old, FILE_NAME, "")),
            ("part", files(&[("index.html", "2")])),
            ("old", old),
            ("new", new),
        ];
        Self(trees.into())
    }

    /// Makes a project of which a row says where each tree is.
    fn lay(&self, row: &str) -> Project {
        let project = Project::new();
        for (name, tree) in row.split_whitespace().map(|word| word.split_once('=').unwrap()) {
            for (path, text) in &self.0[tree] {
                write_file(&place(&project, name).join(path), text);
            }
        }
        project
    }

    /// The row that says where each tree is.
    fn row(&self, project: &Project) -> String {
        let work = project.path(".public.congbo");
        let names = fs::read_dir(work).unwrap().flatten().filter(|entry| entry.path().is_dir());
        let mut names: Vec<String> = names.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        let site = project.path("public").exists().then(|| "public".to_owned());
        let words = site.into_iter().chain(names).map(|name| {
            let found = read_tree(&place(project, &name));
            let known = self.0.iter().find(|(_, tree)| **tree == found);
            known.map_or_else(|| format!("{name}={found:?}"), |(tree, _)| format!("{name}={tree}"))
        });
        words.collect::<Vec<_>>().join(" ")
    }
}

fn place(project: &Project, name: &str) -> PathBuf {
    if name == "public" { project.path(name) } else { project.path(".public.congbo").join(name) }
}

/// Begins a run on a disk that takes so many calls; tells whether they were enough.
fn begin(public: &Path, calls: usize) -> bool {
    let left = AtomicUsize::new(calls);
    let tired = move |_| {
        let is_tired = left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_err();
        is_tired.then_some(ErrorKind::Other)
    };
    Output::open_on(&refusing(tired), public, &[]).is_ok()
}

#[test]
fn each_row_leads_to_the_old_or_the_new_site() {
    let trees = Trees::make();
    let rows = JOURNAL.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    for (before, after) in rows.map(|row| row.split_once("->").unwrap()) {
        let after = after.trim();
        // Stopped again and again, at each call, it comes to the same end.
        let is_done = (0..100).any(|calls| {
            let project = trees.lay(before);
            let is_done = begin(&project.path("public"), calls);
            drop(Output::open(&project.path("public"), &[]).unwrap());
            assert_eq!(trees.row(&project), after, "{before}, stopped after {calls} calls");
            is_done
        });
        assert!(is_done, "{before} is never mended");
    }
}
