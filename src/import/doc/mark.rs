//! What single properties say of how letters look, in styles and in the text ([MS-DOC], 2.6.1).

use std::sync::Arc;

use super::bytes::{i16_at, slice, u16_at};
use super::property::{Property, switch};
use crate::import::look::Marks;
use crate::import::manuscript::Height;

/// The typefaces of a file by their numbers (SttbfFfn).
#[derive(Debug, Default)]
pub struct Typefaces(Vec<Arc<str>>);

impl Typefaces {
    /// A typeface's name.
    pub fn name(&self, number: u16) -> Option<Arc<str>> {
        self.0.get(usize::from(number)).filter(|name| !name.is_empty()).cloned()
    }

    /// Reads the table.
    pub fn read(table: &[u8]) -> Self {
        const NAME_AT: usize = 39;
        let count = u16_at(table, 0).unwrap_or(0);
        let mut at = 4;
        let mut names = Vec::new();
        for _ in 0..count {
            let Some(entry) = table.get(at).and_then(|length| slice(table, at + 1, usize::from(*length))) else {
                break;
            };
            at += 1 + entry.len();
            let name = entry.get(NAME_AT..).unwrap_or_default();
            let units: Vec<u16> =
                name.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).take_while(|unit| *unit != 0).collect();
            names.push(Arc::from(String::from_utf16_lossy(&units)));
        }
        Self(names)
    }
}

/// Takes what a property says of the look; `below` is the look of the style.
pub fn take_mark(marks: &mut Marks, (code, value): Property, below: &Marks, typefaces: &Typefaces) {
    match code {
        0x0835 => marks.bold = switch(value, below.bold),
        0x0836 => marks.italic = switch(value, below.italic),
        0x083C => marks.hidden = switch(value, below.hidden),
        0x2A48 => {
            marks.height = Some(match value {
                [1] => Height::Raised,
                [2] => Height::Lowered,
                _ => Height::Line,
            });
        }
        0x4845 => {
            marks.height = i16_at(value, 0).map(|lift| match lift.signum() {
                1 => Height::Raised,
                -1 => Height::Lowered,
                _ => Height::Line,
            });
        }
        0x4A4F => marks.typeface = u16_at(value, 0).and_then(|number| typefaces.name(number)),
        _ => {}
    }
}
