//! Letters that look Vietnamese and are not: eth for đ, Cyrillic and Greek, zero-width marks.
