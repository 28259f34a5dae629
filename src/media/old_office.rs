//! Who worked on a file of Office 97–2003, by the properties that its compound file keeps ([MS-OLEPS]).

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16LE, WINDOWS_1252, WINDOWS_1258};

use super::hands::Hands;

/// The properties that name people: who made the file, who saved it last.
const NAMES: [u32; 2] = [4, 8];

/// The property that says in which encoding the others are.
const CODE_PAGE: u32 = 1;

/// A text in the file's encoding, its length before it.
const TEXT: u32 = 0x1E;

/// Longest list of properties that is read.
const MOST_BYTES: u64 = 1 << 20;

/// Reads the summary that the file keeps of itself.
pub fn hands(bytes: &[u8]) -> Hands {
    let mut hands = Hands::default();
    for name in summary(bytes).as_deref().and_then(names).into_iter().flatten() {
        hands.own(&name);
    }
    hands
}

fn summary(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut summary = Vec::new();
    file.open_stream("/\u{5}SummaryInformation").ok()?.take(MOST_BYTES).read_to_end(&mut summary).ok()?;
    Some(summary)
}

/// The names in the first set of properties: behind the head its place, there its length, how many properties it has, and
/// for each its number and place.
fn names(summary: &[u8]) -> Option<Vec<String>> {
    let set = summary.get(number(summary, 44)? as usize..)?;
    let count = number(set, 4)? as usize;
    let place = |wanted: u32| {
        let entries = set.get(8..)?.chunks_exact(8).take(count);
        let mut entries = entries.filter(|entry| number(entry, 0) == Some(wanted));
        set.get(number(entries.next()?, 4)? as usize..)
    };
    let page = place(CODE_PAGE).and_then(|value| number(value, 4)).map_or(1252, |page| page & 0xFFFF);
    let encoding = encoding(page);
    let name = |wanted: u32| {
        let value = place(wanted).filter(|value| number(value, 0) == Some(TEXT))?;
        let bytes = value.get(8..)?.get(..number(value, 4)? as usize)?;
        Some(encoding.decode_without_bom_handling(bytes).0.into_owned())
    };
    Some(NAMES.into_iter().filter_map(name).collect())
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn encoding(page: u32) -> &'static Encoding {
    match page {
        1258 => WINDOWS_1258,
        1200 => UTF_16LE,
        65001 => UTF_8,
        _ => WINDOWS_1252,
    }
}
