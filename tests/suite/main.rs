//! All integration tests, one crate.

mod fixture;
mod import;
mod loading;
mod messages;
mod output;
mod schema;
mod wording;
