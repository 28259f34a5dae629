//! From what a plan says can be found to the shards of the index; remembers texts that did not change.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Findable, FindableText, Index, Meaning, Record, Revision, Shard};
use crate::attic::Attic;
use crate::prose::{Prose, Reader};

/// An index that can be brought up to date. What it gives depends on its last input alone.
#[derive(Debug, Default)]
pub struct Finder {
    index: Index,
    /// The few words of pages without a text of their own, by themselves, and those of files, by the files' hashes; made
    /// ready.
    words: HashMap<Arc<str>, Arc<Prose>>,
}

impl Finder {
    /// A finder that puts the text of its shards in the attic.
    pub fn on(attic: Attic) -> Self {
        Self { index: Index::on(attic), ..Self::default() }
    }

    /// The index's shards, by path below the search page's folder.
    pub fn shards(&self) -> impl Iterator<Item = (String, Arc<Shard>)> {
        self.index.shards.iter().map(|(path, shard)| (path.clone(), shard.clone()))
    }

    /// Brings the index up to date.
    pub fn update(&mut self, findable: &[Findable], vocabulary: &[Meaning]) {
        let records = self.records(findable);
        let words = findable.iter().zip(&records).filter_map(|(found, record)| match &found.text {
            FindableText::Words(key) | FindableText::Paper { sha256: key, .. } => {
                Some((key.clone(), record.prose.clone()))
            }
            FindableText::Prose(_) => None,
        });
        self.words = words.collect();
        self.index = Index::with(records, vocabulary, &self.index);
    }

    /// Takes new words of pages; gives the shards that differ.
    pub fn revise(&mut self, findable: &[Findable]) -> Revision {
        self.index.revise(self.records(findable))
    }

    fn records(&self, findable: &[Findable]) -> Vec<Record> {
        let mut reader = Reader::default();
        let mut prose = |text: &FindableText| match text {
            FindableText::Prose(prose) => prose.clone(),
            FindableText::Words(words) => self.words.get(words).cloned().unwrap_or_else(|| read(&mut reader, words)),
            FindableText::Paper { sha256, pages } => {
                self.words.get(sha256).cloned().unwrap_or_else(|| read_pages(&mut reader, pages))
            }
        };
        findable.iter().map(|found| record(found, prose(&found.text))).collect()
    }
}

fn read(reader: &mut Reader, words: &str) -> Arc<Prose> {
    let lines = words.lines().filter(|line| !line.is_empty());
    reader.prose(lines.map(|line| line.split_once('\t').unwrap_or(("", line))))
}

/// A result leads to the page that holds the words, as viewers of PDFs know it.
fn read_pages(reader: &mut Reader, pages: &[Arc<str>]) -> Arc<Prose> {
    let anchors: Vec<String> = (1..=pages.len()).map(|number| format!("page={number}")).collect();
    let pages = anchors.iter().zip(pages).filter(|(_, words)| !words.is_empty());
    reader.prose(pages.map(|(anchor, words)| (anchor.as_str(), &**words)))
}

fn record(found: &Findable, prose: Arc<Prose>) -> Record {
    Record {
        url: found.url.shared(),
        title: found.title.clone(),
        kind: found.kind,
        label: found.label.into(),
        period: found.period,
        date: found.date,
        designations: found.designation.iter().cloned().collect(),
        subject: found.subject.clone(),
        facts: found.facts.clone(),
        note: found.note.clone(),
        prose,
    }
}
