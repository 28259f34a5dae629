//! Front matter: the YAML block above a Markdown text.
