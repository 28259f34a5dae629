//! The moment when one site becomes the other, and what a run finds that was stopped around it.
//!
//! The names in the work folder are the journal:
//!
//! | name | what it is | what the next run does |
//! | --- | --- | --- |
//! | `new` | a tree that is being staged; nobody knows how much of it is there | drops it |
//! | `ready` | a whole tree on the device: before the exchange the new site, afterwards the old one | shows it if there is no site, else drops it |
//! | `old` | the old site, where no exchange in one step exists | shows it if there is neither site nor `ready`, else drops it |
//! | `damaged` | the same, of a site whose manifest was damaged | as `old`, but keeps it: it becomes `damaged-1` |
//! | `gone` | what is being dropped | drops the rest |
//!
//! A killed run leaves what was done by then, a power cut leaves of it at least what was flushed. So the new tree is
//! flushed before it is called `ready`, and the exchange before the old tree is dropped.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::known::Known;
use super::{Place, exists};
use crate::release::manifest::{self, Manifest};
use crate::shell::disk;

/// What becomes of the site that is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replaced {
    /// It can be made again.
    Dropped,
    /// It is the one that a roll-back brings back.
    Previous,
    /// Its manifest does not say what in it is ours.
    Damaged,
}

/// Puts the staged tree, of which the files in `written` are new, in the site's place.
pub(super) fn exchange(place: Place<'_>, written: &[PathBuf], replaced: Replaced) -> io::Result<Option<PathBuf>> {
    let (stage, ready) = (place.inside("new"), place.inside("ready"));
    place.disk.flush(&stage, written)?;
    place.disk.rename(&stage, &ready)?;
    let Some(tree) = put_in_place(place, &ready, replaced == Replaced::Damaged)? else { return Ok(None) };
    match replaced {
        Replaced::Dropped => {
            // The new site stands; what cannot be removed now, the next run removes.
            let _ = dispose(place, &tree);
            Ok(None)
        }
        Replaced::Previous => {
            throw_away(place, &previous(place))?;
            place.disk.rename(&tree, &previous(place)).map(|()| None)
        }
        Replaced::Damaged => keep_damaged(place, &tree).map(Some),
    }
}

pub(super) fn drop_stage(place: Place<'_>) -> io::Result<()> {
    remove(place, &place.inside("new"))
}

/// Whether a whole earlier site is kept.
pub(super) fn has_previous(place: Place<'_>) -> bool {
    previous(place).join(manifest::FILE_NAME).is_file()
}

/// Lets the site and the one before it change places; files that are not ours stay with what readers see.
pub(super) fn exchange_with_previous(place: Place<'_>, known: &Known) -> io::Result<Option<PathBuf>> {
    let previous = previous(place);
    copy_foreign(place, &previous, &known.manifest)?;
    place.disk.flush(&previous, &[])?;
    match put_in_place(place, &previous, known.damage.is_some())? {
        Some(tree) if known.damage.is_some() => keep_damaged(place, &tree).map(Some),
        Some(tree) if tree != previous => place.disk.rename(&tree, &previous).map(|()| None),
        _ => Ok(None),
    }
}

fn previous(place: Place<'_>) -> PathBuf {
    place.inside("previous")
}

/// Puts a whole tree that is on the device in the site's place, and waits until that is on the device too. Gives the tree
/// that was replaced, if there was a site.
///
/// Linux exchanges two folders in one step; elsewhere there is an instant between two renames without a site,
/// which [`recover`] mends if the run is stopped in it. A damaged site goes that way everywhere: so its tree bears
/// a name of its own from the first moment, and is never taken for one that may be dropped.
fn put_in_place(place: Place<'_>, tree: &Path, is_damaged: bool) -> io::Result<Option<PathBuf>> {
    let Place { disk, root, .. } = place;
    let replaced = if !exists(root) {
        disk.rename(tree, root)?;
        None
    } else if !is_damaged && disk.exchange(tree, root)? {
        Some(tree.to_path_buf())
    } else {
        let old = place.inside(if is_damaged { "damaged" } else { "old" });
        disk.rename(root, &old)?;
        if let Err(cause) = disk.rename(tree, root) {
            disk.rename(&old, root)?;
            return Err(cause);
        }
        Some(old)
    };
    flush_names(place)?;
    Ok(replaced)
}

/// Waits until it is on the device which tree is the site and which are in the work folder.
fn flush_names(place: Place<'_>) -> io::Result<()> {
    place.root.parent().map_or(Ok(()), |around| place.disk.flush_names(around))?;
    place.disk.flush_names(place.work)
}

/// Links or copies files that are not ours into a tree that lacks them.
fn copy_foreign(place: Place<'_>, tree: &Path, ours: &Manifest) -> io::Result<()> {
    for (path, target) in foreign_in(place.root, tree, ours)? {
        make_room(place, &target)?;
        place.disk.link(&path, &target)?;
    }
    Ok(())
}

/// Brings the folders back to where there is a site, and nothing in the work folder but what is kept.
pub(super) fn recover(place: Place<'_>) -> io::Result<()> {
    for name in ["new", "gone"] {
        remove(place, &place.inside(name))?;
    }
    remove_temporary(place.work)?;
    let left: Vec<PathBuf> = ["ready", "old", "damaged"].map(|name| place.inside(name)).into();
    let mut left: Vec<PathBuf> = left.into_iter().filter(|tree| exists(tree)).collect();
    if left.is_empty() {
        return Ok(());
    }
    if !exists(place.root) {
        place.disk.rename(&left.remove(0), place.root)?;
    }
    // Nobody knows whether the exchange has reached the device.
    flush_names(place)?;
    for tree in left {
        if tree == place.inside("damaged") {
            keep_damaged(place, &tree)?;
        } else {
            dispose(place, &tree)?;
        }
    }
    Ok(())
}

/// Single files that were being put into the work folder.
fn remove_temporary(work: &Path) -> io::Result<()> {
    for entry in fs::read_dir(work)? {
        let entry = entry?;
        if entry.file_name().as_encoded_bytes().starts_with(disk::TEMPORARY.as_bytes()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Drops a tree that is no longer the site, first saving any file that is not ours and that the site lacks: one
/// put there while the new site was being staged. A tree that does not tell what is ours is kept.
fn dispose(place: Place<'_>, tree: &Path) -> io::Result<()> {
    let ours = fs::read(tree.join(manifest::FILE_NAME)).ok().and_then(|bytes| Manifest::read(&bytes).ok());
    let Some(ours) = ours else { return keep_damaged(place, tree).map(|_| ()) };
    let late = foreign_in(tree, place.root, &ours)?;
    for (path, target) in &late {
        make_room(place, target)?;
        place.disk.rename(path, target)?;
    }
    if !late.is_empty() {
        place.disk.flush(place.root, &[])?;
    }
    throw_away(place, tree)
}

/// Removes a tree under a name that says so: what is left of it when the run is stopped must not look like a tree.
fn throw_away(place: Place<'_>, tree: &Path) -> io::Result<()> {
    if !exists(tree) {
        return Ok(());
    }
    let gone = place.inside("gone");
    remove(place, &gone)?;
    place.disk.rename(tree, &gone)?;
    remove(place, &gone)
}

fn remove(place: Place<'_>, tree: &Path) -> io::Result<()> {
    if exists(tree) { place.disk.remove_tree(tree) } else { Ok(()) }
}

/// Gives a damaged tree a name that no other has, and that name.
fn keep_damaged(place: Place<'_>, tree: &Path) -> io::Result<PathBuf> {
    let mut number = 1;
    let kept = loop {
        let name = place.inside(&format!("damaged-{number}"));
        if !exists(&name) {
            break name;
        }
        number += 1;
    };
    place.disk.rename(tree, &kept)?;
    Ok(kept)
}

/// Makes the folders around a file.
fn make_room(place: Place<'_>, file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(folder) if !exists(folder) => {
            make_room(place, folder)?;
            place.disk.make_folder(folder)
        }
        _ => Ok(()),
    }
}

/// Files in a tree that are not ours and that another lacks, with their places there.
fn foreign_in(tree: &Path, other: &Path, ours: &Manifest) -> io::Result<Vec<(PathBuf, PathBuf)>> {
    let mut found = Vec::new();
    for entry in WalkDir::new(tree).min_depth(1) {
        let entry = entry?;
        let path = entry.path().strip_prefix(tree).unwrap_or(entry.path());
        let target = other.join(path);
        if !entry.file_type().is_dir() && !super::stage::is_ours(path, ours) && !exists(&target) {
            found.push((entry.into_path(), target));
        }
    }
    Ok(found)
}
