//! `manifest-sha256.txt`: every file of a written site with its SHA-256, as `sha256sum` writes it and checks it.

use std::collections::BTreeMap;

pub use crate::hash::{Hash, hexadecimal};

/// The manifest's own name at the site's root; it does not list itself.
pub const FILE_NAME: &str = "manifest-sha256.txt";

/// The files of a site, sorted by path, each with its hash.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manifest(pub BTreeMap<String, Hash>);

/// What is wrong with a manifest, or with a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damage {
    /// It is not there.
    Missing,
    /// The system does not let it be read.
    Unreadable(std::io::ErrorKind),
    /// Nothing is in it.
    Empty,
    /// A line, whose number is 1-based, does not list a file, or is cut off.
    Line(usize),
    /// It is a list, but files are missing that were written with it.
    Short,
    /// It is a list, but not the one that the root lists.
    OtherHash,
}

impl Manifest {
    /// Reads a list; the error is the 1-based number of the first line that is none of `sha256sum`'s. A line without
    /// an end is none: nobody knows what came after it.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut files = BTreeMap::new();
        for (line_index, line) in text.split_inclusive('\n').enumerate() {
            let (path, hash) = parse_line(line).ok_or(line_index + 1)?;
            files.insert(path.to_owned(), hash);
        }
        Ok(Self(files))
    }

    /// Reads the manifest of a site, which has at least one file.
    pub fn read(bytes: &[u8]) -> Result<Self, Damage> {
        if bytes.is_empty() {
            return Err(Damage::Empty);
        }
        let text = std::str::from_utf8(bytes).map_err(|cause| {
            let whole = &bytes[..cause.valid_up_to()];
            Damage::Line(1 + whole.iter().filter(|&&byte| byte == b'\n').count())
        })?;
        Self::parse(text).map_err(Damage::Line)
    }

    /// What a damaged manifest still lists.
    pub fn salvage(bytes: &[u8]) -> Self {
        let lines = bytes.split_inclusive(|&byte| byte == b'\n').filter_map(|line| std::str::from_utf8(line).ok());
        Self(lines.filter_map(parse_line).map(|(path, hash)| (path.to_owned(), hash)).collect())
    }

    /// The manifest as it is written.
    pub fn print(&self) -> String {
        use std::fmt::Write;
        let mut text = String::with_capacity(self.0.keys().map(|path| path.len() + 67).sum());
        for (path, hash) in &self.0 {
            // Writing to a String never fails.
            let _ = writeln!(text, "{hash}  {path}");
        }
        text
    }
}

/// `HEX  path` and the line's end, with `*` for the second space where a tool says "binary".
fn parse_line(line: &str) -> Option<(&str, Hash)> {
    let line = line.strip_suffix('\n')?;
    let line = line.strip_suffix('\r').unwrap_or(line);
    let (digits, path) = (line.get(..64)?, line.get(64..)?);
    let path = path.strip_prefix("  ").or_else(|| path.strip_prefix(" *"))?;
    is_good_path(path).then_some(())?;
    Some((path, Hash::parse(digits)?))
}

/// Whether a path stays inside the site and can be a file on any system that congbo publishes to.
pub fn is_good_path(path: &str) -> bool {
    let good = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(good) && !path.contains(|letter: char| letter.is_control() || letter == '\\')
}

/// What must happen to the files of `old` so that they become those of `new`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Difference {
    /// Paths that only `new` has.
    pub added: Vec<String>,
    /// Paths whose hashes differ.
    pub changed: Vec<String>,
    /// Paths that only `old` has.
    pub removed: Vec<String>,
}

impl Difference {
    /// Compares two manifests.
    pub fn between(old: &Manifest, new: &Manifest) -> Self {
        let mut difference = Self::default();
        for (path, hash) in &new.0 {
            match old.0.get(path) {
                None => difference.added.push(path.clone()),
                Some(known) if known != hash => difference.changed.push(path.clone()),
                Some(_) => {}
            }
        }
        difference.removed = old.0.keys().filter(|path| !new.0.contains_key(*path)).cloned().collect();
        difference
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn printed_and_read_again() {
        let manifest = Manifest([("xã/a b.html".to_owned(), Hash::of(b"")), ("b".to_owned(), Hash::of(b"b"))].into());
        let text = manifest.print();
        assert!(text.ends_with(&format!("{EMPTY}  xã/a b.html\n")), "{text}");
        assert_eq!(Manifest::parse(&text), Ok(manifest));
    }

    #[test]
    fn bad_lines_are_named() {
        #[track_caller]
        fn check(line: &str) {
            assert_eq!(Manifest::parse(&format!("{EMPTY}  a\n{line}\n")), Err(2), "{line:?}");
        }
        check("");
        check("abc  b");
        check(&format!("{EMPTY} b"));
        check(&format!("{EMPTY}  ../b"));
        check(&format!("{EMPTY}  /etc/passwd"));
        check(&format!("{EMPTY}  a\\b"));
        check(&format!("{}g  a", &EMPTY[1..]));
        check(&"ế".repeat(40));
    }

    #[test]
    fn what_was_cut_is_damaged_and_tells_what_came_before() {
        let good = format!("{EMPTY}  a\n{EMPTY} *b c\r\n");
        #[track_caller]
        fn check(bytes: &[u8], damage: Damage, left: &[&str]) {
            assert_eq!(Manifest::read(bytes), Err(damage));
            let left = left.iter().map(|path| ((*path).to_owned(), Hash::of(b""))).collect();
            assert_eq!(Manifest::salvage(bytes), Manifest(left));
        }
        assert_eq!(Manifest::read(good.as_bytes()), Ok(Manifest::salvage(good.as_bytes())));
        check(b"", Damage::Empty, &[]);
        check(good.trim_end().as_bytes(), Damage::Line(2), &["a"]);
        check(&good.as_bytes()[..80], Damage::Line(2), &["a"]);
        check(&[0; 4096], Damage::Line(1), &[]);
        check(&[b"\xFF\xFE\n", good.as_bytes()].concat(), Damage::Line(1), &["a", "b c"]);
        // A page's name is not guessed.
        check(&[good.as_bytes(), format!("{EMPTY}  x").as_bytes(), b"\xE3\n"].concat(), Damage::Line(3), &["a", "b c"]);
    }

    #[test]
    fn differences() {
        let manifest = |files: &[(&str, &str)]| {
            Manifest(files.iter().map(|(path, text)| ((*path).to_owned(), Hash::of(text.as_bytes()))).collect())
        };
        let difference = Difference::between(
            &manifest(&[("a", "1"), ("b", "1"), ("c", "1")]),
            &manifest(&[("b", "2"), ("c", "1"), ("d", "1")]),
        );
        let expected = Difference { added: vec!["d".into()], changed: vec!["b".into()], removed: vec!["a".into()] };
        assert_eq!(difference, expected);
    }
}
