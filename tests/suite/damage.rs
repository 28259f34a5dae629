//! A manifest that no longer says what is ours: the message says how it is damaged, the site is made anew, and whatever
//! lay there is kept.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::SeqCst;

use congbo::inside::diagnostic::Bilingual;
use congbo::inside::release::manifest::FILE_NAME;
use congbo::inside::shell::watch::Watch;
use congbo::inside::shell::write::Output;

use crate::disks::{Asked, refusing};
use crate::editor::workplace;
use crate::fixture::{copy_folder, write_file};
use crate::output::{Files, Project, check_whole, files, read_tree, write};
use crate::watch::{await_report, quick};

const DAMAGED: &str = "CB019";

fn old_site() -> Files {
    files(&[("index.html", "1"), ("old/a.html", "a"), ("same.css", "same")])
}

fn new_site() -> Files {
    files(&[("index.html", "2"), ("same.css", "same")])
}

/// A site beside a file of somebody else's, whose manifest `spoil` then spoils.
fn damaged(spoil: impl Fn(&Path)) -> Project {
    let project = Project::new();
    project.build(&old_site()).unwrap();
    project.write("public/mine.txt", "mine");
    spoil(&project.path("public").join(FILE_NAME));
    project
}

/// Builds the new site and gives what is said of the damage.
#[track_caller]
fn mend(project: &Project) -> (Bilingual, Bilingual) {
    let mut output = Output::open(&project.path("public"), &[]).unwrap();
    assert!(output.is_damaged());
    write(&mut output, &new_site(), &[]).unwrap();
    assert!(!output.is_damaged());
    let mended = output.take_mended().unwrap();
    assert_eq!(mended.code.id, DAMAGED);
    (mended.message, mended.hint.unwrap())
}

#[test]
fn each_kind_of_damage_has_its_words_and_is_made_good() {
    #[track_caller]
    fn check(vi: &str, en: &str, spoil: impl Fn(&Path)) {
        let project = damaged(spoil);
        let (said, hint) = mend(&project);
        let name = project.path("public").join(FILE_NAME);
        assert!(said.vi.starts_with(&format!("{} {vi};", name.display())), "{}", said.vi);
        assert!(said.en.starts_with(&format!("{} {en};", name.display())), "{}", said.en);

        assert!(hint.en.starts_with("1 of the files in the site may be anybody's, such as mine.txt"), "{}", hint.en);

        // What was ours is exchanged, what was not is carried over, and all of it is kept as it was.
        let mut public = project.public();
        assert_eq!(public.remove("mine.txt").unwrap(), "mine");
        assert_eq!(public, new_site());
        check_whole(&project.path("public"), &["mine.txt"]);
        let kept = project.path(".public.congbo/damaged-1");
        for (path, text) in
            old_site().iter().map(|(path, text)| (path.as_str(), text)).chain([("mine.txt", &"mine".to_owned())])
        {
            assert_eq!(fs::read_to_string(kept.join(path)).unwrap(), *text, "{path}");
        }

        // Nothing is damaged any more, and nothing is to be done.
        assert_eq!(project.build(&new_site()).unwrap().unchanged, 2);
        assert!(!project.path(".public.congbo/damaged-2").exists());
    }
    check("trống rỗng", "is empty", |manifest| fs::write(manifest, "").unwrap());
    check("hỏng ở dòng 2", "is damaged in line 2", |manifest| cut(manifest, |text| text.len() / 2));
    // Where a page's name ends nobody knows.
    check("hỏng ở dòng 3", "is damaged in line 3", |manifest| cut(manifest, |text| text.len() - 1));
    check("hỏng ở dòng 1", "is damaged in line 1", |manifest| fs::write(manifest, [0; 300]).unwrap());
    check("thiếu những tệp mà congbo đã ghi", "lacks files that congbo wrote", |manifest| {
        cut(manifest, |text| text.find('\n').unwrap() + 1);
    });
    check("bị mất", "is lost", |manifest| fs::remove_file(manifest).unwrap());
    check("không đọc được (là một thư mục)", "cannot be read (it is a folder)", |manifest| {
        fs::remove_file(manifest).unwrap();
        fs::create_dir(manifest).unwrap();
    });
}

/// Leaves of a file what `end` says.
fn cut(file: &Path, end: impl Fn(&str) -> usize) {
    let text = fs::read_to_string(file).unwrap();
    fs::write(file, &text[..end(&text)]).unwrap();
}

#[test]
fn where_nobody_knows_any_file_none_is_lost() {
    let project = damaged(|manifest| fs::write(manifest, "").unwrap());
    fs::remove_dir_all(project.path(".public.congbo")).unwrap();
    let before = read_tree(&project.path("public"));
    let (_, hint) = mend(&project);
    assert!(hint.en.starts_with("2 of the files in the site may be anybody's, such as "), "{}", hint.en);
    let mut expected = new_site();
    expected.extend(files(&[("mine.txt", "mine"), ("old/a.html", "a")]));
    assert_eq!(project.public(), expected);
    assert_eq!(read_tree(&project.path(".public.congbo/damaged-1")), before);
}

#[test]
fn a_lost_manifest_without_any_record_is_a_folder_that_is_not_ours() {
    let project = damaged(|manifest| fs::remove_file(manifest).unwrap());
    fs::remove_dir_all(project.path(".public.congbo")).unwrap();
    let before = read_tree(&project.path("public"));
    assert_eq!(project.build(&new_site()).unwrap_err().code.id, "CB012");
    assert_eq!(read_tree(&project.path("public")), before);
}

/// A list that ends where a line ends looks whole, and without the record nothing tells that it is not. Then what it lacks is
/// nobody's: it stays where it is, and a page that must go there is not written over it.
#[test]
fn what_a_list_lacks_that_looks_whole_is_left_alone() {
    let project = damaged(|manifest| cut(manifest, |text| text.match_indices('\n').nth(1).unwrap().0 + 1));
    let list = fs::read_to_string(project.path("public").join(FILE_NAME)).unwrap();
    assert_eq!(list.lines().map(|line| &line[66..]).collect::<Vec<_>>(), ["index.html", "old/a.html"]);
    fs::remove_dir_all(project.path(".public.congbo")).unwrap();
    let before = read_tree(&project.path("public"));

    // A page stands at the place of a file that is not listed.
    let refused = project.build(&new_site()).unwrap_err();
    assert_eq!(refused.code.id, "CB013");
    assert!(refused.message.en.contains("same.css"), "{}", refused.message.en);
    assert_eq!(read_tree(&project.path("public")), before);

    // What is listed is exchanged, what is not stays.
    project.build(&files(&[("index.html", "2")])).unwrap();
    assert_eq!(project.public(), files(&[("index.html", "2"), ("mine.txt", "mine"), ("same.css", "same")]));
    check_whole(&project.path("public"), &["mine.txt", "same.css"]);
}

#[test]
fn each_damage_is_kept_beside_the_last() {
    let project = damaged(|manifest| fs::write(manifest, "").unwrap());
    mend(&project);
    fs::write(project.path("public").join(FILE_NAME), "").unwrap();
    mend(&project);
    let first = fs::read_to_string(project.path(".public.congbo/damaged-1/index.html")).unwrap();
    let second = fs::read_to_string(project.path(".public.congbo/damaged-2/index.html")).unwrap();
    assert_eq!((first.as_str(), second.as_str()), ("1", "2"));
}

/// A project as a clerk has it, with one page and a target in `www`.
fn clerk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| write_file(&folder.path().join(path), text);
    write(
        "content/site.yaml",
        "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n\
         targets:\n  - name: noi-bo\n    url: www\n",
    );
    write("content/2022-h1/period.yaml", "title: 6 tháng đầu năm 2022\nfrom: 2022-01-01\nto: 2022-06-30\n");
    write("content/2022-h1/bao-cao.md", "---\ntitle: Báo cáo\nsummary: Kết quả\n---\n\nNội dung.\n");
    folder
}

/// What a command says on standard error.
#[track_caller]
fn say(folder: &Path, arguments: &[&str], status: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
    let output = command.current_dir(folder).args(["--lang", "en"]).args(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{said}");
    said
}

#[cfg(feature = "publish")]
#[test]
fn commands_warn_of_damage_and_go_on_and_readers_of_a_copy_stop() {
    let project = clerk();
    let folder = project.path();
    say(folder, &["publish", "noi-bo"], 0);
    for tree in ["public", "www"] {
        fs::write(folder.join(tree).join(FILE_NAME), "").unwrap();
    }
    for arguments in [["verify", "www"], ["package", "2022-h1"]] {
        let said = say(folder, &arguments, 2);
        assert!(
            said.contains("error[CB019]: ") && said.contains(" is empty, so nobody can tell which files"),
            "{said}"
        );
    }
    let said = say(folder, &["build"], 0);
    assert!(said.contains("warning[CB019]: ") && said.contains(".public.congbo/damaged-1"), "{said}");
    let said = say(folder, &["publish", "noi-bo"], 0);
    assert!(said.contains("warning[CB019]: ") && said.contains(".www.congbo/damaged-1"), "{said}");
    for arguments in [["build"].as_slice(), &["publish", "noi-bo"], &["verify", "www"]] {
        assert!(!say(folder, arguments, 0).contains("CB019"), "{arguments:?} says it again");
    }
}

#[test]
fn watch_tells_what_it_made_good() {
    let project = clerk();
    let folder = project.path();
    say(folder, &["build"], 0);
    fs::write(folder.join("public").join(FILE_NAME), "").unwrap();
    let (watch, report) = Watch::open(&workplace(folder, "public"), quick(None)).unwrap();
    assert_eq!(report.mended.unwrap().code.id, DAMAGED);
    assert!(report.failures.is_empty() && report.waiting == 0);
    drop(watch);
    say(folder, &["verify", "public"], 0);
}

/// A folder whose manifest is damaged changes as a whole or not at all, though `watch` could write page by page.
#[test]
fn watch_leaves_a_damaged_folder_as_it_is_until_it_can_be_exchanged() {
    let project = clerk();
    let folder = project.path();
    let is_full = Arc::new(AtomicBool::new(false));
    let refuses = is_full.clone();
    let is_refused = move |asked| asked == Asked::Room && refuses.load(SeqCst);
    let disks = refusing(move |asked| is_refused(asked).then_some(ErrorKind::StorageFull));
    let (mut watch, _) = Watch::open_on(disks, &workplace(folder, "public"), quick(None)).unwrap();

    // Another folder comes in the place of the site, in which no file looks as it was written.
    is_full.store(true, SeqCst);
    copy_folder(&folder.join("public"), &folder.join("coming"));
    fs::write(folder.join("coming").join(FILE_NAME), "").unwrap();
    fs::rename(folder.join("public"), folder.join("before")).unwrap();
    fs::rename(folder.join("coming"), folder.join("public")).unwrap();
    let report = await_report(&mut watch, "a full disk", |report| !report.failures.is_empty());
    assert_eq!(report.failures[0].code.id, "CB014", "{report:?}");
    assert!(report.waiting > 0 && report.mended.is_none(), "{report:?}");
    assert_eq!(fs::read(folder.join("public").join(FILE_NAME)).unwrap(), b"");

    is_full.store(false, SeqCst);
    let report = await_report(&mut watch, "a mended site", |report| report.mended.is_some());
    assert_eq!((report.mended.unwrap().code.id, report.waiting), (DAMAGED, 0));
    assert!(folder.join(".public.congbo/damaged-1/index.html").is_file());
    drop(watch);
    say(folder, &["verify", "public"], 0);
}
