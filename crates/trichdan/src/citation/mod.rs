//! Trích dẫn: finding where a text names a legal document.
//!
//! A scanner, not a pile of patterns. It stops at what every citation has (the slash of a designation, the type
//! word of a law, the family of a standard), reads the number and symbol there, then leftwards for `số` and the
//! type word, rightwards for the date and the issuer, and to either side for a pinpoint.
//!
//! It reads texts as they are, NFC or NFD, wrapped or not, with NBSP and emphasis in them; offsets are bytes of
//! what it was given. It knows no register: whether the document exists is for `link` to find out.

pub mod article;
pub mod json;
pub mod pinpoint;

mod anchor;
mod context;
mod issuer;
mod law;
mod lead;
mod lexicon;
mod named;
mod names;
mod numbered;
mod reader;

use std::ops::Range;
use std::sync::Arc;

use crate::calendar::{Date, DateParse};
use crate::designation::kind::Kind;
use crate::designation::{Designation, standard};
use crate::text::word::{self, Key};
use anchor::Anchor;
pub use named::NamedLaws;

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
    /// The number as written: `01`.
    pub number: Option<Arc<str>>,
    /// The year inside the designation.
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
    /// True for a law that is named short, because the text has cited it whole before: see [`find_in`].
    pub is_short: bool,
}

/// A citation as far as its own words tell, before what surrounds them is read.
struct Candidate {
    surface: Range<usize>,
    kind: Option<Kind>,
    /// Whether the type stands in words, not only in the symbol.
    has_own_kind: bool,
    designation: Designation,
    number: Option<Range<usize>>,
    year: Option<i16>,
    symbol: Option<Range<usize>>,
    date: Option<DateParse>,
    issuer: Option<Range<usize>>,
    /// How a law is named; none for anything else, and for what lawyers abbreviate.
    law: Option<Naming>,
}

/// How a text names a law.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Naming {
    /// With its number, year or day: type word and name are here.
    Whole(Range<usize>),
    /// By its name alone.
    Short,
}

/// Every citation of a text, in order. None overlap; a document cited in another's title comes after it.
pub fn find(text: &str) -> Vec<Citation> {
    scan(text, None)
}

/// Every citation of a part of a text, of which `laws` knows what the parts before have cited. A law that was cited whole may be
/// named short from then on: `Điều 46 Luật Thanh tra`.
pub fn find_in(text: &str, laws: &mut NamedLaws) -> Vec<Citation> {
    scan(text, Some(laws))
}

fn scan(text: &str, mut laws: Option<&mut NamedLaws>) -> Vec<Citation> {
    let mut found: Vec<Citation> = Vec::new();
    let mut floor = 0;
    for (anchor, at) in anchor::all(text) {
        if at < floor {
            continue;
        }
        let candidate = match anchor {
            Anchor::Slash => numbered::read_at(text, at, floor),
            Anchor::Hyphen => numbered::read_hyphened_at(text, at, floor),
            Anchor::Law => law::read_at(text, at, floor).or_else(|| laws.as_deref()?.read_at(text, at, floor)),
            Anchor::Standard => standard_at(text, at),
        };
        let Some(candidate) = candidate else { continue };
        let naming = candidate.law.clone();
        let citation = with_context(text, candidate, found.last(), floor);
        if let (Some(laws), Some(Naming::Whole(name))) = (laws.as_deref_mut(), naming) {
            laws.note(&text[name], &citation);
        }
        floor = citation.context_end;
        found.push(citation);
    }
    found
}

fn standard_at(text: &str, at: usize) -> Option<Candidate> {
    if text[..at].ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '-' | '_')) {
        return None;
    }
    let written = standard::read_at(text, at)?;
    Some(Candidate {
        surface: at..written.end,
        kind: Some(Kind::TieuChuan),
        has_own_kind: true,
        designation: Designation::of_standard(text, &written),
        number: Some(written.number),
        year: written.year,
        symbol: Some(written.family),
        date: None,
        issuer: None,
        law: None,
    })
}

fn with_context(text: &str, candidate: Candidate, last: Option<&Citation>, floor: usize) -> Citation {
    let Candidate { surface, kind, designation, number, year, symbol, date, issuer, law, .. } = candidate;
    let inherited =
        last.filter(|last| !candidate.has_own_kind && continues_list(text, last.context_end, surface.start));
    let kind = match (inherited, kind) {
        // The symbols of letters and laws tell no type; the type word at the head of the list does.
        (Some(last), None | Some(Kind::CongVan | Kind::Luat)) => last.kind.or(kind),
        _ => kind,
    };
    let joint = is_joint(kind, &text[surface.clone()]);
    let date_end = date.map_or(surface.end, |parse| parse.end);
    let context = match kind {
        Some(Kind::TieuChuan) => context::Context { end: surface.end, ..Default::default() },
        _ => context::after(text, date_end, joint),
    };
    let before = pinpoint::before(text, surface.start, floor);
    let plain = |range: Range<usize>| reader::plain(&text[range]);
    // What the designation has to the letter is kept once: an archive has many citations.
    let part = |range: Range<usize>| {
        let written = plain(range);
        designation.parts().into_iter().flatten().find(|part| **part == written).cloned().unwrap_or(written)
    };
    let (number, symbol) = (number.map(part), symbol.map(part));
    Citation {
        start: surface.start,
        end: surface.end,
        kind,
        designation,
        number,
        year,
        symbol,
        date: date.and_then(|parse| parse.date).or(context.date),
        issuer: context.issuer.or(issuer).map(plain),
        pinpoint: before.or(context.pinpoint).map(plain),
        context_end: context.end,
        is_short: law == Some(Naming::Short),
    }
}

/// Whether several bodies issue it together: `Thông tư liên tịch`, `Kế hoạch liên ngành`, `Quy chế phối hợp`.
fn is_joint(kind: Option<Kind>, surface: &str) -> bool {
    let said =
        || surface.split(' ').skip(1).take(3).any(|word| ["liên", "Liên", "LIÊN", "phối", "PHỐI"].contains(&word));
    matches!(kind, Some(Kind::ThongTuLienTich | Kind::NghiQuyetLienTich)) || said()
}

/// Whether only the joints of a list stand between: `số 12/QĐ-UBND, 13/QĐ-UBND và số 15/QĐ-UBND`.
fn continues_list(text: &str, end: usize, start: usize) -> bool {
    const JOINTS: [Key; 5] = [Key::of("va"), Key::of("so"), Key::of("hoac"), Key::of("cung"), Key::of("den")];
    let mut at = end;
    while at < start {
        let next = reader::gap(text, at);
        if next >= start {
            return true;
        }
        at = match word::at(text, next) {
            Some(word) if JOINTS.contains(&word.key) => word.end,
            None if text[next..].starts_with([',', ';', '&', ':', '*']) => next + 1,
            _ => return false,
        };
    }
    at == start
}
