//! Targets on this machine or a network share: a folder, and a ZIP file to hand over.

use std::fs;
use std::path::{Path, PathBuf};

use super::local::LocalSite;
use super::{News, Options, Outcome, Tell, archive};
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest::{Difference, Hash, Manifest};
use crate::shell::verify;
use crate::shell::write::{FileCopy, Output, Seen, check_apart};

/// Whether something can be put at this path: the nearest folder around it is there, and lets us make a file.
pub(super) fn greet(path: &Path) -> Result<(), Failure> {
    let around = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("."));
    let tried = tempfile::Builder::new().prefix(".congbo-").tempfile_in(around);
    tried.map(|_| ()).map_err(|cause| messages::file::cannot_write(path, &cause))
}

/// Exchanges the folder with the new site, and keeps the old one.
pub(super) fn to_folder(
    site: &LocalSite,
    folder: &Path,
    options: &Options,
    tell: &Tell<'_>,
) -> Result<Outcome, Failure> {
    if options.dry_run {
        return look(site, folder, options, tell);
    }
    let mut output = Output::open(folder, &sources(site, options))?;
    // Under the lock, where nobody else publishes.
    let mut outcome = look(site, folder, options, tell)?;
    let copies: Vec<FileCopy> = site.manifest.0.keys().map(|path| copy_of(site, path)).collect();
    output.keep_previous();
    let written = output.write_whole::<std::convert::Infallible>(&copies, |_| Ok(()))?;
    outcome.mended = output.take_mended();
    outcome.sent_bytes = written.unwrap_or_else(|never| match never {}).bytes;
    if options.verify {
        outcome.verified = Some(verify::folder(folder)?.check(&folder.display().to_string())?);
    }
    Ok(outcome)
}

/// What a publication to the folder would do. Refuses what it would refuse: all that stands in the folder is exchanged at
/// once, so whatever of ours others changed there would be lost, and not only what differs from site to site.
fn look(site: &LocalSite, folder: &Path, options: &Options, tell: &Tell<'_>) -> Result<Outcome, Failure> {
    let seen = Seen::look(folder, &sources(site, options))?;
    let difference = Difference::between(seen.manifest(), &site.manifest);
    if let Some(path) = seen.in_the_way(&difference.added) {
        return Err(messages::publish::foreign_at_target(&folder.display().to_string(), &path));
    }
    let altered = if options.overwrite { Vec::new() } else { seen.altered(&site.manifest) };
    if !altered.is_empty() {
        return Err(messages::publish::target_changed(&folder.display().to_string(), &altered));
    }
    let old = |paths: &[&String]| Ok::<_, Failure>(paths.iter().map(|path| fs::read(folder.join(path)).ok()).collect());
    News::of(&difference, old, |path| site.read_file(path))?.iter().for_each(tell);
    Ok(Outcome::planned(site, difference))
}

/// Folders that the target must keep clear of.
fn sources<'a>(site: &'a LocalSite, options: &'a Options) -> Vec<&'a Path> {
    std::iter::once(site.folder.as_path()).chain(options.sources.iter().map(PathBuf::as_path)).collect()
}

fn copy_of(site: &LocalSite, path: &str) -> FileCopy {
    let bytes = site.bytes.get(path).copied().unwrap_or_default();
    // Only what the manifest lists is copied.
    let hash = site.manifest.0.get(path).copied().unwrap_or(Hash([0; 32]));
    FileCopy { to: path.to_owned(), from: site.folder.join(path), bytes, hash, is_cleaned: false }
}

/// Writes the site as one file.
pub(super) fn to_zip(site: &LocalSite, path: &Path, options: &Options) -> Result<Outcome, Failure> {
    let difference = Difference::between(&Manifest::default(), &site.manifest);
    let mut outcome = Outcome::planned(site, difference);
    check_apart(path, &sources(site, options))?;
    if !options.dry_run {
        outcome.sent_bytes = archive::write(site, path)?;
    }
    Ok(outcome)
}
