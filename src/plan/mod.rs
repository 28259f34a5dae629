//! Which pages exist, and all that each may show.

pub mod view;
