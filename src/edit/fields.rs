//! Which field a message is about, so that a form can show it there.

use std::collections::BTreeMap;

use super::as_read;
use super::layout::Layout;
use super::outline::{Seat, Shape, outline};
use super::path::{Path, Step};
use crate::content::node::{Node, Value};
use crate::diagnostic::{Diagnostic, Mark, Place};
use crate::parse::names::Names;
use crate::parse::{parse, yaml};
use crate::source::SourcePath;

/// The messages about a file, by the field that they are about; those about the whole file at the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(BTreeMap<Path, Vec<Diagnostic>>);

impl Problems {
    /// What the reader says of a file by itself.
    ///
    /// ```
    /// use congbo::inside::edit::Problems;
    /// use congbo::inside::source::SourcePath;
    ///
    /// let path = SourcePath::new("places.yaml").expect("a plain name");
    /// let problems = Problems::read(&path, "- id: xa-tho-son\n  name: Thọ Sơn\n  kind: xa\n  to: 31/6/2025\n");
    /// let of_day = problems.at(&"0.to".parse()?);
    /// assert_eq!(of_day[0].message.vi, "`to`: \"31/6/2025\" không phải là ngày");
    /// # Ok::<(), std::convert::Infallible>(())
    /// ```
    pub fn read(path: &SourcePath, text: &str) -> Self {
        let text = as_read(text);
        Self::of(path, &text, &parse(path, &text, &Names::default()).diagnostics)
    }

    /// Sorts messages about a file, of whatever stage, by field. The text is that in which they count their places.
    pub fn of(path: &SourcePath, text: &str, diagnostics: &[Diagnostic]) -> Self {
        let mut problems: BTreeMap<Path, Vec<Diagnostic>> = BTreeMap::new();
        let about: Vec<&Diagnostic> =
            diagnostics.iter().filter(|diagnostic| diagnostic.location.path == *path).collect();
        let places: Vec<Place> = about.iter().map(|diagnostic| diagnostic.location.place).collect();
        for (diagnostic, found) in about.into_iter().zip(paths(path, text, &places)) {
            problems.entry(found.unwrap_or_default()).or_default().push(diagnostic.clone());
        }
        Self(problems)
    }

    /// Those about this very value.
    pub fn at(&self, path: &Path) -> &[Diagnostic] {
        self.0.get(path).map_or(&[], Vec::as_slice)
    }

    /// Those about a value or anything in it, with their paths, in the order of paths.
    pub fn within<'s>(&'s self, path: &'s Path) -> impl Iterator<Item = (&'s Path, &'s Diagnostic)> {
        let below = self.0.iter().filter(|(found, _)| found.0.starts_with(&path.0));
        below.flat_map(|(found, diagnostics)| diagnostics.iter().map(move |diagnostic| (found, diagnostic)))
    }
}

/// Which value each place of a file is in; none for the file as a whole, and for what is no part of an entry.
pub fn paths(path: &SourcePath, text: &str, places: &[Place]) -> Vec<Option<Path>> {
    let layout = Layout::of(path, text).ok();
    let found = |place: &Place| match (layout.as_ref()?, *place) {
        (_, Place::File) => None,
        (layout, Place::Node(mark)) => layout.path_of_mark(text, mark),
        (layout, Place::Bytes(start, _)) => layout.path_of_byte(text, start as usize),
    };
    places.iter().map(found).collect()
}

impl Layout {
    fn path_of_mark(&self, text: &str, mark: Mark) -> Option<Path> {
        let entry = self.entries.iter().position(|range| range.start == mark.entry_start as usize)?;
        let node = yaml::read(text, self.entries[entry].clone()).ok()?;
        let steps = steps_to(&node, mark.ordinal)?;
        Some(self.rooted(entry, steps))
    }

    fn path_of_byte(&self, text: &str, at: usize) -> Option<Path> {
        let entry = self.entries.iter().position(|range| range.contains(&at))?;
        let steps = outline(text, self.entries[entry].clone()).map_or_else(|_| Vec::new(), |seat| steps_at(&seat, at));
        Some(self.rooted(entry, steps))
    }

    /// The steps within an entry, where the dash of a listed one counts as an item of its own, from the file's root.
    fn rooted(&self, entry: usize, steps: Vec<Step>) -> Path {
        match self.is_list() {
            true => Path([Step::Item(entry)].into_iter().chain(steps.into_iter().skip(1)).collect()),
            false => Path(steps),
        }
    }
}

/// The way to a node, or to the value of a key.
fn steps_to(node: &Node, ordinal: u32) -> Option<Vec<Step>> {
    if node.mark.ordinal == ordinal {
        return Some(Vec::new());
    }
    let below = |step: Step, node: &Node| steps_to(node, ordinal).map(|rest| [step].into_iter().chain(rest).collect());
    match &node.value {
        Value::Text(_) => None,
        Value::List(items) => items.iter().enumerate().find_map(|(index, item)| below(Step::Item(index), item)),
        Value::Mapping(pairs) => pairs.iter().find_map(|(key, value)| {
            let step = || Step::Key((*key.name).into());
            if key.mark.ordinal == ordinal { Some(vec![step()]) } else { below(step(), value) }
        }),
    }
}

/// The way to the innermost value that stands at a byte.
fn steps_at(seat: &Seat, at: usize) -> Vec<Step> {
    let next = match &seat.shape {
        Shape::List { items, .. } => {
            let index = items.iter().rposition(|item| item.start <= at);
            index.map(|index| (Step::Item(index), &items[index].seat))
        }
        Shape::FlowList(items) => {
            let index = items.iter().rposition(|item| item.head.start <= at);
            index.map(|index| (Step::Item(index), &items[index]))
        }
        Shape::Mapping { pairs, .. } | Shape::FlowMapping(pairs) => {
            let pair = pairs.iter().rfind(|pair| pair.key.start <= at);
            pair.map(|pair| (Step::Key(pair.name.as_str().into()), &pair.seat))
        }
        _ => None,
    };
    next.map_or_else(Vec::new, |(step, seat)| [step].into_iter().chain(steps_at(seat, at)).collect())
}
