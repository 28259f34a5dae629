//! Which requests are answered at all.
//!
//! A server on one's own machine is reachable by every page open in the browser: a page of another site can send
//! requests here, under a name of its own that leads to this machine (DNS rebinding) or from its own origin. So the `Host`
//! must be ours, the event stream wants an origin that is ours, and no answer allows other origins to read it.

use std::net::{IpAddr, Ipv6Addr};

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};

use crate::diagnostic::Bilingual;
use crate::diagnostic::bilingual;

/// The names under which the server may be asked.
#[derive(Debug, Clone)]
pub struct Hosts {
    /// The address that is listened on.
    pub bound: IpAddr,
    /// More names, from `--host-name`.
    pub names: Vec<String>,
}

/// Why a request is not answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Refusal {
    pub status: StatusCode,
    /// The reason, for whoever is wrongly refused.
    pub reason: Bilingual,
}

impl Hosts {
    /// Lets a request pass or says why not.
    pub fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        if !matches!(*method, Method::GET | Method::HEAD) {
            let reason = bilingual!(vi: "chỉ nhận GET và HEAD", en: "only GET and HEAD are answered");
            return Err(Refusal { status: StatusCode::METHOD_NOT_ALLOWED, reason });
        }
        self.admit_address(uri, headers)
    }

    /// Lets a request pass whose `Host` and path are good, whatever its method.
    pub fn admit_address(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut hosts = headers.get_all(HOST).iter();
        let host = match (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) {
            (Some(host), None) => host,
            _ => return Err(bad(bilingual!(vi: "cần đúng một Host", en: "exactly one Host is needed"))),
        };
        let named = uri.authority().map(|authority| authority.as_str());
        for authority in std::iter::once(host).chain(named) {
            let shown: String = authority.chars().take(80).collect();
            let Some(host) = Host::of(authority) else {
                return Err(bad(bilingual!(vi: "\"{shown}\" không phải tên máy chủ", en: "\"{shown}\" is no host")));
            };
            if !self.allow(&host) {
                let reason = bilingual!(
                    vi: "\"{shown}\" không phải tên của máy chủ này; nếu đúng, chạy lại với --host-name",
                    en: "\"{shown}\" is not a name of this server; if it should be, start it with --host-name",
                );
                return Err(Refusal { status: StatusCode::MISDIRECTED_REQUEST, reason });
            }
        }
        if is_crooked(uri.path()) {
            return Err(bad(bilingual!(vi: "đường dẫn không hợp lệ", en: "no such path can be asked for")));
        }
        Ok(())
    }

    /// Lets a request for the event stream pass or says why not.
    pub fn admit_origin(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let is_ours = |origin: &str| {
            let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            authority.and_then(Host::of).is_some_and(|host| self.allow(&host))
        };
        let foreign = headers.get_all(ORIGIN).iter().any(|origin| !origin.to_str().is_ok_and(is_ours));
        let cross_site = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
        if foreign || cross_site {
            let reason = bilingual!(vi: "trang khác không được theo dõi", en: "other sites may not listen");
            return Err(Refusal { status: StatusCode::FORBIDDEN, reason });
        }
        Ok(())
    }

    /// Whether `host` is one of ours.
    ///
    /// An address that is no name cannot be led here by a foreign name server, so any will do where all are listened on.
    fn allow(&self, host: &Host) -> bool {
        match host {
            Host::Address(address) => address.is_loopback() || self.bound.is_unspecified() || *address == self.bound,
            Host::Name(name) => {
                name == "localhost"
                    || name.ends_with(".localhost")
                    || self.names.iter().any(|ours| ours.eq_ignore_ascii_case(name))
            }
        }
    }
}

/// Whom a request is for.
enum Host {
    /// The number of a machine.
    Address(IpAddr),
    /// A name in lower case, without the dot that may end it.
    Name(String),
}

impl Host {
    /// Reads a name or an address, perhaps with a port (RFC 9110, 7.2); none where it is neither, or says who asks.
    fn of(authority: &str) -> Option<Self> {
        let (host, rest) = match authority.strip_prefix('[') {
            Some(bracketed) => {
                let (address, rest) = bracketed.split_once(']')?;
                (Self::Address(address.parse::<Ipv6Addr>().ok()?.into()), rest)
            }
            None => {
                let end = authority.find(':').unwrap_or(authority.len());
                (Self::named(&authority[..end])?, &authority[end..])
            }
        };
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
        (rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port)).then_some(host)
    }

    /// The labels of a name are letters, digits, hyphens and, in some houses, underscores.
    fn named(host: &str) -> Option<Self> {
        let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        let is_label = |label: &str| {
            !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        };
        let host = name.parse().map_or_else(|_| Self::Name(name.clone()), Self::Address);
        name.split('.').all(is_label).then_some(host)
    }
}

fn bad(reason: Bilingual) -> Refusal {
    Refusal { status: StatusCode::BAD_REQUEST, reason }
}

/// Whether a path, as it was sent, tries to be another path than it looks. There is nothing to climb out of here (pages
/// come from a map), and honest clients never send such paths.
fn is_crooked(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    ["..", "\\", "%00", "%2e", "%2f", "%5c", "//"].iter().any(|part| path.contains(part))
        || path.contains(|c: char| c.is_control())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bound: &str, target: &str, host: &str, expected: u16) {
        let hosts = Hosts { bound: bound.parse().unwrap(), names: vec!["may-1.lan".to_owned()] };
        let mut headers = HeaderMap::new();
        headers.insert(HOST, host.parse().unwrap());
        let status = hosts
            .admit(&Method::GET, &target.parse().unwrap(), &headers)
            .map_or_else(|refusal| refusal.status.as_u16(), |()| 200);
        assert_eq!(status, expected, "{target} {host}");
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in [
            "localhost",
            "LOCALHOST:8000",
            "a.localhost:8000",
            "127.0.0.1:8000",
            "[::1]:8000",
            "[::1]",
            "localhost.",
            "may-1.lan:80",
        ] {
            check("127.0.0.1", "/", host, 200);
        }
        for host in
            ["evil.vn", "localhost.evil.vn", "127.0.0.1.evil.vn", "10.0.0.5", "xlocalhost", "[::2]", "192.168.1.2:8000"]
        {
            check("127.0.0.1", "/", host, 421);
        }
        for host in [
            "",
            ":",
            ":8000",
            ".",
            "localhost..",
            ".localhost",
            "localhost:",
            "localhost:abc",
            "localhost:+80",
            "localhost:65536",
            "localhost:80:80",
            "127.0.0.1:80:evil.vn",
            "localhost/",
            "localhost/evil.vn",
            "localhost?x",
            "localhost#x",
            "local host",
            "localhost,evil.vn",
            "evil.vn@localhost",
            "localhost@evil.vn",
            "local%68ost",
            "http://localhost",
            "[::1",
            "[::1]evil.vn",
            "[::1]]",
            "[::1]:",
            "[localhost]",
            "[127.0.0.1]",
            "[]",
            "::1",
        ] {
            check("127.0.0.1", "/", host, 400);
        }
        check("0.0.0.0", "/", "192.168.1.2:8000", 200);
        check("0.0.0.0", "/", "evil.vn", 421);
        check("192.168.1.2", "/", "192.168.1.2:8000", 200);
        check("127.0.0.1", "http://evil.vn/", "localhost", 421);
        check("127.0.0.1", "http://localhost/", "localhost", 200);
    }

    #[test]
    fn crooked_paths_are_refused() {
        for target in ["/../etc/passwd", "/a/%2e%2e/b", "/%2E%2E", "/a%2fb", "/a%5Cb", "/%00", "//etc", "/a/..%2f"] {
            check("127.0.0.1", target, "localhost", 400);
        }
        check("127.0.0.1", "/ky/2022-h1/?q=../x", "localhost", 200);
    }

    #[test]
    fn only_our_own_pages_listen() {
        let hosts = Hosts { bound: "127.0.0.1".parse().unwrap(), names: Vec::new() };
        let with = |name: &'static str, value: &str| {
            HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), value.parse().unwrap())])
        };
        assert!(hosts.admit_origin(&HeaderMap::new()).is_ok());
        assert!(hosts.admit_origin(&with("origin", "http://localhost:8000")).is_ok());
        for origin in ["http://evil.vn", "null", "file://", "https://localhost.evil.vn"] {
            assert_eq!(
                hosts.admit_origin(&with("origin", origin)).unwrap_err().status,
                StatusCode::FORBIDDEN,
                "{origin}"
            );
        }
        assert!(hosts.admit_origin(&with("sec-fetch-site", "cross-site")).is_err());
    }
}
