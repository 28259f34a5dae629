//! Trích dẫn: finding where a text names a legal document.

use std::sync::Arc;

use crate::calendar::Date;
use crate::designation::Designation;
use crate::designation::kind::Kind;

/// A place in a text that names a legal document or a standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Byte offset of its first character: the type word, or the number where there is none.
    pub start: usize,
    /// One past its last character: the end of the symbol.
    pub end: usize,
    /// The document's type, by its type word, else by its symbol.
    pub kind: Option<Kind>,
    /// Number, year and symbol, in comparable form.
    pub designation: Designation,
    /// The number as written, without spaces: `01`.
    pub number: Option<Arc<str>>,
    /// The year inside the number.
    pub year: Option<i16>,
    /// The symbol as written: `TT-BKH&CN`, `QĐ - BTC`.
    pub symbol: Option<Arc<str>>,
    /// The day of issue, where the text gives it.
    pub date: Option<Date>,
    /// The issuing body as written, where the text gives it.
    pub issuer: Option<Arc<str>>,
    /// The pinpoint as written: `Điều 3, Điều 4 Chương II`.
    pub pinpoint: Option<Arc<str>>,
    /// One past the last byte of what belongs to the citation: its date, issuer, a pinpoint after it.
    pub context_end: usize,
}

/// Every citation of a text, in order.
pub fn find(_text: &str) -> Vec<Citation> {
    Vec::new()
}
