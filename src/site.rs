//! The only place that remembers anything: parsed files by their text, and the last plan.
