//! A workbook (`.xlsx`) as text: its sheets in which something stands, cells with tabs between.
//!
//! Merged cells repeat what stands in them, so that every line says all that it means; an amount is not repeated, because it
//! would be added up as often. A number is written so that it can be read in one way only, a day as `30/6/2022`.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{CellErrorType, DataRef, Dimensions, Reader, Xlsx};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;

use super::figure;

/// A sheet as text.
#[derive(Debug, PartialEq, Eq)]
pub struct SheetText {
    /// Its name.
    pub name: String,
    /// Lines of cells, with tabs between.
    pub text: String,
}

/// Unpacked bytes that a workbook may hold.
const MOST_BYTES: u64 = 64 << 20;
/// Cells that a sheet may fill.
const MOST_CELLS: usize = 2_000_000;
/// Columns that a sheet may reach.
const MOST_COLUMNS: u32 = 256;
/// Lines that a sheet may reach.
const MOST_LINES: u32 = 200_000;

/// Why a workbook was not read.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is damaged, locked or none: what the library says.
    Unreadable(String),
    /// It unpacks to more than is meant.
    TooLarge,
}

/// Reads the sheets in which something stands.
pub fn read(bytes: &[u8]) -> Result<Vec<SheetText>, Refusal> {
    measure(bytes)?;
    let unreadable = |error: calamine::XlsxError| Refusal::Unreadable(error.to_string());
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Some(mut cells) = cells(&mut book, &name)? else { continue };
        for merged in book.merge_cells_by_sheet_name(&name).unwrap_or_default() {
            repeat(&mut cells, &merged);
        }
        sheets.push(SheetText { name, text: text_of(&cells) });
    }
    Ok(sheets)
}

/// Unpacks all parts once, to nowhere: what a file says of its own length proves nothing.
fn measure(bytes: &[u8]) -> Result<(), Refusal> {
    let unreadable = |error: zip::result::ZipError| Refusal::Unreadable(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = MOST_BYTES;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(unreadable)?;
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| Refusal::Unreadable(error.to_string()))?;
        left = left.checked_sub(unpacked).ok_or(Refusal::TooLarge)?;
    }
    Ok(())
}

type Cells = BTreeMap<(u32, u32), String>;

/// The cells of a sheet in which something stands; none where nothing does, or the sheet is a drawing.
fn cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Option<Cells>, Refusal> {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return Ok(None) };
    let mut cells = Cells::new();
    loop {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(error) => return Err(Refusal::Unreadable(error.to_string())),
        };
        let Some(words) = words(cell.get_value()) else { continue };
        let (line, column) = cell.get_position();
        if line >= MOST_LINES || column >= MOST_COLUMNS || cells.len() >= MOST_CELLS {
            return Err(Refusal::TooLarge);
        }
        cells.insert((line, column), words);
    }
    Ok((!cells.is_empty()).then_some(cells))
}

/// What stands in a cell, in words.
fn words(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => rounded(*number).map_or_else(|| number.to_string(), figure::write),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => (if *truth { "có" } else { "không" }).to_owned(),
        DataRef::DateTime(day) if day.is_datetime() => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year:04}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => sign_of(error).to_owned(),
    };
    let text: String = text.nfc().collect();
    (!text.trim().is_empty()).then_some(text)
}

/// A number with the fifteen digits that a spreadsheet shows: what is beyond is noise of its arithmetic.
fn rounded(number: f64) -> Option<Decimal> {
    Decimal::from_f64(number).map(|exact| exact.round_sf(15).unwrap_or(exact))
}

/// What a spreadsheet shows where a formula failed.
fn sign_of(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        _ => "#?",
    }
}

/// Writes what stands in a merged cell into every cell that it covers.
fn repeat(cells: &mut Cells, merged: &Dimensions) {
    let Some(text) = cells.get(&merged.start).filter(|text| !figure::is_amount(text)).cloned() else { return };
    let last = cells.keys().next_back().map_or(0, |(line, _)| *line);
    for line in merged.start.0..=merged.end.0.min(last) {
        for column in merged.start.1..=merged.end.1.min(MOST_COLUMNS - 1) {
            if cells.len() < MOST_CELLS {
                cells.entry((line, column)).or_insert_with(|| text.clone());
            }
        }
    }
}

fn text_of(cells: &Cells) -> String {
    let mut text = String::new();
    let (mut line, mut column) = (0, 0);
    for ((to_line, to_column), words) in cells {
        while line < *to_line {
            text.push('\n');
            (line, column) = (line + 1, 0);
        }
        while column < *to_column {
            text.push('\t');
            column += 1;
        }
        match words.contains(['\t', '\n', '\r', '"']) {
            true => text.push_str(&format!("\"{}\"", words.replace('"', "\"\"").replace(['\r', '\t'], " "))),
            false => text.push_str(words),
        }
    }
    text.push('\n');
    text
}
