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
use crate::shell::disk;

/// Writes the ZIP file, whole or not at all; the same site gives the same bytes. Gives its length.
pub(super) fn write(site: &LocalSite, path: &Path) -> Result<u64, Failure> {
    let written = disk::put_with(path, |file| write_to(site, file)).and_then(|()| fs::metadata(path));
    written.map(|metadata| metadata.len()).map_err(|cause| messages::file::cannot_write(path, &cause))
}

fn write_to(site: &LocalSite, file: &mut File) -> io::Result<()> {
    let mut archive = ZipWriter::new(BufWriter::new(file));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default()).unix_permissions(0o644);
    for path in site.manifest.0.keys().map(String::as_str).chain([manifest::FILE_NAME]) {
        archive.start_file(path, options.compression_method(method(path)))?;
        io::copy(&mut File::open(site.folder.join(path))?, &mut archive)?;
    }
    archive.finish()?.into_inner().map_err(io::IntoInnerError::into_error).map(|_| ())
}

/// What is compressed already is stored as it is.
fn method(path: &str) -> CompressionMethod {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "png" | "jpg" | "jpeg" | "webp" | "woff2" | "zip" | "docx" | "xlsx" => CompressionMethod::Stored,
        _ => CompressionMethod::Deflated,
    }
}
