//! Everything the careful reader has before them: the archive, and every text by its passages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::passage::{Kind, Passage};
use crate::content::{PeriodId, ReportInfo};
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::link::{self, Archive};
use crate::parse::body::{self, Block, Body};
use crate::parse::yaml::split;
use crate::parse::{Entries, Parsed};
use crate::source::{Attachment, SourcePath, Sources};

/// The content folder, read and linked.
pub struct Desk<'a> {
    pub archive: &'a Archive<'a>,
    /// Every text that could be read, by path.
    pub files: Vec<File<'a>>,
    /// Every report, by period, then path.
    pub reports: Vec<Report<'a>>,
    /// Every other file, by path.
    pub attachments: &'a BTreeMap<SourcePath, Attachment>,
}

/// A file as the careful reader sees it.
pub struct File<'a> {
    pub path: &'a SourcePath,
    pub text: &'a str,
    /// What was read from it.
    pub entries: &'a Entries,
    /// Its blocks, or its lines where it is YAML; of a report the front matter's lines come first.
    pub passages: Vec<Passage<'a>>,
    /// Where among them the blocks begin.
    first_block: usize,
}

/// A report and where its parts stand.
#[derive(Clone, Copy)]
pub struct Report<'a> {
    /// As linked.
    pub linked: &'a link::report::Report,
    pub path: &'a SourcePath,
    pub text: &'a str,
}

/// The words of every text that has a body, by path.
pub type Blocks = BTreeMap<SourcePath, Vec<Block>>;

/// Reads the words of all texts once more: no other reader needs them.
pub fn blocks(sources: &Sources, parsed: &BTreeMap<SourcePath, Arc<Parsed>>) -> Blocks {
    let words = |(path, parsed): (&SourcePath, &Arc<Parsed>)| {
        parsed.entries.body()?;
        Some((path.clone(), body::blocks(path, sources.texts.get(path)?)))
    };
    parsed.par_iter().filter_map(words).collect()
}

impl<'a> Desk<'a> {
    /// Lays out what was read.
    pub fn new(
        archive: &'a Archive<'a>,
        sources: &'a Sources,
        parsed: &'a BTreeMap<SourcePath, Arc<Parsed>>,
        blocks: &'a Blocks,
    ) -> Self {
        let blocks_of = |path: &SourcePath| blocks.get(path).map_or(&[][..], Vec::as_slice);
        let text_of = |path: &SourcePath| sources.texts.get(path).map_or("", |text| &**text);
        let files = parsed
            .par_iter()
            .map(|(path, parsed)| {
                let text = text_of(path);
                let mut passages = in_yaml(path, text, &parsed.entries);
                let first_block = passages.len();
                passages.extend(in_blocks(path, text, blocks_of(path)));
                File { path, text, entries: &parsed.entries, passages, first_block }
            })
            .collect();
        let reports = archive
            .reports
            .iter()
            .map(|linked| {
                let path = &linked.entry.path;
                Report { linked, path, text: text_of(path) }
            })
            .collect();
        Self { archive, files, reports, attachments: &sources.attachments }
    }

    /// What a rule says of every file by itself, read on all cores.
    pub fn of_each_file(&self, said: &mut Vec<Diagnostic>, rule: impl Fn(&File<'a>, &mut Vec<Diagnostic>) + Sync) {
        of_each(&self.files, said, rule);
    }

    /// What a rule says of every report by itself, read on all cores.
    pub fn of_each_report(&self, said: &mut Vec<Diagnostic>, rule: impl Fn(Report<'a>, &mut Vec<Diagnostic>) + Sync) {
        of_each(&self.reports, said, |report, said| rule(*report, said));
    }

    /// A report's blocks, in order.
    pub fn passages(&self, report: Report<'_>) -> &[Passage<'a>] {
        self.file(report.path).map_or(&[], |file| &file.passages[file.first_block..])
    }

    pub fn file(&self, path: &SourcePath) -> Option<&File<'a>> {
        let at = self.files.binary_search_by(|file| file.path.cmp(path)).ok()?;
        Some(&self.files[at])
    }
}

/// What there is to say of every thing by itself, found on all cores, in no order.
pub fn of_each<T: Sync>(things: &[T], said: &mut Vec<Diagnostic>, rule: impl Fn(&T, &mut Vec<Diagnostic>) + Sync) {
    said.par_extend(things.par_iter().flat_map_iter(|thing| {
        let mut said = Vec::new();
        rule(thing, &mut said);
        said
    }));
}

impl<'a> Report<'a> {
    /// Its front matter.
    pub fn info(self) -> &'a ReportInfo {
        self.linked.entry.info()
    }

    /// Its text, parsed.
    pub fn body(self) -> &'a Body {
        &self.linked.entry.body
    }

    pub fn period(self) -> PeriodId {
        self.linked.entry.period
    }

    /// A place in its text.
    pub fn at(self, (start, end): (u32, u32)) -> Location {
        Location { path: self.path.clone(), place: Place::Bytes(start, end) }
    }

    /// The front matter's line that begins with `key`; the first line where there is none, for what is not there.
    pub fn field(self, key: &str) -> Location {
        let mut start = 0;
        for line in self.text[..front_matter_bytes(self.text)].split_inclusive('\n') {
            if line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')) {
                return self.at((start as u32, (start + line.trim_end().len()) as u32));
            }
            start += line.len();
        }
        self.header()
    }

    /// Its front matter as a whole.
    pub fn header(self) -> Location {
        self.at((0, self.text.lines().next().unwrap_or("").len() as u32))
    }
}

fn in_blocks<'a>(path: &'a SourcePath, text: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = Passage<'a>> {
    let starts: Vec<usize> = split::lines(text).map(|(start, _)| start).collect();
    // Many cells stand in one line.
    let mut last = (usize::MAX, Kind::Line);
    blocks.iter().map(move |block| {
        let line = starts.partition_point(|start| *start <= block.span.0 as usize).saturating_sub(1);
        if last.0 != line {
            let start = starts.get(line).copied().unwrap_or(0);
            last = (line, Kind::of_line(text[start..].lines().next().unwrap_or("")));
        }
        Passage::block(path, text, &block.text, block.span, last.1)
    })
}

fn in_yaml<'a>(path: &'a SourcePath, text: &'a str, entries: &Entries) -> Vec<Passage<'a>> {
    let yaml_end = if entries.body().is_some() { front_matter_bytes(text) } else { text.len() };
    let mut passages = Vec::new();
    let mut start = 0;
    for line in text[..yaml_end].split_inclusive('\n') {
        let words = line.trim();
        // Comments are the author's own, and marks of structure hold no words.
        if words.contains(char::is_alphanumeric) && !words.starts_with('#') {
            passages.push(Passage::line(path, text, start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    passages
}

/// How many bytes the front matter takes, with both of its `---` lines.
pub fn front_matter_bytes(text: &str) -> usize {
    const FENCE: &str = "---\n";
    let Some(rest) = text.strip_prefix(FENCE) else { return 0 };
    rest.find("\n---").map_or(text.len(), |at| FENCE.len() + at + FENCE.len())
}
