//! `congbo watch`: however an editor saves, the site follows; errors never take the last good site away, and what could not
//! be written is written as soon as it can be.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use congbo::inside::diagnostic::{Severity, has_errors};
use congbo::inside::release::manifest::FILE_NAME;
use congbo::inside::shell::build::build;
use congbo::inside::shell::pace::Pace;
use congbo::inside::shell::watch::{Report, Rhythm, Stopper, Watch};
use congbo::inside::shell::workplace::Workplace;

use crate::editor::{difference, tree, workplace};
use crate::fixture::copy_folder;

/// Longer than anything takes, because the machine may have other work.
const PATIENCE: Duration = Duration::from_secs(20);

/// The first report that `is_wanted`; fails where none comes for longer than anything takes.
#[track_caller]
pub fn await_report(watch: &mut Watch, what: &str, is_wanted: impl Fn(&Report) -> bool) -> Report {
    let (stopper, (came, is_late)) = (watch.stopper(), channel::<()>());
    let guard = std::thread::spawn(move || {
        if is_late.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
            stopper.stop();
        }
    });
    let found = std::iter::from_fn(|| watch.wait()).find(is_wanted);
    drop(came);
    guard.join().unwrap();
    found.unwrap_or_else(|| panic!("no report of {what} within {PATIENCE:?}"))
}

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
        let (mut watch, first) = Watch::open(&workplace(folder.path(), "public"), quick(poll)).unwrap();
        assert!(first.written.is_some(), "{:?}", first.diagnostics);
        let (sender, reports) = channel();
        let stopper = watch.stopper();
        let thread = std::thread::spawn(move || {
            while let Some(report) = watch.wait() {
                sender.send(report).unwrap();
            }
        });
        Self { folder, reports, stopper, thread: Some(thread) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Waits until the output is as a clean build of the content would have it.
    #[track_caller]
    fn wait_for_clean(&self, after: &str) {
        let clean = tempfile::tempdir().unwrap();
        let place = Workplace { output: clean.path().join("public"), ..workplace(self.folder.path(), "") };
        assert!(build(&place, has_errors).unwrap().written.is_some(), "{after}");
        let (expected, deadline) = (tree(&place.output), Instant::now() + PATIENCE);
        loop {
            let differing = difference(&expected, &tree(&self.path("public")));
            if differing.is_empty() {
                return;
            }
            assert!(Instant::now() < deadline, "{after}: {differing:?}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn append(&self, path: &str, text: &str) {
        let path = self.path(path);
        let before = fs::read_to_string(&path).unwrap();
        fs::write(path, before + text).unwrap();
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

/// Quicker than for people.
pub fn quick(poll: Option<Duration>) -> Rhythm {
    let retry = Pace::new(Duration::from_millis(20), Duration::from_millis(100));
    Rhythm { poll, retry, between_looks: Duration::from_millis(50) }
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

const NEW_MODEL: &str = "\n- id: trong-cay-moi\n  name: Mô hình trồng cây mới\n  status: dang-trien-khai\n";

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

#[test]
fn a_save_that_keeps_its_time_is_seen_by_looking() {
    let watched = Watched::new(Some(Duration::from_millis(50)));
    let page = watched.path("content/pages/moi.md");
    fs::write(&page, NEW_PAGE).unwrap();
    watched.wait_for("chữ của trang mới", true);
    let time = fs::metadata(&page).unwrap().modified().unwrap();
    fs::write(&page, NEW_PAGE.replace("trang mới", "trang vừa sửa")).unwrap();
    fs::File::options().write(true).open(&page).unwrap().set_modified(time).unwrap();
    watched.wait_for("chữ của trang vừa sửa", true);
}

#[test]
fn what_stands_in_the_way_of_a_page_keeps_no_other_back() {
    let watched = Watched::new(None);
    let blocked = watched.path("public/du-lieu/index.html");
    fs::remove_file(&blocked).unwrap();
    fs::create_dir(&blocked).unwrap();
    watched.append("content/2022-h1/models.yaml", NEW_MODEL);
    let report = watched.wait_for_report(|report| !report.failures.is_empty());
    assert_eq!((report.failures[0].code.id, report.waiting), ("CB013", 1));
    let public = tree(&watched.path("public"));
    assert!(public.contains_key("mo-hinh/trong-cay-moi/index.html"));
    assert!(!public[FILE_NAME].contains("  du-lieu/index.html"), "the manifest lists what is not there");
    // What was told is not told again, however often it is tried.
    assert!(watched.reports.recv_timeout(Duration::from_millis(500)).is_err());

    fs::remove_dir(&blocked).unwrap();
    let report = watched.wait_for_report(|report| report.waiting == 0);
    assert!(report.batch.is_empty() && report.written.unwrap().added == 1, "{report:?}");
    watched.wait_for_clean("the folder went");
}

#[test]
fn a_scan_that_is_still_being_copied_comes_in_the_end() {
    let watched = Watched::new(None);
    fs::create_dir(watched.path("content/2022-h1/files")).unwrap();
    watched.append("content/2022-h1/bao-cao.md", "\nXem [bản quét](files/quet.pdf).\n");
    let scan = watched.path("content/2022-h1/files/quet.pdf");
    let mut file = fs::File::create(&scan).unwrap();
    for piece in 0..40 {
        std::io::Write::write_all(&mut file, &[piece; 500_000]).unwrap();
        std::thread::sleep(Duration::from_millis(5));
    }
    watched.wait_for_clean("the scan was copied");
}

/// Deletes a folder at once: file by file, what goes first may be back before the last has gone.
fn throw_away(folder: &Path) -> std::io::Result<()> {
    let bin = tempfile::tempdir_in(std::env::temp_dir())?;
    fs::rename(folder, bin.path().join("folder"))
}

#[test]
fn what_others_do_to_the_output_is_undone() {
    let watched = Watched::new(None);
    let check = |name: &str, spoil: &dyn Fn(&Path) -> std::io::Result<()>| {
        let path = watched.path(name);
        spoil(&path).unwrap();
        watched.wait_for_clean(&format!("{name} was spoilt"));
    };
    check("public", &throw_away);
    check("public/van-ban", &throw_away);
    check("public/index.html", &|path| fs::remove_file(path));
    check("public/index.html", &|path| fs::write(path, "sửa tay"));
    check("public/manifest-sha256.txt", &|path| fs::remove_file(path));
    check("public/manifest-sha256.txt", &|path| fs::write(path, ""));
    check(".public.congbo", &throw_away);

    // Each of the first two, and an edit before anybody can have noticed.
    for name in ["public", ".public.congbo"] {
        throw_away(&watched.path(name)).unwrap();
        watched.append("content/2022-h1/bao-cao.md", "\nThêm một câu.\n");
        watched.wait_for_clean(&format!("an edit without {name}"));
    }
}
