//! Dates as Vietnamese documents write them, and spans of time.

pub use jiff::civil::Date;
