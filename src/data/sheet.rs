//! A table as files: CSV for spreadsheets, JSON for programs.
//!
//! CSV begins with a byte order mark, without which Excel reads Vietnamese wrongly, and ends lines with CR LF
//! (RFC 4180). A cell of words that a spreadsheet would take for a formula, because it begins with `=`, `+`, `-`,
//! `@`, a tab or a line break, gets an apostrophe in front; numbers and dates are never touched, and the JSON
//! has every word as it is. Unknown is an empty cell and `null`; none is `0`.

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::table::{Cell, Row};

/// A file and what a data package says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// Their SHA-256 in hexadecimal.
    pub sha256: Arc<str>,
}

impl DataFile {
    fn new(bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Self { bytes: bytes.into(), sha256: sha256.into() }
    }
}

/// Rows and their two files.
#[derive(Debug, Clone)]
pub struct Sheet<R> {
    /// The rows, in their order.
    pub rows: Vec<R>,
    /// For spreadsheets.
    pub csv: DataFile,
    /// For programs.
    pub json: DataFile,
}

impl<R: Row> Sheet<R> {
    /// Writes rows; files of the sheet before are taken over when its rows are the same.
    pub fn new(rows: Vec<R>, before: Option<&Sheet<R>>) -> Self {
        let (csv, json) = match before.filter(|before| before.rows == rows) {
            Some(before) => (before.csv.clone(), before.json.clone()),
            None => (DataFile::new(csv(&rows)), DataFile::new(json(&rows))),
        };
        Self { rows, csv, json }
    }
}

/// The rows as CSV.
pub fn csv<R: Row>(rows: &[R]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    let names = R::ABOUT.columns.iter().map(|column| column.name);
    let lines = rows.iter().map(|row| row.cells().into_iter().map(csv_cell).collect::<Vec<_>>());
    let written = writer.write_record(names).and_then(|()| {
        let mut lines = lines;
        lines.try_for_each(|line| writer.write_record(line))
    });
    written.expect("a vector can always be written to, and all rows have the same columns");
    writer.into_inner().expect("a vector can always be flushed")
}

fn csv_cell(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(&text),
        Cell::Number(number) => number.to_string(),
        Cell::List(words) => harmless(&words.join(" | ")),
    }
}

/// Words that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

/// The rows as a JSON list with one object a line.
pub fn json<R: Row>(rows: &[R]) -> Vec<u8> {
    let mut out = String::from("[");
    for (index, row) in rows.iter().enumerate() {
        out.push_str(if index == 0 { "\n{" } else { ",\n{" });
        for (place, (column, cell)) in R::ABOUT.columns.iter().zip(row.cells()).enumerate() {
            out.push_str(if place == 0 { "" } else { "," });
            push_string(column.name, &mut out);
            out.push(':');
            push_json(cell, &mut out);
        }
        out.push('}');
    }
    out.push_str("\n]\n");
    out.into_bytes()
}

fn push_json(cell: Cell<'_>, out: &mut String) {
    match cell {
        Cell::Empty => out.push_str("null"),
        Cell::Text(text) => push_string(&text, out),
        Cell::Number(number) => out.push_str(&number.to_string()),
        Cell::List(words) => {
            out.push('[');
            for (index, word) in words.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                push_string(word, out);
            }
            out.push(']');
        }
    }
}

fn push_string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::calendar::Date;
    use rust_decimal::Decimal;

    crate::table! {
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
        let text = String::from_utf8(csv(std::slice::from_ref(&row))).unwrap();
        assert_eq!(text, format!("\u{FEFF}id,amount,date,words\r\n{csv_line}\r\n"));
        let text = String::from_utf8(json(&[row])).unwrap();
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
        let first = Sheet::new(vec![row("a", None, &[])], None);
        let same = Sheet::new(vec![row("a", None, &[])], Some(&first));
        let other = Sheet::new(vec![row("b", None, &[])], Some(&first));
        assert!(Arc::ptr_eq(&first.csv.bytes, &same.csv.bytes));
        assert_ne!(first.csv, other.csv);
    }
}
