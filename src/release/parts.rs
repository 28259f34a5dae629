//! A manifest in parts, so that a change of one page does not send the list of all pages again.
//!
//! At a server the manifest of a large site is a short list of parts, each with its hash, and every part lists the
//! files whose paths fall to it. So the whole list is known by what the short list says, two copies are compared by
//! fetching the short list and the few parts that differ, and each text is still one of `sha256sum`'s:
//! `sha256sum -c manifest-sha256.txt manifest-sha256/*.txt` checks everything. On this machine's own disk, where
//! nothing is sent, the manifest is always one text.

use std::collections::BTreeMap;

use super::manifest::{self, Damage, Hash, Manifest};

/// The folder of the parts at the site's root.
pub const FOLDER: &str = "manifest-sha256";

/// Sites of up to so many files have a manifest in one text, of about 100 KB.
const WHOLE_FILES: usize = 1_000;

/// The texts of a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    /// The text of [`manifest::FILE_NAME`].
    pub root: String,
    /// The parts that it lists, by path; none for a small site.
    pub parts: BTreeMap<String, String>,
}

/// What a text of [`manifest::FILE_NAME`] lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Root {
    /// Files of the site.
    pub files: Manifest,
    /// Parts that list other files.
    pub parts: Manifest,
}

impl Texts {
    /// A manifest as it lies at a server.
    pub fn of(manifest: &Manifest) -> Self {
        if manifest.0.len() <= WHOLE_FILES {
            return Self { root: manifest.print(), parts: BTreeMap::new() };
        }
        let mut parts: BTreeMap<String, Manifest> = BTreeMap::new();
        for (path, &hash) in &manifest.0 {
            parts.entry(part_of(path)).or_default().0.insert(path.clone(), hash);
        }
        let parts: BTreeMap<String, String> = parts.into_iter().map(|(path, part)| (path, part.print())).collect();
        let hash = |text: &String| Hash::of(text.as_bytes());
        let root = Manifest(parts.iter().map(|(path, text)| (path.clone(), hash(text))).collect());
        Self { root: root.print(), parts }
    }
}

impl Root {
    /// Reads it.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        let (parts, files) = Manifest::read(bytes)?.0.into_iter().partition(|(path, _)| is_part(path));
        Ok(Self { files: Manifest(files), parts: Manifest(parts) })
    }
}

/// The part that lists this file. Two hexadecimal digits give 256 parts: with the short list and five changed files,
/// about as little to send at 10,000 files as at 100,000.
fn part_of(path: &str) -> String {
    // FNV-1a: the same everywhere and for ever.
    let hash = path
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{FOLDER}/{}.txt", manifest::hexadecimal(&[(hash >> 56) as u8]))
}

/// Whether a path can be a part's.
fn is_part(path: &str) -> bool {
    let name = path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')?.strip_suffix(".txt"));
    name.is_some_and(|name| name.len() == 2 && name.bytes().all(|digit| digit.is_ascii_hexdigit()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn manifest(files: usize) -> Manifest {
        let file = |number: usize| (format!("bao-cao/{number}/index.html"), Hash::of(&number.to_le_bytes()));
        Manifest((0..files).map(file).collect())
    }

    #[test]
    fn a_small_site_has_one_text() {
        let small = manifest(WHOLE_FILES);
        assert_eq!(Texts::of(&small), Texts { root: small.print(), parts: BTreeMap::new() });
        assert_eq!(Root::read(small.print().as_bytes()), Ok(Root { files: small, parts: Manifest::default() }));
    }

    #[test]
    fn every_file_is_in_one_part_and_every_part_in_the_root() {
        let large = manifest(5_000);
        let texts = Texts::of(&large);
        let root = Root::read(texts.root.as_bytes()).unwrap();
        assert!(root.files.0.is_empty());
        assert_eq!(root.parts.0.keys().collect::<Vec<_>>(), texts.parts.keys().collect::<Vec<_>>());
        let mut files = BTreeMap::new();
        for (path, text) in &texts.parts {
            assert_eq!(root.parts.0[path], Hash::of(text.as_bytes()));
            files.extend(Manifest::parse(text).unwrap().0);
        }
        assert_eq!(Manifest(files), large);
    }

    #[test]
    fn one_changed_file_changes_one_part() {
        let (one, mut two) = (manifest(5_000), manifest(5_000));
        two.0.insert("bao-cao/7/index.html".to_owned(), Hash::of(b"new"));
        let (one, two) = (Texts::of(&one), Texts::of(&two));
        assert_eq!(one.parts.iter().filter(|(path, text)| two.parts[*path] != **text).count(), 1);
        assert!(one.parts.values().all(|part| part.len() < one.root.len()));
    }

    #[test]
    fn pages_are_no_parts() {
        for path in ["manifest-sha256/index.html", "manifest-sha256/abc.txt", "manifest-sha256/é.txt", "a/00.txt"] {
            assert!(!is_part(path), "{path}");
        }
    }
}
