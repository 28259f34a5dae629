//! From a Word file, Markdown or plain text to a period's folder.

mod body;
pub mod docx;
pub mod draft;
pub mod encoding;
pub mod frame;
mod legacy;
pub mod manuscript;
pub mod markdown;
mod number;
pub mod plain;
pub mod proof;
pub mod yaml;
