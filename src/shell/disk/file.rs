//! One file, whole or not at all, also when the power is cut.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// What a temporary file's name begins with: hidden, and told from what people write.
pub(crate) const TEMPORARY: &str = ".congbo-";

/// Writes a file in the place of an earlier one: afterwards, and at any moment, one of the two is there, whole.
///
/// The bytes go to a file beside it, which is flushed before it gets the name, and then the name is flushed. Folders that
/// are missing are made.
pub fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put_with(path, |file| file.write_all(bytes))
}

/// As [`put`], with what `fill` writes.
pub fn put_with(path: &Path, fill: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    // Where people keep a file of settings behind a link, the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = folder_of(&path);
    make_folders(folder)?;
    let mut temporary = temporary(0o666).tempfile_in(folder)?;
    fill(temporary.as_file_mut())?;
    if let Ok(earlier) = fs::metadata(&path) {
        fs::set_permissions(temporary.path(), earlier.permissions())?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&path)?;
    flush_names(folder)
}

/// A name that nobody else has, and the permissions that anything new gets, of which `mode` is the most.
pub(super) fn temporary(mode: u32) -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder
}

/// Makes a folder and those around it, each with its name on the device.
pub(super) fn make_folders(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let around = folder_of(folder);
    make_folders(around)?;
    match fs::create_dir(folder) {
        // Somebody else was as quick.
        Err(_) if folder.is_dir() => Ok(()),
        made => made.and_then(|()| flush_names(around)),
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Waits until the names in a folder are on the device.
#[cfg(unix)]
pub(super) fn flush_names(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network shares flush no folders: they keep their own promises.
        Err(cause) if matches!(cause.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        flushed => flushed,
    }
}

/// Windows keeps a journal of names, and lets no program wait for it.
#[cfg(not(unix))]
pub(super) fn flush_names(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_takes_the_place_of_another_and_leaves_nothing_beside() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a/b/c");
        put(&path, b"1").unwrap();
        put(&path, b"2").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(names(path.parent().unwrap()), ["c"]);
    }

    #[test]
    fn what_cannot_be_written_leaves_the_earlier_file() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a");
        put(&path, b"1").unwrap();
        let outcome = put_with(&path, |file| file.write_all(b"2").and(Err(io::ErrorKind::StorageFull.into())));
        assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read(&path).unwrap(), b"1");
        assert_eq!(names(place.path()), ["a"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let place = tempfile::tempdir().unwrap();
        let (file, link, plain) = (place.path().join("a"), place.path().join("b"), place.path().join("c"));
        fs::write(&plain, "").unwrap();
        put(&file, b"1").unwrap();
        assert_eq!(mode(&file), mode(&plain));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        put(&link, b"2").unwrap();
        assert!(link.is_symlink());
        assert_eq!((fs::read(&file).unwrap(), mode(&file)), (b"2".to_vec(), 0o640));
    }
}
