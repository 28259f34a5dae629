//! Which syllables Vietnamese can have.
