//! Pages to the output folder: whole or not at all, and only what differs.
