//! The letters of a `.doc` in their order, by the table of the pieces that they were saved in ([MS-DOC], 2.8.35).

use super::bytes::{i16_at, places, size_at, slice, u16_at};
use super::file::{File, Part};
use crate::import::original::Refusal;

/// All letters, and where each was saved.
#[derive(Debug, Default)]
pub struct Letters {
    /// UTF-16 units, those of all stories one after the other.
    pub units: Vec<u16>,
    pieces: Vec<Piece>,
    /// Properties that pieces name by their numbers.
    changes: Vec<Vec<u8>>,
}

/// Letters that were saved together.
#[derive(Debug)]
struct Piece {
    /// The first of them, among all.
    first: usize,
    /// One after the last.
    end: usize,
    /// Where its bytes begin.
    at: usize,
    /// Bytes for each.
    width: usize,
    /// What was changed of all of them (Prm).
    change: u16,
}

impl Letters {
    /// Reads the table of pieces and what they hold.
    pub fn read(file: &File) -> Result<Self, Refusal> {
        let mut letters = Self::default();
        let mut table = file.part(Part::Pieces);
        while let [kind, rest @ ..] = table {
            match kind {
                1 => {
                    let length = i16_at(rest, 0).and_then(|length| usize::try_from(length).ok());
                    let change = length.and_then(|length| slice(rest, 2, length));
                    let Some(change) = change else { break };
                    letters.changes.push(change.to_vec());
                    table = rest.get(2 + change.len()..).unwrap_or_default();
                }
                2 => {
                    let pieces = size_at(rest, 0).and_then(|length| slice(rest, 4, length));
                    letters.take_pieces(pieces.ok_or_else(damaged)?, &file.word)?;
                    return Ok(letters);
                }
                _ => break,
            }
        }
        Err(damaged())
    }

    fn take_pieces(&mut self, table: &[u8], word: &[u8]) -> Result<(), Refusal> {
        const PIECE_BYTES: usize = 8;
        const ONE_BYTE: usize = 1 << 30;
        let (places, pieces) = places(table, PIECE_BYTES);
        for (bounds, piece) in places.windows(2).zip(pieces) {
            let [first, end] = bounds else { continue };
            let (Some(place), Some(change)) = (size_at(piece, 2), u16_at(piece, 6)) else { continue };
            let is_narrow = place & ONE_BYTE != 0;
            let place = place & (ONE_BYTE - 1);
            let (at, width) = if is_narrow { (place / 2, 1) } else { (place, 2) };
            let count = end.checked_sub(*first).filter(|_| *first == self.units.len()).ok_or_else(damaged)?;
            // Pieces may share bytes, and a file made with intent could say so without end.
            if self.units.len() + count > word.len() {
                return Err(damaged());
            }
            let bytes = slice(word, at, count * width).ok_or_else(damaged)?;
            if is_narrow {
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
                self.units.extend(text.encode_utf16());
            } else {
                self.units.extend(bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0)));
            }
            self.pieces.push(Piece { first: *first, end: *end, at, width, change });
        }
        Ok(())
    }

    /// Where the bytes of a letter stand, where those of its piece end with the letter after them, and what was changed of it.
    pub fn place(&self, letter: usize) -> Option<Place<'_>> {
        let piece = self.pieces.get(self.pieces.partition_point(|piece| piece.end <= letter))?;
        let at = piece.at + letter.checked_sub(piece.first)? * piece.width;
        Some(Place { at, width: piece.width, end: piece.end, change: self.change(piece.change) })
    }

    /// The properties that a piece changes: by the number of a list of them, or one, packed into the number itself.
    fn change(&self, change: u16) -> Change<'_> {
        if change & 1 == 1 {
            let listed = self.changes.get(usize::from(change >> 1));
            return listed.map_or(Change::None, |listed| Change::Listed(listed));
        }
        let [low, value] = change.to_le_bytes();
        match low >> 1 {
            0x05 => Change::One([0x03, 0x24, value]),
            0x07 => Change::One([0x07, 0x24, value]),
            0x41 => Change::One([0x00, 0x08, value]),
            0x42 => Change::One([0x01, 0x08, value]),
            0x55 => Change::One([0x35, 0x08, value]),
            0x56 => Change::One([0x36, 0x08, value]),
            0x5C => Change::One([0x3C, 0x08, value]),
            _ => Change::None,
        }
    }
}

/// Where a letter was saved.
#[derive(Debug)]
pub struct Place<'a> {
    /// Its first byte.
    pub at: usize,
    /// Its bytes.
    pub width: usize,
    /// The first letter after its piece.
    pub end: usize,
    /// What its piece changes.
    pub change: Change<'a>,
}

/// What a piece changes of its letters.
#[derive(Debug)]
pub enum Change<'a> {
    /// Nothing.
    None,
    /// One property.
    One([u8; 3]),
    /// Many.
    Listed(&'a [u8]),
}

impl Change<'_> {
    /// As a list of properties.
    pub fn properties(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::One(property) => property,
            Self::Listed(listed) => listed,
        }
    }
}

fn damaged() -> Refusal {
    Refusal::Damaged("Clx".to_owned())
}
