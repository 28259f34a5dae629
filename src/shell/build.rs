//! A clean build: everything read, everything planned, everything rendered, the tree exchanged as a whole.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::address::Url;
use crate::attic::Attic;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, messages};
use crate::release::inputs::fingerprint;
use crate::release::manifest::Hash;
use crate::render::{Rendered, render};
use crate::shell::load::ContentFolder;
use crate::shell::scratch::Scratch;
use crate::shell::workplace::Workplace;
use crate::shell::write::{FileCopy, FileNarrowing, Output, Pages, Written, work_folder};
use crate::site::{Site, Snapshot, Stage};
use crate::source::Sources;
use crate::view::{Narrowed, View};

/// What a build found and did.
#[derive(Debug)]
pub struct Built {
    /// Every message.
    pub diagnostics: Vec<Diagnostic>,
    /// What was read, for showing messages: of the texts those that the messages speak of.
    pub sources: Sources,
    /// How many files the site has.
    pub pages: usize,
    /// What was written; none when the messages stopped the build.
    pub written: Option<Written>,
    /// What was made good on the way.
    pub mended: Option<Failure>,
    /// How long each stage took, in order.
    pub timings: Vec<(&'static str, Duration)>,
    /// The site as it was built: to give its memory back takes time, and who ends the program need not.
    pub(crate) site: Site,
}

impl Built {
    /// How long it took in all.
    pub fn total(&self) -> Duration {
        self.timings.iter().map(|(_, time)| *time).sum()
    }
}

/// Measures stages that follow one another.
struct Stopwatch {
    timings: Vec<(&'static str, Duration)>,
    running: (&'static str, Instant),
}

impl Stopwatch {
    fn start(stage: &'static str) -> Self {
        Self { timings: Vec::new(), running: (stage, Instant::now()) }
    }

    fn enter(&mut self, stage: &'static str) {
        let (last, since) = std::mem::replace(&mut self.running, (stage, Instant::now()));
        self.timings.push((last, since.elapsed()));
    }

    fn stop(mut self) -> Vec<(&'static str, Duration)> {
        self.enter("");
        self.timings
    }
}

/// Builds the site unless its messages, by the judgement of `stops`, forbid it.
///
/// Fails where a folder cannot be read, and where the output cannot be written, is not ours or is written by another; then
/// the old site stays.
pub fn build(workplace: &Workplace, stops: impl Fn(&[Diagnostic]) -> bool) -> Result<Built, Failure> {
    build_seeing(workplace, stops, |_| {})
}

/// As [`build`]; `see` is shown what was read, before texts are let go.
pub fn build_seeing(
    workplace: &Workplace,
    stops: impl Fn(&[Diagnostic]) -> bool,
    see: impl FnOnce(&Sources),
) -> Result<Built, Failure> {
    let mut watch = Stopwatch::start("load");
    let mut output = Output::open(&workplace.output, &workplace.sources())?;
    let mut folder = workplace.open()?;
    let mut sources = folder.load()?;
    see(&sources);
    let scratch = Arc::new(Scratch::new(&work_folder(output.root())));
    let mut site = Site::on(Attic::with_room(scratch.clone()));
    let inputs = fingerprint(&sources, workplace.today, &program());
    let from_load = folder.diagnostics();
    if from_load.is_empty() && output.is_made_from(inputs) {
        let (pages, written) = (output.manifest().0.len(), Some(output.untouched()));
        let (diagnostics, timings) = (Vec::new(), watch.stop());
        return Ok(Built { diagnostics, sources, pages, written, mended: None, timings, site });
    }
    let (from_site, change) = site.once(&mut sources, workplace.today, |stage| watch.enter(stage_name(stage)));
    let mut diagnostics = from_load;
    diagnostics.extend(from_site);
    watch.enter("write");
    let (pages, written) = match change.filter(|_| !stops(&diagnostics)) {
        Some(change) => {
            let pages = change.site.plan.pages.len();
            match write(&mut output, &folder, &change.site, Some(&scratch))? {
                Ok(written) => {
                    // Messages must be told each time, so only a build without any may be skipped.
                    if diagnostics.is_empty() {
                        output.note_inputs(inputs);
                    }
                    (pages, Some(written))
                }
                Err(from_theme) => {
                    diagnostics.push(from_theme);
                    (0, None)
                }
            }
        }
        None => (0, None),
    };
    let timings = watch.stop();
    folder.read_again(&mut sources, diagnostics.iter().map(|diagnostic| &diagnostic.location.path));
    Ok(Built { diagnostics, sources, pages, written, mended: output.take_mended(), timings, site })
}

/// Which program builds: a newer one may make another site of the same inputs.
fn program() -> String {
    let metadata = std::env::current_exe().and_then(std::fs::metadata);
    let stamp = metadata.ok().map(|metadata| (metadata.len(), metadata.modified().ok()));
    format!("{} {stamp:?}", env!("CARGO_PKG_VERSION"))
}

fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Parse => "parse",
        Stage::Link => "link",
        Stage::Plan => "plan",
        Stage::Index => "index",
        Stage::Compare => "compare",
    }
}

/// Why there are no pages to write.
enum Stop {
    /// A template cannot make one.
    Said(Diagnostic),
    /// What one is made of was lost.
    Failed(Failure),
}

/// Renders on all cores while one thread writes. `scratch` is where the site keeps what it does not keep in memory.
pub(super) fn write(
    output: &mut Output,
    folder: &ContentFolder,
    site: &Snapshot,
    scratch: Option<&Scratch>,
) -> Result<Result<Written, Diagnostic>, Failure> {
    let copies = copies(folder, site)?;
    let written = output.write_whole(&copies, |pages| {
        render_all(folder, site, pages)?;
        let lost = scratch.and_then(Scratch::lost);
        lost.map_or(Ok(()), |cause| Err(Stop::Failed(messages::file::scratch_lost(&cause))))
    })?;
    match written {
        Ok(written) => Ok(Ok(written)),
        Err(Stop::Said(diagnostic)) => Ok(Err(diagnostic)),
        Err(Stop::Failed(failure)) => Err(failure),
    }
}

fn render_all(folder: &ContentFolder, site: &Snapshot, pages: &Pages<'_>) -> Result<(), Stop> {
    let rendered = site.plan.pages.par_iter().map(|(url, view)| {
        match render(&site.theme, view).map_err(|said| Stop::Said(*said))? {
            Rendered::Text(text) => pages.put(url.file(), text.into_bytes()),
            Rendered::Bytes(bytes) => pages.put(url.file(), bytes),
            Rendered::Attachment(_) => {}
            Rendered::Narrowed(narrowed) => {
                let narrowing = narrowing(folder, url, &narrowed).map_err(Stop::Failed)?;
                pages.put_narrowed(narrowing).map_err(Stop::Failed)?;
            }
        }
        Ok::<(), Stop>(())
    });
    let stops: Vec<Stop> = rendered.filter_map(Result::err).collect();
    // What is said of a page is said first, and the first by its place, so that the same content gives the same message.
    let place_of = |stop: &Stop| match stop {
        Stop::Said(said) => (0, Some(said.location.clone())),
        Stop::Failed(_) => (1, None),
    };
    stops.into_iter().min_by_key(place_of).map_or(Ok(()), Err)
}

/// The files of the content folder that the site offers.
pub fn copies(folder: &ContentFolder, site: &Snapshot) -> Result<Vec<FileCopy>, Failure> {
    site.plan.pages.iter().filter_map(|(url, view)| copy(folder, url, view)).collect()
}

/// What is to be copied to an address; none where its bytes are made.
pub(super) fn copy(folder: &ContentFolder, url: &Url, view: &View) -> Option<Result<FileCopy, Failure>> {
    let View::Attachment { source, sha256, bytes, is_cleaned } = view else { return None };
    let Some(from) = folder.disk_path(source) else { return Some(Err(messages::command::attachment_gone(source))) };
    // Loading writes the hash as 64 digits; anything else would merely compare as different.
    let hash = Hash::parse(sha256).unwrap_or(Hash([0; 32]));
    Some(Ok(FileCopy { to: url.file(), from: from.to_path_buf(), bytes: *bytes, hash, is_cleaned: *is_cleaned }))
}

/// What is to be made narrower for an address.
pub(super) fn narrowing(folder: &ContentFolder, url: &Url, narrowed: &Narrowed) -> Result<FileNarrowing, Failure> {
    let Narrowed { source, sha256, width } = narrowed;
    let from = folder.disk_path(source).ok_or_else(|| messages::command::attachment_gone(source))?;
    let source = Hash::parse(sha256).unwrap_or(Hash([0; 32]));
    Ok(FileNarrowing { to: url.file(), from: from.to_path_buf(), source, width: *width })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_text_that_is_lost_stops_the_build_and_leaves_the_old_site() {
        let place = tempfile::tempdir().unwrap();
        let put = |path: &str, text: &str| {
            let path = place.path().join("content").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        put("site.yaml", "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n");
        put("2022-h1/period.yaml", "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n");
        put("2022-h1/bao-cao.md", &format!("---\nsummary: Sơ kết\n---\n\n{}\n", "Mô hình trồng sen. ".repeat(40)));
        let workplace = Workplace {
            content: place.path().join("content"),
            themes: place.path().join("themes"),
            output: place.path().join("public"),
            today: None,
        };
        let mut output = Output::open(&workplace.output, &workplace.sources()).unwrap();
        let mut folder = workplace.open().unwrap();
        let mut sources = folder.load().unwrap();
        let scratch = Arc::new(Scratch::with_memory(&work_folder(output.root()), 0));
        let mut site = Site::on(Attic::with_room(scratch.clone()));
        let (_, change) = site.once(&mut sources, None, |_| {});
        let site = change.unwrap().site;

        assert!(write(&mut output, &folder, &site, Some(&scratch)).unwrap().is_ok());
        let report = || fs::read_to_string(workplace.output.join("bao-cao/2022-h1/bao-cao/index.html")).unwrap();
        let written = report();
        assert!(written.contains("Mô hình trồng sen."));

        scratch.lose_everything();
        let failure = write(&mut output, &folder, &site, Some(&scratch)).unwrap_err();
        assert_eq!(failure.code.id, "CB014");
        assert_eq!(report(), written);
    }
}
