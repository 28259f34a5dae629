//! What of the content was published last, and when: beside the built site, never in it, so that everybody who publishes from this
//! machine knows what is new since.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::content::PublishTarget;
use crate::hash::Hash;
use crate::release::manifest::Manifest;
use crate::shell::disk;
use crate::shell::write::work_folder;
use crate::source::Sources;
use trichdan::text::slug::slug;

/// What the last publication to a target was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When it was done.
    pub at: jiff::Timestamp,
    /// What each file of the content held.
    content: BTreeMap<String, Hash>,
}

impl Record {
    /// Takes the content as it is published now.
    pub fn of(sources: &Sources) -> Self {
        Self { at: jiff::Timestamp::now(), content: content(sources) }
    }

    /// Files of the content that came, changed or went since.
    pub fn changed(&self, sources: &Sources) -> Vec<String> {
        let now = content(sources);
        let paths = now.keys().chain(self.content.keys().filter(|path| !now.contains_key(*path)));
        let mut changed: Vec<String> =
            paths.filter(|path| now.get(*path) != self.content.get(*path)).cloned().collect();
        // Sorted: shown to people.
        changed.sort();
        changed
    }

    /// Reads what is remembered of a target; nothing where it is missing or damaged.
    pub fn read(output: &Path, target: &PublishTarget) -> Option<Self> {
        let text = fs::read_to_string(path(output, target)).ok()?;
        let (at, list) = text.split_once('\n')?;
        let content = Manifest::parse(list).ok()?.0.into_iter().collect();
        Some(Self { at: at.parse().ok()?, content })
    }

    /// Writes it; failing to only means that all seems new next time.
    pub fn write(&self, output: &Path, target: &PublishTarget) {
        let list = Manifest(self.content.clone().into_iter().collect()).print();
        let _ = disk::put(&path(output, target), format!("{}\n{list}", self.at).as_bytes());
    }
}

fn content(sources: &Sources) -> BTreeMap<String, Hash> {
    let texts = sources.texts.iter().map(|(path, text)| (path.to_string(), Hash::of(text.as_bytes())));
    let others = sources.attachments.iter();
    let others = others.filter_map(|(path, file)| Some((path.to_string(), Hash::parse(&file.sha256)?)));
    texts.chain(others).collect()
}

fn path(output: &Path, target: &PublishTarget) -> std::path::PathBuf {
    work_folder(output).join(format!("content-{}", slug(&target.name)))
}
