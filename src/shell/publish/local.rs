//! The site on this machine that is to be published, and what we remember of earlier publications.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::session::{Fault, FaultKind, Session};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{self, Hash, Manifest};
use crate::release::parts::Texts;
use crate::shell::disk;

/// Files up to this length are read whole before they are sent, in bytes.
const READ_WHOLE_BYTES: u64 = 4 << 20;

#[derive(Debug, Clone)]
pub struct LocalSite {
    pub folder: PathBuf,
    pub manifest: Manifest,
    /// The manifest's texts as they shall lie at a server.
    pub texts: Texts,
    /// Lengths in bytes, by path.
    pub bytes: BTreeMap<String, u64>,
}

impl LocalSite {
    /// Reads the manifest of a built site and looks at each file.
    pub fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(manifest::FILE_NAME);
        let text = fs::read(&path).map_err(|cause| messages::publish::not_built(&path, &cause))?;
        let manifest = Manifest::read(&text).map_err(|damage| messages::file::damaged_manifest(&path, damage))?;
        let mut bytes = BTreeMap::new();
        for path in manifest.0.keys() {
            let disk = folder.join(path);
            let metadata = fs::symlink_metadata(&disk).map_err(|cause| messages::publish::not_built(&disk, &cause))?;
            bytes.insert(path.clone(), metadata.len());
        }
        Ok(Self { folder: folder.to_path_buf(), texts: Texts::of(&manifest), manifest, bytes })
    }

    /// What stands in one of its files.
    pub fn read_file(&self, path: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(path)).ok()
    }

    /// Every file as it lies at a server but the root of the manifest, with its hash.
    pub fn served(&self) -> Vec<(&str, Hash)> {
        let files = self.manifest.0.iter().map(|(path, &hash)| (path.as_str(), hash));
        let parts = self.texts.parts.iter().map(|(path, text)| (path.as_str(), Hash::of(text.as_bytes())));
        files.chain(parts).collect()
    }

    /// Sends one file, refusing one that is not what the manifest says.
    pub fn send(&self, session: &mut dyn Session, path: &str, hash: Hash, to: &str) -> Result<u64, Fault> {
        let disk = self.folder.join(path);
        let local = |cause: io::Error| Fault::said(FaultKind::Lasting, messages::fault::local_file(&disk, &cause));
        let mut file = File::open(&disk).map_err(local)?;
        let bytes = file.metadata().map_err(local)?.len();
        if bytes <= READ_WHOLE_BYTES {
            let mut content = Vec::new();
            file.read_to_end(&mut content).map_err(local)?;
            same(path, Hash::of(&content), hash)?;
            session.put(to, &mut Cursor::new(content), bytes)?;
        } else {
            let mut hasher = HashWriter(Sha256::new());
            io::copy(&mut file, &mut hasher).map_err(local)?;
            same(path, Hash(hasher.0.finalize().into()), hash)?;
            file.rewind().map_err(local)?;
            session.put(to, &mut file, bytes)?;
        }
        Ok(bytes)
    }
}

fn same(path: &str, found: Hash, expected: Hash) -> Result<(), Fault> {
    if found == expected {
        return Ok(());
    }
    Err(Fault::said(FaultKind::Lasting, messages::fault::changed_since_built(path)))
}

struct HashWriter(Sha256);

impl io::Write for HashWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What this machine left at a target: a length and a hash for each file, to notice what others changed since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// By path.
    pub files: BTreeMap<String, (u64, Hash)>,
}

impl Memory {
    /// Reads it; nothing when it is missing or damaged, for then nothing is known.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        let files: Option<BTreeMap<_, _>> = text.lines().map(parse_line).collect();
        Self { files: files.unwrap_or_default() }
    }

    /// Takes the present site.
    pub fn of(site: &LocalSite) -> Self {
        let bytes = |path: &str| site.bytes.get(path).copied().unwrap_or_default();
        Self { files: site.manifest.0.iter().map(|(path, &hash)| (path.clone(), (bytes(path), hash))).collect() }
    }

    /// Writes it; failing to only means that less is noticed next time.
    pub fn write(&self, path: &Path) {
        use std::fmt::Write;
        let mut text = String::new();
        for (file, (bytes, hash)) in &self.files {
            // Writing to a String never fails.
            let _ = writeln!(text, "{bytes} {hash} {file}");
        }
        let _ = disk::put(path, text.as_bytes());
    }
}

fn parse_line(line: &str) -> Option<(String, (u64, Hash))> {
    let mut parts = line.splitn(3, ' ');
    let bytes = parts.next()?.parse().ok()?;
    let hash = Hash::parse(parts.next()?)?;
    Some((parts.next()?.to_owned(), (bytes, hash)))
}
