//! What a written site is to those who keep it: a list of files with their hashes, an order, and a package.
//!
//! Pure: the shells that write, publish and verify ask here what to do.

pub mod inputs;
pub mod manifest;
pub mod order;
