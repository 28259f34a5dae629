//! Which value of a file is meant: `2.aliases.0` is the first alias of the third entry, `publisher.name` a field of a field.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// One step inward.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To a field.
    Key(Arc<str>),
    /// To an item of a list, the first being 0.
    Item(usize),
}

/// The steps from a file's root to a value. Its written form names the inputs of a page.
///
/// ```
/// use congbo::inside::edit::{Path, Step};
///
/// let path: Path = "2.aliases.0".parse()?;
/// assert_eq!(path.0, [Step::Item(2), Step::Key("aliases".into()), Step::Item(0)]);
/// assert_eq!(path.to_string(), "2.aliases.0");
/// # Ok::<(), std::convert::Infallible>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The file's root.
    pub fn root() -> Self {
        Self::default()
    }

    /// The path of a field.
    pub fn key(&self, key: &str) -> Self {
        self.with(Step::Key(key.into()))
    }

    /// The path of an item.
    pub fn item(&self, index: usize) -> Self {
        self.with(Step::Item(index))
    }

    fn with(&self, step: Step) -> Self {
        Self(self.0.iter().cloned().chain([step]).collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            let dot = if index > 0 { "." } else { "" };
            match step {
                Step::Key(key) => write!(formatter, "{dot}{key}")?,
                Step::Item(item) => write!(formatter, "{dot}{item}")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Path {
    type Err = std::convert::Infallible;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let steps = written.split('.').filter(|part| !part.is_empty());
        let step = |part: &str| part.parse().map_or_else(|_| Step::Key(part.into()), Step::Item);
        Ok(Self(steps.map(step).collect()))
    }
}
