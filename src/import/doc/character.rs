//! What the properties of letters say of them ([MS-DOC], 2.6.1).

use std::sync::Arc;

use super::bytes::{size_at, u16_at};
use super::mark::take_mark;
use super::property::properties;
use super::styles::Styles;
use crate::import::look::{Marks, Style};

/// Letters of one look.
#[derive(Debug, Clone, Default)]
pub struct Character {
    /// Their look.
    pub marks: Marks,
    /// Somebody struck them out, and nobody has accepted that yet.
    pub is_deleted: bool,
    /// Somebody added them, and nobody has accepted that yet.
    pub is_inserted: bool,
    /// They stand for something else, such as a picture.
    pub is_special: bool,
    /// Where the picture stands that one stands for.
    pub picture: Option<usize>,
    /// The typeface and the code of the drawing that one stands for.
    pub symbol: Option<(Arc<str>, u32)>,
}

impl Character {
    /// Letters with these properties, those of their piece last, in a paragraph of this style.
    pub fn read(lists: [&[u8]; 2], paragraph: &Style, styles: &Styles) -> Self {
        const STYLE: u16 = 0x4A30;
        let all = || lists.into_iter().flat_map(properties);
        let named = all().filter(|(code, _)| *code == STYLE).last();
        let style = named.and_then(|(_, value)| styles.get(u16_at(value, 0)?));
        let below = style.map(|style| style.marks.clone()).unwrap_or_default().over(&paragraph.marks);
        let mut character = Self::default();
        for (code, value) in all() {
            let is_on = value.first().is_some_and(|value| *value != 0);
            match code {
                0x0800 => character.is_deleted = is_on,
                0x0801 => character.is_inserted = is_on,
                0x0855 => character.is_special = is_on,
                0x6A03 => character.picture = size_at(value, 0),
                0x6A09 => {
                    let typeface = u16_at(value, 0).and_then(|number| styles.typefaces.name(number));
                    character.symbol = typeface.zip(u16_at(value, 2).map(u32::from));
                }
                // Nothing but what stands after it counts.
                0x2A33 => character.marks = Marks::default(),
                _ => take_mark(&mut character.marks, (code, value), &below, &styles.typefaces),
            }
        }
        character.marks = character.marks.over(&below);
        character
    }
}
