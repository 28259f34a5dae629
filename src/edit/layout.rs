//! A file as entries that are read each by itself: where they stand, what they say, and whether an edit made of them what
//! it should.

use std::ops::Range;

use super::Change;
use super::outline::{self, Item, Seat, Shape};
use super::path::{Path, Step};
use super::refusal::{Reason, Refusal};
use super::splice::{Pen, Splice, spliced};
use super::value::Value;
use super::write::{Seen, Style};
use crate::content::form::Form;
use crate::parse::front::{self, Front};
use crate::parse::kind::{self, FileKind};
use crate::parse::yaml::split::{self, Entries, lines};
use crate::parse::yaml::{self, traps};
use crate::source::SourcePath;

/// How many entries are looked at for the style of a file.
const MOST_LOOKED_AT: usize = 100;

/// Where a file's entries stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// The bytes of each, as the reader cuts them.
    pub entries: Vec<Range<usize>>,
    is_list: bool,
    form: Form,
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// The list of a file's entries.
    List(Change),
    /// An entry, with the change's path from there.
    Entry(usize, Change),
}

impl Layout {
    /// Cuts a file into its entries.
    pub fn of(path: &SourcePath, text: &str) -> Result<Self, Refusal> {
        let nothing = || Refusal { reason: Reason::Absent, at: 0..0 };
        let kind = kind::of(path);
        let form = match kind {
            // What a row may hold, its register says; fields come in the order in which they are given.
            FileKind::Rows if !kind::is_table(path.file_name()) => Form::default(),
            kind => form_name(kind).and_then(Form::by_name).ok_or_else(nothing)?,
        };
        let is_list = !matches!(kind, FileKind::Site | FileKind::Period | FileKind::Report | FileKind::Page);
        let entries = match kind {
            FileKind::Report | FileKind::Page => match front::split(text) {
                Front::Found { yaml, .. } => vec![yaml],
                Front::Missing | Front::Unclosed => return Err(Refusal { reason: Reason::Damaged, at: 0..0 }),
            },
            _ if !is_list => std::iter::once(0..text.len()).collect(),
            _ => match split::entries(text) {
                Entries::Listed(entries) => entries,
                Entries::Nothing => Vec::new(),
                Entries::Whole => return Err(Refusal { reason: Reason::Flow, at: 0..text.len() }),
                Entries::Stray(span) => return Err(Refusal { reason: Reason::Damaged, at: span }),
            },
        };
        Ok(Self { entries, is_list, form })
    }

    /// Whether it is a file of entries.
    pub fn is_list(&self) -> bool {
        self.is_list
    }

    /// The entry that a path leads into, and the rest of the path.
    pub fn entry<'s>(&self, path: &'s [Step]) -> Option<(usize, &'s [Step])> {
        match path {
            path if !self.is_list => Some((0, path)),
            [Step::Item(index), rest @ ..] if *index < self.entries.len() => Some((*index, rest)),
            _ => None,
        }
    }

    /// What a change is about.
    pub fn scope(&self, change: &Change) -> Result<Scope, Refusal> {
        if self.is_list {
            let of_list = match change {
                Change::Insert { list, .. } | Change::Move { list, .. } => list.0.is_empty(),
                Change::Remove { at } => at.0.len() == 1,
                Change::Set { .. } | Change::Body(_) => false,
            };
            match change {
                change if of_list => return Ok(Scope::List(change.clone())),
                Change::Set { at, value } if at.0 == [Step::Item(self.entries.len())] => {
                    let index = self.entries.len();
                    return Ok(Scope::List(Change::Insert { list: Path::root(), index, value: value.storable() }));
                }
                _ => {}
            }
        }
        let path = match change {
            Change::Set { at, .. } | Change::Remove { at } => at,
            Change::Insert { list, .. } | Change::Move { list, .. } => list,
            Change::Body(_) => &Path::root(),
        };
        let absent = || Refusal { reason: Reason::Absent, at: 0..0 };
        let (entry, rest) = self.entry(&path.0).ok_or_else(absent)?;
        let rest = Path(rest.to_vec());
        let inner = match change.clone() {
            Change::Set { value, .. } => Change::Set { at: rest, value },
            Change::Remove { .. } => Change::Remove { at: rest },
            Change::Insert { index, value, .. } => Change::Insert { list: rest, index, value },
            Change::Move { from, to, .. } => Change::Move { list: rest, from, to },
            change => change,
        };
        Ok(Scope::Entry(entry, inner))
    }

    /// What an entry says.
    pub fn read(&self, text: &str, entry: usize) -> Result<Value, Refusal> {
        let range = self.entries[entry].clone();
        let node =
            yaml::read(text, range.clone()).map_err(|_| Refusal { reason: Reason::Damaged, at: range.clone() })?;
        match Value::of(&node) {
            Value::List(mut items) if self.is_list && items.len() == 1 => Ok(items.remove(0)),
            Value::List(_) => Err(Refusal { reason: Reason::Damaged, at: range }),
            value if !self.is_list => Ok(value),
            _ => Err(Refusal { reason: Reason::Damaged, at: range }),
        }
    }

    /// Makes one change within an entry.
    pub fn apply_to_entry(&self, text: &str, entry: usize, change: &Change) -> Result<String, Refusal> {
        let range = self.entries[entry].clone();
        let outline = outline::outline(text, range.clone())?;
        let root = match &outline.shape {
            Shape::List { items, .. } if self.is_list && items.len() == 1 => &items[0].seat,
            _ if self.is_list => return Err(Refusal { reason: Reason::Damaged, at: range }),
            _ => &outline,
        };
        let pen = Pen { text, style: self.style(text, Some(&outline)), end: range.end, form: &self.form };
        let splices = match change {
            Change::Set { at, value } => pen.set(root, &at.0, value)?,
            Change::Remove { at } => pen.remove(root, &at.0)?,
            Change::Insert { list, index, value } => pen.insert(root, &list.0, *index, value)?,
            Change::Move { list, from, to } => pen.shift(root, &list.0, *from, *to)?,
            Change::Body(_) => Vec::new(),
        };
        Ok(spliced(text, splices))
    }

    /// Makes one change of the list of entries.
    pub fn apply_to_list(&self, text: &str, change: &Change) -> Result<String, Refusal> {
        let items: Vec<Item> = self.entries.iter().map(|range| item(text, range.clone())).collect();
        let column = items.first().map_or(0, |first| first.start - self.entries[0].start);
        let pen = Pen { text, style: self.style(text, None), end: text.len(), form: &self.form };
        let absent = || Refusal { reason: Reason::Absent, at: 0..0 };
        let splices = match change {
            Change::Insert { index, value, .. } => pen.insert_item(column, &items, *index, value, true)?,
            Change::Move { from, to, .. } => pen.move_item(&items, *from, *to)?,
            Change::Remove { at } => match at.0[..] {
                [Step::Item(index)] if index < items.len() => vec![pen.cut_item(&items, index)],
                _ => return Err(absent()),
            },
            Change::Set { .. } | Change::Body(_) => Vec::<Splice>::new(),
        };
        Ok(spliced(text, splices))
    }

    fn style(&self, text: &str, own: Option<&Seat>) -> Style {
        let mut seen = Seen::default();
        own.iter().for_each(|own| seen.look(text, own));
        for range in self.entries.iter().take(MOST_LOOKED_AT).filter(|_| self.is_list) {
            if seen.is_whole() {
                break;
            }
            if let Ok(seat) = outline::outline(text, range.clone()) {
                seen.look(text, &seat);
            }
        }
        seen.style()
    }

    /// Refuses an edit of an entry unless the reader takes from it what was meant, and from the others what it took before.
    pub fn check_entry(
        &self,
        text: &str,
        edited: &str,
        path: &SourcePath,
        entry: usize,
        change: &Change,
    ) -> Result<(), Refusal> {
        let unproven = || Refusal { reason: Reason::Unproven, at: self.entries[entry].clone() };
        let after = Self::of(path, edited).map_err(|_| unproven())?;
        let expected = self.read(text, entry)?.after(change).ok_or_else(unproven)?;
        let is_meant = after.entries.len() == self.entries.len()
            && after.read(edited, entry).is_ok_and(|read| read.meaning() == expected.meaning())
            && after.traps(edited, entry) <= self.traps(text, entry)
            && (0..self.entries.len()).all(|one| one == entry || self.is_same(text, one, &after, edited, one));
        if is_meant { Ok(()) } else { Err(unproven()) }
    }

    /// As [`Self::check_entry`], for an edit of the list of entries.
    pub fn check_list(&self, text: &str, edited: &str, path: &SourcePath, change: &Change) -> Result<(), Refusal> {
        let unproven = || Refusal { reason: Reason::Unproven, at: 0..0 };
        let after = Self::of(path, edited).map_err(|_| unproven())?;
        let mut expected: Vec<Option<usize>> = (0..self.entries.len()).map(Some).collect();
        match change {
            Change::Insert { index, .. } => expected.insert(*index, None),
            Change::Remove { at } => {
                if let [Step::Item(index)] = at.0[..] {
                    expected.remove(index);
                }
            }
            Change::Move { from, to, .. } => {
                let one = expected.remove(*from);
                expected.insert(*to, one);
            }
            Change::Set { .. } | Change::Body(_) => {}
        }
        let is_meant = |(now, before): (usize, &Option<usize>)| match (before, change) {
            (Some(before), _) => self.is_same(text, *before, &after, edited, now),
            (None, Change::Insert { value, .. }) => {
                after.read(edited, now).is_ok_and(|read| read.meaning() == value.meaning())
                    && after.traps(edited, now) == 0
            }
            (None, _) => false,
        };
        let is_meant = after.entries.len() == expected.len() && expected.iter().enumerate().all(is_meant);
        if is_meant { Ok(()) } else { Err(unproven()) }
    }

    /// Whether an entry here says what one says there: the same words, but for blank lines at its end, or the same meaning.
    fn is_same(&self, text: &str, entry: usize, other: &Self, other_text: &str, other_entry: usize) -> bool {
        let words = |layout: &Self, text: &str, entry: usize| text[layout.entries[entry].clone()].trim_end().to_owned();
        words(self, text, entry) == words(other, other_text, other_entry)
            || matches!(
                (self.read(text, entry), other.read(other_text, other_entry)),
                (Ok(one), Ok(other)) if one.meaning() == other.meaning()
            )
    }

    fn traps(&self, text: &str, entry: usize) -> usize {
        traps::find(text, self.entries[entry].clone()).len()
    }
}

/// The word that `congbo schema` has for a kind of file.
pub fn form_name(kind: FileKind) -> Option<&'static str> {
    Some(match kind {
        FileKind::Site => "site",
        FileKind::Issuers => "issuers",
        FileKind::Places => "places",
        FileKind::Ledgers => "registers",
        FileKind::Legal => "legal",
        FileKind::Period => "period",
        FileKind::Models => "models",
        FileKind::Tasks => "tasks",
        FileKind::Report => "report",
        FileKind::Page => "page",
        _ => return None,
    })
}

/// An entry as an item: from its dash to its last line. Remarks that are indented belong to it.
pub fn item(text: &str, range: Range<usize>) -> Item {
    let mut all = lines(&text[range.clone()]).map(|(start, line)| (range.start + start, line)).peekable();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let (start, dash) = all.peek().copied().unwrap_or((range.start, ""));
    let column = indent(dash);
    let belongs = |line: &str| !line.trim().is_empty() && indent(line) > column;
    let last = all.enumerate().filter(|(index, (_, line))| *index == 0 || belongs(line)).last();
    let last_start = last.map_or(start, |(_, (start, _))| start);
    let end = text[last_start..range.end].find('\n').map_or(range.end, |end| last_start + end + 1);
    let at = start + column;
    Item { start: at, seat: Seat { head: at..at, tail: at..at, remark: at..at, shape: Shape::Missing }, end }
}
