//! The site in a real browser: the walks of a citizen, search, filters, print, accessibility, weight.
//!
//! Needs what `tests/browser/setup` installs; without it the tests fail and say so.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::disallowed_types, missing_docs)]

mod access;
mod desk;
mod driver;
mod html;
mod lighthouse;
mod paper;
mod search;
mod server;
mod site;
mod theme;
mod walks;
mod weight;
#[allow(dead_code)]
#[path = "../suite/word.rs"]
mod word;

use std::path::PathBuf;

/// A tool that `tests/browser/setup` has put into the target folder.
fn tool(name: &str) -> PathBuf {
    let target = option_env!("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(target).join("test-browser").join(name);
    assert!(path.is_file(), "{} is missing: run tests/browser/setup", path.display());
    path
}
