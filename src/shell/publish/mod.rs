//! The built site to where the public reads it.
