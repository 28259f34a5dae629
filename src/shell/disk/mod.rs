//! What congbo does to disks, so that a power cut leaves the old or the new, never neither.
//!
//! A system keeps what was written in memory for seconds, and puts names on the device before the bytes that they stand
//! for. So whatever must be there when power is gone is *flushed* before anything relies on it. One file is
//! written so by [`put`], one folder by [`put_tree`], and the site by [`super::write`], which asks a [`Disk`] for each change.
//! Nothing outside this folder writes, links or renames a file, but for `watch`, which makes no such promise.

mod file;
mod tree;

use std::fmt::Debug;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use file::TEMPORARY;
pub use file::{put, put_with};
pub use tree::{Tree, put_tree};

/// The changes that a disk is asked for. Tests stand one in its place that forgets what was not flushed.
pub trait Disk: Debug + Send + Sync {
    /// Makes a folder in one that is there.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;

    /// Writes a file that does not exist yet, with what `fill` puts into it.
    fn write_new(&self, file: &Path, fill: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<Metadata>;

    /// Gives a file a second name; where the disk cannot, copies it with its time.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Gives a file or a folder another name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Lets two folders change places in one step. `false`: this disk or system cannot, and nothing was done.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool>;

    /// Removes a folder with all that is in it.
    fn remove_tree(&self, folder: &Path) -> io::Result<()>;

    /// Writes a file, whole or not at all: see `put`.
    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Waits until `tree` is on the device, of which the files in `written` were written since the last time.
    fn flush(&self, tree: &Path, written: &[PathBuf]) -> io::Result<()>;

    /// Waits until the names in a folder are on the device.
    fn flush_names(&self, folder: &Path) -> io::Result<()>;
}

/// Gives the disk that holds a folder.
pub type Disks = Arc<dyn Fn(&Path) -> io::Result<Arc<dyn Disk>> + Send + Sync>;

/// The disks of this machine.
pub fn real_disks() -> Disks {
    Arc::new(|folder| Ok(Arc::new(RealDisk::holding(folder)?)))
}

/// The disk that holds a folder.
///
/// It is opened before anything is written: of bytes that could not be brought to the device in the background, Linux
/// tells only those who had the disk open by then.
#[derive(Debug)]
pub struct RealDisk {
    #[cfg(target_os = "linux")]
    opened: File,
}

impl RealDisk {
    /// Opens the disk.
    pub fn holding(folder: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        return Ok(Self { opened: File::open(folder)? });
        #[cfg(not(target_os = "linux"))]
        return fs::metadata(folder).map(|_| Self {});
    }
}

impl Disk for RealDisk {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        fs::create_dir(folder)
    }

    fn write_new(&self, file: &Path, fill: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<Metadata> {
        let mut file = File::create_new(file)?;
        fill(&mut file)?;
        file.metadata()
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        let Err(cause) = fs::hard_link(from, to) else { return Ok(()) };
        let metadata = fs::symlink_metadata(from)?;
        if !metadata.is_file() || cause.kind() == io::ErrorKind::AlreadyExists {
            return Err(cause);
        }
        fs::copy(from, to)?;
        let file = File::options().write(true).open(to)?;
        file.set_modified(metadata.modified()?)?;
        // It is none of the files that are flushed as written.
        file.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
            Err(cause) => Err(cause.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn remove_tree(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir_all(folder)
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        put(path, bytes)
    }

    /// One call for everything: a call for each file takes as many times longer as there are files.
    #[cfg(target_os = "linux")]
    fn flush(&self, _tree: &Path, _written: &[PathBuf]) -> io::Result<()> {
        Ok(rustix::fs::syncfs(&self.opened)?)
    }

    /// No other system has one call for a disk; on all cores, the calls at least wait together.
    #[cfg(not(target_os = "linux"))]
    fn flush(&self, tree: &Path, written: &[PathBuf]) -> io::Result<()> {
        use rayon::prelude::*;
        // Windows flushes only what it may write.
        written.par_iter().try_for_each(|file| File::options().write(true).open(file)?.sync_all())?;
        for entry in walkdir::WalkDir::new(tree) {
            let entry = entry?;
            if entry.file_type().is_dir() {
                self.flush_names(entry.path())?;
            }
        }
        Ok(())
    }

    fn flush_names(&self, folder: &Path) -> io::Result<()> {
        file::flush_names(folder)
    }
}
