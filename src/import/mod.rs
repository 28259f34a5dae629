//! From a Word file, Markdown or plain text to a period's folder.

pub mod begin;
mod body;
pub mod docx;
pub mod draft;
pub mod frame;
pub mod manuscript;
pub mod markdown;
pub mod missing;
mod number;
pub mod plain;
mod sections;
pub mod source;
pub mod summary;
pub mod unicode;
pub mod yaml;
