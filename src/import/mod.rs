//! From an office's file (Word, OpenDocument, RTF, HTML), Markdown or plain text to a period's folder.

pub mod begin;
mod body;
pub mod doc;
pub mod docx;
pub mod draft;
mod field;
mod flat;
pub mod frame;
pub mod html;
mod look;
pub mod manuscript;
pub mod markdown;
pub mod missing;
mod number;
mod numbering;
pub mod odt;
pub mod original;
mod package;
pub mod plain;
pub mod rtf;
mod sections;
pub mod source;
pub mod summary;
mod symbol;
pub mod unicode;
mod xml;
pub mod yaml;
