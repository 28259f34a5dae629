//! Vietnamese numbers: 1.234,5 as written and as read.
