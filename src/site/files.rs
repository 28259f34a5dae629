//! The files of the content folder, each parsed once for each text that it has had.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::attic::Attic;
use crate::link;
use crate::link::drafts::{Audience, Selection};
use crate::link::revise::NewWords;
use crate::parse::front;
use crate::parse::ledger::{self, Ledgers};
use crate::parse::names::Names;
use crate::parse::{Entries, Parsed, Parser};
use crate::prose::Readers;
use crate::source::{SourcePath, Sources};

/// Files as last parsed, and what they were parsed from.
#[derive(Debug, Default)]
pub struct Files {
    texts: BTreeMap<SourcePath, Arc<str>>,
    refused: BTreeSet<SourcePath>,
    parsed: BTreeMap<SourcePath, Arc<Parsed>>,
    names: Names,
    /// The registers by which files of rows were parsed.
    ledgers: Ledgers,
    readers: Readers,
    attic: Attic,
    pub(super) audience: Audience,
}

/// What changed in the texts.
#[derive(Debug)]
pub struct Edit {
    /// How many files were read.
    pub parsed: usize,
    /// The new words of reports; none where more than these changed.
    pub new_words: Option<Vec<NewWords>>,
}

/// New words for more reports than an author saves at once are not followed one by one: everything is made anew.
const MOST_NEW_WORDS: usize = 32;

/// A file's path and its text.
type File<'s> = (&'s SourcePath, &'s Arc<str>);

impl Files {
    /// No files yet; of those to come, what is needed only when the site is written goes to the attic.
    pub fn on(attic: Attic) -> Self {
        Self { attic, ..Self::default() }
    }

    /// Every file as last parsed.
    pub fn parsed(&self) -> &BTreeMap<SourcePath, Arc<Parsed>> {
        &self.parsed
    }

    /// What the site is made of: the files as last parsed, without what its audience may not see.
    pub fn selected(&self) -> Selection {
        Selection::of(&self.parsed, self.audience)
    }

    /// Parses the first files, as [`Files::update`] does, and lets go of each text as soon as it is parsed.
    pub fn consume(&mut self, sources: &mut Sources) {
        self.take_refused(&sources.refused);
        let (texts, data): (Vec<_>, Vec<_>) =
            std::mem::take(&mut sources.texts).into_iter().partition(|(path, _)| is_markdown(path));
        let (rows, data): (Vec<_>, Vec<_>) = data.into_iter().partition(|(path, _)| ledger::is_rows(path));
        self.parse_all(data);
        self.ledgers = Ledgers::of(&self.parsed);
        self.parse_all(rows);
        self.names = Names::new(link::names(&self.selected()));
        self.parse_all(texts);
    }

    /// Parses files side by side; each text is let go by whoever parses it.
    fn parse_all(&mut self, files: Vec<(SourcePath, Arc<str>)>) {
        let parsed = files.into_par_iter().map_init(
            || Parser::new((&self.names, &self.ledgers), &self.readers, &self.attic),
            |parser, (path, text)| {
                let parsed = parser.parse(&path, &text);
                (path, Arc::new(parsed))
            },
        );
        let parsed: Vec<_> = parsed.collect();
        self.parsed.extend(parsed);
    }

    /// Parses what is new or changed: first the YAML, which says what names there are, then the texts.
    pub fn update(&mut self, sources: &Sources) -> Edit {
        let (gone, stale) = self.look_for_changes(sources);
        let refused_stay = self.refused == sources.refused;
        self.take_refused(&sources.refused);
        if refused_stay && gone.is_empty() && stale.iter().all(|file| self.has_new_words_only(file)) {
            let parsed = self.take(&stale);
            let few = Some(&stale).filter(|stale| stale.len() <= MOST_NEW_WORDS);
            let new_words = few.and_then(|stale| stale.iter().map(|(path, _)| self.new_words(path)).collect());
            return Edit { parsed, new_words };
        }
        let (mut texts, data): (Vec<_>, Vec<_>) = stale.into_iter().partition(|(path, _)| is_markdown(path));
        let (rows, data): (Vec<_>, Vec<_>) = data.into_iter().partition(|(path, _)| ledger::is_rows(path));
        let mut parsed = self.take(&data);
        let rows = self.renew_ledgers(sources, rows);
        parsed += self.take(&rows);
        // Names stand in YAML alone: while it stays as it is, so do they.
        if !data.is_empty() || !rows.is_empty() || gone.iter().any(|path| !is_markdown(path)) {
            texts = self.renew_names(sources, texts);
        }
        parsed += self.take(&texts);
        Edit { parsed, new_words: None }
    }

    /// Notes texts that are there but could not be read: nobody shall call them missing.
    fn take_refused(&mut self, refused: &BTreeSet<SourcePath>) {
        for path in std::mem::replace(&mut self.refused, refused.clone()) {
            self.parsed.remove(&path);
        }
        let texts = refused
            .iter()
            .filter(|path| is_markdown(path) || path.as_str().ends_with(".yaml") || ledger::is_rows(path));
        self.parsed.extend(texts.map(|path| (path.clone(), Arc::default())));
    }

    /// True for a Markdown file whose front matter is the same to the letter as when it was last parsed.
    fn has_new_words_only(&self, (path, text): &File<'_>) -> bool {
        let before = self.texts.get(*path).and_then(|before| above_body(before));
        is_markdown(path) && before.is_some() && before == above_body(text)
    }

    fn new_words(&self, path: &SourcePath) -> Option<NewWords> {
        match &self.parsed[path].entries {
            Entries::Report(_, body) => Some(NewWords { path: path.clone(), body: body.clone() }),
            _ => None,
        }
    }

    /// Adds to `stale` all files of rows, if the registers that they are read by are not what they were.
    fn renew_ledgers<'s>(&mut self, sources: &'s Sources, stale: Vec<File<'s>>) -> Vec<File<'s>> {
        let ledgers = Ledgers::of(&self.parsed);
        if ledgers == self.ledgers {
            return stale;
        }
        self.ledgers = ledgers;
        sources.texts.iter().filter(|(path, _)| ledger::is_rows(path)).collect()
    }

    /// Adds to `stale` the texts whose words did not change, but in which a name came or went.
    fn renew_names<'s>(&mut self, sources: &'s Sources, stale: Vec<File<'s>>) -> Vec<File<'s>> {
        let names = link::names(&self.selected());
        if self.names.are(&names) {
            return stale;
        }
        let names = Names::new(names);
        let moved = names.difference(&self.names);
        self.names = names;
        if moved.written().is_empty() {
            return stale;
        }
        let touched = sources.texts.iter().filter(|(path, _)| {
            let body = self.parsed.get(*path).and_then(|parsed| parsed.entries.body());
            body.is_some_and(|body| moved.may_occur_in(&body.prose))
        });
        // Each once, in the order of the paths.
        touched.chain(stale).collect::<BTreeMap<_, _>>().into_iter().collect()
    }

    /// Forgets files that are gone; gives their paths, and the files that are new or have another text than when they
    /// were last parsed.
    fn look_for_changes<'s>(&mut self, sources: &'s Sources) -> (Vec<SourcePath>, Vec<File<'s>>) {
        let (mut gone, mut stale) = (Vec::new(), Vec::new());
        let mut known = self.texts.iter().peekable();
        for file @ (path, text) in &sources.texts {
            while let Some((other, _)) = known.next_if(|(other, _)| *other < path) {
                gone.push(other.clone());
            }
            match known.next_if(|(other, _)| *other == path) {
                // To look at all letters of a large archive takes longer than all else, and nearly always in vain.
                Some((_, before)) if Arc::ptr_eq(before, text) || before == text => {}
                _ => stale.push(file),
            }
        }
        gone.extend(known.map(|(path, _)| path.clone()));
        for path in &gone {
            self.texts.remove(path);
            self.parsed.remove(path);
        }
        (gone, stale)
    }

    fn take(&mut self, files: &[File<'_>]) -> usize {
        let owned: Vec<_> = files.iter().map(|(path, text)| ((*path).clone(), (*text).clone())).collect();
        self.texts.extend(owned.iter().cloned());
        self.parse_all(owned);
        files.len()
    }
}

fn is_markdown(path: &SourcePath) -> bool {
    path.as_str().ends_with(".md")
}

/// The front matter with its lines of `---`; none where there is none.
fn above_body(text: &str) -> Option<&str> {
    front::body_start(text).map(|body_start| &text[..body_start])
}
