//! From a Word file, Markdown or plain text to a period's folder.

pub mod docx;
pub mod encoding;
mod legacy;
pub mod manuscript;
