//! One folder, whole or not at all, also when the power is cut.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::file::{folder_of, make_folders, temporary};
use super::{Disk, RealDisk};

/// A folder that is being made.
#[derive(Debug)]
pub struct Tree {
    folder: TempDir,
    written: Vec<PathBuf>,
}

impl Tree {
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let file = self.folder.path().join(path);
        fs::create_dir_all(folder_of(&file))?;
        fs::write(&file, bytes)?;
        self.written.push(file);
        Ok(())
    }
}

/// Makes a folder of what `fill` writes, in the place of an earlier one: afterwards, and at any moment where the system
/// exchanges folders in one step, one of the two is there, whole.
pub fn put_tree<T>(to: &Path, fill: impl FnOnce(&mut Tree) -> io::Result<T>) -> io::Result<T> {
    let around = folder_of(to);
    make_folders(around)?;
    let disk = RealDisk::holding(around)?;
    // Both go when they are out of sight, with what lies in them then: half a folder, or the earlier one.
    let aside = temporary(0o777).tempdir_in(around)?;
    let mut tree = Tree { folder: temporary(0o777).tempdir_in(around)?, written: Vec::new() };
    let filled = fill(&mut tree)?;
    let new = tree.folder.path();
    disk.flush(new, &tree.written)?;
    if fs::symlink_metadata(to).is_err() {
        disk.rename(new, to)?;
    } else if !disk.exchange(new, to)? {
        disk.rename(to, &aside.path().join("old"))?;
        disk.rename(new, to)?;
    }
    disk.flush_names(around)?;
    Ok(filled)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_takes_the_place_of_another_or_leaves_it() {
        let place = tempfile::tempdir().unwrap();
        let to = place.path().join("goi");
        for text in ["1", "2"] {
            put_tree(&to, |tree| tree.write(&format!("data/{text}"), text.as_bytes())).unwrap();
        }
        let full: io::Error = io::ErrorKind::StorageFull.into();
        let outcome = put_tree(&to, |tree| tree.write("3", b"3").and(Err::<(), _>(full)));
        assert_eq!(outcome.unwrap_err().kind(), io::ErrorKind::StorageFull);
        let all = walkdir::WalkDir::new(place.path()).min_depth(1).sort_by_file_name().into_iter();
        let names: Vec<_> = all.map(|entry| entry.unwrap().file_name().to_owned()).collect();
        assert_eq!(names, ["goi", "data", "2"]);
    }
}
