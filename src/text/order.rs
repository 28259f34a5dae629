//! Vietnamese alphabetical order.
