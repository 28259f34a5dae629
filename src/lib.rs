//! congbo makes a folder of reports, legal documents and models into a public archive.
//!
//! Data flows one way, and each stage is a module:
//!
//! ```text
//! content/ ─ shell::load ─> Sources ─ parse (per file, parallel) ─> Entries ─ link (whole archive) ─> Archive
//!          ─ plan ─> {Url: View} ─ render (parallel) ─> bytes ─ shell::write ─> public/
//! ```
//!
//! The core (`parse`, `link`, `plan`, `render`) is made of functions from values to values. It reads no
//! disk, no clock, no environment and no network; only `shell` touches the world.

// The words everything else is said in.
pub mod hash;
pub mod media;
pub mod source;
pub mod attic;
pub mod prose;
pub mod proof;
pub mod release;
pub mod diagnostic;

// What the office writes, and how a message shows the lines of it.
pub mod content;

// The stages, in order.
pub mod parse;
pub mod print;
pub mod link;

// What a plan is made of: addresses, the search index, what pages show, a card for each thing, open data.
pub mod address;
pub mod search;
pub mod view;
pub mod cards;
pub mod data;

// The stages go on.
pub mod plan;
pub mod render;
pub mod site;

// Readers beside the pipeline.
pub mod check;
pub mod import;

// The world.
pub mod shell;
pub mod cli;
