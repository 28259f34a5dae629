//! Addresses that authors write: of other sites, and of pages of this one. Nothing that a browser would run.

use std::ops::Deref;
use std::sync::Arc;

use serde_json::{Value as Json, json};

use crate::content::form::Kind;
use crate::content::{Field, Node, Reader};
use crate::diagnostic::messages::field::{self as messages, BaseProblem};
use url::{Host, Url};

/// An absolute address on the web, `https://…` or `http://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress(pub Arc<str>);

/// Where a site is published: `https://khcn.example.gov.vn/`, `https://example.gov.vn/khcn/`. Scheme and host are in small
/// letters, and a slash ends it, so that a page's path can follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseAddress(Arc<str>);

impl BaseAddress {
    /// Reads an address; says why it can be none that a site is published at.
    pub fn parse(written: &str) -> Result<Self, BaseProblem> {
        let url = Url::parse(written).map_err(|_| BaseProblem::NotWhole)?;
        let host = url.host_str().unwrap_or_default();
        if !matches!(url.scheme(), "http" | "https") || host.is_empty() {
            return Err(BaseProblem::NotWhole);
        }
        if matches!(host, "http" | "https") || url.path().contains("//") {
            return Err(BaseProblem::Doubled);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseProblem::User);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseProblem::Query);
        }
        let last = url.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        if [".html", ".htm", ".php", ".aspx", ".asp", ".jsp"].iter().any(|ending| last.ends_with(ending)) {
            return Err(BaseProblem::File);
        }
        Ok(Self(format!("{}/", url.as_str().trim_end_matches('/')).into()))
    }

    /// The path, with slashes at both ends: `/khcn/`.
    pub fn path(&self) -> &str {
        let after_scheme = self.0.split_once("://").map_or(&*self.0, |(_, rest)| rest);
        after_scheme.find('/').map_or("/", |slash| &after_scheme[slash..])
    }

    /// The host: `khcn.example.gov.vn`.
    pub fn host(&self) -> Arc<str> {
        Url::parse(&self.0).ok().and_then(|url| url.host_str().map(Arc::from)).unwrap_or_default()
    }

    /// Whether only the machine itself or those beside it can reach it: `http://localhost:8000/`.
    pub fn is_local(&self) -> bool {
        let host = Url::parse(&self.0).ok().and_then(|url| url.host().map(|host| host.to_owned()));
        match host {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost") || name.ends_with(".local"),
            Some(Host::Ipv4(address)) => address.is_loopback() || address.is_private() || address.is_unspecified(),
            Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
            None => false,
        }
    }

    /// The address as text that others may keep.
    pub fn shared(&self) -> Arc<str> {
        self.0.clone()
    }
}

impl Deref for BaseAddress {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Field for BaseAddress {
    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = reader.text(node)?;
        match Self::parse(text) {
            Ok(address) => Some(address),
            Err(problem) => {
                let location = reader.location(node.mark);
                reader.report(messages::bad_base_address(location, reader.key(), text, problem));
                None
            }
        }
    }

    fn schema() -> Json {
        json!({ "type": "string", "pattern": r#"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@"<>\\]+(/[^\s?#"<>\\/]+)*/?$"# })
    }

    fn kind() -> Kind {
        Kind::Address
    }
}

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
        json!({ "type": "string", "pattern": r#"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#"<>\\]+(/[^\s"<>\\]*)?$"# })
    }

    fn kind() -> Kind {
        Kind::Address
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
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return false;
    }
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
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_the_web() {
        for good in [
            "https://example.gov.vn",
            "http://example.gov.vn/khcn/?a=b#c",
            "https://xn--a:8080/",
            "HTTPS://Example.GOV.vn/",
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
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn a_site_is_published_at_a_plain_address() {
        for (written, base, path) in [
            ("https://example.gov.vn", "https://example.gov.vn/", "/"),
            ("HTTPS://Example.GOV.vn/KHCN", "https://example.gov.vn/KHCN/", "/KHCN/"),
            ("http://localhost:8000/", "http://localhost:8000/", "/"),
            ("https://a.vn/v1.0/", "https://a.vn/v1.0/", "/v1.0/"),
        ] {
            let address = BaseAddress::parse(written).map_err(|problem| format!("{written}: {problem:?}")).unwrap();
            assert_eq!((&*address, address.path()), (base, path));
        }
        for (written, problem) in [
            ("example.gov.vn", BaseProblem::NotWhole),
            ("ftp://a.vn/", BaseProblem::NotWhole),
            ("javascript:alert(1)", BaseProblem::NotWhole),
            ("https://", BaseProblem::NotWhole),
            ("https://http://trieuson.gov.vn/", BaseProblem::Doubled),
            ("https://a.vn//khcn/", BaseProblem::Doubled),
            ("https://lan:x@a.vn/", BaseProblem::User),
            ("https://a.vn/?trang=1", BaseProblem::Query),
            ("https://a.vn/#dau", BaseProblem::Query),
            ("https://a.vn/index.html", BaseProblem::File),
            ("https://a.vn/Default.aspx", BaseProblem::File),
        ] {
            assert_eq!(BaseAddress::parse(written), Err(problem), "{written}");
        }
        let local = |written| BaseAddress::parse(written).unwrap().is_local();
        assert!(local("http://localhost:8000/") && local("http://127.0.0.1/") && local("http://192.168.1.5/khcn/"));
        assert!(local("http://[::1]/") && !local("https://trieuson.gov.vn/"));
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
