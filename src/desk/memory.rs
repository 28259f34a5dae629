//! Where the last site lies, for whoever starts the desk from nowhere: a double click has no folder.

use std::path::{Path, PathBuf};

use crate::shell::disk;

/// The folder of the last site, if it is still there.
pub(super) fn last_folder(memory: &Path) -> Option<PathBuf> {
    let folder = PathBuf::from(std::fs::read_to_string(memory).ok()?.trim_end());
    folder.join("content/site.yaml").is_file().then_some(folder)
}

/// Remembers a folder; failing to only means that it is asked for again.
pub(super) fn remember(memory: &Path, folder: &Path) {
    if let Some(folder) = folder.to_str() {
        let _ = disk::put(memory, format!("{folder}\n").as_bytes());
    }
}
