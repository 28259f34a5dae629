//! The moment when one site becomes the other, and what a run finds that was killed around it.
//!
//! The names in the work folder are the journal:
//!
//! | `public` | `new` | `old` | what happened |
//! | --- | --- | --- | --- |
//! | yes | – | – | nothing |
//! | yes | without manifest | – | killed while staging: drop `new` |
//! | yes | with manifest | – | killed just before or just after the exchange: one of the two is whole; drop `new` |
//! | – | with manifest | yes | killed between two renames, where no exchange exists: finish |
//! | yes | – | yes | killed after the second rename: drop `old` |

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use crate::release::manifest::{self, Manifest};

/// Puts the staged tree in the site's place, then drops the old one.
///
/// Linux exchanges two folders in one step; elsewhere there is an instant between two renames without a site,
/// which [`recover`] mends if the run is killed in it.
pub(super) fn exchange(stage: &Path, root: &Path, work: &Path) -> io::Result<()> {
    if fs::symlink_metadata(root).is_err() {
        return fs::rename(stage, root);
    }
    if !exchange_in_one_step(stage, root)? {
        let old = work.join("old");
        fs::rename(root, &old)?;
        if let Err(cause) = fs::rename(stage, root) {
            fs::rename(&old, root)?;
            return Err(cause);
        }
    }
    // The new site stands; what cannot be removed now, the next run removes.
    let _ = dispose(stage, root);
    let _ = dispose(&work.join("old"), root);
    Ok(())
}

/// Brings the folders back to the first line of the table.
pub(super) fn recover(root: &Path, work: &Path) -> io::Result<()> {
    let (new, old) = (work.join("new"), work.join("old"));
    if old.is_dir() && !root.exists() {
        let complete = new.join(manifest::FILE_NAME).is_file();
        fs::rename(if complete { &new } else { &old }, root)?;
    }
    dispose(&new, root)?;
    dispose(&old, root)
}

/// `false`: this disk or system cannot.
#[cfg(target_os = "linux")]
fn exchange_in_one_step(stage: &Path, root: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, stage, CWD, root, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

#[cfg(not(target_os = "linux"))]
fn exchange_in_one_step(_stage: &Path, _root: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Removes a tree that is no longer the site, first saving any file that is not ours and that the site lacks: one
/// put there while the new site was being staged.
fn dispose(tree: &Path, root: &Path) -> io::Result<()> {
    if fs::symlink_metadata(tree).is_err() {
        return Ok(());
    }
    // A tree without a manifest is half staged, and all that is foreign in it is in the site as well.
    let text = fs::read_to_string(tree.join(manifest::FILE_NAME));
    if let Some(ours) = text.ok().and_then(|text| Manifest::parse(&text).ok()) {
        save_foreign(tree, root, &ours)?;
    }
    fs::remove_dir_all(tree)
}

fn save_foreign(tree: &Path, root: &Path, ours: &Manifest) -> io::Result<()> {
    for entry in WalkDir::new(tree).min_depth(1) {
        let entry = entry?;
        let path = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        let target = root.join(path);
        let is_file = !entry.file_type().is_dir();
        if is_file && !super::stage::is_ours(path, ours) && fs::symlink_metadata(&target).is_err() {
            fs::create_dir_all(target.parent().unwrap_or(root))?;
            fs::rename(entry.path(), target)?;
        }
    }
    Ok(())
}
