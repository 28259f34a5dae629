//! Every message that congbo can give, one constructor each, by the stage that gives it.
//!
//! Codes: CB0xx the world and files, CB1xx YAML and fields, CB2xx Markdown, CB3xx the archive's links,
//! CB4xx themes and pages, CB5xx the careful reader, CB6xx import, CB7xx publishing.

pub mod check;
pub mod field;
pub mod file;
pub mod import;
pub mod link;
pub mod markdown;
pub mod publish;
pub mod theme;
