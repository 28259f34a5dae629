//! Changes of a file's text that a form asks for: every byte that is not meant stays as it was.
//!
//! [`apply`] takes the text of a file as it lies on the disk (with its line ends, its byte order mark) and one [`Change`]:
//!
//! ```
//! use congbo::inside::edit::{Change, Value, apply};
//! use congbo::inside::source::SourcePath;
//!
//! let path = SourcePath::new("places.yaml").expect("a plain name");
//! let text = "# Các xã\n- id: xa-tho-son   # mã cũ\n  name: Thọ Sơn\n  kind: xa\n";
//! let set = |at: &str, value: &str| Change::Set { at: at.parse().expect("any text is a path"), value: Value::text(value) };
//!
//! let text = apply(&path, text, &set("0.name", "Thọ Sơn: mới"))?;
//! assert_eq!(text, "# Các xã\n- id: xa-tho-son   # mã cũ\n  name: \"Thọ Sơn: mới\"\n  kind: xa\n");
//! let text = apply(&path, &text, &set("0.within", "huyen-trieu-son"))?;
//! let text = apply(&path, &text, &set("0.aliases.0", "xã Sơn"))?;
//! assert_eq!(text, "# Các xã\n- id: xa-tho-son   # mã cũ\n  name: \"Thọ Sơn: mới\"\n  kind: xa\n  \
//!     aliases:\n    - xã Sơn\n  within: huyen-trieu-son\n");
//! # Ok::<(), Box<congbo::Diagnostic>>(())
//! ```
//!
//! A form sets a whole entry at once ([`Value::Map`]): only what differs is written, fields that it does not name stay, blank ones
//! go. What is written is read again by congbo's own reader, entry by entry; unless it says exactly what was meant, the edit
//! is refused, and nothing is changed. [`typed`] makes a value of a page's inputs, [`complete`] finds what a reference may lead to, and
//! [`Problems`] tells which field a message is about. What a form asks for, [`Form`](crate::content::form::Form) says.

mod body;
mod complete;
mod fields;
mod kept;
mod layout;
mod outline;
mod path;
mod refusal;
pub mod scalar;
mod splice;
mod towards;
mod typed;
mod value;
mod write;

pub use body::body;
pub use complete::{Known, complete, known};
pub use fields::{Problems, paths};
pub use kept::kept;
pub use layout::form_name;
pub use path::{Path, Step};
pub use typed::typed;
pub use value::Value;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::messages::edit as messages;
use crate::diagnostic::{Diagnostic, Location, Place};
use crate::source::SourcePath;
use layout::{Layout, Scope};
use refusal::{Reason, Refusal};

/// What is to be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A value is to stand at a path: a field that may be absent, an item, a whole entry. A blank one is taken out; of fields,
    /// those that are not named stay.
    Set {
        /// Where.
        at: Path,
        /// What.
        value: Value,
    },
    /// A field, an item or an entry goes.
    Remove {
        /// Which.
        at: Path,
    },
    /// An item comes before the one at `index`, or after the last. The list of a file's entries is at the root.
    Insert {
        /// The list.
        list: Path,
        /// The index that it will have.
        index: usize,
        /// The item.
        value: Value,
    },
    /// An item comes to the place of another one.
    Move {
        /// The list.
        list: Path,
        /// Its index.
        from: usize,
        /// The index that it will have.
        to: usize,
    },
    /// The text below the front matter becomes another one.
    Body(String),
}

/// The text of a file after a change; or why a person has to make it by hand.
pub fn apply(path: &SourcePath, text: &str, change: &Change) -> Result<String, Box<Diagnostic>> {
    let (mark, content) = text.split_at(if text.starts_with('\u{FEFF}') { 3 } else { 0 });
    let end = if content.contains("\r\n") { "\r\n" } else { "\n" };
    // The last line is ended while it is worked on, so that every line is like the others.
    let lacks_end = !content.is_empty() && !content.ends_with('\n');
    let whole = if lacks_end { Cow::Owned(format!("{content}{end}")) } else { Cow::Borrowed(content) };
    let edited = match change {
        Change::Body(body) => body::replace(&whole, body),
        change => fields_changed(path, &whole, change),
    };
    let edited = edited.map_err(|refusal| Box::new(refused(path, content, refusal)))?;
    let kept = if lacks_end { edited.strip_suffix(end).unwrap_or(&edited) } else { &edited };
    Ok(format!("{mark}{kept}"))
}

/// What a file says at a path, as the reader takes it; none where there is nothing, or nothing that can be read.
pub fn value(path: &SourcePath, text: &str, at: &Path) -> Option<Value> {
    let text = as_read(text);
    let layout = Layout::of(path, &text).ok()?;
    let (entry, rest) = layout.entry(&at.0)?;
    layout.read(&text, entry).ok()?.get(rest).cloned()
}

/// All entries of a file, each as the reader takes it, or none where it cannot be read; of a file that is one entry, that one.
/// Fails where the file as a whole is written in a way that no form can change.
pub fn entries(path: &SourcePath, text: &str) -> Result<Vec<Option<Value>>, Box<Diagnostic>> {
    let read = as_read(text);
    let layout = Layout::of(path, &read).map_err(|refusal| Box::new(refused(path, &read, refusal)))?;
    Ok((0..layout.entries.len()).map(|entry| layout.read(&read, entry).ok()).collect())
}

/// How many entries a file of entries has; none for other files.
pub fn count(path: &SourcePath, text: &str) -> Option<usize> {
    let text = as_read(text);
    Layout::of(path, &text).ok().filter(Layout::is_list).map(|layout| layout.entries.len())
}

/// The text of a file as it is loaded: what messages count their places in.
pub fn as_read(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect()
}

fn fields_changed(path: &SourcePath, text: &str, change: &Change) -> Result<String, Refusal> {
    let layout = Layout::of(path, text)?;
    if matches!(change, Change::Insert { value, .. } if value.is_blank()) {
        return Ok(text.to_owned());
    }
    match layout.scope(&stored(change))? {
        Scope::List(change) => {
            let edited = layout.apply_to_list(text, &change)?;
            layout.check_list(text, &edited, path, &change)?;
            Ok(edited)
        }
        Scope::Entry(entry, change) => {
            let old = layout.read(text, entry)?;
            let mut edited = Cow::Borrowed(text);
            for step in towards::steps(&old, &change) {
                edited = Cow::Owned(Layout::of(path, &edited)?.apply_to_entry(&edited, entry, &step)?);
            }
            layout.check_entry(text, &edited, path, entry, &change)?;
            Ok(edited.into_owned())
        }
    }
}

/// A change of values as they can stand in a file; one that sets nothing removes.
fn stored(change: &Change) -> Change {
    match change {
        Change::Set { at, value } => Change::Set { at: at.clone(), value: value.composed() },
        Change::Insert { list, index, value } => {
            Change::Insert { list: list.clone(), index: *index, value: value.storable() }
        }
        change => change.clone(),
    }
}

fn refused(path: &SourcePath, text: &str, refusal: Refusal) -> Diagnostic {
    let read_offset = |at: usize| as_read(text.get(..at).unwrap_or(text)).len() as u32;
    let place = match refusal.reason {
        Reason::Absent => Place::File,
        _ => Place::Bytes(read_offset(refusal.at.start), read_offset(refusal.at.end)),
    };
    let location = Location { path: path.clone(), place };
    match refusal.reason {
        Reason::Anchor => messages::anchor(location),
        Reason::Flow => messages::flow(location),
        Reason::Tab => messages::tab(location),
        Reason::Documents | Reason::Damaged => messages::damaged(location),
        Reason::Absent => messages::absent(location),
        Reason::Unproven => messages::unproven(location),
    }
}
