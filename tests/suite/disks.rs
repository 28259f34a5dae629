//! Disks that fail as real ones do, so that no test needs a disk of its own: one that refuses, and one that loses power.

#![allow(clippy::unwrap_used)]

use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use congbo::inside::shell::disk::{Disk, Disks, RealDisk};

use crate::random::Random;

/// What a disk is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Something that takes room.
    Room,
    /// Another name, or that something goes.
    Change,
    /// To let two folders change names in one step: a disk that refuses is one that cannot.
    Exchange,
    /// To wait until all is on the device.
    Flush,
}

/// Disks that refuse what `refuse` says, with its reason; a refused file is there and empty, as on a full disk.
pub fn refusing(refuse: impl Fn(Asked) -> Option<ErrorKind> + Send + Sync + 'static) -> Disks {
    let refuse: Arc<dyn Fn(Asked) -> Option<ErrorKind> + Send + Sync> = Arc::new(refuse);
    Arc::new(move |folder| Ok(Arc::new(Refusing { real: RealDisk::holding(folder)?, refuse: refuse.clone() })))
}

struct Refusing {
    real: RealDisk,
    refuse: Arc<dyn Fn(Asked) -> Option<ErrorKind> + Send + Sync>,
}

impl Refusing {
    fn ask(&self, asked: Asked) -> io::Result<()> {
        (self.refuse)(asked).map_or(Ok(()), |kind| Err(kind.into()))
    }
}

impl fmt::Debug for Refusing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Refusing").finish_non_exhaustive()
    }
}

impl Disk for Refusing {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.ask(Asked::Room).and_then(|()| self.real.make_folder(folder))
    }

    fn write_new(&self, file: &Path, fill: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<Metadata> {
        match self.ask(Asked::Room) {
            Ok(()) => self.real.write_new(file, fill),
            Err(cause) => File::create_new(file).and(Err(cause)),
        }
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Asked::Room).and_then(|()| self.real.link(from, to))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask(Asked::Change).and_then(|()| self.real.rename(from, to))
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        if self.ask(Asked::Exchange).is_err() {
            return Ok(false);
        }
        self.ask(Asked::Change).and_then(|()| self.real.exchange(one, other))
    }

    fn remove_tree(&self, folder: &Path) -> io::Result<()> {
        self.ask(Asked::Change).and_then(|()| self.real.remove_tree(folder))
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.ask(Asked::Room).and_then(|()| self.real.put(path, bytes))
    }

    fn flush(&self, tree: &Path, written: &[PathBuf]) -> io::Result<()> {
        self.ask(Asked::Flush).and_then(|()| self.real.flush(tree, written))
    }

    fn flush_names(&self, folder: &Path) -> io::Result<()> {
        self.ask(Asked::Flush).and_then(|()| self.real.flush_names(folder))
    }
}

/// A disk whose power is cut.
///
/// Until then all that it is asked for is done. At the [cut](Self::cut) it forgets as a disk with a journal does: of the
/// names that were changed since the last flush, any number of the last ones; of files whose bytes were not flushed,
/// nothing or the beginning is left, even where their names are flushed.
#[derive(Debug)]
pub struct PowerCut {
    real: RealDisk,
    /// Whether it knows the exchange of two folders in one step.
    exchanges: bool,
    /// Where trees wait that were removed: their removal may be forgotten.
    removed: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Calls that are still heard before the power is gone.
    left: usize,
    /// How to undo each change of a name since the last flush, in order.
    names: Vec<Undo>,
    /// Files that were written and not flushed, as they are called and opened.
    bytes: Vec<(PathBuf, File)>,
    removals: usize,
}

#[derive(Debug)]
enum Undo {
    RemoveFolder(PathBuf),
    RemoveFile(PathBuf),
    Rename(PathBuf, PathBuf),
    Exchange(PathBuf, PathBuf),
}

impl PowerCut {
    /// The disk of a folder, whose power lasts for so many calls. `removed` is a folder on it that nobody looks into.
    pub fn after(calls: usize, exchanges: bool, folder: &Path, removed: &Path) -> Arc<Self> {
        let state = State { left: calls, names: Vec::new(), bytes: Vec::new(), removals: 0 };
        let (real, removed) = (RealDisk::holding(folder).unwrap(), removed.to_path_buf());
        Arc::new(Self { real, exchanges, removed, state: Mutex::new(state) })
    }

    /// Gives this disk whatever the folder.
    pub fn disks(self: &Arc<Self>) -> Disks {
        let disk = self.clone();
        Arc::new(move |_| Ok(disk.clone()))
    }

    /// Whether the power lasted to the end.
    pub fn lasted(&self) -> bool {
        self.state.lock().unwrap().left > 0
    }

    /// Forgets what need not have reached the device.
    pub fn cut(&self, random: &mut Random) {
        let mut state = self.state.lock().unwrap();
        state.left = 0;
        let kept = random.below(state.names.len() + 1);
        for undo in state.names.drain(..).skip(kept).rev() {
            self.undo(&undo);
        }
        for (_, file) in state.bytes.drain(..) {
            let length = file.metadata().unwrap().len();
            file.set_len(random.pick(&[0, 0, length / 2, length])).unwrap();
        }
    }

    fn undo(&self, undo: &Undo) {
        match undo {
            Undo::RemoveFolder(folder) => fs::remove_dir(folder).unwrap(),
            Undo::RemoveFile(file) => fs::remove_file(file).unwrap(),
            Undo::Rename(from, to) => fs::rename(to, from).unwrap(),
            Undo::Exchange(one, other) => assert!(self.real.exchange(one, other).unwrap()),
        }
    }

    /// Does something while there is power.
    fn call<T>(&self, act: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.state.lock().unwrap();
        if state.left == 0 {
            return Err(io::Error::other("the power is gone"));
        }
        state.left -= 1;
        act(&mut state)
    }
}

impl Disk for PowerCut {
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.call(|state| {
            self.real.make_folder(folder)?;
            state.names.push(Undo::RemoveFolder(folder.to_path_buf()));
            Ok(())
        })
    }

    fn write_new(&self, file: &Path, fill: &mut dyn FnMut(&mut File) -> io::Result<()>) -> io::Result<Metadata> {
        self.call(|state| {
            let written = self.real.write_new(file, fill)?;
            state.names.push(Undo::RemoveFile(file.to_path_buf()));
            state.bytes.push((file.to_path_buf(), File::options().write(true).open(file)?));
            Ok(written)
        })
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|state| {
            self.real.link(from, to)?;
            state.names.push(Undo::RemoveFile(to.to_path_buf()));
            Ok(())
        })
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.call(|state| {
            self.real.rename(from, to)?;
            state.names.push(Undo::Rename(from.to_path_buf(), to.to_path_buf()));
            Ok(())
        })
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<bool> {
        self.call(|state| {
            if !self.exchanges || !self.real.exchange(one, other)? {
                return Ok(false);
            }
            state.names.push(Undo::Exchange(one.to_path_buf(), other.to_path_buf()));
            Ok(true)
        })
    }

    fn remove_tree(&self, folder: &Path) -> io::Result<()> {
        self.call(|state| {
            state.removals += 1;
            let aside = self.removed.join(state.removals.to_string());
            self.real.rename(folder, &aside)?;
            state.names.push(Undo::Rename(folder.to_path_buf(), aside));
            Ok(())
        })
    }

    fn put(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.call(|_| self.real.put(path, bytes))
    }

    fn flush(&self, _tree: &Path, written: &[PathBuf]) -> io::Result<()> {
        self.call(|state| {
            state.names.clear();
            state.bytes.retain(|(path, _)| !written.contains(path));
            Ok(())
        })
    }

    fn flush_names(&self, _folder: &Path) -> io::Result<()> {
        self.call(|state| {
            state.names.clear();
            Ok(())
        })
    }
}
