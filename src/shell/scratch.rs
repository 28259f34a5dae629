//! Room on the disk for text that waits until the site is written: a file without a name, gone with the program.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::attic::Room;

/// What stays in memory in all, in bytes: a site of some thousand pages never touches the disk for it.
const IN_MEMORY: usize = 64 << 20;

/// A text below this length in bytes takes about as much memory as its place would.
const SHORT: usize = 256;

/// A file for texts, used when the memory set apart for them is full.
#[derive(Debug)]
pub struct Scratch {
    folder: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// How many bytes more stay in memory.
    memory_left: usize,
    file: Option<File>,
    /// The file's length.
    end: u64,
    /// True once the disk has refused: from then on all texts stay in memory.
    is_full: bool,
    /// Why a text could not be given back.
    lost: Option<io::Error>,
}

impl Scratch {
    /// Room in a folder of the disk that the site is written to.
    pub fn new(folder: &Path) -> Self {
        Self::with_memory(folder, IN_MEMORY)
    }

    /// Room that leaves so many bytes in memory.
    pub fn with_memory(folder: &Path, memory_left: usize) -> Self {
        let state = State { memory_left, ..State::default() };
        Self { folder: folder.to_path_buf(), state: Mutex::new(state) }
    }

    /// Why a text could not be given back, if one could not: what was made with it must not be published.
    pub fn lost(&self) -> Option<io::Error> {
        self.state().lost.take()
    }

    /// What a failing disk would do.
    #[cfg(test)]
    pub fn lose_everything(&self) {
        let emptied = self.state().file.as_ref().map(|file| file.set_len(0));
        assert!(matches!(emptied, Some(Ok(()))), "nothing lies on the disk");
    }

    /// Every change is small enough that a thread that fails leaves none half done.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Room for Scratch {
    fn take_in(&self, text: &str) -> Option<u64> {
        if text.len() < SHORT {
            return None;
        }
        let mut state = self.state();
        if let Some(left) = state.memory_left.checked_sub(text.len()) {
            state.memory_left = left;
            return None;
        }
        state.append(&self.folder, text)
    }

    fn give_back(&self, place: u64, length: usize) -> String {
        let mut state = self.state();
        state.read(place, length).unwrap_or_else(|cause| {
            state.lost = Some(cause);
            String::new()
        })
    }
}

impl State {
    fn append(&mut self, folder: &Path, text: &str) -> Option<u64> {
        if self.is_full {
            return None;
        }
        let place = self.end;
        let written = self.file(folder).and_then(|file| {
            file.seek(SeekFrom::Start(place))?;
            file.write_all(text.as_bytes())
        });
        self.is_full = written.is_err();
        written.ok()?;
        self.end += text.len() as u64;
        Some(place)
    }

    /// The file, made when it is first needed.
    fn file(&mut self, folder: &Path) -> io::Result<&mut File> {
        match &mut self.file {
            Some(file) => Ok(file),
            none => Ok(none.insert(tempfile::tempfile_in(folder)?)),
        }
    }

    fn read(&mut self, place: u64, length: usize) -> io::Result<String> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(place))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        String::from_utf8(bytes).map_err(|_| io::ErrorKind::InvalidData.into())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn texts() -> [String; 3] {
        ["Thọ Ngọc ", "Thọ Tiến ", "Xuân Lộc "].map(|words| words.repeat(40))
    }

    #[test]
    fn what_memory_has_no_room_for_lies_on_the_disk_without_a_name() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second, third] = texts();
        let scratch = Scratch::with_memory(folder.path(), first.len());
        assert_eq!(scratch.take_in(&first), None);
        let places = [&second, &third].map(|text| scratch.take_in(text).unwrap());
        assert_eq!(scratch.take_in("ngắn"), None);
        assert_eq!(scratch.give_back(places[1], third.len()), third);
        assert_eq!(scratch.give_back(places[0], second.len()), second);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(scratch.lost().is_none());
    }

    #[test]
    fn a_disk_that_takes_nothing_costs_memory_alone() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::with_memory(&folder.path().join("gone"), 0);
        assert_eq!(texts().map(|text| scratch.take_in(&text)), [None, None, None]);
        assert!(scratch.lost().is_none());
    }

    #[test]
    fn a_text_that_is_lost_is_told_to_the_owner() {
        let folder = tempfile::tempdir().unwrap();
        let scratch = Scratch::with_memory(folder.path(), 0);
        let [text, ..] = texts();
        let place = scratch.take_in(&text).unwrap();
        scratch.lose_everything();
        assert_eq!(scratch.give_back(place, text.len()), "");
        assert!(scratch.lost().is_some());
    }
}
