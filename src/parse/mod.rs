//! One file to its entries. Knows no other file.

pub mod body;
pub mod entries;
pub mod front;
pub mod kind;
pub mod ledger;
mod list;
pub mod names;
mod secrecy;
pub mod told;
pub mod yaml;

pub use entries::{Entries, Entry, Parsed};

use std::sync::Arc;

use crate::attic::Attic;
use crate::content::{Field, Ledger};
use crate::diagnostic::messages::entry;
use crate::diagnostic::{Location, Place};
use crate::prose::{Lent, Readers};
use crate::source::SourcePath;
use body::{Body, Read};
use front::Front;
use kind::FileKind;
use ledger::Ledgers;
use list::File;
use names::Names;

/// Reads files, one after the other.
#[derive(Debug)]
pub struct Parser<'n> {
    /// The models and places that become mentions in a Markdown text.
    names: &'n Names,
    /// The registers whose rows stand in files of their own.
    ledgers: &'n Ledgers,
    reader: Lent<'n>,
    attic: &'n Attic,
}

/// Reads the entries of one file (see `Parser`).
pub fn parse(path: &SourcePath, text: &str, names: &Names) -> Parsed {
    Parser::new((names, &Ledgers::default()), &Readers::default(), &Attic::default()).parse(path, text)
}

impl<'n> Parser<'n> {
    /// With a reader of words to borrow, and an attic for what is needed only when the site is written.
    pub fn new((names, ledgers): (&'n Names, &'n Ledgers), readers: &'n Readers, attic: &'n Attic) -> Self {
        Self { names, ledgers, reader: readers.lend(), attic }
    }

    /// Reads a file's entries. They follow from the text, the names and the registers alone.
    pub fn parse(&mut self, path: &SourcePath, text: &str) -> Parsed {
        let mut file = File::new(path, text);
        let whole = || Location { path: path.clone(), place: Place::File };
        let entries = match kind::of(path) {
            FileKind::Site => file.single().map(|site| Entries::Site(Box::new(site))),
            FileKind::Period => file.single().map(|period| Entries::Period(Box::new(period))),
            FileKind::Issuers => Some(Entries::Issuers(file.list())),
            FileKind::Places => Some(Entries::Places(file.list())),
            FileKind::Legal => Some(Entries::Legal(file.list())),
            FileKind::Models => Some(Entries::Models(file.list())),
            FileKind::Tasks => Some(Entries::Tasks(file.list())),
            FileKind::Ledgers => Some(Entries::Ledgers(file.ledgers())),
            FileKind::Rows => ledger::rows(&mut file, self.ledgers).map(Entries::Rows),
            FileKind::Report => file.with_body(self).map(|(info, body)| Entries::Report(info, body)),
            FileKind::Page => file.with_body(self).map(|(info, body)| Entries::Page(info, body)),
            FileKind::Attachment => None,
            FileKind::Unknown(names) => file.refuse(entry::unknown_file(whole(), names)),
            FileKind::BadPeriod => file.refuse(entry::bad_period(whole())),
        };
        let entries = entries.unwrap_or_default();
        let blocks = std::mem::take(&mut file.blocks);
        let (unread, mut diagnostics) = file.finish();
        diagnostics.extend(secrecy::check(path, text, &entries, &blocks));
        Parsed { entries, unread, diagnostics }
    }
}

impl File<'_> {
    /// Reads the registers that a site declares.
    fn ledgers(&mut self) -> Vec<Arc<Ledger>> {
        let declared = self.list();
        let mut said = Vec::new();
        let ledgers = ledger::declared::read(self.path, &declared, &mut said);
        said.into_iter().for_each(|diagnostic| self.report(diagnostic));
        ledgers
    }

    /// Reads a Markdown file: its front matter, then its body. A body is read even under broken front matter.
    fn with_body<T: Field>(&mut self, parser: &mut Parser<'_>) -> Option<(Arc<Entry<T>>, Arc<Body>)> {
        let (path, text) = (self.path, self.text);
        let (yaml, body_start) = match front::split(text) {
            Front::Found { yaml, body_start } => (yaml, body_start),
            Front::Missing => return self.refuse(entry::no_front_matter(first_line(path, text))),
            Front::Unclosed => return self.refuse(entry::unclosed_front_matter(first_line(path, text))),
        };
        let info = self.entry::<T>(yaml);
        let Read { mut body, blocks, said } = body::parse(path, text, body_start, parser.names, &mut parser.reader);
        body.set_aside(parser.attic);
        self.blocks = blocks;
        said.into_iter().for_each(|diagnostic| self.report(diagnostic));
        Some((Arc::new(info?), Arc::new(body)))
    }
}

fn first_line(path: &SourcePath, text: &str) -> Location {
    let end = text.lines().next().map_or(0, str::len);
    Location { path: path.clone(), place: Place::Bytes(0, end as u32) }
}
