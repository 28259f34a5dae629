//! Register entries for unresolved citations, added to the periods' files on disk.

use std::path::Path;

use crate::diagnostic::failure::Failure;
use crate::import::missing::{self, Grown};
use crate::shell::import::replace;
use crate::shell::load;
use crate::source::SourcePath;

/// Adds an entry for every document that a report cites and the register lacks; gives the files that grew.
/// What stands in them stays as it is.
pub fn add(content: &Path) -> Result<Vec<(SourcePath, Grown)>, Failure> {
    let (sources, _) = load::load(content, None)?;
    let grown = missing::entries(&sources.texts);
    for (path, grown) in &grown {
        replace(&content.join(path.as_str()), grown.text.as_bytes())?;
    }
    Ok(grown.into_iter().collect())
}
