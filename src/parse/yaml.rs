//! YAML to a tree of texts, each with its place; the only module that knows the YAML library.
