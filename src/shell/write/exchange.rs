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
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::release::manifest::{self, Manifest};

/// Puts the staged tree in the site's place, then drops the old one.
pub(super) fn exchange(stage: &Path, root: &Path, work: &Path) -> io::Result<()> {
    if let Some(replaced) = put_in_place(stage, root, work)? {
        // The new site stands; what cannot be removed now, the next run removes.
        let _ = dispose(&replaced, root);
    }
    Ok(())
}

/// Puts the staged tree in the site's place once it is safely on the device, and keeps the old one.
pub(super) fn exchange_and_keep(stage: &Path, root: &Path, work: &Path) -> io::Result<()> {
    flush(stage)?;
    let replaced = put_in_place(stage, root, work)?;
    flush(work)?;
    let previous = previous(work);
    if previous.exists() {
        fs::remove_dir_all(&previous)?;
    }
    match replaced {
        Some(replaced) => fs::rename(replaced, previous),
        None => Ok(()),
    }
}

/// Whether a whole earlier site is kept.
pub(super) fn has_previous(work: &Path) -> bool {
    previous(work).join(manifest::FILE_NAME).is_file()
}

/// Lets the site and the one before it change places; files that are not ours stay with what readers see.
pub(super) fn exchange_with_previous(root: &Path, work: &Path) -> io::Result<()> {
    let previous = previous(work);
    let text = fs::read_to_string(root.join(manifest::FILE_NAME))?;
    copy_foreign(root, &previous, &Manifest::parse(&text).unwrap_or_default())?;
    match put_in_place(&previous, root, work)? {
        Some(replaced) if replaced != previous => fs::rename(replaced, previous),
        _ => Ok(()),
    }
}

fn previous(work: &Path) -> PathBuf {
    work.join("previous")
}

/// Gives the tree that was replaced, if there was a site.
///
/// Linux exchanges two folders in one step; elsewhere there is an instant between two renames without a site,
/// which [`recover`] mends if the run is killed in it.
fn put_in_place(stage: &Path, root: &Path, work: &Path) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(root).is_err() {
        return fs::rename(stage, root).map(|()| None);
    }
    if exchange_in_one_step(stage, root)? {
        return Ok(Some(stage.to_path_buf()));
    }
    let old = work.join("old");
    fs::rename(root, &old)?;
    if let Err(cause) = fs::rename(stage, root) {
        fs::rename(&old, root)?;
        return Err(cause);
    }
    Ok(Some(old))
}

/// Waits until all that was written to the disk that holds `folder` is on the device.
#[cfg(target_os = "linux")]
fn flush(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(fs::File::open(folder)?)?)
}

/// Other systems flush in their own time.
#[cfg(not(target_os = "linux"))]
fn flush(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Links or copies files that are not ours into a tree that lacks them.
fn copy_foreign(root: &Path, tree: &Path, ours: &Manifest) -> io::Result<()> {
    for entry in WalkDir::new(root).min_depth(1) {
        let entry = entry?;
        let path = entry.path().strip_prefix(root).unwrap_or(entry.path());
        let target = tree.join(path);
        let is_file = !entry.file_type().is_dir();
        if is_file && !super::stage::is_ours(path, ours) && fs::symlink_metadata(&target).is_err() {
            fs::create_dir_all(target.parent().unwrap_or(tree))?;
            super::stage::link(entry.path(), &target)?;
        }
    }
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
