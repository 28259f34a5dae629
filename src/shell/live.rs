//! A site that follows its folders: read once, then brought up to date with whatever changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::address::Url;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::link::drafts::Audience;
use crate::shell::batch::Batch;
use crate::shell::load::{ContentFolder, Limits};
use crate::shell::workplace::Workplace;
use crate::site::{Change, Site};
use crate::source::Sources;

/// The folders as they were last read, and the site made from them.
#[derive(Debug)]
pub struct Live {
    workplace: Workplace,
    theme: Option<PathBuf>,
    folder: ContentFolder,
    sources: Sources,
    site: Site,
    /// What changed and has not been given out yet, because files could not be read.
    held: Option<Change>,
    /// Hints that wait for a reading: of one that failed, and at files that were there and could not be read.
    unread: Batch,
}

/// What a reading found.
#[derive(Debug)]
pub struct Round {
    /// Every message about the content as it is now.
    pub diagnostics: Vec<Diagnostic>,
    /// What changed since the last change that was given out; none when there are errors: the last good site stays.
    pub change: Option<Change>,
    /// How long reading, linking, planning and comparing took.
    pub took: Duration,
}

impl Live {
    /// Reads everything for the first time, for an audience.
    pub fn open(workplace: &Workplace, audience: Audience) -> Result<(Self, Round), Failure> {
        let started = Instant::now();
        let theme = workplace.theme_folder();
        let mut folder = follow(workplace, theme.as_deref())?;
        let sources = folder.load()?;
        let (workplace, site, unread) = (workplace.clone(), Site::default().shown_to(audience), Batch::default());
        let mut live = Self { workplace, theme, folder, sources, site, held: None, unread };
        let round = live.update(started);
        Ok((live, round))
    }

    /// Leaves out of a batch what is neither there nor was: the temporary files of a save.
    pub fn of_concern(&self, mut batch: Batch) -> Batch {
        batch.paths.retain(|path| self.folder.concerns(path));
        batch
    }

    /// Looks through the folders for what is not as it was read.
    pub fn look(&self) -> Batch {
        if self.workplace.theme_folder() == self.theme {
            Batch { paths: self.folder.changed(), everything: false }
        } else {
            Batch::everything()
        }
    }

    /// Reads what the batch hints at, of which nothing is beside our concern. When the folders cannot be read, everything
    /// stays as it was, and the next reading has these hints too.
    pub fn refresh(&mut self, batch: &Batch) -> Result<Round, Failure> {
        let started = Instant::now();
        self.unread.add(batch.clone());
        self.read()?;
        Ok(self.update(started))
    }

    /// Whether something waits to be read again though nobody hints at it: on Windows a file that another program has open.
    pub fn is_behind(&self) -> bool {
        !self.unread.is_empty()
    }

    fn read(&mut self) -> Result<(), Failure> {
        let theme = self.workplace.theme_folder();
        if theme != self.theme {
            let mut folder = follow(&self.workplace, theme.as_deref())?;
            self.sources = folder.load()?;
            (self.folder, self.theme) = (folder, theme);
        } else if self.unread.everything {
            self.sources = self.folder.load()?;
        } else {
            let paths: Vec<PathBuf> = self.unread.paths.iter().cloned().collect();
            self.folder.refresh(&mut self.sources, &paths)?;
        }
        Ok(())
    }

    /// The content folder, for copying what lies in it.
    pub fn folder(&self) -> &ContentFolder {
        &self.folder
    }

    /// The site made of what was read last.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// What was read last, for showing messages.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    fn update(&mut self, started: Instant) -> Round {
        let update = self.site.update(&self.sources, self.workplace.today, |_| {});
        self.unread = Batch { paths: self.folder.unreadable(), everything: false };
        let mut diagnostics = self.folder.diagnostics();
        diagnostics.extend(update.diagnostics);
        self.held = match (self.held.take(), update.change) {
            (Some(older), Some(newer)) => Some(together(older, newer)),
            (older, newer) => newer.or(older),
        };
        let change = if has_errors(&diagnostics) { None } else { self.held.take() };
        Round { diagnostics, change, took: started.elapsed() }
    }
}

fn follow(workplace: &Workplace, theme: Option<&Path>) -> Result<ContentFolder, Failure> {
    Ok(ContentFolder::open(&workplace.content, theme, Limits::default())?.noting())
}

/// Two changes as one: what the later one says of a page is what holds.
fn together(older: Change, newer: Change) -> Change {
    let mut written: BTreeSet<Url> = older.written.into_iter().collect();
    let mut removed: BTreeSet<Url> = older.removed.into_iter().collect();
    written.retain(|url| newer.removed.binary_search(url).is_err());
    removed.retain(|url| newer.written.binary_search(url).is_err());
    written.extend(newer.written);
    removed.extend(newer.removed);
    Change { site: newer.site, written: written.into_iter().collect(), removed: removed.into_iter().collect() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;

    /// A page that came or went while another file could not be read, and went or came before that one could.
    #[test]
    fn of_a_held_change_and_a_later_one_the_later_holds() {
        let place = tempfile::tempdir().unwrap();
        let content = place.path().join("content");
        let put = |path: &str, text: &[u8]| {
            fs::create_dir_all(content.join(path).parent().unwrap()).unwrap();
            fs::write(content.join(path), text).unwrap();
        };
        put("site.yaml", "title: Kho\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n".as_bytes());
        put("2022-h1/period.yaml", "title: Kỳ\nfrom: 2022-01-01\nto: 2022-06-30\n".as_bytes());
        let report = |name: &str| put(name, "---\nsummary: Sơ kết\n---\n\nTrồng sen.\n".as_bytes());
        let (comes, goes) = ("2022-h1/den.md", "2022-h1/di.md");
        report(goes);
        let (themes, output) = (place.path().join("themes"), place.path().join("public"));
        let workplace = Workplace { content: content.clone(), themes, output, today: None };
        let (mut live, _) = Live::open(&workplace, Audience::Public).unwrap();

        report(comes);
        fs::remove_file(content.join(goes)).unwrap();
        put("2022-h1/hong.md", b"\xFF\xFE\xFD");
        assert!(live.refresh(&Batch::everything()).unwrap().change.is_none());

        fs::remove_file(content.join(comes)).unwrap();
        report(goes);
        fs::remove_file(content.join("2022-h1/hong.md")).unwrap();
        let change = live.refresh(&Batch::everything()).unwrap().change.unwrap();
        let has = |urls: &[Url], name: &str| urls.iter().any(|url| url.file().contains(name));
        assert!(has(&change.removed, "/den/") && !has(&change.written, "/den/"), "{change:?}");
        assert!(has(&change.written, "/di/") && !has(&change.removed, "/di/"), "{change:?}");
    }
}
