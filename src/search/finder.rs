//! From what a plan says can be found to the shards of the index; remembers texts that did not change.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Index, Record, Revision, Shard};
use crate::plan::{Findable, FindableText};
use crate::prose::{Prose, Reader, Readers};

/// Texts that one thread reads before it asks for more.
const TOGETHER: usize = 32;

/// An index that can be brought up to date. What it gives depends on its last input alone.
#[derive(Debug, Default)]
pub struct Finder {
    index: Index,
    readers: Readers,
    words: HashMap<Arc<str>, Arc<Prose>>,
}

impl Finder {
    /// The index's shards, by path below the search page's folder.
    pub fn shards(&self) -> impl Iterator<Item = (String, Arc<Shard>)> {
        self.index.shards.iter().map(|(path, shard)| (path.clone(), shard.clone()))
    }

    /// Brings the index up to date.
    pub fn update(&mut self, findable: &[Findable]) {
        let proses =
            findable.par_chunks(TOGETHER).map_init(|| self.readers.lend(), |reader, some| self.proses(reader, some));
        let proses: Vec<Arc<Prose>> = proses.flatten_iter().collect();
        self.words.clear();
        for (found, prose) in findable.iter().zip(&proses) {
            if let FindableText::Words(words) = &found.text {
                self.words.insert(words.clone(), prose.clone());
            }
        }
        let records = findable.iter().zip(proses).map(|(found, prose)| record(found, prose));
        self.index = Index::new(records, &self.index);
    }

    /// Takes new words of pages; gives the shards that differ.
    pub fn revise(&mut self, findable: &[Findable]) -> Revision {
        let proses = self.proses(&mut self.readers.lend(), findable);
        self.index.revise(findable.iter().zip(proses).map(|(found, prose)| record(found, prose)).collect())
    }

    fn proses(&self, reader: &mut Reader, findable: &[Findable]) -> Vec<Arc<Prose>> {
        let mut prose = |found: &Findable| match &found.text {
            FindableText::Prose(prose) => prose.clone(),
            FindableText::Words(words) => self.words.get(words).cloned().unwrap_or_else(|| read(reader, words)),
        };
        findable.iter().map(&mut prose).collect()
    }
}

fn read(reader: &mut Reader, words: &str) -> Arc<Prose> {
    reader.prose(Some(("", words)).filter(|(_, words)| !words.is_empty()))
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
