//! What a web server must be allowed to read, whatever the publisher's own files are like.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::release::manifest::{self, Manifest};

/// Lets everybody read the files of a staged site and enter its folders. Where somebody's `umask` is 077 a web server,
/// which runs as another user, could not. The site's own folder is left as it is when `keeps_root`: its administrator may
/// have chosen who enters.
#[cfg(unix)]
pub(super) fn let_in(staged: &Path, site: &Manifest, keeps_root: bool) -> io::Result<()> {
    let folders: BTreeSet<&Path> = site.0.keys().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
    for folder in folders.into_iter().filter(|folder| !keeps_root || !folder.as_os_str().is_empty()) {
        add(&staged.join(folder), 0o755)?;
    }
    for file in site.0.keys().map(String::as_str).chain([manifest::FILE_NAME]) {
        add(&staged.join(file), 0o644)?;
    }
    Ok(())
}

#[cfg(not(unix))]
pub(super) fn let_in(_: &Path, _: &Manifest, _: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn add(path: &Path, bits: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = fs::symlink_metadata(path)?.permissions().mode();
    match mode & bits == bits {
        true => Ok(()),
        false => fs::set_permissions(path, fs::Permissions::from_mode(mode | bits)),
    }
}
