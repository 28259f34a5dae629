//! Whether the output folder is a place where a site may be written.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest;

/// The output's path with links resolved, refused if it meets a source folder.
pub(in crate::shell) fn settle(output: &Path, sources: &[&Path]) -> Result<PathBuf, Failure> {
    let root = resolve(output).map_err(|cause| messages::file::cannot_write(output, &cause))?;
    for source in sources {
        let resolved = resolve(source).map_err(|cause| messages::file::no_folder(source, &cause))?;
        if root.starts_with(&resolved) || resolved.starts_with(&root) {
            return Err(messages::file::overlap(output, source));
        }
    }
    Ok(root)
}

/// The hidden folder beside the output: on the same disk, so that trees can change places.
pub(crate) fn work_folder(root: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(root.file_name().unwrap_or_default());
    name.push(".congbo");
    root.with_file_name(name)
}

/// Refuses a folder with files where there is no manifest of ours.
///
/// Hidden files (`.gitkeep`, `.git`) make a folder nobody's site; they are carried over like all foreign files.
pub(super) fn check_ours(root: &Path) -> Result<(), Failure> {
    let entries = match fs::read_dir(root) {
        Ok(entries) => entries,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(messages::file::cannot_write(root, &cause)),
    };
    let names: Vec<OsString> = entries.flatten().map(|entry| entry.file_name()).collect();
    let visible = names.iter().find(|name| !name.as_encoded_bytes().starts_with(b"."));
    match visible {
        Some(example) if !names.iter().any(|name| name == manifest::FILE_NAME) => {
            Err(messages::file::not_ours(root, &root.join(example)))
        }
        _ => Ok(()),
    }
}

/// An absolute path without links, also for a folder that does not exist yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match fs::canonicalize(existing) {
            Ok(resolved) => return Ok(missing.iter().rev().fold(resolved, |path, part| path.join(part))),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(cause),
        }
        // A link to nowhere is not found either, and what it means will change when its target appears.
        let dangling = fs::symlink_metadata(existing).is_ok();
        match (existing.components().next_back(), existing.parent()) {
            (Some(Component::Normal(part)), Some(parent)) if !dangling => {
                missing.push(part);
                existing = parent;
            }
            _ => return Err(io::ErrorKind::NotFound.into()),
        }
    }
}
