//! Publishing and verifying: CB7xx.
