//! From a saved file to new bytes on the disk, as an author meets it: `congbo watch` beside the content folder.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Edits of the same report.
const EDITS: usize = 9;

/// Edits one report several times under `congbo watch`; tells the median time until its page is new.
pub fn measure(folder: &Path) -> String {
    let report = folder.join("content/2023-h1/bao-cao-0.md");
    let page = folder.join("public/bao-cao/2023-h1/bao-cao-0/index.html");
    let text = fs::read_to_string(&report).expect("the first report is there");
    let _watch = Watch::start(folder, &report, &page, &text);
    let mut times: Vec<Duration> = (1..=EDITS).map(|edit| save_and_wait(&report, &page, &text, edit)).collect();
    times.sort();
    let milliseconds = |time: &Duration| time.as_secs_f64() * 1000.0;
    format!(
        "One edit of a report's prose under `congbo watch`, from its saving to new bytes on the disk, quiet time \
         included: median {:.0} ms, slowest of {EDITS} {:.0} ms.",
        milliseconds(&times[EDITS / 2]),
        milliseconds(&times[EDITS - 1]),
    )
}

fn save_and_wait(report: &Path, page: &Path, text: &str, edit: usize) -> Duration {
    let mark = format!("Lần sửa thứ {edit} của phép đo.");
    let start = Instant::now();
    fs::write(report, format!("{text}\n{mark}\n")).expect("the report can be saved");
    while !fs::read_to_string(page).is_ok_and(|html| html.contains(&mark)) {
        assert!(start.elapsed() < Duration::from_secs(60), "the page should follow its report");
        std::thread::sleep(Duration::from_millis(1));
    }
    start.elapsed()
}

/// A running `congbo watch`, ended when dropped.
struct Watch(Child);

impl Watch {
    /// Starts it and waits until it follows changes.
    fn start(folder: &Path, report: &Path, page: &Path, text: &str) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_congbo"));
        command.current_dir(folder).arg("watch").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let watch = Self(command.spawn().expect("congbo starts"));
        // Its first build takes as long as any and goes on for a while after its pages are there, so an edit that is
        // part of it is followed by one that waits for its end.
        save_and_wait(report, page, text, 0);
        save_and_wait(report, page, text, EDITS + 1);
        watch
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
