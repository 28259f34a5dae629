//! congbo makes a folder of reports, legal documents and models into a public archive.
//!
//! The program is `congbo`; what its commands do, a program can call: [`build`], [`check`], [`cite`], [`import`] and [`publish`].
//!
//! ```
//! use congbo::{Language, Look, Workplace};
//!
//! # let folder = tempfile::tempdir()?;
//! # let folder = folder.path();
//! let site = Workplace {
//!     content: folder.join("content"),
//!     themes: folder.join("themes"),
//!     output: folder.join("public"),
//!     today: None,
//! };
//! # let write = |path: &str, text: &str| {
//! #     let path = site.content.join(path);
//! #     std::fs::create_dir_all(path.parent().expect("a folder"))?;
//! #     std::fs::write(path, text)
//! # };
//! write("site.yaml", "title: Kho mẫu\nbase_url: https://example.gov.vn/\npublisher:\n  name: UBND huyện\n")?;
//! write("2022-h1/period.yaml", "title: 6 tháng đầu năm\nfrom: 2022-01-01\nto: 2022-06-30\n")?;
//! write("2022-h1/bao-cao.md", "---\nsummary: Sơ kết\n---\n\nTheo Quyết định số 1221/QĐ-UBND.\n")?;
//!
//! let built = congbo::build(&site, congbo::has_errors)?;
//! let look = Look { language: Language::English, color: false, folder: "content/" };
//! let said = congbo::human(&built.diagnostics, &built.sources, &look);
//! assert!(said.contains("1221/QĐ-UBND"), "the register does not know that document: {said}");
//! assert!(built.written.is_some(), "that is no error: {said}");
//! assert!(site.output.join("bao-cao/2022-h1/bao-cao/index.html").exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
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

#![cfg_attr(
    not(feature = "publish"),
    allow(dead_code, unused_imports, reason = "what publishing alone uses is held by the build that publishes")
)]

// The words everything else is said in.
mod hash;
mod media;
mod source;
mod attic;
mod prose;
mod grid;
mod proof;
mod release;
mod diagnostic;

// What the office writes, and what the program knows of the country.
mod content;
mod gazetteer;

// The stages, in order.
mod parse;
mod edit;
mod print;
mod link;

// What a plan is made of: addresses, the search index, what pages show, a card for each thing, open data.
mod address;
mod search;
mod view;
mod cards;
mod data;
mod server;

// The stages go on.
mod plan;
mod render;
mod site;

// Readers beside the pipeline.
mod check;
mod import;
mod handover;

// The world.
mod shell;
#[cfg(feature = "publish")]
mod desk;
mod cli;

// For the test suite.
#[doc(hidden)]
pub mod inside;

// The front: the work of the commands, as functions.
pub use cli::run;
pub use shell::build::{Built, build};
pub use shell::check::{Reading, read as check};
pub use shell::external::Manners;
pub use shell::import::{ImportOptions, Imported, run as import};
#[cfg(feature = "publish")]
pub use shell::publish::credentials::Environment;
#[cfg(feature = "publish")]
pub use shell::publish::named::{publish_named as publish, target};
#[cfg(feature = "publish")]
pub use shell::publish::{News, Options as PublishOptions, Outcome as Published};
pub use shell::workplace::Workplace;
pub use shell::write::Written;
pub use trichdan::citation::{Citation, find as cite};

// What they are given and what they give.
pub use content::{PeriodId, PublishTarget, SiteInfo};
pub use diagnostic::failure::Failure;
pub use diagnostic::{Bilingual, Code, Diagnostic, Language, Location, Place, Related, Severity, has_errors};
pub use print::{Look, human, json};
pub use source::{SourcePath, Sources};
pub use trichdan::calendar::Date;
