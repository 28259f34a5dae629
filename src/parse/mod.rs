//! One file to its entries. Knows no other file.

pub mod body;
pub mod front;
pub mod yaml;
