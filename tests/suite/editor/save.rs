//! The ways in which a new state of the content comes to the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::fixture::write_file;
use crate::random::Random;

type Files = BTreeMap<String, String>;

/// How files are saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Each file over itself.
    InPlace,
    /// Each file emptied, then written piece by piece.
    InPieces,
    /// Each beside its place under a name of a temporary file, then renamed.
    ByRename,
    /// Each beside its place under a name like any, then renamed.
    ByPlainRename,
    /// The old one renamed to a backup, a new one written, the backup removed.
    WithBackup,
    /// Each deleted, and after a while made anew.
    DeletedAndMade,
    /// Each many times in quick succession.
    InABurst,
    /// Each in place, and its time set back to what it was.
    KeepingTimes,
    /// All files deleted that differ, then all written: another branch.
    AsACheckout,
    /// All files written anew, also those that are the same, with times long past: an archive unpacked over them.
    AsAnArchive,
    /// The whole folder made beside its place and exchanged.
    AsANewFolder,
    /// Folders moved away and back before files are saved in place.
    AfterMovingFolders,
}

const WAYS: [Way; 12] = [
    Way::InPlace,
    Way::InPieces,
    Way::ByRename,
    Way::ByPlainRename,
    Way::WithBackup,
    Way::DeletedAndMade,
    Way::InABurst,
    Way::KeepingTimes,
    Way::AsACheckout,
    Way::AsAnArchive,
    Way::AsANewFolder,
    Way::AfterMovingFolders,
];

impl Way {
    pub fn any(random: &mut Random) -> Self {
        random.pick(&WAYS)
    }

    /// Makes `new` of the `old` files that lie in `place`.
    pub fn save(self, place: &Path, old: &Files, new: &Files, random: &mut Random) {
        match self {
            Self::AsAnArchive => {
                for (path, text) in new {
                    let _ = fs::remove_file(at(place, path));
                    put(place, path, text);
                    set_time(&at(place, path), SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000));
                }
                return remove_gone(place, old, new);
            }
            Self::AsANewFolder => return exchange_folder(place, new, random),
            Self::AfterMovingFolders => move_folders(place, old, random),
            Self::AsACheckout => {
                for path in changed(old, new) {
                    let _ = fs::remove_file(at(place, path));
                }
                pause(random);
            }
            _ => {}
        }
        move_renamed(place, old, new);
        remove_gone(place, old, new);
        for path in changed(old, new) {
            self.save_one(&at(place, path), &new[path], random);
        }
    }

    fn save_one(self, path: &Path, text: &str, random: &mut Random) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let through = |temporary: PathBuf, random: &mut Random| {
            fs::write(&temporary, text).unwrap();
            pause(random);
            fs::rename(&temporary, path).unwrap();
        };
        match self {
            Self::InPieces => write_in_pieces(path, text, random),
            Self::ByRename => through(path.with_file_name(format!(".{name}.tmp")), random),
            Self::ByPlainRename => through(path.with_file_name(format!("moi-{name}")), random),
            Self::WithBackup => {
                let backup = path.with_file_name(format!("{name}~"));
                let _ = fs::rename(path, &backup);
                pause(random);
                fs::write(path, text).unwrap();
                let _ = fs::remove_file(&backup);
            }
            Self::DeletedAndMade => {
                let _ = fs::remove_file(path);
                pause(random);
                fs::write(path, text).unwrap();
            }
            Self::InABurst => {
                for cut in (0..6).map(|part| text.floor_char_boundary(text.len() * part / 6)).chain([text.len()]) {
                    fs::write(path, &text[..cut]).unwrap();
                    sleep(Duration::from_millis(random.below(8) as u64));
                }
            }
            Self::KeepingTimes => {
                let time = fs::metadata(path).and_then(|metadata| metadata.modified());
                fs::write(path, text).unwrap();
                time.into_iter().for_each(|time| set_time(path, time));
            }
            _ => fs::write(path, text).unwrap(),
        }
    }
}

/// Puts a report there that names a scan of up to some megabytes.
pub fn add_scan(files: &mut Files, random: &mut Random) -> String {
    let periods: Vec<String> =
        files.keys().filter_map(|path| path.strip_suffix("/period.yaml")).map(Into::into).collect();
    let Some(period) = periods.get(random.below(periods.len().max(1))) else { return "no period for a scan".into() };
    let line = format!("%PDF-1.7 {}\n", random.next());
    files.insert(format!("{period}/files/quet.pdf"), line.repeat(1 << (8 + random.below(9))));
    let text = format!("---\nsummary: Bản quét\n---\n\nXem [bản quét {}](files/quet.pdf).\n", random.below(9));
    files.insert(format!("{period}/ban-quet.md"), text);
    format!("a scan in {period}")
}

/// Writes all files into an empty place.
pub fn put_all(place: &Path, files: &Files) {
    for (path, text) in files {
        put(place, path, text);
    }
}

/// Where a file of the content or the theme lies.
fn at(place: &Path, path: &str) -> PathBuf {
    if path.starts_with("themes/") { place.join(path) } else { place.join("content").join(path) }
}

fn put(place: &Path, path: &str, text: &str) {
    write_file(&at(place, path), text);
}

fn set_time(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// Sometimes none, sometimes longer than a watch waits for quiet.
fn pause(random: &mut Random) {
    sleep(Duration::from_millis(random.pick(&[0, 0, 1, 5, 15, 30, 60])));
}

fn changed<'f>(old: &Files, new: &'f Files) -> Vec<&'f String> {
    new.iter().filter(|(path, text)| old.get(*path) != Some(text)).map(|(path, _)| path).collect()
}

/// Removes files that are no more, and the folders that they leave empty.
fn remove_gone(place: &Path, old: &Files, new: &Files) {
    for path in old.keys().filter(|path| !new.contains_key(*path)) {
        let path = at(place, path);
        let _ = fs::remove_file(&path);
        let folders = path.ancestors().skip(1).take_while(|folder| *folder != place.join("content"));
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
    }
}

fn write_in_pieces(path: &Path, text: &str, random: &mut Random) {
    let mut file = File::create(path).unwrap();
    let piece = text.len() / (2 + random.below(4)) + 1;
    for bytes in text.as_bytes().chunks(piece) {
        file.write_all(bytes).unwrap();
        pause(random);
    }
}

/// Renames a period's folder where that is what happened.
fn move_renamed(place: &Path, old: &Files, new: &Files) {
    let periods = |files: &Files| -> BTreeSet<String> {
        files.keys().filter_map(|path| path.strip_suffix("/period.yaml")).map(Into::into).collect()
    };
    let (before, after) = (periods(old), periods(new));
    let (gone, came): (Vec<_>, Vec<_>) = (before.difference(&after).collect(), after.difference(&before).collect());
    if let ([gone], [came]) = (&gone[..], &came[..]) {
        let _ = fs::rename(at(place, gone), at(place, came));
    }
}

fn move_folders(place: &Path, old: &Files, random: &mut Random) {
    let tops: BTreeSet<&str> = old.keys().filter_map(|path| path.split_once('/')).map(|(top, _)| top).collect();
    let tops: Vec<&str> = tops.into_iter().filter(|top| *top != "themes").collect();
    let Some(top) = tops.get(random.below(tops.len().max(1))) else { return };
    let (folder, away) = (at(place, top), place.join("away"));
    if fs::rename(&folder, &away).is_ok() {
        pause(random);
        fs::rename(&away, &folder).unwrap();
    }
}

fn exchange_folder(place: &Path, new: &Files, random: &mut Random) {
    let (fresh, old, content) = (place.join("fresh"), place.join("old"), place.join("content"));
    put_all(&fresh, new);
    fs::rename(&content, &old).unwrap();
    pause(random);
    fs::rename(fresh.join("content"), &content).unwrap();
    let _ = fs::remove_dir_all(place.join("themes"));
    let _ = fs::rename(fresh.join("themes"), place.join("themes"));
    fs::remove_dir_all(&old).unwrap();
    fs::remove_dir_all(&fresh).unwrap();
}
