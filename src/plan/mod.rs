//! Which pages exist, and all that each may show.
