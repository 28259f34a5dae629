//! The careful reader: what build does not say but a good colleague would.
//!
//! Each file holds one family of rules. A rule sees the [`Desk`] (the linked archive and every text by its
//! passages) and says what it finds; it changes nothing. What an author has silenced with a reason is taken
//! away at the end by [`silence`].

mod authorities;
pub mod citations;
mod compounds;
pub mod dates;
pub mod desk;
pub mod external;
pub mod figures;
pub mod fix;
mod hands;
pub mod header;
pub mod letters;
pub mod lives;
pub mod numbering;
pub mod outline;
mod papers;
pub mod passage;
pub mod privacy;
mod reckoning;
pub mod sentences;
pub mod series;
pub mod silence;
pub mod spelling;
pub mod symbols;
pub mod tables;
pub mod typography;
mod unit_names;
mod units;
mod vocabulary;
pub mod wording;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::link::Archive;
use crate::parse::Parsed;
use crate::source::{SourcePath, Sources};
use desk::Desk;

/// Reads the whole archive carefully. Messages come sorted by file and place; silenced ones are still among them.
pub fn check(archive: &Archive<'_>, sources: &Sources, parsed: &BTreeMap<SourcePath, Arc<Parsed>>) -> Vec<Diagnostic> {
    let blocks = desk::blocks(sources, parsed);
    let desk = Desk::new(archive, sources, parsed, &blocks);
    let mut said = Vec::new();
    desk::of_each(RULES, &mut said, |rule, said| rule(&desk, said));
    // Sorted: reaches output.
    said.sort();
    said
}

/// A family of rules. No other module can name one, so a family that this list forgets is dead code, which the compiler
/// reports.
type Rule = fn(&Desk<'_>, &mut Vec<Diagnostic>);

const RULES: &[Rule] = &[
    numbering::check,
    symbols::check,
    citations::check,
    dates::check,
    figures::check,
    reckoning::check,
    tables::check,
    lives::check,
    authorities::check,
    unit_names::check,
    units::check,
    header::check,
    outline::check,
    sentences::check,
    typography::check,
    letters::check,
    spelling::check,
    wording::check,
    privacy::check,
    hands::check,
    papers::check,
];
