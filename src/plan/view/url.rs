//! Addresses inside the site.

use std::sync::Arc;

use minijinja::Value;

use super::shown::Shown;

/// An address inside the site, relative to its root: `ky/2022-h1/`, `feed.xml`, empty for the home page.
///
/// Templates turn it into a link with the filter `href`, which knows where the page itself stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url(Arc<str>);

impl Url {
    /// Takes a path made by `plan`: no leading slash, a trailing one for pages, then perhaps `#anchor`.
    pub fn new(path: &str) -> Self {
        debug_assert!(!path.starts_with('/'), "{path}");
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path as text that others may keep.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }

    /// The same address with an anchor.
    pub fn with_anchor(&self, anchor: &str) -> Self {
        if anchor.is_empty() { self.clone() } else { Self(format!("{}#{anchor}", self.0).into()) }
    }

    /// The file that holds it in the output folder: `ky/2022-h1/index.html`.
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.to_string() }
    }
}

impl std::fmt::Display for Url {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Shown for Url {
    fn shown(&self) -> Value {
        Value::from(self.0.clone())
    }
}
