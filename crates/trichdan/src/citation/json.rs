//! Citations for machines: one JSON object a line, as `congbo cite --json` prints them.

use serde::Serialize;

use super::{Citation, find};
use crate::designation::kind::Kind;

/// The keys in their order; absent values are `null`.
#[derive(Serialize)]
struct Line<'a> {
    surface: &'a str,
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    number: Option<&'a str>,
    year: Option<i16>,
    symbol: Option<&'a str>,
    date: Option<String>,
    issuer: Option<&'a str>,
    pinpoint: Option<&'a str>,
}

/// One citation of `text` as a JSON object, without a line end. Offsets are bytes of `text` as given.
pub fn line(text: &str, citation: &Citation) -> String {
    let mut out = Vec::with_capacity(256);
    write(&mut out, text, citation);
    String::from_utf8_lossy(&out).into_owned()
}

/// Every citation of `text`, an object a line.
pub fn lines(text: &str) -> String {
    let mut out = Vec::new();
    for citation in find(text) {
        write(&mut out, text, &citation);
        out.push(b'\n');
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn write(out: &mut Vec<u8>, text: &str, citation: &Citation) {
    let line = Line {
        surface: &text[citation.start..citation.end],
        start: citation.start,
        end: citation.end,
        kind: citation.kind.map(Kind::word),
        number: citation.number.as_deref(),
        year: citation.year,
        symbol: citation.symbol.as_deref(),
        date: citation.date.map(|date| date.to_string()),
        issuer: citation.issuer.as_deref(),
        pinpoint: citation.pinpoint.as_deref(),
    };
    serde_json::to_writer(out, &line).expect("strings and numbers always fit into memory's JSON");
}
