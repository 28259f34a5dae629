//! A file's bytes to a manuscript in Unicode, whatever program wrote it.

use super::manuscript::Manuscript;
use super::original::{Original, Reading, Refusal};
use super::{doc, docx, html, odt, pdf, plain, rtf, unicode};
use crate::diagnostic::messages::import as messages;
use crate::diagnostic::{Diagnostic, Location, Place, has_errors};
use crate::media::{self, Kind, State};
use crate::proof;
use crate::source::SourcePath;
use trichdan::text::encoding::{self, Encoding};

/// Reads an office's file, Markdown or plain text. `None` when it was refused; the messages say why.
pub fn read(path: &SourcePath, bytes: &[u8]) -> (Option<Manuscript>, Vec<Diagnostic>) {
    let location = Location { path: path.clone(), place: Place::File };
    if is_text(path, bytes) {
        return read_text(&location, bytes);
    }
    let (original, mut report) = original(path, bytes);
    if has_errors(&report) {
        return (None, report);
    }
    let mut manuscript = original.manuscript;
    let kept = proof::compare(&original.words, &manuscript.left_out.join("\n"), &manuscript.plain_text(), "");
    if !kept.holds() {
        report.push(messages::words_differ(location.clone(), &kept));
    }
    report.extend(unicode::to_unicode(&mut manuscript, &location));
    (Some(manuscript), report)
}

/// Reads an office's file as it is. A refused one gives an empty original and an error.
pub fn original(path: &SourcePath, bytes: &[u8]) -> (Original, Vec<Diagnostic>) {
    let location = Location { path: path.clone(), place: Place::File };
    if path.file_name().starts_with("~$") || path.file_name().starts_with(".~lock.") {
        return (Original::default(), vec![messages::lock_file(location)]);
    }
    match read_as(bytes) {
        Ok((original, findings)) => (original, findings.report(&location)),
        Err(refusal) => (Original::default(), vec![refusal.report(location)]),
    }
}

/// Reads a file as what is in it, not as what its name promises.
fn read_as(bytes: &[u8]) -> Reading {
    let (kind, state) = media::kind_of(bytes);
    match kind {
        _ if state == State::Empty => Err(Refusal::Empty),
        Kind::OldWord => doc::read(bytes),
        Kind::Rtf => rtf::read(bytes),
        Kind::OpenText => odt::read(bytes),
        Kind::Html => html::read(bytes),
        Kind::Pdf => {
            let damaged = || Err(Refusal::Damaged("PDF".to_owned()));
            media::unless_it_stumbles(|| pdf::read(bytes)).unwrap_or_else(damaged)
        }
        Kind::Text => Err(Refusal::WebArchive),
        Kind::LockedOffice => Err(Refusal::Locked),
        Kind::Unknown if state == State::Cut => Err(Refusal::Damaged("compound file".to_owned())),
        Kind::Word => docx::read(bytes),
        // A damaged file has lost what would tell its kind; the reader says what is wrong.
        Kind::Zip if bytes.starts_with(b"PK") => docx::read(bytes),
        kind => Err(Refusal::Other(kind)),
    }
}

/// Whether it is text: by its name, and without the bytes of other files; by its bytes where its name promises Word.
fn is_text(path: &SourcePath, bytes: &[u8]) -> bool {
    let ending = path.file_name().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let has_utf16_mark = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match ending.as_str() {
        "md" | "txt" | "markdown" | "text" => has_utf16_mark || !bytes.contains(&0),
        // Web pages saved as one file begin so, their parts packed as in a letter.
        _ => media::kind_of(bytes).0 == Kind::Text && !bytes.starts_with(b"MIME-Version:"),
    }
}

fn read_text(location: &Location, bytes: &[u8]) -> (Option<Manuscript>, Vec<Diagnostic>) {
    let (text, encoding) = encoding::decode(bytes);
    let mut report = Vec::new();
    if !matches!(encoding, Encoding::Utf8 | Encoding::Utf16) {
        report.push(messages::decoded(location.clone(), encoding.name(), encoding::share(&text)));
    }
    let mut manuscript = plain::read(&text);
    report.extend(unicode::to_unicode(&mut manuscript, location));
    (Some(manuscript), report)
}
