//! Which files of a folder are read, and as what.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::FileType;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;
use walkdir::{DirEntry, WalkDir};

use crate::address::ROOT;
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::kind::is_table;
use crate::parse::ledger::is_rows;
use crate::shell::footprint::Footprint;
use crate::source::SourcePath;

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// YAML or Markdown.
    Text,
    /// Rows of a register as a spreadsheet saves them, under `so/`.
    Table,
    /// A scan, picture or table under `files/`.
    Attachment,
    Theme,
}

impl Use {
    /// What a file of the content folder is read as; `None`: it is not used.
    pub fn of_content(path: &SourcePath) -> Option<Self> {
        if path.as_str().starts_with(ROOT) || path.folder().split('/').any(|part| part == "files") {
            return Some(Self::Attachment);
        }
        if is_rows(path) && is_table(path.file_name()) {
            return Some(Self::Table);
        }
        path.file_name()
            .ends_with(".md")
            .then_some(Self::Text)
            .or_else(|| path.file_name().ends_with(".yaml").then_some(Self::Text))
    }
}

/// A file to read: its name in messages, and what it is read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Inside the content folder; for a theme `themes/NAME/...`.
    pub path: SourcePath,
    /// What it is read as.
    pub used_as: Use,
}

impl Found {
    /// A theme file's path inside its theme; the whole path of any other file.
    pub fn inside_theme(&self) -> &str {
        match self.used_as {
            Use::Theme => self.path.as_str().splitn(3, '/').last().unwrap_or_default(),
            _ => self.path.as_str(),
        }
    }
}

/// The files of a folder and what is wrong with their names.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// In the order of the walk, which is the order of their names on the disk.
    pub files: Vec<(PathBuf, Found)>,
    /// What is there and is not read.
    pub others: Vec<PathBuf>,
    /// Files and folders that are there and cannot be read as what they are.
    pub refused: BTreeSet<SourcePath>,
    /// By the path that each is about.
    pub messages: BTreeMap<SourcePath, Vec<Diagnostic>>,
}

impl Listing {
    /// Adds another folder's files.
    pub fn append(&mut self, other: Self) {
        self.files.extend(other.files);
        self.others.extend(other.others);
        self.refused.extend(other.refused);
        self.messages.extend(other.messages);
    }

    /// Says why something is refused.
    fn refuse(&mut self, diagnostic: Diagnostic) {
        self.refused.insert(diagnostic.location.path.clone());
        self.say(diagnostic);
    }

    fn say(&mut self, diagnostic: Diagnostic) {
        self.messages.entry(diagnostic.location.path.clone()).or_default().push(diagnostic);
    }
}

/// Lists a theme's files under `themes/NAME/`.
pub(super) fn list_theme(root: &Path) -> Listing {
    let name = root.file_name().map(|name| name.to_string_lossy().nfc().collect::<String>()).unwrap_or_default();
    list_under(root, &format!("themes/{name}/"), |_| Some(Use::Theme))
}

/// Lists a folder's files; `used_as` tells what each is read as.
pub(super) fn list(root: &Path, used_as: impl Fn(&SourcePath) -> Option<Use>) -> Listing {
    list_under(root, "", used_as)
}

fn list_under(root: &Path, prefix: &str, used_as: impl Fn(&SourcePath) -> Option<Use>) -> Listing {
    let mut listing = Listing::default();
    let mut seen: BTreeMap<SourcePath, PathBuf> = BTreeMap::new();
    for entry in walk(root, WalkDir::sort_by_file_name) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                let disk = cause.path().unwrap_or(root).to_path_buf();
                let path = path_to_show(&disk, root, prefix);
                listing.refuse(messages::file::unreadable(&path, &cause.into()));
                continue;
            }
        };
        let path = source_path(&entry, root, prefix);
        if entry.file_type().is_dir() {
            path.err().into_iter().for_each(|diagnostic| listing.say(*diagnostic));
            continue;
        }
        match path.and_then(|path| take(&entry, path, &used_as, &mut seen)) {
            Ok(found) => listing.files.push((entry.into_path(), found)),
            Err(diagnostic) => {
                match *diagnostic.code == messages::file::NOT_A_FILE {
                    true => listing.refuse(*diagnostic),
                    false => listing.say(*diagnostic),
                }
                listing.others.push(entry.into_path());
            }
        }
    }
    listing
}

/// All in a folder that is not a folder itself, and how it looks; what cannot be looked at is left out.
pub(super) fn look(root: &Path) -> impl Iterator<Item = (PathBuf, Option<Footprint>)> {
    let entries = walk(root, |walk| walk).flatten().filter(|entry| !entry.file_type().is_dir());
    entries.map(|entry| {
        let footprint = entry.metadata().ok().map(|metadata| Footprint::of(&metadata));
        (entry.into_path(), footprint)
    })
}

/// Goes through a folder, past what editors and desktops leave behind.
fn walk(root: &Path, order: fn(WalkDir) -> WalkDir) -> impl Iterator<Item = walkdir::Result<DirEntry>> + use<> {
    let walk = order(WalkDir::new(root).min_depth(1)).into_iter();
    let root = root.to_path_buf();
    walk.filter_entry(move |entry| !is_leftover(entry.path().strip_prefix(&root).unwrap_or(entry.path())))
}

fn take(
    entry: &DirEntry,
    path: SourcePath,
    used_as: impl Fn(&SourcePath) -> Option<Use>,
    seen: &mut BTreeMap<SourcePath, PathBuf>,
) -> Result<Found, Box<Diagnostic>> {
    if entry.file_type().is_symlink() {
        return Err(Box::new(messages::file::symbolic_link(&path)));
    }
    if !FileType::is_file(&entry.file_type()) {
        return Err(Box::new(messages::file::special_file(&path)));
    }
    if let Some(first) = seen.insert(path.clone(), entry.path().to_path_buf()) {
        let (first, second) = (show_marks(&first), show_marks(entry.path()));
        return Err(Box::new(messages::file::same_path(&path, &first, &second)));
    }
    match used_as(&path) {
        Some(used_as) => Ok(Found { path, used_as }),
        None => Err(Box::new(messages::file::unknown_extension(&path))),
    }
}

/// The entry's path in NFC with `/` between the parts.
fn source_path(entry: &DirEntry, root: &Path, prefix: &str) -> Result<SourcePath, Box<Diagnostic>> {
    let inside = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    let path = parts
        .map(|parts| format!("{prefix}{}", parts.join("/")).nfc().collect::<String>())
        .filter(|path| !path.contains(char::is_control))
        .and_then(|path| SourcePath::new(&path));
    path.ok_or_else(|| {
        let name = entry.file_name().to_string_lossy();
        let shown = name.escape_debug().to_string();
        Box::new(messages::file::bad_name(&path_to_show(entry.path(), root, prefix), &shown))
    })
}

/// A path for a message about a file whose own name may be unusable.
fn path_to_show(disk: &Path, root: &Path, prefix: &str) -> SourcePath {
    let inside = disk.strip_prefix(root).unwrap_or(disk);
    let parts: Vec<String> =
        inside.iter().map(|part| part.to_string_lossy().replace(['\\', '\0'], "\u{FFFD}")).collect();
    SourcePath::new(&format!("{prefix}{}", parts.join("/")))
        .or_else(|| SourcePath::new(prefix.trim_end_matches('/')))
        .unwrap_or_else(SourcePath::unnamed)
}

/// The file name with its combining marks spelt out, so that NFD and NFC look different in a message.
fn show_marks(disk: &Path) -> String {
    let name = disk.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let combining = |letter: char| unicode_normalization::char::is_combining_mark(letter);
    name.chars()
        .map(|letter| if combining(letter) { letter.escape_unicode().to_string() } else { letter.to_string() })
        .collect()
}

/// Whether a file or folder of the content is one that nobody means: what editors and desktops leave behind, and hidden files
/// outside of the folder `root/`, where `.htaccess` and `.well-known/` are meant. `inside` begins at the content folder.
pub fn is_leftover(inside: &Path) -> bool {
    let name = inside.file_name().unwrap_or_default().to_string_lossy();
    if !inside.starts_with(ROOT) {
        return is_hidden_or_left(&name);
    }
    let left = ["._", ".DS_Store", ".directory", ".git", ".svn", ".hg"];
    is_hidden_or_left(name.strip_prefix('.').unwrap_or(&name)) || left.iter().any(|left| name.starts_with(left))
}

/// Hidden files, and what editors and desktops leave behind: `.git`, `~$báo cáo.docx`, `.a.md.swp`, `a.md~`, `#a.md#`.
fn is_hidden_or_left(name: &str) -> bool {
    let starts = [".", "~$", "~WRL"].iter().any(|start| name.starts_with(start));
    let ends = ["~", ".swp", ".swo", ".swx", ".tmp", ".part", ".crdownload"].iter().any(|end| name.ends_with(end));
    let hashes = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    // 4913 is the file with which Vim tries whether a folder can be written.
    starts || ends || hashes || matches!(name, "Thumbs.db" | "desktop.ini" | "4913")
}
