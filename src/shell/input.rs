//! One text from a file or from standard input.

use std::io::Read;
use std::path::Path;

use crate::diagnostic::failure::Failure;
use crate::diagnostic::messages;

/// Reads a UTF-8 text; `-` is standard input.
pub fn read(path: &Path) -> Result<String, Failure> {
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes.map_err(|cause| messages::command::cannot_read(path, &cause))?;
    String::from_utf8(bytes).map_err(|error| messages::command::not_utf8(path, error.utf8_error().valid_up_to()))
}
