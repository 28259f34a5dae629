//! Changes of the desk are taken back and done again, never over what somebody else wrote, and are whole whenever it is killed.

use std::fs;
use std::path::{Path, PathBuf};

use congbo::inside::shell::history::{FileChange, History, Limits, Past, Refused};
use congbo::inside::source::SourcePath;
use jiff::Timestamp;

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(place.content()).expect("a folder");
        place
    }

    fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    fn history(&self) -> History {
        History::open(&self.content(), Limits::default()).expect("a history")
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.content().join(path)).ok()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.content().join(path), text).expect("written");
    }

    /// The one record's file.
    fn record(&self) -> PathBuf {
        let records = self.folder.path().join(".content.congbo/history");
        let mut paths = fs::read_dir(records).expect("records").map(|entry| entry.expect("an entry").path());
        paths.find(|path| path.extension().is_some_and(|extension| extension == "zip")).expect("a record")
    }
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> FileChange {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    FileChange { path: SourcePath::new(path).expect("a path"), before: bytes(before), after: bytes(after) }
}

fn words(past: &[Past]) -> Vec<(&str, bool)> {
    past.iter().map(|past| (past.words.as_str(), past.is_undone)).collect()
}

fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

#[test]
fn changes_are_taken_back_and_done_again_also_tomorrow() {
    let place = Place::new();
    place.write("a.yaml", "1");
    place.history().change("sửa a", now(), vec![change("a.yaml", Some("1"), Some("2"))]).expect("done");
    let both = vec![change("a.yaml", Some("2"), None), change("2022-h1/b.md", None, Some("mới"))];
    place.history().change("thêm b", now(), both).expect("done");
    assert_eq!((place.read("a.yaml"), place.read("2022-h1/b.md").as_deref()), (None, Some("mới")));
    assert_eq!(words(&place.history().list()), [("thêm b", false), ("sửa a", false)]);

    assert_eq!(place.history().last().map(|past| past.words).as_deref(), Some("thêm b"));
    assert_eq!(place.history().undo().expect("undone").words, "thêm b");
    assert_eq!((place.read("a.yaml").as_deref(), place.read("2022-h1/b.md")), (Some("2"), None));
    assert!(!place.content().join("2022-h1").exists(), "a folder that was made for a file goes with it");
    assert_eq!(place.history().last().map(|past| past.words).as_deref(), Some("sửa a"));
    place.history().undo().expect("undone");
    assert_eq!(place.history().last(), None);
    assert_eq!(place.read("a.yaml").as_deref(), Some("1"));
    assert_eq!(place.history().undo(), Err(Refused::Nothing));
    assert_eq!(place.history().redo().expect("redone").words, "sửa a");
    assert_eq!(words(&place.history().list()), [("thêm b", true), ("sửa a", false)]);

    place.history().change("khác", now(), vec![change("a.yaml", Some("2"), Some("3"))]).expect("done");
    assert_eq!(place.history().redo(), Err(Refused::Nothing));
    assert_eq!(words(&place.history().list()), [("khác", false), ("sửa a", false)]);
}

#[test]
fn nothing_is_written_over_what_somebody_else_wrote() {
    let place = Place::new();
    place.write("a.yaml", "của người khác");
    let refused = place.history().change("sửa", now(), vec![change("a.yaml", Some("1"), Some("2"))]);
    let Err(Refused::Changed(conflicts)) = refused else { panic!("{refused:?}") };
    assert_eq!(conflicts[0].theirs.as_deref(), Some("của người khác".as_bytes()));
    assert_eq!(conflicts[0].ours.as_deref(), Some("2".as_bytes()));
    assert_eq!(words(&place.history().list()), []);

    place.write("a.yaml", "1");
    place.history().change("sửa", now(), vec![change("a.yaml", Some("1"), Some("2"))]).expect("done");
    place.write("a.yaml", "3");
    assert!(matches!(place.history().undo(), Err(Refused::Changed(_))));
    assert_eq!(place.read("a.yaml").as_deref(), Some("3"));
    place.write("a.yaml", "2");
    place.history().undo().expect("undone");
    fs::remove_file(place.content().join("a.yaml")).expect("removed");
    assert!(matches!(place.history().redo(), Err(Refused::Changed(_))));
    assert_eq!(place.read("a.yaml"), None);
}

/// Killed after any step of a change or an undo: the files are all old or all new, and the history knows which.
#[test]
fn whoever_is_killed_leaves_all_or_nothing() {
    let states = [("1", "mot"), ("2", "mot"), ("1", "hai"), ("2", "hai")];
    for (word, is_forward) in [("doing", true), ("undoing", false)] {
        for (a, b) in states {
            let place = Place::new();
            place.write("a.yaml", "1");
            place.write("b.yaml", "mot");
            let both = vec![change("a.yaml", Some("1"), Some("2")), change("b.yaml", Some("mot"), Some("hai"))];
            place.history().change("hai tệp", now(), both).expect("done");
            let record = place.record();
            fs::rename(&record, record.with_file_name(format!("000001.{word}.zip"))).expect("renamed");
            place.write("a.yaml", a);
            place.write("b.yaml", b);

            let history = place.history();
            let (old, new) = (("1", "mot"), ("2", "hai"));
            let (from, to) = if is_forward { (old, new) } else { (new, old) };
            let expected = if (a, b) == to { to } else { from };
            let found = (place.read("a.yaml").expect("there"), place.read("b.yaml").expect("there"));
            assert_eq!((found.0.as_str(), found.1.as_str()), expected, "{word} {a} {b}");
            assert_eq!(words(&history.list()), [("hai tệp", expected == old)], "{word} {a} {b}");
            let other = if expected == old { history.redo() } else { history.undo() };
            other.expect("the other way");
        }
    }
}

#[test]
fn what_the_disk_refuses_changes_nothing() {
    let place = Place::new();
    place.write("a.yaml", "1");
    place.write("tep", "");
    let both = vec![change("a.yaml", Some("1"), Some("2")), change("tep/c", None, Some("3"))];
    let refused = place.history().change("không được", now(), both);
    assert!(matches!(refused, Err(Refused::Failed(_))), "{refused:?}");
    assert_eq!(place.read("a.yaml").as_deref(), Some("1"));
}

#[test]
fn folders_go_as_far_as_they_are_empty() {
    let place = Place::new();
    fs::create_dir(place.content().join("2022-h1")).expect("a folder");
    place.write("2022-h1/period.yaml", "title: Kỳ");
    let pictures = vec![change("2022-h1/files/a/b.png", None, Some("x")), change("2022-h2/c.md", None, Some("y"))];
    place.history().change("thêm", now(), pictures).expect("done");
    place.history().undo().expect("undone");
    let there = |path: &str| place.content().join(path).exists();
    assert!(there("2022-h1/period.yaml") && !there("2022-h1/files") && !there("2022-h2"));
    place.history().redo().expect("redone");
    assert!(there("2022-h1/files/a/b.png") && there("2022-h2/c.md"));
}

#[test]
fn the_oldest_are_dropped_and_damage_harms_nobody() {
    let place = Place::new();
    place.write("a.yaml", "0");
    let history = History::open(&place.content(), Limits { changes: 3, bytes: u64::MAX }).expect("a history");
    for step in 0..10 {
        let (before, after) = (step.to_string(), (step + 1).to_string());
        history.change(&after, now(), vec![change("a.yaml", Some(&before), Some(&after))]).expect("done");
    }
    assert_eq!(words(&history.list()), [("10", false), ("9", false), ("8", false)]);
    let folder = place.record().parent().map(Path::to_path_buf).expect("a folder");
    fs::write(folder.join("000010.done.zip"), "hỏng").expect("written");
    assert_eq!(words(&place.history().list()), [("9", false), ("8", false)]);
    assert!(matches!(place.history().undo(), Err(Refused::Failed(_))));
    assert_eq!(place.read("a.yaml").as_deref(), Some("10"));
}
