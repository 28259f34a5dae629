//! What a file is: by its bytes, and by its name for those who only see that.
//!
//! Files under `files/` come from scanners, phones and other offices, and their names promise what they may not hold.
//! So each is judged by what is in it. Pure: bytes and a name go in,
//! [`Facts`] come out, and nobody else looks into a file.

mod container;
mod danger;
mod hands;
mod kind;
mod markup;
mod narrow;
mod office;
mod old_office;
mod paper;
mod picture;
mod types;

use std::panic;

pub use danger::Danger;
pub use hands::{Hands, Marks};
pub use kind::Kind;
pub use markup::Found;
pub use paper::{FEWEST_WORDS, Paper, Text};
pub use picture::{Size, Traces};
pub use types::{bare_type_of, type_of};

/// What a file is, as far as its bytes and its name tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What its bytes are.
    pub kind: Kind,
    /// Whether all of it is there.
    pub state: State,
    /// What in it would act where it should only be read. Its name may do so too: see [`Danger::by_name`].
    pub danger: Option<Danger>,
    /// What it carries beside what is seen.
    pub traces: Traces,
    /// How large it is, where it is a picture of points that browsers show and says so.
    pub size: Option<Size>,
    /// Whom it names beside its words.
    pub hands: Hands,
    /// Its pages, where it is a PDF that can be read.
    pub paper: Option<Paper>,
}

/// Whether all of a file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// As far as can be seen.
    Whole,
    /// It has no bytes.
    Empty,
    /// Its end is missing, or it is damaged so that its parts cannot be found.
    Cut,
    /// A library stumbled over it.
    Unreadable,
}

/// Looks at a file: what it is, and its bytes as they are published, where that differs. `name` is the last part of its
/// path. A file over which a library stumbles takes nothing with it.
pub fn examine(name: &str, bytes: &[u8]) -> (Facts, Option<Vec<u8>>) {
    unless_it_stumbles(|| look(name, bytes)).unwrap_or((Facts::unreadable(), None))
}

/// What a file is and whether all of it is there, by its bytes alone: quick, since nothing in it is looked at.
pub fn kind_of(bytes: &[u8]) -> (Kind, State) {
    kind::look(bytes)
}

/// A picture's bytes with so many points from left to right; as it is published where it cannot be unpacked: then it is
/// wide, but shown.
pub fn narrowed(bytes: &[u8], width: u32) -> Vec<u8> {
    let narrowed = unless_it_stumbles(|| narrow::narrow(bytes, width).ok()).flatten();
    narrowed.unwrap_or_else(|| published(bytes).unwrap_or_else(|| bytes.to_vec()))
}

/// A file's bytes as they are published, where that differs.
pub fn published(bytes: &[u8]) -> Option<Vec<u8>> {
    unless_it_stumbles(|| picture::look(kind::look(bytes).0, bytes).cleaned).flatten()
}

/// What a library says of a file; `None` where it panics.
pub fn unless_it_stumbles<T>(look: impl FnOnce() -> T + panic::UnwindSafe) -> Option<T> {
    panic::catch_unwind(look).ok()
}

fn look(name: &str, bytes: &[u8]) -> (Facts, Option<Vec<u8>>) {
    let (kind, state) = kind::look(bytes);
    let seen = picture::look(kind, bytes);
    let state = if seen.is_whole { state } else { State::Cut };
    // What a picture is rid of can do nothing.
    let published = seen.cleaned.as_deref().unwrap_or(bytes);
    let danger = danger::by_content(kind, name, published);
    let size = Size::of(kind, published);
    let (hands, paper) = inside(kind, bytes);
    (Facts { kind, state, danger, traces: seen.traces, size, hands, paper }, seen.cleaned)
}

/// Whom a document names beside its words, and the pages that it has.
fn inside(kind: Kind, bytes: &[u8]) -> (Hands, Option<Paper>) {
    match kind {
        Kind::Pdf => paper::look(bytes),
        Kind::OldWord | Kind::OldExcel | Kind::OldPowerPoint => (old_office::hands(bytes), None),
        kind if kind.is_office() => (office::hands(bytes), None),
        _ => (Hands::default(), None),
    }
}

impl Facts {
    fn unreadable() -> Self {
        Self {
            kind: Kind::Unknown,
            state: State::Unreadable,
            danger: None,
            traces: Traces::None,
            size: None,
            hands: Hands::default(),
            paper: None,
        }
    }

    /// The widths of the narrower copies that are worth offering of a picture of so many bytes.
    pub fn narrower_widths(&self, bytes: u64) -> Vec<u32> {
        match (self.state, self.size) {
            (State::Whole, Some(size)) => narrow::widths(self.kind, size, bytes).collect(),
            _ => Vec::new(),
        }
    }

    /// What a file that is cut was before: the end of a container tells what it is, so then only its name can.
    pub fn kind_when_whole(&self, name: &str) -> Kind {
        match self.kind {
            Kind::Zip | Kind::Unknown => Kind::promised_by(name).unwrap_or(self.kind),
            kind => kind,
        }
    }

    /// What the name promises and the bytes do not keep; for a file whose name promises nothing that anybody knows, what
    /// it is would have to be said by one.
    pub fn misnamed(&self, name: &str) -> Option<Misnamed> {
        match Kind::promised_by(name) {
            Some(promised) if promised.is_kept_by(self.kind) => None,
            Some(promised) => Some(Misnamed::Otherwise(promised)),
            None if self.kind.ending().is_some() && type_of(name) == types::UNKNOWN => Some(Misnamed::Nameless),
            None => None,
        }
    }
}

/// In which way a name misleads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misnamed {
    /// It promises a file of this kind.
    Otherwise(Kind),
    /// It has no ending by which a computer would know the file.
    Nameless,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_that_stumbles_takes_nothing_with_it() {
        assert_eq!(unless_it_stumbles(|| b"".len()), Some(0));
        assert_eq!(unless_it_stumbles(|| -> usize { panic!("as a library would") }), None);
    }
}
