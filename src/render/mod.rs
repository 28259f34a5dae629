//! A page is a pure function of its theme and its view.
//!
//! No clock, no environment, no disk: the same view through the same theme gives the same bytes. What all
//! pages share is converted once; a template asks a view only for the fields that it names.

mod body;
mod chart;
mod constant;
mod escape;
mod filters;
#[cfg(test)]
mod guide;
mod json_ld;
mod page;
mod schema_org;
mod theme;
mod words;

pub use escape::escape;
#[cfg(feature = "publish")]
pub use filters::bytes;
pub use theme::Theme;

use crate::diagnostic::Diagnostic;
use crate::source::SourcePath;
use crate::view::{Narrowed, View};

/// A file of the site, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rendered {
    /// A page.
    Text(String),
    /// A file that was ready before.
    Bytes(Vec<u8>),
    /// A file of the content folder, to be copied as it is.
    Attachment(SourcePath),
    /// A picture of the content folder, to be made narrower.
    Narrowed(Narrowed),
}

/// Makes the bytes of one view.
pub fn render(theme: &Theme, view: &View) -> Result<Rendered, Box<Diagnostic>> {
    match view {
        View::Page { frame, head, content } => page::render(theme, frame, head, content).map(Rendered::Text),
        View::Shard(shard) => Ok(Rendered::Bytes(shard.bytes())),
        View::File(text) => Ok(Rendered::Bytes(text.text().into_owned().into_bytes())),
        View::Static(bytes) => Ok(Rendered::Bytes(bytes.to_vec())),
        View::Attachment { source, .. } => Ok(Rendered::Attachment(source.clone())),
        View::Narrowed(narrowed) => Ok(Rendered::Narrowed(narrowed.clone())),
    }
}
