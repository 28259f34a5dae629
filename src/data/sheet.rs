//! A table as files: CSV for spreadsheets, JSON for programs.
//!
//! CSV begins with a byte order mark, without which Excel reads Vietnamese wrongly, and ends lines with CR LF
//! (RFC 4180). A cell of words that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`,
//! `@`, a tab or a line break, gets an apostrophe in front; numbers and dates are never touched, and the JSON
//! has every word as it is. Unknown is an empty cell and `null`; none is `0`.

use std::borrow::Cow;

use super::table::{About, Cell, Column, Defined, Row};
use crate::attic::{Attic, Kept};
use crate::release::manifest::Hash;

/// A file and what a data package says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// What is in it.
    pub text: Kept,
    pub sha256: Hash,
}

impl DataFile {
    fn new(bytes: &[u8], attic: &Attic) -> Self {
        let text = simdutf8::basic::from_utf8(bytes).expect("cells are texts, and all between them is ASCII");
        Self { text: attic.keep(text), sha256: Hash::of(bytes) }
    }
}

/// What a table's rows are made of: equal sources make equal rows.
pub trait Source: PartialEq {
    type Row: Row + Clone;
    /// Its name, title and columns.
    fn about(&self) -> About;
    /// The rows, in their order.
    fn rows(&self) -> Cow<'_, [Self::Row]>;
}

impl<R: Defined + Clone> Source for Vec<R> {
    type Row = R;

    fn about(&self) -> About {
        R::ABOUT
    }

    fn rows(&self) -> Cow<'_, [R]> {
        Cow::Borrowed(self)
    }
}

/// A table's two files, and what they are made of.
#[derive(Debug, Clone)]
pub struct Sheet<S> {
    /// What the rows are made of.
    pub source: S,
    /// How many rows.
    pub rows: u32,
    /// For spreadsheets.
    pub csv: DataFile,
    /// For programs.
    pub json: DataFile,
}

impl<S: Source> Sheet<S> {
    /// Writes the rows of a source; the files of the sheet before are taken over when it was made of the same.
    pub fn new(source: S, before: Option<&Sheet<S>>, attic: &Attic) -> Self {
        if let Some(before) = before.filter(|before| before.source == source) {
            return Self { source, rows: before.rows, csv: before.csv.clone(), json: before.json.clone() };
        }
        let (rows, columns) = (source.rows(), source.about().columns);
        let (csv, json) = (DataFile::new(&csv(&columns, &rows), attic), DataFile::new(&json(&columns, &rows), attic));
        Self { rows: rows.len() as u32, csv, json, source }
    }
}

pub fn csv<R: Row>(columns: &[Column], rows: &[R]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    let names = columns.iter().map(|column| &*column.name);
    let written = writer.write_record(names).and_then(|()| {
        rows.iter().try_for_each(|row| {
            row.cells().iter().try_for_each(|cell| writer.write_field(csv_cell(cell)))?;
            writer.write_record(None::<&[u8]>)
        })
    });
    written.expect("a vector can always be written to, and all rows have the same columns");
    writer.into_inner().expect("a vector can always be flushed")
}

fn csv_cell<'c>(cell: &'c Cell<'_>) -> Cow<'c, [u8]> {
    match cell {
        Cell::Empty => Cow::Borrowed(b""),
        Cell::Text(text) => harmless(Cow::Borrowed(text)),
        Cell::Number(number) => Cow::Owned(number.to_string().into_bytes()),
        Cell::List(words) => harmless(Cow::Owned(words.join(" | "))),
    }
}

/// Words that no spreadsheet takes for a formula.
fn harmless(text: Cow<'_, str>) -> Cow<'_, [u8]> {
    match text {
        text if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) => Cow::Owned(format!("'{text}").into_bytes()),
        Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
        Cow::Owned(text) => Cow::Owned(text.into_bytes()),
    }
}

/// The rows as a JSON list with one object a line.
pub fn json<R: Row>(columns: &[Column], rows: &[R]) -> Vec<u8> {
    let mut out = b"[".to_vec();
    for (index, row) in rows.iter().enumerate() {
        out.extend_from_slice(if index == 0 { b"\n{" } else { b",\n{" });
        for (place, (column, cell)) in columns.iter().zip(row.cells()).enumerate() {
            out.extend_from_slice(if place == 0 { b"" } else { b"," });
            push_string(&column.name, &mut out);
            out.push(b':');
            push_json(&cell, &mut out);
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"\n]\n");
    out
}

fn push_json(cell: &Cell<'_>, out: &mut Vec<u8>) {
    match cell {
        Cell::Empty => out.extend_from_slice(b"null"),
        Cell::Text(text) => push_string(text, out),
        Cell::Number(number) => out.extend_from_slice(number.to_string().as_bytes()),
        Cell::List(words) => {
            out.push(b'[');
            for (index, word) in words.iter().enumerate() {
                out.extend_from_slice(if index == 0 { b"" } else { b"," });
                push_string(word, out);
            }
            out.push(b']');
        }
    }
}

fn push_string(text: &str, out: &mut Vec<u8>) {
    serde_json::to_writer(out, text).expect("a vector can always be written to");
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use rust_decimal::Decimal;
    use trichdan::calendar::Date;

    crate::data::table::open_table! {
        /// Mỗi dòng là một thử nghiệm.
        pub struct SampleRow = "thu", "Thử" {
            /// Mã.
            key id: Arc<str>,
            /// Số.
            column amount: Option<Decimal>,
            /// Ngày.
            column date: Option<Date>,
            /// Các từ.
            column words: Vec<Arc<str>>,
        }
    }

    fn row(id: &str, amount: Option<Decimal>, words: &[&str]) -> SampleRow {
        let date = amount.map(|_| Date::constant(2022, 3, 16));
        SampleRow { id: id.into(), amount, date, words: words.iter().map(|word| (*word).into()).collect() }
    }

    #[track_caller]
    fn check(row: SampleRow, csv_line: &str, json_line: &str) {
        let text = String::from_utf8(csv(&SampleRow::ABOUT.columns, std::slice::from_ref(&row))).unwrap();
        assert_eq!(text, format!("\u{FEFF}id,amount,date,words\r\n{csv_line}\r\n"));
        let text = String::from_utf8(json(&SampleRow::ABOUT.columns, &[row])).unwrap();
        assert_eq!(text, format!("[\n{json_line}\n]\n"));
    }

    #[test]
    fn none_and_unknown_stay_apart() {
        check(row("a", None, &[]), "a,,,", r#"{"id":"a","amount":null,"date":null,"words":[]}"#);
        let zero = Some(Decimal::ZERO);
        check(
            row("a", zero, &["x", "y"]),
            "a,0,2022-03-16,x | y",
            r#"{"id":"a","amount":0,"date":"2022-03-16","words":["x","y"]}"#,
        );
        let amount = Some("-1234.50".parse().unwrap());
        check(
            row("a", amount, &[]),
            "a,-1234.5,2022-03-16,",
            r#"{"id":"a","amount":-1234.5,"date":"2022-03-16","words":[]}"#,
        );
    }

    #[test]
    fn no_cell_of_words_is_a_formula() {
        let table = [
            ("=1+1", "'=1+1"),
            ("+84", "'+84"),
            ("- Lưu: VT", "'- Lưu: VT"),
            ("@a", "'@a"),
            ("\t=1", "'\t=1"),
            ("a=1", "a=1"),
            ("a,\"b\"", "\"a,\"\"b\"\"\""),
        ];
        for (text, cell) in table {
            let json = format!(r#"{{"id":{},"amount":null,"date":null,"words":[]}}"#, serde_json::Value::from(text));
            check(row(text, None, &[]), &format!("{cell},,,"), &json);
        }
    }

    #[test]
    fn equal_rows_share_their_files() {
        let attic = Attic::default();
        let first = Sheet::new(vec![row("a", None, &[])], None, &attic);
        let same = Sheet::new(vec![row("a", None, &[])], Some(&first), &attic);
        let other = Sheet::new(vec![row("b", None, &[])], Some(&first), &attic);
        let is_shared = |one: &Kept, other: &Kept| match (one, other) {
            (Kept::Here(one), Kept::Here(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        assert!(is_shared(&first.csv.text, &same.csv.text));
        assert_ne!(first.csv, other.csv);
    }
}
