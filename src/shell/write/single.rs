//! Single files in the site that stands: each changes at once, and the manifest always knows it.

use std::fs;

use super::{FileCopy, Output, Written, check_path, exists, stage};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Hash};
use crate::release::order::Turn;

impl Output {
    /// Replaces single files, each atomically, what a page needs before the page and listings last; `removed` go
    /// at the end.
    ///
    /// The manifest names new files before they appear, so that a killed run never leaves a file that looks foreign.
    pub fn replace(
        &mut self,
        pages: Vec<(String, Vec<u8>)>,
        copies: &[FileCopy],
        removed: &[String],
    ) -> Result<Written, Failure> {
        let mut written = Written::default();
        let mut changes = self.changes(pages, copies, &mut written)?;
        changes.sort_by_cached_key(|change| (Turn::of(&change.path), change.path.clone()));
        if written.added > 0 {
            let named = changes.iter().map(|change| (change.path.clone(), change.hash));
            self.known.manifest.0.extend(named.collect::<Vec<_>>());
            self.write_manifest(&mut written)?;
        }
        for change in changes {
            written.bytes += self.replace_one(change)?;
        }
        for path in removed {
            if self.known.manifest.0.contains_key(path) {
                self.remove_one(path)?;
                written.removed += 1;
            }
        }
        if written.changed + written.removed > 0 {
            self.write_manifest(&mut written)?;
        }
        Ok(written)
    }

    fn changes(
        &self,
        pages: Vec<(String, Vec<u8>)>,
        copies: &[FileCopy],
        written: &mut Written,
    ) -> Result<Vec<Change>, Failure> {
        let pages = pages.into_iter().map(|(path, bytes)| (path, Hash::of(&bytes), From::Bytes(bytes)));
        let copies = copies.iter().map(|copy| (copy.to.clone(), copy.hash, From::File(copy.clone())));
        let mut changes = Vec::new();
        for (path, hash, from) in pages.chain(copies) {
            check_path(&path)?;
            if self.known.on_disk(&self.root, &path, hash).is_some() {
                written.unchanged += 1;
            } else if self.known.manifest.0.contains_key(&path) {
                written.changed += 1;
                changes.push(Change { path, hash, from });
            } else if exists(&self.root.join(&path)) {
                return Err(messages::file::in_the_way(&self.root.join(path)));
            } else {
                written.added += 1;
                changes.push(Change { path, hash, from });
            }
        }
        Ok(changes)
    }

    fn replace_one(&mut self, change: Change) -> Result<u64, Failure> {
        let target = self.root.join(&change.path);
        let temporary = self.work.join("page");
        let fail = |cause: std::io::Error| messages::file::cannot_write(&target, &cause);
        let stamp = match &change.from {
            From::Bytes(bytes) => {
                let _ = fs::remove_file(&temporary);
                stage::write_new(&temporary, bytes).map_err(fail)?
            }
            From::File(copy) => stage::copy_new(copy, &temporary)?,
        };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        fs::rename(&temporary, &target).map_err(fail)?;
        let bytes = stamp.bytes;
        self.known.manifest.0.insert(change.path.clone(), change.hash);
        self.known.stamps.insert(change.path, stamp);
        Ok(bytes)
    }

    /// Removes a file of ours and the folders that it leaves empty.
    fn remove_one(&mut self, path: &str) -> Result<(), Failure> {
        let target = self.root.join(path);
        match fs::remove_file(&target) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(messages::file::cannot_write(&target, &cause));
            }
            _ => {}
        }
        let folders = target.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder that still holds something refuses, and so ends the climb.
        let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
        self.known.manifest.0.remove(path);
        self.known.stamps.remove(path);
        Ok(())
    }

    fn write_manifest(&mut self, written: &mut Written) -> Result<(), Failure> {
        let (target, temporary) = (self.root.join(manifest::FILE_NAME), self.work.join("page"));
        let text = self.known.manifest.print();
        fs::create_dir_all(&self.root)
            .and_then(|()| fs::write(&temporary, &text))
            .and_then(|()| fs::rename(&temporary, &target))
            .map_err(|cause| messages::file::cannot_write(&target, &cause))?;
        written.bytes += text.len() as u64;
        self.known.is_written = true;
        Ok(())
    }
}

/// A file to replace.
struct Change {
    path: String,
    hash: Hash,
    from: From,
}

enum From {
    Bytes(Vec<u8>),
    File(FileCopy),
}
