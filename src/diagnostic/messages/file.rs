//! Files that cannot be read or written: CB0xx.
