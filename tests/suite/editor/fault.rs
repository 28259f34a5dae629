//! What can befall an output folder.

use std::fs;
use std::path::{Path, PathBuf};

use congbo::inside::release::manifest::FILE_NAME;

use crate::random::Random;

/// Something that others did to the output or its disk, and where.
#[derive(Debug)]
pub struct Fault {
    pub kind: Kind,
    pub at: PathBuf,
}

/// What they did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    OutputDeleted,
    WorkFolderDeleted,
    FolderDeleted,
    PageDeleted,
    PageOverwritten,
    PageTouched,
    PageReadOnly,
    ManifestDeleted,
    ManifestEmptied,
    /// Another site of ours unpacked over this one, while nothing else happens: names that are taken out of the manifest
    /// while their files are still coming are nobody's.
    OtherSiteUnpacked,
    /// A folder stands where the page was.
    FolderInTheWay,
    /// Nothing more fits on the disk: the disk itself refuses.
    DiskFull,
}

/// Folders in the way and full disks last for a while and are worth more tries.
const KINDS: [Kind; 15] = [
    Kind::OutputDeleted,
    Kind::WorkFolderDeleted,
    Kind::FolderDeleted,
    Kind::PageDeleted,
    Kind::PageOverwritten,
    Kind::PageTouched,
    Kind::PageReadOnly,
    Kind::ManifestDeleted,
    Kind::ManifestEmptied,
    Kind::OtherSiteUnpacked,
    Kind::FolderInTheWay,
    Kind::FolderInTheWay,
    Kind::DiskFull,
    Kind::DiskFull,
    Kind::DiskFull,
];

impl Fault {
    /// Does something to the output at `public`; `other` is another site of ours.
    pub fn befall(public: &Path, other: &Path, random: &mut Random) -> Self {
        let kind = random.pick(&KINDS);
        let page = any_page(public, random);
        let at = match kind {
            Kind::OutputDeleted | Kind::OtherSiteUnpacked | Kind::DiskFull => public.to_path_buf(),
            Kind::WorkFolderDeleted => public.with_file_name(".public.congbo"),
            Kind::FolderDeleted => page.ancestors().take_while(|path| *path != public).last().unwrap().to_path_buf(),
            Kind::ManifestDeleted | Kind::ManifestEmptied => public.join(FILE_NAME),
            _ => page,
        };
        // The watch writes meanwhile; what it has just taken away needs no taking away.
        let _ = match kind {
            Kind::OutputDeleted | Kind::WorkFolderDeleted => fs::remove_dir_all(&at),
            Kind::FolderDeleted => fs::remove_dir_all(&at).or_else(|_| fs::remove_file(&at)),
            Kind::PageDeleted | Kind::ManifestDeleted => fs::remove_file(&at),
            Kind::PageOverwritten => fs::write(&at, "sửa tay"),
            Kind::ManifestEmptied => fs::write(&at, ""),
            Kind::PageTouched => fs::read(&at).and_then(|bytes| fs::write(&at, bytes)),
            Kind::PageReadOnly => make_read_only(&at),
            Kind::OtherSiteUnpacked => copy_over(other, &at),
            Kind::FolderInTheWay => fs::remove_file(&at).and_then(|()| fs::create_dir(&at)),
            Kind::DiskFull => Ok(()),
        };
        Self { kind, at }
    }

    /// Whether it stays until it is undone.
    pub fn lasts(&self) -> bool {
        matches!(self.kind, Kind::FolderInTheWay | Kind::DiskFull)
    }

    pub fn undo(&self) {
        if self.kind == Kind::FolderInTheWay {
            let _ = fs::remove_dir(&self.at);
        }
    }
}

fn any_page(public: &Path, random: &mut Random) -> PathBuf {
    let walk = walkdir::WalkDir::new(public).sort_by_file_name().into_iter().flatten();
    let is_page = |entry: &walkdir::DirEntry| entry.file_type().is_file() && entry.file_name() != FILE_NAME;
    let files: Vec<PathBuf> = walk.filter(is_page).map(|entry| entry.into_path()).collect();
    files.get(random.below(files.len().max(1))).cloned().unwrap_or_else(|| public.join("index.html"))
}

fn make_read_only(path: &Path) -> std::io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path, permissions)
}

/// Copies all files, the manifest last, as whoever sends a site does.
fn copy_over(from: &Path, to: &Path) -> std::io::Result<()> {
    let files = walkdir::WalkDir::new(from).into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let (manifest, others): (Vec<_>, Vec<_>) = files.partition(|entry| entry.file_name() == FILE_NAME);
    for entry in others.into_iter().chain(manifest) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        fs::create_dir_all(target.parent().unwrap())?;
        fs::copy(entry.path(), target)?;
    }
    Ok(())
}
