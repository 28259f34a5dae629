//! Small files of many kinds, made byte by byte: what the tests of media look at.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::io::{Cursor, Write};

/// What a telephone writes into a photo: its maker, that the picture lies on its side, and where it was taken.
pub fn exif(orientation: u8, has_place: bool) -> Vec<u8> {
    let entries: u8 = if has_place { 3 } else { 2 };
    let maker = b"Dien thoai\0\0";
    let maker_at = 8 + 2 + 12 * entries + 4;
    let place_at = maker_at + maker.len() as u8;
    let mut tiff = b"MM\0*\0\0\0\x08\0".to_vec();
    tiff.push(entries);
    tiff.extend([0x01, 0x0F, 0, 2, 0, 0, 0, maker.len() as u8, 0, 0, 0, maker_at]);
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    if has_place {
        tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, place_at]);
    }
    tiff.extend([0; 4]);
    tiff.extend(maker);
    if has_place {
        let numbers_at = place_at + 2 + 24 + 4;
        tiff.extend([0, 2, 0, 1, 0, 2, 0, 0, 0, 2, b'N', 0, 0, 0]);
        tiff.extend([0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, numbers_at, 0, 0, 0, 0]);
        tiff.extend([19_u32, 1, 48, 1, 30, 1].iter().flat_map(|number| number.to_be_bytes()));
    }
    tiff
}

/// A part of a JPEG.
pub fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = (content.len() as u16 + 2).to_be_bytes();
    [&[0xFF, marker], &length[..], content].concat()
}

/// The part of a JPEG that has [`exif`].
pub fn exif_segment(orientation: u8, has_place: bool) -> Vec<u8> {
    segment(0xE1, &[b"Exif\0\0", &exif(orientation, has_place)[..]].concat())
}

/// What is seen of [`jpeg`]: tables, a scan, further tables, a second scan, the end.
pub fn jpeg_scans() -> Vec<u8> {
    let scan = segment(0xDA, &[1, 1, 0, 0, 63, 0]);
    let tables = segment(0xC4, &[0; 17]);
    let head = [segment(0xDB, &[0]), segment(0xC2, &[8, 0, 1, 0, 1, 1, 1, 17, 0])].concat();
    [&head[..], &scan, b"\x12\xFF\0\xFF\xD0\x34", &tables, &scan, b"\x56", b"\xFF\xD9"].concat()
}

/// A JPEG with these parts before what is seen.
pub fn jpeg(parts: &[Vec<u8>]) -> Vec<u8> {
    [&b"\xFF\xD8"[..], &parts.concat(), &jpeg_scans()].concat()
}

/// A PNG of one grey point, with these chunks before it.
pub fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let head: &[u8] = &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    let point: &[u8] = b"\x78\x9C\x63\x60\0\0\0\x02\0\x01";
    let mut bytes = b"\x89PNG\r\n\x1A\n".to_vec();
    for (name, content) in [&[(b"IHDR", head)], chunks, &[(b"IDAT", point), (b"IEND", &[])]].concat() {
        bytes.extend((content.len() as u32).to_be_bytes());
        let named = [&name[..], content].concat();
        bytes.extend(&named);
        bytes.extend(checksum(&named).to_be_bytes());
    }
    bytes
}

/// CRC-32 as PNG has it, bit by bit.
fn checksum(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))))
}

/// A WebP of these chunks.
pub fn webp(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut inside = b"WEBP".to_vec();
    for (name, content) in chunks {
        inside.extend(&name[..]);
        inside.extend((content.len() as u32).to_le_bytes());
        inside.extend(*content);
        inside.extend(vec![0; content.len() % 2]);
    }
    [b"RIFF", &(inside.len() as u32).to_le_bytes()[..], &inside].concat()
}

/// A ZIP of empty files, the first of them with a content.
pub fn zip(content: &str, names: &[&str]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (index, name) in names.iter().enumerate() {
        zip.start_file(*name, stored).unwrap();
        zip.write_all(if index == 0 { content.as_bytes() } else { &[] }).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A compound file, as Word 97 wrote them, with this stream.
pub fn compound(stream: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(stream).unwrap().write_all(&[7; 600]).unwrap();
    file.into_inner().into_inner()
}

/// A PDF of these pages: their letters, and whether they show a picture. Its typeface says of each number which letter it is.
pub fn pdf(pages: &[(&str, bool)]) -> Vec<u8> {
    let stream = |head: &str, text: &str| format!("<< {head}/Length {} >>\nstream\n{text}\nendstream", text.len());
    let blocks: BTreeSet<u16> =
        pages.iter().flat_map(|(text, _)| text.encode_utf16()).map(|letter| letter >> 8).collect();
    let ranges: String =
        blocks.iter().map(|block| format!("<{block:02X}00> <{block:02X}FF> <{block:02X}00>\n")).collect();
    let letters = format!(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{} beginbfrange\n{ranges}endbfrange\n\
         endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
        blocks.len()
    );
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 4 0 R >>".to_owned(),
        stream("", &letters),
        stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 ", "1"),
    ];
    let mut kids = String::new();
    for (text, has_picture) in pages {
        let number = objects.len() + 1;
        kids.push_str(&format!("{number} 0 R "));
        let picture = if *has_picture { "/XObject << /P 5 0 R >> " } else { "" };
        let resources = format!("/Resources << /Font << /F 3 0 R >> {picture}>>");
        objects.push(format!("<< /Type /Page /Parent 2 0 R {resources} /Contents {} 0 R >>", number + 1));
        let shown: String = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        objects.push(stream("", &format!("BT /F 12 Tf <{shown}> Tj ET")));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let objects: String =
        (1..).zip(objects).map(|(number, object)| format!("{number} 0 obj\n{object}\nendobj\n")).collect();
    format!("%PDF-1.7\n{objects}trailer\n<< /Root 1 0 R /Size 99 >>\n%%EOF\n").into_bytes()
}

/// A HEIC picture, as far as its kind can be told.
pub fn heic() -> Vec<u8> {
    b"\0\0\0\x18ftypheic\0\0\0\0heicmif1\0\0\0\x08mdat".to_vec()
}
