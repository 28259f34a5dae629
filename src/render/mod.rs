//! A view and a theme to bytes.
