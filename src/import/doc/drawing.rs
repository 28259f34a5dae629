//! The drawings of a `.doc` ([MS-ODRAW]): which shape shows which picture, which stands in which group, and pictures themselves.

use std::collections::HashMap;

use super::bytes::{size_at, slice, u16_at, u32_at};
use super::file::{File, Part};

/// Records inside records; Word's own files stay below 8.
const MOST_DEPTH: usize = 16;

const PICTURES: u16 = 0xF001;
const GROUP: u16 = 0xF003;
const SHAPE: u16 = 0xF004;
const PICTURE_ENTRY: u16 = 0xF007;
const SHAPE_HEAD: u16 = 0xF00A;
const SHAPE_OPTIONS: u16 = 0xF00B;

/// The drawings of the main text.
#[derive(Debug, Default)]
pub struct Drawings<'a> {
    /// Pictures by their numbers, from 1.
    pictures: Vec<Option<Blip<'a>>>,
    /// The numbers of the pictures that shapes show, by the shapes' ids.
    shown: HashMap<u32, Vec<usize>>,
    /// The outermost group of each shape, itself if in none.
    outermost: HashMap<u32, u32>,
}

/// A picture's bytes, or the format that is only named.
#[derive(Debug, Clone, Copy)]
pub enum Blip<'a> {
    /// In a format with a file of its own.
    File(&'a [u8]),
    /// A drawing of Windows, packed: its format.
    Metafile(&'static str),
}

/// A record: its kind with the four bits of its variant, and what is in it.
#[derive(Clone, Copy)]
struct Record<'a> {
    kind: u16,
    variant: u16,
    content: &'a [u8],
}

fn records(mut bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let (variant, kind, length) = (u16_at(bytes, 0)? >> 4, u16_at(bytes, 2)?, size_at(bytes, 4)?);
        let content = bytes.get(8..)?;
        let content = &content[..length.min(content.len())];
        bytes = &bytes[8 + content.len()..];
        Some(Record { kind, variant, content })
    })
}

impl<'a> Drawings<'a> {
    /// Reads the drawings.
    pub fn read(file: &'a File) -> Self {
        let mut drawings = Self::default();
        let bytes = file.part(Part::Drawings);
        let Some(first) = records(bytes).next() else { return drawings };
        for store in records(first.content).filter(|record| record.kind == PICTURES) {
            let entries = records(store.content).filter(|record| record.kind == PICTURE_ENTRY);
            drawings.pictures = entries.map(|entry| picture_of_entry(entry.content, &file.word)).collect();
        }
        // Each drawing has a byte before it that tells which part of the text it is of.
        let mut rest = bytes.get(8 + first.content.len() + 1..).unwrap_or_default();
        while let Some(drawing) = records(rest).next() {
            drawings.take(drawing.content, None, 0);
            rest = rest.get(8 + drawing.content.len() + 1..).unwrap_or_default();
        }
        drawings
    }

    fn take(&mut self, content: &[u8], group: Option<u32>, depth: usize) {
        let mut group = group;
        for record in records(content).filter(|_| depth < MOST_DEPTH) {
            match record.kind {
                SHAPE => {
                    let id = self.take_shape(record.content, group);
                    // The first shape of a group is the group. The first group of a drawing is the page.
                    group = group.or(id.filter(|_| depth > 1));
                }
                GROUP => self.take(record.content, group, depth + 1),
                _ => {}
            }
        }
    }

    fn take_shape(&mut self, content: &[u8], group: Option<u32>) -> Option<u32> {
        const PICTURE: u16 = 0x0104;
        const OPTION_BYTES: usize = 6;
        let of_kind = |kind| records(content).find(|record| record.kind == kind).map(|record| record.content);
        let id = u32_at(of_kind(SHAPE_HEAD)?, 0)?;
        let outermost = group.unwrap_or(id);
        self.outermost.insert(id, outermost);
        let options = of_kind(SHAPE_OPTIONS).unwrap_or_default().chunks_exact(OPTION_BYTES);
        for option in options.filter(|option| u16_at(option, 0).is_some_and(|code| code & 0x3FFF == PICTURE)) {
            self.shown.entry(outermost).or_default().push(size_at(option, 2)?);
        }
        Some(id)
    }

    /// The shape or group that stands in the text for a shape.
    pub fn outermost(&self, shape: u32) -> u32 {
        self.outermost.get(&shape).copied().unwrap_or(shape)
    }

    /// Takes the pictures that a shape or a group shows, none for one that is not there.
    pub fn take_pictures(&mut self, shape: u32) -> Vec<Option<Blip<'a>>> {
        let numbers = self.shown.remove(&shape).unwrap_or_default();
        let picture = |number: usize| self.pictures.get(number.checked_sub(1)?).copied().flatten();
        numbers.into_iter().map(picture).collect()
    }
}

/// The picture that stands in the line of the text, in the stream of data (PICF, [MS-DOC], 2.9.190).
pub fn picture_in_line(data: &[u8], at: usize) -> Option<Blip<'_>> {
    const HAS_NAME: u16 = 0x66;
    let picture = slice(data, at, size_at(data, at)?)?;
    let head_length = usize::from(u16_at(picture, 4)?);
    let name_length = if u16_at(picture, 6)? == HAS_NAME { 1 + usize::from(*picture.get(head_length)?) } else { 0 };
    let mut entries = records(picture.get(head_length + name_length..)?).filter(|record| record.kind != SHAPE);
    let entry = entries.next()?;
    if entry.kind == PICTURE_ENTRY { picture_of_entry(entry.content, &[]) } else { blip(entry) }
}

/// A picture stands in its entry, or where the entry says.
fn picture_of_entry<'a>(entry: &'a [u8], word: &'a [u8]) -> Option<Blip<'a>> {
    const HEAD_BYTES: usize = 36;
    let name_length = usize::from(*entry.get(33)?);
    let inside = entry.get(HEAD_BYTES + name_length..).and_then(|inside| records(inside).next());
    let outside = || records(word.get(size_at(entry, 28)?..)?).next();
    blip(inside.or_else(outside)?)
}

fn blip(record: Record) -> Option<Blip> {
    const MARK_BYTES: usize = 16;
    match record.kind {
        0xF01A => Some(Blip::Metafile("EMF")),
        0xF01B => Some(Blip::Metafile("WMF")),
        0xF01C => Some(Blip::Metafile("PICT")),
        0xF01D..=0xF02A => {
            // Variants with an odd number have two marks before the picture. One byte more stands between.
            let marks = 1 + usize::from(record.variant & 1);
            record.content.get(marks * MARK_BYTES + 1..).map(Blip::File)
        }
        _ => None,
    }
}
