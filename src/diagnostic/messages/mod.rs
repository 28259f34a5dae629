//! Every message that congbo can give, one constructor each, by the stage that gives it.
//!
//! Codes: CB0xx the world and files, CB1xx YAML and fields, CB2xx Markdown, CB3xx the archive's links,
//! CB4xx themes and pages, CB5xx the careful reader, CB6xx import, CB7xx publishing, CB8xx registers.

use crate::diagnostic::bilingual;
use crate::diagnostic::{Bilingual, Code};

pub mod check;
pub mod command;
pub mod edit;
pub mod entry;
pub mod fault;
pub mod field;
pub mod file;
pub mod handover;
pub mod history;
pub mod import;
pub mod ledger;
pub mod link;
pub mod markdown;
pub mod media;
pub mod publish;
pub mod serve;
pub mod theme;
pub mod yaml;

/// Every code that congbo can give, by its id.
pub fn codes() -> Vec<&'static Code> {
    let lists = [
        file::CODES,
        command::CODES,
        yaml::CODES,
        field::CODES,
        edit::CODES,
        entry::CODES,
        markdown::CODES,
        media::CODES,
        link::CODES,
        ledger::CODES,
        theme::CODES,
        import::CODES,
        publish::CODES,
        handover::CODES,
        serve::CODES,
        history::CODES,
    ];
    let mut codes: Vec<&Code> = lists.into_iter().chain(check::CODES).flatten().copied().collect();
    // Sorted: reaches output.
    codes.sort_by_key(|code| code.id);
    codes
}

/// The hint that names the known word closest to a misspelt one.
fn did_you_mean(near: &str) -> Bilingual {
    bilingual!(vi: "có phải là `{near}`?", en: "did you mean `{near}`?")
}
