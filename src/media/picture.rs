//! What pictures carry beside what is seen: where, when and with what they were taken, smaller copies, programs' notes.
//!
//! A photograph of a field shows the field; what the telephone wrote into it says whose house it was taken from. So a
//! picture is published without that. Nothing of what is seen changes, for its pixels are not even unpacked. Kept are
//! colours, and which side is up.
//!
//! How large it is a page says beforehand, so that nothing moves when it comes.

use std::io::Cursor;

use exif::{Exif, In, Reader, Tag};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::webp::{self, WebP};
use img_parts::{Bytes, ImageEXIF};

use super::Kind;

/// What a picture carries beside what is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Traces {
    /// Nothing of a camera's, as far as can be seen.
    None,
    /// Something that is not published.
    LeftOut {
        /// Whether it says where the picture was taken.
        has_place: bool,
    },
    /// It says where it was taken, and that cannot be taken out.
    Stuck,
}

/// A picture's width and height in points, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// Reads it from the picture's head, with the side up that the camera named; a drawing has none of its own.
    pub fn of(kind: Kind, bytes: &[u8]) -> Option<Self> {
        if !kind.is_shown() || kind == Kind::Svg {
            return None;
        }
        let read = imagesize::blob_size(bytes).ok()?;
        let (width, height) = (u32::try_from(read.width).ok()?, u32::try_from(read.height).ok()?);
        // Of AVIF the container turns the picture, which the library has seen to.
        let exif = || tolerant(|reader| reader.read_from_container(&mut Cursor::new(bytes)));
        let lies = kind != Kind::Avif && exif().as_ref().and_then(orientation).is_some_and(|value| value >= 5);
        let size = if lies { Self { width: height, height: width } } else { Self { width, height } };
        (width > 0 && height > 0).then_some(size)
    }
}

/// What there is to know of a picture.
pub struct Seen {
    /// Whether its end is there.
    pub is_whole: bool,
    /// What it carries.
    pub traces: Traces,
    /// The picture as it is published, where that differs.
    pub cleaned: Option<Vec<u8>>,
}

/// A picture taken apart: what is published of it, and what the camera wrote.
struct Parts {
    is_whole: bool,
    exif: Option<Exif>,
    published: Bytes,
}

/// Looks at a file of the given kind; one that is no picture carries nothing.
pub fn look(kind: Kind, bytes: &[u8]) -> Seen {
    let take_apart: fn(Bytes) -> Option<Parts> = match kind {
        Kind::Jpeg => jpeg,
        Kind::Png => png,
        Kind::Webp => webp,
        Kind::Heic | Kind::Tiff | Kind::Avif => return sealed(true, bytes),
        _ => return Seen { is_whole: true, traces: Traces::None, cleaned: None },
    };
    let Some(parts) = take_apart(Bytes::copy_from_slice(bytes)) else { return sealed(false, bytes) };
    if parts.published == bytes {
        return Seen { is_whole: parts.is_whole, traces: Traces::None, cleaned: None };
    }
    let has_place = parts.exif.as_ref().is_some_and(names_place) || words_name_place(bytes);
    // The name of a drawing program goes without a word.
    let has_traces = has_place || parts.exif.is_some();
    let traces = if has_traces { Traces::LeftOut { has_place } } else { Traces::None };
    Seen { is_whole: parts.is_whole, traces, cleaned: Some(parts.published.to_vec()) }
}

/// A picture of which nothing can be left out.
fn sealed(is_whole: bool, bytes: &[u8]) -> Seen {
    let exif = tolerant(|reader| reader.read_from_container(&mut Cursor::new(bytes)));
    let has_place = exif.as_ref().is_some_and(names_place) || words_name_place(bytes);
    Seen { is_whole, traces: if has_place { Traces::Stuck } else { Traces::None }, cleaned: None }
}

fn jpeg(bytes: Bytes) -> Option<Parts> {
    let mut jpeg = Jpeg::from_bytes(bytes.clone()).ok()?;
    let exif = jpeg.exif().and_then(read_exif);
    jpeg.segments_mut().retain(is_needed);
    for segment in jpeg.segments_mut() {
        if segment.marker() == markers::APP0 {
            *segment = without_thumbnail(segment);
        }
    }
    // Behind the first scan's head the library keeps all the rest: further scans, the end, and what some telephones hang
    // on to it, which is a film or a second picture with traces of its own.
    let scan = jpeg.segments_mut().last_mut().filter(|segment| segment.marker() == markers::SOS)?;
    let rest = bytes.slice(bytes.len() - (scan.len_with_entropy() - scan.len())..);
    let end = end_of_scans(&rest);
    *scan =
        JpegSegment::new_with_entropy(markers::SOS, scan.contents().clone(), rest.slice(..end.unwrap_or(rest.len())));
    jpeg.set_exif(exif.as_ref().and_then(orientation_alone));
    Some(Parts { is_whole: end.is_some(), exif, published: jpeg.encoder().bytes() })
}

/// Whether a JPEG's part matters to what is seen: of those for programs only the profile of colours, and two that say how
/// colours are written.
fn is_needed(segment: &JpegSegment) -> bool {
    let begins_with = |mark: &[u8]| segment.contents().starts_with(mark);
    match segment.marker() {
        markers::APP0 => begins_with(b"JFIF\0"),
        markers::APP2 => begins_with(b"ICC_PROFILE\0"),
        markers::APP14 => begins_with(b"Adobe"),
        markers::APP0..=markers::APP15 | markers::COM => false,
        _ => true,
    }
}

/// The head of JFIF, whose last two numbers are the width and height of a smaller copy behind them (JFIF 1.02, page 5).
fn without_thumbnail(head: &JpegSegment) -> JpegSegment {
    const FIXED: usize = 12;
    let fixed = head.contents().get(..FIXED).unwrap_or(head.contents());
    JpegSegment::new_with_contents(head.marker(), [fixed, &[0, 0]].concat().into())
}

/// Where the picture ends of which this is what follows the head of its first scan; none where it is cut.
fn end_of_scans(rest: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr(markers::P, rest.get(at..)?)?;
        match *rest.get(at + 1)? {
            markers::P => at += 1,
            markers::EOI => return Some(at + 2),
            // Marks without a length, and a byte of the picture that looks like a mark.
            markers::Z | 0x01 | markers::RST0..=markers::RST7 => at += 2,
            // Tables, and the head of the next scan.
            _ => at += 2 + usize::from(u16::from_be_bytes([*rest.get(at + 2)?, *rest.get(at + 3)?])),
        }
    }
}

fn png(bytes: Bytes) -> Option<Parts> {
    /// The chunks, beside those without which nothing is seen, that say how it is seen (PNG, third edition, 11.3).
    const NEEDED: [&[u8; 4]; 18] = [
        b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs",
        b"sPLT", b"acTL", b"fcTL", b"fdAT", b"mDCv", b"cLLi",
    ];
    let mut png = Png::from_bytes(bytes).ok()?;
    let exif = png.exif().and_then(read_exif);
    let is_whole = png.chunks().last().is_some_and(|chunk| chunk.kind() == *b"IEND");
    let is_needed = |chunk: &PngChunk| chunk.kind()[0].is_ascii_uppercase() || NEEDED.contains(&&chunk.kind());
    png.chunks_mut().retain(is_needed);
    png.set_exif(exif.as_ref().and_then(orientation_alone));
    Some(Parts { is_whole, exif, published: png.encoder().bytes() })
}

fn webp(bytes: Bytes) -> Option<Parts> {
    use webp::{CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X};
    const NEEDED: [[u8; 4]; 7] = [CHUNK_ALPH, CHUNK_ANIM, CHUNK_ANMF, CHUNK_ICCP, CHUNK_VP8, CHUNK_VP8L, CHUNK_VP8X];
    let mut webp = WebP::from_bytes(bytes.clone()).ok()?;
    if webp.chunks().iter().all(|chunk| NEEDED.contains(&chunk.id())) {
        return Some(Parts { is_whole: true, exif: None, published: bytes });
    }
    let exif = webp.exif().and_then(read_exif);
    webp.chunks_mut().retain(|chunk| NEEDED.contains(&chunk.id()));
    // Says also in the picture's head what is no longer there.
    webp.set_exif(exif.as_ref().and_then(orientation_alone));
    Some(Parts { is_whole: true, exif, published: webp.encoder().bytes() })
}

fn read_exif(raw: Bytes) -> Option<Exif> {
    tolerant(|reader| reader.read_raw(raw.to_vec()))
}

/// As much as can be read of what a camera wrote.
fn tolerant(read: impl FnOnce(&Reader) -> Result<Exif, exif::Error>) -> Option<Exif> {
    read(Reader::new().continue_on_error(true)).or_else(|error| error.distill_partial_result(|_| ())).ok()
}

fn names_place(exif: &Exif) -> bool {
    [Tag::GPSLatitude, Tag::GPSLongitude, Tag::GPSDestLatitude, Tag::GPSDestLongitude, Tag::GPSAreaInformation]
        .into_iter()
        .any(|tag| exif.get_field(tag, In::PRIMARY).is_some())
}

/// The same, where a program wrote it in words (XMP).
fn words_name_place(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"GPSLatitude").is_some()
}

/// Which side is up, where it is another than that of the points; from 5 on the picture lies.
fn orientation(exif: &Exif) -> Option<u8> {
    let value = exif.get_field(Tag::Orientation, In::PRIMARY)?.value.get_uint(0)?;
    u8::try_from(value).ok().filter(|value| (2..=8).contains(value))
}

/// Which side is up, alone, in the shape of EXIF; none where it is up already.
fn orientation_alone(exif: &Exif) -> Option<Bytes> {
    let value = orientation(exif)?;
    // A list of one entry: tag 0x0112, one short number (TIFF 6.0, section 2).
    let mut raw = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    raw[19] = value;
    Some(raw.into())
}
