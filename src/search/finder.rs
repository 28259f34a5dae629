//! From what a plan says can be found to the shards of the index; remembers texts that did not change.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Prose, Reader, Record, Revision, Shard};
use crate::parse::body::{Block, Body};
use crate::plan::{Findable, FindableText};

/// Texts that one thread reads before it asks for more.
const TOGETHER: usize = 32;

/// An index that can be brought up to date. What it gives depends on its last input alone.
#[derive(Debug, Default)]
pub struct Finder {
    index: Index,
    /// By the address of the body, which the value keeps alive.
    bodies: HashMap<usize, (Arc<Body>, Arc<Prose>)>,
    words: HashMap<Arc<str>, Arc<Prose>>,
}

impl Finder {
    /// The index's shards, by path below the search page's folder.
    pub fn shards(&self) -> impl Iterator<Item = (String, Arc<Shard>)> {
        self.index.shards.iter().map(|(path, shard)| (path.clone(), shard.clone()))
    }

    /// Brings the index up to date.
    pub fn update(&mut self, findable: &[Findable]) {
        // A reader is the faster the more it has read, so each thread keeps its own; but the long texts stand side by
        // side, so no thread is dealt many at once.
        let proses = findable.par_chunks(TOGETHER).map_init(Reader::default, |reader, some| self.proses(reader, some));
        let proses: Vec<Arc<Prose>> = proses.flatten_iter().collect();
        self.bodies.clear();
        self.words.clear();
        for (found, prose) in findable.iter().zip(&proses) {
            match &found.text {
                FindableText::Body(body) => {
                    self.bodies.insert(Arc::as_ptr(body) as usize, (body.clone(), prose.clone()));
                }
                FindableText::Words(words) => {
                    self.words.insert(words.clone(), prose.clone());
                }
            }
        }
        let records = findable.iter().zip(proses).map(|(found, prose)| record(found, prose));
        self.index = Index::new(records, &self.index);
    }

    /// Takes new words of pages, each with the text that the page had before; gives the shards that differ.
    pub fn revise(&mut self, findable: &[(Arc<Body>, Findable)]) -> Revision {
        let mut reader = Reader::default();
        let mut records = Vec::new();
        for (before, found) in findable {
            let prose = read(&mut reader, &found.text);
            self.bodies.remove(&(Arc::as_ptr(before) as usize));
            if let FindableText::Body(body) = &found.text {
                self.bodies.insert(Arc::as_ptr(body) as usize, (body.clone(), prose.clone()));
            }
            records.push(record(found, prose));
        }
        self.index.revise(records)
    }

    fn proses(&self, reader: &mut Reader, findable: &[Findable]) -> Vec<Arc<Prose>> {
        let prose = |found: &Findable| self.remembered(&found.text).unwrap_or_else(|| read(reader, &found.text));
        findable.iter().map(prose).collect()
    }

    fn remembered(&self, text: &FindableText) -> Option<Arc<Prose>> {
        match text {
            FindableText::Body(body) => self.bodies.get(&(Arc::as_ptr(body) as usize)).map(|(_, prose)| prose.clone()),
            FindableText::Words(words) => self.words.get(words).cloned(),
        }
    }
}

fn read(reader: &mut Reader, text: &FindableText) -> Arc<Prose> {
    match text {
        FindableText::Body(body) => reader.prose(&body.blocks),
        FindableText::Words(words) if words.is_empty() => reader.prose(&[]),
        FindableText::Words(words) => {
            reader.prose(&[Block { text: words.clone(), anchor: "".into(), span: (0, 0), heading: None }])
        }
    }
}

fn record(found: &Findable, prose: Arc<Prose>) -> Record {
    Record {
        url: found.url.shared(),
        title: found.title.clone(),
        kind: found.kind.word().into(),
        label: found.label.into(),
        period: found.period,
        date: found.date,
        designations: found.designation.iter().cloned().collect(),
        prose,
    }
}
