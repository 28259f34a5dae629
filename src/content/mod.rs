//! What the office writes: the types of every entry, each field documented where it is defined.
//!
//! Field docs are in Vietnamese because `congbo schema` shows them to whoever edits the YAML.
//! The [`entry!`](crate::content::entry) macro makes four things of one definition: the type, its reader, its JSON Schema, its form.

mod address;
mod draft;
pub mod field;
pub mod form;
pub mod node;
mod read;
pub mod schema;

mod change;
mod identity;
mod issuer;
mod ledger;
mod legal;
mod model;
mod notice;
mod page;
mod period;
mod period_id;
mod place;
mod report;
mod site;
mod task;
mod value;

pub use address::{BaseAddress, SitePath, WebAddress};
pub use draft::MayBeDraft;
pub use node::Node;
pub use read::{Field, Fields, Reader};

pub use change::{FormerName, Succession, lives_as, name_on};
pub use identity::Identity;
pub use issuer::*;
pub use ledger::*;
pub use legal::*;
pub use model::*;
pub use notice::*;
pub use page::*;
pub use period::*;
pub use period_id::*;
pub use place::*;
pub use report::*;
pub use site::*;
pub use task::*;
pub use value::*;
