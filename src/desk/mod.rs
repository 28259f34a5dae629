//! The desk (*bàn làm việc*): the work of the commands in a browser, for whoever has Word, a mouse and an hour.
//!
//! A shell like the commands, over the same functions. It keeps nothing of its own but what was not yet decided: files that were
//! handed over and not yet written, a publication that runs. The files in `content/` stay the only truth; who edits them beside
//! the desk is never written over. What the desk changed is kept beside them, so that it can be taken back also tomorrow.
//!
//! [`server`] lets a request in by [`gate`] and makes it an [`asked::Asked`], which knows no header and no connection; the desk
//! answers with a [`reply::Reply`]. One request is answered at a time: one clerk sits here.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)]

mod asked;
mod begin;
mod change;
mod fill;
mod finding;
mod gate;
mod handover;
mod home;
mod intake;
mod memory;
mod mend;
mod pages;
mod preview;
mod publish;
mod reply;
mod room;
mod route;
pub mod server;
mod target;

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::diagnostic::Language;
use crate::diagnostic::failure::Failure;
use crate::shell::publish::credentials::Environment;
use crate::shell::workplace::Workplace;
use intake::Intake;
use pages::Pages;
use preview::Preview;
use publish::Publication;
use room::Room;

/// What can be chosen about a desk.
#[derive(Debug, Clone)]
pub struct DeskOptions {
    /// Where the site is made; its content need not be there yet.
    pub workplace: Workplace,
    /// The port; none is the first free one.
    pub port: Option<u16>,
    /// The language of pages and messages.
    pub language: Language,
    /// Where passwords are looked for.
    pub environment: Environment,
    /// The file that remembers where the last site lies, for who starts the desk from nowhere; none remembers nothing.
    pub memory: Option<PathBuf>,
}

/// What lies on the desk between two requests.
struct Desk {
    workplace: Workplace,
    language: Language,
    environment: Environment,
    memory: Option<PathBuf>,
    pages: Pages,
    /// The content as it was last read; none before there is a site.
    room: Option<Room>,
    /// The site as it would be, and the reading that it was made of.
    preview: Option<(u64, Preview)>,
    /// The site with a text as it was typed last.
    sketch: Option<Preview>,
    /// Files that were handed over and not yet written, by number.
    intakes: BTreeMap<u32, Intake>,
    /// How many came so far: a number is never given twice.
    handed_over: u32,
    publication: Option<Publication>,
    /// What is said once, on the next page.
    told: Option<Told>,
    /// Whether she is done, and the program may end.
    is_closed: bool,
}

/// A sentence that is said once, after something was done or could not be.
#[derive(Debug, Clone, serde::Serialize)]
struct Told {
    is_good: bool,
    text: String,
    hint: String,
}

impl Desk {
    fn new(options: &DeskOptions) -> Self {
        let mut desk = Self {
            workplace: options.workplace.clone(),
            language: options.language,
            environment: options.environment.clone(),
            memory: options.memory.clone(),
            pages: Pages::new(options.language),
            room: None,
            preview: None,
            sketch: None,
            intakes: BTreeMap::new(),
            handed_over: 0,
            publication: None,
            told: None,
            is_closed: false,
        };
        // Who begins where no site lies is shown the one that was worked on last.
        if !desk.has_site()
            && let Some(folder) = options.memory.as_deref().and_then(memory::last_folder)
        {
            desk.move_to(&folder);
        }
        desk
    }

    /// Whether a site lies where the desk works.
    fn has_site(&self) -> bool {
        self.workplace.content.join("site.yaml").is_file()
    }

    /// Works in another folder from now on.
    fn move_to(&mut self, folder: &std::path::Path) {
        let today = self.workplace.today;
        let at = |name| folder.join(name);
        self.workplace = Workplace { content: at("content"), themes: at("themes"), output: at("public"), today };
        (self.room, self.preview, self.sketch) = (None, None, None);
        self.intakes.clear();
    }

    /// The content as it is now.
    fn room(&mut self) -> Result<&Room, Failure> {
        self.room_and_pages().map(|(room, _)| room)
    }

    /// The same, with the words and templates to show it by.
    fn room_and_pages(&mut self) -> Result<(&Room, &Pages), Failure> {
        match &mut self.room {
            Some(room) => room.look_again()?,
            empty => *empty = Some(Room::open(&self.workplace)?),
        }
        Ok((self.room.as_ref().expect("it was just opened"), &self.pages))
    }

    /// Says on the next page that something was done.
    fn tell(&mut self, text: String) {
        self.told = Some(Told { is_good: true, text, hint: String::new() });
    }

    /// Says on the next page that something was not done, and what to do.
    fn refuse(&mut self, text: String, hint: String) {
        self.told = Some(Told { is_good: false, text, hint });
    }

    /// Says on the next page why something could not be done.
    fn tell_failure(&mut self, failure: &Failure) {
        let hint = failure.hint.as_ref().map(|hint| hint.of(self.language).to_owned());
        self.refuse(failure.message.of(self.language).to_owned(), hint.unwrap_or_default());
    }
}
