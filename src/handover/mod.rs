//! What an archive that is closed hands over to one of those that carry on: its part, as a content folder of their own.
//!
//! Three rules choose it:
//!
//! 1. *What is of others stays.* A model, a task, a row or a period goes with the heir unless it names units, and all of these are for
//!    certain others'. What names no unit is of the whole, and goes with each heir.
//! 2. *A record is never cut.* Periods are taken with all their reports, tables and files with all that is in them, entries to the byte.
//! 3. *What is taken means what it meant.* All that it names comes too, and all that bears a name which its texts use: or a citation
//!    that was in doubt would find the only one that is left.
//!
//! It knows the archive and the texts of its files, and no disk.

mod account;
mod choice;
mod heir;
mod names;
mod portions;
mod realm;
mod record;
mod site;
mod texts;
mod thing;

pub use account::Account;
pub use heir::{Heir, heir};
pub use portions::Portion;
pub use record::{HASHES, record};
pub use texts::Texts;

use std::collections::BTreeMap;

use crate::link::Archive;
use crate::source::SourcePath;
use choice::Choice;

/// A content folder for an heir, and what is to be said of it.
#[derive(Debug)]
pub struct Handover {
    /// The files by their paths, but for the record.
    pub files: BTreeMap<SourcePath, Portion>,
    pub account: Account,
}

/// Chooses what an heir is given of an archive.
pub fn hand_over(archive: &Archive<'_>, texts: &Texts<'_>, heir: Heir) -> Handover {
    let mut choice = Choice::of(archive, heir, texts);
    let mut files = loop {
        choice.settle();
        match portions::portions(&choice, texts) {
            Ok(files) => break files,
            // What cannot be cut is taken whole, and what that names may be in other files.
            Err(beside) => choice.take_beside(beside),
        }
    };
    let account = Account::of(&choice, texts, &files);
    let places = SourcePath::new(site::PLACES).expect("a plain name");
    files.extend(site::with_heir(archive, heir, &places, texts, files.get(&places)).map(|portion| (places, portion)));
    let site = SourcePath::new(site::FILE).expect("a plain name");
    files.insert(site, Portion::Text(site::text(archive, heir, &account)));
    Handover { files, account }
}
