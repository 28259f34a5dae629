//! Files that hold files: ZIP, of which new Office formats are made, and the compound files of the old ones.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Kind, State};

/// How a compound file begins ([MS-CFB], 2.2).
pub const OLE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// The class of Windows' installers, at the root of a compound file.
const INSTALLER: &str = "000c1084-0000-0000-c000-000000000046";

/// What a ZIP is by the names in it. Its list stands at its end, so one that is cut has none.
pub fn zip(bytes: &[u8]) -> (Kind, State) {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return (Kind::Zip, State::Cut) };
    let open_document = media_type(&mut archive);
    let has = |name: &str| archive.index_for_name(name).is_some();
    let holds = |folder: &str| archive.file_names().flatten().any(|name| name.starts_with(folder));
    let kind = if has("[Content_Types].xml") && holds("word/") {
        Kind::Word
    } else if has("[Content_Types].xml") && holds("xl/") {
        Kind::Excel
    } else if has("[Content_Types].xml") && holds("ppt/") {
        Kind::PowerPoint
    } else if let Some(kind) = open_document {
        kind
    } else if has("META-INF/MANIFEST.MF") || has("AndroidManifest.xml") {
        // Java's programs, and Android's.
        Kind::Program
    } else {
        Kind::Zip
    };
    (kind, State::Whole)
}

/// An OpenDocument file says in its first entry what it is (OpenDocument 1.3, part 2, 3.3).
fn media_type(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Kind> {
    let mut written = String::new();
    archive.by_name("mimetype").ok()?.take(100).read_to_string(&mut written).ok()?;
    match written.trim().strip_prefix("application/vnd.oasis.opendocument.")? {
        "text" => Some(Kind::OpenText),
        "spreadsheet" => Some(Kind::OpenSheet),
        "presentation" => Some(Kind::OpenSlides),
        _ => None,
    }
}

/// What a compound file is by the streams in it.
pub fn ole(bytes: &[u8]) -> (Kind, State) {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else { return (Kind::Unknown, State::Cut) };
    let has = |name: &str| file.exists(name);
    let kind = if has("/EncryptedPackage") {
        Kind::LockedOffice
    } else if has("/WordDocument") {
        Kind::OldWord
    } else if has("/Workbook") || has("/Book") {
        Kind::OldExcel
    } else if has("/PowerPoint Document") {
        Kind::OldPowerPoint
    } else if file.root_entry().clsid().to_string() == INSTALLER {
        Kind::Program
    } else {
        Kind::Unknown
    };
    (kind, State::Whole)
}
