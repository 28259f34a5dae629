//! Targets on this machine or a network share: a folder, and a ZIP file to hand over.

use std::path::Path;

use super::local::LocalSite;
use super::{Options, Outcome, archive};
use crate::diagnostic::failure::Failure;
use crate::release::manifest::{self, Difference, Hash, Manifest};
use crate::shell::verify;
use crate::shell::write::{FileCopy, Output};

/// Exchanges the folder with the new site, and keeps the old one.
pub(super) fn to_folder(site: &LocalSite, folder: &Path, options: &Options) -> Result<Outcome, Failure> {
    let published = std::fs::read(folder.join(manifest::FILE_NAME)).unwrap_or_default();
    let difference = Difference::between(&Manifest::salvage(&published), &site.manifest);
    let mut outcome = Outcome::planned(site, difference);
    if options.dry_run {
        return Ok(outcome);
    }
    let copies: Vec<FileCopy> = site.manifest.0.keys().map(|path| copy_of(site, path)).collect();
    let mut output = Output::open(folder, &[&site.folder])?;
    output.keep_previous();
    let written = output.write_whole::<std::convert::Infallible>(&copies, |_| Ok(()))?;
    outcome.mended = output.take_mended();
    outcome.sent_bytes = written.unwrap_or_else(|never| match never {}).bytes;
    if options.verify {
        outcome.verified = Some(verify::folder(folder)?.check(&folder.display().to_string())?);
    }
    Ok(outcome)
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
    if !options.dry_run {
        outcome.sent_bytes = archive::write(site, path)?;
    }
    Ok(outcome)
}
