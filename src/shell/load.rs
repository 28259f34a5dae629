//! Content and theme folders to Sources.
