//! How words and paragraphs look where several places of a file have a say: the run, its style, the styles that one is based on.

use std::sync::Arc;

use super::manuscript::{Height, Look, Run};
use super::numbering::NumberingReference;

/// What one place in the file says of its look; absent means that the next place up decides.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Bold.
    pub bold: Option<bool>,
    /// Italic.
    pub italic: Option<bool>,
    /// Hidden in Word, so not part of the text.
    pub hidden: Option<bool>,
    /// Raised or lowered.
    pub height: Option<Height>,
    /// The typeface.
    pub typeface: Option<Arc<str>>,
}

impl Marks {
    /// These marks, and where they are silent, those of `below`.
    pub fn over(self, below: &Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            hidden: self.hidden.or(below.hidden),
            height: self.height.or(below.height),
            typeface: self.typeface.or_else(|| below.typeface.clone()),
        }
    }

    /// Words that look so.
    pub fn run(&self, text: &str, link: Option<&Arc<str>>) -> Run {
        Run {
            text: text.to_owned(),
            look: Look {
                bold: self.bold.unwrap_or(false),
                italic: self.italic.unwrap_or(false),
                height: self.height.unwrap_or_default(),
            },
            typeface: self.typeface.clone(),
            link: link.cloned(),
        }
    }
}

/// A style with its ancestors worked in.
#[derive(Debug, Clone, Default)]
pub struct Style {
    /// Its look.
    pub marks: Marks,
    /// Its numbering.
    pub numbering: NumberingReference,
    /// Its heading level, 1 for the highest.
    pub heading: Option<u8>,
    /// Whether it centres.
    pub centred: Option<bool>,
}

/// `heading 2`, the name that programs keep in every language of their menus.
pub fn heading_name(name: &str) -> Option<u8> {
    let level = name.to_ascii_lowercase().strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}
