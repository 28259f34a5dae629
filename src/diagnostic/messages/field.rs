//! YAML syntax, keys and values: CB1xx.
