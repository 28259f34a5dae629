//! Words made fit for addresses.
