//! The style sheet of a `.doc` (STSH, [MS-DOC], 2.9.271).

use super::bytes::{slice, text, u16_at};
use super::file::{File, Part};
use super::mark::{Typefaces, take_mark};
use super::paragraph::{Long, Shape};
use super::property::properties;
use crate::import::look::{Marks, Style, heading_name};

/// Styles based on styles: further than this, the file is going round in circles.
const MOST_ANCESTORS: usize = 32;

/// All styles by their numbers.
#[derive(Debug, Default)]
pub struct Styles {
    styles: Vec<Option<Style>>,
    /// The typefaces that they name.
    pub typefaces: Typefaces,
    /// What the file says where no style does.
    default: Style,
}

/// A style as it is written.
struct Written<'a> {
    kind: u16,
    base: usize,
    heading: Option<u8>,
    paragraph: &'a [u8],
    characters: &'a [u8],
}

impl Styles {
    /// Reads them.
    pub fn read(file: &File, long: &Long) -> Self {
        let mut read = Self { typefaces: Typefaces::read(file.part(Part::Fonts)), ..Self::default() };
        let Some((written, typeface)) = written(file.part(Part::Styles)) else { return read };
        read.default.marks.typeface = read.typefaces.name(typeface);
        let resolved: Vec<_> = (0..written.len()).map(|number| read.resolve(number, &written, long)).collect();
        read.styles = resolved;
        read
    }

    /// A style.
    pub fn get(&self, number: u16) -> Option<&Style> {
        self.styles.get(usize::from(number))?.as_ref()
    }

    /// The style of a paragraph.
    pub fn paragraph(&self, number: u16) -> &Style {
        self.get(number).or_else(|| self.get(0)).unwrap_or(&self.default)
    }

    fn resolve(&self, number: usize, written: &[Option<Written>], long: &Long) -> Option<Style> {
        const PARAGRAPH: u16 = 1;
        let mut chain = Vec::new();
        let mut next = written.get(number)?.as_ref();
        while let Some(style) = next.filter(|_| chain.len() <= MOST_ANCESTORS) {
            chain.push(style);
            next = written.get(style.base).and_then(Option::as_ref);
        }
        let is_paragraph = chain.first()?.kind == PARAGRAPH;
        let mut style = if is_paragraph { self.default.clone() } else { Style::default() };
        for written in chain.into_iter().rev() {
            let mut shape = Shape { numbering: std::mem::take(&mut style.numbering), ..Shape::default() };
            shape.take(written.paragraph, long);
            let mut marks = Marks::default();
            for property in properties(written.characters) {
                take_mark(&mut marks, property, &style.marks, &self.typefaces);
            }
            style = Style {
                marks: marks.over(&style.marks),
                numbering: shape.numbering,
                heading: shape.heading.or(written.heading).or(style.heading),
                centred: shape.centred.or(style.centred),
            };
        }
        Some(style)
    }
}

/// All styles as they are written, and the number of the typeface where no style names one.
fn written(sheet: &[u8]) -> Option<(Vec<Option<Written<'_>>>, u16)> {
    let head_length = usize::from(u16_at(sheet, 0)?);
    let head = slice(sheet, 2, head_length)?;
    let base_length = usize::from(u16_at(head, 2)?);
    let mut at = 2 + head_length;
    let mut styles = Vec::new();
    while let Some(length) = u16_at(sheet, at).map(usize::from) {
        let style = slice(sheet, at + 2, length);
        styles.push(style.and_then(|style| style_of(style, base_length)));
        at += 2 + length;
    }
    Some((styles, u16_at(head, 12).unwrap_or(0)))
}

fn style_of(style: &[u8], base_length: usize) -> Option<Written<'_>> {
    const PARAGRAPH: u16 = 1;
    const CHARACTERS: u16 = 2;
    let (built_in, kind_and_base) = (u16_at(style, 0)? & 0x0FFF, u16_at(style, 2)?);
    let kind = kind_and_base & 0x000F;
    let name_units = usize::from(u16_at(style, base_length)?);
    let name = String::from_utf16_lossy(&text(style, base_length + 2, name_units)?);
    let mut at = base_length + 2 + name_units * 2 + 2;
    let mut list = || {
        at += at % 2;
        let length = usize::from(u16_at(style, at)?);
        let list = slice(style, at + 2, length)?;
        at += 2 + length;
        Some(list)
    };
    let paragraph = if kind == PARAGRAPH { list().and_then(|list| list.get(2..)) } else { None };
    let characters = if matches!(kind, PARAGRAPH | CHARACTERS) { list() } else { None };
    // The first nine after "Normal" are Word's own headings, whatever their names in the language of its menus.
    let own = u8::try_from(built_in).ok().filter(|level| (1..=9).contains(level));
    Some(Written {
        kind,
        base: usize::from(kind_and_base >> 4),
        heading: own.or_else(|| heading_name(&name)),
        paragraph: paragraph.unwrap_or_default(),
        characters: characters.unwrap_or_default(),
    })
}
