//! `congbo watch`: however an editor saves, the site follows; errors never take the last good site away.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use congbo::diagnostic::Severity;
use congbo::shell::watch::{Report, Stopper, Watch};
use congbo::shell::workplace::Workplace;

use crate::fixture::copy_folder;

/// Longer than anything takes, because the machine may have other work.
const PATIENCE: Duration = Duration::from_secs(20);

/// A copy of the project's own content that is being watched.
struct Watched {
    folder: tempfile::TempDir,
    reports: Receiver<Report>,
    stopper: Stopper,
    thread: Option<JoinHandle<()>>,
}

impl Watched {
    fn new(poll: Option<Duration>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(Path::new("content"), &folder.path().join("content"));
        let at = |name| folder.path().join(name);
        let workplace = Workplace { content: at("content"), themes: at("themes"), output: at("public"), today: None };
        let (mut watch, first) = Watch::open(&workplace, poll).unwrap();
        assert!(first.written.is_some(), "{:?}", first.diagnostics);
        let (sender, reports) = channel();
        let stopper = watch.stopper();
        let thread = std::thread::spawn(move || {
            while let Some(report) = watch.wait() {
                // A folder that is gone for a moment is a failure and no end.
                if let Ok(report) = report {
                    sender.send(report).unwrap();
                }
            }
        });
        Self { folder, reports, stopper, thread: Some(thread) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn report_file(&self) -> PathBuf {
        let files = fs::read_dir(self.path("content/2022-h1")).unwrap().map(|entry| entry.unwrap().path());
        let mut reports: Vec<PathBuf> =
            files.filter(|path| path.extension().is_some_and(|extension| extension == "md")).collect();
        reports.sort();
        reports.swap_remove(0)
    }

    /// Waits until some page of the site holds these words, or none does.
    #[track_caller]
    fn wait_for(&self, words: &str, there: bool) {
        let deadline = Instant::now() + PATIENCE;
        while any_page_holds(&self.path("public"), words) != there {
            assert!(Instant::now() < deadline, "{words:?} never came, or never went");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    #[track_caller]
    fn wait_for_report(&self, wanted: impl Fn(&Report) -> bool) -> Report {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            let report = self.reports.recv_timeout(left).expect("a report of this kind comes");
            if wanted(&report) {
                return report;
            }
        }
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.stopper.stop();
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(std::thread::panicking() || ended.unwrap().is_ok());
    }
}

fn any_page_holds(folder: &Path, words: &str) -> bool {
    // A page may be replaced while the folder is read.
    let Ok(entries) = fs::read_dir(folder) else { return false };
    entries.flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            any_page_holds(&path, words)
        } else {
            fs::read_to_string(&path).is_ok_and(|text| text.contains(words))
        }
    })
}

const NEW_PAGE: &str = "---\ntitle: Trang mới\n---\n\nchữ của trang mới\n";

#[test]
fn every_way_of_saving_is_seen() {
    let watched = Watched::new(None);
    let file = watched.report_file();
    let text = fs::read_to_string(&file).unwrap();
    let with = |words: &str| format!("{text}\n\n{words}\n");

    fs::write(&file, with("ghi đè tại chỗ")).unwrap();
    watched.wait_for("ghi đè tại chỗ", true);

    let temporary = file.with_extension("md.tmp");
    fs::write(&temporary, with("ghi tạm rồi đổi tên")).unwrap();
    fs::rename(&temporary, &file).unwrap();
    watched.wait_for("ghi tạm rồi đổi tên", true);
    watched.wait_for("ghi đè tại chỗ", false);

    // A temporary name that does not tell what it is.
    let temporary = file.with_file_name("moi.md");
    fs::write(&temporary, with("tên tạm như thật")).unwrap();
    fs::rename(&temporary, &file).unwrap();
    watched.wait_for("tên tạm như thật", true);

    // Vim: the old file becomes a backup, a new one takes its name.
    let backup = file.with_extension("md~");
    fs::rename(&file, &backup).unwrap();
    fs::write(&file, with("bản cũ thành bản lưu")).unwrap();
    fs::remove_file(&backup).unwrap();
    watched.wait_for("bản cũ thành bản lưu", true);

    fs::remove_file(&file).unwrap();
    fs::write(&file, with("xóa rồi tạo lại")).unwrap();
    watched.wait_for("xóa rồi tạo lại", true);

    fs::remove_file(&file).unwrap();
    watched.wait_for("xóa rồi tạo lại", false);
    fs::write(&file, &text).unwrap();
    watched.wait_for("Kiện toàn Hội đồng", true);
}

#[test]
fn folders_come_and_go() {
    let watched = Watched::new(None);

    // A new period, with a file in it before its folder can be watched, and one after.
    let period = watched.path("content/2022-h2");
    fs::create_dir(&period).unwrap();
    fs::write(period.join("period.yaml"), "title: Kỳ vừa mở\nfrom: 2022-07-01\nto: 2022-12-31\n").unwrap();
    watched.wait_for("Kỳ vừa mở", true);
    fs::write(period.join("period.yaml"), "title: Kỳ đổi tên\nfrom: 2022-07-01\nto: 2022-12-31\n").unwrap();
    watched.wait_for("Kỳ đổi tên", true);
    fs::remove_dir_all(&period).unwrap();
    watched.wait_for("Kỳ đổi tên", false);

    fs::write(watched.path("content/pages/moi.md"), NEW_PAGE).unwrap();
    watched.wait_for("chữ của trang mới", true);

    // A folder renamed away and back, and an edit in it after that: its watch came back with it.
    let (pages, elsewhere) = (watched.path("content/pages"), watched.path("trang"));
    fs::rename(&pages, &elsewhere).unwrap();
    watched.wait_for("chữ của trang mới", false);
    fs::rename(&elsewhere, &pages).unwrap();
    watched.wait_for("chữ của trang mới", true);
    fs::write(pages.join("moi.md"), NEW_PAGE.replace("trang mới", "trang sửa")).unwrap();
    watched.wait_for("chữ của trang sửa", true);
}

#[test]
fn the_content_folder_itself_may_be_replaced() {
    let watched = Watched::new(None);
    let (content, old, new) = (watched.path("content"), watched.path("cu"), watched.path("moi"));
    copy_folder(&content, &new);
    fs::write(new.join("pages/moi.md"), NEW_PAGE).unwrap();
    fs::rename(&content, &old).unwrap();
    std::thread::sleep(Duration::from_millis(100));
    fs::rename(&new, &content).unwrap();
    watched.wait_for("chữ của trang mới", true);
    fs::write(content.join("pages/moi.md"), NEW_PAGE.replace("trang mới", "trang sửa")).unwrap();
    watched.wait_for("chữ của trang sửa", true);
}

#[test]
fn a_broken_file_keeps_the_last_good_site_until_it_is_mended() {
    let watched = Watched::new(None);
    let site = watched.path("content/site.yaml");
    let good = fs::read_to_string(&site).unwrap();
    fs::write(&site, "title: [").unwrap();
    let report = watched.wait_for_report(|report| report.written.is_none());
    assert!(report.fresh.iter().any(|diagnostic| diagnostic.severity == Severity::Error));
    assert!(any_page_holds(&watched.path("public"), "Kiện toàn Hội đồng"));

    // Another edit while it is broken: shown once it is mended.
    fs::write(watched.path("content/pages/moi.md"), NEW_PAGE).unwrap();
    let report = watched.wait_for_report(|report| report.written.is_none());
    assert!(!report.fresh.iter().any(|diagnostic| diagnostic.severity == Severity::Error), "{:?}", report.fresh);
    fs::write(&site, good).unwrap();
    watched.wait_for("chữ của trang mới", true);
}

#[test]
fn the_theme_is_watched_even_if_it_comes_later() {
    let watched = Watched::new(None);
    let theme = watched.path("themes/default");
    fs::create_dir_all(&theme).unwrap();
    let template = fs::read_to_string("themes/default/404.html").unwrap();
    fs::write(theme.join("404.html"), template.replace("<h1>", "<h1>Chủ đề riêng: ")).unwrap();
    watched.wait_for("Chủ đề riêng: ", true);
    fs::write(theme.join("404.html"), template.replace("<h1>", "<h1>Chủ đề sửa: ")).unwrap();
    watched.wait_for("Chủ đề sửa: ", true);
    fs::remove_dir_all(&theme).unwrap();
    watched.wait_for("Chủ đề sửa: ", false);
}

#[test]
fn one_edit_writes_few_pages_and_nothing_follows_from_nothing() {
    let watched = Watched::new(None);
    let file = watched.report_file();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, format!("{text}\n\nmột câu thêm\n")).unwrap();
    let report = watched.wait_for_report(|report| report.written.is_some_and(|written| written.changed > 0));
    let written = report.written.unwrap();
    assert_eq!((written.added, written.removed), (0, 0));
    assert!((1..20).contains(&written.changed), "{written:?}");

    // Reading makes events too; they must not make work, or it would never end.
    while watched.reports.recv_timeout(Duration::from_millis(500)).is_ok() {}
    fs::read(&file).unwrap();
    assert!(watched.reports.recv_timeout(Duration::from_millis(300)).is_err());

    // The same bytes again: an event, and nothing to write.
    fs::write(&file, format!("{text}\n\nmột câu thêm\n")).unwrap();
    let report = watched.wait_for_report(|_| true);
    let written = report.written.unwrap();
    assert_eq!((written.added, written.changed, written.removed), (0, 0, 0));
}

#[test]
fn folders_can_be_looked_through_where_no_events_come() {
    let watched = Watched::new(Some(Duration::from_millis(50)));
    fs::write(watched.path("content/pages/moi.md"), NEW_PAGE).unwrap();
    watched.wait_for("chữ của trang mới", true);
    fs::remove_file(watched.path("content/pages/moi.md")).unwrap();
    watched.wait_for("chữ của trang mới", false);
}
