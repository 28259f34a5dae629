//! congbo's own work after a saved file, stage by stage: no disk, no quiet time, no other process.

use std::path::Path;
use std::time::{Duration, Instant};

use congbo::shell::load;
use congbo::site::{Site, Stage};
use congbo::source::{SourcePath, Sources};

/// Edits of the same report.
const EDITS: usize = 15;

/// A stage's name and the times that it took.
type Times = Vec<(String, Vec<Duration>)>;

/// Edits one report's prose in memory several times; tells the median of each stage and how many pages differed.
pub fn measure(content: &Path) -> String {
    let (mut sources, _) = load::load(content, None).expect("the archive can be read");
    let mut site = Site::default();
    site.update(&sources, None, |_| {});
    let path = SourcePath::new("2023-h1/bao-cao-0.md").expect("a plain path");
    let text = sources.texts[&path].clone();
    let mut times = Times::new();
    let mut written = 0;
    for edit in 0..EDITS {
        sources.texts.insert(path.clone(), format!("{text}\nLần sửa thứ {edit}.\n").into());
        written = update(&mut site, &sources, &mut times);
    }
    let median = |mut all: Vec<Duration>| {
        all.sort();
        all[all.len() / 2].as_secs_f64() * 1000.0
    };
    let stages = times.into_iter().map(|(stage, all)| format!("{stage} {:.1}", median(all)));
    format!(
        "Of that, congbo's own work by stage, median ms: {}; {written} files differ.",
        stages.collect::<Vec<_>>().join(", ")
    )
}

/// One update; notes how long each stage and the whole took.
fn update(site: &mut Site, sources: &Sources, times: &mut Times) -> usize {
    let start = Instant::now();
    let mut running: Option<(Stage, Instant)> = None;
    let mut ended = |running: Option<(Stage, Instant)>| {
        if let Some((stage, since)) = running {
            note(times, format!("{stage:?}").to_lowercase(), since.elapsed());
        }
    };
    let update = site.update(sources, None, |stage| ended(running.replace((stage, Instant::now()))));
    ended(running);
    let written = update.change.expect("the archive has no errors").written.len();
    note(times, "whole".into(), start.elapsed());
    written
}

fn note(times: &mut Times, stage: String, time: Duration) {
    match times.iter_mut().find(|(known, _)| *known == stage) {
        Some((_, all)) => all.push(time),
        None => times.push((stage, vec![time])),
    }
}
