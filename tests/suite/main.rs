//! All integration tests, one crate.

mod import;
mod loading;
mod output;
