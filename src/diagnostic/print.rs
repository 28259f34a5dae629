//! Diagnostics for people (like rustc's) and for machines (JSON, SARIF, GitHub annotations).
