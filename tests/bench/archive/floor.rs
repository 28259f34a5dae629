//! The physical floor: the time to read the same sources and write the same bytes with no work between.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Reads everything under `content`, then writes the files of `public` anew under `to`; seconds.
pub fn measure(content: &Path, public: &Path, to: &Path) -> f64 {
    let site: Vec<(PathBuf, Vec<u8>)> = files(public)
        .into_iter()
        .map(|path| {
            let bytes = fs::read(&path).expect("the site can be read");
            (to.join(path.strip_prefix(public).expect("it was found there")), bytes)
        })
        .collect();
    let start = Instant::now();
    let read: usize = files(content).iter().map(|path| fs::read(path).expect("the sources can be read").len()).sum();
    assert!(read > 0, "there should be sources");
    let mut folder = PathBuf::new();
    for (path, bytes) in &site {
        let parent = path.parent().expect("files lie in folders");
        if parent != folder {
            fs::create_dir_all(parent).expect("folders can be made");
            folder = parent.to_path_buf();
        }
        fs::write(path, bytes).expect("the floor can be written");
    }
    start.elapsed().as_secs_f64()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be listed").flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                open.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found
}
