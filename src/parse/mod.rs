//! One file to its entries. Knows no other file.

pub mod body;
pub mod entries;
pub mod front;
pub mod yaml;

pub use entries::{Entries, Entry, Parsed};
