//! The whole site as one ZIP file to hand over, for portals that take nothing else.

use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::local::LocalSite;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;
use crate::release::manifest;

/// Writes the ZIP file, whole or not at all; the same site gives the same bytes. Gives its length.
pub(super) fn write(site: &LocalSite, path: &Path) -> Result<u64, Failure> {
    let temporary = path.with_extension("zip.new");
    let fail = |cause: io::Error| messages::file::cannot_write(path, &cause);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let outcome = write_to(site, &temporary).and_then(|()| fs::rename(&temporary, path));
    if outcome.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    outcome.and_then(|()| fs::metadata(path)).map(|metadata| metadata.len()).map_err(fail)
}

fn write_to(site: &LocalSite, temporary: &Path) -> io::Result<()> {
    let mut archive = ZipWriter::new(BufWriter::new(File::create(temporary)?));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    for path in site.manifest.0.keys().map(String::as_str).chain([manifest::FILE_NAME]) {
        archive.start_file(path, options.compression_method(method(path)))?;
        io::copy(&mut File::open(site.folder.join(path))?, &mut archive)?;
    }
    archive.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}

/// What is compressed already is stored as it is.
fn method(path: &str) -> CompressionMethod {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "png" | "jpg" | "jpeg" | "webp" | "woff2" | "zip" | "docx" | "xlsx" => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    }
}
