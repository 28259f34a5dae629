//! All integration tests, one crate.
mod import;
