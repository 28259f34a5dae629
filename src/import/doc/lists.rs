//! The lists of a `.doc`, which number paragraphs ([MS-DOC], 2.9.131 to 2.9.151).

use super::bytes::{i16_at, size_at, slice, text, u16_at, u32_at};
use super::file::{File, Part};
use crate::import::numbering::{LEVELS, Level, List, MOST_PATTERN_CHARS, Numbering};

/// Reads all lists and their uses.
pub fn read(file: &File) -> Numbering {
    let mut numbering = Numbering::default();
    take_lists(file, &mut numbering);
    take_uses(file, &mut numbering);
    numbering
}

/// Lists stand in a table, and their levels behind the table, in the same order.
fn take_lists(file: &File, numbering: &mut Numbering) -> Option<()> {
    const LIST_BYTES: usize = 28;
    const IS_SIMPLE: u8 = 1;
    let bytes = file.part_and_more(Part::Lists);
    let count = usize::try_from(i16_at(bytes, 0)?).ok()?;
    let mut at = 2 + count * LIST_BYTES;
    for index in 0..count {
        let list = slice(bytes, 2 + index * LIST_BYTES, LIST_BYTES)?;
        let id = u32_at(list, 0)?.to_string();
        let level_count = if list[26] & IS_SIMPLE == 0 { LEVELS } else { 1 };
        let mut levels = Vec::new();
        for depth in 0..level_count {
            let (mut level, end) = level(bytes, at)?;
            level.style = u16_at(list, 8 + depth * 2).filter(|style| *style != 0x0FFF).map(|style| style.to_string());
            levels.push(level);
            at = end;
        }
        numbering.abstracts.insert(id, levels);
    }
    Some(())
}

/// Uses stand in a table, and what each changes behind the table, in the same order.
fn take_uses(file: &File, numbering: &mut Numbering) -> Option<()> {
    const USE_BYTES: usize = 16;
    let bytes = file.part_and_more(Part::ListUses);
    let count = size_at(bytes, 0)?;
    let mut at = 4_usize.checked_add(count.checked_mul(USE_BYTES)?)?;
    for index in 0..count {
        let place = slice(bytes, 4 + index * USE_BYTES, USE_BYTES)?;
        let mut list = List { abstract_id: u32_at(place, 0)?.to_string(), ..List::default() };
        let changed = take_changes(bytes, at, place[12], &mut list);
        // Uses are counted from 1.
        numbering.lists.insert((index + 1).to_string(), list);
        at = changed.unwrap_or(bytes.len());
    }
    Some(())
}

/// Takes what a use changes of its list, and gives where that ends.
fn take_changes(bytes: &[u8], at: usize, count: u8, list: &mut List) -> Option<usize> {
    const STARTS_ANEW: u32 = 0x10;
    const HAS_LEVEL: u32 = 0x20;
    let mut at = at + 4;
    for _ in 0..count {
        let (start, flags) = (u32_at(bytes, at)?, u32_at(bytes, at + 4)?);
        let depth = (flags & 0x0F) as usize;
        at += 8;
        if flags & HAS_LEVEL != 0 {
            let (level, end) = level(bytes, at)?;
            if flags & STARTS_ANEW != 0 {
                list.starts.insert(depth, level.start);
            }
            list.replaced.insert(depth, level);
            at = end;
        } else if flags & STARTS_ANEW != 0 {
            list.starts.insert(depth, start);
        }
    }
    Some(at)
}

/// A level and where it ends.
fn level(bytes: &[u8], at: usize) -> Option<(Level, usize)> {
    const HEAD_BYTES: usize = 28;
    const IS_LEGAL: u8 = 0x04;
    const NEVER_RESTARTS: u8 = 0x08;
    let head = slice(bytes, at, HEAD_BYTES)?;
    let text_at = at + HEAD_BYTES + usize::from(head[24]) + usize::from(head[25]);
    let units = usize::from(u16_at(bytes, text_at)?);
    let shown = text(bytes, text_at + 2, units)?;
    let level = Level {
        format: format_name(head[4]).to_owned(),
        pattern: pattern(&shown).chars().take(MOST_PATTERN_CHARS).collect(),
        start: u32_at(head, 0)?,
        restarts_after: (head[5] & NEVER_RESTARTS != 0).then_some(usize::from(head[26])),
        is_legal: head[5] & IS_LEGAL != 0,
        style: None,
    };
    Some((level, text_at + 2 + units * 2))
}

/// Numbers of levels stand in the text as the characters 0 to 8.
fn pattern(shown: &[u16]) -> String {
    let letters = char::decode_utf16(shown.iter().copied()).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    letters
        .map(|letter| if letter < '\u{9}' { format!("%{}", u32::from(letter) + 1) } else { letter.to_string() })
        .collect()
}

fn format_name(code: u8) -> &'static str {
    match code {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        22 => "decimalZero",
        23 => "bullet",
        255 => "none",
        _ => "decimal",
    }
}
