//! congbo's own work after a saved file, stage by stage: no disk, no quiet time, no other process.

use std::path::Path;
use std::time::{Duration, Instant};

use congbo::inside::shell::load;
use congbo::inside::site::{Site, Stage};
use congbo::inside::source::{SourcePath, Sources};

/// Edits of the same file.
const EDITS: usize = 15;

/// A stage's name and the times that it took.
type Times = Vec<(String, Vec<Duration>)>;

/// Edits files in memory several times each; tells the median of each stage and how many files differed.
pub fn measure(content: &Path) -> String {
    let (mut sources, _) = load::load(content, None).expect("the archive can be read");
    let mut site = Site::default();
    site.update(&sources, None, |_| {});
    let words = measure_edits(&mut site, &mut sources, "2023-h1/bao-cao-0.md", |text, edit| {
        format!("{text}\nLần sửa thứ {edit}.\n")
    });
    let title = measure_edits(&mut site, &mut sources, "2023-h1/legal.yaml", |text, edit| {
        text.replacen("title: ", &format!("title: sửa {edit} "), 1)
    });
    format!("Of that, congbo's own work by stage, median ms: {words}.\n\nFor a decision's title instead: {title}.")
}

pub fn measure_edits(
    site: &mut Site,
    sources: &mut Sources,
    path: &str,
    edit: impl Fn(&str, usize) -> String,
) -> String {
    let path = SourcePath::new(path).expect("a plain path");
    let text = sources.texts[&path].clone();
    let mut times = Times::new();
    let mut written = 0;
    for number in 0..EDITS {
        sources.texts.insert(path.clone(), edit(&text, number).into());
        written = update(site, sources, &mut times);
    }
    let median = |mut all: Vec<Duration>| {
        all.sort();
        all[all.len() / 2].as_secs_f64() * 1000.0
    };
    let stages = times.into_iter().map(|(stage, all)| format!("{stage} {:.1}", median(all)));
    format!("{}; {written} files differ", stages.collect::<Vec<_>>().join(", "))
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
