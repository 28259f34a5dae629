//! What a written site is to those who keep it: a list of files with their hashes, an order, a place, a package.
//!
//! Pure: the shells that write, publish and verify ask here what to do.

pub mod address;
pub mod bag;
pub mod inputs;
pub mod manifest;
pub mod order;
pub mod parts;
pub mod rewritten;
pub mod vanishing;
