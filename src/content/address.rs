//! Addresses that authors write: of other sites, and of pages of this one. Nothing that a browser would run.

use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::content::{Field, Node, Reader};
use crate::diagnostic::messages::field as messages;

/// An absolute address on the web, `https://…` or `http://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(pub Arc<str>);

/// The address of a page of this site from its root: `/van-ban/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePath(pub Arc<str>);

impl Deref for WebAddress {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for SitePath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Field for WebAddress {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        if is_web_address(text) {
            return Some(Self(text.into()));
        }
        let location = reader.location(node.mark);
        reader.report(messages::bad_web_address(location, reader.key(), text));
        None
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": r#"^https?://[^\s/?#"<>\\]+(/[^\s"<>\\]*)?$"# })
    }
}

impl Field for SitePath {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        if is_site_path(text) {
            return Some(Self(text.into()));
        }
        let location = reader.location(node.mark);
        reader.report(messages::bad_site_path(location, reader.key(), text));
        None
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": r#"^/([^\s/"<>\\][^\s"<>\\]*)?$"# })
    }
}

/// True for `http` or `https`, a host, and then perhaps a path.
fn is_web_address(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or("");
    !host.is_empty() && !host.contains(['?', '#']) && is_plain(rest)
}

/// True for a path from the root; `//host` would lead to another site.
fn is_site_path(text: &str) -> bool {
    text.starts_with('/') && !text.starts_with("//") && is_plain(text)
}

fn is_plain(text: &str) -> bool {
    !text.contains(|letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '"' | '<' | '>' | '\\')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_the_web() {
        for good in [
            "https://example.gov.vn",
            "http://example.gov.vn/khcn/?a=b#c",
            "https://xn--a:8080/",
            "https://ví-dụ.vn/văn-bản",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "example.gov.vn",
            "javascript:alert(1)",
            "https://",
            "https:///a",
            "ftp://a/",
            "//a",
            "https://a b",
            "https://a\\b",
            "HTTPS://a",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn only_this_site_is_this_site() {
        for good in ["/", "/van-ban/", "/xa/#a", "/văn-bản/"] {
            assert!(is_site_path(good), "{good}");
        }
        for bad in ["", "van-ban/", "//example.com/", "/\\example.com", "javascript:alert(1)", "https://a/", "/a b"] {
            assert!(!is_site_path(bad), "{bad}");
        }
    }
}
