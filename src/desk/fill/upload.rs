//! Files that are handed over for an entry: they come into the folder `files` of its period, under safe names, and over no other.

use std::collections::BTreeMap;

use crate::desk::asked::Upload;
use crate::parse::kind;
use crate::source::{SourcePath, Sources};
use trichdan::text::slug::slug;

/// What stands before the name of the field that a file is for.
pub(super) const PREFIX: &str = "tep.";

/// Files by the path at which they will lie.
pub(super) type Files<'u> = BTreeMap<SourcePath, &'u [u8]>;

/// Gives each file a place, and each field the names of its files. An entry of no period takes none.
pub(super) fn places<'u>(
    uploads: &'u [Upload],
    entry: &SourcePath,
    sources: &Sources,
) -> (Files<'u>, Vec<(String, String)>) {
    let (mut files, mut named) = (Files::new(), Vec::new());
    let Some(period) = kind::period_of(entry) else { return (files, named) };
    for upload in uploads {
        let Some(field) = upload.field.strip_prefix(PREFIX) else { continue };
        let is_same = |path: &SourcePath| sources.attachments.get(path).is_some_and(|known| known.is_of(&upload.bytes));
        let is_free = |path: &SourcePath, files: &Files<'_>| {
            !sources.attachments.contains_key(path) && !sources.refused.contains(path) && !files.contains_key(path)
        };
        let paths = names(&upload.name).filter_map(|name| SourcePath::new(&format!("{period}/files/{name}")));
        let found = paths.into_iter().find(|path| is_same(path) || is_free(path, &files));
        let Some(path) = found else { continue };
        named.push((field.to_owned(), path.file_name().to_owned()));
        if !is_same(&path) {
            files.insert(path, &upload.bytes);
        }
    }
    (files, named)
}

/// The names that a file may get: its own in letters that every system and address bears, then with numbers.
fn names(written: &str) -> impl Iterator<Item = String> {
    let name = written.rsplit(['/', '\\']).next().unwrap_or(written);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let has_letters = |part: &str| part.chars().any(char::is_alphanumeric);
    let stem = if has_letters(stem) { slug(stem) } else { "tep".to_owned() };
    let ending = if has_letters(ending) { slug(ending).replace('-', "") } else { String::new() };
    let dot = if ending.is_empty() { "" } else { "." };
    (1..1000).map(move |number| match number {
        1 => format!("{stem}{dot}{ending}"),
        number => format!("{stem}-{number}{dot}{ending}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe() {
        let first = |name: &str| names(name).next().unwrap_or_default();
        for (written, safe) in [
            ("Ảnh mô hình (1).JPG", "anh-mo-hinh-1.jpg"),
            ("C:\\Tài liệu\\Biên bản.pdf", "bien-ban.pdf"),
            ("../../site.yaml", "site.yaml"),
            ("..", "tep"),
            ("", "tep"),
            ("con.jpg", "con-x.jpg"),
            ("a.tar.gz", "a-tar.gz"),
        ] {
            assert_eq!(first(written), safe, "{written}");
        }
        assert_eq!(names("a.pdf").nth(1).as_deref(), Some("a-2.pdf"));
    }
}
