//! A file's bytes to a manuscript in Unicode, whatever program wrote it.

use super::docx;
use super::manuscript::Manuscript;
use super::{plain, unicode};
use crate::diagnostic::messages::import as messages;
use crate::diagnostic::{Diagnostic, Location, Place, has_errors};
use crate::proof;
use crate::source::SourcePath;
use trichdan::text::encoding::{self, Encoding};

/// Reads a Word file, Markdown or plain text. `None` when it was refused; the messages say why.
pub fn read(path: &SourcePath, bytes: &[u8]) -> (Option<Manuscript>, Vec<Diagnostic>) {
    let location = Location { path: path.clone(), place: Place::File };
    let ending = path.file_name().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    let is_text = matches!(ending.as_str(), "md" | "txt" | "markdown" | "text");
    let has_utf16_mark = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if is_text && (has_utf16_mark || !bytes.contains(&0)) {
        return read_text(&location, bytes);
    }
    let (document, mut report) = docx::read(path, bytes);
    if has_errors(&report) {
        return (None, report);
    }
    let mut manuscript = document.manuscript;
    let kept = proof::compare(&document.words, &manuscript.left_out.join("\n"), &manuscript.plain_text(), "");
    if !kept.holds() {
        report.push(messages::words_differ(location.clone(), &kept));
    }
    report.extend(unicode::to_unicode(&mut manuscript, &location));
    (Some(manuscript), report)
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
