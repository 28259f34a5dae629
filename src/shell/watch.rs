//! Rebuild on change.
