//! A whole content folder in one string, and golden texts beside it.
//!
//! ```text
//! //- site.yaml
//! title: Kho dữ liệu mẫu
//! //- 2022-h1/bao-cao.md
//! ---
//! summary: Sơ kết
//! ---
//! ```

use std::io::{Cursor, Write};
use std::path::Path;

use congbo::inside::source::{Attachment, SourcePath, Sources};

/// The files of a fixture: YAML, Markdown and rows of registers as texts, `themes/NAME/…` as the theme's, all others as attachments.
pub fn sources(fixture: &str) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files(fixture) {
        if let Some((_, path)) = path.strip_prefix("themes/").and_then(|path| path.split_once('/')) {
            sources.theme.insert(path.to_owned(), text.as_bytes().into());
            continue;
        }
        let source = SourcePath::new(path).unwrap_or_else(|| panic!("a path inside the content folder: {path}"));
        let is_rows = path.contains("/so/") && path.ends_with(".csv");
        if path.ends_with(".yaml") || path.ends_with(".md") || is_rows {
            sources.texts.insert(source, text.into());
        } else {
            let bytes = if text.starts_with(PART) { zip_of(&text) } else { unescaped(&text) };
            let attachment = Attachment::of(source.file_name(), &bytes);
            sources.attachments.insert(source, attachment);
        }
    }
    sources
}

/// Begins a file that lies packed in an attachment, before its name.
const PART: &str = "//> ";

/// A ZIP of the files that an attachment is said to hold.
fn zip_of(text: &str) -> Vec<u8> {
    let parts = text.split(PART).skip(1).map(|part| part.split_once('\n').unwrap_or((part, "")));
    zip(&parts.map(|(name, content)| (name, content.trim_end())).collect::<Vec<_>>())
}

/// A ZIP of these files.
pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let written = zip.start_file(*name, stored).map(|()| zip.write_all(content.as_bytes()));
        assert!(matches!(written, Ok(Ok(()))), "{name} is packed");
    }
    zip.finish().expect("a ZIP in memory").into_inner()
}

/// The bytes of an attachment, of which each that is no text is written as `\xFF`. Its last line does not end.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.trim_end().split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
        bytes.extend(rest.as_bytes());
    }
    bytes
}

/// Each file's path and text. What stands before the first header is a remark.
pub fn files(fixture: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        if let Some(path) = line.strip_prefix("//- ") {
            files.push((path.trim_end(), String::new()));
        } else if let Some((_, text)) = files.last_mut() {
            text.push_str(line);
        }
    }
    files
}

/// Compares with a golden file; `UPDATE_EXPECT=1` writes it instead.
#[track_caller]
pub fn check_golden(path: &Path, actual: &str) {
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, actual).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        return;
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == actual,
        "{} differs (UPDATE_EXPECT=1 accepts):\n{}",
        path.display(),
        similar::TextDiff::from_lines(&expected, actual).unified_diff().header("expected", "actual")
    );
}

/// Writes a file, and the folders around it that are not there.
pub fn write_file(path: &Path, content: impl AsRef<[u8]>) {
    let folder = path.parent().expect("a file lies in a folder");
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, content))
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// Copies a folder with all that is in it.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap_or_else(|error| panic!("{}: {error}", to.display()));
    for entry in std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())).flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap_or_else(|error| panic!("{}: {error}", target.display()));
        }
    }
}
